"""Persons: given names, patronymics and surnames put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from l10n.glossary.paradigms import libraries
from l10n.glossary.paradigms.forms import Forms, Paradigm, frozen, joined, unchanged, with_variants
from l10n.glossary.paradigms.people import (
    Parts,
    gender_of_given,
    gender_of_person,
    is_initials,
    is_patronymic,
    keeps_first_part,
    split_name,
)
from l10n.glossary.paradigms.tables import Role, decline, listed, people, plain, stems
from l10n.glossary.paradigms.words import is_word

_SLAVIC_IN_O = ("ко", "ло", "хо", "хно", "дно", "тно", "тро")
_LIBRARY: dict[str, Callable[[str, libraries.Part, str], Forms]] = {
    "ru": libraries.russian,
    "uk": libraries.ukrainian,
}


def decline_person(name: str, locale: str, gender: str) -> tuple[Forms, Paradigm | None, Paradigm | None]:
    """Decline a full name or a surname alone.

    Args:
        gender: ``m``, ``f`` or "", then guessed.
    Returns:
        The forms, and the paradigms of the surname and of the given names where the name has both.

    >>> forms, last, first = decline_person("Алесь Бяляцкі", "be", "m")
    >>> forms["gen"], last.forms["dat"] if last else ()
    (('Алеся Бяляцкага',), ('Бяляцкаму',))
    """
    parts = split_name(name)
    sex = gender if gender in ("m", "f") else gender_of_person(parts, locale)
    if parts.reverse:
        first = unchanged("".join(parts.first), locale)
        last = _last_word_only(parts.last, locale, sex)
        family = _surname("".join(parts.first).strip(), locale, sex)
        return _whole(parts, first, last, locale), _named(family, locale), _named(last, locale)
    last = _surname_with_particles(parts.last, locale, sex)
    if not parts.first:
        return joined([last, "".join(parts.rest)], locale), None, None
    first = joined(_given_names(parts.first, locale, sex), locale)
    alone = joined(_given_names(_stripped(parts.first), locale, sex), locale)
    return _whole(parts, first, last, locale), _named(last, locale), _named(alone, locale)


def decline_given(name: str, locale: str, gender: str) -> Forms:
    """Decline given names and patronymics that stand alone.

    >>> decline_given("Вольга", "be", "")["loc"]
    ('Вользе',)
    """
    pieces = split_name(name)
    words = (*pieces.first, *pieces.last, *pieces.rest)
    sex = gender if gender in ("m", "f") else gender_of_given(words[0]) if words else "m"
    return joined(_given_names(words, locale, sex), locale)


def _whole(parts: Parts, first: Forms, last: Forms, locale: str) -> Forms:
    return joined([first, last, "".join(parts.rest)], locale)


def _named(forms: Forms, locale: str) -> Paradigm:
    return Paradigm(forms["nom"][0], locale, frozen(forms))


def _stripped(pieces: Sequence[str]) -> Sequence[str]:
    return pieces[:-1] if pieces and not pieces[-1].strip() else pieces


def _given_names(pieces: Sequence[str], locale: str, gender: str) -> list[Forms | str]:
    result: list[Forms | str] = []
    for place, piece in enumerate(pieces):
        patronymic = place > 0 and is_patronymic(piece, locale)
        known = piece.strip() and not is_initials(piece)
        result.append(_given(piece, locale, gender, "patronymic" if patronymic else "given") if known else piece)
    return result


def _given(word: str, locale: str, gender: str, part: libraries.Part) -> Forms:
    """Decline one given name; of a man's double name (Жан-Клод) only the last part is sure to change."""
    parts = word.split("-")
    if len(parts) == 1:
        return _name_word(word, locale, gender, part)
    forms = [_name_word(one, locale, gender, part) for one in parts]
    both = joined(_hyphenated(forms), locale)
    if gender == "f":
        return both
    return with_variants(joined(["-".join(parts[:-1]) + "-", forms[-1]], locale), both)


def _last_word_only(pieces: Sequence[str], locale: str, gender: str) -> Forms:
    head = "".join(pieces[:-1])
    return joined([head, _name_word(pieces[-1], locale, gender, "given")], locale)


def _surname_with_particles(pieces: Sequence[str], locale: str, gender: str) -> Forms:
    particles = people("particles")
    result: list[Forms | str] = []
    for place, piece in enumerate(pieces):
        particle = place < len(pieces) - 1 and piece.lower() in particles
        changes = piece.strip() and not particle and not is_initials(piece)
        result.append(_surname(piece, locale, gender) if changes else piece)
    return joined(result, locale)


def _surname(word: str, locale: str, gender: str) -> Forms:
    """Decline a surname that may be double: every part that is a surname by itself."""
    parts = word.split("-")
    if len(parts) == 1:
        return _name_word(word, locale, gender, "family")
    forms: list[Forms] = []
    for place, part in enumerate(parts):
        if plain(part) in people("juniors"):
            forms.append(decline(part, locale, "A", gender, animate=True) or unchanged(part, locale))
        elif place < len(parts) - 1 and keeps_first_part(part):
            forms.append(unchanged(part, locale))
        else:
            forms.append(_name_word(part, locale, gender, "family"))
    return joined(_hyphenated(forms), locale)


def _hyphenated(forms: Sequence[Forms]) -> list[Forms | str]:
    result: list[Forms | str] = []
    for one in forms:
        result += ["-", one] if result else [one]
    return result


def _name_word(word: str, locale: str, gender: str, part: libraries.Part) -> Forms:
    """Decline one word: Belarusian and listed words by the tables, the others by the library of the locale."""
    if not is_word(word):
        return unchanged(word, locale)
    role: Role = "S" if part == "family" else "G"
    library = _LIBRARY.get(locale)
    if library and (_foreign_in_o(word, locale) or listed(plain(word), "indecl", locale)):
        return unchanged(word, locale)
    forms = decline(word, locale, role, gender, animate=True)
    if forms is None and library:
        forms = {**library(_stem(word, locale) if part == "given" else word, part, gender), "nom": (word,)}
    return forms or unchanged(word, locale)


def _stem(word: str, locale: str) -> str:
    """Give the name that the other cases of a given name are made from: Антін, Антона."""
    other = stems(locale).get(plain(word))
    return other[0].upper() + other[1:] if other else word


def _foreign_in_o(word: str, locale: str) -> bool:
    """Whether a Ukrainian name in -о or -е is foreign and stays: Гюго, Тарантіно, Шойбле; not Кличко, Дмитро."""
    lower = plain(word)
    return locale == "uk" and (lower.endswith("е") or (lower.endswith("о") and not lower.endswith(_SLAVIC_IN_O)))
