"""The memory itself: learns what was approved, finds it again for the same sentence or a similar one."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from l10n.memory.entries import CatalogFile, Count, Known, Lesson, Match, preferred
from l10n.memory.imports import imported
from l10n.memory.store import Learned, Store, words_of
from l10n.model import LocaleCode

THRESHOLD = 75
"""Similarity from which on a near match is offered."""

BATCH = 5000
"""Entries between two transactions: others can write in between, and no more than these are held."""

_MISSING = 1.6
"""How many per cent of the words a near match may lack for each per cent of similarity that it may lack.

With this and the usual threshold, looking at every sentence found 2 % more matches and never a better first one.
"""

_SERVERS = ("postgresql://", "postgres://")


def is_server(address: str | Path) -> bool:
    """Whether a memory is on a PostgreSQL server, not in a file.

    >>> is_server("postgresql://desk@localhost/memory"), is_server("memory.db")
    (True, False)
    """
    return isinstance(address, str) and address.startswith(_SERVERS)


def open_memory(
    address: str | Path,
    project: Path,
    *,
    source_locale: LocaleCode = "en",
    threshold: int = THRESHOLD,
    notify: Callable[[str], None] = lambda message: None,
) -> Memory:
    """Open a memory, and make it if it is not there.

    Args:
        address: of a SQLite file, ``:memory:`` for one that is not kept, or ``postgresql://…``.
        project: root folder of the project that learns and asks; its ``memory`` folder holds imported files.
        source_locale: language of its articles.
        threshold: similarity from which on a near match is offered, 1 to 100; 100 gives exact matches alone.
        notify: gets a line where the memory had to be made anew or cannot be kept.
    Raises:
        InputError: the server cannot be reached, or the file is not one of ours.
        ConfigError: there is no driver for the server.
    """
    root = project.resolve()
    if is_server(address):
        from l10n.memory.postgres import PostgresStore

        store: Store = PostgresStore(str(address))
        return Memory(store, f"{socket.gethostname()}:{root}", root / "memory", source_locale, threshold)
    from l10n.memory.sqlite import SqliteStore

    return Memory(SqliteStore(Path(address), notify), str(root), root / "memory", source_locale, threshold)


@dataclass(slots=True)
class Memory:
    """Approved translations of all projects that share a store; use it as a context manager.

    Args:
        store: where they are.
        project: whose files are learned.
        folder: of its imported files.
        source_locale: language of the sentences.
        threshold: as for ``open_memory``.
    """

    store: Store
    project: str
    folder: Path
    source_locale: LocaleCode
    threshold: int
    _frequencies: dict[str, int] = field(init=False, default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    def refresh(self, locale: LocaleCode, sources: Sequence[CatalogFile]) -> None:
        """Make the memory know what the files of the project say now.

        Only files that changed are read; what came from files that are gone is forgotten. Entries of other projects
        and locales stay.

        Args:
            locale: of the catalogs.
            sources: all catalogs the project has in it; the imported files are found in ``folder``.
        Raises:
            InputError: a file cannot be read, or the memory cannot be written.
        """
        lessons = [*(file.lesson() for file in sources), *imported(self.folder, self.source_locale, locale)]
        self._frequencies.clear()
        if not self._learn(locale, lessons):
            self._learn(locale, lessons)

    def _learn(self, locale: LocaleCode, lessons: Sequence[Lesson]) -> bool:
        """Learn what changed; False if the store does not know all of it then, as when it had to begin anew."""
        wanted = {lesson.name: lesson.stamp for lesson in lessons}
        known = self.store.stamps(self.project, locale)
        if known == wanted:
            return True
        batch: list[Learned] = []
        waiting = 0
        for lesson in lessons:
            if known.get(lesson.name) != lesson.stamp:
                title, entries = lesson.load()
                batch.append(Learned(lesson.name, title, lesson.stamp, tuple(entries)))
                waiting += len(batch[-1].entries)
                if waiting >= BATCH:
                    self.store.update(self.project, locale, batch, ())
                    batch, waiting = [], 0
        self.store.update(self.project, locale, batch, [name for name in known if name not in wanted])
        return self.store.stamps(self.project, locale) == wanted

    def find(self, source: str, locale: LocaleCode, names: Collection[str] = ()) -> Match | None:
        """Find the approved translation of a sentence, or of the most similar one that says the same.

        An exact match goes before a near one. A near match is never one with another number, date, name, negation
        or other fact. Which of several translations of one sentence is offered: ``entries.preferred``.

        Args:
            source: a sentence.
            locale: of the translation.
            names: mentions of names in the sentence, as written.
        Returns:
            A match of at least ``threshold``; None if there is none.
        """
        known = self.store.exact(source, locale)
        if known:
            return self._match(preferred(known), source, 100)
        from l10n.facts import changed_facts

        for candidate, similarity in self._candidates(source):
            known = self.store.exact(candidate, locale)
            if known and not changed_facts(candidate, source, self.source_locale, names):
                return self._match(preferred(known), candidate, similarity)
        return None

    def approved(self, locale: LocaleCode) -> Iterator[tuple[str, Known]]:
        """Yield each source with the translation that is offered for it, in the order of the sources."""
        found: dict[str, list[Known]] = {}
        for source, known in self.store.everything(locale):
            found.setdefault(source, []).append(known)
        for source in sorted(found):
            yield source, preferred(found[source])

    def counts(self) -> list[Count]:
        """Count the entries of each file of each project."""
        return self.store.counts()

    def _match(self, known: Known, source: str, similarity: int) -> Match:
        origin = known.title if known.project == self.project else f"{known.project}:{known.title}"
        return Match(known.target, source, origin, similarity)

    def _candidates(self, source: str) -> Iterator[tuple[str, int]]:
        """Yield similar sentences with their similarity (below 100), best first; the order is always the same.

        What lacks at most k words has one of the k + 1 rarest: only those are looked up. The similarity is at most
        twice the shorter length by the sum of both, which bounds the lengths.
        """
        from rapidfuzz import fuzz, process

        words = self._rarest(words_of(source))
        if not words or self.threshold >= 100:
            return
        share = self.threshold / (200 - self.threshold)
        texts = self.store.similar(words, int(len(source) * share), int(len(source) / share) + 1)
        scored = process.extract(source, texts, scorer=fuzz.ratio, score_cutoff=self.threshold, limit=None)
        for text, score, _ in sorted(scored, key=lambda item: (-item[1], item[0])):
            yield text, min(int(score), 99)

    def _rarest(self, words: Sequence[str]) -> list[str]:
        """Give the words one of which a near match must have, without those that no sentence has."""
        unknown = [word for word in words if word not in self._frequencies]
        if unknown:
            self._frequencies.update(dict.fromkeys(unknown, 0) | self.store.frequencies(unknown))
        ordered = sorted(words, key=lambda word: (self._frequencies.get(word, 0), word))
        missing = min(1.0, _MISSING * (1 - self.threshold / 100))
        wanted = ordered[: max(2, int(len(words) * missing) + 1)]
        return [word for word in wanted if self._frequencies.get(word)]
