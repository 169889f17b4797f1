"""The order of things: article → sentences → glossary → memory → engine → catalog.

The only module that knows how the parts fit together. It prints nothing; progress goes through a callback. A large
project flows through in groups of articles, and only those that are being worked on are in memory. The parts are
imported with the first article that needs them: most runs find nothing to do.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n.config import Config
from l10n.errors import DocumentError
from l10n.files import read_bytes, read_text, stamp
from l10n.locking import STATE_FOLDER, state_folder
from l10n.model import Document, Hit, LocaleCode, Route, Term
from l10n.plugins import load_engines, load_formats
from l10n.project import Article, Project
from l10n.protocols import BinaryFormat, DocumentFormat, Engine

if TYPE_CHECKING:
    from l10n.batches import Workers
    from l10n.glossary.matching import Matcher
    from l10n.jobs import Job
    from l10n.memory.recall import Memory

BATCH = 128
"""Sentences that are drafted together and then written: what an interruption can lose at most."""

GROUP = 2000
"""Sentences of the articles that are planned together, so that short articles fill the batches too."""


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
    _spellings: frozenset[str] | None = field(init=False, default=None)
    _routes: dict[tuple[LocaleCode, str], tuple[Route | None, tuple[Route, ...]]] = field(
        init=False, default_factory=dict
    )
    """Locale and setting → the route and its alternatives."""

    def terms(self) -> tuple[Term, ...]:
        """Give the glossary; empty if the project has no glossary file."""
        from l10n.glossary.table import load_glossary

        if self._terms is None:
            path = self.project.config.glossary
            usual = self.project.config.root / "glossary.csv"  # a project need not have one
            self._terms = load_glossary(path) if path.exists() or path != usual else ()
        return self._terms

    def read(self, path: Path, reference: PurePosixPath | None = None) -> Document:
        """Read an article and find its sentences.

        Args:
            path: the file.
            reference: its name in the document, the path itself by default.
        Raises:
            DocumentError: it cannot be read, or no format reads it.
        """
        from l10n.documents.blocks import find_sentences
        from l10n.documents.splice import with_segments
        from l10n.segments import split

        document = self.parse(path, reference)
        return with_segments(document, find_sentences(document, split))

    def parse(self, path: Path, reference: PurePosixPath | None = None) -> Document:
        """Read an article as ``read`` does, without finding its sentences."""
        form, name = self.format_of(path), reference or PurePosixPath(path.as_posix())
        if isinstance(form, BinaryFormat):
            text = form.unpack(read_bytes(path, DocumentError), name)
        else:
            text = read_text(path, DocumentError)
        return form.parse(text, name, self.project.config.source_locale)

    def format_of(self, path: Path) -> DocumentFormat:
        """Give the format that reads a file.

        Raises:
            DocumentError: none does.
        """
        from l10n.documents.recognition import no_format, recognise

        found = next((item for item in self.formats if path.suffix.lower() in item.suffixes), None)
        if found is None:
            name = recognise(path)
            found = next((item for item in self.formats if item.name == name), None)
        if found is None:
            raise no_format(path, (suffix for item in self.formats for suffix in item.suffixes))
        return found

    def hits(self, document: Document) -> list[Hit]:
        """Find the mentions of glossary terms in an article, in order."""
        from l10n.documents.blocks import reading
        from l10n.glossary.matching import Matcher

        if self._matcher is None:
            self._matcher = Matcher(self.terms())
        return self._matcher.hits(*reading(document))

    def plan(
        self,
        articles: Sequence[Article],
        locales: Sequence[LocaleCode],
        skip: Container[tuple[Article, LocaleCode]] = (),
    ) -> list[Job]:
        """Read articles and catalogs and merge them, without writing anything.

        Args:
            articles, locales: what to plan for.
            skip: what nobody needs to read.
        Returns:
            A job for each article and locale, articles in the given order.
        Raises:
            InputError: an article, the glossary or a catalog cannot be read.
        """
        jobs: list[Job] = []
        for article in articles:
            wanted = [locale for locale in locales if (article, locale) not in skip]
            if wanted:
                document = self.read(article.path, article.reference)
                hits = self.hits(document)
                jobs.extend(self._job(article, document, hits, locale) for locale in wanted)
        return jobs

    def groups(
        self,
        articles: Sequence[Article],
        locales: Sequence[LocaleCode],
        skip: Container[tuple[Article, LocaleCode]] = (),
    ) -> Iterator[list[Job]]:
        """Plan group by group, each when it is asked for; a group has ``GROUP`` sentences, or one article.

        Args:
            articles, locales, skip: as for ``plan``.
        Raises:
            InputError: as for ``plan``, when the group is reached.
        """
        group: list[Job] = []
        sentences = 0
        for article in articles:
            jobs = self.plan([article], locales, skip)
            sentences += len(jobs[0].document.segments) if jobs else 0
            if group and sentences > GROUP:
                yield group
                group, sentences = [], len(jobs[0].document.segments)
            group += jobs
        if group:
            yield group

    def _job(self, article: Article, document: Document, hits: Sequence[Hit], locale: LocaleCode) -> Job:
        from l10n.jobs import make_job

        path = self.project.catalog_path(article, locale)
        return make_job(article, document, hits, locale, path, self.changed_facts)

    def changed_facts(self, old: str, new: str) -> frozenset[str]:
        """Tell what differs in fact between two wordings of a source sentence: number, date, name and so on."""
        from l10n.facts import changed_facts

        return changed_facts(old, new, self.project.config.source_locale, self._names())

    @contextlib.contextmanager
    def recalling(
        self, notify: Callable[[str], None] = lambda message: None, *, keep: bool = True
    ) -> Iterator[Callable[[Sequence[Job]], None]]:
        """Fill sentences without translation from what was approved before, as drafts that say so.

        Args:
            notify: gets a line where the memory had to be made anew or cannot be kept.
            keep: whether to write what the memory learns to its file.
        Yields:
            A function for the jobs of one group after the other; the memory is opened when one needs it, and once.
        Raises:
            InputError: a catalog or the memory cannot be read.
        """
        known = set[LocaleCode]()
        with contextlib.ExitStack() as stack:
            memory: Memory | None = None

            def recall(jobs: Sequence[Job]) -> None:
                nonlocal memory
                for job in jobs:
                    if job.pending():
                        memory = memory or stack.enter_context(self.memory((), notify, keep=keep))
                        if job.locale not in known:
                            self._learn(memory, job.locale)
                            known.add(job.locale)
                        job.recall(memory, self._names())

            yield recall

    @contextlib.contextmanager
    def memory(
        self, locales: Sequence[LocaleCode], notify: Callable[[str], None], *, keep: bool = True
    ) -> Iterator[Memory]:
        """Open the translation memory of the project; it knows what the catalogs of some locales say now.

        Args:
            locales: to look things up in.
            notify, keep: as for ``recalling``.
        """
        from l10n.memory.recall import is_server, open_memory

        config = self.project.config
        address = memory_address(config) if keep or is_server(config.memory) else ":memory:"
        with open_memory(
            address, config.root, source_locale=config.source_locale, threshold=config.memory_threshold, notify=notify
        ) as memory:
            for locale in locales:
                self._learn(memory, locale)
            yield memory

    def _learn(self, memory: Memory, locale: LocaleCode) -> None:
        """Make a memory know what the catalogs of a locale say now."""
        from l10n.catalog.po import load_catalog
        from l10n.memory.entries import CatalogFile

        files = [
            CatalogFile(self.project.shown(path), stamp(path), partial(load_catalog, path, locale))
            for path in self.project.catalog_paths(locale)
        ]
        memory.refresh(locale, files)

    def _names(self) -> frozenset[str]:
        """Every spelling of every name of the glossary."""
        if self._spellings is None:
            self._spellings = frozenset(name for term in self.terms() for name in (term.source, *term.aliases))
        return self._spellings

    def redraft(self, jobs: Sequence[Job]) -> None:
        """Empty the drafts that no person has touched, so that they are made anew."""
        from l10n.catalog.provenance import is_untouched

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
        return load_engines(self.project.config.engine_options(threads))

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
        for job in jobs:
            if job.pending():
                wanted = settings.get(job.locale, engine or config.engine)
                if (job.locale, wanted) not in self._routes:
                    self._routes[job.locale, wanted] = self._choose(engines, job.locale, wanted)
                job.route, job.alternatives = self._routes[job.locale, wanted]

    def _choose(
        self, engines: Sequence[Engine], locale: LocaleCode, wanted: str
    ) -> tuple[Route | None, tuple[Route, ...]]:
        from l10n.engines.hygiene import other_routes
        from l10n.engines.routes import select_route

        if wanted == "none":
            return None, ()
        route = select_route(engines, self.project.config.source_locale, locale, engine=wanted)
        return route, tuple(other_routes(engines, route)) if wanted == "auto" else ()

    def draft(
        self, groups: Iterable[Sequence[Job]], workers: Workers, advance: Callable[[int, str], None]
    ) -> Iterator[tuple[Sequence[Job], float]]:
        """Draft what is missing in jobs along their routes, and write every catalog.

        The sentences of a group that go one way are drafted together, equal ones once; a catalog is written after each
        batch that has something for it. The next group is asked for while workers are busy with this one.

        Args:
            groups: of jobs, with routes where something is to be drafted.
            workers: where to draft.
            advance: called after each batch with the number of sentences and a word on where they are.
        Yields:
            Each group as soon as all of it is on disk, with the seconds spent for it in engines.
        Raises:
            InputError: an article or a catalog cannot be read or written.
            EngineError: an engine failed. What was written before stays.
        """
        from l10n.batches import draft_groups

        return draft_groups(groups, lambda job: self.format_of(job.article.path).syntax, workers, advance, BATCH)


def open_pipeline(config: Config) -> Pipeline:
    """Make the pipeline of a project from its settings, with the installed formats."""
    formats = load_formats(config.front_matter)
    suffixes = frozenset(suffix for item in formats for suffix in item.suffixes)
    return Pipeline(Project(config, suffixes), formats)


def memory_address(config: Config) -> str | Path:
    """Where the translation memory of a project is; the folder of the default place is made."""
    from l10n.memory.recall import is_server

    if is_server(config.memory):
        return config.memory
    path = config.root / config.memory
    if path.parent == config.root / STATE_FOLDER:
        with contextlib.suppress(OSError):
            state_folder(config.root)
    return path
