"""What can be said about one word without a dictionary: whether it declines at all, and what its ending shows."""

from __future__ import annotations

import re

from l10n.glossary.paradigms.tables import APOSTROPHES, VOWELS, listed, plain

_LETTERS = "А-яЁёЎўІіЇїЄєҐґ"
_WORD = re.compile(rf"[{_LETTERS}]+(?:[{APOSTROPHES}][{_LETTERS}]+)*")
_NOUN_ENDINGS = {"f": "аяь", "n": "оаеёєя", "p": "ыиії"}
_NEUTER = {"be": re.compile(r"[^аеёіоуыэюя]е$"), "ru": re.compile(r"е$"), "uk": re.compile(r"([жчшлнтсдз])\1я$|'я$")}
_ADJECTIVAL_PLACE = re.compile(r"([сцз]|дз)кі$")
_POSSESSIVES = {"наша": "f", "ваша": "f", "мая": "f", "моя": "f", "наш": "m", "наше": "n"}
_ADJECTIVES = {
    "be": {"f": "ая|яя", "n": "ае|ое|яе", "p": "[нвлшчжмбп]ыя|кія", "m": "ы|[кгхн]і"},
    "ru": {"f": "ая|яя", "n": "ое|ее", "p": "ые|[гкхжшчщ]ие", "m": "ый|[гкхжшчщн]ий|[^аеёиоуыэюя]ой"},
    "uk": {
        "f": "([^и]н|[сцз]ьк|ов|ев|єв|лив|[рч]ч|ш)а",
        "n": "е|є",
        "p": "(н|[сцз]ьк|ов|ев|єв|лив|ш|ч|ж)і",
        "m": "ий",
    },
}
_PATTERNS = {
    locale: {gender: re.compile(f"(?:{endings})$") for gender, endings in genders.items()}
    for locale, genders in _ADJECTIVES.items()
}
_LAST_LETTER = {"я": "f", "а": "f", "й": "m", "і": "p", "е": "p"}


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
    if listed(lower, "masculine", locale) or _ADJECTIVAL_PLACE.search(lower):
        return "m"
    if listed(lower, "feminine", locale):
        return "f"
    if listed(lower, "plural_a", locale):
        return "p"
    if listed(lower, "neuter", locale) or _NEUTER[locale].search(lower):
        return "p" if lower.endswith("ые") else "n"
    if last in "ая":
        return "f"
    return "p" if last in "ыиії" else "n"


def fits(word: str, gender: str, locale: str) -> bool:
    """Whether a noun with this ending can have this gender: a glossary row has one gender for all its locales.

    >>> fits("дазвол", "f", "be"), fits("Гомель", "m", "be"), fits("Вильня", "m", "ru")
    (False, True, False)
    """
    lower = plain(word)
    last = lower[-1:]
    if gender == "m":
        return last not in "яыиії" or listed(lower, "masculine", locale) or bool(_ADJECTIVAL_PLACE.search(lower))
    if gender == "f":
        return last in "аяь" or (last not in VOWELS and last not in "гкхтдсзнлмцй")
    return gender in ("n", "p") and (last in _NOUN_ENDINGS[gender] or listed(lower, "plural_a", locale))


def adjective_gender(word: str, locale: str) -> str:
    """Gender an adjective's ending shows, or "" for a word that does not look like an adjective.

    >>> adjective_gender("Паўночная", "be"), adjective_gender("Мінск", "be"), adjective_gender("Новий", "uk")
    ('f', '', 'm')
    """
    lower = plain(word).rpartition("-")[2]
    if lower in _POSSESSIVES:
        return _POSSESSIVES[lower]
    if listed(lower, "adjectives", locale):
        return "p" if lower[-2:] in ("ія", "ыя") else _LAST_LETTER.get(lower[-1], "")
    if listed(lower, "nouns", locale):
        return ""
    for gender, pattern in _PATTERNS[locale].items():
        if len(lower) > 3 and pattern.search(lower):
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
