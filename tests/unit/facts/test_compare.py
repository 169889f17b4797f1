"""What two wordings of one sentence say differently."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n.facts import Fact, changed_facts

SAME = """
She was sentenced to 11 years in prison. | She was sentenced to eleven years in prison.
The session opened at 6:15 p.m. in Minsk. | The session opened at 18:15 in Minsk.
The session opened at 6 pm. | The session opened at 6 p.m.
The session opened at noon. | The session opened at 12:00.
The U.S. lifted the sanctions. | The US lifted the sanctions.
The U.K. joined the talks. | The UK joined the talks.
“We are free,” she said. | "We are free," she said.
‘We are free,’ she said. | “We are free,” she said.
«We are free,» she said. | “We are free,” she said.
They do not comment on rumours. | They don't comment on rumours.
They cannot comment. | They can't comment.
They can not comment. | They cannot comment.
He won’t resign. | He will not resign.
He'll resign in May. | He will resign in May.
Prices rose 12 per cent. | Prices rose 12%.
Prices rose 12 percent. | Prices rose 12 %.
About 1,200 people came. | About 1200 people came.
About 1,200 people came. | Around 1 200 people came.
Around 1,200 people came. | Roughly 1,200 people came.
Some 1,200 people came. | About 1,200 people came.
Officials recieved the letter. | Officials received the letter.
Recieved letters are kept for a year. | Received letters are kept for a year.
The letter was sent to the goverment. | The letter was sent to the government.
The court met, and it ruled quickly | The court met and it ruled quickly.
A judge read the verdict. | The judge read the verdict.
The president spoke in Warsaw. | The President spoke in Warsaw.
In Warsaw the president spoke. | The president spoke in Warsaw.
On Monday, the court heard the case in Minsk. | The court heard the case in Minsk on Monday.
According to the ministry, prices fell. | Prices fell, according to the ministry.
It cost $5 million. | It cost 5 million dollars.
It cost $5m. | It cost $5 million.
It cost €1.5 billion. | It cost €1,500,000,000.
Half a million people voted. | 500,000 people voted.
Two and a half million people voted. | 2.5 million people voted.
A dozen buses left. | 12 buses left.
Two dozen buses left. | 24 buses left.
The law of April 2, 2026 is in force. | The law of 2 April 2026 is in force.
The law of 2nd April 2026 is in force. | The law of April 2, 2026 is in force.
The vote is on May 14–20. | The vote is on 14-20 May.
The vote is on Sept. 14. | The vote is on September 14.
She is the 1st winner. | She is the first winner.
She is the 21st winner. | She is the twenty-first winner.
A 14-year sentence was read out. | A fourteen-year sentence was read out.
A 5 km run was held. | A 5-kilometre run was held.
A 5 kilometer run was held. | A 5-kilometre run was held.
The office is open - for now. | The office is open — for now.
At least 40 people were held. | No fewer than 40 people were held.
At least 40 people were held. | At least forty people were held.
More than 40 people were held. | Over 40 people were held.
Fewer than 40 people were held. | Under 40 people were held.
The talks were useful and calm. | The talks were calm and useful.
He said that he would vote. | He said he would vote.
Everybody voted. | Everyone voted.
Nobody voted. | No one voted.
Many people voted. | Lots of people voted.
She says it is over. | She said it is over.
Ann’s lawyer came. | Ann's lawyer came.
The colour is new. | The color is new.
It's a long way. | It is a long way.
It happened in nineteen eighty-four. | It happened in 1984.
He served for one hundred and five days. | He served for 105 days.
The house cost £2,000,000. | The house cost £2 million.
The re-election was close. | The reelection was close.
The flat has 3½ rooms. | The flat has 3½ rooms
He lives  in   Vilnius. | He lives in Vilnius.
The march began at 9 a.m. | The march began at 9:00.
"""

DIFFERENT = """
number | She was sentenced to 11 years. | She was sentenced to 12 years.
number | She was sentenced to 11 years. | She was sentenced to twelve years.
number | She was sentenced to 11 years. | She was sentenced to 11 months.
number | She was sentenced to 11 years. | She was sentenced to years in prison.
number | About 1,200 people came. | About 12,000 people came.
number | About 1,200 people came. | About 1.200 people came.
number | Prices rose 12%. | Prices rose 12 points.
number | Prices rose 12%. | Prices rose 1.2%.
number | It is 5 km away. | It is 5 miles away.
number | It cost $5. | It cost €5.
number | It cost $5 million. | It cost $5 billion.
number | It cost $5 million. | It cost $5.
number | He won two medals. | He won three medals.
number | He came first. | He came third.
number | He came 1st. | He came 3rd.
number | He visited twice. | He visited once.
number | Exports doubled. | Exports tripled.
number | Half of the houses burned. | A third of the houses burned.
number | A dozen buses left. | Two dozen buses left.
number | They won 3-1. | They won 1-3.
number | 5 men and 3 women came. | 3 men and 5 women came.
number | Ann, 43, and Bob were held. | Ann and Bob, 43, were held.
number | The B-52 landed. | The B-53 landed.
number | The area is 10 km². | The area is 10 km³.
number | See example.org/news1 for more. | See example.org/news2 for more.
number | Between 10 and 15 people came. | Between 10 and 16 people came.
number | He weighs 80 kg. | He weighs 80 pounds.
number | It was 20 degrees Celsius. | It was 20 degrees Fahrenheit.
date | It happened in 2020. | It happened in 2021.
date | It happened in March. | It happened in May.
date | It happened on Monday. | It happened on Tuesday.
date | It happened on March 3. | It happened on March 4.
date | It happened on March 3. | It happened in March.
date | It happened on 3 March. | It happened on the 4th of March.
date | It happened yesterday. | It happened today.
date | It will happen tomorrow. | It will happen today.
date | It happened last week. | It happened next week.
date | It happened last week. | It happened last month.
date | It happened at 6:15 p.m. | It happened at 6:15 a.m.
date | It happened at 18:15. | It happened at 18:45.
date | It happened at noon. | It happened at midnight.
date | It happened in the morning. | It happened in the evening.
date | It was the 1980s. | It was the 1990s.
date | He will be released. | He was released.
date | Former minister Kim spoke. | Minister Kim spoke.
date | He was born in 1950 and died in 2010. | He was born in 2010 and died in 1950.
date | It happened before the vote. | It happened after the vote.
date | It happened two years ago. | It happens in two years.
name | Ann Smith came. | Ann Jones came.
name | Kalesnikava was freed. | Babaryka was freed.
name | Later Kalesnikava was freed. | Later Kolesnikova was freed.
name | She flew to Vilnius. | She flew to Warsaw.
name | She flew from Minsk to Vilnius. | She flew from Vilnius to Minsk.
name | Ann beat Bob. | Bob beat Ann.
name | The EU agreed. | The UN agreed.
name | She told us about it. | She told US about it.
name | Polish troops came. | Czech troops came.
name | Warsaw agreed. | Moscow agreed.
name | Smith agreed. | Smyth agreed.
name | In Paris, in Rome and in Oslo they met. | In Paris and in Rome they met.
name | She wrote to @ann. | She wrote to @bob.
name | It is on example@site.org now. | It is on sample@site.org now.
name | Write to https://site.org/a now. | Write to https://site.org/b now.
negation | He did not vote. | He voted.
negation | He didn't vote. | He did vote.
negation | He never voted. | He voted.
negation | No voters came. | Voters came.
negation | None of them came. | Some of them came.
negation | Nobody came. | Everybody came.
negation | He left without a word. | He left with a word.
negation | Neither side signed. | Either side signed.
negation | He could hardly walk. | He could walk.
negation | He failed to sign. | He signed.
negation | He refused to sign. | He agreed to sign.
negation | He denied it. | He did it.
negation | The order was lawful. | The order was unlawful.
negation | The reply was correct. | The reply was incorrect.
negation | The vote was legal. | The vote was illegal.
negation | They agree with it. | They disagree with it.
negation | The weapon is harmful. | The weapon is harmless.
negation | He was found guilty. | He was found innocent.
negation | He was found guilty. | He was found not guilty.
negation | The team won. | The team lost.
negation | Prices rose by 5%. | Prices fell by 5%.
negation | Ann supports the bill. | Ann opposes the bill.
negation | The border is open. | The border is closed.
negation | He was released in May. | He was arrested in May.
negation | He did not say he was guilty. | He said he was not guilty.
negation | Sanctions were lifted. | Sanctions were imposed.
negation | The violent protest ended. | The non-violent protest ended.
quantifier | All men left. | Some men left.
quantifier | All men left. | Most men left.
quantifier | Many men left. | Few men left.
quantifier | Few men left. | A few men left.
quantifier | Several men left. | Many men left.
quantifier | Every man left. | A man left.
quantifier | Only men left. | Men left.
quantifier | At least 5 men left. | At most 5 men left.
quantifier | At least 5 men left. | 5 men left.
quantifier | Up to 5 men left. | 5 men left.
quantifier | More than 5 men left. | Less than 5 men left.
quantifier | More than 5 men left. | Fewer than 5 men left.
quantifier | About 5 men left. | 5 men left.
quantifier | Nearly 5 men left. | 5 men left.
quantifier | Almost all left. | All left.
quantifier | Both men left. | The men left.
quantifier | Dozens of men left. | Hundreds of men left.
quantifier | Thousands of men left. | Millions of men left.
quantifier | All men and some women left. | Some men and all women left.
quantifier | Any man may leave. | No man may leave.
quantifier | The majority left. | The minority left.
number | There were zero deaths. | There were deaths.
number | Prices rose to 5%. | Prices rose by 5%.
date | He was born in May and died on May 3. | He was born and died on May 3.
name | Police shot protesters. | Protesters shot police.
name | Five men were killed. | Five men were wounded.
name | His brother spoke. | His father spoke.
attribution | He said it was over. | It was over.
attribution | He said it was over. | She said it was over.
attribution | They said it was over. | He said it was over.
attribution | He claimed it was over. | He said it was over.
attribution | He allegedly stole it. | He stole it.
attribution | According to police, it was a bomb. | It was a bomb.
attribution | "It is over," he said. | It is over, he said.
attribution | He called it “illegal” twice. | He called it illegal twice.
attribution | He called "the law bad" and left. | He called the law "bad and left".
attribution | He may resign. | He must resign.
attribution | His lawyer spoke. | Her lawyer spoke.
attribution | He confirmed the report. | He denied the report.
attribution | We believe he left. | They believe he left.
"""

OTHER_LANGUAGES = """
ru | | Он не был в Минске 5 мая. | Он  не был в Минске, 5 мая.
ru | number | Пришли 5 человек. | Пришли 6 человек.
ru | negation | Он не пришел. | Он пришел.
ru | name | Он был в Минске. | Он был в Москве.
ru | attribution | Он назвал это «миром». | Он назвал это миром.
be | number | Прыйшлі 5 чалавек. | Прыйшлі 6 чалавек.
be | negation | Ён не прыйшоў. | Ён прыйшоў.
be | negation | Там няма людзей. | Там людзі.
be | name | Ён быў у Мінску. | Ён быў у Маскве.
uk | number | Прийшли 5 людей. | Прийшли 6 людей.
uk | negation | Він не прийшов. | Він прийшов.
uk | negation | Там немає людей. | Там люди.
uk | attribution | Він назвав це «миром». | Він назвав це миром.
be | | Прайшло пяць гадоў. | Прайшло 5 гадоў.
be | number | Прайшло пяць гадоў. | Прайшло шэсць гадоў.
be | date | Гэта было ў траўні. | Гэта было ў красавіку.
be | quantifier | Прыйшлі ўсе. | Прыйшлі некаторыя.
be | attribution | Ён сказаў, што прыйдзе. | Яна сказала, што прыйдзе.
be | negation | Яго вызвалілі. | Яго арыштавалі.
ru | | Прошло двадцать пять лет. | Прошло 25 лет.
ru | number | Прошло полтора года. | Прошло два года.
ru | date | Это было в среду. | Это было в четверг.
ru | date | Это было в 18:15. | Это было в 18:45.
ru | quantifier | Пришли не менее ста человек. | Пришли не более ста человек.
uk | | Минуло п’ять років. | Минуло 5 років.
uk | number | Минуло п’ять років. | Минуло п’ять місяців.
uk | date | Це було торік. | Це було вчора.
uk | attribution | За словами поліції, він пішов. | Він пішов.
uk | negation | Він винний. | Він невинний.
pl | number | Było ich 40. | Było ich 41.
pl | name | Był w Mińsku. | Był w Moskwie.
pl | | Był w Mińsku. | Był w Mińsku
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The rows of a table, cells without the spaces around them."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("old", "new"), rows(SAME))
def test_another_wording_of_the_same(old: str, new: str) -> None:
    """Spelling, punctuation, the place of a phrase and another way to write a figure change no fact."""
    assert changed_facts(old, new) == frozenset()


