"""English words that carry facts.

Source: reference grammars of English for the closed classes (number words, negation, quantifiers, pronouns); the
open classes (reporting verbs, opposites) are those of news texts.
"""

from __future__ import annotations

from l10n.facts.numbers import NumberWords

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"

NUMBERS = NumberWords(
    cardinals={
        "zero": 0,
        **{word: value for value, word in enumerate(f"{_UNITS} nineteen".split(), 1)},
        **{word: value * 10 for value, word in enumerate(_TENS.split(), 2)},
    },
    ordinals={
        **{word: value for value, word in enumerate(_ORDINALS.split(), 1)},
        **{word: value * 10 for value, word in enumerate(_TENTHS.split(), 2)},
        "hundredth": 100,
        "thousandth": 1000,
    },
    scales={
        "hundred": 2,
        **dict.fromkeys(("thousand", "k"), 3),
        **dict.fromkeys(("million", "mln", "mn", "m"), 6),
        **dict.fromkeys(("billion", "bln", "bn"), 9),
        **dict.fromkeys(("trillion", "tn"), 12),
    },
    joints=frozenset({"and"}),
    halves=frozenset({("and", "a", "half"), ("and", "one", "half")}),
    fractions={"half": "0.5", "halves": "0.5"},
    groups={"dozen": 12},
)

MONTHS = {
    form: number
    for number, forms in enumerate(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct"
        " november|nov december|dec".split(),
        1,
    )
    for form in forms.split("|")
}
WEEKDAYS = {
    form: number
    for number, forms in enumerate(
        "monday|mon|mondays tuesday|tue|tues|tuesdays wednesday|wed|wednesdays thursday|thu|thurs|thursdays"
        " friday|fri|fridays saturday|sat|saturdays sunday|sun|sundays".split(),
        1,
    )
    for form in forms.split("|")
}
AMBIGUOUS_DATES = frozenset("may march mar mon sun sat wed sep dec jan".split())
"""Names of months and days that are also other words: they count with a capital only."""

UNITS = {
    form: forms.split("|")[0]
    for forms in (
        "percent|%|pct ‰ usd|$|dollar|dollars|bucks eur|€|euro|euros gbp|£|sterling"
        " rub|₽|ruble|rubles|rouble|roubles uah|₴|hryvnia|hryvnias byn jpy|¥|yen yuan|renminbi pln|zloty|zlotys"
        " cent|cents kopeck|kopecks km|kilometer|kilometre|kilometers|kilometres|kms mile|miles|mi"
        " metre|meter|metres|meters cm|centimeter|centimetre|centimeters|centimetres"
        " mm|millimeter|millimetre|millimeters|millimetres foot|feet|ft inch|inches yard|yards acre|acres"
        " hectare|hectares|ha kg|kilo|kilos|kilogram|kilograms|kilogramme gram|grams|gramme|grammes"
        " mg|milligram|milligrams pound|pounds|lb|lbs ounce|ounces|oz ton|tons tonne|tonnes"
        " litre|liter|litres|liters gallon|gallons barrel|barrels degree|degrees|° celsius fahrenheit mph kph|kmh"
        " knot|knots volt|volts watt|watts kw|kilowatt|kilowatts mw|megawatt|megawatts gw|gigawatt|gigawatts kwh"
        " byte|bytes kb mb|megabyte|megabytes gb|gigabyte|gigabytes tb|terabyte|terabytes second|seconds|sec|secs"
        " minute|minutes|min|mins hour|hours|hr|hrs day|days week|weeks month|months year|years|yr|yrs"
        " decade|decades century|centuries fortnight|fortnights quarter|quarters weekend|weekends point|points"
        " times|time"
    ).split()
    for form in forms.split("|")
}
TIME_UNITS = frozenset("second minute hour day week month year decade century fortnight quarter weekend".split())

