"""Blocks with inline markup, their sentences, and the edits that put translations into a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from l10n.markup.pieces import Aside, Flow, Piece, Role, constructs, inside, stretches
from l10n.model import Block, Document, Kind, Span

Split = Callable[[str, str], Sequence[Span]]
"""Finds the sentences of a text in a language, as ``segments.split`` does."""


_SEEN = re.compile(r"[^\r\n]")
_BETWEEN = r"(?:[\s*_~\[\]]|\([^()\s]*\)|<[^<>]*>)+"
"""What may stand between the words of a name: white space, and marks of Markdown and HTML."""


class Edit(NamedTuple):
    """A stretch of a text and what replaces it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class MarkedBlock(Block):
    """A block with markup inside.

    ``pieces`` are in order, offsets into ``Document.text``; ``place`` says how text is written there, in the terms of
    the format.
    """

    pieces: tuple[Piece, ...] = ()
    note: str = ""
    """What a reviewer should know about it: a table cell, the title of a link."""
    place: str = ""
    tail: Edit | None = None
    """What else must change once its text is another."""


def apply(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Make edits that do not overlap, in any order, in a stretch of a text."""
    parts: list[str] = []
    position = start
    for span, written in sorted(edits):
        parts += [text[position : span.start], written]
        position = span.end
    return "".join([*parts, text[position : len(text) if end is None else end]])


def pieces_of(block: Block) -> tuple[Piece, ...]:
    """Inline markup of any block."""
    return block.pieces if isinstance(block, MarkedBlock) else ()


def reading(document: Document) -> tuple[str, list[Span]]:
    """Give what a reader sees at its own place, and the stretches that belong together.

    Returns:
        A text as long as that of the document: marks around words are spaces in it, so that a name with emphasis on a
        part of it is one; code, addresses and images are ``U+FFFC``. And the spans of the blocks.
    """
    parts: list[str] = []
    position = 0
    for block in document.blocks:
        parts.append(document.text[position : block.span.start])
        for span, piece in stretches(block.span, pieces_of(block)):
            written = document.text[slice(*span)]
            if piece is not None:
                blank = piece.role in (Role.OPEN, Role.CLOSE) or (piece.role is Role.TEXT and piece.shown.isspace())
                written = _SEEN.sub(" " if blank else "\ufffc", written)
            parts.append(written)
        position = block.span.end
    return "".join([*parts, document.text[position:]]), [block.span for block in document.blocks]


def find_name(name: str, source: str, start: int = 0) -> Span | None:
    """Find a name in a msgid, also where marks such as emphasis or a link stand between its words.

    Args:
        name: with single spaces between words.
        source: a msgid.
        start: where to begin.

    >>> source = "[**Maria** Kalesnikava](/mk)'s lawyer"
    >>> find_name("Maria Kalesnikava", source), find_name("Maria Kales", source)
    (Span(start=3, end=22), None)
    """
    place = source.find(name, start)
    if place >= 0:
        return Span(place, place + len(name))
    words = _BETWEEN.join(map(re.escape, name.split()))
    found = re.compile(rf"(?<!\w){words}(?!\w)").search(source, start)
    return Span(*found.span()) if found else None


def has_words(text: str, span: Span, pieces: Sequence[Piece]) -> bool:
    """Whether a reader sees a letter or digit that is not part of code or an address."""
    position = span.start
    for piece in [*inside(pieces, span), None]:
        end = piece.span.start if piece else span.end
        if any(map(str.isalnum, text[position:end])):
            return True
        if piece is not None:
            if piece.role is Role.TEXT and any(map(str.isalnum, piece.shown)):
                return True
            position = piece.span.end
    return False


def narrowed(text: str, span: Span, pieces: Sequence[Piece], *, asides: bool = False) -> Span:
    """Leave out what surrounds a text: white space, line breaks, marks without text, and markup around all of it.

    Args:
        text: what the offsets count in.
        span: the stretch.
        pieces: in order; those outside the stretch are not looked at.
        asides: whether a piece with texts of its own may be left out too.
    """
    here = inside(pieces, span)
    start, end = span
    while start < end:
        first = here[0] if here and here[0].span.start == start else None
        last = here[-1] if here and here[-1].span.end == end else None
        if first is None and _blank(text[start]):
            start += 1
        elif last is None and _blank(text[end - 1]):
            end -= 1
        elif first is not None and _loose(first, asides):
            start = here.pop(0).span.end
        elif last is not None and _loose(last, asides):
            end = here.pop().span.start
        elif first and last and first.role is Role.OPEN and first.group == last.group and _bare(first, last, asides):
            start, end = first.span.end, last.span.start
            here = here[1:-1]
        else:
            break
    return Span(start, max(start, end))


def _blank(character: str) -> bool:
    return character.isspace() or character in "\ufeff\u200b"


def _loose(piece: Piece, asides: bool) -> bool:
    """Whether a piece at an end of a text says nothing."""
    if piece.role in (Role.OPEN, Role.CLOSE) or (piece.asides and not asides):
        return False
    return piece.role is Role.BREAK or not piece.shown.strip()


def _bare(first: Piece, last: Piece, asides: bool) -> bool:
    """Whether markup around a text does not depend on it, as a reference link does whose label is its text."""
    return (last.written is None or last.name != "link") and (asides or not (first.asides or last.asides))


def find_sentences(document: Document, split: Split) -> list[list[Span]]:
    """Find the sentences of every block; a title or sub-heading is one, and markup is never cut in two.

    Returns:
        For each block its sentences, as ``splice.with_segments`` takes them.
    """
    return [list(_sentences(document, block, split)) for block in document.blocks]


def _sentences(document: Document, block: Block, split: Split) -> Iterator[Span]:
    text, pieces = document.text, pieces_of(block)
    if block.kind in (Kind.TITLE, Kind.HEADING):
        yield narrowed(text, block.span, pieces) if isinstance(block, MarkedBlock) else block.span
    elif not isinstance(block, MarkedBlock):
        for start, end in split(text[block.span.start : block.span.end], document.locale):
            yield Span(start + block.span.start, end + block.span.start)
    else:
        for span in _cut(text, block.span, pieces, split, document.locale):
            inner = narrowed(text, span, pieces)
            if has_words(text, inner, pieces):
                yield inner


def _cut(text: str, span: Span, pieces: Sequence[Piece], split: Split, locale: str) -> Iterator[Span]:
    """Cut a stretch where sentences end, except inside a construct."""
    flow = Flow(text, span, pieces)
    closed = constructs(pieces)
    sentences = [flow.origin(found) for found in split(flow.text, locale)]
    start = span.start
    for before, after in pairwise(sentences):
        place = _place(text, Span(before.end, after.start), pieces, closed)
        if place is not None:
            yield Span(start, place)
            start = place
    yield Span(start, span.end)


def _place(text: str, gap: Span, pieces: Sequence[Piece], closed: Sequence[Span]) -> int | None:
    """Choose the place in a gap between sentences that no construct reaches over; before white space if possible."""
    here = inside(pieces, gap)
    places = sorted({gap.start, gap.end, *(place for piece in here for place in piece.span)})
    breaks = {piece.span.start for piece in here if piece.role in (Role.TEXT, Role.BREAK)}
    free = [place for place in places if not _within(closed, place)]
    return next(
        (place for place in free if place in breaks or text[place : place + 1].isspace()), next(iter(free), None)
    )


def _within(closed: Sequence[Span], place: int) -> bool:
    number = bisect_left(closed, place, key=lambda span: span.start) - 1
    return number >= 0 and place < closed[number].end


def with_asides(
    text: str, blocks: Iterable[MarkedBlock], aside: Callable[[MarkedBlock, Aside], MarkedBlock]
) -> list[MarkedBlock]:
    """Narrow blocks to their text, and make blocks of their own of the texts in the markup around it.

    Args:
        text: the document.
        blocks: with all their pieces.
        aside: makes a block for a text inside a piece.
    Returns:
        Blocks in order; those without a word are left out.
    """
    found: list[MarkedBlock] = []
    waiting = list(blocks)
    while waiting:
        block = waiting.pop()
        span = narrowed(text, block.span, block.pieces, asides=True)
        if not has_words(text, span, block.pieces):
            span = Span(block.span.end, block.span.end)
        around = [piece for piece in block.pieces if piece.span.start < span.start or piece.span.end > span.end]
        waiting += [aside(block, item) for piece in around for item in piece.asides]
        if span.start < span.end:
            line = block.line + text.count("\n", block.span.start, span.start)
            found.append(replace(block, span=span, line=line, pieces=tuple(inside(block.pieces, span))))
    return sorted(found, key=lambda block: block.span)
