"""Spans of sentences.

Rules should not have to care how whitespace is written, so they never see the text as it stands: every run of
whitespace is folded to one space first, a blank line to two line feeds, and the cuts are carried back.

    source    "He lives in\\r\\nWashington, D.C.\\tShe does not."
    rules see "He lives in Washington, D.C. She does not."
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from l10n.model import Span

_WORD = re.compile(r"\S+")
_BLANK_LINE = re.compile(r"(?:\r\n?+|\n)[^\r\n]*[\r\n]|\u2029")


class _Folded(NamedTuple):
    """A text with plain whitespace, and where its words stand in the text it was made from."""

    text: str
    words: list[int]
    """Start of every word in ``text``."""
    origins: list[int]
    """Start of every word in the original."""

    def origin(self, position: int) -> int:
        """Place in the original of a character that is not whitespace."""
        word = bisect_right(self.words, position) - 1
        return self.origins[word] + position - self.words[word]


def split(text: str, locale: str = "en") -> list[Span]:
    r"""Find the sentences of one block, such as a paragraph or a title.

    Args:
        text: the block as written; it may have hard line breaks, no-break spaces and tabs.
        locale: language of the text. Rules exist for the languages of LanguageTool; others get general ones.

    Returns:
        Spans in order, which do not overlap, are not empty and neither begin nor end with whitespace. What is left
        out between them is whitespace only. A line break inside a sentence does not end it; a blank line does.

    >>> split("Talks at 5 p.m. Monday\r\nfailed.  “Why?” she asked.")
    [Span(start=0, end=31), Span(start=33, end=50)]
    >>> split(" \t ")
    []
    """
    from l10n.segments.cutter import cut

    folded = _fold(text)
    spans = []
    start = 0
    for piece in cut(folded.text, locale) if folded.words else ():
        sentence = piece.strip()
        if sentence:
            first = start + piece.index(sentence[0])
            spans.append(Span(folded.origin(first), folded.origin(first + len(sentence) - 1) + 1))
        start += len(piece)
    return spans


def _fold(text: str) -> _Folded:
    """Fold whitespace for the rules."""
    if text and text == " ".join(text.split()):
        return _Folded(text, [0], [0])
    parts: list[str] = []
    words: list[int] = []
    origins: list[int] = []
    length = end = 0
    for word in _WORD.finditer(text):
        if parts:
            gap = "\n\n" if _BLANK_LINE.search(text, end, word.start()) else " "
            parts.append(gap)
            length += len(gap)
        words.append(length)
        origins.append(word.start())
        parts.append(word.group())
        length += len(word.group())
        end = word.end()
    return _Folded("".join(parts), words, origins)
