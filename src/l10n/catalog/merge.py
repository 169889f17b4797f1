"""Merging the sentences of an article into its catalog. Nothing that a person wrote or approved is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from l10n.catalog.provenance import is_untouched
from l10n.model import Catalog, Entry, SegmentKey

DOUBT = "! "
"""Marks a line of the notes that speaks of the machine draft; it stays as long as nobody has touched the draft."""


class Verdict(StrEnum):
    """What became of a sentence."""

    REUSE = "reuse"  # its entry was there
    REVIVE = "revive"  # its entry was obsolete and lives again
    DRAFT = "draft"  # new, or without a translation until now
    RETIRE = "retire"  # no longer in the article; its entry is kept as obsolete


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence the article has: its key, where it stands (at least one reference) and notes for the reviewer."""

    key: SegmentKey
    references: tuple[str, ...]
    notes: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged catalog, and the verdict of each of its entries in their order (retired ones last)."""

    catalog: Catalog
    verdicts: tuple[tuple[Entry, Verdict], ...]


def merge(catalog: Catalog, wanted: Sequence[Wanted]) -> Merge:
    """Bring a catalog up to date with an article.

    Translations, states, flags and comments are carried over unchanged; references and notes are rewritten.
    Entries no longer wanted become obsolete if there is anything in them that a person could miss.

    Args:
        catalog: as loaded.
        wanted: n sentences, each key once, in document order.
    Returns:
        n live entries in document order (more where a person gave one source several contexts), then obsolete ones.
    """
    live = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    buried = {entry.key: entry for entry in catalog.entries if entry.obsolete}
    contexts: dict[str, list[SegmentKey]] = {}
    for key in live:
        contexts.setdefault(key.source, []).append(key)
    kept: list[tuple[Entry, Verdict]] = []
    used: set[SegmentKey] = set()
    for want in wanted:
        others = [key for key in contexts.get(want.key.source, []) if key != want.key]
        for key in [want.key, *others]:
            entry, verdict = _find(key, live, buried)
            kept.append((replace(entry, references=want.references, notes=_notes(entry, want)), verdict))
            used.add(key)
    retired = [
        (replace(entry, obsolete=True, references=(), notes=""), Verdict.RETIRE)
        for key, entry in live.items()
        if key not in used and (entry.target.strip() or entry.comment)
    ]
    revived = {id(buried[key]) for key in used if key in buried and key not in live}
    texts = {(entry.key, entry.target) for entry, _ in retired}
    old = [
        entry
        for entry in catalog.entries
        if entry.obsolete and id(entry) not in revived and (entry.key, entry.target) not in texts
    ]
    entries = (*(entry for entry, _ in kept), *old, *(entry for entry, _ in retired))
    return Merge(replace(catalog, entries=entries), (*kept, *retired))


def _notes(entry: Entry, want: Wanted) -> str:
    doubts = [line for line in entry.notes.split("\n") if line.startswith(DOUBT)] if is_untouched(entry) else []
    return "\n".join(filter(None, [*doubts, want.notes]))


def _find(key: SegmentKey, live: dict[SegmentKey, Entry], buried: dict[SegmentKey, Entry]) -> tuple[Entry, Verdict]:
    if key in live:
        return live[key], Verdict.REUSE if live[key].target.strip() else Verdict.DRAFT
    if key in buried:
        entry = replace(buried[key], obsolete=False)
        return entry, Verdict.REVIVE if entry.target.strip() else Verdict.DRAFT
    return Entry(key), Verdict.DRAFT