DATES = """
yesterday | today | tomorrow | tonight | overnight | morning | evening | afternoon | night | nights=night
noon=12:00 | midday=12:00 | midnight=00:00 | dawn | dusk | spring | summer | autumn | fall of=autumn of | winter
now | currently | last | next | ago | later | earlier | previous | previously | this | recently | recent | soon
former | formerly=former | ex=former | incumbent | current=currently | future | will | ll=will | shall=will
going to=will | won't=will | before | after | since | until | till=until | during | daily | weekly | monthly
annual=yearly | annually=yearly | yearly | already | still | ever | always | often | sometimes | rarely | usually
late | early | mid | christmas | easter
"""

NUMBERISH = """
twice | double=twice | doubled=twice | doubles=twice | doubling=twice | triple | tripled=triple | triples=triple
quadruple | quadrupled=quadruple | halved | thrice | once | pair | couple
"""

QUANTIFIERS = """
all | every | each | everyone=everybody | everybody | everything | some | someone=somebody | somebody | something
many | a lot of=many | lots of=many | much | most | mostly | few | a few | fewer | several | various | only
just=only | merely=only | solely=only | at least | not less than=at least | no less than=at least
no fewer than=at least | not fewer than=at least | minimum=at least | a minimum of=at least | at most | up to
as many as=up to | as much as=up to | no more than=at most | not more than=at most | maximum=at most
a maximum of=at most | more than | less than | fewer than=less than | more | less | least | approximately=about
nearly | almost=nearly | close to=nearly | exactly | precisely=exactly | both | either | any | anyone=anybody
anybody | anything | another | other | others=other | half of | dozens | scores of | hundreds | thousands | tens
millions | billions | trillions | majority | minority | whole | entire=whole | entirely | fully | completely
partly | partially=partly | part | numerous=many | multiple | enough | largely | mainly | total | average | single
sole=only | alone | unanimous | unanimously=unanimous
"""

NEGATIONS = """
not | n't=not | never | no | none | nobody | no one=nobody | nothing | nowhere | neither | nor | without | hardly
barely | scarcely | seldom | lack | lacks=lack | lacked=lack | lacking=lack | absence | absent | fail | fails=fail
failed=fail | failing=fail | failure=fail | refuse | refuses=refuse | refused=refuse | refusing=refuse
refusal=refuse | deny | denies=deny | denied=deny | denying=deny | denial=deny | reject | rejects=reject
rejected=reject | rejecting=reject | rejection=reject | non | unable | unless | instead | except | excluding=except
despite | stop | stops=stop | stopped=stop | stopping=stop | cease | ceased=cease | ceases=cease | prevent
prevents=prevent | prevented=prevent | ban | bans=ban | banned=ban | banning=ban | forbid | forbids=forbid
forbidden=forbid | forbade=forbid | avoid | avoids=avoid | avoided=avoid | cancel | cancels=cancel
cancelled=cancel | canceled=cancel | impossible | decline to=refuse | declined to=refuse | declines to=refuse
rather than=instead
"""

ATTRIBUTION = """
say | says=say | said=say | saying=say | tell | tells=tell | told=tell | telling=tell | stated=state | stating=state
according to | claim | claims=claim | claimed=claim | claiming=claim | allege | alleges=allege | alleged=allege
alleging=allege | allegation=allege | allegations=allege | allegedly | reportedly | purportedly | apparently
supposedly | admit | admits=admit | admitted=admit | admitting=admit | announce | announces=announce
announced=announce | announcing=announce | announcement=announce | report | reports=report | reported=report
reporting=report | confirm | confirms=confirm | confirmed=confirm | confirming=confirm | insist | insists=insist
insisted=insist | argue | argues=argue | argued=argue | warn | warns=warn | warned=warn | warning=warn | suggest
suggests=suggest | suggested=suggest | believe | believes=believe | believed=believe | think | thinks=think
thought=think | accuse | accuses=accuse | accused=accuse | accusing=accuse | accusation=accuse | accusations=accuse
suspect | suspects=suspect | suspected=suspect | acknowledge | acknowledges=acknowledge | acknowledged=acknowledge
added=add | adding=add | write | writes=write | wrote=write | ask | asks=ask | asked=ask | note | notes=note
noted=note | promise | promises=promise | promised=promise | vow | vows=vow | vowed=vow | pledge | pledges=pledge
pledged=pledge | threaten | threatens=threaten | threatened=threaten | demand | demands=demand | demanded=demand
declare | declares=declare | declared=declare | estimate | estimates=estimate | estimated=estimate | expect
expects=expect | expected=expect | likely | unlikely | possibly | possible | probably | perhaps=maybe | maybe | may
might | could | can | must | should | would | so called | convicted | convict=convicted | charged | charges=charged
he | him=he | his=he | himself=he | she | her=she | hers=she | herself=she | they | them=they | their=they
theirs=they | themselves=they | i | me=i | my=i | mine=i | myself=i | we | us=we | our=we | ours=we | ourselves=we
you | your=you | yours=you | who | whom=who | whose=who
"""

