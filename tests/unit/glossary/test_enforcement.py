"""Names in drafts: right forms are left alone, wrong ones are put right in their case, doubtful ones are reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.enforcement import Decision, enforce
from l10n.glossary.matching import Matcher
from l10n.glossary.paradigms import paradigm
from l10n.model import Term

ROWS = """
Maria Kalesnikava; Maria Kolesnikova; Марыя Калеснікава; Мария Колесникова; Марія Колесникова; person; f
Viktar Babaryka; Viktor Babariko; Віктар Бабарыка; Виктор Бабарико; Віктор Бабарико; person; m
Alexander Lukashenko; Aliaksandr Lukashenka; Аляксандр Лукашэнка; Александр Лукашенко; Олександр Лукашенко; person; m
Volha Khomich; Olga Khomich; Вольга Хоміч; Ольга Хомич; Ольга Хомич; person; f
Dzmitry Khomich; Dmitry Khomich; Дзмітрый Хоміч; Дмитрий Хомич; Дмитро Хомич; person; m
Minsk; Mensk; Мінск; Минск; Мінськ; place; m
Belarus; Byelarus; Беларусь; Беларусь; Білорусь; place; f
Viasna; Vyasna; «Вясна»; «Весна»; «Весна»; org; f
Telegram; TG; Telegram; Telegram; Telegram; media; m
U.S.; US; ЗША; США; США; place; pl
"""
GLOSSARY = [
    Term(source, (alias,), {"be": be, "ru": ru, "uk": uk}, kind, gender, "", 2)
    for source, alias, be, ru, uk, kind, gender in (row.split("; ") for row in ROWS.strip().splitlines())
]


def run(source: str, draft: str, locale: str) -> tuple[str, list[Decision]]:
    """Enforce the test glossary on one sentence."""
    return enforce(source, draft, Matcher(GLOSSARY).hits(source), locale)


@pytest.mark.parametrize(
    ("locale", "source", "draft", "right"),
    [
        # the form of another language, same case
        ("be", "The lawyer met Kalesnikava.", "Адвакат сустрэўся з Колесниковой.", "Адвакат сустрэўся з Калеснікавай."),
        ("be", "Maria Kalesnikava left.", "Мария Колесникова з’ехала.", "Марыя Калеснікава з’ехала."),
        ("uk", "They asked Kalesnikava.", "Вони запитали Калеснікаву.", "Вони запитали Колесникову."),
        ("ru", "Kalesnikava's letter", "Письмо Калеснікавай", "Письмо Колесниковой"),
        # a transliteration of another spelling
        ("be", "Kolesnikova spoke.", "Колеснікова выступіла.", "Калеснікава выступіла."),
        # an indeclinable form, decided by the preposition
        ("be", "They came from Lukashenko.", "Яны прыехалі ад Лукашенко.", "Яны прыехалі ад Лукашэнкі."),
        ("be", "a law under Lukashenko", "закон пры Лукашенко", "закон пры Лукашэнку"),
        ("uk", "between Lukashenko and Minsk", "між Лукашэнкам і Мінском", "між Лукашенком і Мінськом"),
        # an indeclinable form, decided by the words around
        (
            "be",
            "Lukashenko's press service reported it.",
            "Паведаміла прэс-служба Лукашэнко.",
            "Паведаміла прэс-служба Лукашэнкі.",
        ),
        # Latin letters after a preposition
        ("be", "to Minsk", "да Minsk", "да Мінска"),
        ("uk", "without Babaryka", "без Babaryka", "без Бабарика"),
        # the nominative where a preposition asks for another case
        ("be", "with Maria Kalesnikava", "з Марыя Калеснікава", "з Марыяй Калеснікавай"),
        ("ru", "to Minsk", "до Минск", "до Минска"),
        # quotation marks that are there already
        ("be", "the volunteers of Viasna", "валанцёры «Весны»", "валанцёры «Вясны»"),
        ("be", "without Viasna", "без Весны", "без «Вясны»"),
    ],
)  # fmt: skip
def test_wrong_names_are_put_right(locale: str, source: str, draft: str, right: str) -> None:
    """A wrong form is replaced by the glossary's in the case that the form and its place ask for."""
    text, decisions = run(source, draft, locale)
    assert text == right
    assert any(item.decision == "replaced" for item in decisions)


@pytest.mark.parametrize(
    ("locale", "source", "draft"),
    [
        ("be", "Kalesnikava's sister thanked Minsk.", "Сястра Калеснікавай падзякавала Мінску."),
        ("be", "Volha Khomich's article, Dzmitry Khomich's book", "артыкул Вольгі Хоміч, кніга Дзмітрыя Хоміча"),
        ("ru", "without Lukashenko, for Babaryka", "без Лукашенко, для Бабарико"),
        ("uk", "They told Babaryka.", "Вони сказали Бабарикові."),
        ("uk", "They told Babaryka.", "Вони сказали Бабарику."),
        ("be", "the Viasna centre", "цэнтр «Вясна»"),
        ("be", "without the Viasna centre", "без цэнтра «Вясна»"),
        ("be", "on the Telegram channel", "у Telegram-канале"),
        ("be", "U.S. sanctions", "санкцыі ЗША"),
        ("be", "the Minsk court", "мінскі суд"),
        ("be", "inmates, among them Kalesnikava", "зняволеных, сярод якіх Калеснікава"),
        ("ru", "inmates, among them Lukashenko and Babaryka", "заключенных, среди которых Лукашенко и Бабарико"),
        ("uk", "inmates, among them Kalesnikava", "ув’язнених, серед яких Колесникова"),
        ("pl", "Kalesnikava spoke.", "Kalesnikawa przemówiła."),
    ],
)
def test_right_names_are_left_alone(locale: str, source: str, draft: str) -> None:
    """A right form, any accepted variant of it, and an adjective made of a place are kept without a word."""
    text, decisions = run(source, draft, locale)
    assert text == draft
    assert all(item.decision == "kept" for item in decisions)


