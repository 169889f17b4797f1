"""Sentences with other figures in them: a figure is to be copied, not remembered.

The new figure asks for the same words as the old one did, in all four languages: 21 and 31, but not 22. The rule is
that of the plural categories of CLDR for Belarusian, Russian and Ukrainian.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from training.corpus import Row

_FIGURE = re.compile(r"(?<![\w-])\d+(?!\d|[^\W\d_]|-[^\W\d_]{1,3}(?![^\W\d_]))")
"""Digits alone: not those of A4, COVID-19, 5th and 90-х."""
_DIGITS = re.compile(r"\d+")
_YEARS = range(1000, 2100)
_BRACKETS = (13, 24, 29, 60, 100)
"""Up to which a figure of two digits stays: what may be an hour, a day or a minute can be one afterwards."""


def refigured(rows: Sequence[Row], seed: int) -> Iterator[Row]:
    """Give sentences again with other figures: those that have the same figures, in the same order, on both sides.

    Args:
        rows: whose sentences of the origin ``own`` are taken.
        seed: of the figures.
    """
    rng = random.Random(seed)
    for row in rows:
        if row.origin != "own" or _DIGITS.findall(row.source) != (figures := _DIGITS.findall(row.target)):
            continue
        loose = [set(_FIGURE.findall(text)) for text in (row.source, row.target)]
        new = {old: other(old, rng) for old in sorted(set(figures) & loose[0] & loose[1])}
        if any(old != made for old, made in new.items()):
            yield Row(*row[:2], _with(row.source, new), _with(row.target, new), "figures")


def other(figure: str, rng: random.Random) -> str:
    """Give another figure of as many digits that the same words may follow.

    >>> other("1", random.Random(1)), other("000", random.Random(1))
    ('1', '000')
    """
    value = int(figure)
    if figure != str(value):
        return figure
    if value in _YEARS:
        return str(rng.choice([year for year in _YEARS if abs(year - value) < 60]))
    if len(figure) > 2:
        zeros = len(figure) - len(figure.rstrip("0"))
        if zeros > 1:
            return str(rng.randrange(10 ** (len(figure) - zeros - 1), 10 ** (len(figure) - zeros))) + "0" * zeros
        tens = rng.choice([tail for tail in range(100) if _plural(tail) == _plural(value)])
        return f"{rng.randrange(10 ** (len(figure) - 3), 10 ** (len(figure) - 2))}{tens:02}"
    low, high = (1, 10) if value < 10 else (10, next(end for end in _BRACKETS if value < end))
    return str(rng.choice([near for near in range(low, high) if _plural(near) == _plural(value)] or [value]))


def _with(text: str, new: dict[str, str]) -> str:
    return _FIGURE.sub(lambda match: new.get(match[0], match[0]), text)


def _plural(value: int) -> str:
    """Category of CLDR, for whole numbers."""
    last, teens = value % 10, value % 100 // 10 == 1
    return "many" if teens or last in (0, 5, 6, 7, 8, 9) else "one" if last == 1 else "few"
