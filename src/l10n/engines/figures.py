"""Figures of a sentence in its draft: which are not the same, and English commas and points in the target's own form.

A number is written in many ways, so figures are compared by their *readings*: ``1,200``, ``1 200`` and ``1.2 thousand``
share one. Only a figure that shares none with anything on the other side is another number.

Source:
    human references (FLORES, NTREX): translators spell numbers out, convert miles and clocks, and write centuries in
    Roman numerals; what they do is no mistake here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from l10n.locales import is_locale, number_symbols
from l10n.model import LocaleCode

SMALLEST = 13
"""Smaller whole numbers are often spelled out, so nothing is said about them."""

_SPACES = " \u00a0\u2009\u202f"
FIGURE = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[,.]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
"""A number in figures, its separators within."""
_DATE = re.compile(r"(?<![\d.])\d{1,2}[./]\d{1,2}[./](\d{4}|\d\d)(?![\d.]*\d)")
"""Of a date in figures only the year is compared: the month is often a word on the other side."""
_SCALES = {
    3: r"thousand|k\b|тыс|тис",
    6: r"million|mn?\b|м[іи]л[ьл]?[ійиё]+[оё]?н|млн",
    9: r"billion|bn\b|м[іи]л[ьл]?[иі]?[яй]рд|млрд",
    12: r"trillion|tn\b|тр[иы]л[ьл]?[ійиё]+[оё]?н|трлн",
}
_SCALE = {power: re.compile(rf"[-{_SPACES}]{{0,2}}(?:{words})", re.IGNORECASE) for power, words in _SCALES.items()}
_CONVERTED = re.compile(
    r"\b(?:miles?|mi|mph|feet|foot|ft|inch(?:es)?|yards?|acres?|pounds?|lbs?|ounces?|oz|gallons?|fahrenheit|degrees?"
    r"|a\.m|p\.m|am|pm|o['’]clock|noon|midnight|gmt|utc|century|centuries|dozens?)\b"
    r"|\d[ap]\.?m\b|\b\d+[FC]\b|\b\d0s\b|°|\d['’′\"″]|\d:\d\d|\b24/7\b",
    re.IGNORECASE,
)
"""Units, clocks and counts that a translation may have converted."""
_SPELLED_EN = re.compile(r"(?:teen|ty|hundred|thousand|million|billion|score)s?\b|\b(?:half|quarter|third)s?\b", re.I)
_VALUES = (13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90, 100, 1000)
_STEMS = {
    "be": "трына чатырна пятна шасна сямна васямна дзевятна дваццац трыцц сарак|сорак пяц.?дз шэсць?дз|шасц.?дз"
    " семдз|сямі?дз восемдз|васьмі?дз дзевяно ст[оа]|сотн тыс",
    "ru": "трина четырна пятна шестна семна восемна девятна двадц тридц сорок пят..?дес шест..?дес семь?и?дес"
    " вос[еь]м[ьи]?дес девяно ст[оа]|сотн тыс",
    "uk": "трина чотирна п.ятна шістна сімна вісімна дев.ятна двадц тридц сорок п.ятд шістд сімд вісімд дев.яно"
    " ст[оа]|сотн тис",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text."""

    text: str
    readings: frozenset[str]
    """Every value it may stand for: digits without separators, with a point before decimals."""

    @property
    def small(self) -> bool:
        """Whether it may well be spelled out."""
        return any(len(value) <= 2 and int(value) < SMALLEST for value in self.readings)


def figures(text: str) -> list[Figure]:
    """Find the numbers of a text, whatever its language.

    >>> [sorted(figure.readings) for figure in figures("1,200 people and 1.5 million")]
    [['1.2', '1200'], ['1.5', '1500000']]
    """
    bare = _DATE.sub(r" \1", text)
    return [Figure(match[0], _readings(match, bare)) for match in FIGURE.finditer(bare)]


def changed_figures(source: str, draft: str, target: LocaleCode) -> list[str]:
    """Find the figures that only one side has, as written: first those lost, then those added.

    Sentences with units or clocks that a translation may convert are let pass, and so are small numbers.

    >>> changed_figures("At least 1,200 people came in 2025.", "У 2025 годзе прыйшло не менш за 1 200 чалавек.", "be")
    []
    >>> changed_figures("At least 43 people came.", "Прыйшло не менш за 48 чалавек.", "be")
    ['43', '48']
    """
    if _CONVERTED.search(source):
        return []
    before, after = figures(source), figures(draft)
    lost = [item.text for item in before if not (_among(item, after, draft) or _is_spelled(item, draft, target))]
    added = [item.text for item in after if not _among(item, before, source)]
    return lost + ([] if _SPELLED_EN.search(source) else added)


def _among(figure: Figure, others: Iterable[Figure], text: str) -> bool:
    """Whether a text has a figure too; its parts (of 3.11.2025) and two-digit years count."""
    if figure.small:
        return True
    runs = set(re.findall(r"\d+", text))
    if figure.readings & runs or any(figure.readings & other.readings for other in others):
        return True
    parts = re.findall(r"\d+", figure.text)
    if len(parts) > 1 and runs.issuperset(parts) and not _is_grouped(figure.text):
        return True
    year = figure.text
    return any({len(run), len(year)} == {2, 4} and (run.endswith(year) or year.endswith(run)) for run in runs)


