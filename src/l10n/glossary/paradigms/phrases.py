"""Places, organisations, media and terms: adjectives agree with their noun, what follows the noun stays.

``Нобелеўская прэмія міру`` has the adjective ``Нобелеўская``, the head ``прэмія`` and the tail ``міру``. A name in
quotes declines inside them; behind a class noun (``арганізацыя «Вясна»``) it stays. Brackets stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n.glossary.paradigms.forms import Forms, joined, unchanged
from l10n.glossary.paradigms.tables import Role, decline, irregular, listed, plain
from l10n.glossary.paradigms.words import adjective_gender, can_follow, fits, guess_gender, is_word

_QUOTED = re.compile(r"(\s*[«„“\"‹‚‘]+)([^«»„“”\"]+)([»“”\"›’].*)", re.DOTALL)
_TAIL = re.compile(r"\s*[«„“\"(\[].*", re.DOTALL)
_MOST_PIECES = 60  # longer is no name; the words behind "and" are declined one after another
_AND = frozenset({"і", "и", "й", "ды", "та"})
_LATE_ADJECTIVES = {"f": ("ая", "ська", "цька", "полита"), "m": ("скі", "цкі", "ский", "цкий", "ський", "цький")}
_NONE = ("\n",)
_ADJECTIVES = ("ны", "лы", "вы", "скі", "цкі")
_FOREIGN_PLACE = {
    "be": re.compile("[аоуэе]а$|[бвмпфсзцд]і$|дзі$"),
    "ru": re.compile("[аоуэе]а$|[бвмпфсздтр]и$"),
    "uk": re.compile("[аоуе]а$|[бвмпфсздтр]і$"),
}
"""Endings that no native place has in the nominative, singular or plural: Самоа, Найробі, Таити."""
_FUNCTION_WORDS = re.compile(
    "[іийуўв]|ды|та|на|ва|аб|об?|без|бяз|[зс]|са|із|со|за|для|п[ао]|пр[аоыи]|д[ао]|ад|от|від|к|п[ао]д|під|над",
    re.IGNORECASE,
)
_DECLINED_BEFORE = frozenset({"на", "над", "пад", "под", "під", "у", "в"})


def decline_phrase(name: str, locale: str, kind: str, gender: str) -> Forms:
    """Decline a name that is not a person's.

    Args:
        kind: ``place`` or anything else; terms and organisations may have a genitive in -у.
        gender: of the head noun: ``m``, ``f``, ``n``, ``p`` or "".

    >>> decline_phrase("«Вясна»", "be", "org", "f")["gen"]
    ('«Вясны»',)
    """
    if name in irregular(locale):
        return irregular(locale)[name]
    quoted = _QUOTED.fullmatch(name)
    if quoted:
        inner = decline_phrase(quoted[2], locale, kind, gender)
        return joined([quoted[1], inner, quoted[3]], locale)
    tail = _TAIL.search(name)
    if tail and tail.start() > 0:
        return joined([decline_phrase(name[: tail.start()], locale, kind, gender), tail[0]], locale)
    pieces = re.split(r"(\s+)", name)
    if len(pieces) > _MOST_PIECES:
        return unchanged(name, locale)
    return joined(_pieces(pieces, locale, "N" if kind == "place" else "T", gender), locale)


def _pieces(pieces: Sequence[str], locale: str, role: Role, gender: str) -> list[Forms | str]:
    """Decline the words of a phrase; ``pieces`` alternates words and blanks."""
    result: list[Forms | str] = list(pieces)
    places = [place for place, piece in enumerate(pieces) if piece.strip()]
    head = _head(pieces, places, locale)
    if head is None:
        return result
    given = gender if gender != "p" else ""
    shown = adjective_gender(pieces[places[0]], locale) if head > 0 else ""
    gender = _gender_of(pieces[places[head]], shown or gender, locale)
    if head and gender == "n":
        role = "T"  # Царское Село declines, Токио does not
    animate = listed(plain(_last_part(pieces[places[head]])), "animate", locale)
    for place in places[:head]:
        result[place] = _adjective(pieces[place], locale, gender, animate)
    result[places[head]] = _compound(pieces[places[head]], locale, role, gender, given)
    rest = places[head + 1 :]
    if rest and pieces[rest[0]] in _AND and len(rest) > 1:
        result[rest[1] :] = _pieces(pieces[rest[1] :], locale, role, "")
    elif rest and plain(pieces[rest[0]]).endswith(_LATE_ADJECTIVES.get(gender, _NONE)):
        result[rest[0]] = _compound(pieces[rest[0]], locale, "A", gender)
    return result


def _adjective(word: str, locale: str, gender: str, animate: bool) -> Forms:
    head, hyphen, last = word.rpartition("-")
    return joined(
        [head + hyphen, decline(last, locale, "A", gender, animate=animate) or unchanged(last, locale)], locale
    )


def _head(pieces: Sequence[str], places: Sequence[int], locale: str) -> int | None:
    """Find the head noun: the first word that is not an adjective agreeing with a later one."""
    for number, place in enumerate(places):
        shown = adjective_gender(pieces[place], locale)
        later = [pieces[other] for other in places[number + 1 :]]
        if not (shown and is_word(_last_part(pieces[place])) and _agrees(shown, later, locale)):
            return number
    return None


def _agrees(gender: str, later: Sequence[str], locale: str) -> bool:
    """Whether the words behind an adjective of this gender go on with adjectives of it and end in a noun of it."""
    for word in later:
        if _FUNCTION_WORDS.fullmatch(word):
            return False
        if not is_word(_last_part(word)):
            return gender == "m" and word.isascii()
        if can_follow(word, gender):
            return True
        if adjective_gender(word, locale) != gender:
            return False
    return False


def _gender_of(word: str, gender: str, locale: str) -> str:
    key = _last_part(word)
    return gender if gender and fits(key, gender, locale) else guess_gender(key, locale)


def _last_part(word: str) -> str:
    """Part of a hyphenated word that carries the ending.

    >>> _last_part("Нью-Ёрк"), _last_part("Растоў-на-Доне")
    ('Ёрк', 'Растоў')
    """
    parts = word.split("-")
    return parts[0] if len(parts) > 2 and parts[1] in _DECLINED_BEFORE else parts[-1]


def _compound(word: str, locale: str, role: Role, gender: str, given: str = "") -> Forms:
    """Decline a word that may have hyphens: the last part, or all where the last is an adjective.

    ``Нью-Ёрк``: the last; ``Камянец-Падольскі``: both; ``Растоў-на-Доне``: the first.
    """
    parts = word.split("-")
    if listed(plain(word), "indecl", locale):
        return unchanged(word, locale)
    if len(parts) > 2 and parts[1] in _DECLINED_BEFORE:
        return joined([_word(parts[0], locale, role, gender, given), "-" + "-".join(parts[1:])], locale)
    late_adjective = role != "A" and plain(parts[-1]).endswith(_LATE_ADJECTIVES.get(gender, _NONE))
    last = _word(parts[-1], locale, "A" if late_adjective and len(parts) > 1 else role, gender, given)
    if len(parts) == 1:
        return last
    if late_adjective:
        return joined([_compound("-".join(parts[:-1]), locale, role, gender), "-", last], locale)
    return joined(["-".join(parts[:-1]) + "-", last], locale)


def _word(word: str, locale: str, role: Role, gender: str, given: str = "") -> Forms:
    """Decline one word; ``given`` is the gender the caller named, which may show that the word is foreign."""
    lower = plain(word)
    if not is_word(word) or listed(lower, "indecl_end", locale) or (role == "N" and _foreign(lower, given, locale)):
        return unchanged(word, locale)
    if role != "A" and listed(lower, "animate", locale):
        return decline(word, locale, "N", gender, animate=True) or unchanged(word, locale)
    return decline(word, locale, role, gender) or unchanged(word, locale)


def _foreign(lower: str, given: str, locale: str) -> bool:
    """Whether a place ends as no native word does, or none of its gender (Глазга m, Місісіпі f, Самалі n)."""
    last = lower[-1:]
    if _FOREIGN_PLACE[locale].search(lower):
        return True
    if not given or listed(lower, "masculine", locale) or last not in "аоеёуюэыиії" or lower.endswith(_ADJECTIVES):
        return False
    return last in "уюэыиії" or given == "m" or (given == "f" and last != "а")
