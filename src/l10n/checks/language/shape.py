"""Words said twice, machine loops, and translations that are far too short or too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

from l10n.checks.language.text import without_addresses, words_of
from l10n.engines.hygiene import is_loop
from l10n.facts.lexicon import language_of
from l10n.model import Finding, Rule, Severity, Span, Translation

_DOUBLED = re.compile(r"(?<![\w’'ʼ-])([^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*)([ \u00a0]+)((?i:\1))(?![\w’'ʼ]|-\w)")
_FEWEST_AGAIN, _SHARE_AGAIN = 2, 0.3
"""Words that stand there before, in a loop: so many at one distance, or that share of all."""
_PAIR_IN_SOURCE = re.compile(r"\b([^\W\d_]+)[,\s-]+\1\b", re.IGNORECASE)


class RepeatCheck:
    """The same words over again."""

    codes: Mapping[str, Rule] = {
        "doubled-word": Rule(
            Severity.ERROR,
            "A word stands twice in a row",
            """\
The same word twice with only a space between, where the source has nothing of the kind: a slip of the hand, or of a
machine. The suggestion has it once.

Example: «жыў у у Мінску» should be «жыў у Мінску».

Known problems: «то то», «что что» where the grammar really doubles a word; a comma or a hyphen makes it pass.""",
        ),
        "loop": Rule(
            Severity.ERROR,
            "The translation repeats itself or does not end",
            """\
A phrase, a word or a syllable is repeated again and again, or the text is several times as long as the source: a
machine translation that ran into a loop.

Example: «ён пайшоў, ён пайшоў, ён пайшоў».

Known problems: a refrain that the source does not have.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for a loop, else one for the first doubled word."""
        target = without_addresses(translation.target)
        if _may_loop(translation.source, target) and is_loop(translation.source, target):
            yield translation.finding("loop", self.codes["loop"], "the translation repeats itself or does not end")
            return
        words = _folded(target)
        if not any(map(eq, words[1:], words)):
            return
        match = next((found for found in _DOUBLED.finditer(target) if found[1].isupper() == found[3].isupper()), None)
        if match and match[1] not in translation.source and not _PAIR_IN_SOURCE.search(translation.source):
            fixed = translation.target[: match.end(1)] + translation.target[match.end() :]
            message = f"twice in a row: {match[0]}"
            span = Span(*match.span())
            yield translation.finding("doubled-word", self.codes["doubled-word"], message, suggestion=fixed, span=span)


@lru_cache(maxsize=16)
def _folded(text: str) -> Sequence[str]:
    return [word.text.casefold() for word in words_of(text)]


def _may_loop(source: str, target: str) -> bool:
    """Whether it is worth while to look for a loop: a fast sieve that lets every loop through."""
    words = _folded(target)
    if len(target) > 2 * len(source) + 60:
        return True
    different = set(words)
    again = len(words) - len(different)
    if again >= _SHARE_AGAIN * len(words) > 0:
        return True
    if again >= _FEWEST_AGAIN:
        for far in range(1, 9):
            if sum(map(eq, words[far:], words)) >= max(_FEWEST_AGAIN, 2 * far):
                return True
    return any(map(_has_many_of_one, different - _usual))


_usual: set[str] = set()
"""Words in which no letter comes so often: nearly all."""


def _has_many_of_one(word: str) -> bool:
    """Whether a letter comes so often in a word that a syllable may be repeated again and again."""
    if len(word) - len(set(word)) >= 4 and max(map(word.count, word)) > 4:
        return True
    if len(_usual) < _MOST_KEPT:
        _usual.add(word)
    return False


@dataclass(frozen=True, slots=True)
class _Lengths:
    """What nearly all translations by people keep to: their length in code points, for one of the source."""

    short: float
    long: float


_LENGTHS = {"be": _Lengths(0.68, 1.85), "ru": _Lengths(0.68, 1.95), "uk": _Lengths(0.68, 1.8)}
_OTHERS = _Lengths(0.5, 2.2)
_SHORTEST_SOURCE = 25
_SHORT_SOURCE, _LESS_SURE = 45, 0.13
_LONG_SOURCE, _SURER = 80, 0.06
"""In longer sentences lengths vary less, in short ones more: “one and a half years” is «полтора года»."""
_BROKEN_OFF = 0.4
_MOST_KEPT = 100_000
_SHORT_IN_WORDS = 0.8


class LengthCheck:
    """Translations that lost half of the sentence, or gained one."""

    codes: Mapping[str, Rule] = {
        "length-short": Rule(
            Severity.WARNING,
            "The translation is much shorter than the source",
            """\
The translation is shorter than nearly all translations of such a sentence by people, in letters and in words: part of
the sentence was probably left out. The limits were measured for each language.

Example: the first half of a sentence alone.

Known problems: a free translation that says it in half the words.""",
        ),
        "length-long": Rule(
            Severity.WARNING,
            "The translation is much longer than the source",
            """\
The translation is longer than nearly all translations of such a sentence by people: something was added, or two
translations stand in one entry.

Example: two variants with a slash between.

Known problems: abbreviations that are spelled out and explained in a short sentence.""",
        ),
        "truncated": Rule(
            Severity.ERROR,
            "The translation breaks off",
            """\
A sentence has less than two fifths of the length of its source: nearly all of it is missing.

Example: «Прэзідэнт» for a sentence of ten words.

Known problems: none among translations by people that were measured.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield at most one finding."""
        source, target = translation.source.strip(), translation.target.strip()
        if len(source) < _SHORTEST_SOURCE:
            return
        lengths = _LENGTHS.get(language_of(translation.locale), _OTHERS)
        ratio = len(target) / len(source)
        short = lengths.short + (
            _SURER if len(source) >= _LONG_SOURCE else -_LESS_SURE if len(source) < _SHORT_SOURCE else 0
        )
        if short <= ratio <= lengths.long:
            return
        if ratio < _BROKEN_OFF:
            code, message = "truncated", "most of the sentence is missing"
        elif ratio > lengths.long:
            code, message = "length-long", "something may have been added"
        elif len(words_of(target)) < _SHORT_IN_WORDS * len(words_of(source)):
            code, message = "length-short", "part of the sentence may be missing"
        else:
            return
        counts = f"{len(target)} characters for {len(source)}"
        yield translation.finding(code, self.codes[code], f"{message}: {counts}")
