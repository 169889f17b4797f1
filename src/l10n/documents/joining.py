"""Sentences of an article that are one in the translation.

A translator may want to make one sentence of two. Then the catalog has an entry for both together, and that alone says
so: wherever neighbours in one block read like the source of such an entry, they are one segment.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from l10n.documents.splice import source_of
from l10n.model import Document, Segment, SegmentKey, Span


def with_joined(document: Document, sources: Collection[str]) -> Document:
    """Join neighbouring segments that together are the source of an entry.

    Args:
        document: with segments.
        sources: of the live entries of its catalog.
    """
    single = {segment.key.source for segment in document.segments}
    wanted = [source for source in sources if source not in single]
    segments: list[Segment] = []
    skip = 0
    for index, segment in enumerate(document.segments) if wanted else ():
        if skip:
            skip -= 1
            continue
        run = [segment]
        if any(source.startswith(segment.key.source) for source in wanted):
            run = _run(document, index, wanted)
        skip = len(run) - 1
        segments.append(segment if len(run) == 1 else joined(document, run))
    return replace(document, segments=tuple(segments)) if wanted else document


def joined(document: Document, segments: Sequence[Segment]) -> Segment:
    """Make one segment of neighbours in one block; it has no context."""
    first = segments[0]
    span = Span(first.span.start, segments[-1].span.end)
    source = source_of(document, document.blocks[first.block], span)
    return replace(first, key=SegmentKey("", source), span=span)


def neighbours(document: Document) -> list[tuple[Segment, Segment]]:
    """List the pairs of segments that follow each other in one block, in document order."""
    return [(one, other) for one, other in pairwise(document.segments) if one.block == other.block]


def _run(document: Document, start: int, wanted: Sequence[str]) -> list[Segment]:
    """Find the segments from ``start`` on that together are wanted; the longest run, or the one segment alone."""
    longest = max(map(len, wanted))
    run = [document.segments[start]]
    best = run
    for segment in document.segments[start + 1 :]:
        if segment.block != run[0].block:
            break
        run = [*run, segment]
        source = joined(document, run).key.source
        if len(source) > longest:
            break
        if source in wanted:
            best = run
    return best