OPPOSITES = """
win wins won winning winner victory : lose loses lost losing loser defeat
rise rises rose rising risen grow grows grew grown growth increase increases increased increasing up gain gains
 gained higher climb climbs climbed jump jumped : fall falls fell fallen falling decrease decreases decreased
 decreasing decline declines declined drop drops dropped down lower shrink shrank cut reduce reduced reduces
support supports supported supporting back backs backed favour favor favours favors for : oppose opposes opposed
 opposing against oppose criticise criticize criticised criticized condemn condemned
accept accepts accepted approve approves approved allow allows allowed permit permits permitted agree agreed agrees
 : reject rejects rejected refuse refused deny denied disapprove ban banned forbid forbidden prohibit prohibited
 disagree
guilty : innocent acquitted
alive survive survives survived : dead die dies died killed
open opens opened opening : close closes closed closing shut
start starts started begin begins began begun launch launched : end ends ended stop stops stopped finish finished
before : after
first : last
with : without
legal : illegal
include includes included including : exclude excludes excluded excluding
release releases released releasing free frees freed liberated : arrest arrests arrested detain detains detained
 jail jails jailed imprisoned hold held imprison
lift lifts lifted ease eased remove removed removes : impose imposes imposed tighten tightened introduce introduced
 add added
join joins joined enter enters entered arrive arrives arrived : leave leaves left quit quits exit
buy buys bought import imports imported : sell sells sold export exports exported
give gives gave given : take takes took taken
best better good : worst worse bad
more most : less least fewer fewest
maximum : minimum
above over : below under
true : false
success succeed succeeded succeeds successful : failure fail failed fails unsuccessful
present : absent
attack attacks attacked attacking : defend defends defended defending
friend friends ally allies allied : enemy enemies foe foes
north northern : south southern
east eastern : west western
left : right
inside within : outside
male man men boy boys father brother son husband : female woman women girl girls mother sister daughter wife
young younger youngest : old older oldest
majority : minority
strong stronger strengthen strengthened : weak weaker weaken weakened
early earlier : late later
safe safety : dangerous danger unsafe
hire hired appoint appointed elect elected : fire fired dismiss dismissed sack sacked oust ousted
remember remembered : forget forgot forgotten
public : private secret
large larger largest big bigger biggest : small smaller smallest little
long longer longest : short shorter shortest
high highest : low lowest
rich richer : poor poorer
same : different
positive : negative
possible : impossible
likely : unlikely
military : civilian
buyer : seller
employer : employee
teacher : student
accuser : accused
plaintiff : defendant
optimistic : pessimistic
peace : war
love loves loved : hate hates hated
continue continues continued keep kept : stop stopped halt halted suspend suspended end ended
maintain : abandon
to : from
"""

