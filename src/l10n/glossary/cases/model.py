"""The model: one weight per feature and case, ``data/<locale>.json``.

A row of weights is a string of one digit per case, a digit one of the characters in ``DIGITS``. What grammar rules out
no matter of statistics: a preposition rules out the cases it does not govern, a title noun and a coordinated name stand
in the case of the mention, and a name in quotation marks beside a noun that says what it is stands in the nominative.
The factors below are not 0, because tables and texts err.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from l10n.glossary.cases.context import Context
from l10n.glossary.cases.features import features
from l10n.glossary.cases.government import CASES, LOCALES, governed, is_apposition, title_cases

DIGITS = "".join(chr(code) for code in range(35, 127) if code != 92)
"""The digits of a weight, lowest first; no quote and no backslash, which JSON would escape."""

ZERO = len(DIGITS) // 2
_VALUES = {digit: number - ZERO for number, digit in enumerate(DIGITS)}
UNGOVERNED = 0.02
"""Factor for cases that a preposition does not govern."""

DISAGREEING = 0.1
"""Factor for cases that a title noun beside the name cannot be."""

UNJOINED = (0.1, 0.3)
"""Factor for cases other than those of the name it is joined to, by a conjunction or by a comma."""


class Weights(NamedTuple):
    """The weights of one locale: ``scale`` times the sums of the features' rows are logarithms of odds."""

    scale: float
    rows: Mapping[str, str]


@cache
def weights(locale: str) -> Weights:
    """Load the weights of a locale once."""
    text = resources.files("l10n.glossary.cases").joinpath("data", f"{locale}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Weights(data["scale"], data["weights"])


def case_scores(context: Context) -> dict[str, float]:
    """Estimate in which case a mention should stand.

    Returns:
        Probabilities of nom, gen, dat, acc, ins and loc, in this order; they sum to 1. All alike for locales without
        a model.

    >>> scores = case_scores(Context("uk", ("зустріч", "із"), ("у", "Києві"), ("meeting", "with"), ("in",)))
    >>> max(scores, key=scores.get)
    'ins'
    """
    if context.locale not in LOCALES:
        return dict.fromkeys(CASES, 1 / len(CASES))
    likely = probabilities(features(context), weights(context.locale))
    weighed = [p * _plausible(case, context) for case, p in zip(CASES, likely, strict=True)]
    total = sum(weighed)
    return {case: p / total for case, p in zip(CASES, weighed, strict=True)}


def _plausible(case: str, context: Context) -> float:
    """Weigh a case by the rules of grammar: 1 if none speaks against it."""
    weight = 1.0
    possible = frozenset(("nom",)) if is_apposition(context) else governed(context)
    if possible is not None and case not in possible:
        weight *= UNGOVERNED
    title = title_cases(context)
    if title is not None and case not in title:
        weight *= DISAGREEING
    if context.conjunct and case not in context.conjunct:
        weight *= UNJOINED[context.before[-1:] == (",",)]
    return weight


def probabilities(found: Iterable[str], model: Weights) -> list[float]:
    """Add up the rows of the features found and normalise.

    >>> [round(p, 2) for p in probabilities(["a"], Weights(0.1, {"a": "ZQQQQQ", "b": "QQQQQZ"}))]
    [0.33, 0.13, 0.13, 0.13, 0.13, 0.13]
    """
    rows = [row for name in found if (row := model.rows.get(name))]
    sums = [model.scale * sum(map(_VALUES.__getitem__, column)) for column in zip(*rows, strict=True)]
    sums = sums or [0.0] * len(CASES)
    highest = max(sums)
    powers = [math.exp(value - highest) for value in sums]
    total = sum(powers)
    return [power / total for power in powers]
