"""The forms of a glossary term: its paradigm, corrected by what the other columns of its row show."""

from __future__ import annotations

from l10n.glossary.paradigms import Paradigm, joined, paradigm, unchanged
from l10n.model import LocaleCode, Term


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
    elif _keeps_its_vowel(term, locale, name):
        whole = _with_kept_vowel(whole)
    if part == "last":
        return whole.last or whole
    return whole.first or whole if part == "first" else whole


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


def _keeps_its_vowel(term: Term, locale: LocaleCode, name: str) -> bool:
    """Whether the last і of a Ukrainian last name stays in every case: foreign Рід (Reid), whose Russian vowel is и.

    In Ukrainian words it alternates with о or е (рід, роду), and there Russian has о or е as well.
    """
    if locale != "uk" or term.kind != "person" or "uk:" in term.forms:
        return False
    russian = [letter for letter in term.targets.get("ru", "").casefold() if letter in "аеёиоуыэюя"]
    ukrainian = [letter for letter in name.casefold() if letter in "аеєиіїоуюя"]
    return bool(russian) and russian[-1] == "и" and ukrainian[-1:] == ["і"] and name[-1] != "і"


def _with_kept_vowel(whole: Paradigm) -> Paradigm:
    """The same person with the last vowel of the name as it is in the nominative, in every case."""
    alone = whole.last or whole
    place = alone.name.rindex("і")
    fixed = {
        case: tuple(
            form[:place] + "і" + form[place + 1 :] if form[place : place + 1] in ("о", "е") else form for form in forms
        )
        for case, forms in alone.forms.items()
    }
    last = Paradigm(alone.name, alone.locale, fixed)
    if whole.last is None or whole.first is None:
        return last
    forms = joined([dict(whole.first.forms), " ", fixed], whole.locale)
    return Paradigm(whole.name, whole.locale, forms, last, whole.first)
