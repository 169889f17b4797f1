"""Which numbers of two sentences in different languages have no counterpart.

Translators spell numbers out, convert units and clocks, and write centuries in Roman numerals: what they do explains a
number. Only what nothing explains is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from l10n.facts.dates import months
from l10n.facts.quantities import Quantity, quantities, roman_values, tokens_of
from l10n.facts.tokens import TokenKind
from l10n.model import LocaleCode

WORDS_FROM = 3
"""One and two are articles, pronouns and halves of pairs too often to be compared."""
SPELLED_FROM = 13
"""Numbers below are words, pronouns and parts of idioms too often to be asked for."""

_CONVERSIONS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("mile|miles|mi|mph|mile's", (1.609, 1.852, 0.447)),
    ("foot|feet|ft|'|ft²", (0.3048, 30.48)),
    ('inch|inches|"', (2.54, 25.4)),
    ("yard|yards|yd", (0.9144,)),
    ("acre|acres", (0.4047, 4047, 0.004047)),
    ("pound|pounds|lb|lbs", (0.4536,)),
    ("ounce|ounces|oz", (28.35,)),
    ("stone|stones", (6.35,)),
    ("gallon|gallons", (3.785, 4.546)),
    ("pint|pints", (0.473, 0.568)),
    ("ton|tons", (0.907, 1.016)),
    ("knot|knots", (1.852,)),
    ("square", (2.59, 0.0929, 0.836)),
    ("cubic", (0.0283, 16.39)),
    ("hectare|hectares", (0.01, 10000)),
    ("km|kilometre|kilometer|kilometers|kilometres|kph|kmh", (1000, 0.2778)),
    ("cm|mm|kg|kilo|kilos|kilogram|kilograms|g|gram|grams|tonne|tonnes", (10, 0.1, 1000, 0.001)),
    ("m|metre|metres|meter|meters", (100, 0.001)),
)
_FACTORS = {unit: factors for units, factors in _CONVERSIONS for unit in units.split("|")}
_FAHRENHEIT = frozenset({"f", "fahrenheit", "degrees", "degree", "°"})
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\d+")
_POINTED = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")
_LARGE = re.compile(
    r"teen|ty\b|ty-|hundred|thousand|illion|\d ?(?:k|m|bn|mln|bln)\b|dozen|[ap]\.?m\b"
    r"|тыс|тис|мил+и|міль|мілья|трыль|трил|млн|млрд|трлн",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\b(\d{1,2})(?: to | until | till |-|–)(\d{1,2})\b")
"""Perhaps office hours: from 9 to 5 is till 17."""
_TOLERANCE = 0.06
_IMPLIED_TABLE = """
24 сутки суток суткі сутак доба добу доби кругласутачны круглосуточный круглосуточной цілодобовий
1 раз
0,24,12 midnight
1 once single only lone sole hourly
2 halves twice double doubled doubles doubling pair couple both twins duo biennial semi bi semifinal semifinals
2,14 fortnight
3 triple tripled thrice trio tri
4,3 quarters
4 quadruple quartet quarterfinal
5 pentagon
7 week weeks
10 decade decades tens decathlon
12 dozen dozens noon midday pm
13,19 teenager teenagers teens teen
20 score twenties
25,15,4,3 quarter
30 thirties
33,3 third
40 forties
50,30,2,5 half
50 fifties
60 sixties
70 seventies
80 eighties
90 nineties
100 century centuries hundred hundreds centenary percent
200 bicentennial
1000 thousands thousand
1000000 millions million
1000000000 billion
"""
"""Values that words stand for beside the number words, and the words."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The numbers of either side that nothing on the other explains."""

    missing: tuple[Quantity, ...]
    """Numbers of the source, spans into it."""
    extra: tuple[Quantity, ...]
    """Numbers of the target, spans into it."""


