"""Checks of facts: what a translation says must be what the article says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import l10n.checks.facts as facts
from l10n.model import Entry, Finding, Kind, SegmentKey, Translation
from l10n.protocols import Check

CHECKS: list[Check] = [getattr(facts, name)() for name in facts.__all__]


def findings(source: str, target: str, locale: str = "be", source_locale: str = "en") -> list[Finding]:
    """Everything that the checks of facts say about a translation."""
    entry = Entry(SegmentKey("", source), target, line=7)
    translation = Translation(entry, (), Kind.PARAGRAPH, "a.po", locale, source_locale)
    return [finding for check in CHECKS for finding in check.check(translation)]


GOOD = [
    ("be", 'She read [the “list”](https://a.org "His list").', "Яна прачытала [«спіс»](https://a.org)."),
    ("uk", '“<a id="1">Yes</a>,” she said.', "«<a id='1'>Так</a>», — сказала вона."),
    ("be", "She got 11 years on May 14, 2026.", "14 мая 2026 года яна атрымала адзінаццаць гадоў."),
    ("ru", "“We won't leave,” Ann said on Friday.", "«Мы не уйдем», — сказала Энн в пятницу."),
    ("uk", "Nobody came to the U.S. embassy.", "Ніхто не прийшов до посольства США."),
    (
        "be",
        "See https://example.org/a and write to a@example.org.",
        "Гл. https://example.org/a, пішыце на a@example.org.",
    ),
    ("ru", "Sunday Herald readers know Theresa May.", "Читатели Sunday Herald знают Терезу Мэй."),
    ("uk", "According to police, 1,200 people came.", "За даними поліції, прийшло 1\N{NO-BREAK SPACE}200 людей."),
    ("be", "He was unable to come.", "Ён не змог прыйсці."),
    ("be", "It began at 7:45 p.m.", "Пачалося ў 19.45."),
    ("ru", "He came at 9:30 a.m. (1330 GMT).", "Он приехал в 9.30 (13.30 по Гринвичу)."),
    ("be", "It was 5 F on Monday.", "У панядзелак было мінус 15 градусаў."),
    ("be", "Some 2,000 people and 32 boats.", "Каля дзвюх тысяч чалавек і трыццаць дзве лодкі."),
    ("be", "“If they could,” Vera said, “they would.”", "«Каб яны маглі, — сказала Вера, — яны б так і зрабілі»."),
    ("be", "There was no water, no light and no heat.", "Не было ні вады, ні святла, ні цяпла."),
    ("ru", "It cost $55 million, or €50 million.", "Это стоило 55 млн долларов, или 50 млн евро."),
    ("uk", "He lost 5 pounds and $5.", "Він схуд на 5 фунтів і втратив 5 доларів."),
    ("be", "The office is open from 9 to 5.", "Офіс працуе з 9 да 17 гадзін."),
    ("ru", "Open daily except Monday.", "Открыто со вторника по воскресенье."),
    ("uk", "Open Tuesday through Sunday.", "Відчинено щодня, крім понеділка."),
    ("be", "It rose by 5 percentage points to 30%.", "Яно вырасла на 5 працэнтных пунктаў, да 30 %."),
    ("ru", "Of them 12 percent stayed, 88% left.", "12 % из них остались, 88 % уехали."),
    ("be", "Some 20 percent of them", "Каля 20 адсоткаў з іх"),
    ("uk", "Half of the 40 percent", "Половина з 40 відсотків"),
    ("pl", "He said that 5 people came on Friday.", "Powiedział, że 5 osób przyszło w piątek."),
]


@pytest.mark.parametrize(("locale", "source", "target"), GOOD)
def test_good_translations_pass(locale: str, source: str, target: str) -> None:
    """Nothing is said about a translation that is right."""
    assert findings(source, target, locale) == []


BAD = [
    ("percent-differs", "ru", "Prices rose by 12 percent in 2024.", "Цены выросли на 12 в 2024 году."),
    ("percent-differs", "be", "Prices rose by 12 in 2024.", "Цэны выраслі на 12 % у 2024 годзе."),
    ("percent-differs", "uk", "It fell by 5 percentage points to 30%.", "Він упав на 5 % до 30 %."),
    ("weekday-differs", "be", "Open daily except Monday.", "Адчынена штодня, акрамя аўторка."),
    ("numbers-differ", "be", "The office is open from 9 to 5.", "Офіс працуе з 9 да 18 гадзін."),
    ("numbers-differ", "be", "She got 11 years.", "Яна атрымала 12 гадоў."),
    ("number-words-differ", "be", "She got eleven years.", "Яна атрымала дванаццаць гадоў."),
    ("number-words-differ", "uk", "He was jailed for **twelve** years.", "Його ув’язнили на тридцять років."),
    ("numbers-differ", "be", "It began at 7:45 p.m.", "Пачалося ў 19.40."),
    ("currency-differs", "be", "It cost $55 million.", "Гэта каштавала 55 млн еўра."),
    ("currency-differs", "uk", "He paid 350,000 rubles.", "Він заплатив 350 000 гривень."),
    ("negation-lost", "ru", "He did not see and did not hear it.", "Он видел и не слышал этого."),
    ("number-missing", "ru", "She got 11 years.", "Она получила срок."),
    ("number-extra", "uk", "She was sentenced.", "Її засудили на 5 років."),
    ("date-differs", "be", "The vote is on May 14.", "Галасаванне адбудзецца 14 сакавіка."),
    ("weekday-differs", "ru", "The vote is on Tuesday.", "Голосование пройдет в среду."),
    ("date-missing", "uk", "The vote is on Tuesday.", "Голосування відбудеться."),
    ("negation-lost", "be", "He did not confirm it.", "Ён пацвердзіў гэта."),
    ("negation-lost", "ru", "Nobody came.", "Никто пришел."),
    ("negation-added", "uk", "He confirmed it.", "Він не підтвердив цього."),
    ("quotation-lost", "be", 'He called <b class="x">it</b> “illegal”.', '<b class="x">Гэта</b> незаконна.'),
    ("quotation-lost", "be", "He called it “illegal”.", "Ён назваў гэта незаконным."),
    ("quotation-lost", "ru", "“Yes,” she said. “No.”", "«Да», — сказала она. Нет."),
    ("attribution-lost", "uk", "Police said the bomb was real.", "Бомба була справжня."),
    ("link-differs", "be", "Write to a@example.org.", "Пішыце на b@example.org."),
    ("link-extra", "ru", "Write to us.", "Пишите на a@example.org."),
    ("abbreviation-lost", "be", "The U.S. agreed.", "США пагадзіліся."),
]


@pytest.mark.parametrize(("code", "locale", "source", "target"), BAD)
def test_false_facts_are_found(code: str, locale: str, source: str, target: str) -> None:
    """Each kind of wrong fact is found, once, at its entry."""
    found = [finding for finding in findings(source, target, locale) if finding.code == code]
    assert [(finding.path, finding.line, finding.locale) for finding in found] == [("a.po", 7, locale)]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("She got 11 years.", "Яна атрымала 12 гадоў.", "Яна атрымала 11 гадоў."),
        ("Some 1,250 people came.", "Прыйшло 1260 чалавек.", "Прыйшло 1\N{NO-BREAK SPACE}250 чалавек."),
        ("Write to a@example.org.", "Пішыце на b@example.org.", "Пішыце на a@example.org."),
        ("She got eleven years and paid 20 rubles.", "Яна атрымала 12 гадоў і заплаціла 30 рублёў.", None),
        ("It cost $5 million.", "Гэта каштавала 5 млрд долараў.", None),
    ],
)
def test_suggestions(source: str, target: str, wanted: str | None) -> None:
    """A suggestion is given only where it is clear what is wrong."""
    (finding,) = [finding for finding in findings(source, target) if finding.code in ("numbers-differ", "link-differs")]
    assert finding.suggestion == wanted
    assert finding.span is not None


PIECES = st.sampled_from(
    "11|1,200|5 млн|пяць|не|not|“|”|«|»|said|May|мая|Friday|у пятніцу|https://a.by/1|@ann|U.S.|ЗША|6:15 p.m.|18:15"
    "|miles|км|.|—|№ 5|XIX|half".split("|")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=10).map(" ".join) | st.text(min_size=1, max_size=50)


@given(source=TEXTS, target=TEXTS, locale=st.sampled_from(["be", "ru", "uk", "pl", "sr_Latn"]))
def test_findings_of_any_text(source: str, target: str, locale: str) -> None:
    """No text is too odd; places lie in the target, codes are known, a suggestion changes something."""
    known = {code: rule for check in CHECKS for code, rule in check.codes.items()}
    for finding in findings(source, target, locale):
        assert finding.severity is known[finding.code].severity
        assert finding.suggestion != target
        assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(target)


@given(number=st.integers(101, 999), other=st.integers(101, 999), locale=st.sampled_from(["be", "ru", "uk"]))
def test_no_other_number_passes(number: int, other: int, locale: str) -> None:
    """Another number in the translation is found, whatever it is; the same number is not reported."""
    found = [finding.code for finding in findings(f"{number} people came.", f"{other} чел.", locale)]
    assert found == ([] if number == other else ["numbers-differ"])


@given(text=TEXTS)
def test_a_text_has_its_own_facts(text: str) -> None:
    """Nothing is said about a source that is its own translation."""
    assert findings(text, text, "en") == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: type(check).__name__)
def test_rules_can_be_read(check: Check) -> None:
    """Every code is in kebab case and has a title and an explanation."""
    for code, rule in check.codes.items():
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", code)
        assert rule.title
        assert not rule.title.endswith(".")
        assert rule.explanation


def test_large_numbers_are_shown_with_their_scale() -> None:
    """900 million and 900 billion are not both 900; what is too long to be read is left as it is."""
    (finding,) = findings("It cost $900 million.", "Гэта каштавала 900 мільярдаў долараў.")
    assert finding.message == "the source has 900 (900 000 000), the translation has 900 (900 000 000 000)"
    assert findings(f"It cost {'9' * 50} million.", "Гэта каштавала 3 мільёны.")
