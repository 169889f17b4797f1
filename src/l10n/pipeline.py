"""The order of things: article → sentences → glossary → memory → engine → catalog, and catalog → article.

The only module that knows how the parts fit together. It prints nothing; progress goes through a callback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from l10n import __version__
from l10n.catalog.merge import DOUBT, Merge, Verdict, Wanted, merge
from l10n.catalog.po import load_catalog, new_catalog, save_catalog
from l10n.catalog.provenance import is_untouched, make_provenance
from l10n.config import Config
from l10n.documents.splice import fold, with_segments
from l10n.drafting import Drafted, Drafter
from l10n.engines.hygiene import other_routes
from l10n.engines.routes import select_route
from l10n.errors import DocumentError, InputError
from l10n.files import read_text, write_if_changed
from l10n.glossary.check import check_names
from l10n.glossary.matching import Matcher
from l10n.glossary.notes import describe
from l10n.glossary.table import load_glossary
from l10n.memory.exact import ExactMemory
from l10n.model import (
    Document,
    EngineOptions,
    Entry,
    Finding,
    Hit,
    LocaleCode,
    Route,
    SegmentKey,
    Span,
    State,
    Term,
)
from l10n.plugins import load_engines, load_formats
from l10n.project import Article, Project
from l10n.protocols import DocumentFormat, Engine
from l10n.segments import split

BATCH = 128
"""Sentences between two writes of a catalog: what an interruption can lose at most."""


@dataclass(slots=True)
class Job:
    """One article in one locale: its merged catalog, and what became of each sentence."""

    article: Article
    document: Document
    locale: LocaleCode
    path: Path
    merge: Merge
    entries: list[Entry]
    lines: dict[SegmentKey, int]
    """1-based line of the first place of each sentence."""
    hits: dict[SegmentKey, list[Hit]]
    """Mentions of terms in each sentence, at its first place; spans into the sentence."""
    memory: int = 0
    drafted: int = 0
    route: Route | None = None
    alternatives: Sequence[Route] = ()
    """Ways to try where a draft is plainly wrong; none where a person chose the route."""

    def pending(self) -> list[int]:
        """Indexes of the live entries without a translation."""
        return [index for index, entry in enumerate(self.entries) if entry.state is State.EMPTY]

    def count(self, verdict: Verdict) -> int:
        """Number of entries with a verdict."""
        return sum(found is verdict for _, found in self.merge.verdicts)

    def states(self) -> dict[State, int]:
        """Number of live entries in each state; every state is there."""
        live = [entry.state for entry in self.entries if not entry.obsolete]
        return {state: live.count(state) for state in State if state is not State.OBSOLETE}

    def save(self) -> bool:
        """Write the catalog if it changed."""
        return save_catalog(replace(self.merge.catalog, entries=tuple(self.entries)), self.path)


@dataclass(slots=True)
class Pipeline:
    """The pipeline of one project.

    Args:
        project: where things are.
        formats: in order of preference for a suffix.
    """

    project: Project
    formats: Sequence[DocumentFormat]
    _terms: tuple[Term, ...] | None = field(init=False, default=None)
    _matcher: Matcher | None = field(init=False, default=None)
    _drafters: dict[str, Drafter] = field(init=False, default_factory=dict)

    def terms(self) -> tuple[Term, ...]:
        """Give the glossary; empty if the project has no glossary file."""
        if self._terms is None:
            path = self.project.config.glossary
            self._terms = load_glossary(path) if path.exists() else ()
        return self._terms

    def read(self, path: Path, reference: PurePosixPath | None = None) -> Document:
        """Read an article and find its sentences.

        Args:
            path: the file.
            reference: its name in the document, the path itself by default.
        Raises:
            DocumentError: it cannot be read, or no format reads it.
        """
        text = read_text(path, DocumentError)
        document = self._format(path).parse(
            text, reference or PurePosixPath(path.as_posix()), self.project.config.source_locale
        )
        return with_segments(document, [_sentences(document, index) for index in range(len(document.blocks))])

    def _format(self, path: Path) -> DocumentFormat:
        found = next((item for item in self.formats if path.suffix.lower() in item.suffixes), None)
        if found is None:
            known = ", ".join(sorted(suffix for item in self.formats for suffix in item.suffixes))
            raise DocumentError(f"no format reads {path.suffix!r}", path=path, hint=f"formats: {known}")
        return found

    def hits(self, document: Document) -> list[Hit]:
        """Find the mentions of glossary terms in an article, in order."""
        if self._matcher is None:
            self._matcher = Matcher(self.terms())
        return self._matcher.hits(document.text, [block.span for block in document.blocks])

    def plan(self, articles: Sequence[Article], locales: Sequence[LocaleCode]) -> list[Job]:
        """Read articles and catalogs and merge them, without writing anything.

        Returns:
            A job for each article and locale, articles in the given order.
        Raises:
            InputError: an article, the glossary or a catalog cannot be read.
        """
        jobs: list[Job] = []
        for article in articles:
            document = self.read(article.path, article.reference)
            hits = self.hits(document)
            jobs.extend(self._job(article, document, hits, locale) for locale in locales)
        return jobs

    def _job(self, article: Article, document: Document, hits: Sequence[Hit], locale: LocaleCode) -> Job:
        path = self.project.catalog_path(article, locale)
        if path.exists():
            catalog = load_catalog(path, locale)
        else:
            catalog = new_catalog(locale, str(article.reference), __version__)
        merged = merge(catalog, _wanted(article, document, hits, locale))
        lines: dict[SegmentKey, int] = {}
        inside: dict[SegmentKey, list[Hit]] = {}
        for segment in document.segments:
            if segment.key not in lines:
                lines[segment.key] = segment.line
                inside[segment.key] = [
                    hit.moved(-segment.span.start)
                    for hit in hits
                    if segment.span.start <= hit.span.start < segment.span.end
                ]
        return Job(article, document, locale, path, merged, list(merged.catalog.entries), lines, inside)

    def recall(self, jobs: Sequence[Job]) -> None:
        """Fill sentences without translation from what was approved in other articles, as drafts that say so."""
        for locale in dict.fromkeys(job.locale for job in jobs if job.pending()):
            memory = ExactMemory()
            for path in self.project.catalog_paths(locale):
                catalog = load_catalog(path, locale)
                memory.add(catalog.metadata.get("Project-Id-Version", path.stem), catalog)
            for job in jobs:
                if job.locale == locale:
                    _recall(job, memory)

    def redraft(self, jobs: Sequence[Job]) -> None:
        """Empty the drafts that no person has touched, so that they are made anew."""
        for job in jobs:
            job.entries = [
                replace(entry, target="", fuzzy=False, provenance=None)
                if not entry.obsolete and is_untouched(entry)
                else entry
                for entry in job.entries
            ]

    def engines(self, threads: int = 0) -> list[Engine]:
        """Load the engines; no model is loaded before it is needed.

        Args:
            threads: parallel workers, 0 for one per core.
        """
        return load_engines(EngineOptions(threads=threads, beam=self.project.config.beam))

    def choose_routes(self, jobs: Sequence[Job], engines: Sequence[Engine], engine: str | None) -> None:
        """Choose the route of every job that needs one; a locale whose setting is ``none`` gets none.

        Args:
            jobs: to be drafted.
            engines: as ``engines()`` gives them.
            engine: what a person asked for this time; it wins over the settings. None leaves them to decide.
        Raises:
            RouteMissingError: a locale cannot be reached.
        """
        config = self.project.config
        settings = {} if engine else config.routes
        routes: dict[LocaleCode, Route | None] = {}
        others: dict[LocaleCode, Sequence[Route]] = {}
        for job in jobs:
            if job.pending():
                if job.locale not in routes:
                    wanted = settings.get(job.locale, engine or config.engine)
                    found = None
                    if wanted != "none":
                        found = select_route(engines, config.source_locale, job.locale, engine=wanted)
                    routes[job.locale] = found
                    if found is not None and wanted == "auto":
                        others[job.locale] = other_routes(engines, found)
                job.route, job.alternatives = routes[job.locale], others.get(job.locale, ())

    def drafter(self, engines: Sequence[Engine], route: Route, alternatives: Sequence[Route] = ()) -> Drafter:
        """Give the drafter of a route; it remembers what it learned about spellings."""
        return self._drafters.setdefault(str(route), Drafter(engines, route, alternatives))

    def draft(self, job: Job, engines: Sequence[Engine], advance: Callable[[int], None]) -> float:
        """Draft what is missing in a job along its route, and write the catalog after every batch.

        Args:
            job: with a route.
            engines: as ``engines()`` gives them.
            advance: called with the number of sentences after each batch.
        Returns:
            Seconds spent in the engines.
        """
        assert job.route is not None
        drafter = self.drafter(engines, job.route, job.alternatives)
        before = drafter.seconds
        pending = job.pending()
        for start in range(0, len(pending), BATCH):
            batch = [(index, job.entries[index]) for index in pending[start : start + BATCH]]
            hits = [_hits_of(job, entry) for _, entry in batch]
            drafts = drafter.draft([entry.key.source for _, entry in batch], hits)
            for (index, entry), draft in zip(batch, drafts, strict=True):
                if draft.text:
                    job.entries[index] = _drafted(entry, draft)
                    job.drafted += 1
            job.save()
            advance(len(batch))
        return drafter.seconds - before

    def check(self, job: Job) -> Iterator[Finding]:
        """Check every translation of a job, in the order of the catalog."""
        place = self.project.shown(job.path)
        for entry in job.entries:
            if not entry.obsolete and entry.target.strip():
                yield from check_names(entry, _hits_of(job, entry), job.locale, place)

    def render(self, job: Job, *, drafts: bool) -> str:
        """Make the localized article: reviewed translations, and drafts too if asked; the rest stays as written."""
        wanted = {State.REVIEWED, State.DRAFT} if drafts else {State.REVIEWED}
        targets: dict[SegmentKey, str] = {}
        for entry in job.entries:
            if entry.state in wanted:
                targets.setdefault(SegmentKey("", entry.key.source), entry.target)
        return self._format(job.article.path).render(job.document, targets)

    def write(self, job: Job, output: Path | None, *, drafts: bool) -> Path:
        """Write the localized article of a job.

        While drafts are inside, a file ``<article>.drafts`` beside it lists them, so that nobody publishes them by
        mistake; a later build without drafts removes it.
        """
        path = self.project.build_path(job.article, job.locale, output)
        if _same_file(path, job.article.path):
            raise InputError("the build would overwrite the article", path=path, hint="choose another --output")
        text = self.render(job, drafts=drafts)
        marker = path.with_name(path.name + ".drafts")
        unready = unreviewed(self.project, job)
        if unready:
            write_if_changed(marker, "".join(f"{line}\n" for line in unready))
        write_if_changed(path, text)
        if not unready:
            marker.unlink(missing_ok=True)
        return path


def open_pipeline(config: Config) -> Pipeline:
    """Make the pipeline of a project from its settings, with the installed formats."""
    formats = load_formats()
    suffixes = frozenset(suffix for item in formats for suffix in item.suffixes)
    return Pipeline(Project(config, suffixes), formats)


def unreviewed(project: Project, job: Job) -> list[str]:
    """List the live entries of a job that nobody approved: ``file:line: state: sentence``, in document order."""
    place = project.shown(job.path)
    return [
        f"{place}:{entry.line or 1}: {entry.state}: {_shorten(entry.key.source)}"
        for entry in job.entries
        if not entry.obsolete and entry.state is not State.REVIEWED
    ]


def _sentences(document: Document, index: int) -> list[Span]:
    """Find the sentences of a block; a title or sub-heading is one."""
    block = document.blocks[index]
    if block.kind in ("title", "heading"):
        return [block.span]
    text = document.text[block.span.start : block.span.end]
    return [Span(start + block.span.start, end + block.span.start) for start, end in split(text, document.locale)]


def _wanted(article: Article, document: Document, hits: Sequence[Hit], locale: LocaleCode) -> list[Wanted]:
    """Gather the sentences of an article: a repeated one is one entry with several references."""
    references: dict[SegmentKey, list[str]] = {}
    notes: dict[SegmentKey, list[str]] = {}
    sentences = [0] * len(document.blocks)
    for segment in document.segments:
        sentences[segment.block] += 1
    for segment in document.segments:
        place = f"{_isolated(article.reference)}:{segment.line}"
        if place not in references.setdefault(segment.key, []):
            references[segment.key].append(place)
        lines = notes.setdefault(segment.key, [])
        block = document.blocks[segment.block].span
        context = [f"¶ {fold(document.text[block.start : block.end])}"] if sentences[segment.block] > 1 else []
        inside = [hit for hit in hits if segment.span.start <= hit.span.start < segment.span.end]
        names = [line for hit in inside for line in describe(hit, locale)]
        lines.extend(line for line in [*names, *context] if line not in lines)
    return [Wanted(key, tuple(places), "\n".join(notes[key])) for key, places in references.items()]


def _isolated(reference: PurePosixPath) -> str:
    """Write a path for a ``#:`` line; one with spaces stands between U+2068 and U+2069, as GNU gettext writes it."""
    return f"\u2068{reference}\u2069" if " " in str(reference) else str(reference)


