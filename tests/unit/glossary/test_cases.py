"""The case a name should stand in, from the words around it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.glossary.cases import CASES, Context, case_scores, governed, tokenize
from l10n.glossary.cases.government import LOCALES, grammar


def around(locale: str, target: str, source: str, kind: str = "person", conjunct: tuple[str, ...] = ()) -> Context:
    """Make a context of two sentences in which the mention is written X."""
    words, english = ([token for token, _, _ in tokenize(text)] for text in (target, source))
    at, there = words.index("X"), english.index("X")
    return Context(
        locale,
        tuple(words[max(0, at - 6) : at]),
        tuple(words[at + 1 : at + 5]),
        tuple(english[max(0, there - 5) : there]),
        tuple(english[there + 1 : there + 5]),
        kind,
        conjunct,
    )


def top(context: Context) -> str:
    """Return the most likely case."""
    scores = case_scores(context)
    return max(scores, key=lambda case: scores[case])


SENTENCES = [
    (
        "be",
        "X заявіў, што сустрэча адбудзецца заўтра.",
        "X said the meeting would take place tomorrow.",
        "person",
        "nom",
    ),
    ("ru", "X заявил, что встреча состоится завтра.", "X said the meeting would take place tomorrow.", "person", "nom"),
    (
        "uk",
        "X заявив, що зустріч відбудеться завтра.",
        "X said the meeting would take place tomorrow.",
        "person",
        "nom",
    ),
    ("be", "Ён сустрэўся з X у аўторак.", "He met with X on Tuesday.", "person", "ins"),
    ("ru", "Он встретился с X во вторник.", "He met with X on Tuesday.", "person", "ins"),
    ("uk", "Він зустрівся з X у вівторок.", "He met with X on Tuesday.", "person", "ins"),
    ("be", "Суд прайшоў у X у панядзелак.", "The trial took place in X on Monday.", "place", "loc"),
    ("ru", "Суд прошел в X в понедельник.", "The trial took place in X on Monday.", "place", "loc"),
    ("uk", "Суд відбувся у X у понеділок.", "The trial took place in X on Monday.", "place", "loc"),
    ("be", "Указ, падпісаны X, набыў моц.", "The decree signed by X took effect.", "person", "ins"),
    ("ru", "Указ, подписанный X, вступил в силу.", "The decree signed by X took effect.", "person", "ins"),
    ("uk", "Указ, підписаний X, набув чинності.", "The decree signed by X took effect.", "person", "ins"),
    ("be", "Адвакат X звярнуўся ў суд.", "X's lawyer went to court.", "person", "gen"),
    ("ru", "Адвокат X обратился в суд.", "X's lawyer went to court.", "person", "gen"),
    ("uk", "Адвокат X звернувся до суду.", "X's lawyer went to court.", "person", "gen"),
    ("be", "Прэзідэнт X прыехаў у Мінск.", "The president of X arrived in Minsk.", "place", "gen"),
    ("ru", "Президент X приехал в Минск.", "The president of X arrived in Minsk.", "place", "gen"),
    ("uk", "Президент X приїхав до Мінська.", "The president of X arrived in Minsk.", "place", "gen"),
    ("be", "Дзякуючы X людзі атрымалі дапамогу.", "Thanks to X, people received help.", "person", "dat"),
    ("ru", "Благодаря X люди получили помощь.", "Thanks to X, people received help.", "person", "dat"),
    ("uk", "Завдяки X люди отримали допомогу.", "Thanks to X, people received help.", "person", "dat"),
]


@pytest.mark.parametrize(("locale", "target", "source", "kind", "case"), SENTENCES)
def test_plain_sentences(locale: str, target: str, source: str, kind: str, case: str) -> None:
    """Subjects, objects of prepositions, agents and owners get the case a person would choose."""
    assert top(around(locale, target, source, kind)) == case


@pytest.mark.parametrize(
    ("locale", "target", "case"),
    [
        ("be", "Ён падзякаваў Марыі і X за дапамогу.", "dat"),
        ("be", "Сустрэча з Марыяй і X не адбылася.", "ins"),
        ("ru", "Он поблагодарил за помощь Марию и X .", "acc"),
        ("ru", "Встреча с Марией и X не состоялась.", "ins"),
        ("uk", "Він подякував Марії та X за допомогу.", "dat"),
        ("uk", "Зустріч із Марією та X не відбулася.", "ins"),
    ],
)
def test_coordinated_names_share_their_case(locale: str, target: str, case: str) -> None:
    """A name after "and" stands in the case of the name before it."""
    assert top(around(locale, target, "He spoke of Mary and X yesterday.", conjunct=(case,))) == case


@pytest.mark.parametrize(
    ("locale", "title", "case"),
    [("be", "прэзідэнту", "dat"), ("ru", "послом", "ins"), ("uk", "міністром", "ins"), ("uk", "президентові", "dat")],
)
def test_name_agrees_with_its_title(locale: str, title: str, case: str) -> None:
    """A title noun before the name of a person tells its case."""
    assert top(Context(locale, (title,), (".",), ("the", "letter", "to", "President"), (".",))) == case


@pytest.mark.parametrize(
    ("locale", "noun"), [("be", "арганізацыі"), ("ru", "организации"), ("uk", "організації"), ("be", "тэлеграм-канале")]
)
def test_quoted_name_beside_its_generic_noun_is_nominative(locale: str, noun: str) -> None:
    """Беларусь, газета «Х»: the noun declines, the name does not."""
    assert top(Context(locale, ("у", noun, "«"), ("»",), ("in", "the", "organization"), (".",), "org")) == "nom"


GOVERNED = [
    ("be", "з", "gen ins"),
    ("be", "са", "gen ins"),
    ("be", "у", "loc acc gen"),
    ("be", "ў", "loc acc gen"),
    ("be", "да", "gen"),
    ("be", "паміж", "ins"),
    ("be", "пра", "acc"),
    ("be", "аб", "loc"),
    ("be", "паводле", "gen"),
    ("be", "дзякуючы", "dat"),
    ("be", "насуперак", "dat"),
    ("be", "згодна з", "ins"),
    ("be", "у адпаведнасці з", "ins"),
    ("be", "разам са", "ins"),
    ("ru", "с", "gen ins acc"),
    ("ru", "к", "dat"),
    ("ru", "о", "loc acc"),
    ("ru", "у", "gen"),
    ("ru", "вместе с", "ins"),
    ("ru", "несмотря на", "acc"),
    ("ru", "В отличие от", "gen"),
    ("uk", "з", "gen ins"),
    ("uk", "до", "gen"),
    ("uk", "від", "gen"),
    ("uk", "в", "loc acc gen"),
    ("uk", "у зв’язку з", "ins"),
    ("uk", "попри", "acc"),
    ("uk", "завдяки", "dat"),
]


@pytest.mark.parametrize(("locale", "words", "cases"), GOVERNED)
def test_prepositions(locale: str, words: str, cases: str) -> None:
    """A preposition governs the cases of the grammar books, whatever its first letter."""
    assert governed(Context(locale, ("Ён", *words.split()), (), (), ())) == frozenset(cases.split())


@pytest.mark.parametrize(
    ("before", "source", "kind", "cases"),
    [
        (("з", "«"), (), "org", {"gen", "ins"}),
        (("з", "новым", "прэзідэнтам"), ("the", "new", "President"), "person", {"gen", "ins"}),
        (("з", "прэзідэнтам"), ("with", "President"), "place", None),
        (("з", "прэзідэнтам"), ("the", "president", ","), "person", None),
        (("з", "Мінска"), ("from", "Minsk"), "person", None),
        (("сказаў",), (), "person", None),
        ((), (), "person", None),
    ],
)
def test_what_a_preposition_reaches_through(
    before: tuple[str, ...], source: tuple[str, ...], kind: str, cases: set[str] | None
) -> None:
    """Quotes, adjectives and titles of the person do not stop a preposition, other words do."""
    assert governed(Context("be", before, (), source, (), kind)) == (cases and frozenset(cases))


@pytest.mark.parametrize(
    ("locale", "before"),
    [
        ("be", "перад жонкай"),
        ("be", "перад перамогай"),
        ("ru", "перед домом"),
        ("ru", "с главой"),
        ("ru", "в поэтому"),
        ("ru", "среди которых"),
        ("be", "сярод якіх"),
        ("uk", "з дружиною"),
        ("uk", "через набої"),
    ],
)
def test_nouns_are_not_taken_for_adjectives(locale: str, before: str) -> None:
    """A preposition does not reach through a noun that ends like an adjective."""
    assert governed(Context(locale, tuple(before.split()), (), (), (), "place")) is None


def test_compound_preposition_comes_before_its_adjective_like_end() -> None:
    """In "по данным" the last word is part of the preposition, not an adjective."""
    assert governed(Context("ru", ("по", "данным", "«"), ("»",), (), (), "org")) == {"gen"}


def test_agent_is_not_governed_through_its_participle() -> None:
    """In "у падпісаным X указе" the preposition belongs to the decree, the name is the signer's."""
    context = Context("be", ("у", "падпісаным"), ("указе",), ("decree", "signed", "by"), (".",))
    assert governed(context) is None
    assert top(context) == "ins"


