"""Words, numbers and marks of a sentence at their places, whatever its language."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from l10n.model import Span

_SPACE = "[ \u00a0\u2009\u202f]"
_PLAIN = [
    *((odd, "'") for odd in "\u2018\u2019\u02bc\u201b\u2032`"),
    *((odd, "-") for odd in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    *((odd, " ") for odd in "\u00a0\u2009\u202f\u2007\t\r\n"),
]
_TOKEN = re.compile(
    rf"""(?P<plain>[^\W\d_½⅓⅔¼¾]++(?:'[^\W\d_½⅓⅔¼¾]++)*+(?=[ ,]))
    |(?P<link>(?:https?://|www\.)\S*[^\s.,;:!?)\]}}'"»”]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#]\w+)
    |(?P<clock>(?<![\d:.,])\d{{1,2}}(?:(?::\d\d){{1,2}}(?![\d:])(?:{_SPACE}?[aApP]\.?{_SPACE}?[mM]\b\.?)?
        |(?:\.\d\d)?{_SPACE}?[aApP]\.?{_SPACE}?[mM]\b\.?))
    |(?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|(?<!\d)\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?
        |\d+(?:[.,]\d+)*|[½⅓⅔¼¾])
    |(?P<abbreviation>(?:[^\W\d_]\.){{2,}})
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<mark>\S)""",
    re.VERBOSE,
)


class TokenKind(Enum):
    """What a token is."""

    LINK = "link"
    CLOCK = "clock"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"


_KINDS = {kind.value: kind for kind in TokenKind} | {"plain": TokenKind.WORD, "abbreviation": TokenKind.WORD}
"""By the group of ``_TOKEN``; ``plain`` is what most words are, and quick to find."""


class Token(NamedTuple):
    """A word, number, clock time, address or mark."""

    kind: TokenKind
    text: str
    """As written, with plain apostrophes, dashes and spaces; abbreviations without their points."""
    key: str
    """``text`` in lower case."""
    start: int
    end: int
    initial: bool
    """Whether it is the first word of a sentence or of a quotation."""
    glued: bool
    """Whether no space stands before it."""

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


def plain(text: str) -> str:
    """Write apostrophes, dashes, spaces and digits in one way; every character keeps its place.

    >>> plain("don’t — 1\\u00a0200")
    "don't - 1 200"
    """
    for odd, usual in _PLAIN:
        if odd in text:
            text = text.replace(odd, usual)
    return text


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens; only spaces are left out.

    >>> [token.text for token in tokenize("The U.S. paid $1,200 at 6:15 p.m.")]
    ['The', 'US', 'paid', '$', '1,200', 'at', '6:15 p.m.']
    """
    tokens: list[Token] = []
    word, mark = TokenKind.WORD, TokenKind.MARK
    initial, end = True, 0
    for match in _TOKEN.finditer(plain(text)):
        group = match.lastgroup or "mark"
        written, (start, stop) = match[0], match.span()
        if group == "abbreviation":
            written = written.replace(".", "")
        kind = _KINDS[group]
        first = initial and kind is word
        tokens.append(Token(kind, written, written.lower(), start, stop, first, start == end))
        end = stop
        initial = kind is mark and (initial or written in '.!?:"«“„”»…•*|')
    return tokens
