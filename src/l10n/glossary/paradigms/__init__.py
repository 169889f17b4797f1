"""All case forms of a name or term, in Belarusian, Russian and Ukrainian.

    >>> paradigm("Марыя Калеснікава", "be", "person", "f").forms["dat"]
    ('Марыі Калеснікавай',)
    >>> paradigm("Злучаныя Штаты", "be", "place", "pl").forms["loc"]
    ('Злучаных Штатах',)

The forms are a set to check a text against and to pick from, not a grammar: every form a careful writer may use is
listed, the preferred one first. Russian and Ukrainian persons are declined by pytrovich and shevchenko, everything
else by the classes in ``data/``. Single forms can be set by hand, see ``overrides.py``:

    be: gen=Трубяцкога dat=Трубяцкому; ru: loc="Нижнем Новгороде"

Modules: ``forms`` (the result), ``tables`` (classes and word lists), ``words`` (one word without a dictionary),
``people`` and ``persons`` (names of persons), ``phrases`` (everything else), ``libraries`` (the two packages).
"""

from __future__ import annotations

from functools import lru_cache

from l10n.glossary.paradigms.forms import (
    CASES,
    CASES_OF_LOCALE,
    Forms,
    Paradigm,
    frozen,
    joined,
    short_u,
    unchanged,
    unique,
)
from l10n.glossary.paradigms.overrides import parse_overrides
from l10n.glossary.paradigms.persons import decline_given, decline_person
from l10n.glossary.paradigms.phrases import decline_phrase

__all__ = ["CASES", "KINDS", "Paradigm", "joined", "locales_with_paradigms", "paradigm", "parse_overrides", "unchanged"]

KINDS = ("person", "given", "place", "org", "media", "term")
_GENDERS = {"m": "m", "f": "f", "n": "n", "pl": "p", "p": "p"}


def locales_with_paradigms() -> tuple[str, ...]:
    """List the locales whose names can be declined.

    >>> locales_with_paradigms()
    ('be', 'ru', 'uk')
    """
    return tuple(CASES_OF_LOCALE)


@lru_cache(maxsize=4096)
def paradigm(name: str, locale: str, kind: str = "person", gender: str = "", overrides: str = "") -> Paradigm:
    """Decline a name.

    Args:
        name: nominative as the glossary writes it: quotes, brackets and hyphens stay.
        locale: target locale; one without paradigms gives ``{"nom": (name,)}``.
        kind: ``person`` (full name or surname alone), ``given`` (a first name alone), ``place``, ``org``, ``media``,
            ``term``; anything else is taken for a term.
        gender: ``m``, ``f``, ``n`` or ``pl``; anything else, or one the word cannot have, is guessed.
        overrides: the glossary column of that name, see ``overrides.py``; entries of other locales are ignored.
    Returns:
        Every case of the locale (be and ru six, uk seven) with at least one form; ``forms["nom"][0] == name``.
    Raises:
        ValueError: ``overrides`` is malformed, or names a case that the locale does not have.

    >>> paradigm("Лукашенко", "uk", "person", "m").forms["dat"]
    ('Лукашенку', 'Лукашенкові')
    """
    fixed = parse_overrides(overrides).get(locale, {})
    last = first = None
    if locale not in CASES_OF_LOCALE or not name.strip():
        forms: Forms = unchanged(name, locale)
    elif kind == "person":
        forms, last, first = decline_person(name, locale, _GENDERS.get(gender, ""))
    elif kind == "given":
        forms = decline_given(name, locale, _GENDERS.get(gender, ""))
    else:
        forms = decline_phrase(name, locale, kind, _GENDERS.get(gender, ""))
    if locale == "be":
        forms = {case: unique(map(short_u, variants)) for case, variants in forms.items()}
    single = bool(fixed) and all(" " not in form for variants in fixed.values() for form in variants)
    if single and last is not None and first is not None and f"{first.name} {last.name}" == name:
        last = Paradigm(last.name, locale, frozen({**last.forms, **fixed}))  # one word is the last name
        return Paradigm(name, locale, frozen(joined([dict(first.forms), " ", dict(last.forms)], locale)), last, first)
    return Paradigm(name, locale, frozen({**forms, **fixed}), last, first)
