from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checks.translations import translation

from l10n.checks.language import ScriptCheck
from l10n.checks.language.alphabets import ALPHABETS, foreign_letters, in_one_script, is_mixed
from l10n.model import Entry, Finding, Hit, Kind, SegmentKey, Severity, Span, Term, Translation

SOURCE = "The minister came to Minsk in the morning."
CORRECT = {
    "be": "Міністр прыехаў у Мінск раніцай, піша «Звязда» (nn.by).",
    "ru": "Министр приехал в Минск утром, пишет «Коммерсантъ».",
    "uk": "Міністр приїхав до Мінська вранці, п’є каву й ґречно вітається.",
}


def found(target: str, locale: str = "be", source: str = SOURCE) -> list[Finding]:
    """What the check says."""
    return list(ScriptCheck().check(translation(source, target, locale)))


def codes(target: str, locale: str = "be", source: str = SOURCE) -> list[str]:
    """Codes of what the check says."""
    return [finding.code for finding in found(target, locale, source)]


@pytest.mark.parametrize("locale", CORRECT)
def test_correct_text_passes(locale: str) -> None:
    """Letters of the language, Latin words and addresses are no finding."""
    assert codes(CORRECT[locale], locale) == []


@pytest.mark.parametrize(
    ("locale", "wrong", "right"),
    [
        ("be", "ра\u043di\u0446ай", "раніцай"),  # a Latin i
        ("be", "Мінск і Брэст, a не Гродна", "Мінск і Брэст, а не Гродна"),
        ("be", "I ён прыехаў", "І ён прыехаў"),
        ("ru", "в\u0437яты\u0078", "взятых"),
        ("uk", "\u0063повільнився", "сповільнився"),
        ("be", "\u0415C", "ЕС"),
        ("ru", "W\u043erd", "Word"),
        ("ru", "в X\u0406 веке", "в XI веке"),
    ],
)
def test_look_alikes_are_put_right(locale: str, wrong: str, right: str) -> None:
    """A letter of another script that looks the same is replaced, and then nothing is left to say."""
    (finding,) = found(f"Так, {wrong}." if wrong[0] != "I" else wrong, locale)
    assert finding.code == "look-alike"
    assert finding.severity is Severity.ERROR
    assert finding.suggestion in {f"Так, {right}.", right}
    assert codes(finding.suggestion, locale) == []


@pytest.mark.parametrize(
    "target", ["Гэта літара a ў слове.", "SMS-ка, IT-кампанія", "вітамін c у ежы", "план B: X і Y"]
)
def test_latin_letters_on_purpose_pass(target: str) -> None:
    """A letter that is named, and Latin parts of compounds, are as they should be."""
    assert codes(target) == []


def test_a_word_of_two_scripts_without_twins_is_doubtful() -> None:
    """An ending on a Latin word is reported, and nothing is proposed."""
    (finding,) = found("Ён напісаў у Facebookу.")
    assert (finding.code, finding.suggestion) == ("mixed-script", None)


@pytest.mark.parametrize(
    ("locale", "word"),
    [("be", "площадь"), ("be", "Гигант"), ("ru", "війна"), ("ru", "воўк"), ("uk", "был"), ("uk", "это")],
)
def test_letters_the_language_does_not_have(locale: str, word: str) -> None:
    """A letter of a sibling's alphabet is an error at the place of its word."""
    (finding,) = found(f"Так, {word} там.", locale)
    assert finding.code == "foreign-letter"
    assert finding.span == Span(5, 5 + len(word))


def test_titles_may_keep_their_language() -> None:
    """A foreign letter in a title in quotation marks is a warning only."""
    (finding,) = found("Так піша газета «Новости дня».")
    assert (finding.code, finding.severity) == ("foreign-letter-title", Severity.WARNING)


def test_names_of_the_glossary_are_right_as_they_are() -> None:
    """The glossary's own rendering is not checked, in any case form."""
    term = Term("Vyatka", (), {"be": "Вяткино"}, "place", "", "", 2)
    entry = Entry(SegmentKey("", "In Vyatka."), "У Вяткино.")
    hit = Hit((term,), "Vyatka", "full", Span(3, 9))
    given_name = Translation(entry, (hit,), Kind.PARAGRAPH, "be.po", "be", "en")
    assert not list(ScriptCheck().check(given_name))
    assert codes("У Вяткино.") == ["foreign-letter"]


def test_a_sentence_in_another_language_is_not_reported_word_by_word() -> None:
    """That is said once, by another check."""
    assert codes("Министр прибыл в Минск и заявил, что переговоры и визиты продолжатся.") == []


@pytest.mark.parametrize(
    ("target", "fixed"),
    [
        ("Ён прыехаў у \u200bМінск.", "Ён прыехаў у Мінск."),
        ("Ён пры\u00adехаў.", "Ён прыехаў."),
        ("\ufeffЁн прыехаў.", "Ён прыехаў."),
        ("Ён\u202a прыехаў.\u202c", "Ён прыехаў."),
        ("Ён\u2028прыехаў.", "Ён прыехаў."),
        ("Ён\u200bпрыехаў.", None),
        ("Ён\u200b\u200bпрыехаў.", None),
    ],
)
def test_invisible_characters(target: str, fixed: str | None) -> None:
    """They are taken out, unless a zero-width space may be all that parts two words."""
    (finding,) = found(target)
    assert (finding.code, finding.suggestion) == ("invisible-character", fixed)


@pytest.mark.parametrize(
    "target", ["Сям'я 👨\u200d👩\u200d👧 прыехала.", "Слова \u200fשלום\u200f значыць мір.", "во\u0301ля"]
)
def test_invisible_characters_that_belong(target: str) -> None:
    """Joined emoji, directions beside Hebrew, and stress marks stay."""
    assert codes(target) == []


def test_what_the_source_has_stays() -> None:
    """An invisible character of the source is the author's."""
    assert codes("Так\u00adсама.", source="Like\u00adwise.") == []


def test_decomposed_letters_are_composed() -> None:
    """Letters stored as two characters are put together, and are no foreign letters."""
    target = unicodedata.normalize("NFD", "Мой край, ў ёй")
    (finding,) = found(target)
    assert (finding.code, finding.suggestion) == ("decomposed-letter", "Мой край, ў ёй")


def test_other_locales_are_left_alone() -> None:
    """Of a language without an alphabet here only invisible characters are known."""
    assert codes("Zażółć gęślą jaźń, Москва", "pl") == []
    assert codes("Zażółć\u200b", "pl") == ["invisible-character"]


@pytest.mark.parametrize("language", ALPHABETS)
@given(data=st.data())
def test_planted_twins_are_found_and_undone(language: str, data: st.DataObject) -> None:
    """A word with one letter replaced by its twin comes back as it was."""
    letters = st.text(st.sampled_from(sorted(ALPHABETS[language])), min_size=3, max_size=12)
    word = data.draw(letters.filter(lambda text: any(letter in "асеорхк" for letter in text)))
    place = data.draw(st.sampled_from([index for index, letter in enumerate(word) if letter in "асеорхк"]))
    planted = word[:place] + dict(zip("асеорхк", "aceopxk", strict=True))[word[place]] + word[place + 1 :]
    assert is_mixed(planted)
    assert in_one_script(planted, language) == word


@pytest.mark.parametrize("language", ALPHABETS)
def test_alphabets_have_no_foreign_letters(language: str) -> None:
    """Every letter of the alphabet, small and capital, is the language's own."""
    letters = "".join(sorted(ALPHABETS[language]))
    assert foreign_letters(letters + letters.upper(), language) == ""
