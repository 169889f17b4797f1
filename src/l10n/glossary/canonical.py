"""The English spelling of a name that an engine renders best.

A machine knows Kolesnikova and makes nonsense of Kalesnikava. Before a sentence is translated, each name in it is
therefore written in the spelling whose translation comes out closest to the glossary's name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from l10n.glossary.enforcement.renderings import words_of
from l10n.glossary.enforcement.sounds import likeness
from l10n.glossary.forms import forms_of
from l10n.glossary.matching import split_person
from l10n.model import Hit, LocaleCode, Term

PROBE = "{} arrived."
"""Sentence in which a spelling is tried."""
_MARGIN = 5.0
"""By how much another spelling must be better than the glossary's own."""

Translate = Callable[[Sequence[str]], Sequence[str]]


class Spellings:
    """The spelling each term is best translated from, found by trying all of them once.

    Args:
        translate: gives n translations for n English sentences.
        locale: they are in.
    """

    def __init__(self, translate: Translate, locale: LocaleCode) -> None:
        self._translate = translate
        self._locale = locale
        self._best: dict[str, str] = {}

    def learn(self, terms: Sequence[Term]) -> None:
        """Try the spellings of terms that were not tried before; abbreviations and single spellings need no trial."""
        trials: list[tuple[Term, str]] = []
        for term in {term.source: term for term in terms}.values():
            names = [name for name in (term.source, *term.aliases) if not name.isupper() and "." not in name]
            if term.source in self._best or len(names) < 2 or not term.targets.get(self._locale):
                continue
            self._best[term.source] = term.source
            trials += [(term, name) for name in names]
        if not trials:
            return
        found = self._translate([PROBE.format(name) for _, name in trials])
        scores: dict[str, float] = {}
        for (term, name), text in zip(trials, found, strict=True):
            score = _score(text, term, self._locale) - (0.0 if name == term.source else _MARGIN)
            if score > scores.get(term.source, 0.0):
                scores[term.source], self._best[term.source] = score, name

    def rewrite(self, sentence: str, hits: Sequence[Hit]) -> str:
        """Write the mentions of a sentence in the best spelling.

        Args:
            sentence: English.
            hits: its mentions in order, spans into it.
        """
        parts, position = list[str](), 0
        for hit in hits:
            spelling = self._spelling(hit) if len(hit.terms) == 1 else _in_small_letters(hit)
            parts += [sentence[position : hit.span.start], spelling]
            position = hit.span.end
        return "".join([*parts, sentence[position:]])

    def _spelling(self, hit: Hit) -> str:
        term = hit.terms[0]
        best = self._best.get(term.source, term.source)
        if best == term.source and hit.part == "full":
            return _in_small_letters(hit) if term.source not in self._best else term.source
        if term.kind != "person" or hit.part == "full":
            return best
        first, last = split_person(best)
        return (first if hit.part == "first" else last) or _in_small_letters(hit)


def _in_small_letters(hit: Hit) -> str:
    """The spelling of a mention, as the glossary has it if it stands in capitals."""
    for name in (hit.terms[0].source, *hit.terms[0].aliases) if hit.in_capitals else ():
        place = name.upper().find(hit.alias)
        if place >= 0:
            return name[place : place + len(hit.alias)]
    return hit.alias


def _score(text: str, term: Term, locale: LocaleCode) -> float:
    """How close the closest word of a translation comes to the name, 0 to 100; a Latin word does not count."""
    found = forms_of(term, locale, "last")
    name = words_of(found.name)[-1] if found and words_of(found.name) else ""
    latin = name.isascii()
    words = [word for word in words_of(text) if latin or not word.isascii()]
    return max((likeness(word, name) for word in words), default=0.0)
