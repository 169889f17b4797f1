"""Persons in Russian and Ukrainian: the packages pytrovich and shevchenko, and the variants they do not list.

Both are imported when the first person is declined. Source: pytrovich 0.2 (MIT), shevchenko-py 0.8 (MIT); the added
variants are those of the school grammars (-ой/-ою, -у/-ові, -і/-у).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from l10n.glossary.paradigms.forms import CASES, Forms, unique
from l10n.glossary.paradigms.tables import APOSTROPHES

Part = Literal["given", "patronymic", "family"]

_UK_CASES = ("genitive", "dative", "accusative", "ablative", "locative", "vocative")


def russian(word: str, part: Part, gender: str) -> Forms:
    """Decline one word of a Russian name; gender ``m`` or ``f``.

    >>> russian("Быков", "family", "m")["ins"]
    ('Быковым',)
    """
    from pytrovich.enums import Case, Gender, NamePart

    parts = {"given": NamePart.FIRSTNAME, "patronymic": NamePart.MIDDLENAME, "family": NamePart.LASTNAME}
    cases = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    sex = Gender.FEMALE if gender == "f" else Gender.MALE
    maker = _pytrovich()
    forms: Forms = {"nom": (word,)}
    for case, number in zip(CASES[1:], cases, strict=False):
        form = str(maker.make(parts[part], sex, number, word))
        forms[case] = _without_yo(_spelled(form), word)
    if forms["ins"][0].endswith(("ачем", "яжем", "ашем")):
        forms["ins"] = unique((*forms["ins"], forms["ins"][0][:-2] + "ом"))
    if word[-1:] in "ая" and forms["ins"][0][-2:] in ("ой", "ей"):
        forms["ins"] = unique((*forms["ins"], *(one[:-1] + "ю" for one in forms["ins"])))
    return forms


def _spelled(form: str) -> str:
    """Correct what pytrovich gets wrong behind ж, ш, ч, щ (Джорджы, Джорджой).

    >>> _spelled("Джорджы")
    'Джорджи'
    """
    form = re.sub("(?<=[гкхжшчщ])ы$", "и", form)
    return re.sub("(?<=[жшчщ])ой$", "ей", form)


def _without_yo(form: str, word: str) -> tuple[str, ...]:
    """Russian news text has no ё; keep it as a variant, and where the name itself is written with it."""
    if "ё" not in form or "ё" in word:
        return (form,)
    return (form.replace("ё", "е"), form)


@cache
def _pytrovich() -> Any:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def ukrainian(word: str, part: Part, gender: str) -> Forms:
    """Decline one word of a Ukrainian name; gender ``m`` or ``f``.

    >>> ukrainian("Лукашенко", "family", "m")["dat"]
    ('Лукашенку', 'Лукашенкові')
    """
    import shevchenko

    mark = next((letter for letter in word if letter in APOSTROPHES), "’")
    field = {"given": "given_name", "patronymic": "patronymic_name", "family": "family_name"}[part]
    sex = "feminine" if gender == "f" else "masculine"
    straight = word.replace(mark, "'")
    forms: Forms = {"nom": (word,)}
    for case, number in zip(CASES[1:], _UK_CASES, strict=True):
        form = str(shevchenko.in_case(number, gender=sex, **{field: straight})[field])
        forms[case] = (form.replace("'", mark),)
    if gender == "f":
        second = (word[:-1] + "о",) if part == "family" and word.endswith(("ова", "ева", "єва", "іна", "ина")) else ()
        return {**forms, "voc": unique((*forms["voc"], *second))}
    return _ukrainian_variants(forms, word, part)


def _ukrainian_variants(forms: Forms, word: str, part: Part) -> Forms:
    """Add the second dative, locative and vocative of men."""
    dative, instrumental = forms["dat"][0], forms["ins"][0]
    result = dict(forms)
    if dative.endswith("ому"):
        result["loc"] = unique((*forms["loc"], dative, dative[:-3] + "ім"))
        return result
    if dative.endswith(("ові", "еві", "єві")):
        dative = dative[:-3] + ("ю" if dative.endswith("єві") or word.endswith("ь") else "у")
    if dative[-1:] not in ("у", "ю") or instrumental[-2:] not in ("ом", "ем", "єм", "им", "ім"):
        return result
    long = _long_dative(dative, instrumental)
    short_locative = _short_locative(dative, instrumental)
    result["dat"] = unique((dative, long))
    result["loc"] = unique((*short_locative[:1], *forms["loc"], dative, long, *short_locative[1:]))
    result["voc"] = unique((*_vocative(forms["voc"][0], dative), *_vocatives(word, part, dative)))
    return result


def _long_dative(dative: str, instrumental: str) -> str:
    stem = dative[:-1]
    if instrumental.endswith(("ем", "єм")):
        return stem + ("єві" if instrumental.endswith("єм") else "еві")
    return stem + "ові"


def _short_locative(dative: str, instrumental: str) -> tuple[str, ...]:
    """Build the locative in -і; after к, г, х there is none."""
    stem = dative[:-1]
    if instrumental.endswith("єм"):
        return (stem + "ї",)
    return () if stem[-1:] in "кгґх" else (stem + "і",)


def _vocative(form: str, dative: str) -> tuple[str, ...]:
    """Correct the library's: -у behind г, ґ, к, х (Людвігу), -е behind other hard consonants (Гавеле, Санчесе)."""
    stem, soft = dative[:-1], dative.endswith("ю")
    if soft or not form.startswith(stem):
        return (form,)
    if stem[-1:] in "гґх":
        return (stem + "у",)
    if form == stem + "у" and stem[-1:] in "бвдзлмнпрстф":
        return (stem + "е", form)
    return (form,)


def _vocatives(word: str, part: Part, dative: str) -> tuple[str, ...]:
    """A surname may stay in the nominative when somebody is addressed; -ич has -у and -е."""
    stem = dative[:-1]
    soft = dative.endswith("ю") or stem[-1:] in "кгґх"
    second = (stem + "е",) if not soft and (part == "given" or stem[-1:] in "чжш") else ()
    return (word, *second) if part == "family" else second
