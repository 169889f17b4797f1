"""Plain figures in the place of those that a model gets wrong: 128,500 goes through it as 20, and comes back.

A small model copies short, common figures best. A figure stands for another with the same last digit, so that the words
around it get the same number and case (21 and 128,501 one, 24 and 34 a few), and English ordinals their ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from l10n.engines.figures import FIGURE, SMALLEST

_LOOSE = re.compile(rf"(?<![\w.,:/-])(?:{FIGURE.pattern})(?![.,:/]?\d)")
"""A figure that is no part of a name, a clock, a date or an address."""
_DECIMAL = re.compile(r"[\d,\u00a0 ]+\.\d+|\d+,\d{1,2}")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def with_stand_ins(text: str) -> tuple[str, Mapping[str, str]]:
    """Put other figures in the place of those of a text.

    Returns:
        The text, and for each stand-in the figure; none where there is nothing to do, or where there are not enough
        stand-ins that the text does not have.

    >>> with_stand_ins("Some 128,500 people, 12.4 percent more, came in 1998")
    ('Some 20 people, 2.5 percent more, came in 2018', {'20': '128,500', '2.5': '12.4', '2018': '1998'})
    """
    found: dict[str, str] = {}
    taken = set(re.findall(r"\d+", text))
    for match in _LOOSE.finditer(text):
        figure = match[0]
        if figure in found.values() or (figure.isdecimal() and int(figure) < SMALLEST):
            continue
        free = (one for one in _candidates(figure) if one not in found and taken.isdisjoint(one.split(".")))
        chosen = next(free, None)
        if chosen is None:
            return text, {}
        found[chosen] = figure
    others = {figure: chosen for chosen, figure in found.items()}
    return _LOOSE.sub(lambda match: others.get(match[0], match[0]), text), found


def put_back(draft: str, figures: Mapping[str, str]) -> str | None:
    """Put the figures back in the place of their stand-ins; give None if one was lost.

    >>> put_back("Прыйшло 20 чалавек, на 2,5 % больш", {"20": "128,500", "2.5": "12.4"})
    'Прыйшло 128,500 чалавек, на 12.4 % больш'
    """
    if not figures:
        return draft
    seen: set[str] = set()

    def back(match: re.Match[str]) -> str:
        one = match[0].replace(",", ".")
        seen.add(one)
        return figures[one]

    wanted = "|".join(re.escape(one).replace(r"\.", "[.,]") for one in figures)
    text = re.sub(rf"(?<![\d.,])(?:{wanted})(?![.,]?\d)", back, draft)
    return text if len(seen) == len(figures) else None


def _candidates(figure: str) -> list[str]:
    """Give what may stand for a figure, the best first."""
    last = figure[-1]
    if _DECIMAL.fullmatch(figure):
        return [f"{whole}.5" for whole in range(2, 10)]
    if _YEAR.fullmatch(figure):
        return [f"{decade}{last}" for decade in ("201", "200", "199", "198")]
    if figure[-2:-1] == "1":
        return [str(number) for number in (15, 16, 17, 18, 19)]
    return [f"{ten}{last}" for ten in "2345678"]
