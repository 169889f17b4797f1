"""What else there is for a sentence: approved translations like it, and drafts of the engines."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from l10n.drafting import Drafter
from l10n.errors import EngineError
from l10n.jobs import hits_of
from l10n.memory.entries import Match
from l10n.model import Entry
from l10n.pipeline import Pipeline
from l10n.protocols import Engine
from l10n.review.desk import Sheet
from l10n.review.requests import RequestError
from l10n.review.views import Json, difference


@dataclass(slots=True)
class Offers:
    """Looks things up in the memory and asks the engines; a draft is asked for once."""

    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)
    _pipeline: Pipeline | None = field(init=False, default=None)
    _engines: list[Engine] = field(init=False, default_factory=list)
    _drafters: dict[str, Drafter] = field(init=False, default_factory=dict)
    _drafts: dict[tuple[str, str], list[Json]] = field(init=False, default_factory=dict)

    def offers(self, sheet: Sheet, identity: str) -> Json:
        """Give what the memory and the engines offer for an entry.

        Raises:
            RequestError: the entry is no longer there.
            InputError: the memory cannot be read.
        """
        entry = sheet.entries.get(identity)
        if entry is None:
            raise RequestError("the sentence is no longer there", hint="reload the page", status=404)
        return {"memory": self._memory(sheet, entry), "alternatives": self._alternatives(sheet, entry)}

    def _memory(self, sheet: Sheet, entry: Entry) -> list[Json]:
        """Look for other approved translations of the sentence, or for one of a sentence like it."""
        pipeline, locale, source = sheet.pipeline, sheet.job.locale, entry.key.source
        names = frozenset(hit.alias for hit in hits_of(sheet.job, entry))
        with self._lock, pipeline.memory([locale], lambda message: None) as memory:
            best = memory.find(source, locale, names)
            if best is None:
                return []
            found = {best.target: best}
            for known in memory.store.exact(source, locale):
                origin = known.title if known.project == memory.project else f"{known.project}:{known.title}"
                found.setdefault(known.target, Match(known.target, source, origin, 100))
        return [
            {
                "source": match.source,
                "target": match.target,
                "similarity": match.similarity,
                "origin": match.origin,
                "diff": difference(match.source, source),
            }
            for match in found.values()
            if match.target != entry.target
        ]

    def _alternatives(self, sheet: Sheet, entry: Entry) -> list[Json]:
        """Ask the engine of the locale, and the next best way; nothing where the project or the machine has none."""
        key = (sheet.job.locale, entry.key.source)
        with self._lock:
            if self._pipeline is not sheet.pipeline:
                self._pipeline, self._engines = sheet.pipeline, sheet.pipeline.engines()
                self._drafters.clear()
                self._drafts.clear()
            if key not in self._drafts:
                self._drafts[key] = list(self._ask(sheet, entry))
            return self._drafts[key]

    def _ask(self, sheet: Sheet, entry: Entry) -> Iterator[Json]:
        """Draft a sentence on each way there is; a way that fails gives nothing."""
        pipeline = sheet.pipeline
        job = replace(sheet.job, entries=[Entry(entry.key)])
        with suppress(EngineError):
            pipeline.choose_routes([job], self._engines, None)
        syntax = pipeline.format_of(job.article.path).syntax
        for route in (job.route, *job.alternatives) if job.route else ():
            with suppress(EngineError):
                drafter = self._drafters.setdefault(str(route), Drafter(self._engines, route))
                (draft,) = drafter.draft([entry.key.source], [hits_of(job, entry)], syntax)
                if draft.text:
                    yield {"engine": str(route), "text": draft.text, "score": draft.score}
