"""Letters of Belarusian, Russian and Ukrainian, and those of other scripts that look like them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_COMMON = "абвгдежзйклмнопрстуфхцчшьюя"
ALPHABETS = {
    "be": frozenset(_COMMON + "ёіўыэґ"),
    "ru": frozenset(_COMMON + "ёищъыэ"),
    "uk": frozenset(_COMMON + "ґєиіїщ"),
}
"""Letters by language; ґ is Belarusian in the classical orthography."""

CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_TWINS = "aа cс eе kк oо pр xх yу AА BВ CС EЕ HН KК MМ OО PР TТ XХ YУ iі IІ ïї ÏЇ ëё ËЁ"
_GREEK = "οо αа ΑА ΒВ ΕЕ ΗН ΙІ ΚК ΜМ ΟО ΡР ΤТ ΧХ"
_TO_CYRILLIC = {pair[0]: pair[1] for pair in f"{_TWINS} {_GREEK}".split()}
_TO_LATIN = str.maketrans({pair[1]: pair[0] for pair in _TWINS.split()} | {"ѕ": "s", "ј": "j", "Ѕ": "S", "Ј": "J"})
_ENDING = re.compile(r"[A-Za-z]{2,}[\u0430-\u045f]+")
_ROMAN = re.compile(r"(?=.{2})M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")


def is_cyrillic(letter: str) -> bool:
    """Whether a letter is Cyrillic, of any language."""
    return "\u0400" <= letter <= "\u052f"


def has_foreign_letters(text: str, language: str) -> bool:
    """Whether a text has a Cyrillic letter that a language does not have."""
    return _not_of(language).search(text) is not None


@cache
def _not_of(language: str) -> re.Pattern[str]:
    known = ALPHABETS[language]
    return re.compile("[" + "".join(chr(code) for code in range(0x400, 0x530) if chr(code).lower() not in known) + "]")


@lru_cache(maxsize=100_000)
def foreign_letters(word: str, language: str) -> str:
    """Give the Cyrillic letters of a word that its language does not have, each once, in order.

    >>> foreign_letters("площадь", "be"), foreign_letters("плошча", "be")
    ('щ', '')
    """
    known = ALPHABETS[language]
    if known.issuperset(word):
        return ""
    return "".join(dict.fromkeys(letter for letter in word.lower() if CYRILLIC.match(letter) and letter not in known))


@lru_cache(maxsize=100_000)
def is_mixed(word: str) -> bool:
    """Whether a run of letters mixes Cyrillic with another script."""
    cyrillic = len(CYRILLIC.findall(word))
    return 0 < cyrillic < len(word) and cyrillic < sum(map(str.isalpha, word))


def in_one_script(word: str, language: str) -> str | None:
    """Write a word of mixed scripts in one, where all letters of the other only look like it.

    Returns:
        The word in the script of most of its letters (Cyrillic if equal, but Roman numerals in Latin), or None. A
        Cyrillic ending of a Latin word is no look-alike.

    >>> in_one_script("\u0440a\u043dak", "be") == "\u0440\u0430\u043d\u0430\u043a"
    True
    >>> in_one_script("SMS\u043a\u0430", "be") is None
    True
    """
    cyrillic = as_cyrillic(word, language)
    latin = word.translate(_TO_LATIN)
    if CYRILLIC.search(latin) or _ENDING.fullmatch(word):
        return cyrillic
    if cyrillic is None:
        return latin
    ours = sum(1 for letter in word if CYRILLIC.match(letter))
    if 2 * ours > len(word):
        return cyrillic
    return latin if 2 * ours < len(word) or _ROMAN.fullmatch(latin) else cyrillic


def as_cyrillic(word: str, language: str) -> str | None:
    """Replace every look-alike by the letter of the language, or give None where one letter has no such twin."""
    found = "".join(letter if CYRILLIC.match(letter) else _twins(language).get(letter, "") for letter in word)
    return found if len(found) == len(word) else None


def is_roman(word: str) -> bool:
    """Whether a word is a Roman numeral, perhaps typed with Cyrillic letters."""
    return word.isupper() and bool(_ROMAN.fullmatch(word.translate(_TO_LATIN)))


@cache
def _twins(language: str) -> dict[str, str]:
    """Look-alikes whose Cyrillic twin the language has."""
    letters = ALPHABETS[language]
    return {other: own for other, own in _TO_CYRILLIC.items() if own.lower() in letters}
