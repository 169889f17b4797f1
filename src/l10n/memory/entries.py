"""What goes into a memory and what comes out of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from l10n.model import Catalog, LocaleCode, State

IMPORTED = "tmx:"
"""How the name of a file of imported translations begins; every other file is a catalog."""

TMX_DATE = "%Y%m%dT%H%M%SZ"
"""Dates as TMX writes them, in UTC; as texts they sort by age."""


@dataclass(frozen=True, slots=True)
class Approved:
    """A translation that a person approved."""

    source: str
    target: str
    context: str = ""
    """msgctxt of the entry: the translation was made for this place only."""
    revised: str = ""
    """When, in the form ``TMX_DATE``; empty where nobody noted it."""


@dataclass(frozen=True, slots=True)
class Known:
    """An approved translation as a memory holds it, with where it came from."""

    target: str
    context: str
    revised: str
    project: str
    name: str
    """Name of its file in the project."""
    title: str
    """The article, or ``tmx:NAME``."""
    position: int
    """0-based place in the file."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a memory offers for a sentence."""

    target: str
    source: str
    """The sentence that ``target`` is the approved translation of."""
    origin: str
    """The article it was approved in; with the project before it where that is another one."""
    similarity: int
    """0 to 100; 100 is the same sentence, character by character."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A file to learn from; ``load`` is called only if the stamp is not the one the memory knows."""

    name: str
    stamp: str
    load: Callable[[], tuple[str, Iterable[Approved]]]
    """Gives the title and the approved translations in file order."""


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A catalog to learn from.

    Args:
        name: its path from the project root, with forward slashes; the same in every run.
        stamp: differs whenever the content does; see ``stamp``.
        load: reads it.
    """

    name: str
    stamp: str
    load: Callable[[], Catalog]

    def lesson(self) -> Lesson:
        """Give what there is to learn: the reviewed entries, never a draft."""

        def load() -> tuple[str, Iterable[Approved]]:
            catalog = self.load()
            return catalog.metadata.get("Project-Id-Version", "").strip() or self.name, reviewed(catalog)

        return Lesson(self.name, self.stamp, load)


@dataclass(frozen=True, slots=True)
class Count:
    """Number of approved translations from one file."""

    project: str
    locale: LocaleCode
    title: str
    entries: int


def reviewed(catalog: Catalog) -> Iterator[Approved]:
    """Yield what a person approved in a catalog, in its order."""
    revised = parse_po_date(catalog.metadata.get("PO-Revision-Date", ""))
    for entry in catalog.entries:
        if entry.state is State.REVIEWED and entry.key.source:
            yield Approved(entry.key.source, entry.target, entry.key.context, revised)


def parse_po_date(text: str) -> str:
    """Put the ``PO-Revision-Date`` of a catalog into the form of TMX; empty if it is none.

    >>> parse_po_date("2026-03-01 12:00+0300"), parse_po_date("YEAR-MO-DA HO:MI+ZONE")
    ('20260301T090000Z', '')
    """
    try:
        found = datetime.datetime.strptime(text.strip(), "%Y-%m-%d %H:%M%z")
        return found.astimezone(datetime.UTC).strftime(TMX_DATE)
    except (ValueError, OverflowError):
        return ""


def preferred(known: Iterable[Known]) -> Known:
    """Choose among approved translations of one sentence; the choice does not depend on their order.

    A catalog of people goes before an imported file, a translation for any place before one for a certain place, a
    newer catalog before an older one (by ``PO-Revision-Date``, which a fresh clone has too; a file's own date says
    when it was copied), and last the names of project and file decide.

    Args:
        known: at least one.
    """
    ordered = sorted(known, key=lambda item: (item.project, item.name, item.position))
    return max(ordered, key=lambda item: (not item.name.startswith(IMPORTED), not item.context, item.revised))