def disagreement(source: str, target: str, source_locale: LocaleCode, locale: LocaleCode) -> Disagreement:
    """Compare the numbers of a sentence and its translation.

    >>> found = disagreement("Some 1,200 people left in 2020.", "У 2021 годзе з’ехалі 1 200 чалавек.", "en", "be")
    >>> [item.text for item in found.missing], [item.text for item in found.extra]
    (['2020'], ['2021'])
    >>> disagreement("He drove 10 miles at 6:15 p.m.", "О 18:15 він проїхав 16 км.", "en", "uk")
    Disagreement(missing=(), extra=())
    """
    if not (_DIGIT.search(source) or _DIGIT.search(target)):
        return Disagreement((), ())
    if _has_same_figures(source, target):
        return Disagreement((), ())
    before, after = quantities(source, source_locale), quantities(target, locale)
    if not any(not item.spelled for item in (*before, *after)):
        return Disagreement((), ())
    there, here = _values(source, source_locale), _values(target, locale)
    for hour, later in _evenings(source):
        there |= {later}
        here |= {hour} if later in here else frozenset()
    factors = _factors(source)
    extra = tuple(
        item
        for item in after
        if not item.spelled and not _explained(item, there, before) and not _converted(item, before, factors)
    )
    missing = tuple(
        item
        for item in before
        if (not item.spelled or _is_large(item))
        and not _explained(item, here, after)
        and not _converts(item, after, factors)
    )
    return Disagreement(missing, extra)


def words_that_differ(source: str, target: str, source_locale: LocaleCode, locale: LocaleCode) -> Disagreement:
    """Compare the small numbers that both sides write in words, from three on; both lists are empty, or neither is.

    >>> found = words_that_differ("He got eleven years.", "Ён атрымаў дванаццаць гадоў.", "en", "be")
    >>> [item.text for item in found.missing], [item.text for item in found.extra]
    (['eleven'], ['дванаццаць'])
    """
    before = quantities(source, source_locale)
    missing = [item for item in before if item.spelled and _smallest(item) >= WORDS_FROM]
    after = quantities(target, locale) if missing else ()
    extra = [item for item in after if item.spelled and _smallest(item) >= WORDS_FROM]
    if missing and extra:
        there, here = _values(source, source_locale), _values(target, locale)
        missing = [item for item in missing if not _explained(item, here, after)]
        extra = [item for item in extra if not _explained(item, there, before)]
    return Disagreement(tuple(missing), tuple(extra)) if missing and extra else Disagreement((), ())


def _smallest(item: Quantity) -> int:
    return min((int(value) for value in item.readings if value.isdecimal() and len(value) < 16), default=0)


def _has_same_figures(source: str, target: str) -> bool:
    """Whether the very same figures stand on both sides, and no words for large numbers: nothing is to be read then."""
    if sorted(_RUN.findall(source)) != sorted(_RUN.findall(target)):
        return False
    return not (_has_large(source) or _has_large(target))


@lru_cache(maxsize=256)
def _has_large(text: str) -> bool:
    return _LARGE.search(text) is not None


def _is_large(item: Quantity) -> bool:
    return all(value.isdecimal() and len(value) < 16 and int(value) >= SPELLED_FROM for value in item.readings)


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def _values(text: str, locale: LocaleCode) -> frozenset[str]:
    """Every value that a sentence can be said to have."""
    found: set[str] = set()
    for item in quantities(text, locale):
        found |= item.readings
        if item.clock:
            found |= _hours(item)
    found |= roman_values(text) | {str(month) for month in months(text, locale)}
    implied = _implied()
    for token in tokens_of(text):
        found.update(implied.get(token.key, ()))
    found |= {value[-2:].lstrip("0") for value in found if value.isdecimal() and len(value) == 4 and value[0] in "12"}
    return frozenset(found)


def _evenings(text: str) -> Iterator[tuple[str, str]]:
    """Give hours of the afternoon by both clocks: 5 and 17 for “from 9 to 5”."""
    for first, last in _HOURS.findall(text):
        if int(last) <= int(first) <= 12:
            yield str(int(last)), str(int(last) + 12)


