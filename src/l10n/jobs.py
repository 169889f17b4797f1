"""One article in one locale: its sentences, its catalog, and what became of each sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from l10n import __version__
from l10n.catalog.contexts import with_contexts
from l10n.catalog.merge import DOUBT, Changed, Merge, Verdict, Wanted, merge, settled
from l10n.catalog.po import format_catalog, new_catalog, parse_catalog
from l10n.catalog.provenance import make_provenance
from l10n.catalog.threeway import merge_catalogs
from l10n.catalog.trust import buried, union_of_lines
from l10n.documents.blocks import find_name
from l10n.documents.joining import joined, neighbours, with_joined
from l10n.documents.splice import source_of
from l10n.drafting import Drafted
from l10n.errors import CatalogError, InputError
from l10n.files import digest, read_text, write_if_changed
from l10n.glossary.notes import describe
from l10n.locking import writing
from l10n.memory.difference import describe_difference
from l10n.memory.entries import Match
from l10n.memory.recall import Memory
from l10n.model import Catalog, Document, Entry, Hit, LocaleCode, Route, SegmentKey, State
from l10n.project import Article


@dataclass(slots=True)
class Job:
    """One article in one locale; see the module."""

    article: Article
    document: Document
    """With the contexts of this locale's entries."""
    locale: LocaleCode
    path: Path
    merge: Merge
    disk: Catalog | None
    """The catalog as it was on disk when it was last read or written; None where there was none."""
    digest: str
    """Of its text at that time."""
    entries: list[Entry]
    lines: dict[str, int]
    """1-based line of the first place of each sentence."""
    hits: dict[str, list[Hit]]
    """Mentions of terms in each sentence, at its first place; spans into the sentence."""
    joined: frozenset[SegmentKey] = frozenset()
    """Entries that are several sentences of the article."""
    memory: int = 0
    drafted: int = 0
    route: Route | None = None
    alternatives: Sequence[Route] = ()
    """Ways to try where a draft is plainly wrong; none where a person chose the route."""
    conflicts: list[SegmentKey] = field(default_factory=list)
    """Entries that somebody else changed on disk meanwhile, in another way."""

    def pending(self) -> list[int]:
        """Indexes of the live entries without a translation."""
        return [index for index, entry in enumerate(self.entries) if entry.state is State.EMPTY]

    def count(self, verdict: Verdict) -> int:
        """Number of entries with a verdict."""
        return sum(outcome.verdict is verdict for outcome in self.merge.outcomes)

    def states(self) -> dict[State, int]:
        """Number of live entries in each state; every state is there."""
        live = [entry.state for entry in self.entries if not entry.obsolete]
        return {state: live.count(state) for state in State if state is not State.OBSOLETE}

    def places(self) -> dict[SegmentKey, int]:
        """Give the index of each live entry; it holds until the next ``save``."""
        return {entry.key: index for index, entry in enumerate(self.entries) if not entry.obsolete}

    def recall(self, memory: Memory, names: Collection[str]) -> None:
        """Fill sentences without translation from a memory, as drafts; a near match tells what is different.

        Args:
            memory: that knows the catalogs of this locale.
            names: every spelling of every name of the glossary.
        """
        for index in self.pending():
            entry = self.entries[index]
            found = memory.find(entry.key.source, self.locale, names)
            if found is not None:
                self.entries[index] = _remembered(entry, found)
                self.memory += 1

    def save(self) -> bool:
        """Write the catalog if it changed; what somebody else wrote into the file meanwhile is merged in.

        Raises:
            InputError: it cannot be written, or somebody left it damaged; it stays as it is.
        """
        with writing(self.path):
            catalog = replace(self.merge.catalog, entries=tuple(self.entries))
            there = read_text(self.path, CatalogError) if self.path.exists() else None
            if there is not None and digest(there) != self.digest:
                merged = merge_catalogs(self.disk, catalog, parse_catalog(there, self.path, self.locale))
                self.entries = [settled(entry) for entry in merged.catalog.entries]
                catalog = replace(merged.catalog, entries=tuple(self.entries))
                self.merge = replace(self.merge, catalog=catalog)  # its header too
                self.conflicts = list(dict.fromkeys([*self.conflicts, *merged.conflicts]))
            text = format_catalog(catalog)
            written = write_if_changed(self.path, text)
            self.disk, self.digest = catalog, digest(text)
            return written


