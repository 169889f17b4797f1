"""What a reviewer is told about the names in a sentence: the target name and its forms."""

from __future__ import annotations

from l10n.glossary.forms import forms_of
from l10n.glossary.paradigms import Paradigm
from l10n.model import Hit, LocaleCode, Term


def describe(hit: Hit, locale: LocaleCode) -> list[str]:
    """Describe a mention for the notes of an entry, a line for each person or thing it can mean.

    >>> term = Term("Belarus", (), {"be": "Беларусь"}, "place", "f", "", 2)
    >>> describe(Hit((term,), "Belarus", "full", (0, 7)), "uk")
    ['Belarus: no uk name in the glossary (line 2)']
    """
    return [_line(hit, term, locale) for term in hit.terms]


def _line(hit: Hit, term: Term, locale: LocaleCode) -> str:
    found = forms_of(term, locale, hit.part)
    whom = f" ({term.source})" if hit.alias != term.source else ""
    if found is None:
        return f"{hit.alias}{whom}: no {locale} name in the glossary (line {term.row})"
    return f"{hit.alias}{whom} = {_table(found)}"


def _table(found: Paradigm) -> str:
    """Write the preferred forms once each, with the cases they serve: ``Мінск nom acc · Мінска gen``."""
    cases: dict[str, list[str]] = {}
    for case, forms in found.forms.items():
        if forms:
            cases.setdefault(forms[0], []).append(case)
    if len(cases) == 1:
        return f"{next(iter(cases))} (not declined)" if len(found.forms) > 1 else next(iter(cases))
    return " · ".join(f"{form} {' '.join(names)}" for form, names in cases.items())
