"""Mentions of glossary terms in an English text.

The longest match wins; case matters, but a name may stand in capitals (MINSK, Belarus); a match starts and ends at a
word boundary, and a possessive 's or ’s may follow. A person's full name also defines the last name, and the first name
once that person has been mentioned.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from l10n.glossary.forms import family_first
from l10n.headlines import is_common_word
from l10n.model import Hit, Span, Term

_PARTICLES = frozenset(
    {"al", "bin", "da", "dal", "de", "dei", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn"}
    | {"la", "le", "st", "ten", "ter", "van", "von", "zu"}
)
"""Words that belong to the last name: Ursula von der Leyen, Vincent van Gogh (lower case as people write them)."""

_CAPITALS = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
"""A word that may be a name in capitals; shorter ones are taken for abbreviations."""

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling that may stand in the text."""

    term: Term
    part: str
    """``full``, ``last`` or ``first``."""


def split_person(name: str) -> tuple[str, str]:
    """Cut an English personal name into (first names, last name); a single word is a last name.

    >>> split_person("Ursula von der Leyen")
    ('Ursula', 'von der Leyen')
    >>> split_person("Martin Luther King Jr.")
    ('Martin Luther', 'King')
    """
    words = name.split()
    while len(words) > 1 and words[-1].strip(",") in _SUFFIXES:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:]).strip(",")


@dataclass(slots=True)
class Matcher:
    """Finds mentions of the terms of one glossary.

    Args:
        terms: the glossary, in any order.
    """

    terms: Sequence[Term]
    _names: dict[str, list[Name]] = field(init=False, default_factory=dict)
    _pattern: re.Pattern[str] | None = field(init=False, default=None)
    _capitals: dict[str, str] = field(init=False, default_factory=dict)
    """Spelling by how it is written in capitals; read when a text first has capitals."""
    _wide_pattern: re.Pattern[str] | None = field(init=False, default=None)
    """Of the spellings, and of those in capitals."""

    def __post_init__(self) -> None:
        """Collect every spelling, whole names before parts of names."""
        for term in self.terms:
            for alias in (term.source, *term.aliases):
                self._add(alias, Name(term, "full"))
                if term.kind == "term":  # a common noun may open a sentence
                    self._add(alias[0].upper() + alias[1:], Name(term, "full"))
        whole = set(self._names)
        for term in self.terms:
            if term.kind != "person":
                continue
            for alias in (term.source, *term.aliases):
                first, last = split_person(alias)
                if " " in alias and family_first(term):
                    last, first = alias.split(maxsplit=1)
                if first and last not in whole:
                    self._add(last, Name(term, "last"))
                if first and first not in whole:
                    self._add(first, Name(term, "first"))
        if self._names:
            self._pattern = _alternatives(self._names)

    def _add(self, spelling: str, name: Name) -> None:
        names = self._names.setdefault(spelling, [])
        if all(known.term is not name.term for known in names):
            names.append(name)

    def hits(self, text: str, spans: Iterable[Span] | None = None) -> list[Hit]:
        """Find the mentions in a text.

        Args:
            text: the whole article: who was mentioned before decides who "Maria" or a shared last name is.
            spans: the stretches to look at, in order; the whole text by default. A mention never crosses their ends.
        Returns:
            Hits in order, not overlapping, with offsets into ``text``. A shared last name that nothing before it
            decides has several terms.
        """
        found: list[Hit] = []
        pattern = self._pattern_for(text)
        if pattern is None:
            return found
        met: dict[str, Term] = {}  # by term source, in order of the last mention
        for span in [Span(0, len(text))] if spans is None else spans:
            for match in pattern.finditer(text, span.start, span.end):
                hit = self._resolve(match, met)
                if hit is None:
                    continue
                found.append(hit)
                if len(hit.terms) == 1:
                    met.pop(hit.terms[0].source, None)
                    met[hit.terms[0].source] = hit.terms[0]
        return found

    def _pattern_for(self, text: str) -> re.Pattern[str] | None:
        """Give the pattern of the spellings, with those in capitals where the text has a word in capitals."""
        if self._pattern is None or not any(map(str.isupper, _CAPITALS.findall(text))):
            return self._pattern
        if self._wide_pattern is None:
            for spelling in filter(_may_be_in_capitals, self._names):
                self._capitals.setdefault(spelling.upper(), spelling)
            self._wide_pattern = _alternatives({**self._names, **self._capitals})
        return self._wide_pattern

    def hits_by_line(self, lines: Sequence[str]) -> list[list[Hit]]:
        """Find the mentions in a text of n lines.

        Returns:
            n lists, the mentions of each line with spans into it; who was mentioned in the lines before counts.
        """
        found: list[list[Hit]] = [[] for _ in lines]
        spans, position = list[Span](), 0
        for line in lines:
            spans.append(Span(position, position + len(line)))
            position += len(line) + 1
        starts = [span.start for span in spans]
        for hit in self.hits("\n".join(lines), spans):
            number = bisect_right(starts, hit.span.start) - 1
            found[number].append(hit.moved(-starts[number]))
        return found

    def _resolve(self, match: re.Match[str], met: Mapping[str, Term]) -> Hit | None:
        """Decide whom a spelling means: a whole name at once, a part of a name by who was met before."""
        spelling = " ".join(match.group().split())
        names = self._names.get(spelling) or self._names[self._capitals[spelling]]
        span = Span(*match.span())
        if any(name.part == "full" for name in names):
            names = [name for name in names if name.part == "full"]
        part = names[0].part
        if part != "full" and _inside_other_name(match, part):
            return None
        if spelling in _NEW_PLACES and _NEW.search(match.string, 0, match.start()):
            return None
        candidates = tuple(name.term for name in names)
        if part == "full":
            return Hit(candidates, spelling, part, span)
        known = [term for term in reversed(list(met.values())) if term in candidates]
        known = _of_title(match, candidates) or known
        if part == "first" and not known:
            return None
        if not known:
            return Hit(candidates, spelling, part, span)
        others = tuple(term for term in candidates if term is not known[0])
        return Hit((known[0],), spelling, part, span, others)


