"""Small corrections of a text, and the stretches of it that no correction may touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from l10n.model import Span

_PROTECTED = re.compile(
    r"https?://\S+|www\.\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # e-mail
    r"|(?<!\w)[@#]\w+"  # handles and hashtags
    r"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,6}\b(?:/\S*)?"  # domains and file names
    r"|<[A-Za-z/!][^<>]*>|&\w+;"  # markup
    r"|`[^`]+`|\]\([^()]*\)|\{[^{}]*\}"  # code, addresses of links with their titles, placeholders
    r"|^\[[ xX]\](?=\s)|\[\^[^\]\s]+\]"  # check boxes of lists, marks of footnotes
)


class Edit(NamedTuple):
    """Put ``text`` in the place of ``span``."""

    span: Span
    text: str


def protected(text: str) -> tuple[Span, ...]:
    """Find addresses, markup, code and placeholders.

    >>> [text[a:b] for text in ("See <b class='x'>a.b@c.org</b>.",) for a, b in protected(text)]
    ["<b class='x'>", 'a.b@c.org', '</b>']
    """
    return tuple(Span(*match.span()) for match in _PROTECTED.finditer(text))


def allowed(edits: Iterable[Edit], spans: Sequence[Span]) -> list[Edit]:
    """Leave out the edits that touch a protected span."""
    return [edit for edit in edits if not any(edit.span.start < end and start < edit.span.end for start, end in spans)]


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Make all edits; they do not overlap.

    >>> apply("a - b", [Edit(Span(2, 3), "—")])
    'a — b'
    """
    parts, position = list[str](), 0
    for span, new in sorted(edits):
        parts += [text[position : span.start], new]
        position = span.end
    return "".join([*parts, text[position:]])


def substitute(pattern: re.Pattern[str], new: str, text: str) -> list[Edit]:
    """Give an edit for every match of a pattern; group 0 is replaced.

    >>> substitute(re.compile("-"), "—", "a-b")
    [Edit(span=Span(start=1, end=2), text='—')]
    """
    return [Edit(Span(*match.span()), match.expand(new)) for match in pattern.finditer(text)]