@pytest.mark.parametrize(
    ("locale", "before", "case"), [("be", "43-гадовую", "acc"), ("ru", "63-летнему", "dat"), ("uk", "43-річною", "ins")]
)
def test_name_agrees_with_its_adjective(locale: str, before: str, case: str) -> None:
    """An adjective directly before a person tells the case."""
    assert top(Context(locale, ("Учора", before), ("у",), ("Yesterday",), (",", "43", ","))) == case


def test_other_locales_are_left_open() -> None:
    """Without a model all cases are alike and nothing is governed."""
    context = Context("pl", ("z",), (), (), ())
    assert governed(context) is None
    assert set(case_scores(context).values()) == {1 / 6}


@pytest.mark.parametrize("locale", LOCALES)
def test_tables_are_well_formed(locale: str) -> None:
    """Every table entry names cases that exist and is written in lower case."""
    tables = grammar(locale)
    for words, cases in tables.prepositions.items():
        assert cases <= set(CASES), words
        assert all(word == word.lower() and "’" not in word for word in words), words
    assert all(form == form.lower() and cases <= set(CASES) for form, cases in tables.titles.items())
    assert all(cases <= set(CASES) for cases in tables.endings.values())


TOKENS = st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["«", ",", "з", "прэзідэнту", "у", ""])), max_size=8)


