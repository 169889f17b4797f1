"""The forms of a glossary term: its paradigm, corrected by what the other columns of its row show."""

from __future__ import annotations

import re
from dataclasses import replace

from l10n.glossary.paradigms import Paradigm, joined, paradigm, unchanged
from l10n.glossary.paradigms.people import split_name
from l10n.model import LocaleCode, Term

_NATIVE_PLACE_IN_O = re.compile(r"(?:[внл]о|ско|озеро|н[еи]про)$")
_FOREIGN_PLACE_IN_I = re.compile(r"[бвмпфсздтр]и$")
_FOREIGN_PLACE_IN_E = re.compile(r"(?<!пол)(?<!мор)[^аеёиоуыэюяьйжчшщц]е$")
_SLAVIC_IN_O = re.compile(r"(?:ко|хо|хно|дно|тно|тро|вло|[аийіыу]ло)$")


def family_first(term: Term) -> bool:
    """Whether a person's name begins with the family name, as East Asian ones do: Kim Jong Un, Кім Чэн Ын."""
    return term.kind == "person" and any(split_name(name).reverse for name in term.targets.values())


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
    whole = paradigm(name, locale, term.kind, _gender(term, locale, name), term.forms)
    fixed = _from_o(term, locale, name)
    if _is_foreign_place(term, locale, name):
        whole = _fixed(whole)
    elif fixed:
        whole = _with_fixed(whole, fixed)
    elif _keeps_its_vowel(term, locale, name):
        whole = _with_kept_vowel(whole)
    if part == "last":
        return whole.last or whole
    return whole.first or whole if part == "first" else whole


def _from_o(term: Term, locale: LocaleCode, name: str) -> frozenset[int]:
    """Find the words of a Belarusian person's name in -а that are foreign ones in -о (Алонса, Пабла): not declined.

    The letters of the Belarusian word do not show it, those of the Russian or Ukrainian one do: Алонсо. Slavic ones
    (Цапкала, Цепкало; Паўла, Павло) do decline.
    """
    if locale != "be" or term.kind != "person" or "be:" in term.forms:
        return frozenset()
    words = name.split()
    others = [term.targets.get(code, "").split() for code in ("ru", "uk")]
    others = [other for other in others if len(other) == len(words)]
    return frozenset(
        number
        for number, word in enumerate(words)
        if word.endswith("а") and others and all(_is_foreign_in_o(other[number]) for other in others)
    )


def _is_foreign_in_o(word: str) -> bool:
    return word.endswith("о") and not _SLAVIC_IN_O.search(word)


def _is_foreign_place(term: Term, locale: LocaleCode, name: str) -> bool:
    """Whether the Russian name of a place shows that it does not change: Того (be Тога), Хараре; but Ровно, Рівне."""
    russian = term.targets.get("ru", "")
    if term.kind != "place" or " " in name or " " in russian or f"{locale}:" in term.forms:
        return False
    if russian.endswith("о"):
        return name[-1:] in "ао" and not _NATIVE_PLACE_IN_O.search(russian)
    if _FOREIGN_PLACE_IN_I.search(russian):
        return name[-1:] in "ыиі"
    return name[-1:] in "еэє" and bool(_FOREIGN_PLACE_IN_E.search(russian))


def _gender(term: Term, locale: LocaleCode, name: str) -> str:
    """Gender of a term: that of its row, or the neuter that Russian shows of a Belarusian place in -а (Сараева)."""
    if not term.gender and term.kind == "place" and locale == "be" and name.endswith("а") and " " not in name:
        return "n" if term.targets.get("ru", "").endswith("о") else ""
    return term.gender


def _with_fixed(whole: Paradigm, fixed: frozenset[int]) -> Paradigm:
    """The same person with some words that do not change."""
    if whole.last is None or whole.first is None:
        return _fixed(whole)
    first, last = whole.first, whole.last
    if not _is_first_last(whole, first, last):
        return whole
    if 0 in fixed and " " not in first.name:
        first = _fixed(first)
    if len(whole.name.split()) - 1 in fixed:
        last = _fixed(last)
    return _of_parts(whole, first, last)


def _is_first_last(whole: Paradigm, first: Paradigm, last: Paradigm) -> bool:
    """Whether the name is these two and nothing else; it is not where the family name comes first."""
    return whole.name == f"{first.name} {last.name}"


def _of_parts(whole: Paradigm, first: Paradigm, last: Paradigm) -> Paradigm:
    """The same person, put together of a first and a last name."""
    forms = joined([dict(first.forms), " ", dict(last.forms)], whole.locale)
    return Paradigm(whole.name, whole.locale, forms, last, first)


def _fixed(one: Paradigm) -> Paradigm:
    return Paradigm(one.name, one.locale, unchanged(one.name, one.locale))


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
    if whole.last is None or whole.first is None:
        return _kept(whole)
    if not _is_first_last(whole, whole.first, whole.last):
        return replace(_kept(whole), last=whole.last, first=_kept(whole.first))
    return _of_parts(whole, whole.first, _kept(whole.last))


def _kept(one: Paradigm) -> Paradigm:
    place = one.name.rfind("і")
    if place < 0:
        return one
    stem = one.name[:place]
    fixed = {
        case: tuple(
            f"{stem}і{form[place + 1 :]}" if form.startswith((f"{stem}о", f"{stem}е")) else form for form in forms
        )
        for case, forms in one.forms.items()
    }
    return Paradigm(one.name, one.locale, fixed)
