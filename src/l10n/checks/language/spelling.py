"""Misspelt words: unknown to the dictionary, and one likely slip away from a word it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from l10n.checks.language.alphabets import ALPHABETS
from l10n.checks.language.siblings import ALIKE_IF_UNKNOWN, SIBLINGS, is_borrowed, plain_word
from l10n.checks.language.spellers import Spellers
from l10n.checks.language.text import Word, open_words
from l10n.dictionaries import Dictionary, Threes, straight
from l10n.facts.lexicon import language_of
from l10n.model import Finding, LocaleCode, Rule, Severity, Translation

_ROWS = {
    "be": "йцукенгшўзх' фывапролджэ ячсмітьбю",
    "ru": "йцукенгшщзхъ фывапролджэ ячсмитьбю",
    "uk": "йцукенгшщзхї фівапролджє ячсмитьбю'",
}
"""Keys that lie side by side."""
_SOUNDS = "ао ео еэ аэ ея ёо ыі ыи иі єе зс дт бп гх шщ жш вў уў йі йї ья".split()
"""Letters that are heard alike, and so confused."""
_VOWELS = "аеєёиіїоуыэюя"
_FREQUENT_VOWELS, _FREQUENT_CONSONANTS = "аеиіоуыя", "бвгдзйклмнпрстўчш"
_PREFIXES = {
    "be": "а аб ад без вы да за звыш контр між на не па пад перад пра пры раз рас с супер у ў".split(),
    "ru": "а анти без вы до за контр меж на не о об от пере по под при про раз рас с сверх со супер у".split(),
    "uk": "а анти без ви до за контр між на над не о об пере під по при про роз с супер у".split(),
}
"""What is put before known words without making them misspelt."""
_SHORTEST, _SHORTEST_REST = 6, 4
_ANY_SLIP_FROM = {"be": 10, "ru": 6, "uk": 6}
"""Length from which any slip is believed; below, those of the ear, doubled and swapped letters."""
_ONLY_IF_ODD = frozenset({"be"})
"""Languages whose free dictionary lacks so many words that any slip is believed only in a word with letters together
that no word has."""
_MOST_CANDIDATES = 2
_PARTICIPLE = re.compile(r"(?:[аяую]чы|ўшы|шы)(?:ся)?$")
"""Belarusian adverbial participles, of which the dictionary lacks many."""
_NONE: frozenset[str] = frozenset()
_ENDING = 2
"""Letters at the end that are left alone: another ending is a gap of the dictionary, not a slip."""


class SpellingCheck:
    """Misspelt words in small letters."""

    codes: Mapping[str, Rule] = {
        "misspelt": Rule(
            Severity.WARNING,
            "A word is not in the dictionary, and a known word is one slip away",
            """\
The dictionary does not have the word, and one or two words it has differ by one likely slip: letters swapped, doubled,
missing, one too many, of the next key, or of the same sound. Needs a Hunspell dictionary.

Example: «прэзідэтн» (прэзідэнт).

Known problems: words the dictionary lacks, which for Belarusian are many. So unknown words without a likely slip are
not reported, nor words with a capital or a hyphen, of up to five letters, or borrowed from the source (as sound tells).
Write a word that comes back into the glossary.""",
        ),
    }

    def __init__(self) -> None:
        self._spellers = Spellers("spelling is not checked")
        self._known: dict[LocaleCode, set[str]] = {}
        self._unknown: dict[LocaleCode, set[str]] = {}

    def notices(self) -> Sequence[str]:
        """Tell which dictionaries are missing."""
        return self._spellers.notices()

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for each misspelt word."""
        language = language_of(translation.locale)
        if language not in ALPHABETS or (own := self._spellers.get(translation.locale)) is None:
            return
        known = self._known.setdefault(translation.locale, set())
        for word in open_words(translation):
            if word.text in known or word.titled or not word.text.islower():
                continue
            if not self._is_unknown(word, translation.locale, own):
                continue
            if not is_borrowed(word.text, translation.source, ALIKE_IF_UNKNOWN):
                meant = self._meant(word.text, translation.locale, own)
                if meant:
                    yield self._finding(translation, word, meant)

    def _is_unknown(self, word: Word, locale: LocaleCode, own: Dictionary) -> bool:
        """Whether a word in small letters is in no dictionary, nor what it comes from; known ones are remembered."""
        text, language = word.text, language_of(locale)
        unknown = self._unknown.setdefault(locale, set())
        if text in unknown:
            return True
        skipped = len(text) < _SHORTEST or "-" in text or plain_word(word, language) != text
        known = skipped or own.knows(text) or own.knows(text.capitalize()) or _is_derived(text, own, language)
        if known or self._is_siblings(text, language):
            self._known[locale].add(text)
            return False
        unknown.add(text)
        return True

    def _meant(self, text: str, locale: LocaleCode, own: Dictionary) -> Sequence[str]:
        """Give the words one slip away from one that no dictionary has, if they are few; remembered."""
        if text not in own.meant:
            guesses = set(slips(straight(text), language_of(locale), own.threes))
            mark = "'" if "'" in text else "’"
            found = [word.replace("'", mark) for word in own.choose(sorted(guesses))]
            own.meant[text] = found if len(found) <= _MOST_CANDIDATES else []
        return own.meant[text]

    def _is_siblings(self, text: str, language: str) -> bool:
        """Whether a sibling language has the word: ``SiblingCheck`` reports it."""
        others = (self._spellers.get(other) for other in SIBLINGS[language])
        return any(other is not None and other.knows(text) for other in others)

    def _finding(self, translation: Translation, word: Word, meant: Sequence[str]) -> Finding:
        target = translation.target
        fixed = f"{target[: word.start]}{meant[0]}{target[word.end :]}" if len(meant) == 1 else None
        message = f"{word.text}: {' or '.join(meant)}?"
        return translation.finding("misspelt", self.codes["misspelt"], message, suggestion=fixed, span=word.span)


