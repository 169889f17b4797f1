"""English headlines in the letters of a sentence: Police Detain Activist, POLICE DETAIN ACTIVIST.

The languages that l10n drafts in write headlines like sentences, and models know words as sentences have them: a
hundred sentences With Capitals lose 8 points of chrF with the embedded engine (docs/quality.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from l10n.errors import EngineFailedError
from l10n.files import read_text
from l10n.model import Span

_LIST = Path(__file__).parent / "usual.txt"
"""Words as they are usually written, and names of several words; made by training/truecase.py."""
_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*")
_BEGINS = re.compile(r"(?:^|(?<!\b[A-Z])(?<!\b[A-Z][a-z])\.|[!?:;…—–|]|[“\"(«‘\[])\s*$")
"""What stands before a word that keeps its capital, as the first of a sentence does; no full stop of U.S. or Mr."""
_SMALL = frozenset(
    """
    a an and as at but by for from if in into is nor not of off on onto or over per so than that the to up upon via vs
    with
    """.split()
)
"""What has no capital in headlines; of longer prepositions some newspapers give them one."""
_FEWEST = 2
"""Words that must change at least, or it is a name."""
_STRAY = 5
"""How many words with a capital there must be for each without one, where there is no full stop."""
_SHORT = 4
"""Letters of a word (is, his) that some newspapers write without a capital."""
_ABBREVIATION = 3
"""Letters of a word that may be an abbreviation: in capitals it alone makes no headline."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    first: bool
    """Whether it stands where a sentence begins."""


class _Usual(NamedTuple):
    words: dict[str, str]
    """Usual form by lower case."""
    names: frozenset[str]
    longest: int
    """Most words of a name."""

    def form(self, word: str) -> str:
        """How a word is usually written; empty if the list does not have it."""
        return self.words.get(word.lower().replace("’", "'").removesuffix("'s"), "")


def sentence_case(text: str, names: Iterable[Span] = ()) -> str:
    """Give a headline in Title Case or in capitals the letters of a sentence; any other text as it is.

    Args:
        text: English, without markup.
        names: stretches to be left as they are.
    Returns:
        A text of the same length.

    >>> sentence_case("Police Detain Activist at Protest in New York")
    'Police detain activist at protest in New York'
    >>> sentence_case("He works for the New York Times.")
    'He works for the New York Times.'
    """
    kept = list(names)
    words = [word for word in _words(text) if not any(span.start < word.end and word.start < span.end for span in kept)]
    if _in_capitals(words):
        return _written(text, [(word, _from_capitals(word)) for word in words])
    telling = [word for word in words if word.text.lower() not in _SMALL]
    if len(telling) + len(kept) <= _FEWEST or not _in_titles(telling, stopped=text.rstrip().endswith(".")):
        return text
    changed = _from_titles(words, text)
    known = {word for word, _ in changed} | {word for word in telling[:1] if word.first and is_common_word(word.text)}
    return _written(text, changed) if len(known.intersection(telling)) >= _FEWEST else text


def is_common_word(word: str) -> bool:
    """Whether an English word, however it is written, is usually written with a small letter.

    Raises:
        EngineFailedError: the list of words is missing.

    >>> is_common_word("MAY"), is_common_word("Minsk")
    (True, False)
    """
    return _usual().form(word).islower()


def _words(text: str) -> list[_Word]:
    return [
        _Word(match[0], *match.span(), _BEGINS.search(text, 0, match.start()) is not None)
        for match in _WORD.finditer(text)
    ]


def _in_titles(words: Sequence[_Word], *, stopped: bool) -> bool:
    """Whether words that have a capital in headlines have it."""
    stray = [word for word in words if word.text[0].islower()]
    if not stray:
        return True
    return not stopped and len(words) > _STRAY * len(stray) and all(len(word.text) <= _SHORT for word in stray)


def _in_capitals(words: Sequence[_Word]) -> bool:
    """Whether all are, and one of them is a word that is not usually written so."""
    if not words or not all(word.text.isupper() for word in words):
        return False
    return any(len(word.text) > _ABBREVIATION and is_common_word(word.text) for word in words)


def _from_capitals(word: _Word) -> str:
    """A word as a sentence would have it; one that is not in the list is taken for a name."""
    usual = _usual().form(word.text) or word.text.capitalize()
    if not usual.islower():
        return word.text if usual.isupper() else word.text[0] + word.text[1:].lower()
    return word.text[0] + word.text[1:].lower() if word.first or word.text == "I" else word.text.lower()


def _from_titles(words: Sequence[_Word], text: str) -> list[tuple[_Word, str]]:
    """Find what would have no capital inside a sentence."""
    usual = _usual()
    changed = []
    number = 0
    while number < len(words):
        size = _name(words[number : number + usual.longest], usual)
        if size:
            number += size
            continue
        word = words[number]
        number += 1
        plain = word.text[0].isupper() and (word.text[1:].islower() or word.text == "A") and not _dotted(word, text)
        if plain and not word.first and is_common_word(word.text):
            changed.append((word, word.text[0].lower() + word.text[1:]))
    return changed


def _dotted(word: _Word, text: str) -> bool:
    """Whether it is an abbreviation such as St. or Jr."""
    return len(word.text) <= _ABBREVIATION and text[word.end : word.end + 1] == "."


def _name(words: Sequence[_Word], usual: _Usual) -> int:
    """Count the words of the name that they begin with; 0 if there is none."""
    texts = [word.text.replace("’", "'").removesuffix("'s") for word in words]
    return next((size for size in range(len(texts), 1, -1) if " ".join(texts[:size]) in usual.names), 0)


def _written(text: str, changed: Iterable[tuple[_Word, str]]) -> str:
    for word, new in changed:
        text = text[: word.start] + new + text[word.end :]
    return text


@cache
def _usual() -> _Usual:
    """Read the list.

    Raises:
        EngineFailedError: it is missing.
    """
    lines = read_text(_LIST, EngineFailedError).splitlines()
    names = frozenset(line for line in lines if " " in line)
    words = {line.lower(): line for line in lines if " " not in line}
    return _Usual(words, names, max((name.count(" ") + 1 for name in names), default=0))
