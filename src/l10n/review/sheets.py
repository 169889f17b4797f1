"""A whole article, and the whole project, as the JSON of the page."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l10n.catalog.po import load_catalog
from l10n.documents.splice import source_of
from l10n.errors import CatalogError, InputError
from l10n.files import stamp
from l10n.jobs import can_join, hits_of
from l10n.locales import english_name
from l10n.model import Catalog, Document, Entry, Kind, LocaleCode, SegmentKey
from l10n.project import Article
from l10n.review.desk import Desk, Done, Sheet
from l10n.review.editing import identify
from l10n.review.views import Json, counts, entry_json

OWN_NAMES = {"be": "беларуская", "en": "English", "ru": "русский", "uk": "українська"}
"""What speakers call their language."""


@dataclass(slots=True)
class Sheets:
    """Describes what a desk has.

    Args:
        desk: of the project.
    """

    desk: Desk
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)
    _catalogs: dict[Path, tuple[str, Catalog]] = field(init=False, default_factory=dict)
    _titles: dict[str, tuple[str, str]] = field(init=False, default_factory=dict)

    def article(self, sheet: Sheet) -> Json:
        """Describe an article in a locale."""
        job = sheet.job
        return {
            "path": str(job.article.reference),
            "title": title_of(job.document),
            "locale": job.locale,
            "catalog": sheet.pipeline.project.shown(job.path),
            "revision": sheet.revision,
            "syntax": sheet.pipeline.format_of(job.article.path).syntax,
            "counts": counts(job.entries),
            "blocks": blocks(sheet),
            "entries": self.entries(sheet, sheet.entries),
            "conflicts": [identity for identity, entry in sheet.entries.items() if entry.fuzzy and entry.rivals],
        }

    def entries(self, sheet: Sheet, ids: Iterable[str]) -> Json:
        """Describe entries of a sheet, by identity."""
        job = sheet.job
        others = {
            code: self._others(sheet, code) for code in sheet.pipeline.project.config.locales if code != job.locale
        }
        joinable = can_join(job)
        found: Json = {}
        for identity in ids:
            entry = sheet.entries[identity]
            key = entry.key
            elsewhere = {
                code: {"target": other.target, "state": str(other.state)}
                for code, known in others.items()
                if (other := known.get(key) or known.get(SegmentKey("", key.source))) is not None
            }
            marks = {"joined": key in job.joined, "can_join": key in joinable}
            line = job.lines.get(key.source)
            found[identity] = entry_json(entry, hits_of(job, entry), job.locale, line, elsewhere, marks)
        return found

    def done(self, done: Done) -> Json:
        """Describe what became of edits."""
        return {
            "entries": self.entries(done.sheet, done.ids),
            "counts": counts(done.sheet.job.entries),
            "revision": done.revision,
            "conflicts": [
                {
                    "id": conflict.edit.id,
                    "yours": conflict.edit.target,
                    "theirs": conflict.entry.target if conflict.entry else "",
                    "their_state": str(conflict.entry.state) if conflict.entry else "gone",
                }
                for conflict in done.conflicts
            ],
        }

    def project(self) -> Json:
        """Describe the project: its locales, and its articles with how far each is.

        An article that nobody has opened is counted by its catalog alone, so that a large project is there at once.
        """
        config = self.desk.pipeline().project.config
        return {
            "name": config.root.resolve().name,
            "source_locale": config.source_locale,
            "locales": [
                {"code": code, "name": english_name(code), "native": OWN_NAMES.get(code, english_name(code))}
                for code in config.locales
            ],
            "articles": [self._article(article, config.locales) for article in self.desk.articles()],
            "settings": {"fail": str(config.checks.fail)},
        }

    def _article(self, article: Article, locales: Iterable[LocaleCode]) -> Json:
        path = str(article.reference)
        found: dict[str, Any] = {}
        for code in locales:
            try:
                found[code] = counts(self._entries(article, code))
            except InputError as exc:  # told in its place: the other articles can be reviewed all the same
                found[code] = {**counts(()), "error": str(exc)}
        return {"path": path, "title": self._title(article), "locales": found}

    def _entries(self, article: Article, locale: LocaleCode) -> Iterable[Entry]:
        """Give the entries of an article without reading it, if it is one that has a catalog and nobody has opened."""
        path, catalog = str(article.reference), self._catalog(article, locale)
        sheet = self.desk.known(path, locale) if catalog else self.desk.sheet(path, locale)
        if sheet is not None:
            return sheet.job.entries
        return catalog.entries if catalog else ()

    def _catalog(self, article: Article, locale: LocaleCode) -> Catalog | None:
        """Read the catalog of an article, or give what is known of it; None where there is none."""
        path = self.desk.pipeline().project.catalog_path(article, locale)
        if not path.exists():
            return None
        with self._lock:
            now = stamp(path)
            known = self._catalogs.get(path)
            if known is None or known[0] != now:
                known = self._catalogs[path] = (now, load_catalog(path, locale))
            return known[1]

    def _others(self, sheet: Sheet, locale: LocaleCode) -> dict[SegmentKey, Entry]:
        """Give the live entries of an article in another locale; none where its catalog is damaged."""
        try:
            catalog = self._catalog(sheet.job.article, locale)
        except CatalogError:
            return {}
        return {entry.key: entry for entry in catalog.entries if not entry.obsolete} if catalog else {}

    def _title(self, article: Article) -> str:
        """Give the title of an article without looking for its sentences; its name where it cannot be read."""
        try:
            now = stamp(article.path)
            known = self._titles.get(str(article.reference))
            if known is None or known[0] != now:
                document = self.desk.pipeline().parse(article.path, article.reference)
                known = self._titles[str(article.reference)] = (now, title_of(document))
        except InputError:
            return article.name.stem
        return known[1]


def blocks(sheet: Sheet) -> list[Json]:
    """List the blocks of an article with the entries of their sentences.

    An entry that no place uses, because a person gave it a context of its own, stands at the first place of its
    source: it must be reviewed too.
    """
    document = sheet.job.document
    of_source: dict[str, list[str]] = {}
    used = {segment.key for segment in document.segments}
    for identity, entry in sheet.entries.items():
        if entry.key not in used:
            of_source.setdefault(entry.key.source, []).append(identity)
    found: list[Json] = [
        {"kind": str(block.kind), "line": block.line, "note": block.note, "entries": []} for block in document.blocks
    ]
    for segment in document.segments:
        here = [identify(segment.key), *of_source.pop(segment.key.source, [])]
        found[segment.block]["entries"] += [identity for identity in here if identity in sheet.entries]
    return [block for block in found if block["entries"]]


def title_of(document: Document) -> str:
    """Give the title of an article: its first title, or its first text, or its name where it has none."""
    titles = [block for block in document.blocks if block.kind is Kind.TITLE] or document.blocks[:1]
    return source_of(document, titles[0]) if titles else document.path.stem
