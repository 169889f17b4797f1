"""Typography: what is reported, how it is corrected, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checks.translations import translation

from l10n.checking import Checker
from l10n.checks.typography import BalanceCheck, NoBreakSpaceCheck, TypographyCheck
from l10n.config import CheckSettings
from l10n.model import Kind

CHECK = TypographyCheck()
PIECES = st.sampled_from(
    '"|«|»|„|“|”|\'|’| |  |\u00a0| - |--|—| — |,|.|...|№|5|1,200|5.6|Мінск|п\'яць|(|)|https://a.org/x--y|<b class="x">'
    "|a.b@c.org|y|Я|!".split("|")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=20).map("".join)


@pytest.mark.parametrize(
    ("code", "locale", "source", "wrong", "right"),
    [
        ("quotes-straight", "be", "“Yes”, she said.", '"Так", сказала яна.', "«Так», сказала яна."),
        ("quotes-straight", "ru", "“Yes”, she said.", "“Да”, сказала она.", "«Да», сказала она."),
        ("quotes-straight", "uk", "“The ‘Day’ is out.”", '"Газета "День" вийшла".', "«Газета „День“ вийшла»."),
        ("quotes-straight", "be", "“The ‘Day’ is out.”", '«Газета "Дзень" выйшла».', "«Газета „Дзень“ выйшла»."),
        ("quotes-straight", "be", "“She is free.", '"Яна вольная.', "«Яна вольная."),
        ("quotes-straight", "be", "She is free.”", 'Яна вольная".', "Яна вольная»."),
        ("quotes-straight", "ru", "(“Yes”)", '("Да")', "(«Да»)"),
        ("quotes-straight", "ru", '<a href="x">“Yes”</a>', '<a href="x">"Да"</a>', '<a href="x">«Да»</a>'),
        ("quote-comma", "be", "“Yes,” she said.", "«Так,» сказала яна.", "«Так», сказала яна."),
        ("dash", "be", "Minsk is the capital.", "Мінск - сталіца.", "Мінск — сталіца."),
        ("dash", "ru", "Minsk is the capital.", "Минск -- столица.", "Минск — столица."),
        ("dash", "uk", "Minsk – a capital – is old.", "Мінськ – столиця - давній.", "Мінськ – столиця – давній."),
        ("dash", "ru", "It is order—a verdict.", "Это порядок—приговор.", "Это порядок — приговор."),
        ("dash", "be", "He said.", "Сказаў--ён.", "Сказаў — ён."),
        ("spaces", "be", "Yes, no.", "Так , не .", "Так, не."),
        ("spaces", "be", "“Yes”", "« Так »", "«Так»"),
        ("spaces", "uk", "Yes (no).", "Так ( ні ).", "Так (ні)."),
        ("spaces", "ru", "Yes, no.", "Да,  нет.", "Да, нет."),
        ("number-sign", "ru", "School No. 5", "Школа №5", "Школа №\u00a05"),
        ("thousands-comma", "be", "1,200 people", "1,200 чалавек", "1\u00a0200 чалавек"),
        ("thousands-comma", "ru", "1,234,567.8 t", "1,234,567.8 т", "1\u00a0234\u00a0567,8 т"),
        ("decimal-point", "uk", "5.6 million", "5.6 мільйона", "5,6 мільйона"),
        ("ellipsis", "be", "But...", "Але...", "Але…"),
        ("apostrophe", "be", "five", "п'яць", "п’яць"),
        ("apostrophe", "uk", "five", "п`ять", "п’ять"),
        ("final-stop", "be", "She is free.", "Яна вольная", "Яна вольная."),
        ("final-stop", "ru", "“She is free.”", "«Она свободна»", None),
    ],
)
def test_what_is_wrong_is_corrected(code: str, locale: str, source: str, wrong: str, right: str | None) -> None:
    """The code is reported with its correction, inside the text."""
    found = {item.code: item for item in CHECK.check(translation(source, wrong, locale))}
    if right is None:
        assert code not in found
        return
    assert found[code].suggestion == right
    assert code not in {item.code for item in CHECK.check(translation(source, right, locale))}


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("be", "Minsk — capital", "Мінск — сталіца"),
        ("uk", "Minsk – capital", "Мінськ – столиця"),
        ("be", "It is 5% and 5 %", "Гэта 5% і 5 %"),
        ("ru", "5 - 3 is two", "5 - 3 будет два"),
        ("ru", "the Moscow—Minsk train", "поезд Москва—Минск"),
        ("ru", "some-body", "кое-кто из-за чего-то"),
        ("ru", "What?..", "Что?.. Вот!.."),
        ("ru", "*“Yes”*", "*«Да»*"),
        ("ru", "O'Neil and rock'n'roll", "О'Нил и rock'n'roll"),
        ("uk", "five", "пʼять"),
        ("be", "iOS 14.5 is out at 6.30 p.m.", "iOS 14.5 выйшла а 6.30 вечара."),
        ("be", "See Figure 1.1.", "Гл. малюнак 1.1."),
        ("be", "1,200 people", "1200 чалавек"),
        ("be", "5,6", "5,6"),
        ("be", "„Day“ is a paper", "„Дзень“ — газета"),
        ("be", 'A 5" pipe', 'Труба 5" і "яшчэ'),
        ("ru", "See https://a.org/x--y...", "См. https://a.org/x--y..."),
        ("be", "He said.", "Сказаў ён. —"),
        ("be", 'Read [it](http://x.org/a "A title").', 'Чытай [яе](http://x.org/a "Назва").'),
        ("be", "[ ] Call the office.", "[ ] Патэлефануйце ў офіс."),
        ("pl", "“Yes,” she said - twice...", '"Tak," powiedziała - dwa razy...'),
    ],
)
def test_what_is_right_is_left_alone(locale: str, source: str, target: str) -> None:
    """Usage that is right, or that may be, gives no finding."""
    assert [item.code for item in CHECK.check(translation(source, target, locale))] == []


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.HEADING, Kind.ITEM])
def test_titles_and_items_need_no_stop(kind: Kind) -> None:
    """A missing full stop counts in paragraphs only."""
    assert not list(CHECK.check(translation("Made in the U.S.", "Зроблена ў ЗША", kind=kind)))


@given(source=TEXTS, target=TEXTS, locale=st.sampled_from(["be", "ru", "uk"]))
def test_corrections_come_to_an_end(source: str, target: str, locale: str) -> None:
    """What was corrected has nothing left to correct, and keeps every letter and digit."""
    checker = Checker({"typography": CHECK}, CheckSettings())
    fixed, codes = checker.correct(translation(source, target, locale))
    assert checker.correct(translation(source, fixed, locale)) == (fixed, ())
    assert bool(codes) == (fixed != target)
    assert [one for one in fixed if one.isalnum()] == [one for one in target if one.isalnum()]


@given(source=st.text(), target=st.text(), locale=st.sampled_from(["be", "ru", "uk", "pl"]))
def test_any_text_can_be_checked(source: str, target: str, locale: str) -> None:
    """No text makes a check fail; spans lie in the target."""
    item = translation(source, target, locale)
    checks = (CHECK.check(item), BalanceCheck().check_all([item]), NoBreakSpaceCheck().check(item))
    for finding in (finding for found in checks for finding in found):
        assert finding.span is not None
        assert 0 <= finding.span.start <= finding.span.end <= len(target)


def balance(*targets: str, source: str = "“Yes”, she said (once).") -> list[tuple[str, int]]:
    """Code and line of what is unbalanced in an article."""
    items = [translation(source, target, line=number) for number, target in enumerate(targets, 1)]
    return [(item.code, item.line) for item in BalanceCheck().check_all(items)]


@pytest.mark.parametrize(
    "target",
    ["«Так», сказала яна.", '"Так", сказала яна.', "«Газета «Дзень».", "„Так“ і „не”", "1) так", 'Труба 5"', "а) не"],
)
def test_balanced(target: str) -> None:
    """Pairs of any shape, one closing mark for two, and marks of items are in order."""
    assert balance(target) == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("«Так, сказала яна.", "quotes-unbalanced"),
        ("Так», сказала яна.", "quotes-unbalanced"),
        ('Так", сказала яна.', "quotes-unbalanced"),
        ("«Газета „Дзень», сказала яна.", "quotes-unbalanced"),
        ("Так <b>адзін раз.", "tags-unbalanced"),
        ("Так адзін</i> раз.", "tags-unbalanced"),
        ("Так (адзін раз.", "brackets-unbalanced"),
        ("Так адзін) раз.", "brackets-unbalanced"),
        ("Так (адзін] раз.", "brackets-unbalanced"),
    ],
)
def test_unbalanced(target: str, code: str) -> None:
    """A mark without a partner is reported."""
    assert balance(target) == [(code, 1)]


def test_a_quotation_may_run_over_sentences() -> None:
    """A mark that closes what a sentence nearby opened has a partner; a source that is open itself asks for nothing."""
    assert balance("«Так.", "Яна вольная».") == []
    assert balance("«Так.", "«Яна вольная».") == [("quotes-unbalanced", 1)]
    assert balance("«Так.", source="“Yes.") == []
    assert balance("«Так.", source="'Yes.") == []


def test_non_breaking_spaces() -> None:
    """Short words, initials and units are bound when a project asks for it."""
    (found,) = NoBreakSpaceCheck().check(translation("x", "А. Іваноў жыве ў Мінску за 5 км ад нас", "be"))
    assert found.suggestion == "А.\u00a0Іваноў жыве ў\u00a0Мінску за\u00a05\u00a0км ад нас"
