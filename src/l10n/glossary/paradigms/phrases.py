"""Places, organisations, media and terms: adjectives agree with their noun, what follows the noun stays.

``Нобелеўская прэмія міру`` has the adjective ``Нобелеўская``, the head ``прэмія`` and the tail ``міру``. A name in
quotes declines inside them; behind a class noun (``арганізацыя «Вясна»``) it stays. Brackets stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n.glossary.paradigms.forms import Forms, joined, unchanged
from l10n.glossary.paradigms.tables import Role, decline, listed, plain
from l10n.glossary.paradigms.words import adjective_gender, can_follow, fits, guess_gender, is_word

_QUOTED = re.compile(r"(\s*[«„“\"‹‚‘]+)([^«»„“”\"]+)([»“”\"›’].*)", re.DOTALL)
_TAIL = re.compile(r"\s*[«„“\"(\[].*", re.DOTALL)
_AND = frozenset({"і", "и", "й", "ды", "та"})
_LATE_ADJECTIVES = {"f": ("ая", "ська", "цька"), "m": ("скі", "цкі", "ский", "цкий", "ський", "цький")}
_DECLINED_BEFORE = frozenset({"на", "над", "пад", "под", "під", "у", "в"})


def decline_phrase(name: str, locale: str, kind: str, gender: str) -> Forms:
    """Decline a name that is not a person's.

    Args:
        kind: ``place`` or anything else; terms and organisations may have a genitive in -у.
        gender: of the head noun: ``m``, ``f``, ``n``, ``p`` or "".

    >>> decline_phrase("«Вясна»", "be", "org", "f")["gen"]
    ('«Вясны»',)
    """
    quoted = _QUOTED.fullmatch(name)
    if quoted:
        inner = decline_phrase(quoted[2], locale, kind, gender)
        return joined([quoted[1], inner, quoted[3]], locale)
    tail = _TAIL.search(name)
    if tail and tail.start() > 0:
        return joined([decline_phrase(name[: tail.start()], locale, kind, gender), tail[0]], locale)
    pieces = re.split(r"(\s+)", name)
    return joined(_pieces(pieces, locale, "N" if kind == "place" else "T", gender), locale)


def _pieces(pieces: Sequence[str], locale: str, role: Role, gender: str) -> list[Forms | str]:
    """Decline the words of a phrase; ``pieces`` alternates words and blanks."""
    result: list[Forms | str] = list(pieces)
    places = [place for place, piece in enumerate(pieces) if piece.strip()]
    head = _head(pieces, places, locale)
    if head is None:
        return result
    shown = adjective_gender(pieces[places[0]], locale) if head > 0 else ""
    gender = _gender_of(pieces[places[head]], shown or gender, locale)
    for place in places[:head]:
        result[place] = _compound(pieces[place], locale, "A", gender)
    result[places[head]] = _compound(pieces[places[head]], locale, role, gender)
    rest = places[head + 1 :]
    if rest and pieces[rest[0]] in _AND and len(rest) > 1:
        result[rest[1] :] = _pieces(pieces[rest[1] :], locale, role, "")
    elif rest and plain(pieces[rest[0]]).endswith(_LATE_ADJECTIVES.get(gender, ("\n",))):
        result[rest[0]] = _compound(pieces[rest[0]], locale, "A", gender)
    return result


def _head(pieces: Sequence[str], places: Sequence[int], locale: str) -> int | None:
    """Find the head noun: the first word that is not an adjective agreeing with a later one."""
    for number, place in enumerate(places):
        word = pieces[place]
        shown = adjective_gender(word, locale)
        later = [pieces[other] for other in places[number + 1 :]]
        if not (shown and is_word(word) and _agrees(shown, later, locale)):
            return number
    return None


def _agrees(gender: str, later: Sequence[str], locale: str) -> bool:
    for word in later:
        if can_follow(word, gender):
            return True
        if adjective_gender(word, locale) != gender:
            return False
    return False


def _gender_of(word: str, gender: str, locale: str) -> str:
    last = word.rpartition("-")[2] or word
    return gender if gender and fits(last, gender, locale) else guess_gender(last, locale)


def _compound(word: str, locale: str, role: Role, gender: str) -> Forms:
    """Decline a word that may have hyphens: the last part, or all where the last is an adjective.

    ``Нью-Ёрк``: the last; ``Камянец-Падольскі``: both; ``Растоў-на-Доне``: the first.
    """
    parts = word.split("-")
    if len(parts) > 2 and parts[1] in _DECLINED_BEFORE:
        return joined([_word(parts[0], locale, role, gender), "-" + "-".join(parts[1:])], locale)
    last = _word(parts[-1], locale, role, gender)
    if len(parts) == 1:
        return last
    if role != "A" and plain(parts[-1]).endswith(_LATE_ADJECTIVES.get(gender, ("\n",))):
        first = _compound("-".join(parts[:-1]), locale, role, gender)
        return joined([first, "-", last], locale)
    return joined(["-".join(parts[:-1]) + "-", last], locale)


def _word(word: str, locale: str, role: Role, gender: str) -> Forms:
    if not is_word(word) or (role == "N" and gender == "m" and _foreign(word, locale)):
        return unchanged(word, locale)
    return decline(word, locale, role, gender) or unchanged(word, locale)


def _foreign(word: str, locale: str) -> bool:
    """Whether a place of masculine gender ends in a vowel, as only foreign names do (Глазга, Токіа)."""
    return plain(word)[-1:] in "аоеуэю" and not listed(plain(word), "masculine", locale)


