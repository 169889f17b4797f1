"""Putting the glossary's names into drafts, in the right case.

For each mention in the source its rendering is looked for in the draft; a right form is left alone; a wrong one is
replaced by the glossary's form in the same case; what cannot be decided is reported, never forced.

Modules: ``sounds`` and ``translit`` (spellings), ``renderings`` (how a name may be written), ``derived`` (words made of
the name of a place), ``mentions`` (which words render which mention), ``judgement`` (what is right at a place),
``apposition`` (nouns that keep a name as it is).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n.glossary.cases import Context, case_scores, governed, tokenize
from l10n.glossary.enforcement.apposition import class_nouns
from l10n.glossary.enforcement.derived import is_adjective_of_person, is_derived
from l10n.glossary.enforcement.judgement import Decision, Place, correct, judge
from l10n.glossary.enforcement.mentions import Candidate, Draft, assign, find_candidates
from l10n.glossary.enforcement.renderings import renderings, words_of
from l10n.glossary.forms import forms_of
from l10n.glossary.matching import Matcher
from l10n.glossary.paradigms import locales_with_paradigms
from l10n.model import Hit, LocaleCode, Span, Term

__all__ = ["Decision", "enforce", "enforce_lines"]

CONJUNCTIONS = frozenset({",", "і", "й", "ды", "и", "та", "або", "ці", "или", "чи", "да"})
_QUOTES = '«»„“”"‘’'


def enforce(source: str, draft: str, hits: Sequence[Hit], locale: LocaleCode) -> tuple[str, list[Decision]]:
    """Put the names of one sentence right.

    Args:
        source: the English sentence.
        draft: its translation, by a machine or a person.
        hits: the mentions in ``source``, in order, spans into ``source``.
        locale: of the draft.
    Returns:
        The new text and a decision for each hit that the glossary has a name for in this locale, in order.
    """
    hits = [hit for hit in hits if any(term.targets.get(locale) for term in hit.terms)]
    if not hits or not draft.strip():
        return draft, []
    chosen = assign(find_candidates(Draft(draft), hits, locale), len(hits))
    work = _Work(source, draft, hits, locale)
    decisions: dict[int, Decision] = {}
    for number, candidate in sorted(chosen.items(), key=lambda item: item[1].span.start):
        decisions[number] = work.decide(candidate)
    for number, hit in enumerate(hits):
        if number not in decisions:
            decisions[number] = _missing(hit, draft, locale)
    return work.finish(decisions)


def enforce_lines(
    sources: Sequence[str], drafts: Sequence[str], terms: Sequence[Term], locale: LocaleCode
) -> Iterator[tuple[str, list[Decision]]]:
    """Put the names of a whole text right, line by line.

    Args:
        sources: n English lines.
        drafts: n lines, translations of them.
        terms: the glossary.
        locale: of the drafts.
    Yields:
        n times (new line, decisions), in order.
    """
    for source, draft, inside in zip(sources, drafts, Matcher(terms).hits_by_line(sources), strict=True):
        yield enforce(source, draft, inside, locale)


class _Work:
    """Decisions about one sentence, made in the order of the draft."""

    def __init__(self, source: str, draft: str, hits: Sequence[Hit], locale: LocaleCode) -> None:
        self.draft, self.hits, self.locale = draft, hits, locale
        self.tokens = tokenize(_quiet(draft))
        self.source_tokens = tokenize(_quiet(source))
        self.previous: tuple[Span, tuple[str, ...], bool] | None = None

    def decide(self, candidate: Candidate) -> Decision:
        """Decide about one rendering and remember its case for a name coordinated with it."""
        found = self.draft[candidate.span.start : candidate.span.end]
        alias = self.hits[candidate.hit].alias
        base = Decision(candidate.term.source, alias, "kept", found, found, None, (), candidate.span)
        decision, cases = self._decide(base, candidate)
        self.previous = (candidate.span, cases, candidate.right and decision.decision != "kept")
        return decision

    def _decide(self, base: Decision, candidate: Candidate) -> tuple[Decision, tuple[str, ...]]:
        own = forms_of(candidate.term, self.locale, candidate.part)
        if own is None or self.locale not in locales_with_paradigms():
            return base, ()
        context = self.context(candidate)
        allowed = _allowed(context)
        if own.indeclinable and candidate.right:  # its place still tells the case of a name coordinated with it
            return base, tuple(allowed or ())
        if candidate.term.kind == "person" and self._is_quoted(candidate.span):  # a beer, a ship, a title
            return base, ()
        place = Place(base, own, candidate, context, allowed, case_scores(context))
        if not (candidate.right and candidate.agrees):
            return correct(place)
        free = self._in_apposition(candidate) or self._opens_title(candidate.span)
        may_doubt = candidate.term.kind != "term" and not free
        return judge(place, may_doubt=may_doubt, breaks_list=self._breaks_list(candidate))

    def _in_apposition(self, candidate: Candidate) -> bool:
        """Whether a name follows the noun that says what it is, and so may stay as it is: the newspaper «…»."""
        if candidate.term.kind not in ("org", "media", "place"):
            return False
        places = candidate.term.kind == "place"
        words = [token for token, _, stop in self.tokens if stop <= candidate.span.start and token not in _QUOTES]
        return bool(words) and words[-1].casefold().startswith(class_nouns(self.locale, places=places))

    def _opens_title(self, span: Span) -> bool:
        """Whether a rendering begins what stands between quotation marks: «Денвер Наггетс»."""
        return self.draft[: span.start][-1:] in tuple('«„“"') and not self._is_quoted(span)

    def _breaks_list(self, candidate: Candidate) -> bool:
        """Whether the name before it in a list was found to stand in a wrong nominative."""
        if self.previous is None or not self.previous[1] or "nom" in self.previous[1]:
            return False
        between = self.draft[self.previous[0].end : candidate.span.start].strip(" \u00a0«„")
        return self.previous[2] and between in CONJUNCTIONS

    def context(self, candidate: Candidate) -> Context:
        """What stands around a mention on both sides."""
        start, end = candidate.span
        hit = self.hits[candidate.hit].span
        before = tuple(token for token, _, stop in self.tokens if stop <= start)[-6:]
        conjunct: tuple[str, ...] = ()
        if self.previous and before and before[-1] in CONJUNCTIONS:
            between = self.draft[self.previous[0].end : start].split()
            if len(between) <= 1:
                conjunct = self.previous[1]
        return Context(
            locale=self.locale,
            before=before,
            after=tuple(token for token, begin, _ in self.tokens if begin >= end)[:4],
            source_before=tuple(token for token, _, stop in self.source_tokens if stop <= hit.start)[-5:],
            source_after=tuple(token for token, begin, _ in self.source_tokens if begin >= hit.end)[:4],
            kind=candidate.term.kind,
            conjunct=conjunct,
        )

    def finish(self, decisions: dict[int, Decision]) -> tuple[str, list[Decision]]:
        """Put the written forms into the draft and move the spans to where they stand now."""
        parts, position, shift = list[str](), 0, 0
        final = dict(decisions)
        placed = [(item.span, number) for number, item in decisions.items() if item.span is not None]
        for span, number in sorted(placed):
            item = decisions[number]
            written = item.written or ""
            if item.decision == "replaced":
                written = self._quoted(written, span)
            parts += [self.draft[position : span.start], written]
            start = span.start + shift
            shift += len(written) - (span.end - span.start)
            final[number] = replace(item, written=written, span=Span(start, start + len(written)))
            position = span.end
        parts.append(self.draft[position:])
        return "".join(parts), [final[number] for number in sorted(final)]

    def _quoted(self, form: str, span: Span) -> str:
        """Leave out a form's quotation marks where the draft has some around the name already."""
        return " ".join(words_of(form)) if form[0] in _QUOTES and self._is_quoted(span) else form

    def _is_quoted(self, span: Span) -> bool:
        """Whether a rendering alone stands between quotation marks."""
        before, after = self.draft[: span.start][-1:], self.draft[span.end : span.end + 1]
        return bool(before and after) and before in _QUOTES and after in _QUOTES


