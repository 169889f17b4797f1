"""Which words of a draft render which mention of the source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from l10n.glossary.enforcement.renderings import ORIGINS, Reading, Renderings, renderings, words_of
from l10n.glossary.enforcement.sounds import likeness
from l10n.glossary.forms import family_first
from l10n.model import Hit, LocaleCode, Span, Term

_WORD = re.compile(r"[^\W_]+(?:[-‑'’ʼ.][^\W_]+)*")
_GAP = re.compile(r"[ \u00a0\u202f]+")
_LATIN_BEFORE = re.compile(r"\b([A-Za-z]+)[ \u00a0]$")
_LATIN_AFTER = re.compile(r"[ \u00a0-]([A-Za-z]+)\b")
_INITIAL_GAP = re.compile(r"\.[ \u00a0\u202f]*")
_WEIGHT = {"own": 100.0, "other": 90.0, "alias": 85.0, "latin": 80.0}
_FIRST_LIMIT = 65.0
"""Likeness from which a word before a last name counts as the first name, whatever its ending."""
_FIRST_LIMIT_OPENING = 85.0
"""... where every word has a capital: Советник Тихановской is no Светлана Тихановская."""
_SOUND_LIMIT_OPENING = 90.0
"""Score from which a word that opens a sentence is a name that it sounds like."""
_OPENING = re.compile(r"(?:^|[.!?…:;—–«„“\"(\[])\s*$")
_OTHER_PERSON = 5.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of the draft that may render a mention.

    ``span`` covers all of them, the first name too where it stands before the last; ``readings`` has one item for each
    part that was read.
    """

    hit: int
    term: Term
    span: Span
    part: str
    readings: tuple[Reading, ...]
    score: float
    capitals: bool = False
    """Whether it stands in capitals where it may: in a draft in capitals, or for a mention in capitals."""

    @property
    def right(self) -> bool:
        """Whether every part is a form of the glossary's own name."""
        return all(reading.origin == "own" for reading in self.readings)

    @property
    def cases(self) -> frozenset[str]:
        """The cases all parts agree on; where they do not, those of the part that was read most certainly."""
        telling = [reading for reading in self.readings if reading.cases]
        if not telling:
            return frozenset()
        common = frozenset.intersection(*(reading.cases for reading in telling))
        if common:
            return common
        surest = min(ORIGINS.index(reading.origin) for reading in telling)
        return frozenset.union(*(item.cases for item in telling if ORIGINS.index(item.origin) == surest))

    @property
    def foreign(self) -> frozenset[str]:
        """The cases the last part would have in another locale whose forms have the same letters."""
        return self.readings[-1].foreign

    @property
    def agrees(self) -> bool:
        """Whether the parts can all be of one case."""
        telling = [reading.cases for reading in self.readings if reading.cases]
        return not telling or bool(frozenset.intersection(*telling))


