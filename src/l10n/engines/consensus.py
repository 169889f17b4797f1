"""Several translations of one text: which of them the others agree with most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_LONGEST = 6
"""Characters in the longest runs that are counted, as in chrF."""
_RECALL = 2.0
"""How much more what is missing counts than what is added, as in chrF: a weak model leaves things out."""


def most_agreed(texts: Sequence[str]) -> int:
    """Find the translation that is likest to all of them together, in runs of 1 to 6 characters.

    Source:
        minimum Bayes risk decoding with chrF for its measure (Kumar and Byrne 2004; Popović 2015), against the mean
        counts of all texts at once instead of every pair (DeNero, Chiang and Knight 2009).

    Args:
        texts: n translations, the best first, at least one; one that stands there twice counts twice.
    Returns:
        Its index; of equally good ones the first.

    >>> most_agreed(["Яна прыйшла дамой.", "Яна прыйшла дадому.", "Ён прыйшоў дадому."])
    1
    """
    if len(set(texts)) == 1:
        return 0
    counts = [_runs(text) for text in texts]
    means = [sum((found[size] for found in counts), Counter()) for size in range(_LONGEST)]
    likeness = [_likeness(found, means, len(texts)) for found in counts]
    return likeness.index(max(likeness))


def _runs(text: str) -> list[Counter[str]]:
    """Count the runs of each length from 1 on, spaces left out."""
    letters = "".join(text.split())
    return [
        Counter(letters[start : start + size] for start in range(len(letters) - size + 1))
        for size in range(1, _LONGEST + 1)
    ]


def _likeness(found: Sequence[Counter[str]], means: Sequence[Counter[str]], number: int) -> float:
    """F-score of a text against the sum of the counts of so many texts."""
    precision = recall = 0.0
    for own, mean in zip(found, means, strict=True):
        if not own:
            continue
        common = sum(min(count, mean[run] / number) for run, count in own.items())
        precision += common / own.total()
        recall += common * number / mean.total()
    weight = _RECALL**2
    return (1 + weight) * precision * recall / (weight * precision + recall) if precision and recall else 0.0
