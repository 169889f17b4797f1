"""Reading a person's name: which words are given names, where the surname begins, whether it is a man or a woman."""

from __future__ import annotations

import re
from dataclasses import dataclass

from l10n.glossary.paradigms.tables import VOWELS, people, plain
from l10n.glossary.paradigms.words import is_word

_PATRONYMIC = {
    "be": re.compile(r"(аў|еў|ёў)на$|(ав|ев|ьеў|ов)іч$|ініч$|ічна$"),
    "ru": re.compile(r"(ов|ев)на$|(ов|ев)ич$|инична$|ична$|(ьм|л|фом)ич$"),
    "uk": re.compile(r"(ів|їв)на$|(ов|йов|ьов)ич$|ович$"),
}
_INITIALS = re.compile(r"(?:\w\.)+-?(?:\w\.)*|\w{1,2}\.")
_WOMAN_SURNAME = re.compile(r"([аоеёє]в|[іиїы]н)а$|[сцз]ь?кая$|[сцз]ька$|[^аеёиіоуыэюя]ая$|яя$")
_ASIAN = re.compile(r"цз|чж|сюэ|сюе|сяо|дун$|п[іи]н$|тао$|цян|бао$|м[іи]нь|ень$|кай")
_BLANK = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A full name cut up. Blanks are pieces too; ``first``, ``last`` and ``rest`` together are the name."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    rest: tuple[str, ...] = ()
    """What follows the surname and never changes: мл., a bracket."""
    reverse: bool = False
    """East Asian order: ``first`` is the family name, which stays; of ``last`` only the last word changes."""


def split_name(name: str) -> Parts:
    """Cut a person's name into given names, surname and rest.

    >>> split_name("Урсула фон дэр Ляен").last
    ('фон', ' ', 'дэр', ' ', 'Ляен')
    >>> split_name("Кім Чэн Ын").reverse
    True
    """
    pieces = [piece for piece in _BLANK.split(name) if piece]
    end = _end_of_surname(pieces)
    words = [place for place in range(end) if pieces[place].strip()]
    rest = tuple(pieces[end:])
    if len(words) < 2:
        return Parts((), tuple(pieces[:end]), rest)
    start = words[1] if _is_east_asian([pieces[place] for place in words]) else _surname_start(pieces, words)
    reverse = start != _surname_start(pieces, words) or _is_east_asian([pieces[place] for place in words])
    return Parts(tuple(pieces[:start]), tuple(pieces[start:end]), rest, reverse)


def _end_of_surname(pieces: list[str]) -> int:
    suffixes = people("suffixes")
    for place, piece in enumerate(pieces):
        if place > 0 and (piece in suffixes or piece[0] in "(["):
            return place - 1
    return len(pieces)


def _surname_start(pieces: list[str], words: list[int]) -> int:
    """Find the surname: the first particle behind a given name, else the last word."""
    particles = people("particles")
    for place in words[1:-1]:
        if pieces[place].lower() in particles or pieces[place].lower().startswith(("аль-", "эль-", "ель-")):
            return place
    return words[-1]


def _is_east_asian(words: list[str]) -> bool:
    if words[0].lower() not in people("east_asian_first"):
        return False
    others = [word.lower() for word in words[1:]]
    if len(others) == 2:
        return all(len(word) <= 5 for word in others)
    return len(others) == 1 and (len(others[0]) <= 2 or bool(_ASIAN.search(others[0])))


def is_initials(word: str) -> bool:
    """Whether a word is initials or an abbreviation with a point: А., А.С., Дж.

    >>> is_initials("А.С."), is_initials("Алесь")
    (True, False)
    """
    return bool(_INITIALS.fullmatch(word))


def is_patronymic(word: str, locale: str) -> bool:
    """Whether a word ends like a patronymic.

    >>> is_patronymic("Рыгоравіч", "be"), is_patronymic("Григорівна", "uk")
    (True, True)
    """
    return bool(_PATRONYMIC[locale].search(plain(word)))


def gender_of_person(parts: Parts, locale: str) -> str:
    """Guess ``m`` or ``f``: a patronymic decides, then the first given name, then the surname.

    >>> gender_of_person(split_name("Вольга Хоміч"), "be"), gender_of_person(split_name("Мікола Статкевіч"), "be")
    ('f', 'm')
    """
    given = [word for word in parts.first if is_word(word)]
    for word in given[1:]:
        if is_patronymic(word, locale):
            return "f" if plain(word).endswith("а") else "m"
    if given and not parts.reverse:
        return gender_of_given(given[0])
    surname = parts.last[-1] if parts.last else ""
    return "f" if _WOMAN_SURNAME.search(plain(surname)) else "m"


def gender_of_given(word: str) -> str:
    """Guess the gender of a given name.

    >>> [gender_of_given(word) for word in ("Марыя", "Мікіта", "Алесь", "Мішэль")]
    ['f', 'm', 'm', 'f']
    """
    lower = plain(word).partition("-")[0]
    if lower in people("men"):
        return "m"
    if lower in people("women"):
        return "f"
    return "f" if lower[-1:] in "ая" else "m"


def keeps_first_part(part: str) -> bool:
    """Whether the first part of a double surname stays: Бонч-Бруевіч, аль-Асад, a part without a full syllable.

    >>> keeps_first_part("Бонч"), keeps_first_part("аль"), keeps_first_part("Дунін")
    (True, True, False)
    """
    return part in ("", "О", "Д") or part[0].islower() or part.lower() in people("first_parts") or not _syllables(part)


def _syllables(part: str) -> int:
    return sum(letter in VOWELS for letter in part.lower())