def slips(word: str, language: str, threes: Threes) -> Iterator[str]:
    """Give the words that one likely slip of hand or ear turns into this one, if such letters stand together.

    The first letter and the end stay.

    Args:
        word: in small letters, apostrophes straight.
        language: of the word.
        threes: of its dictionary; they are not asked about the end.

    >>> known = Threes(frozenset("прэ рэз эзі зід ідэ дэн энт".split()))
    >>> "прэзідэнта" in slips("прэзідэтна", "be", known), "прэзідэмта" in slips("прэзідэнта", "be", known)
    (True, False)
    """
    likely = len(word) >= _ANY_SLIP_FROM[language]
    likely = likely and not (language in _ONLY_IF_ODD and threes.fit(word[:-_ENDING]))
    near = _near(language, keys=likely)
    for index in range(1, len(word) - _ENDING + 1):
        before, letter, after = word[:index], word[index], word[index + 1 :]
        start = max(0, index - 2)
        if likely or letter == before[-1]:
            shorter = before + after
            if threes.fit(shorter[start : min(index + 2, len(shorter) - _ENDING)]):
                yield shorter
        if len(after) >= _ENDING:
            rest = after[:-_ENDING]
            if letter != after[0]:
                swapped = before + after[0] + letter + after[1:]
                if threes.fit(swapped[start : min(index + 4, len(swapped) - _ENDING)]):
                    yield swapped
            for other in threes.between(before, near.get(letter, _NONE), rest):
                yield before + other + after
        missing = _missing(before[-1], letter) if likely else frozenset(letter)
        for other in threes.between(before, missing, word[index:-_ENDING]):
            yield before + other + letter + after


@cache
def _missing(before: str, after: str) -> frozenset[str]:
    """Give the letters that may be missing between two: frequent ones, no vowel beside a vowel, no ь after one."""
    if before in _VOWELS:
        return frozenset(_FREQUENT_CONSONANTS)
    return frozenset(_FREQUENT_CONSONANTS + ("ь" if after in _VOWELS else "ь" + _FREQUENT_VOWELS))


@cache
def _near(language: str, *, keys: bool) -> Mapping[str, frozenset[str]]:
    """Letter → letters it is confused with by the ear, and by the hand if ``keys``."""
    pairs = list(_SOUNDS)
    if keys:
        pairs += [row[index : index + 2] for row in _ROWS[language].split() for index in range(len(row) - 1)]
    found: dict[str, set[str]] = {}
    for first, second in map(tuple, pairs):
        if {first, second} <= ALPHABETS[language] | {"'"}:
            found.setdefault(first, set()).add(second)
            found.setdefault(second, set()).add(first)
    return {letter: frozenset(others) for letter, others in found.items()}


def _is_derived(word: str, own: Dictionary, language: str) -> bool:
    """Whether a word is a known one with a prefix, or an adverbial participle of Belarusian."""
    if language == "be" and _PARTICIPLE.search(word):
        return True
    return any(
        word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_REST and own.knows(word[len(prefix) :])
        for prefix in _PREFIXES[language]
    )
