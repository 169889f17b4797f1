"""How a name may be written in a draft: its right forms, and the wrong ones that machines and people write.

The wrong ones are the forms of the other locales of the glossary (Колесниковой inside Belarusian), transliterations of
any English spelling, and the English spellings themselves left in Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.glossary.enforcement.derived import is_adjective, is_inside
from l10n.glossary.enforcement.sounds import likeness, skeleton
from l10n.glossary.enforcement.translit import transliterate
from l10n.glossary.forms import forms_of
from l10n.glossary.matching import split_person
from l10n.glossary.paradigms import Paradigm, locales_with_paradigms, paradigm
from l10n.model import LocaleCode, Term

ORIGINS = ("own", "other", "alias", "latin", "sound")
"""Where a form comes from, the most certain first: this locale's paradigm, another locale's, that of a transliterated
alias, an alias in Latin letters, or a word that only sounds like the name."""

_WORD = re.compile(r"[^\W_]+(?:[-‑'’ʼ.][^\W_]+)*\.?")
_FOLD = str.maketrans("ё'ʼ`‑", "е’’’-")
_SOUND_LIMIT = 80.0


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch of words read as a form of a name. ``cases`` is empty where the form does not tell the case."""

    origin: str
    cases: frozenset[str]
    score: float = 100.0
    foreign: frozenset[str] = frozenset()
    """For a right form: the cases it would have in another locale, where the same letters are a form too."""


def words_of(text: str) -> Words:
    """Cut a form into words, without quotation marks and brackets.

    >>> words_of("«Пул Першага»"), words_of("«Люстэрка» (Zerkalo)")
    (('Пул', 'Першага'), ('Люстэрка',))
    """
    return tuple(_WORD.findall(re.sub(r"\s*\([^)]*\)", "", text)))


def fold(words: Sequence[str]) -> Words:
    """Fold words for comparing: letter case, ё and kinds of apostrophes do not matter."""
    return tuple(word.casefold().rstrip(".").translate(_FOLD) for word in words)


def _plain(words: Sequence[str]) -> Words:
    return tuple(word.rstrip(".").translate(_FOLD) for word in words)


class Renderings:
    """The renderings of one name, or of one part of a person's name, in one locale.

    Args:
        own: the right paradigm.
        others: paradigms of other locales and of transliterated aliases, as (origin, paradigm).
        latin: English spellings.
        kind: of the term. Only a person can be called out, a vocative of anything else is a wrong form; and only
            places have people and adjectives whose words come close to the name.
    """

    def __init__(self, own: Paradigm, others: Sequence[tuple[str, Paradigm]], latin: Sequence[str], kind: str) -> None:
        self.own = own
        self._addressed = kind in ("person", "given")
        self._place = kind == "place"
        self._exact: dict[Words, Reading] = {}
        self._forms: list[tuple[Words, Reading]] = []
        self._right = {_plain(words_of(form)) for forms in own.forms.values() for form in forms}
        self._add("own", own)
        for origin, found in others:
            self._add(origin, found)
        for spelling in latin:
            self._exact.setdefault(fold(words_of(spelling)), Reading("latin", frozenset()))
        self.lengths = sorted({len(words) for words in self._exact}, reverse=True)
        self.short = all(len(skeleton(word)) < 4 for word in words_of(own.name)) or own.name.isupper()

    def _add(self, origin: str, found: Paradigm) -> None:
        cases: dict[Words, set[str]] = {}
        for case, forms in found.forms.items():
            for form in forms if case != "voc" or self._addressed else ():
                cases.setdefault(words_of(form), set()).add(case)
        for words, names in cases.items():
            reading = Reading(origin, frozenset(names))
            known = self._exact.setdefault(fold(words), reading)
            if known.origin == "own" and origin == "other":
                self._exact[fold(words)] = replace(known, foreign=known.foreign | reading.cases)
            elif known.origin == origin != "own":  # the same letters in two foreign paradigms
                self._exact[fold(words)] = Reading(origin, known.cases | reading.cases)
            self._forms.append((words, reading))

    def read(self, words: Sequence[str], *, capitals: bool = False) -> Reading | None:
        """Read words as a known form, or None; ``capitals`` says whether a name may be written in capitals there."""
        found = self._exact.get(fold(words))
        if found is None or self._is_common_noun(found, words):
            return None
        shouted = capitals and all(map(str.isupper, words))
        if found.origin == "own" and not shouted and not self._same_capitals(words):
            return replace(found, origin="alias")  # Белта for БелТА
        return found

    def _same_capitals(self, words: Sequence[str]) -> bool:
        """Whether capital letters stand where a right form has them; a sentence may begin with a further one."""
        written = _plain(words)
        return any(form == written or (form[0][:1].upper() + form[0][1:], *form[1:]) == written for form in self._right)

    def hear(self, words: Sequence[str]) -> Reading | None:
        """Read words as something that sounds like a form of the name and has its ending, or None."""
        if self.short or not words[0][:1].isupper():
            return None
        if self._place and len(words) == 1 and self._is_derived(words[0]):
            return None
        best, cases = 0.0, set[str]()
        for form, reading in self._forms:
            if len(form) != len(words) or not _same_ending(words[-1], form[-1]):
                continue
            score = min(likeness(word, part) for word, part in zip(words, form, strict=True))
            score += len(_common_end(words[-1], form[-1]))
            if score > best + 0.01:
                best, cases = score, set(reading.cases)
            elif abs(score - best) <= 0.01:
                cases |= reading.cases
        return Reading("sound", frozenset(cases), best) if best >= _SOUND_LIMIT else None

    def _is_common_noun(self, found: Reading, words: Sequence[str]) -> bool:
        """Whether a word in small letters is another one and no name written so: беларус, a man; в минском метро."""
        if not self._place or len(words) > 1 or not words[0].islower():
            return False
        return found.origin != "own" or words[0].endswith(("ском", "цком", "ську", "цьку"))

    def _is_derived(self, word: str) -> bool:
        """Whether a word is another one made of the name of a place.

        Its adjective, its surroundings (Падмаскоўе), or the people of a country in -ь (беларусы, білоруси).
        """
        if is_adjective(word, self.own.name):
            return True
        if self.own.name.endswith("ь") and word.endswith("и" if self.own.locale == "uk" else "ы"):
            return True
        return is_inside(skeleton(word), skeleton(self.own.name))

    def stem(self) -> str:
        """The letters that an adjective or another derived word shares with the name."""
        word = words_of(self.own.name)[0] if words_of(self.own.name) else ""
        return word.casefold()[: max(4, len(word) - 2)] if len(word) >= 4 else ""