@pytest.mark.parametrize(("fact", "old", "new"), rows(DIFFERENT))
def test_another_fact(fact: str, old: str, new: str) -> None:
    """Whatever makes a sentence say something else is seen, in both directions."""
    assert Fact(fact) in changed_facts(old, new)
    assert Fact(fact) in changed_facts(new, old)


@pytest.mark.parametrize(("locale", "fact", "old", "new"), rows(OTHER_LANGUAGES))
def test_other_languages(locale: str, fact: str, old: str, new: str) -> None:
    """Sentences that are not English are compared too."""
    found = changed_facts(old, new, locale)
    assert Fact(fact) in found if fact else not found


def test_glossary_names() -> None:
    """A name of the glossary counts in lower case too, whatever its points and spaces."""
    assert changed_facts("the potash sector grew", "the oil sector grew", names=["potash"]) == {Fact.NAME}
    assert changed_facts("the U.S. agreed", "the US agreed", names=["U.S.", "US"]) == frozenset()


PIECES = [
    *[
        "Ann",
        "the",
        "U.S.",
        "not",
        "don't",
        "said",
        "11",
        "1,200",
        "5.5%",
        "$3m",
        "half",
        "a dozen",
        "May 14",
        "Monday",
    ],
    *[
        "6:15 p.m.",
        "nineteen",
        "and",
        "hundred",
        "million",
        "“",
        "”",
        "'",
        '"',
        "«",
        ".",
        ",",
        "—",
        "-",
        "?",
        "2020s",
        "1st",
    ],
    *["least", "at", "http://a.b/1", "@ann", "½", "²", "٣", "No.", "3-1", "не", "пяць", "двести", "няма", "тыс.", "IV"],
]
news = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
anything = st.text(max_size=60)
locales = st.sampled_from(["en", "be", "ru", "uk", "pl", "sr_Latn"])


