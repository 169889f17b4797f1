"""Which new sentences were made of which old ones: alignment of two versions of an article in document order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

RELATED = 60.0
"""Least similarity (0 to 100) of two sentences that are versions of each other."""
_REACH = 50
"""How far from its expected place a sentence of a rewritten stretch is looked for, in sentences."""
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""How many old sentences become how many new ones."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Old sentences that became new ones: one to one, one to several (split) or several to one (merged).

    ``old`` and ``new`` are indexes, rising and adjacent; ``similarity`` is from RELATED to 100.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float

    def at(self, old: Sequence[int], new: Sequence[int]) -> Pairing:
        """Give the pairing with the indexes of a whole instead of those of a part."""
        return Pairing(
            tuple(old[index] for index in self.old), tuple(new[index] for index in self.new), self.similarity
        )


def align(old: Sequence[str], new: Sequence[str]) -> list[Pairing]:
    """Pair the sentences that changed between two versions of an article.

    Sentences that are in both, wherever they stand, are taken for unchanged and never paired. Between two unchanged
    ones the others are paired in document order, then what is left over is paired wherever it stands.

    Args:
        old, new: sentences in document order, none twice in one of them.
    Returns:
        Pairings in the order of the new sentences; each sentence is in one of them at most.

    >>> align(["Yes.", "He got 11 years.", "It rains."], ["He got 12 years.", "Yes."])
    [Pairing(old=(1,), new=(0,), similarity=93.75)]
    """
    places = {text: index for index, text in enumerate(old)}
    shared = [(places[text], index) for index, text in enumerate(new) if text in places]
    taken_old, taken_new = {pair[0] for pair in shared}, {pair[1] for pair in shared}
    pairings: list[Pairing] = []
    last_old = last_new = -1
    for next_old, next_new in [*_in_order(shared), (len(old), len(new))]:
        left = [index for index in range(last_old + 1, next_old) if index not in taken_old]
        right = [index for index in range(last_new + 1, next_new) if index not in taken_new]
        if left and right:
            for found in _align_stretch([old[index] for index in left], [new[index] for index in right]):
                pairings.append(found.at(left, right))
        last_old, last_new = next_old, next_new
    taken_old.update(index for pairing in pairings for index in pairing.old)
    taken_new.update(index for pairing in pairings for index in pairing.new)
    pairings += _pair_moved(
        old,
        new,
        [index for index in range(len(old)) if index not in taken_old],
        [index for index in range(len(new)) if index not in taken_new],
    )
    return sorted(pairings, key=lambda pairing: pairing.new)


def join(sentences: Sequence[str]) -> str:
    """Write sentences one after the other.

    >>> join(["Yes.", "No."])
    'Yes. No.'
    """
    return " ".join(sentences)


def _in_order(shared: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of shared sentences that did not change their order (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (place, _) in enumerate(shared):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    found: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        found.append(shared[number])
        number = before[number]
    return found[::-1]


def _align_stretch(old: Sequence[str], new: Sequence[str]) -> list[Pairing]:
    """Pair in document order so that the similarities, weighted by the number of sentences, add up to most."""
    best: dict[tuple[int, int], tuple[float, Pairing | None, tuple[int, int]]] = {(0, 0): (0.0, None, (0, 0))}
    for row in range(len(old) + 1):
        for column in _columns(row, len(old), len(new)):
            for step, pairing in _steps(old, new, row, column):
                if step in best:
                    gain = (pairing.similarity - RELATED + 1) * len(pairing.old + pairing.new) if pairing else 0.0
                    score = best[step][0] + gain
                    if (row, column) not in best or score > best[row, column][0]:
                        best[row, column] = (score, pairing, step)
    found: list[Pairing] = []
    place = (len(old), len(new))
    while place != (0, 0):
        _, pairing, place = best[place]
        if pairing:
            found.append(pairing)
    return found[::-1]


def _columns(row: int, height: int, width: int) -> range:
    """Columns of a row near the diagonal; the last ones of a row meet the first ones of the next."""
    first, last = max(0, row - 1) * width // height, min(height, row + 1) * width // height
    return range(max(0, first - _REACH), min(width, last + _REACH) + 1)


def _steps(
    old: Sequence[str], new: Sequence[str], row: int, column: int
) -> Iterator[tuple[tuple[int, int], Pairing | None]]:
    """Give the ways to come to a place: skipping a sentence, or pairing some that end here."""
    if row:
        yield (row - 1, column), None
    if column:
        yield (row, column - 1), None
    if row and column:
        for height, width in _SHAPES:
            if height <= row and width <= column:
                left, right = tuple(range(row - height, row)), tuple(range(column - width, column))
                pairing = _pair(old, new, left, right)
                if pairing:
                    yield (row - height, column - width), pairing


def _pair(old: Sequence[str], new: Sequence[str], left: tuple[int, ...], right: tuple[int, ...]) -> Pairing | None:
    one, other = (old[index] for index in left), (new[index] for index in right)
    similarity = _ratio(join(tuple(one)), join(tuple(other)))
    if similarity < RELATED or not _all_belong(old, new, left, right, similarity):
        return None
    return Pairing(left, right, similarity)


def _ratio(one: str, other: str) -> float:
    """Similarity, 0 where the lengths alone keep it under RELATED."""
    if min(len(one), len(other)) * 200 < RELATED * (len(one) + len(other)):
        return 0.0
    return fuzz.ratio(one, other, score_cutoff=RELATED)


def _all_belong(
    old: Sequence[str], new: Sequence[str], left: tuple[int, ...], right: tuple[int, ...], similarity: float
) -> bool:
    """Whether none of several sentences is too many: without the first or the last it would be less similar."""
    for several, texts, single, whole in ((left, old, right, new), (right, new, left, old)):
        if len(several) > 1:
            for fewer in (several[1:], several[:-1]):
                if (
                    _ratio(join([texts[index] for index in fewer]), join([whole[index] for index in single]))
                    >= similarity
                ):
                    return False
    return True


def _pair_moved(old: Sequence[str], new: Sequence[str], left: list[int], right: list[int]) -> list[Pairing]:
    """Pair what both changed and moved, the most similar first."""
    candidates = sorted(
        (
            (similarity, -row, -column)
            for row in left[: 10 * _REACH]
            for column in right[: 10 * _REACH]
            if (similarity := _ratio(old[row], new[column])) >= RELATED
        ),
        reverse=True,
    )
    found: list[Pairing] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for similarity, row, column in candidates:
        if -row not in used_old and -column not in used_new:
            used_old.add(-row)
            used_new.add(-column)
            found.append(Pairing((-row,), (-column,), similarity))
    return found
