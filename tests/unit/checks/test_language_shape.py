from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checks.translations import translation

from l10n.checks.language import LengthCheck, RepeatCheck
from l10n.checks.language.shape import _may_loop
from l10n.engines.hygiene import is_loop
from l10n.model import Finding

SOURCE = "The president said that the prisoners would be freed before the end of the year, and their lawyers agreed."
TARGET = "Прэзідэнт сказаў, што вязняў вызваляць да канца года, і іх адвакаты з гэтым пагадзіліся."


def repeated(target: str, source: str = SOURCE) -> list[Finding]:
    """What is said of repetition."""
    return list(RepeatCheck().check(translation(source, target)))


def lengths(target: str, source: str = SOURCE, locale: str = "be") -> list[str]:
    """Codes of what is said of length."""
    return [finding.code for finding in LengthCheck().check(translation(source, target, locale))]


@pytest.mark.parametrize(
    ("target", "fixed"),
    [
        ("Ён жыў у у Мінску.", "Ён жыў у Мінску."),
        ("Яна сказала сказала праўду.", "Яна сказала праўду."),
        ("Што\u00a0што гэта?", "Што гэта?"),
    ],
)
def test_doubled_words(target: str, fixed: str) -> None:
    """A word that stands twice in a row is reported with the text that has it once."""
    (finding,) = repeated(target)
    assert (finding.code, finding.suggestion) == ("doubled-word", fixed)


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Вельмі вельмі добра.", "Very, very good."),
        ("Гэта было даўно-даўно.", "It was long ago."),
        ("Не, не, не!", "No way!"),
        ("Ён, што што-небудзь ведаў, маўчаў.", "He kept silent."),
        ("Размова па ПА была доўгай.", "The talk on software was long."),
        ("Roa Roa выйграў.", "Roa Roa won."),
        ("Глядзі example.com example.com", "See example.com example.com"),
    ],
)
def test_repetition_on_purpose(target: str, source: str) -> None:
    """Commas, hyphens, abbreviations and what the source repeats itself are no slip."""
    assert not repeated(target, source)


@pytest.mark.parametrize(
    "target",
    [
        "Ён пайшоў, ён пайшоў, ён пайшоў, ён пайшоў.",
        "Прэзідэнт прэзідэнт прэзідэнт прэзідэнт прэзідэнт сказаў.",
        "Прэзідэнт сказаў нананананананананананана",
        f"{TARGET} {TARGET} {TARGET} {TARGET}",
    ],
)
def test_loops(target: str) -> None:
    """Words, phrases and syllables over and over are one error."""
    assert [finding.code for finding in repeated(target)] == ["loop"]


@given(
    st.lists(st.sampled_from("ён яна пайшоў сказаў і у Мінск, дадому. на".split()), min_size=1, max_size=6),
    st.integers(1, 12),
)
def test_the_sieve_lets_every_loop_through(words: list[str], times: int) -> None:
    """What is not looked at more closely is no loop."""
    target = " ".join(words * times)
    assert _may_loop(SOURCE, target) or not is_loop(SOURCE, target)


def test_usual_length() -> None:
    """A whole translation passes."""
    assert not lengths(TARGET)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("Прэзідэнт сказаў, што вязняў вызваляць да канца года.", "length-short"),
        ("Прэзідэнт сказаў", "truncated"),
        (f"{TARGET} {TARGET} Дадатак, якога ў арыгінале няма.", "length-long"),
    ],
)
@pytest.mark.parametrize("locale", ["be", "ru", "uk"])
def test_missing_and_added_text(target: str, code: str, locale: str) -> None:
    """Half a sentence, hardly anything, and twice as much are told apart."""
    assert lengths(target, locale=locale) == [code]


def test_short_sources_say_little() -> None:
    """The length of a few words says nothing, that of a short sentence less than that of a long one."""
    assert not lengths("Так", "Of course, why not?")
    assert not lengths("Он ждал полтора года.", "He waited for one and a half years.", locale="ru")
    assert lengths("Он ждал их.", "He waited for them at home.", locale="ru") == ["length-short"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_checked(source: str, target: str) -> None:
    """No text makes the checks fail, and a span lies in the target."""
    for check in (LengthCheck(), RepeatCheck()):
        for finding in check.check(translation(source, target or "-")):
            assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(finding.target)
