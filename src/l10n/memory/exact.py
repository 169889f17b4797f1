"""Exact matches from the reviewed entries of a project's catalogs."""

from __future__ import annotations

from collections.abc import Iterable

from l10n.model import Catalog, State


class ExactMemory:
    """Approved translations of one locale by source sentence. The first catalog that has a sentence wins."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}

    def add(self, origin: str, catalog: Catalog) -> None:
        """Learn the reviewed entries of a catalog; drafts are never offered again.

        Args:
            origin: the article they come from, kept to say so.
            catalog: any state of it.
        """
        for source, target in _reviewed(catalog):
            self._known.setdefault(source, (target, origin))

    def find(self, source: str) -> tuple[str, str] | None:
        """Give (target, article it was approved in) for a sentence, or None."""
        return self._known.get(source)

    def __len__(self) -> int:
        return len(self._known)


def _reviewed(catalog: Catalog) -> Iterable[tuple[str, str]]:
    return ((entry.key.source, entry.target) for entry in catalog.entries if entry.state is State.REVIEWED)
