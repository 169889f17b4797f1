"""Entries and their parts as the JSON of the page.

Offsets count code points, which a page does not: wherever it must mark something it gets the text in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from l10n.catalog.provenance import text_hash
from l10n.glossary.enforcement.mentions import Draft, assign, find_candidates
from l10n.glossary.forms import forms_of
from l10n.model import Entry, Finding, Hit, LocaleCode, Provenance, Rule, Span, State, Term
from l10n.review.editing import identify

Json = dict[str, Any]

_WORD = re.compile(r"\S+\s*|\s+")
_MEMORY = "memory:"


def difference(old: str, new: str) -> list[list[str]]:
    """Compare two wordings word by word.

    Returns:
        ``["same" | "gone" | "new", text]`` in order, with the spaces between; what is not gone is ``new``, what is not
        new has the words of ``old``.

    >>> difference("She was released on Monday.", "She was released early.")
    [['same', 'She was released '], ['gone', 'on Monday. '], ['new', 'early.']]
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    found: list[list[str]] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            found.append(["same", "".join(after[first:last])])
            continue
        if end > start:
            apart = " " if found and not found[-1][1][-1].isspace() else ""
            found.append(["gone", f"{apart}{''.join(before[start:end]).rstrip()} "])
        if last > first:
            found.append(["new", "".join(after[first:last])])
    return found


def pieces(text: str, marks: Iterable[tuple[Span, Json]]) -> list[Json]:
    """Cut a text where marks begin and end.

    Args:
        text: all of it comes back, in order.
        marks: spans with what to say about them; one that overlaps an earlier one, or is empty, is left out.

    >>> pieces("In Minsk.", [(Span(3, 8), {"term": 0})])
    [{'text': 'In '}, {'text': 'Minsk', 'term': 0}, {'text': '.'}]
    """
    found: list[Json] = []
    position = 0
    for span, mark in sorted(marks, key=lambda item: item[0]):
        if position <= span.start < span.end <= len(text):
            if span.start > position:
                found.append({"text": text[position : span.start]})
            found.append({"text": text[slice(*span)], **mark})
            position = span.end
    if position < len(text) or not found:
        found.append({"text": text[position:]})
    return found


def target_pieces(target: str, hits: Sequence[Hit], locale: LocaleCode) -> list[Json]:
    """Mark the words of a translation that render a mention; ``term`` is an index into ``terms_of`` the mentions."""
    if not hits or not target.strip():
        return pieces(target, [])
    return [dict(piece) for piece in _target_pieces(target, _Hits(hits), locale)]


class _Hits(tuple[Hit, ...]):
    """Mentions as a key of a cache: terms are told apart by their rows, for their targets cannot be hashed."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(tuple((hit.alias, hit.part, hit.span, tuple(term.row for term in hit.terms)) for hit in self))


@lru_cache(maxsize=8192)
def _target_pieces(target: str, hits: _Hits, locale: LocaleCode) -> list[Json]:
    chosen = assign(find_candidates(Draft(target), hits, locale), len(hits))
    numbers = _numbers(hits)
    marks = [
        (found.span, {"term": numbers[_name(found.term, hits[hit].part)]})
        for hit, found in chosen.items()
        if _name(found.term, hits[hit].part) in numbers
    ]
    return pieces(target, marks)


def terms_of(hits: Sequence[Hit], locale: LocaleCode) -> list[Json]:
    """Describe the terms that are mentioned, each part of a name once, in order."""
    described = {
        _name(term, hit.part): _term(term, hit, locale) for hit in reversed(hits) for term in reversed(hit.terms)
    }
    return [described[name] for name in _numbers(hits)]


def _name(term: Term, part: str) -> tuple[int, str]:
    return term.row, part


def _numbers(hits: Sequence[Hit]) -> dict[tuple[int, str], int]:
    """Number the terms of mentions."""
    names = dict.fromkeys(_name(term, hit.part) for hit in hits for term in hit.terms)
    return {name: number for number, name in enumerate(names)}


def _term(term: Term, hit: Hit, locale: LocaleCode) -> Json:
    found = forms_of(term, locale, hit.part)
    return {
        "source": term.source,
        "alias": hit.alias,
        "target": found.name if found else None,
        "kind": term.kind,
        "gender": term.gender,
        "note": term.note,
        "forms": [[case, list(forms)] for case, forms in found.forms.items()] if found else [],
    }


def entry_json(
    entry: Entry, hits: Sequence[Hit], locale: LocaleCode, line: int | None, others: Json, marks: Json
) -> Json:
    """Describe an entry.

    Args:
        entry: a live one.
        hits: mentions in its sentence, spans into it.
        locale: of the translation.
        line: 1-based, in the article.
        others: the same sentence in other locales, by locale.
        marks: ``joined`` and ``can_join``.
    """
    source, numbers = entry.key.source, _numbers(hits)
    previous = entry.previous.source if entry.previous else None
    return {
        "id": identify(entry.key),
        "context": entry.key.context,
        "source": source,
        "target": entry.target,
        "state": str(entry.state),
        "line": line,
        "po_line": entry.line or None,
        "comment": entry.comment,
        "notes": [text for text in entry.notes.split("\n") if text],
        "source_pieces": pieces(source, [(hit.span, {"term": numbers[_name(hit.terms[0], hit.part)]}) for hit in hits]),
        "target_pieces": target_pieces(entry.target, hits, locale),
        "terms": terms_of(hits, locale),
        "previous": None if previous is None else {"source": previous, "diff": difference(previous, source)},
        "former": [
            {"source": item.source, "target": item.target, "diff": difference(item.source, source)}
            for item in entry.former
        ],
        "rivals": list(entry.rivals),
        "provenance": _provenance(entry.provenance, entry.target),
        "others": others,
        **marks,
    }


def _provenance(provenance: Provenance | None, target: str) -> Json | None:
    if provenance is None:
        return None
    return {
        "engine": provenance.engine,
        "memory": provenance.engine.startswith(_MEMORY),
        "score": provenance.score,
        "edited": provenance.text != text_hash(target),
    }


def finding_json(finding: Finding, rules: Mapping[str, Rule]) -> Json:
    """Describe a finding; ``safe``: its suggestion may be taken without a second look."""
    rule = rules[finding.code]
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "title": rule.title,
        "message": finding.message,
        "pieces": pieces(finding.target, [(finding.span, {"bad": True})] if finding.span else []),
        "suggestion": finding.suggestion,
        "safe": rule.fixable and finding.suggestion is not None,
    }


def counts(entries: Iterable[Entry]) -> Json:
    """Count live entries by state, and the words of their sources."""
    live = [entry for entry in entries if not entry.obsolete]
    states = [entry.state for entry in live]
    return {
        "segments": len(live),
        **{str(state): states.count(state) for state in (State.REVIEWED, State.DRAFT, State.STALE, State.EMPTY)},
        "words": sum(len(entry.key.source.split()) for entry in live),
    }