def _alternatives(spellings: Iterable[str]) -> re.Pattern[str]:
    """Compile the pattern of some spellings, the longest first."""
    words = "|".join(map(_expression, sorted(spellings, key=lambda name: (-len(name), name))))
    return re.compile(rf"(?<![\w@#])(?:{words})(?!\w)")


def _may_be_in_capitals(spelling: str) -> bool:
    """Whether a spelling in capitals is that name and nothing else: MERZ, but not MAY or WHO."""
    return " " in spelling or (len(spelling) >= 4 and not is_common_word(spelling))


def _expression(spelling: str) -> str:
    """Regular expression of a spelling: any white space between words; a lone letter is no part of "X-ray"."""
    expression = re.escape(spelling).replace(r"\ ", r"[ \t\r\n\u00a0\u202f]+")
    return rf"(?<!-){expression}(?!-)" if len(spelling) == 1 else expression


_NEW = re.compile(r"\bNew[ \u00a0]$")
_NEW_PLACES = frozenset(
    """Amsterdam Bedford Britain Brighton Brunswick Caledonia Delhi England Guinea Hampshire Ireland Jersey London
    Mexico Orleans Plymouth Zealand""".split()
)
"""What is another place with New before it: New Mexico."""
_TITLE = re.compile(r"\b(Mr|Sir|Ms|Mrs|Miss|Lady)\.?[ \u00a0]$")


def _of_title(match: re.Match[str], candidates: Sequence[Term]) -> list[Term]:
    """Choose by "Mr." or "Ms." among people of one last name; an empty list if that does not decide."""
    title = _TITLE.search(match.string, max(0, match.start() - 8), match.start())
    if title is None or len(candidates) < 2:
        return []
    gender = "m" if title[1] in ("Mr", "Sir") else "f"
    return [term for term in candidates if term.gender == gender]


_CAPITAL_AFTER = re.compile(r"[ \u00a0]([A-Z][a-z]+)")
_BEFORE = re.compile(r"(?:\bSt\.|\b[A-Z][\w’'-]+|\b[A-Z]\.)[ \u00a0]$")
_CALENDAR = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December""".split()
)


def _inside_other_name(match: re.Match[str], part: str) -> bool:
    """Whether a part of a person's name belongs to another name: "The Colbert Report", "Maria Sharapova", "St. Louis".

    In a headline every word has a capital, so there it says nothing.
    """
    text, (start, end) = match.string, match.span()
    after = _CAPITAL_AFTER.match(text, end)
    if part == "first":
        return bool(after) or bool(_BEFORE.search(text, max(0, start - 20), start))
    if not after or after[1] in _CALENDAR:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return bool(sum(word[0].isupper() for word in words) < 0.7 * len(words))