def renderings(term: Term, locale: LocaleCode, part: str) -> Renderings | None:
    """Collect the renderings of a term; None if the glossary has no name for this locale.

    Args:
        term: a row of the glossary.
        locale: the draft's.
        part: ``full``, or ``last`` or ``first`` for that part of a person's name.
    """
    key = (
        term.source,
        term.aliases,
        tuple(sorted(term.targets.items())),
        term.kind,
        term.gender,
        term.forms,
        locale,
        part,
    )
    if key not in _CACHE:
        _CACHE[key] = _renderings(term, locale, part)
    return _CACHE[key]


_CACHE: dict[tuple[object, ...], Renderings | None] = {}


def _renderings(term: Term, locale: LocaleCode, part: str) -> Renderings | None:
    own = forms_of(term, locale, part)
    if own is None:
        return None
    latin = list(
        dict.fromkeys(filter(None, (_latin_part(name, term.kind, part) for name in (term.source, *term.aliases))))
    )
    others = list(_others(term, latin, locale, part))
    return Renderings(own, others, latin, term.kind)


def _others(term: Term, latin: Sequence[str], locale: LocaleCode, part: str) -> Iterator[tuple[str, Paradigm]]:
    for other in locales_with_paradigms():
        found = forms_of(term, other, part) if other != locale else None
        if found is not None:
            yield "other", found
    kind = {"first": "given"}.get(part, term.kind)
    for spelling in latin:
        if spelling.isupper() or len(skeleton(spelling)) < 4:  # abbreviations are not spelt by sound
            continue
        for code in dict.fromkeys((locale, *locales_with_paradigms())):
            written = transliterate(spelling, code)
            if written:
                yield "alias", paradigm(written, code, kind, term.gender)


def _latin_part(name: str, kind: str, part: str) -> str:
    if kind != "person" or part == "full":
        return name
    first, last = split_person(name)
    return first if part == "first" else last


def _same_ending(one: str, other: str) -> bool:
    return skeleton(one)[-1:] == skeleton(other)[-1:]


def _common_end(one: str, other: str) -> str:
    """The letters two words end in alike, up to three."""
    count = 0
    while count < min(3, len(one), len(other)) and one[-1 - count].casefold() == other[-1 - count].casefold():
        count += 1
    return one[len(one) - count :]