@cache
def _implied() -> Mapping[str, tuple[str, ...]]:
    """Word → values."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _IMPLIED_TABLE.strip().splitlines():
        values, *words = line.split()
        found |= dict.fromkeys(words, tuple(values.split(",")))
    return found


def _hours(item: Quantity) -> set[str]:
    """The hour of a clock time by both clocks."""
    hour = int(next(iter(item.readings)).partition(":")[0])
    return {str(hour), str(hour % 12), str(hour % 12 + 12), str((hour + 12) % 24)}


def _explained(item: Quantity, values: frozenset[str], others: Sequence[Quantity]) -> bool:
    """Whether a number, or all figures it is written with, are values of the other side."""
    if item.readings & values:
        return True
    if item.clock or (_with_point(item) and any(other.clock for other in others)):
        return _is_clock_among(item, values, others)
    parts = item.parts
    if len(parts) > 1 and not _is_grouped(item.text) and parts <= values:
        return True
    if item.text.isdecimal() and len(item.text) == 4 and item.text[:2] in ("19", "20"):  # 1999 of 1998-99
        return any(other.text == item.text[2:] for other in others)
    if len(item.text) == 2:
        return any(len(value) == 4 and value.endswith(item.text) for value in values)
    return len(item.text) == 4 and any(
        (other.clock or _with_point(other)) and item.text == "".join(re.findall(r"\d", other.text)) for other in others
    )


def _with_point(item: Quantity) -> bool:
    """Whether a number can be a clock time as it is written on the continent: 19.45."""
    return not item.spelled and _POINTED.fullmatch(item.text) is not None


def _is_clock_among(item: Quantity, values: frozenset[str], others: Sequence[Quantity]) -> bool:
    """Whether the other side has a clock time, on either clock; seconds are let pass."""
    hour, minutes = _clock(item)
    clocks = [_clock(other) for other in others if other.clock or _with_point(other)]
    if hour < 25 and any(hour % 12 == other % 12 and minutes == rest for other, rest in clocks):
        return True
    if minutes == 0 and _hours(item) & values:
        return True
    bare = f"{hour:02}{minutes:02}"
    return any(bare == other.text for other in others) or (not clocks and item.parts - {"0"} <= values)


def _clock(item: Quantity) -> tuple[int, int]:
    hour, minutes, *_ = item.text.split(".") if _with_point(item) else next(iter(item.readings)).split(":")
    return int(hour), int(minutes)


def _is_grouped(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}(?:[,.\s]\d{3})+(?:[,.]\d+)?", text))


@lru_cache(maxsize=256)
def _factors(source: str) -> frozenset[float]:
    """Factors of the units in a sentence; minus one stands for degrees Fahrenheit."""
    found: set[float] = set()
    for token in tokens_of(source):
        if token.kind in (TokenKind.WORD, TokenKind.MARK):
            found.update(_FACTORS.get(token.key, ()))
            if token.key in _FAHRENHEIT:
                found.add(-1)
    return frozenset(found)


def _numbers(item: Quantity) -> Iterator[float]:
    for value in item.readings:
        if len(value) < 16 and re.fullmatch(r"\d+(?:\.\d+)?", value):
            yield float(value)


def _convert(value: float, factors: Iterable[float]) -> Iterator[float]:
    for factor in factors:
        yield abs(value - 32) / 1.8 if factor < 0 else value * factor  # figures have no sign: 15 degrees of frost


def _converted(item: Quantity, sources: Iterable[Quantity], factors: frozenset[float]) -> bool:
    """Whether a number of the target is one of the source in another unit."""
    if not factors:
        return False
    numbers = {1.0, 0.5, *(number for one in sources for number in _numbers(one))}
    return any(
        abs(wanted - value) <= max(_TOLERANCE * abs(wanted), 0.51 if wanted > 5 else 0.11)
        for number in numbers
        for wanted in _convert(number, factors)
        for value in _numbers(item)
    )


def _converts(item: Quantity, targets: Iterable[Quantity], factors: frozenset[float]) -> bool:
    return any(_converted(target, (item,), factors) for target in targets)