@given(text=news | anything, locale=locales)
def test_nothing_changes_against_itself(text: str, locale: str) -> None:
    """No text differs from itself, nor from itself with other spaces around."""
    assert changed_facts(text, text, locale) == frozenset()
    assert changed_facts(text, f" {text} ", locale) == frozenset()


@given(old=news | anything, new=news | anything, locale=locales)
def test_order_of_the_wordings_does_not_matter(old: str, new: str, locale: str) -> None:
    """What differs differs in both directions, and no text is too odd to be compared."""
    assert changed_facts(old, new, locale) == changed_facts(new, old, locale)


@given(text=news, data=st.data(), locale=locales)
def test_no_figure_changes_unseen(text: str, data: st.DataObject, locale: str) -> None:
    """Another value in the place of any run of digits is reported."""
    runs = list(re.finditer(r"\d+", text))
    assume(runs)
    run = data.draw(st.sampled_from(runs))
    value = data.draw(st.integers(0, 99999).map(str).filter(lambda value: int(value) != int(run[0])))
    other = text[: run.start()] + value + text[run.end() :]
    assert changed_facts(text, other, locale) & {Fact.NUMBER, Fact.DATE}


def test_figures_of_any_length() -> None:
    """No figure is too long to be compared."""
    assert changed_facts("1" * 9000, "2" * 9000) == {Fact.NUMBER}
    assert changed_facts("1" * 9000 + " million", "1" * 9000 + "000,000") <= {Fact.NUMBER}
