"""Inline markup of a text, found by position: what is not plain text in it, and what a reader sees in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice, takewhile
from typing import NamedTuple

from l10n.model import Span


class Role(StrEnum):
    """What a piece does."""

    OPEN = "open"  # begins a construct, such as emphasis or a link
    CLOSE = "close"
    ATOM = "atom"  # stands for itself: code, an address, an image, a footnote mark, a tag without an end
    TEXT = "text"  # text written in another way: an escape, an entity, a line break with what a quotation needs
    BREAK = "break"  # a forced line break


class Aside(NamedTuple):
    """A text to translate that stands inside a piece, such as the title of a link."""

    span: Span
    what: str
    """For a reviewer: alt text, title, footnote."""
    tail: str = ""
    """What must be written at ``tail_at`` once the text is another: the label of a reference."""
    tail_at: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of markup. What lies between pieces is plain text as written."""

    span: Span
    role: Role
    shown: str = ""
    """What a reader sees in its place."""
    written: str | None = None
    """What a msgid has in its place; None: the stretch as written."""
    group: int = -1
    """Number that an OPEN and its CLOSE share."""
    name: str = ""
    """What it is: emphasis, link, code, tag …"""
    asides: tuple[Aside, ...] = ()

    def moved(self, offset: int) -> Piece:
        """Give the same piece at another place."""
        asides = tuple(
            aside._replace(span=_moved(aside.span, offset), tail_at=aside.tail_at + offset) for aside in self.asides
        )
        return replace(self, span=_moved(self.span, offset), asides=asides)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def inside(pieces: Sequence[Piece], span: Span) -> list[Piece]:
    """Choose the pieces, out of some in order, that stand in a stretch."""
    first = bisect_left(pieces, span.start, key=lambda piece: piece.span.start)
    return list(takewhile(lambda piece: piece.span.end <= span.end, islice(pieces, first, None)))


def stretches(span: Span, pieces: Iterable[Piece]) -> Iterator[tuple[Span, Piece | None]]:
    """Walk through a stretch: plain text (with None) and pieces in turn; empty texts are left out."""
    position = span.start
    for piece in pieces:
        if position < piece.span.start:
            yield Span(position, piece.span.start), None
        yield piece.span, piece
        position = piece.span.end
    if position < span.end:
        yield Span(position, span.end), None


def message(text: str, span: Span, pieces: Sequence[Piece]) -> str:
    """Write a stretch as a msgid has it, line breaks not folded yet.

    Args:
        text: what the offsets count in.
        span: the stretch.
        pieces: those inside it, in order.
    """
    return "".join(
        piece.written if piece and piece.written is not None else text[part.start : part.end]
        for part, piece in stretches(span, pieces)
    )


class Flow:
    """A stretch as a reader sees it, with the way back to the places it came from.

    Args:
        text: what the offsets count in.
        span: the stretch.
        pieces: those inside it, in order.
    """

    def __init__(self, text: str, span: Span, pieces: Sequence[Piece]) -> None:
        self._starts: list[int] = []
        self._parts: list[tuple[Span, bool]] = []
        shown: list[str] = []
        length = 0
        for part, piece in stretches(span, pieces):
            seen = text[part.start : part.end] if piece is None else piece.shown
            if seen:
                self._starts.append(length)
                self._parts.append((part, piece is None))
                shown.append(seen)
                length += len(seen)
        self.text = "".join(shown)

    def origin(self, span: Span) -> Span:
        """Place of a stretch of ``text`` that is not empty; one that begins or ends in a piece takes in all of it."""
        return Span(self._origin(span.start)[0], self._origin(span.end - 1)[1])

    def _origin(self, position: int) -> tuple[int, int]:
        """Place of one character as (start, end)."""
        number = bisect_right(self._starts, position) - 1
        part, plain = self._parts[number]
        if not plain:
            return part.start, part.end
        start = part.start + position - self._starts[number]
        return start, start + 1


def constructs(pieces: Iterable[Piece]) -> list[Span]:
    """Stretches from an OPEN to its CLOSE, in order; one inside another, or that overlaps another, is part of it."""
    opened: dict[int, int] = {}
    found: list[Span] = []
    for piece in pieces:
        if piece.role is Role.OPEN:
            opened[piece.group] = piece.span.start
        elif piece.role is Role.CLOSE and piece.group in opened:
            start = opened.pop(piece.group)
            while found and found[-1].end > start:
                start = min(start, found.pop().start)
            found.append(Span(start, piece.span.end))
    return found
