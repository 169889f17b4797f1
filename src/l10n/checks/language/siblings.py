"""Words of a sibling language inside a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from l10n.checks.language.alphabets import ALPHABETS, foreign_letters, is_mixed
from l10n.checks.language.belarusian import is_impossible
from l10n.checks.language.spellers import Spellers
from l10n.checks.language.text import Word, is_flood, open_words, words_of
from l10n.facts.lexicon import language_of
from l10n.glossary.enforcement.sounds import likeness
from l10n.model import Finding, LocaleCode, Rule, Severity, Translation

SIBLINGS = {"be": ("ru", "uk"), "ru": ("uk", "be"), "uk": ("ru", "be")}
"""Languages whose words slip in, the likeliest first."""
_NAMES = {"be": "Belarusian", "ru": "Russian", "uk": "Ukrainian"}
_IMPOSSIBLE = {
    "ru": re.compile(r"[жшчщ]ы|[жшщ]э|[чщ]я|дзь|ць|ццё|цца|шч[аоуэ]"),
    "uk": re.compile(r"[бвмпфгкхжшчщ]ь|ь[еа]|(?<!н)ью|тся\b|[гкхжш]ы|йе|(?:^|[аеиоуя])ие"),
}
"""Letters that cannot stand together in words of the language, whatever the word; for Belarusian ``is_impossible``."""
_SURE = {
    "be": frozenset("что как нет уже чтобы если только когда более были после того этого".split()),
    "ru": frozenset("був було також який щоб або якщо коли гэта".split()),
    "uk": frozenset("что как если только после года году более когда может нет чтобы".split()),
}
"""Words of the siblings that the language does not have, for use without a dictionary."""
_ENDINGS = {
    "uk": re.compile(r"(?:и[яюие]|ией|иями|иях|ая|яя|ую|ой|ости|остью)$"),
}
"""Endings that words of the language hardly have: what sounds like a word of the source is no loan with one of them."""
_SINGLE = re.compile(r"\b\w\b")
"""A letter by itself, in a word with hyphens or apostrophes."""
_SHORTEST = 3
_ALIKE, ALIKE_IF_UNKNOWN = 75, 65
"""Likeness from which a word is taken for one of the source; less is enough for what may be a name, and for a word that
no dictionary has."""


class _Verdict(NamedTuple):
    """What is wrong with a word, and whether that holds even if the source has a word that sounds the same."""

    code: str
    message: str
    sure: bool


class SiblingCheck:
    """Russian and Ukrainian words in Belarusian, and so on round."""

    codes: Mapping[str, Rule] = {
        "sibling-spelling": Rule(
            Severity.ERROR,
            "A word is spelt as the language never does, but a sibling language may",
            """\
Letters stand together that do in no word of the language: жы or чя in Russian, тся or ье in Ukrainian. (Belarusian has
be-hard-consonant for this; foreign letters are reported as foreign-letter.) The word was taken over from a sibling
language, or is misspelt.

Example: «надеется» in Ukrainian (сподівається).

Known problems: foreign names in small letters.""",
        ),
        "sibling-word": Rule(
            Severity.WARNING,
            "A word of a sibling language",
            """\
The dictionary of the translation's language does not have the word, but that of a sibling language does: Belarusian
with Russian and Ukrainian words, and so on round. Machine translation by way of Russian often leaves such words.
Without dictionaries only the commonest words are known.

Example: «яна сегодня рада» should be «яна сёння рада».

