"""Names of an article that the glossary does not have yet, and spellings that are close to names it has."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n.glossary.enforcement.sounds import likeness
from l10n.glossary.enforcement.translit import transliterate
from l10n.glossary.matching import Matcher, split_person
from l10n.model import Document, Kind, Span, Term

_PARTICLE = r"(?:al|bin|da|de|del|der|di|dos|du|el|ibn|la|van|von)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŹŻČŠŽ][\w’'-]*[\wÀ-ÿ]"
_NAME = re.compile(rf"(?<![\w@#.]){_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])*{_CAPITAL})*")
_POSSESSIVE = re.compile(r"(?:'s|’s|['’])$")
_NOT_NAMES = frozenset(
    """a an the i in on at by for from to of and but or if as after before since when while with under over between
    among he she it they we you his her its their our this that these those there here what who why how where which
    according because although however meanwhile also not no yes all some many most more both each every another
    other such one two three monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december mr mrs ms dr former last next earlier later today now
    then about during following including despite through without within around against only even still just""".split()
)
"""Words that are capitalised for another reason than being a name."""

_FRONT = frozenset(
    """president vice prime minister foreign deputy leader senator governor mayor judge general colonel king queen
    prince pope secretary state chancellor ambassador professor sir lord saint officer director chairman speaker
    """.split()
)
"""Titles before a name that are not part of it."""

_DEMONYM = re.compile(r"(?:ian|ians|ish|ese|can|cans)$")
_TITLES = re.compile(
    r"\b(?:president|minister|leader|candidate|activist|journalist|writer|lawyer|mr|mrs|ms|dr|sister|brother|wife|husband|"
    r"mayor|senator|general|judge|coach|player|singer|director|chairman|chairwoman|editor|adviser|advisor|laureate)\.?\s*$",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"^(?:,| said| says| told| added| wrote| who\b| argued| spoke| asked)")
_PLACE = re.compile(r"\b(?:in|to|from|near|at|outside)\s+$")
NEAR = 88.0
"""Likeness from which an unknown spelling is taken for a known name."""


@dataclass(frozen=True, slots=True)
class Near:
    """A spelling that is close to a known name."""

    spelling: str
    term: Term
    line: int


@dataclass(frozen=True, slots=True)
class New:
    """A name the glossary does not have; ``kind`` and ``gender`` may be empty."""

    spelling: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a person may want to add to the glossary, each spelling once, in order of the article."""

    near: tuple[Near, ...]
    new: tuple[New, ...]


def suggest_names(document: Document, terms: Sequence[Term]) -> Suggestions:
    """Look for names in an article that are not in the glossary.

    Args:
        document: with segments; headlines are not searched, every word in them may be capitalised.
        terms: the glossary.
    """
    known = [hit.span for hit in Matcher(terms).hits(document.text)]
    near: dict[str, Near] = {}
    new: dict[str, New] = {}
    for spelling, span, line in _candidates(document):
        if any(span.start < other.end and other.start < span.end for other in known) or spelling in near:
            continue
        term = _nearest(spelling, terms)
        if term is not None:
            near[spelling] = Near(spelling, term, line)
        elif spelling not in new:
            new[spelling] = New(spelling, _kind(document.text, span, spelling), line)
    parts = {word for name in new if " " in name for word in (split_person(name)[1], name.split()[0])}
    return Suggestions(tuple(near.values()), tuple(item for name, item in new.items() if name not in parts))


def write_rows(names: Sequence[New], columns: Sequence[str]) -> Iterator[str]:
    """Write glossary rows as CSV lines, with transliterations in the columns of locales that have a table."""
    for item in names:
        row = {"source": item.spelling, "kind": item.kind, "note": "to check"}
        cells = [row.get(column, "") or _cell(item, column) for column in columns]
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(cells)
        yield out.getvalue()


def _cell(item: New, column: str) -> str:
    return transliterate(item.spelling, column) or "" if column not in ("aliases", "gender", "forms") else ""


def _candidates(document: Document) -> Iterator[tuple[str, Span, int]]:
    """Yield capitalised words and runs of them inside sentences; the first word of a sentence is no evidence alone."""
    for segment in document.segments:
        if segment.kind in (Kind.TITLE, Kind.HEADING):
            continue
        text = document.text[segment.span.start : segment.span.end]
        for match in _NAME.finditer(text):
            words = match.group().split()
            start = match.start()
            while words and _is_front(words):
                start += len(words.pop(0)) + 1
            if not words or (start <= 1 and len(words) == 1):
                continue
            spelling = _POSSESSIVE.sub("", " ".join(words))
            if len(spelling) < 3:
                continue
            begin = segment.span.start + start
            yield spelling, Span(begin, begin + len(spelling)), segment.line


def _is_front(words: Sequence[str]) -> bool:
    """Whether the first word is no part of a name: a function word, a title, or "Polish" in "Polish President"."""
    word = _POSSESSIVE.sub("", words[0]).lower()
    return word in _NOT_NAMES or word in _FRONT or bool(_DEMONYM.search(word) and (len(words) == 1 or len(words) > 2))


def _nearest(spelling: str, terms: Sequence[Term]) -> Term | None:
    """The known name a spelling is close to: whole names with whole names, last names with last names."""
    best, found = NEAR, None
    for term in terms:
        for alias in (term.source, *term.aliases):
            name = alias
            if term.kind == "person" and " " not in spelling:
                name = split_person(alias)[1]
            if name.count(" ") != spelling.count(" ") or len(spelling) < 5:
                continue
            pairs = zip(spelling.split(), name.split(), strict=True)
            score = min(likeness(one, other) for one, other in pairs)
            if score >= best:
                best, found = score, term
    return found


def _kind(text: str, span: Span, spelling: str) -> str:
    """Guess the kind by the words around it; empty where nothing tells."""
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 12]
    if spelling.isupper():
        return "org"
    if _TITLES.search(before) or _SPEECH.match(after):
        return "person"
    if _PLACE.search(before):
        return "place"
    return "person" if len(spelling.split()) == 2 else ""
