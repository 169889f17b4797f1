from __future__ import annotations

import pytest
from tests.unit.checks.translations import translation

from l10n.checks.language import LeftoverCheck, WrongLanguageCheck
from l10n.model import Finding, Severity

SOURCE = "The minister told reporters on Monday that the talks would continue at Lake Placid."
SENTENCES = {
    "be": "Міністр сказаў журналістам у панядзелак, што перамовы працягнуцца ў Лэйк-Плэсідзе.",
    "ru": "Министр сообщил журналистам в понедельник, что переговоры продолжатся в Лейк-Плэсиде.",
    "uk": "Міністр повідомив журналістам у понеділок, що перемовини триватимуть у Лейк-Плесіді.",
}


def left(target: str, locale: str = "be", source: str = SOURCE) -> list[Finding]:
    """What is said of English left in a translation."""
    return list(LeftoverCheck().check(translation(source, target, locale)))


@pytest.mark.parametrize("locale", SENTENCES)
@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_in_another_language(locale: str, language: str) -> None:
    """A sentence of a sibling language is an error, one of the own language is not."""
    found = list(WrongLanguageCheck().check(translation(SOURCE, SENTENCES[language], locale)))
    assert [finding.code for finding in found] == ([] if language == locale else ["wrong-language"])


def test_wrong_language_of_other_locales_is_not_known() -> None:
    """Nothing is said of languages without an alphabet here."""
    assert not list(WrongLanguageCheck().check(translation(SOURCE, SENTENCES["ru"], "pl")))


@pytest.mark.parametrize("locale", ["be", "ru", "uk", "pl"])
def test_copies_of_the_source(locale: str) -> None:
    """The source over again is an error in any locale."""
    (finding,) = left(SOURCE, locale)
    assert (finding.code, finding.severity) == ("untranslated", Severity.ERROR)


@pytest.mark.parametrize("target", ["The New York Times", "WhatsApp", "info@example.org", "Telegram, X"])
def test_names_alone_are_no_copies(target: str) -> None:
    """Names and addresses may be the same in both."""
    assert not left(target, source=target)


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("Міністр told журналістам пра перамовы.", "told"),
        ("Міністр сказаў, што talks працягнуцца.", "talks"),
        ("Міністр сказаў журналістам on Monday.", "on"),
        ("Міністр сказаў у Monday журналістам.", "Monday"),
    ],
)
def test_english_words_left(target: str, word: str) -> None:
    """A small word of the source in Latin letters is an error at its place."""
    finding = left(target)[0]
    assert finding.code == "english-left"
    assert finding.span is not None
    assert target[slice(*finding.span)] == word


@pytest.mark.parametrize(
    "target",
    [
        "Міністр сказаў газеце The Wall Street Journal.",
        "Перамовы (talks) працягнуцца на возеры Lake Placid.",
        "Так званыя «talks» працягнуцца.",
        "Падрабязнасці на minister.example.com/the/talks і пад #talks",
        "Ён піша ў Telegram і на YouTube, жыве ў New York.",
        "Bank of America і Médecins Sans Frontières",
    ],
)
def test_latin_names_and_explanations_pass(target: str) -> None:
    """Names, titles, addresses and what stands in brackets or quotation marks is no leftover."""
    assert not left(target)


def test_words_of_a_third_language_pass_where_a_dictionary_is() -> None:
    """A foreign word that the source itself quotes is not English."""
    pytest.importorskip("hunspell", reason="needs chunspell")
    assert not left("Слова zwrq значыць мір.", source="The word zwrq means peace.")


def test_latin_words_that_the_source_does_not_have() -> None:
    """They are doubtful: a slip of the keyboard layout, or a word of a third language."""
    (finding,) = left("Міністр ghbdtn сказаў журналістам.")
    assert (finding.code, finding.severity) == ("english-word", Severity.WARNING)


def test_other_sources_are_not_english() -> None:
    """Nothing is said where the source is not English."""
    from dataclasses import replace

    given = replace(translation("Die Minister kamen.", "Die Minister kamen."), source_locale="de")
    assert not list(LeftoverCheck().check(given))