@given(
    locale=st.sampled_from((*LOCALES, "en")),
    tokens=st.tuples(TOKENS, TOKENS, TOKENS, TOKENS),
    kind=st.sampled_from(("person", "given", "place", "org", "media", "term", "")),
    conjunct=st.lists(st.sampled_from(CASES), max_size=3),
)
@settings(deadline=None)
def test_any_context_has_probabilities(
    locale: str, tokens: tuple[list[str], ...], kind: str, conjunct: list[str]
) -> None:
    """Whatever stands around a mention, there is one probability per case and they sum to 1."""
    scores = case_scores(Context(locale, *map(tuple, tokens), kind, tuple(conjunct)))
    assert tuple(scores) == CASES
    assert sum(scores.values()) == pytest.approx(1)
    assert all(0 <= score <= 1 for score in scores.values())


@given(st.text())
def test_tokens_cover_the_text(text: str) -> None:
    """Tokens are pieces of the text in order, and only blanks lie between them."""
    last = 0
    for token, start, end in tokenize(text):
        assert not text[last:start].strip()
        assert token in (text[start:end], "'s")
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Trump’s ally", "Trump 's ally"),
        ("the U.S.'s role", "the U.S. 's role"),
        ("It's O’Brien's", "It 's O’Brien 's"),
        ("24-year-old, 1,200.5", "24-year-old , 1,200.5"),
        ("«З’ява» — 38,5%", "« З’ява » — 38,5 %"),
        ("прэм'ер-міністр", "прэм'ер-міністр"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    """Words keep their inner apostrophes and hyphens, possessives are split off."""
    assert [token for token, _, _ in tokenize(text)] == tokens.split()


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """Importing the package reads no table."""
    script = (
        "import l10n.glossary.cases.government as g, l10n.glossary.cases.model as m\n"
        "assert not g.grammar.cache_info().currsize and not m.weights.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_comma_before_a_new_clause_joins_nothing() -> None:
    """A comma makes a list only where the English has one: пры пасярэдніцтве ЗША, Беларусь вызваліла ..."""
    after = ("вызваліла", "вязняў", ".")
    clause = Context("be", ("ЗША", ","), after, (), ("has", "released", "prisoners", "."), "place", ("gen",))
    assert top(clause) == "nom"
