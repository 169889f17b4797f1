"""Repeated sentences that a reviewer translates in two ways: one entry each, told apart by ``msgctxt``.

A sentence that an article has several times is one entry. Where its places need different translations, a reviewer
copies the entry and gives the copy a ``msgctxt``: the kind of its place (``title``, ``heading``, ``paragraph``,
``item``) or its number in the article (``#2`` is the second place). The entry without context is for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from l10n.model import Document, SegmentKey


def with_contexts(document: Document, keys: Collection[SegmentKey]) -> Document:
    """Give the segments of a document the keys of the entries that are meant for their places.

    Args:
        document: with segments that have no context.
        keys: of the live entries of its catalog.
    """
    if not any(key.context for key in keys):
        return document
    counts: Counter[str] = Counter()
    segments = []
    for segment in document.segments:
        source = segment.key.source
        counts[source] += 1
        wanted = (SegmentKey(context, source) for context in (f"#{counts[source]}", str(segment.kind)))
        segments.append(replace(segment, key=next((key for key in wanted if key in keys), segment.key)))
    return replace(document, segments=tuple(segments))