@pytest.mark.parametrize(
    ("source", "draft", "right"),
    [
        ("Statement by Maria Kalesnikava", "ЗАЯВА МАРЫІ КАЛЕСНІКАВАЙ", "ЗАЯВА МАРЫІ КАЛЕСНІКАВАЙ"),
        ("Statement by Maria Kalesnikava", "ЗАЯВА МАРИИ КОЛЕСНИКОВОЙ", "ЗАЯВА МАРЫІ КАЛЕСНІКАВАЙ"),
        ("TALKS WITH KALESNIKAVA", "Перамовы з Колесниковой", "Перамовы з Калеснікавай"),
        ("MINSK, Belarus (AP) — Police", "МИНСК, Беларусь (AP) — Міліцыя", "МІНСК, Беларусь (AP) — Міліцыя"),
        ("MINSK, Belarus (AP) — Police", "МІНСК, Беларусь (AP) — Міліцыя", "МІНСК, Беларусь (AP) — Міліцыя"),
        ("Police came to Minsk.", "Міліцыя прыехала ў МІНСК.", "Міліцыя прыехала ў Мінск."),
        ("VIASNA REPORTS", "«ВЕСНА» ПАВЕДАМЛЯЕ", "«ВЯСНА» ПАВЕДАМЛЯЕ"),
    ],
)
def test_names_in_capitals(source: str, draft: str, right: str) -> None:
    """Capitals stay where the whole text or the mention has them, and only there."""
    text, decisions = run(source, draft, "be")
    assert text == right
    assert all(decision.decision != "reported" for decision in decisions)


@pytest.mark.parametrize(
    ("locale", "draft"),
    [("be", "Лукашэнкаўскі рэжым упаў."), ("ru", "Лукашенковский режим пал."), ("uk", "Упав лукашенківський режим.")],
)
def test_an_adjective_renders_a_person(locale: str, draft: str) -> None:
    """The adjective of a last name is asked for no more."""
    text, decisions = run("Lukashenko’s regime fell.", draft, locale)
    assert text == draft
    assert [decision.decision for decision in decisions] == ["kept"]


def test_missing_person_is_reported() -> None:
    """A person whom the draft does not mention is reported with the name that is expected."""
    text, (decision,) = run("Kalesnikava left.", "Яна з’ехала.", "be")
    assert text == "Яна з’ехала."
    assert (decision.decision, decision.found, decision.candidates) == ("reported", None, ("Калеснікава",))


def test_repeated_mentions_are_served_one_by_one() -> None:
    """Two mentions of one person take two renderings."""
    text, decisions = run(
        "Kalesnikava said that Kalesnikava would stay.", "Колесникова сказала, што Колесникова застанецца.", "be"
    )
    assert text == "Калеснікава сказала, што Калеснікава застанецца."
    assert [item.decision for item in decisions] == ["replaced", "replaced"]


def test_spans_are_places_in_the_new_text() -> None:
    """A decision's span holds what was written."""
    text, decisions = run("Kalesnikava and Babaryka left Minsk.", "Колесникова і Бабарико пакінулі Мінск.", "be")
    for item in decisions:
        assert item.span is not None
        assert text[item.span.start : item.span.end] == item.written


@given(
    st.sampled_from(["be", "ru", "uk"]),
    st.sampled_from(GLOSSARY),
    st.sampled_from(["gen", "dat", "acc", "ins", "loc"]),
    st.lists(st.sampled_from(["слова", "і", "у", "з", ",", "«", "»", "Minsk", "—", "каб"]), max_size=6),
)
def test_enforcing_twice_is_enforcing_once(locale: str, term: Term, case: str, around: list[str]) -> None:
    """What has been put right is right: a second run changes nothing more."""
    form = paradigm(term.targets[locale], locale, term.kind, term.gender).forms[case][0]
    draft = " ".join([*around, form, *reversed(around)])
    once, _ = run(f"They saw {term.source} today.", draft, locale)
    twice, _ = run(f"They saw {term.source} today.", once, locale)
    assert twice == once


@given(st.text(max_size=60), st.sampled_from(["be", "ru", "uk", "pl"]))
def test_any_text_is_taken(draft: str, locale: str) -> None:
    """Enforcement never fails, and what it did not decide to replace is unchanged."""
    text, decisions = run("Kalesnikava met Lukashenko in Minsk.", draft, locale)
    if all(item.decision != "replaced" for item in decisions):
        assert text == draft
