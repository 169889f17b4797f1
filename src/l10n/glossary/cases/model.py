"""The model: one weight per feature and case, ``data/<locale>.json``.

A row of weights is a string of one digit per case, a digit one of the characters in ``DIGITS``. What the rules of
grammar say is no matter of statistics: ``agreement.plausibility`` weighs the probabilities afterwards.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from l10n.glossary.cases.agreement import plausibility
from l10n.glossary.cases.context import Context
from l10n.glossary.cases.features import features
from l10n.glossary.cases.government import CASES, LOCALES

DIGITS = "".join(chr(code) for code in range(35, 127) if code != 92)
"""The digits of a weight, lowest first; no quote and no backslash, which JSON would escape."""

ZERO = len(DIGITS) // 2
_VALUES = {digit: number - ZERO for number, digit in enumerate(DIGITS)}


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
    rules = plausibility(context)
    weighed = [p * rules.get(case, 1.0) for case, p in zip(CASES, likely, strict=True)]
    total = sum(weighed)
    return {case: p / total for case, p in zip(CASES, weighed, strict=True)}


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