class Words(NamedTuple):
    """What became of a sentence; see ``outcomes``."""

    line: int | None
    source: str
    verdict: Verdict
    previous: str | None
    reasons: tuple[str, ...]


def make_job(
    article: Article, document: Document, hits: Sequence[Hit], locale: LocaleCode, path: Path, changed: Changed
) -> Job:
    """Read the catalog of an article, or begin one, and merge the article's sentences into it; nothing is written.

    Args:
        article, document: the article, with segments.
        hits: mentions of terms, spans into the text of the document.
        locale: to translate into.
        path: of the catalog.
        changed: compares two wordings of a sentence for ``merge``.
    Raises:
        CatalogError: the catalog cannot be read.
    """
    text = read_text(path, CatalogError) if path.exists() else None
    disk = None if text is None else parse_catalog(text, path, locale)
    catalog = disk or new_catalog(locale, str(article.reference), __version__)
    single = {segment.span for segment in document.segments}
    document = with_joined(document, {key.source for key in _keys(catalog)})
    placed = with_contexts(document, _keys(catalog))
    merged = merge(catalog, _wanted(article, placed, hits, locale), changed)
    lines: dict[str, int] = {}
    inside: dict[str, list[Hit]] = {}
    for segment, mentioned in zip(document.segments, _mentions(document, hits), strict=True):
        source = segment.key.source
        if source not in lines:
            lines[source] = segment.line
            inside[source] = [hit.moved(-segment.span.start) for hit in mentioned]
    placed = with_contexts(document, _keys(merged.catalog))
    joint = frozenset(segment.key for segment in placed.segments if segment.span not in single)
    entries = list(merged.catalog.entries)
    return Job(article, placed, locale, path, merged, disk, digest(text or ""), entries, lines, inside, joint)


def hits_of(job: Job, entry: Entry) -> list[Hit]:
    """Mentions in the sentence of an entry, as spans into the folded sentence.

    Folding keeps the length of a sentence unless it runs over several lines or has doubled spaces; then the mentions
    are looked up by their spelling.
    """
    found: list[Hit] = []
    position = 0
    for hit in job.hits.get(entry.key.source, []):
        span = find_name(hit.alias, entry.key.source, position)
        if span is not None:
            position = span.end
            found.append(replace(hit, span=span))
    return found


def with_draft(entry: Entry, draft: Drafted) -> Entry:
    """Put a draft into an entry; doubts about it go into the notes, marked with ``!``."""
    notes = "\n".join(filter(None, [*(f"{DOUBT}{line}" for line in draft.doubts), entry.notes]))
    provenance = make_provenance(str(draft.route), draft.text, draft.score)
    return replace(entry, target=draft.text, fuzzy=True, provenance=provenance, notes=notes)


def _remembered(entry: Entry, match: Match) -> Entry:
    """Put a match of the memory into an entry, as a draft."""
    exact = match.similarity == 100
    provenance = make_provenance(
        f"memory:{quote(match.origin, safe='/:')}", match.target, None if exact else match.similarity / 100
    )
    difference = f"{DOUBT}approved for another wording ({match.similarity} %): "
    doubts = [] if exact else [difference + describe_difference(match.source, entry.key.source)]
    notes = "\n".join(filter(None, [*doubts, entry.notes]))
    return replace(entry, target=match.target, fuzzy=True, provenance=provenance, notes=notes)


def targets(job: Job, *, drafts: bool) -> dict[SegmentKey, str]:
    """Give the translations of a job by the key of the segments they are for.

    Args:
        job: with its entries.
        drafts: whether to take what nobody has approved as well.
    """
    states = {State.REVIEWED, State.DRAFT, State.STALE} if drafts else {State.REVIEWED}
    return {entry.key: entry.target for entry in job.entries if entry.state in states}


def outcomes(job: Job) -> Iterator[Words]:
    """Yield what became of each sentence of a job, in the order of the catalog."""
    for outcome in job.merge.outcomes:
        source = outcome.entry.key.source
        previous = outcome.previous
        if previous is None and outcome.entry.previous is not None:
            previous = outcome.entry.previous.source
        yield Words(job.lines.get(source), source, outcome.verdict, previous, outcome.reasons)


