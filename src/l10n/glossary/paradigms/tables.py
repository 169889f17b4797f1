"""Declension classes: the rows of ``data/<locale>.txt`` and the word lists of ``data/lists.toml``.

A row says which words it is for (role, gender, ending, optionally a word list) and what replaces the ending in each
case. The first row that fits wins; a word no row fits does not decline. Format: the head of ``data/be.txt``.

Source: the classes are those of the school grammars. For Belarusian they were checked against GrammarDB
(https://github.com/Belarus/GrammarDB, CC BY-SA 4.0), of which nothing is copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from l10n.glossary.paradigms.forms import CASES, CASES_OF_LOCALE, Forms, unique

Role = Literal["S", "G", "N", "T", "A"]
"""Surname, given name or patronymic, noun (place), noun (term or organisation), adjective beside a noun."""

APOSTROPHES = "'’ʼ"
VOWELS = "аеёєиіїоуыэюя"
_VOWEL, _CONSONANT = f"[{VOWELS}]", f"[^{VOWELS}']"
_STRAIGHT = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class Row:
    """One declension class."""

    roles: str
    genders: str
    words: str
    ending: re.Pattern[str]
    cells: tuple[str, ...]
    """Oblique cases in the order of ``CASES``: gen, dat, acc, ins, loc and, in Ukrainian, voc."""


def decline(word: str, locale: str, role: Role, gender: str, *, animate: bool = False) -> Forms | None:
    """Decline one word by the tables.

    Args:
        word: nominative, no blanks and no hyphens.
        locale: ``be``, ``ru`` or ``uk``.
        gender: ``m``, ``f``, ``n`` or ``p`` (plural).
        animate: the accusative of a man is his genitive.
    Returns:
        All cases of the locale, or None when no class fits.

    >>> decline("Мінск", "be", "N", "m")["loc"]
    ('Мінску',)
    """
    base = stems(locale).get(plain(word))
    if base:
        forms = decline(_cased(base, word).replace("'", _mark(word)), locale, role, gender, animate=animate)
        return forms and {case: (word,) if variants == forms["nom"] else variants for case, variants in forms.items()}
    return _by_rows(word, locale, role, gender, animate)


def _by_rows(word: str, locale: str, role: Role, gender: str, animate: bool) -> Forms | None:
    lower = plain(word)
    for row in rows(locale):
        if role not in row.roles or gender not in row.genders:
            continue
        if row.words != "-" and not listed(lower, row.words, locale):
            continue
        found = row.ending.search(lower)
        if found:
            return _filled(word, found.start(), row.cells, locale, animate)
    return None


def _filled(word: str, start: int, cells: tuple[str, ...], locale: str, animate: bool) -> Forms:
    stem, old = word[:start], word[start:]
    mark = _mark(word)
    forms: Forms = {"nom": (word,)}
    for case, both in zip(CASES[1:], cells, strict=False):
        persons, _, things = both.partition("|")
        cell = persons if animate or not things else things
        if cell == "@":
            forms[case] = forms["gen"] if animate else (word,)
        else:
            forms[case] = unique(
                word if one == "=" else stem + _cased(one, old).replace("'", mark) for one in cell.split("/")
            )
    return {case: forms[case] for case in CASES_OF_LOCALE[locale]}


def _mark(word: str) -> str:
    return next((letter for letter in word if letter in APOSTROPHES), "’")


def plain(word: str) -> str:
    """Write a word as the tables do: in lower case with straight apostrophes.

    >>> plain("В’етнам")
    "в'етнам"
    """
    return word.lower().translate(_STRAIGHT)


def _cased(ending: str, old: str) -> str:
    return ending[:1].upper() + ending[1:] if old[:1].isupper() else ending


def listed(lower: str, name: str, locale: str) -> bool:
    """Whether a lower-case word is in a list of ``lists.toml``: as a word or by an ending.

    >>> listed("гродна", "indecl", "be")
    False
    """
    words, endings = _list(name, locale)
    return lower in words or lower.endswith(endings)


@cache
def stems(locale: str) -> Mapping[str, str]:
    """Read the words whose other cases are made from another stem: схід -> сход."""
    return dict(pair.split("=") for pair in _lists()[locale]["stems"].split())


@cache
def _list(name: str, locale: str) -> tuple[frozenset[str], tuple[str, ...]]:
    items = _lists()[locale].get(name, "").split()
    return frozenset(items), tuple(item[1:] for item in items if item.startswith("-"))


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    return _toml("lists.toml")


@cache
def people(name: str) -> frozenset[str]:
    """Read one list of ``people.toml``."""
    return frozenset(_people()[name].split())


@cache
def _people() -> Mapping[str, str]:
    return _toml("people.toml")


@cache
def irregular(locale: str) -> Mapping[str, Forms]:
    """Read the names that no class declines rightly."""
    return {
        name: dict(zip(CASES_OF_LOCALE[locale], ((form,) for form in (name, *cells)), strict=True))
        for name, cells in _toml("irregular.toml")[locale].items()
    }


@cache
def rows(locale: str) -> tuple[Row, ...]:
    """Read the classes of a locale, in order."""
    lines = (line.split() for line in _data(f"{locale}.txt").splitlines() if line and not line.startswith("#"))
    return tuple(_row(cells) for cells in lines)


def _row(cells: list[str]) -> Row:
    roles, genders, words, ending, *rest = cells
    pattern = "" if ending == "-" else ending.replace("{V}", _VOWEL).replace("{C}", _CONSONANT)
    return Row(roles, genders, words, re.compile(f"(?:{pattern})$"), tuple(rest))


def _toml(name: str) -> dict[str, Any]:
    from tomllib import loads

    return loads(_data(name))


def _data(name: str) -> str:
    from importlib.resources import files  # slow to import, needed for the first name only

    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