Known problems: new words that the own dictionary lacks («стартап»). Words with a capital are names and left out, except
at the beginning of a sentence; so are titles in quotation marks. Words that two languages share cannot be seen.""",
        ),
    }

    def __init__(self) -> None:
        self._spellers = Spellers("words of sibling languages are found only where their letters give them away")
        self._verdicts: dict[tuple[LocaleCode, str, bool, bool], _Verdict | None] = {}
        self._fine: dict[LocaleCode, set[str]] = {}
        """Words in small letters that there is nothing to say of, wherever they stand: nearly all."""

    def notices(self) -> Sequence[str]:
        """Tell which dictionaries are missing."""
        return self._spellers.notices()

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for each word."""
        language = language_of(translation.locale)
        if language not in SIBLINGS:
            return
        fine = self._fine.setdefault(translation.locale, set())
        found = [
            (word, verdict)
            for word in open_words(translation)
            if word.text not in fine
            and (word.first or word.text.islower())  # others are names
            and (verdict := self._verdict(word, translation)) is not None
        ]
        if not is_flood(len(found), translation):
            for word, verdict in found:
                message = f"{word.text}: {verdict.message}"
                yield translation.finding(verdict.code, self.codes[verdict.code], message, span=word.span)

    def _verdict(self, word: Word, translation: Translation) -> _Verdict | None:
        """Judge a word where it stands; what is said of the word alone is remembered."""
        locale = translation.locale
        key = (locale, word.text, word.first, word.titled)
        if key not in self._verdicts:
            if self._is_own(word, locale):
                self._fine[locale].add(word.text)
                return None
            text = plain_word(word, language_of(locale))
            verdict = self._judge(text, locale, language_of(locale)) if text is not None else None
            if verdict and verdict.code == "sibling-spelling" and text != word.text:
                verdict = None
            self._verdicts[key] = verdict
            if verdict is None and word.text.islower() and not word.titled:
                self._fine[locale].add(word.text)
        verdict = self._verdicts[key]
        if verdict is None:
            return None
        text = word.text if word.text.islower() else word.text.lower()
        enough = _ALIKE if text == word.text else ALIKE_IF_UNKNOWN
        return verdict if verdict.sure or not is_borrowed(text, translation.source, enough) else None

    def _is_own(self, word: Word, locale: LocaleCode) -> bool:
        """Whether a word in small letters is in the own dictionary, and nothing else speaks against it: quick."""
        text, language = word.text, language_of(locale)
        if word.titled or not text.islower() or text in _SURE[language]:
            return False
        own = self._spellers.get(locale)
        if own is None or not own.knows(text):
            return False
        return language not in _IMPOSSIBLE or not _IMPOSSIBLE[language].search(text)

    def _judge(self, text: str, locale: LocaleCode, language: str) -> _Verdict | None:
        own_name = _NAMES[language]
        if language in _IMPOSSIBLE and _IMPOSSIBLE[language].search(text):
            return _Verdict("sibling-spelling", f"spelt as {own_name} never does", sure=True)
        if text in _SURE[language]:
            return _Verdict("sibling-word", f"not a {own_name} word", sure=True)
        own = self._spellers.get(locale)
        if (
            own is None
            or len(text) < _SHORTEST
            or _SINGLE.search(text)
            or own.knows(text)
            or own.knows(text.capitalize())
        ):
            return None
        for other in SIBLINGS[language]:
            speller = self._spellers.get(other)
            if speller is not None and speller.knows(text):
                sure = language in _ENDINGS and _ENDINGS[language].search(text) is not None
                return _Verdict("sibling-word", f"a {_NAMES[other]} word, not in the {own_name} dictionary", sure)
        return None


def is_borrowed(word: str, source: str, likeness_from: float = _ALIKE) -> bool:
    """Whether a word sounds like one of the source: a name, or a new word that all languages take over.

    >>> is_borrowed("смартфоне", "on your smartphone"), is_borrowed("очень", "very glad")
    (True, False)
    """
    return any(
        likeness(part, other.text) >= likeness_from
        for part in word.split("-")
        for other in words_of(source)
        if len(other.text) >= _SHORTEST
    )


def plain_word(word: Word, language: str) -> str | None:
    """Give a word in small letters, if it is one to look up: no name, not in a title, and not reported elsewhere.

    A word of foreign letters, of two scripts or, in Belarusian, of impossible spelling belongs to other checks.
    """
    if word.titled:
        return None
    text = word.text.lower() if word.first and word.text[1:].islower() else word.text
    return text if _is_plain(text, language) else None


@lru_cache(maxsize=100_000)
def _is_plain(text: str, language: str) -> bool:
    letters = ALPHABETS[language]
    if not text.islower() or text[0] not in letters:
        return False
    if not letters.issuperset(text) and (is_mixed(text) or foreign_letters(text, language)):
        return False
    return not (language == "be" and is_impossible(text))