def _allowed(context: Context) -> frozenset[str] | None:
    """Cases that grammar leaves open: those of the preposition, or of the name it is joined to by "and"."""
    allowed = governed(context)
    if allowed is None and context.conjunct and context.before[-1] != ",":
        allowed = frozenset(context.conjunct)
    return allowed


def _quiet(text: str) -> str:
    """A text in capitals in small letters, as grammar is written; any other as it is. Its length stays."""
    small = text.lower()
    return small if text.isupper() and len(small) == len(text) else text


def _missing(hit: Hit, draft: str, locale: LocaleCode) -> Decision:
    """No rendering was found: a word made of the name, or a place's English title, will do; the rest is reported."""
    names = [found.name for term in hit.terms if (found := forms_of(term, locale, hit.part))]
    base = Decision(hit.terms[0].source, hit.alias, "reported", None, None, None, tuple(names))
    if any(_is_rendered_otherwise(term, hit, draft, locale) for term in hit.terms):
        return replace(base, decision="kept", candidates=())
    return base


def _is_rendered_otherwise(term: Term, hit: Hit, draft: str, locale: LocaleCode) -> bool:
    words = words_of(draft)
    if term.kind == "place":
        name = term.targets.get(locale, "")
        return hit.alias in draft or any(is_derived(word, name, (term.source, *term.aliases)) for word in words)
    if term.kind == "person":
        last = forms_of(term, locale, "last")
        return last is not None and any(is_adjective_of_person(word, last.name) for word in words)
    known = renderings(term, locale, hit.part)
    stem = known.stem() if known else ""
    return bool(stem) and any(word.casefold().startswith(stem) for word in words)
