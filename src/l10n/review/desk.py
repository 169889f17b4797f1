"""The desk: one article in one locale as it is on disk now, and every way in which a person changes it.

All threads of the server share one desk. What it read it keeps as long as the files are as they were.

A write does not need the lock of the project: ``l10n translate`` holds that for minutes, and a person must not wait.
The desk takes the lock where it is free within ``PATIENCE_S``, and goes on without it where it is not: just before
writing, the catalog is read again, an edit of an entry that has changed since the person saw it is refused, and
``Job.save`` merges whatever else came in between, as it does for the other side.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace

from l10n.catalog.trust import three_way, union_of_lines
from l10n.config import Config, load_config
from l10n.errors import InputError
from l10n.files import digest, stamp_if_any
from l10n.jobs import Job, join_sentences, make_job, split_sentences
from l10n.locking import project_lock
from l10n.model import Document, Entry, Former, Hit, LocaleCode, SegmentKey, State
from l10n.pipeline import Pipeline, open_pipeline
from l10n.project import Article
from l10n.review.editing import Edit, edited, identify, is_based_on, is_done, without_place
from l10n.review.requests import RequestError

PATIENCE_S = 1.0
"""How long a write waits for the lock of the project."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article in one locale as it was on disk at one moment; never changed."""

    pipeline: Pipeline
    """With the settings and the glossary of that moment."""
    job: Job
    stamps: tuple[str, ...]
    """Of the files it was read from."""
    revision: str
    """Another one whenever something that the page shows has changed."""
    entries: Mapping[str, Entry] = field(repr=False)
    """The live entries by identity, in document order."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit that was not made: the entry is no longer as the person saw it; None if it is no longer there."""

    edit: Edit
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of edits."""

    sheet: Sheet
    """Afterwards."""
    ids: tuple[str, ...]
    """Of the entries that were named, and of all others that are no longer as they were shown."""
    revision: str
    """What is shown with these entries; not that of ``sheet`` where the whole article has to be shown again."""
    conflicts: tuple[Conflict, ...] = ()


@dataclass(slots=True)
class _Source:
    """An article as read, with what it was read from."""

    stamps: tuple[str, ...]
    document: Document
    hits: list[Hit]


class Desk:
    """The desk of one project.

    Args:
        config: of the project.
    Raises:
        L10nError: the formats cannot be loaded.
    """

    def __init__(self, config: Config) -> None:
        self._root = config.root
        self._lock = threading.RLock()
        self._pipeline = open_pipeline(config)
        self._settings = self._setting_stamps(config)
        self._sources: dict[str, _Source] = {}
        self._sheets: dict[tuple[str, LocaleCode], Sheet] = {}
        self._shown: dict[tuple[str, LocaleCode], Sheet] = {}
        self._approvals: dict[tuple[str, LocaleCode, SegmentKey], tuple[Entry, Entry]] = {}
        self._patience = PATIENCE_S

    def pipeline(self) -> Pipeline:
        """Give the pipeline with the settings and the glossary as they are now.

        Raises:
            ConfigError: somebody left the settings damaged.
        """
        with self._lock:
            stamps = self._setting_stamps(self._pipeline.project.config)
            if stamps != self._settings:
                config = load_config(self._root)
                self._pipeline, self._settings = open_pipeline(config), self._setting_stamps(config)
            return self._pipeline

    def articles(self) -> list[Article]:
        """List the articles of the project."""
        return self.pipeline().project.articles()

    def find(self, path: str, locale: str) -> tuple[Article, LocaleCode]:
        """Find an article by its path from the project root, and a locale.

        Raises:
            RequestError: the project does not have it.
        """
        article = next((item for item in self.articles() if str(item.reference) == path), None)
        if article is None:
            raise RequestError("no such article", hint="choose another in the list", status=404)
        if locale not in self.pipeline().project.config.locales:
            raise RequestError("no such locale in this project", hint="choose another in the list", status=404)
        return article, locale

    def sheet(self, path: str, locale: str) -> Sheet:
        """Give an article in a locale as it is on disk now.

        Args:
            path: of the article from the project root.
            locale: one of the project's.
        Raises:
            RequestError: the project does not have it.
            InputError: the article, the catalog, the glossary or the settings cannot be read.
        """
        with self._lock:
            pipeline = self.pipeline()
            article, code = self.find(path, locale)
            catalog = pipeline.project.catalog_path(article, code)
            source = self._source(pipeline, article)
            stamps = (*source.stamps, stamp_if_any(catalog))
            known = self._sheets.get((path, code))
            if known is None or known.stamps != stamps or known.pipeline is not pipeline:
                job = make_job(article, source.document, source.hits, code, catalog, pipeline.changed_facts)
                known = self._sheets[path, code] = _sheet(pipeline, job, stamps)
            return known

    def known(self, path: str, locale: str) -> Sheet | None:
        """Give a sheet that has been read before, as it is now; None where that would take longer."""
        with self._lock:
            return self.sheet(path, locale) if (path, locale) in self._sheets else None

    def show(self, path: str, locale: str) -> Sheet:
        """Give a sheet as ``sheet`` does, to be shown to a person: what is edited later was seen so."""
        with self._lock:
            shown = self._shown[path, locale] = self.sheet(path, locale)
            return shown

    def shown(self, path: str, locale: str) -> Sheet:
        """Give the sheet that was shown last, as it was then; the one of now if none was."""
        with self._lock:
            return self._shown.get((path, locale)) or self.sheet(path, locale)

    def edit(self, path: str, locale: str, edits: Sequence[Edit], put: Callable[[Entry, Edit], Entry] = edited) -> Done:
        """Make edits whose entries are as the person saw them, and write the catalog at once.

        Args:
            path, locale: as for ``sheet``.
            edits: in order.
            put: makes the new entry.
        Returns:
            With a conflict for each edit of an entry that somebody else has changed meanwhile in another way.
        Raises:
            InputError: as for ``sheet``, or the catalog cannot be written; then nothing is changed.
        """
        with self._lock, self._writing():
            sheet = self.sheet(path, locale)
            shown = self._shown.get((path, locale), sheet)
            job = _copy(sheet.job)
            made, conflicts = self._make(job, edits, put, shown)
            if made:
                job.save()
            after = self._read_again(path, locale)
            self._remember(path, locale, sheet, after, made)
            overtaken = [edit for edit in made if not _stands(after.entries.get(edit.id), edit)]
            conflicts += [Conflict(edit, after.entries.get(edit.id)) for edit in overtaken]
            return self._done(shown, after, edits, conflicts)

    def join(self, path: str, locale: str, ids: Sequence[str]) -> Sheet:
        """Make one entry of sentences that follow each other; see ``jobs.join_sentences``."""
        return self._reshape(path, locale, ids, join_sentences)

    def split(self, path: str, locale: str, identity: str) -> Sheet:
        """Make single sentences of a joined one again; see ``jobs.split_sentences``."""
        return self._reshape(path, locale, [identity], lambda job, keys: split_sentences(job, keys[0]))

    def change(self, path: str, locale: str, work: Callable[[Job], bool]) -> Sheet:
        """Do something else to a catalog, and write it if ``work`` says so; it gets the job as it is on disk now."""
        with self._lock, self._writing():
            job = _copy(self.sheet(path, locale).job)
            if work(job):
                job.save()
            return self._read_again(path, locale)

    def _reshape(
        self, path: str, locale: str, ids: Sequence[str], work: Callable[[Job, Sequence[SegmentKey]], object]
    ) -> Sheet:
        def reshaped(job: Job) -> bool:
            keys = {identify(key): key for key in job.places()}
            if not all(item in keys for item in ids):
                raise RequestError("a sentence is no longer there", hint="reload the page", status=409)
            work(job, [keys[item] for item in ids])
            return True

        self.change(path, locale, reshaped)
        return self.change(path, locale, lambda job: True)  # planned again: what is no sentence now is obsolete

    def _make(
        self, job: Job, edits: Sequence[Edit], put: Callable[[Entry, Edit], Entry], shown: Sheet
    ) -> tuple[list[Edit], list[Conflict]]:
        """Make edits in a job; tell which were made, and which could not be."""
        places = {identify(key): index for key, index in job.places().items()}
        made: list[Edit] = []
        conflicts: list[Conflict] = []
        for edit in edits:
            index, before = places.get(edit.id), shown.entries.get(edit.id)
            if index is None:
                conflicts.append(Conflict(edit, None))
                continue
            entry = job.entries[index]
            if is_done(entry, edit):
                continue
            if not is_based_on(entry, edit) or _has_unseen_rivals(entry, edit, before):
                conflicts.append(Conflict(edit, entry))
            else:
                agreed = _with_both_comments(entry, edit, before)
                job.entries[index] = self._taken_back(job, entry, agreed) or put(entry, agreed)
                made.append(edit)
        return made, conflicts

    def _done(self, shown: Sheet, after: Sheet, edits: Sequence[Edit], conflicts: Sequence[Conflict]) -> Done:
        """Tell what became of edits, and all else that is no longer as it was shown."""
        ids = dict.fromkeys(edit.id for edit in edits if edit.id in after.entries)
        for identity, entry in after.entries.items():
            before = shown.entries.get(identity)
            if before is None or _seen(before) != _seen(entry):
                ids[identity] = None
        same_article = list(shown.entries) == list(after.entries) and shown.stamps[:-1] == after.stamps[:-1]
        if same_article:
            self._shown[str(after.job.article.reference), after.job.locale] = after
        revision = after.revision if same_article else shown.revision
        return Done(after, tuple(ids), revision, tuple(conflicts))

    def _taken_back(self, job: Job, entry: Entry, edit: Edit) -> Entry | None:
        """Give the entry as it was before it was approved, if an edit just takes the approval back.

        Where another text was approved than the one that is there again, that stays in ``former``.
        """
        known = self._approvals.get((str(job.article.reference), job.locale, entry.key))
        if known is None or edit.reviewed or without_place(known[1]) != without_place(entry):
            return None
        before = known[0]
        if before.target != edit.target or edit.comment not in (None, before.comment):
            return None
        former = before.former
        if entry.target != before.target:
            former = tuple(dict.fromkeys((*former, Former(entry.key.source, entry.target))))
        return replace(before, references=entry.references, former=former)

    def _remember(self, path: str, locale: LocaleCode, before: Sheet, after: Sheet, made: Sequence[Edit]) -> None:
        """Remember what approving took away, so that it can be given back."""
        for edit in made:
            old, new = before.entries[edit.id], after.entries.get(edit.id)
            if new is not None and new.state is State.REVIEWED and old.state in (State.DRAFT, State.STALE):
                self._approvals[path, locale, new.key] = (old, new)

    def _source(self, pipeline: Pipeline, article: Article) -> _Source:
        """Read an article, or give what is known of it."""
        stamps = (*self._settings, stamp_if_any(article.path))
        known = self._sources.get(str(article.reference))
        if known is None or known.stamps != stamps:
            document = pipeline.read(article.path, article.reference)
            known = self._sources[str(article.reference)] = _Source(stamps, document, pipeline.hits(document))
        return known

    def _read_again(self, path: str, locale: LocaleCode) -> Sheet:
        """Give the sheet after a write; two writes within one tick of the file's clock are told apart too."""
        self._sheets.pop((path, locale), None)
        return self.sheet(path, locale)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock of the project if it is to be had soon; see the module. Having waited in vain, do not again."""
        with ExitStack() as stack:
            until = time.monotonic() + self._patience
            while True:
                try:
                    stack.enter_context(project_lock(self._root))
                except InputError:
                    self._patience = 0.0
                    if time.monotonic() >= until:
                        break
                    time.sleep(0.05)
                else:
                    self._patience = PATIENCE_S
                    break
            yield

    def _setting_stamps(self, config: Config) -> tuple[str, ...]:
        return stamp_if_any(config.root / "pyproject.toml"), stamp_if_any(config.glossary)


def _sheet(pipeline: Pipeline, job: Job, stamps: tuple[str, ...]) -> Sheet:
    entries = {identify(entry.key): entry for entry in job.entries if not entry.obsolete}
    revision = digest("\n".join((job.digest, *stamps[:-1])))[:16]
    return Sheet(pipeline, job, stamps, revision, entries)


def _copy(job: Job) -> Job:
    return replace(job, entries=list(job.entries), conflicts=[])


def _stands(entry: Entry | None, edit: Edit) -> bool:
    """Whether an entry has the text and the state that an edit gave it."""
    return entry is not None and is_done(entry, replace(edit, comment=None))


def _seen(entry: Entry) -> Entry:
    """Give an entry without what moves when others change."""
    return replace(entry, line=0, references=())


def _has_unseen_rivals(entry: Entry, edit: Edit, shown: Entry | None) -> bool:
    """Whether approving would take away a rival that came in after the entry was shown."""
    return edit.reviewed and shown is not None and not set(entry.rivals) <= set(shown.rivals)


def _with_both_comments(entry: Entry, edit: Edit, shown: Entry | None) -> Edit:
    """Keep what somebody else wrote into the comment after the entry was shown."""
    if edit.comment is None or shown is None:
        return edit
    return replace(edit, comment=three_way(shown.comment, entry.comment, edit.comment, union_of_lines))