def can_join(job: Job) -> set[SegmentKey]:
    """Sentences with a next one in the same block, with which they can be joined."""
    return {one.key for one, _ in neighbours(job.document)}


def join_sentences(job: Job, keys: Sequence[SegmentKey]) -> SegmentKey:
    """Make one entry of sentences that follow each other in one block.

    The new entry has their translations together, as a draft, or what it had when they were joined before. Once the
    job is saved and planned again, the single entries are obsolete and keep their texts.

    Args:
        job: to be saved afterwards, and planned again.
        keys: two or more, in document order.
    Returns:
        The key of the new entry.
    Raises:
        InputError: they do not follow each other.
    """
    segments, count = job.document.segments, len(keys)
    for start in range(len(segments) - count + 1):
        run = segments[start : start + count]
        if count > 1 and [item.key for item in run] == list(keys) and run[0].block == run[-1].block:
            break
    else:
        raise InputError(
            "these sentences do not follow each other", path=str(job.article.reference), hint="choose neighbours"
        )
    key = joined(job.document, run).key
    places = job.places()
    found = [job.entries[places[item]] for item in keys if item in places]
    before = [entry for entry in job.entries if entry.obsolete and entry.key == key]
    if before:
        entry = replace(before[-1], obsolete=False)
        job.entries = [item for item in job.entries if item is not before[-1]]
    else:
        target = " ".join(item.target.strip() for item in found if item.target.strip())
        comment = union_of_lines("", "\n".join(item.comment for item in found if item.comment))
        entry = Entry(key, target, fuzzy=bool(target), comment=comment)
    job.entries.append(entry)
    return key


def split_sentences(job: Job, key: SegmentKey) -> None:
    """Undo ``join_sentences``: the entry becomes obsolete, and its sentences have entries of their own again.

    Args:
        job: to be saved afterwards, and planned again.
        key: of an entry in ``job.joined``.
    Raises:
        InputError: the entry is a single sentence.
    """
    if key not in job.joined:
        raise InputError("this is one sentence", path=str(job.article.reference), hint="only joined ones can be split")
    job.entries = [buried(entry) if entry.key == key else entry for entry in job.entries]


def _keys(catalog: Catalog) -> set[SegmentKey]:
    return {entry.key for entry in catalog.entries if not entry.obsolete}


def _wanted(article: Article, document: Document, hits: Sequence[Hit], locale: LocaleCode) -> list[Wanted]:
    """Gather the sentences of an article: a repeated one is one entry with several references."""
    references: dict[SegmentKey, list[str]] = {}
    notes: dict[SegmentKey, list[str]] = {}
    sentences = [0] * len(document.blocks)
    for segment in document.segments:
        sentences[segment.block] += 1
    for segment, inside in zip(document.segments, _mentions(document, hits), strict=True):
        place = f"{_isolated(article.reference)}:{segment.line}"
        if place not in references.setdefault(segment.key, []):
            references[segment.key].append(place)
        lines = notes.setdefault(segment.key, [])
        block = document.blocks[segment.block]
        context = [f"({block.note})"] if block.note else []
        context += [f"¶ {source_of(document, block)}"] if sentences[segment.block] > 1 else []
        names = [line for hit in inside for line in describe(hit, locale)]
        lines.extend(line for line in [*names, *context] if line not in lines)
    return [Wanted(key, tuple(places), "\n".join(notes[key])) for key, places in references.items()]


def _mentions(document: Document, hits: Sequence[Hit]) -> list[Sequence[Hit]]:
    """Give the mentions in each segment, in order."""
    starts = [hit.span.start for hit in hits]
    return [
        hits[bisect_left(starts, segment.span.start) : bisect_left(starts, segment.span.end)]
        for segment in document.segments
    ]


def _isolated(reference: PurePosixPath) -> str:
    """Write a path for a ``#:`` line; one with spaces stands between U+2068 and U+2069, as GNU gettext writes it."""
    return f"\u2068{reference}\u2069" if " " in str(reference) else str(reference)
