"""Words, numbers and marks of a sentence at their places, whatever its language."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from l10n.model import Span

_SPACE = "[ \u00a0\u2009\u202f]"
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u201b\u2032`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\u2007\t\r\n", " "),
    }
)
_TOKEN = re.compile(
    rf"""(?P<link>(?:https?://|www\.)\S*[^\s.,;:!?)\]}}'"»”]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#]\w+)
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


_KINDS = {kind.value: kind for kind in TokenKind}


class Token(NamedTuple):
    """A word, number, clock time, address or mark."""

    kind: TokenKind
    text: str
    """As written, with plain apostrophes, dashes and spaces; abbreviations without their points."""
    key: str
    """``text`` in lower case."""
    span: Span
    initial: bool
    """Whether it is the first word of a sentence or of a quotation."""
    glued: bool
    """Whether no space stands before it."""


def plain(text: str) -> str:
    """Write apostrophes, dashes, spaces and digits in one way; every character keeps its place.

    >>> plain("don’t — 1\\u00a0200")
    "don't - 1 200"
    """
    return text.translate(_PLAIN)


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens; only spaces are left out.

    >>> [token.text for token in tokenize("The U.S. paid $1,200 at 6:15 p.m.")]
    ['The', 'US', 'paid', '$', '1,200', 'at', '6:15 p.m.']
    """
    tokens: list[Token] = []
    initial, end = True, 0
    for match in _TOKEN.finditer(plain(text)):
        group = match.lastgroup or "mark"
        written, start, stop = match[0], match.start(), match.end()
        if group == "abbreviation":
            written, group = written.replace(".", ""), "word"
        kind = _KINDS[group]
        first = initial and kind is TokenKind.WORD
        tokens.append(Token(kind, written, written.lower(), Span(start, stop), first, start == end))
        end = stop
        initial = kind is TokenKind.MARK and (initial or written in '.!?:"«“„”»…•*|')
    return tokens