ALTERNATIVES = """
killed dead died : wounded injured hurt : missing : rescued
father : mother : son : daughter : brother : sister : wife : husband : uncle : aunt : cousin : nephew : niece
president : premier : chancellor : minister : mayor : governor : ambassador : king : queen : senator : deputy
murder : manslaughter : assault : rape : theft : fraud : treason : espionage : extremism : terrorism : bribery
prison jail : colony : fine : probation : exile
city : town : village : region : district : country
gold : silver : bronze
doctor : teacher : lawyer : engineer : journalist : judge : prosecutor : soldier : nurse : student
north northern : south southern : east eastern : west western
army : police : navy
euro euros : dollar dollars : pound pounds : ruble rubles : yuan
embassy : consulate
charged : convicted : sentenced : acquitted
"""
OPENERS = frozenset(
    """
    a an the this that these those it its he she they we i you his her their our my your there here in on at by for
    from with without to of as after before during since until while when where why how what who which whose if
    although though because but and or nor so yet however also then thus meanwhile moreover furthermore according
    over under about around between among within against into through near not no yes all some many most few several
    both each every any only even just more less nearly almost another other such one two three four five six seven
    eight nine ten once today yesterday tomorrow now later earlier officials police people authorities government
    residents protesters critics experts analysts scientists researchers journalists reporters lawyers prosecutors
    judges soldiers troops voters workers students teachers doctors families children women men witnesses activists
    prisoners opposition president minister parliament court prices shares stocks sales inmates released received
    recieved following despite unlike like instead still perhaps maybe please let do does did is are was were has
    have had will would can could may might should must hundreds thousands dozens millions photos video elsewhere
    talks negotiations results elections separately finally first second third last next recently previously
    additionally overall nobody none never everyone someone former new old local foreign national international
    political military human public state speaking asked told said
    """.split()
)
"""Words that begin sentences and are no names."""
STOP = frozenset("a an the of to in on at is are was were be been being has have had do does did and or that".split())
"""Words that say nothing about what a number or a negation belongs to."""
PREPOSITIONS = frozenset(
    "in on at by for from with without to of as after before against into near between and or than over".split()
)
ABBREVIATIONS = {"usa": "us", "per cent": "percent"}
NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "anti", "counter")
COMPOUNDS: dict[str, int] = {}
ACRONYMS = frozenset({"us", "who", "it"})
"""Words that in capitals are names."""
BEFORE_NUMBERS = {
    "over": "more than",
    "above": "more than",
    "under": "less than",
    "below": "less than",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "some": "about",
    "circa": "about",
}
"""Words that say how exact a number is only where they stand right before one."""
NEGATORS = frozenset("not never nobody none nothing nowhere neither without cannot nor no".split())
SECOND_NEGATORS: frozenset[str] = frozenset()
NEGATIVE_PRONOUNS: frozenset[str] = frozenset()
NO_NEGATION = (
    r"\bno \w+er than\b|\bwithout (?:delay|exception|doubt)\b|"
    r"\bno\. ?\d|\bnot only\b|\bnot just\b|\bnot least\b|\bwhether or not\b|\bif not\b|\bor not\b|\bwhy not\b"
    r"|\bno wonder\b|\bno less than\b|\bno fewer than\b|\bno more than\b|\bnot to mention\b|\bno sooner\b"
    r"|\bno doubt\b|\bno longer\b(?=.*\bno longer\b)|\bnothing but\b|\bnot until\b|\bnon-stop\b"
    r"|\bneither\b(?=.*\bnor\b)|\bnone other\b|\bno matter\b|\bnever before\b"
)
_HALF_STEMS = """
fail refus den(?:y|ie) reject lack absen declin prevent avoid stop ceas halt miss ban forbid prohibit block hardly
barely scarcely rare seldom few little less fewer only until unless instead rather except despite although but
however other_than outside beyond free far_from out_of loss los[et] impossible short bad poor wrong weak hard
difficult minor small low late recent just merely even too yet illegal ignor exclud quit ever any else question
doubt deprive depriv against opposed? opposition still away drop cancel resist oppos keep kept remain former last
missed invalid regardless nevertheless nonetheless albeit while though shy stray spare exempt void vain unlike beat
defeat
"""
"""Beginnings of words that a translation may render by a negation."""
HALF_NEGATIONS = (
    r"\b(?:un|in|im|il|ir|dis|non|mis|anti|under)\w{3,}|\w{3,}less(?:ly|ness)?\b"
    rf"|\b(?:{'|'.join(_HALF_STEMS.split())})\w*"
).replace("_", " ")
