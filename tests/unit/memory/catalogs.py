"""Catalogs for the tests of the memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from l10n.memory import CatalogFile
from l10n.model import Catalog, Entry, SegmentKey


def reviewed(source: str, target: str, context: str = "") -> Entry:
    """An entry that a person approved."""
    return Entry(SegmentKey(context, source), target)


def draft(source: str, target: str) -> Entry:
    """An entry that nobody approved."""
    return Entry(SegmentKey("", source), target, fuzzy=True)


def file(name: str, entries: Iterable[Entry] | Mapping[str, str], date: str = "", stamp: str = "1") -> CatalogFile:
    """A catalog of the article ``name``; a mapping gives reviewed entries."""
    found = [reviewed(*item) for item in entries.items()] if isinstance(entries, Mapping) else list(entries)
    metadata = {"Project-Id-Version": f"source/{name}.txt", "PO-Revision-Date": date}
    return CatalogFile(f"locales/be/{name}.po", stamp, lambda: Catalog("be", tuple(found), metadata=metadata))


def unread(name: str, stamp: str = "1") -> CatalogFile:
    """A catalog that must not be read."""

    def load() -> Catalog:
        raise AssertionError(f"{name} was read")

    return CatalogFile(f"locales/be/{name}.po", stamp, load)
