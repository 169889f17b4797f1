from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checks.translations import translation

import l10n.checks.language as language
from l10n.checks.language import SiblingCheck, SpellingCheck
from l10n.checks.language.siblings import is_borrowed
from l10n.checks.language.text import words_of
from l10n.dictionaries import VARIABLE, Dictionary, find_dictionary, load_dictionary
from l10n.model import Finding, Severity
from l10n.protocols import Check, Noticing

SOURCE = "She was very glad."
WORDS = {
    "be_BY": "прэзідэнт прэзідэнта радасны яна была вельмі рада аб'ект небудзь што",
    "ru_RU": "президента сегодня радостный она была интервью активности активист",
    "uk_UA": "дуже вона була рада",
}


@pytest.fixture
def dictionaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small dictionaries of the three languages, and no others."""
    pytest.importorskip("hunspell", reason="needs chunspell (the extra l10n[spelling])")
    for name, words in WORDS.items():
        (tmp_path / f"{name}.aff").write_text("SET UTF-8\n", encoding="utf-8")
        (tmp_path / f"{name}.dic").write_text(f"{len(words.split())}\n" + words.replace(" ", "\n"), encoding="utf-8")
    monkeypatch.setattr("l10n.dictionaries._FOLDERS", ())
    monkeypatch.setattr("l10n.dictionaries._OFFICE", ())
    monkeypatch.setattr("l10n.dictionaries._PACKAGES", {})
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def no_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without dictionaries."""
    monkeypatch.setattr("l10n.dictionaries._folders", lambda name: iter(()))


def said(check: Check, target: str, locale: str = "be", source: str = SOURCE) -> list[Finding]:
    """What a check says."""
    return list(check.check(translation(source, target, locale)))


def test_dictionaries_are_found_by_locale_and_language(dictionaries: Path) -> None:
    """The exact locale comes before any other of its language; a .aff file alone does not count."""
    assert find_dictionary("be") == dictionaries / "be_BY.aff"
    (dictionaries / "be_TARASK.aff").write_text("SET UTF-8\n", encoding="utf-8")
    assert find_dictionary("be_TARASK") == dictionaries / "be_BY.aff"
    (dictionaries / "be_TARASK.dic").write_text("1\nсьвет\n", encoding="utf-8")
    assert find_dictionary("be_TARASK") == dictionaries / "be_TARASK.aff"
    assert find_dictionary("be") == dictionaries / "be_BY.aff"
    assert find_dictionary("pl") is None
    assert load_dictionary("pl") is None


@pytest.mark.usefixtures("dictionaries")
def test_dictionaries_know_words_with_any_apostrophe() -> None:
    """The kind of apostrophe makes no difference, and a compound is known by its parts."""
    found = load_dictionary("be")
    assert found is not None
    assert [found.knows(word) for word in ("аб'ект", "аб’ект", "абʼект", "што-небудзь", "абект")] == [True] * 4 + [
        False
    ]


@pytest.mark.parametrize("rules", ["SET UTF-8\n", "SET UTF-8\nIGNORE \u0301\n"])
@pytest.mark.parametrize("word", ["дуже", "ду\u0301же"])
def test_a_stress_mark_is_no_part_of_a_word(dictionaries: Path, rules: str, word: str) -> None:
    """Whether the dictionary ignores stress marks or has not heard of them; its own files stay as they are."""
    path = dictionaries / "uk_UA.aff"
    path.write_text(rules, encoding="utf-8")
    if "IGNORE" in rules:
        path.with_suffix(".dic").write_text(f"1\n{word}\n", encoding="utf-8")
    found = load_dictionary("uk")
    assert found is not None
    assert [found.knows(asked) for asked in ("дуже", "ду\u0301же", "дуб")] == [True, True, False]
    assert path.read_text(encoding="utf-8") == rules


def test_a_dictionary_in_an_old_encoding_does_not_know_other_letters() -> None:
    """A letter that its encoding lacks is no reason to fail."""

    class Old:
        def spell(self, word: str) -> bool:
            word.encode("koi8-r")
            return True

    assert [Dictionary(Old, Path("old.aff")).knows(word) for word in ("мир", "мір")] == [True, False]