class Draft:
    """A draft cut into words, with the way to find names in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [self._span(match) for match in _WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]

    def _span(self, match: re.Match[str]) -> Span:
        """Span of a word; a dotted abbreviation has its last dot too, unless that also ends the text."""
        start, end = match.span()
        dotted = "." in match.group() and self.text.startswith(".", end)
        return Span(start, end + 1 if dotted and re.search(r"\w", self.text[end:]) else end)

    def adjacent(self, index: int) -> bool:
        """Whether nothing but a space, or the full stop of an initial, stands between a word and the next."""
        between = self.text[self.spans[index].end : self.spans[index + 1].start]
        return bool(_GAP.fullmatch(between)) or (len(self.words[index]) == 1 and bool(_INITIAL_GAP.fullmatch(between)))

    def opens(self, index: int) -> bool:
        """Whether a word has its capital because of its place: it opens a sentence, or all have one."""
        return self.text.isupper() or bool(_OPENING.search(self.text, 0, self.spans[index].start))

    def _is_doubtful(self, reading: Reading | None, index: int) -> bool:
        """Whether a single word only sounds like a name, and has its capital for opening a sentence."""
        sounds = reading is not None and reading.origin == "sound" and reading.score < _SOUND_LIMIT_OPENING
        return sounds and self.opens(index)

    def runs(self, length: int) -> Iterator[int]:
        """Yield the indexes where a run of so many adjacent words starts."""
        for start in range(len(self.words) - length + 1):
            if all(self.adjacent(index) for index in range(start, start + length - 1)):
                yield start

    def search(self, found: Renderings, *, capitals: bool) -> Iterator[tuple[int, int, Reading]]:
        """Yield (first word, number of words, reading) of every stretch that reads or sounds like a name.

        Args:
            found: how it may be written.
            capitals: whether it may be written in capitals.
        """
        for length in found.lengths:
            for start in self.runs(length):
                words = self.words[start : start + length]
                reading = found.read(words, capitals=capitals) or found.hear(words)
                if length == 1 and self._is_doubtful(reading, start):
                    reading = None
                if reading is None and length == 1 and "-" in words[0]:
                    reading = found.read(words[0].split("-")[:1], capitals=capitals)  # Telegram-канал
                if reading is not None:
                    yield start, length, reading


def find_candidates(draft: Draft, hits: Sequence[Hit], locale: LocaleCode) -> list[Candidate]:
    """Find every way to read words of a draft as mentions, in no order."""
    found: list[Candidate] = []
    names = {word for hit in hits for word in hit.alias.split()}
    for number, hit in enumerate(hits):
        for term in (*hit.terms, *hit.others):
            search = _person if term.kind == "person" and hit.part != "first" else _other
            if search is _person and family_first(term):
                search = _family_first
            less = _OTHER_PERSON if term in hit.others else 0.0
            for item in search(draft, number, hit, term, locale):
                if term.kind == "place" and _is_latin_title(draft.text, item.span, names):
                    continue
                capitals = _may_shout(draft, hit) and draft.text[slice(*item.span)].isupper()
                found.append(replace(item, score=item.score - less, capitals=capitals))
    return found


def assign(candidates: Sequence[Candidate], count: int) -> dict[int, Candidate]:
    """Choose a candidate for each mention, the surest first, so that no word serves two mentions.

    Args:
        candidates: of a draft.
        count: number of mentions, numbered from 0 in the order of the source.
    Returns:
        Mention → candidate, for those that have one.
    """
    places = sorted({item.span.start for item in candidates})
    chosen: dict[int, Candidate] = {}

    def rank(item: Candidate) -> tuple[float, float]:
        expected = item.hit / max(count - 1, 1)
        actual = places.index(item.span.start) / max(len(places) - 1, 1)
        return (-item.score, abs(expected - actual))

    for item in sorted(candidates, key=rank):
        free = all(item.span.end <= other.span.start or other.span.end <= item.span.start for other in chosen.values())
        if item.hit not in chosen and free:
            chosen[item.hit] = item
    return chosen


def _is_latin_title(text: str, span: Span, names: Collection[str]) -> bool:
    """Whether words belong to a title in Latin letters, whose other words are no names: Qatar Airways, Air Canada."""
    if not text[slice(*span)].isascii():
        return False
    beside = (_LATIN_BEFORE.search(text, 0, span.start), _LATIN_AFTER.match(text, span.end))
    return any(word and word[1] not in names for word in beside)


def _may_shout(draft: Draft, hit: Hit) -> bool:
    """Whether a name may be written in capitals."""
    return hit.in_capitals or draft.text.isupper()


def _other(draft: Draft, number: int, hit: Hit, term: Term, locale: LocaleCode) -> Iterator[Candidate]:
    yield from _part(draft, number, hit, term, locale, hit.part)


def _family_first(draft: Draft, number: int, hit: Hit, term: Term, locale: LocaleCode) -> Iterator[Candidate]:
    """Look for the whole name, of which only the last word changes, and for the family name alone."""
    yield from _part(draft, number, hit, term, locale, "full")
    yield from _part(draft, number, hit, term, locale, "last")


def _part(draft: Draft, number: int, hit: Hit, term: Term, locale: LocaleCode, part: str) -> Iterator[Candidate]:
    found = renderings(term, locale, part)
    if found is None:
        return
    for start, length, reading in draft.search(found, capitals=_may_shout(draft, hit)):
        span = Span(draft.spans[start].start, draft.spans[start + length - 1].end)
        yield Candidate(number, term, span, part, (reading,), _score(reading) + length - 1)


def _person(draft: Draft, number: int, hit: Hit, term: Term, locale: LocaleCode) -> Iterator[Candidate]:
    """Look for the last name, and for the first name before it."""
    last, first = renderings(term, locale, "last"), renderings(term, locale, "first")
    if last is None or first is None:
        return
    whole = last.own.name != first.own.name
    capitals = _may_shout(draft, hit)
    for start, length, reading in draft.search(last, capitals=capitals):
        end = draft.spans[start + length - 1].end
        given = _given(draft, start, first, capitals=capitals) if whole else None
        if given is None:
            yield Candidate(number, term, Span(draft.spans[start].start, end), "last", (reading,), _score(reading))
        else:
            begin, front = given
            bonus = 30.0 if front.origin != "sound" else 15.0
            span = Span(draft.spans[begin].start, end)
            yield Candidate(number, term, span, "full", (front, reading), _score(reading) + bonus)


def _given(draft: Draft, last: int, first: Renderings, *, capitals: bool) -> tuple[int, Reading] | None:
    """Read the words before a last name as the first name."""
    for length in first.lengths:
        start = last - length
        if start < 0 or not all(draft.adjacent(index) for index in range(start, last)):
            continue
        words = draft.words[start:last]
        reading = first.read(words, capitals=capitals) or first.hear(words)
        if reading is not None:
            return start, reading
        alike = min(likeness(word, part) for word, part in zip(words, words_of(first.own.name), strict=False))
        limit = _FIRST_LIMIT_OPENING if draft.opens(start) else _FIRST_LIMIT
        if alike >= limit and words[0][:1].isupper():
            return start, Reading("sound", frozenset(), alike)
    return None


def _score(reading: Reading) -> float:
    return _WEIGHT.get(reading.origin, reading.score - 30.0)
