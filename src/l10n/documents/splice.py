"""What every text format shares: segments from spans, and translations spliced into the original text.

Nothing is serialised again: what is not translated is copied from the original, so it cannot change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from l10n.model import Document, Segment, SegmentKey, Span

# Line breaks, tabs and the other controls that count as white space, but no no-break or typographic space.
_FOLD = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")


def fold(text: str) -> str:
    r"""Put a stretch of text on one line: every run of spaces, tabs and line breaks becomes one space.

    >>> fold("a hard\r\n  wrapped line")
    'a hard wrapped line'
    """
    return _FOLD.sub(" ", text)


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
            key = SegmentKey("", fold(document.text[span.start : span.end]))
            segments.append(Segment(key, span, line, block.kind, index))
    for before, after in pairwise(segments):
        if after.span.start < before.span.end:
            raise ValueError(f"segments overlap at {after.span.start}")
    return replace(document, segments=tuple(segments))


def splice(document: Document, targets: Mapping[SegmentKey, str]) -> str:
    """Put targets in place of their segments; see ``DocumentFormat.render``.

    A target with line breaks is written with the line ends of the document.
    """
    text = document.text
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    position = 0
    for segment in document.segments:
        target = targets.get(segment.key)
        if target is None or target == segment.key.source:
            continue
        parts.append(text[position : segment.span.start])
        parts.append(newline.join(target.splitlines()))
        position = segment.span.end
    parts.append(text[position:])
    return "".join(parts)
