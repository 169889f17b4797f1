"""Quotation marks: which opens, which closes, what belongs together.

Belarusian, Russian and Ukrainian write «outer „inner“ outer». Marks are read by their shape and, where the shape does
not tell (straight marks, “ as a closing mark of „), by the letters and spaces around them. A straight mark after a
digit may be inches or seconds: a text with such a mark is doubtful, and nothing is said about its balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from l10n.checks.typography.edits import Edit
from l10n.model import Span

_MARKS = frozenset('"«»„“”‟″')
_OPENING = frozenset("«„‟")
_CLOSING = frozenset("»”")
_FOREIGN = frozenset('"“”‟')
"""Marks that no language of ours has as an outer mark; “ closes „ but does not open."""
_BEFORE_OPENING = frozenset("([{/-–—\u2060…>*_")
_LEVELS = (("«", "»"), ("„", "“"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together, or one alone (the other is None), and how many pairs are around it."""

    opening: int | None
    closing: int | None
    level: int


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotation marks of a text."""

    pairs: tuple[Pair, ...]
    doubtful: bool
    """Whether a mark could not be read, so that nothing should be concluded."""

    @property
    def single(self) -> tuple[int, ...]:
        """Offsets of marks without a partner."""
        return tuple(
            pair.opening if pair.opening is not None else pair.closing or 0
            for pair in self.pairs
            if pair.opening is None or pair.closing is None
        )


def read_quotes(text: str, skip: Sequence[Span] = ()) -> Quotes:
    """Find the quotation marks of a text and pair them.

    Args:
        text: of any language.
        skip: spans to leave out: markup, addresses.

    >>> read_quotes('«a „b“» "c"').pairs
    (Pair(opening=3, closing=5, level=1), Pair(opening=0, closing=6, level=0), Pair(opening=8, closing=10, level=0))
    """
    stack: list[int] = []
    pairs: list[Pair] = []
    doubtful = False
    for place, mark in enumerate(text):
        if mark not in _MARKS or any(start <= place < end for start, end in skip):
            continue
        opens = _opens(text, place, stack)
        if opens is None:
            doubtful = True
        elif opens:
            stack.append(place)
        else:
            while stack and mark == "»" and text[stack[-1]] == "„" and any(text[item] == "«" for item in stack):
                pairs.append(Pair(stack.pop(), None, len(stack)))
            start = stack.pop() if stack else None
            pairs.append(Pair(start, place, len(stack)))
            if mark == "»" and len(stack) == 1 and text[stack[0]] == "«" and not _closes_later(text, place):
                pairs.append(Pair(stack.pop(), place, 0))  # «… «…»: one mark closes both, by the rules
    pairs += [Pair(place, None, level) for level, place in enumerate(stack)]
    return Quotes(tuple(pairs), doubtful)


def _opens(text: str, place: int, stack: Sequence[int]) -> bool | None:
    """Whether a mark opens; None where it cannot be told."""
    mark = text[place]
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    if mark == "“" and stack and text[stack[-1]] == "„":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark == "″" or (before.isdigit() and not stack):
        return None
    free_left = not before or before.isspace() or before in _BEFORE_OPENING or before in _OPENING
    free_right = not after or after.isspace() or (not after.isalnum() and after not in _OPENING and after != mark)
    if free_left != free_right:
        return free_left
    if before in _MARKS or after in _MARKS:
        return not stack if mark == '"' else mark == "“"
    if free_left and free_right and after and not after.isspace():  # "… and "(…)
        return not stack
    return None


def _closes_later(text: str, place: int) -> bool:
    return "»" in text[place + 1 :]


def straightened(text: str, skip: Sequence[Span], *, partial: bool) -> list[Edit]:
    """Give the edits that turn straight and English marks into those of our languages.

    Args:
        text: of one of our languages.
        skip: spans to leave as they are.
        partial: whether a straight mark may stand alone, because the quotation goes on in another sentence. There is
            no edit where another one does: which one is missing only a person can tell.
    """
    quotes = read_quotes(text, skip)
    if quotes.doubtful or any(not partial or text[place] not in _FOREIGN for place in quotes.single):
        return []
    edits: list[Edit] = []
    for pair in quotes.pairs:
        if pair.level < len(_LEVELS) and _is_foreign(text, pair):
            for place, mark in zip((pair.opening, pair.closing), _LEVELS[pair.level], strict=True):
                if place is not None:
                    edits.append(Edit(Span(place, place + 1), mark))
    return edits


def _is_foreign(text: str, pair: Pair) -> bool:
    """Whether a pair is straight or English; „…“ and „…” are not, and what closes alone may be of such a pair."""
    if pair.opening is None:
        return text[pair.closing or 0] == '"'
    return text[pair.opening] in _FOREIGN
