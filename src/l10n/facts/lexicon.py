"""The words that carry facts, by locale: tables of the language modules made quick to look up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TypeAlias

from l10n.facts.numbers import NumberWords
from l10n.facts.tokens import plain
from l10n.model import LocaleCode


class Fact(StrEnum):
    """What a sentence can be wrong about."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    QUANTIFIER = "quantifier"
    ATTRIBUTION = "attribution"


Phrase: TypeAlias = tuple[tuple[str, ...], Fact, str]
"""Words in lower case, the fact they carry, and the name that all wordings of it share."""
LANGUAGES = ("en", "be", "ru", "uk")
"""Languages that have a module of words."""
_COMPOUND_ROOTS = (
    "лет|лют|год|гад|річ|літ|дн|дзён|дзен|ден|час|гадз|годин|недел|тыд|тиж|месяч|місяч|хвіл|хвил|минут|секунд|кіламетр|кілометр|километр"
    "|метр|міл|мил|тысяч|тисяч|мільён|мільйон|милли|разов|крат|кратн|відсот|процент|працэнт|павярх|поверх|этаж|пакой|кімнат|комнат|мест|месн|місц"
    "|сот|стаг|столет|век|томн|тон|кут|угол|бак|бок|сторон|знач|ядер|мов|язы"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_FIGURE = re.compile(r"\d|[½⅓⅔¼¾]")
NO_NUMBERS = NumberWords({}, {}, {}, frozenset(), frozenset(), {}, {})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The fact words of a language."""

    numbers: NumberWords = NO_NUMBERS
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    ambiguous_dates: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    time_units: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """By first word, longest first."""
    before_numbers: Mapping[str, str] = field(default_factory=dict)
    opposites: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Word to (group, side)."""
    alternatives: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """As ``opposites``: words of one kind of which only one can be true."""
    openers: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    negative_prefixes: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()
    compounds: Mapping[str, int] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    _compound: re.Pattern[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.compounds:
            longest_first = "|".join(sorted(self.compounds, key=len, reverse=True))
            pattern = re.compile(rf"({longest_first})['-]*(?:{_COMPOUND_ROOTS})")
            object.__setattr__(self, "_compound", pattern)

    def may_have_number(self, text: str) -> bool:
        """Whether a text has figures or a word that a number begins with; quick."""
        written = plain(text).lower()
        if _FIGURE.search(written) or not self.numbers.first.isdisjoint(_LETTERS.findall(written)):
            return True
        return bool(self._compound and self._compound.search(written))

    def compound(self, word: str) -> int:
        """Give the number that a word in small letters begins with, or 0.

        >>> lexicon("ru").compound("пятилетний"), lexicon("ru").compound("лестница")
        (5, 0)
        """
        match = self._compound.match(word) if self._compound and len(word) > 5 else None
        return self.compounds[match[1]] if match else 0


@cache
def lexicon(locale: LocaleCode) -> Lexicon:
    """Give the words of a locale; an empty lexicon for one that has no module.

    >>> lexicon("en").months["march"], lexicon("pl").months
    (3, {})
    """
    language = language_of(locale)
    return _load(import_module(f"l10n.facts.{language}")) if language in LANGUAGES else Lexicon()


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def has_unit(text: str, locale: LocaleCode, units: frozenset[str]) -> bool:
    """Whether a text has a word or a sign for one of some units; quick.

    >>> dollars = frozenset({"usd"})
    >>> has_unit("It cost $5.", "en", dollars), has_unit("It cost five dollars.", "en", dollars)
    (True, True)
    >>> has_unit("It cost 5 euros.", "en", dollars)
    False
    """
    written = plain(text).lower()
    words, signs = _written_as(locale, units)
    return any(sign in written for sign in signs) or not words.isdisjoint(_LETTERS.findall(written))


@cache
def _written_as(locale: LocaleCode, units: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words for some units, and the signs."""
    names = {name for name, unit in lexicon(locale).units.items() if unit in units}
    words = frozenset(name for name in names if name.isalpha())
    return words, frozenset(names - words)


@cache
def language_of(locale: LocaleCode) -> str:
    """Give the language of a locale.

    >>> language_of("en_GB"), language_of("be-BY"), language_of("be_TARASK")
    ('en', 'be', 'be')
    """
    return locale.replace("-", "_").partition("_")[0].lower()


def _load(module: ModuleType) -> Lexicon:
    tables = {
        Fact.DATE: module.DATES,
        Fact.NUMBER: module.NUMBERISH,
        Fact.QUANTIFIER: module.QUANTIFIERS,
        Fact.NEGATION: module.NEGATIONS,
        Fact.ATTRIBUTION: module.ATTRIBUTION,
    }
    phrases: dict[str, list[Phrase]] = {}
    for fact, table in tables.items():
        for item in table.replace("\n", " | ").split("|"):
            words, _, name = item.strip().partition("=")
            if words:
                parts = tuple(words.split())
                phrases.setdefault(parts[0], []).append((parts, fact, name or words))
    return Lexicon(
        module.NUMBERS,
        module.MONTHS,
        module.WEEKDAYS,
        module.AMBIGUOUS_DATES,
        module.UNITS,
        module.TIME_UNITS,
        {first: tuple(sorted(items, key=lambda item: -len(item[0]))) for first, items in phrases.items()},
        module.BEFORE_NUMBERS,
        _opposites(module.OPPOSITES),
        _opposites(module.ALTERNATIVES),
        module.OPENERS,
        module.STOP,
        module.PREPOSITIONS,
        module.NEGATIVE_PREFIXES,
        module.ACRONYMS,
        module.COMPOUNDS,
        module.ABBREVIATIONS,
    )


def _opposites(table: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for pair, line in enumerate(_logical_lines(table)):
        for side, words in enumerate(line.split(":")):
            for word in words.split():
                found.setdefault(word, []).append((pair, side))
    return {word: tuple(places) for word, places in found.items()}


def _logical_lines(table: str) -> list[str]:
    """Lines, with those that begin with a space joined to the one before."""
    return [line for line in table.replace("\n ", " ").splitlines() if line.strip()]
