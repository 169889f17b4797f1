"""The optional glossary column with single case forms written by hand.

    be: gen=Трубяцкога dat=Трубяцкому; ru: loc="Нижнем Новгороде"/Нижнем

Entries for locales are separated by ``;``. An entry is the locale, ``:``, and ``case=form`` pairs with variants after
``/``, the preferred one first. A form with blanks, ``/`` or ``;`` stands in double quotes. What is written replaces
all forms of that case.
"""

from __future__ import annotations

import re

from l10n.glossary.paradigms.forms import CASES, CASES_OF_LOCALE, Forms

_FORM = r'(?:"[^"]+"|[^\s"/;]+)'
_PAIR = re.compile(rf"\s*(\w+)\s*=\s*({_FORM}(?:/{_FORM})*)(?=\s|$)")
_ENTRY = re.compile(r'\s*([\w-]+)\s*:((?:"[^"]*"|[^";])*)')


def parse_overrides(text: str) -> dict[str, Forms]:
    """Read the column.

    Returns:
        Locale -> case -> variants; only what was written.
    Raises:
        ValueError: malformed, one line that says where.

    >>> parse_overrides('be: gen="Ніжняга Ноўгарада"; ru: loc=а/б')
    {'be': {'gen': ('Ніжняга Ноўгарада',)}, 'ru': {'loc': ('а', 'б')}}
    """
    result: dict[str, Forms] = {}
    for part in _split(text):
        entry = _ENTRY.fullmatch(part)
        if not entry:
            raise ValueError(f"override {part.strip()!r}: expected 'locale: case=form'")
        locale, pairs = entry[1], entry[2]
        result.setdefault(locale, {}).update(_pairs(pairs, locale))
    return result


def _split(text: str) -> list[str]:
    parts = re.findall(r'(?:"[^"]*"|[^";]|"(?=[^"]*$))+', text)
    return [part for part in parts if part.strip()]


def _pairs(text: str, locale: str) -> Forms:
    forms: Forms = {}
    position, end = 0, len(text.rstrip())
    while position < end:
        pair = _PAIR.match(text, position)
        if not pair:
            raise ValueError(f"override for {locale!r}: cannot read {text[position:].strip()!r}, expected case=form")
        case = pair[1]
        if case not in CASES_OF_LOCALE.get(locale, CASES):
            known = ", ".join(CASES_OF_LOCALE.get(locale, CASES))
            raise ValueError(f"override for {locale!r}: no case {case!r}, only {known}")
        forms[case] = tuple(form.strip('"') for form in re.findall(_FORM, pair[2]))
        position = pair.end()
    if not forms:
        raise ValueError(f"override for {locale!r}: no case=form given")
    return forms
