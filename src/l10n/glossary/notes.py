"""What a reviewer is told about the names in a sentence: the target name and its forms."""

from __future__ import annotations

from l10n.glossary.paradigms import Paradigm, joined, paradigm, unchanged
from l10n.model import Hit, LocaleCode, Term


def forms_of(term: Term, locale: LocaleCode, part: str = "full") -> Paradigm | None:
    """Give the forms of a term in a locale.

    Args:
        term: a row of the glossary.
        locale: one of its columns.
        part: ``full``, or ``last`` or ``first`` for that part of a person's name.
    Returns:
        The paradigm, or None if the row has no name for this locale. A name of one word is its own last name.
    """
    name = term.targets.get(locale)
    if not name:
        return None
    whole = paradigm(name, locale, term.kind, term.gender, term.forms)
    if _ends_in_o_elsewhere(term, locale, name):
        whole = _with_fixed_last(whole)
    if part == "last":
        return whole.last or whole
    return whole.first or whole if part == "first" else whole


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


def _ends_in_o_elsewhere(term: Term, locale: LocaleCode, name: str) -> bool:
    """Whether a Belarusian last name in -а is a foreign one in -о (Алонса, Кастэла), which is not declined.

    The letters of the Belarusian name do not show it, those of the Russian or Ukrainian one do: Алонсо. Slavic names in
    -ко do decline in Belarusian.
    """
    if locale != "be" or term.kind != "person" or not name.endswith("а") or "be:" in term.forms:
        return False
    others = [term.targets[code] for code in ("ru", "uk") if term.targets.get(code)]
    return bool(others) and all(other.endswith("о") and not other.endswith("ко") for other in others)


def _with_fixed_last(whole: Paradigm) -> Paradigm:
    """The same person with a last name that does not change."""
    if whole.last is None or whole.first is None:
        return Paradigm(whole.name, whole.locale, unchanged(whole.name, whole.locale))
    last = Paradigm(whole.last.name, whole.locale, unchanged(whole.last.name, whole.locale))
    forms = joined([dict(whole.first.forms), " ", last.name], whole.locale)
    return Paradigm(whole.name, whole.locale, forms, last, whole.first)