def _drafted(entry: Entry, draft: Drafted) -> Entry:
    """Put a draft into an entry; doubts about it go into the notes, marked with ``!``."""
    notes = "\n".join(filter(None, [*(f"{DOUBT}{line}" for line in draft.doubts), entry.notes]))
    provenance = make_provenance(str(draft.route), draft.text, draft.score)
    return replace(entry, target=draft.text, fuzzy=True, provenance=provenance, notes=notes)


def _hits_of(job: Job, entry: Entry) -> list[Hit]:
    """Mentions in the sentence of an entry, as spans into the folded sentence.

    Folding keeps the length of a sentence unless it runs over several lines or has doubled spaces; then the mentions
    are looked up by their spelling.
    """
    found: list[Hit] = []
    position = 0
    for hit in job.hits.get(SegmentKey("", entry.key.source), []):
        start = entry.key.source.find(hit.alias, position)
        if start >= 0:
            position = start + len(hit.alias)
            found.append(replace(hit, span=Span(start, position)))
    return found


def _recall(job: Job, memory: ExactMemory) -> None:
    for index in job.pending():
        found = memory.find(job.entries[index].key.source)
        if found is not None:
            target, origin = found
            provenance = make_provenance(f"memory:{quote(origin, safe='/')}", target)
            job.entries[index] = replace(job.entries[index], target=target, fuzzy=True, provenance=provenance)
            job.memory += 1


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _shorten(text: str, width: int = 80) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def iter_verdicts(job: Job) -> Iterator[tuple[int | None, str, str, str | None]]:
    """Yield (line or None, source, verdict, previous source or None) of each entry of a job."""
    for entry, verdict in job.merge.verdicts:
        previous = entry.previous.source if entry.previous else None
        yield job.lines.get(SegmentKey("", entry.key.source)), entry.key.source, str(verdict), previous
