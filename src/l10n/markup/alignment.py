"""Finding the words of a draft that render a phrase of the source, by what an engine makes of the phrase alone.

Placeholders do not survive small models, and attention is not to be had from every engine; likeness is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from l10n.model import Span

WORD = re.compile(r"\w+(?:['’ʼ.@/:-]+\w+)*")
_WIDER = 2
"""How many words more or fewer a rendering may have inside a sentence than alone."""
_FAR = 30.0
"""Points of likeness that a place at the other end of the sentence costs."""


class Match(NamedTuple):
    """Words that may render a phrase; ``likeness`` is 0 to 100."""

    span: Span
    likeness: float


def find_phrase(
    draft: str, region: Span, renderings: Sequence[str], place: float, taken: Sequence[Span] = ()
) -> Match | None:
    """Find the words that render a phrase.

    Args:
        draft: the translation of the sentence.
        region: where in the draft to look.
        renderings: what the phrase may be written like: its translation, itself.
        place: where its middle stands in the source of the region, 0 to 1.
        taken: stretches of the draft that render something else.
    Returns:
        The best stretch of whole words, even if it is not like the phrase at all; None where there are no free words.
    """
    from rapidfuzz.fuzz import ratio

    words = [match.span() for match in WORD.finditer(draft, region.start, region.end)]
    wanted = [text.casefold() for text in renderings if text.strip()]
    sizes = {max(1, len(WORD.findall(text)) + more) for text in wanted or [""] for more in range(-_WIDER, _WIDER + 1)}
    best: tuple[float, Match] | None = None
    length = max(1, region.end - region.start)
    for first in range(len(words)):
        for size in sorted(sizes):
            if first + size > len(words):
                break
            span = Span(words[first][0], words[first + size - 1][1])
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            text = draft[span.start : span.end].casefold()
            likeness = max((ratio(text, other) for other in wanted), default=0.0)
            middle = ((span.start + span.end) / 2 - region.start) / length
            score = likeness - _FAR * abs(middle - place)
            if best is None or score > best[0]:
                best = score, Match(span, likeness)
    return best[1] if best else None


def with_punctuation(draft: str, span: Span, phrase: str, region: Span) -> Span:
    """Take in the marks around words where the phrase has marks at that end."""
    start, end = span
    if phrase and not phrase[0].isalnum():
        while start > region.start and _is_mark(draft[start - 1]):
            start -= 1
    if phrase and not phrase[-1].isalnum():
        while end < region.end and _is_mark(draft[end]):
            end += 1
    return Span(start, end)


def trimmed(draft: str, region: Span, phrase: str) -> Span:
    """Leave out the marks at the ends of a region that the phrase does not have at its ends."""
    words = [match.span() for match in WORD.finditer(draft, *region)]
    return with_punctuation(draft, Span(words[0][0], words[-1][1]), phrase, region) if words else region


def boundary(draft: str, place: float) -> int:
    """End of the word that stands nearest to a place, 0 to 1."""
    ends = [match.end() for match in WORD.finditer(draft)]
    return min(ends, key=lambda end: abs(end - place * len(draft)), default=len(draft))


def _is_mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
