"""The model: one weight per feature and case, ``data/<locale>.json``."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from l10n.glossary.cases.context import Context
from l10n.glossary.cases.features import features
from l10n.glossary.cases.government import CASES, LOCALES


class Weights(NamedTuple):
    """The weights of one locale: ``scale`` times the sum of the features' rows are logarithms of odds."""

    scale: float
    rows: Mapping[str, tuple[int, ...]]


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
    return dict(zip(CASES, probabilities(features(context), weights(context.locale)), strict=True))


def probabilities(found: Iterable[str], model: Weights) -> list[float]:
    """Add up the rows of the features found and normalise.

    >>> probabilities(["a"], Weights(1.0, {"a": (1, 1, 1, 1, 1, 1), "b": (9, 0, 0, 0, 0, 0)}))[0]
    0.16666666666666666
    """
    rows = [row for name in found if (row := model.rows.get(name))]
    sums = [sum(column) * model.scale for column in zip(*rows, strict=True)] or [0.0] * len(CASES)
    highest = max(sums)
    powers = [math.exp(value - highest) for value in sums]
    total = sum(powers)
    return [power / total for power in powers]
