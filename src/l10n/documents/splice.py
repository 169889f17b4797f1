"""What every format shares: segments from spans, and translations spliced into the original text.

Nothing is serialised again: what is not translated is copied from the original, so it cannot change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from l10n.documents.blocks import Edit, MarkedBlock, apply, pieces_of
from l10n.markup.pieces import inside, message
from l10n.model import Block, Document, Kind, Segment, SegmentKey, Span

# Line breaks, tabs and the other controls that count as white space, but no no-break or typographic space.
_FOLD = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")


def fold(text: str) -> str:
    r"""Put a stretch of text on one line: every run of spaces, tabs and line breaks becomes one space.

    >>> fold("a hard\r\n  wrapped line")
    'a hard wrapped line'
    """
    return _FOLD.sub(" ", text)


def source_of(document: Document, block: Block, span: Span | None = None) -> str:
    """Write a stretch of a block, or all of it, as a msgid has it."""
    where = span or block.span
    return fold(message(document.text, where, inside(pieces_of(block), where)))


def with_segments(document: Document, spans: Sequence[Sequence[Span]]) -> Document:
    """Add segments to a document.

    Args:
        document: n blocks.
        spans: n sequences, the sentences of each block as spans of ``document.text``, in order.
    Raises:
        ValueError: spans overlap or are out of order.
    """
    segments: list[Segment] = []
    line, counted = 1, 0
    for index, (block, sentences) in enumerate(zip(document.blocks, spans, strict=True)):
        for span in sentences:
            line += document.text.count("\n", counted, span.start)
            counted = span.start
            key = SegmentKey("", source_of(document, block, span))
            segments.append(Segment(key, span, line, block.kind, index))
    for before, after in pairwise(segments):
        if after.span.start < before.span.end:
            raise ValueError(f"segments overlap at {after.span.start}")
    return replace(document, segments=tuple(segments))


def on_lines(document: Document, segment: Segment, target: str) -> str:
    """Write a target with line breaks as the document writes them."""
    newline = "\r\n" if "\r\n" in document.text else "\n"
    return newline.join(target.splitlines())


def as_is(document: Document, block: Block, written: str) -> str:
    """Leave a block as its segments have made it."""
    return written


def splice(
    document: Document,
    targets: Mapping[SegmentKey, str],
    write: Callable[[Document, Segment, str], str] = on_lines,
    finish: Callable[[Document, Block, str], str] = as_is,
    edits: Iterable[Edit] = (),
) -> str:
    """Put targets in place of their segments; see ``DocumentFormat.render``.

    Args:
        document: with segments.
        targets: translations; one that is empty, or equal to its source, changes nothing.
        write: how a target is written at the place of a segment.
        finish: what becomes of the whole text of a block in which a segment was replaced.
        edits: other changes, outside the blocks.
    """
    made = list(edits)
    for index, segments in groupby(document.segments, key=lambda segment: segment.block):
        block = document.blocks[index]
        changes = [
            Edit(segment.span, write(document, segment, target))
            for segment in segments
            if (target := targets.get(segment.key)) and target != segment.key.source
        ]
        if changes:
            written = apply(document.text, changes, *block.span)
            made.append(Edit(block.span, finish(document, block, written)))
            if isinstance(block, MarkedBlock) and block.tail:
                made.append(block.tail)
    return apply(document.text, made)


def notice_edits(document: Document, notice: str) -> list[Edit]:
    """Put a paragraph below the title of a text, or at its top where it has none; nothing for an empty notice."""
    if not notice:
        return []
    text, first = document.text, document.blocks[0]
    newline = "\r\n" if "\r\n" in text else "\n"
    if first.kind is Kind.TITLE:
        return [Edit(Span(first.span.end, first.span.end), newline * 2 + notice)]
    start = text.rfind("\n", 0, first.span.start) + 1
    return [Edit(Span(start, start), notice + newline * 2)]
