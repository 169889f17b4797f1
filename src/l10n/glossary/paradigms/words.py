"""What can be said about one word without a dictionary: whether it declines at all, and what its ending shows."""

from __future__ import annotations

import re

from l10n.glossary.paradigms.tables import APOSTROPHES, listed, plain

_LETTERS = "А-яЁёЎўІіЇїЄєҐґ"
_WORD = re.compile(rf"[{_LETTERS}]+(?:[{APOSTROPHES}][{_LETTERS}]+)*")
VOWELS = "аеёєиіїоуыэюя"
_ADJECTIVES = {
    "be": {"f": ("ая", "яя"), "n": ("ае", "ое", "яе"), "p": ("ыя", "кія", "гія", "хія", "нія"), "m": ("ы", "і")},
    "ru": {"f": ("ая", "яя"), "n": ("ое", "ее"), "p": ("ые", "ие"), "m": ("ый", "ий", "ой")},
    "uk": {"f": ("а", "я"), "n": ("е", "є"), "p": ("і", "ї"), "m": ("ий", "ій")},
}
_POSSESSIVES = {"наша": "f", "ваша": "f", "мая": "f", "моя": "f", "наш": "m", "наше": "n"}
_NOUN_ENDINGS = {"f": "аяь", "n": "оаеёєя", "p": "ыиії"}
_DOUBLED = re.compile(r"([жчшлнтсдз])\1я$|'я$")


def is_word(text: str) -> bool:
    """Whether ``text`` is a Cyrillic word that could decline: no abbreviation, no Latin letters, no digits.

    >>> [is_word(text) for text in ("Мінск", "В’етнам", "ЗША", "БелТА", "X", "А")]
    [True, True, False, False, False, False]
    """
    if len(text) < 2 or text[-1].isupper() or not _WORD.fullmatch(text):
        return False
    return any(letter in VOWELS for letter in text.lower())


def guess_gender(word: str, locale: str) -> str:
    """Guess ``m``, ``f``, ``n`` or ``p`` (plural) of a noun from its ending.

    >>> [guess_gender(word, "be") for word in ("Мінск", "Беларусь", "Віцебшчына", "Палессе", "Штаты")]
    ['m', 'f', 'f', 'n', 'p']
    """
    lower = plain(word)
    last = lower[-1:]
    if last not in VOWELS:
        return "f" if listed(lower, "feminine", locale) else "m"
    if listed(lower, "masculine", locale):
        return "m"
    if listed(lower, "neuter", locale) or (locale == "uk" and _DOUBLED.search(lower)):
        return "n"
    if last in "ая":
        return "f"
    return "p" if last in "ыиії" or lower.endswith("ые") else "n"


def fits(word: str, gender: str, locale: str) -> bool:
    """Whether a noun with this ending can have this gender: a glossary row has one gender for all its locales.

    >>> fits("дазвол", "f", "be"), fits("Гомель", "m", "be"), fits("Вильня", "m", "ru")
    (False, True, False)
    """
    lower = plain(word)
    last = lower[-1:]
    if gender == "m":
        return last not in "яыиії" or listed(lower, "masculine", locale)
    if gender == "f":
        return last in "аяь" or (last not in VOWELS and last not in "гкхтдсзнлмцй")
    return gender in ("n", "p") and last in _NOUN_ENDINGS[gender]


def adjective_gender(word: str, locale: str) -> str:
    """Gender an adjective's ending shows, or "" for a word that does not look like an adjective.

    >>> adjective_gender("Паўночная", "be"), adjective_gender("Мінск", "be"), adjective_gender("Новий", "uk")
    ('f', '', 'm')
    """
    lower = plain(word)
    if lower in _POSSESSIVES:
        return _POSSESSIVES[lower]
    for gender, endings in _ADJECTIVES[locale].items():
        if lower.endswith(endings) and len(lower) > 3:
            return gender
    return ""


def can_follow(word: str, gender: str) -> bool:
    """Whether a noun with this ending can stand behind an adjective of this gender.

    >>> can_follow("Карэя", "f"), can_follow("Амерыкі", "m")
    (True, False)
    """
    last = plain(word)[-1:]
    if last not in VOWELS:
        return gender == "m" or (gender == "f" and last in "ьчшжўр")
    return gender in _NOUN_ENDINGS and last in _NOUN_ENDINGS[gender]