def _is_grouped(text: str) -> bool:
    return bool(re.fullmatch(rf"\d{{1,3}}(?:[,{_SPACES}]\d{{3}})+(?:[.,]\d+)?", text))


def _is_spelled(figure: Figure, draft: str, target: LocaleCode) -> bool:
    """Whether the draft has a word for a number, by the stem of its largest part (forty-eight: forty)."""
    if target not in _STEMS:
        return False
    for number in (int(value) for value in figure.readings if value.isdecimal() and len(value) <= 6):
        rest = number - 1900 if 1900 < number < 2000 else number  # "the sixties"
        part = max((item for item in _VALUES if item <= rest), default=0)
        if rest < 10 * part and _stem(target, part).search(draft):
            return True
    return False


@cache
def _stem(locale: LocaleCode, value: int) -> re.Pattern[str]:
    stems = dict(zip(_VALUES, _STEMS[locale].split(), strict=True))
    return re.compile(rf"\b(?:{stems[value]})", re.IGNORECASE)


def _readings(match: re.Match[str], text: str) -> frozenset[str]:
    plain = re.sub(rf"[{_SPACES}]", "", match[0])
    found = set()
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        found.add(_plain(plain.replace(",", "")))
    if plain.count(",") + plain.count(".") <= 1:
        found.add(_plain(plain.replace(",", ".")))
    for power, words in _SCALE.items():
        if words.match(text, match.end()):
            found |= {_plain(value, power) for value in found}
    return frozenset(found)


def _plain(number: str, power: int = 0) -> str:
    """Write a number without needless zeros, multiplied by a power of ten.

    >>> _plain("007.50"), _plain("1.5", 6)
    ('7.5', '1500000')
    """
    whole, _, fraction = number.partition(".")
    fraction = fraction.ljust(power, "0")
    rest = fraction[power:].rstrip("0")
    return ((whole + fraction[:power]).lstrip("0") or "0") + (f".{rest}" if rest else "")


_ENGLISH = re.compile(r"(?<![\w.,:/])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?!\d|[.,:/]\d)")
_REFERENCE = re.compile(
    r"\b(?i:v|ver|versions?|releases?|updates?|chapters?|sections?|articles?|clauses?|paragraphs?|rules?|figures?|figs?"
    r"|tables?|no|nos|art|sec)\.?\s$|[a-z][A-Z]\w*\s$"
)
"""What stands before a number that is a name: a version, a paragraph of a law."""
_CLOCK = re.compile(r"\b(?:at|by|until|till|from|before|after|around|about|and|to)\s$", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s?(?:%|percent|per\s?cent|p\.p|points?|thousand|million|billion|trillion|[kmb]n?\b|tons?|tonnes?|kg|g\b|km|mm?\b|cm"
    r"|met(?:er|re)s?|kilomet|hectares?|lit(?:er|re)s?|times|degrees?|°|euros?|dollars?|rubles?|roubles?|hryvnias?|GW|MW)",
    re.IGNORECASE,
)


def repair_figures(source: str, draft: str, target: LocaleCode) -> str:
    """Put numbers that a draft took over as English writes them into the form of the target locale.

    Only where the very same digits with comma or point stand in both, and in the source they are a grouped number or a
    decimal: times, versions, dates and references (``Article 19.2``) stay.

    >>> repair_figures("Some 128,500 people, 12.4 percent", "Каля 128,500 чалавек, 12.4 працэнта", "be")
    'Каля 128\\xa0500 чалавек, 12,4 працэнта'
    >>> repair_figures("It fell at 9.30 a.m. with iOS 17.4", "У 9.30 з iOS 17.4", "be")
    'У 9.30 з iOS 17.4'
    """
    wanted: dict[str, bool] = {}
    for match in _ENGLISH.finditer(source):
        wanted[match[0]] = wanted.get(match[0], True) and ("," in match[0] or _is_decimal(match, source))
    if not any(wanted.values()):
        return draft
    group, decimal = _symbols(target)

    def localize(match: re.Match[str]) -> str:
        if not wanted.get(match[0]) or ("," not in match[0] and re.search(r"[A-Za-z]\s$", draft[: match.start()])):
            return match[0]
        return match[0].translate({ord(","): group, ord("."): decimal})

    return _ENGLISH.sub(localize, draft)


def _is_decimal(match: re.Match[str], source: str) -> bool:
    """Whether digits with a point are a decimal: what is measured is, what looks like a time or a name is not."""
    before, rest = source[: match.start()], source[match.end() :]
    if _REFERENCE.search(before) or re.match(r"\s?[ap]\.?m\b", rest, re.IGNORECASE):
        return False
    if before.endswith(("$", "€", "£", "¥", "₴", "₽")) or _MEASURED.match(rest):
        return True
    hour, _, minute = match[0].partition(".")
    timed = len(hour) <= 2 and len(minute) == 2 and int(hour) < 24 and int(minute) < 60
    return not (timed and _CLOCK.search(before))


def _symbols(locale: LocaleCode) -> tuple[str, str]:
    """Group and decimal separators of a locale; those of English where CLDR does not know it."""
    return number_symbols(locale) if is_locale(locale) else (",", ".")