@pytest.mark.usefixtures("dictionaries")
def test_words_of_a_sibling() -> None:
    """A word that only the sibling's dictionary has is a warning at its place."""
    (finding,) = said(SiblingCheck(), "Яна была сегодня рада.")
    assert (finding.code, finding.severity) == ("sibling-word", Severity.WARNING)
    assert finding.span is not None
    assert finding.target[slice(*finding.span)] == "сегодня"


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Яна была вельмі рада.", SOURCE),
        ("Яна была на інтэрв’ю і дала интервью", SOURCE),
        ("Яна дала інтервью", "She gave an interview."),
        ("Яна чытала «Сегодня рада».", SOURCE),
        ("Яна бачыла Сегодня.", SOURCE),
    ],
)
def test_words_that_are_no_siblings(target: str, source: str) -> None:
    """Own words, letters that another check reports, words of the source, titles and names pass."""
    assert not said(SiblingCheck(), target, source=source)


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize(("word", "found"), [("активности", True), ("активист", False)])
def test_endings_that_no_loan_has(word: str, found: bool) -> None:
    """A word that sounds like the source passes for a loan, unless its ending is the sibling's."""
    assert (
        bool(said(SiblingCheck(), f"Вона була дуже {word} рада", "uk", "She was glad of the activity of the activist."))
        is found
    )


@pytest.mark.usefixtures("no_dictionaries")
def test_siblings_without_dictionaries() -> None:
    """The commonest words are known without, and the check says once what is missing."""
    check = SiblingCheck()
    assert [finding.code for finding in said(check, "Ён сказаў, что яна только рада.")] == ["sibling-word"] * 2
    said(check, "Яна была рада.")
    (notice,) = check.notices()
    assert notice.startswith("no Belarusian dictionary")


@pytest.mark.parametrize(("locale", "word"), [("uk", "надеется"), ("uk", "кровь"), ("ru", "жыццё"), ("ru", "чяс")])
@pytest.mark.usefixtures("no_dictionaries")
def test_spelling_that_a_language_does_not_have(locale: str, word: str) -> None:
    """Some letters never stand together; that is an error."""
    (finding,) = said(SiblingCheck(), f"Так, {word} там.", locale)
    assert (finding.code, finding.severity) == ("sibling-spelling", Severity.ERROR)


def test_borrowed_words_sound_like_the_source() -> None:
    """A new word of all languages is no word of a sibling."""
    assert is_borrowed("смартфонамі", "their smartphones")
    assert not is_borrowed("слухання", "the hearing")


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize("word", ["прэзыдэнта", "прэззідэнта", "прэізідэнта", "пэрзідэнта"])
def test_misspelt_words(word: str) -> None:
    """One likely slip away from a known word is a warning with the word that is meant."""
    (finding,) = said(SpellingCheck(), f"Яна бачыла {word}.")
    assert (finding.code, finding.suggestion) == ("misspelt", "Яна бачыла прэзідэнта.")


@pytest.mark.usefixtures("dictionaries")
@pytest.mark.parametrize(
    "word", ["прэзідэнтамі", "Прэзыдэнта", "віцэ-прэзыдэнта", "невядомае", "экспрэзідэнта", "рыда"]
)
def test_unknown_words_that_are_no_slip(word: str) -> None:
    """Other endings, names, compounds, derived and short words, and words nothing is near to pass."""
    assert not said(SpellingCheck(), f"Яна бачыла {word}.")


@pytest.mark.usefixtures("no_dictionaries")
def test_spelling_without_dictionaries() -> None:
    """Nothing is checked, and that is said once."""
    check = SpellingCheck()
    assert not said(check, "Яна бачыла прэзыдэнта.")
    assert not said(check, "Яна бачыла прэзыдэнта.")
    (notice,) = check.notices()
    assert "spelling is not checked" in notice


@pytest.mark.parametrize("name", language.__all__)
@given(text=st.text(st.sampled_from("абіўщꙑaіo ’'-«»„“\"()[]{}<>`@#/.:,!?—\u0301\u0306\u200b\u200d5Zq"), max_size=40))
def test_any_text_can_be_checked(name: str, text: str) -> None:
    """No text makes a check fail; codes are declared, spans lie in the target, suggestions change it."""
    check: Check = getattr(language, name)()
    for locale in ("be", "ru", "uk", "pl"):
        for finding in said(check, text or "-", locale):
            assert check.codes[finding.code].severity is finding.severity
            assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(finding.target)
            assert finding.suggestion != finding.target


@pytest.mark.parametrize("name", language.__all__)
def test_rules_explain_themselves(name: str) -> None:
    """Every code has a title without a final period, an example, and says what it gets wrong."""
    check = getattr(language, name)()
    assert isinstance(check, Check)
    assert isinstance(check, Noticing) == hasattr(check, "notices")
    for rule in check.codes.values():
        assert not rule.title.endswith(".")
        assert "Example: " in rule.explanation
        assert "Known problems: " in rule.explanation


def test_words_leave_addresses_out() -> None:
    """Addresses, tags, code, placeholders and link targets are no words; their spans are kept."""
    text = "Глядзі <b>тут</b>: https://be.example/слова, `код` {name} [тэкст](старонка.html) a@b.by"
    assert [word.text for word in words_of(text)] == ["Глядзі", "тут", "тэкст"]
    assert all(text[word.start : word.end] == word.text for word in words_of(text))
