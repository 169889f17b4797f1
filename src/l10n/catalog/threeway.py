"""Merging two catalogs that come from one: what ``l10n merge`` does for git.

The result does not depend on which catalog is ours and which is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TypeVar

from l10n.catalog.trust import buried, reconcile, three_way, union, union_of_lines
from l10n.model import Catalog, Entry, SegmentKey

Item = TypeVar("Item")
_DATE = "PO-Revision-Date"


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """A merged catalog, and the keys of the entries in which two approved texts now wait for a person to choose."""

    catalog: Catalog
    conflicts: tuple[SegmentKey, ...] = ()


@dataclass(slots=True)
class _Versions:
    """All entries a catalog has for one key: the live one, or the obsolete one that would be revived, and the rest."""

    entries: list[Entry] = field(default_factory=list)

    def main(self, *texts: str) -> Entry | None:
        """Give the live entry; else the obsolete one with the first text there is; else the one to be revived."""
        live = [entry for entry in self.entries if not entry.obsolete]
        same = [entry for text in texts for entry in self.entries if entry.target == text]
        approved = [entry for entry in self.entries if not entry.fuzzy]
        found = live or same or approved[-1:] or self.entries
        return found[0] if found else None

    def texts(self) -> set[str]:
        """Give the translations."""
        return {entry.target for entry in self.entries}


def merge_catalogs(base: Catalog | None, ours: Catalog, theirs: Catalog) -> ThreeWay:
    """Merge entry by entry; ``l10n.catalog.trust`` has the rules for two versions of one entry.

    An entry that one side removed goes, unless the other changed more than its place and notes. Live entries keep the
    order of the side that changed it.

    Args:
        base: what both come from; None where each side added the file.
        ours, theirs: of the same article and locale.
    Returns:
        The merged catalog; its entries have no lines.
    """
    base = base or Catalog(ours.locale, ())
    one, other = (theirs, ours) if _is_first(theirs, ours) else (ours, theirs)
    before, first, second = (_without_lines(catalog.entries) for catalog in (base, one, other))
    groups = [_by_key(entries) for entries in (before, first, second)]
    merged: dict[SegmentKey, list[Entry]] = {}
    conflicts: set[SegmentKey] = set()
    for key in union(groups[1], groups[2]):
        merged[key], conflict = _merge_key(*(group.get(key, _Versions()) for group in groups))
        if conflict:
            conflicts.add(key)
    entries = three_way(before, first, second, lambda a, b: _ordered(before, a, b, merged))
    catalog = replace(
        one,
        locale=ours.locale,
        entries=entries,
        header=three_way(base.header, one.header, other.header, union_of_lines),
        metadata=_metadata(base, one, other),
        fuzzy_header=three_way(base.fuzzy_header, one.fuzzy_header, other.fuzzy_header, lambda a, b: a and b),
    )
    found = dict.fromkeys(entry.key for entry in entries if entry.key in conflicts)
    return ThreeWay(catalog, tuple(found))


def _is_first(one: Catalog, other: Catalog) -> bool:
    """Put two catalogs in an order that is theirs alone: the later revision first, then by what first differs."""
    if _date(one) != _date(other):
        return _date(one) > _date(other)
    pairs = zip_longest(one.entries, other.entries)
    differing = next((pair for pair in pairs if pair[0] != pair[1]), None)
    first, second = differing or (replace(one, entries=()), replace(other, entries=()))
    return repr(first) > repr(second)


def _without_lines(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(replace(entry, line=0) for entry in entries)


def _by_key(entries: Iterable[Entry]) -> dict[SegmentKey, _Versions]:
    found: dict[SegmentKey, _Versions] = defaultdict(_Versions)
    for entry in entries:
        found[entry.key].entries.append(entry)
    return dict(found)


def _merge_key(base: _Versions, one: _Versions, other: _Versions) -> tuple[list[Entry], bool]:
    """Merge all entries of one key; the second value says whether they are in conflict."""
    if other in (base, one):
        return one.entries, False
    if one == base:
        return other.entries, False
    start = base.main()
    text = [start.target] if start else []
    first = one.main(*text)
    second = other.main(*text, *([first.target] if first else []))
    gone = base.texts() - (one.texts() & other.texts())
    rest = [
        entry
        for entry in (*one.entries, *other.entries)
        if entry is not first
        and entry is not second
        and not (entry.target in gone and any(_same_but_place(entry, old) for old in base.entries))
    ]
    main, conflict = _merge_main(start, first, second)
    graves = _joined([*rest, *(entry for entry in main if entry.obsolete)])
    return [*graves, *(entry for entry in main if not entry.obsolete)], conflict


def _merge_main(base: Entry | None, one: Entry | None, other: Entry | None) -> tuple[list[Entry], bool]:
    """Merge the main entries of one key; if it is no longer in the article, two approved texts become two entries."""
    if one is None or other is None:
        left = one or other
        return [left] if left and not (base and _same_but_place(base, left)) else [], False
    found = reconcile(base, one, other)
    if found.conflict and found.entry.obsolete:
        return [buried(one), buried(other)], False
    return [found.entry], found.conflict


def _joined(graves: Iterable[Entry]) -> list[Entry]:
    """Make one of obsolete entries with the same text."""
    found: dict[str, Entry] = {}
    for entry in graves:
        same = found.get(entry.target)
        found[entry.target] = reconcile(None, same, entry).entry if same else entry
    return list(found.values())


def _same_but_place(one: Entry, other: Entry) -> bool:
    return replace(one, references=(), notes="") == replace(other, references=(), notes="")


def _ordered(
    base: Sequence[Entry], one: Sequence[Entry], other: Sequence[Entry], merged: dict[SegmentKey, list[Entry]]
) -> tuple[Entry, ...]:
    """Put merged entries in order: live ones as in the article, then obsolete ones."""
    live = {entry.key: entry for entries in merged.values() for entry in entries if not entry.obsolete}
    first, second = _live_keys(one), _live_keys(other)
    keys = three_way(_live_keys(base), first, second, _interleave)
    keys = _interleave(_interleave(keys, first), second)  # what one side removed and the other changed
    graves = [entry for entries in merged.values() for entry in entries if entry.obsolete]
    return (*(live[key] for key in keys if key in live), *graves)


def _live_keys(entries: Sequence[Entry]) -> list[SegmentKey]:
    return [entry.key for entry in entries if not entry.obsolete]


def _interleave(one: Sequence[Item], other: Sequence[Item]) -> list[Item]:
    """Put what only ``other`` has into ``one``, each after what it follows there.

    >>> _interleave("abc", "axcy")
    ['a', 'x', 'b', 'c', 'y']
    """
    known = set(one)
    after: dict[Item | None, list[Item]] = defaultdict(list)
    last: Item | None = None
    for item in other:
        if item in known:
            last = item
        else:
            after[last].append(item)
    return [*after[None], *(found for item in one for found in (item, *after.get(item, ())))]


def _metadata(base: Catalog, one: Catalog, other: Catalog) -> dict[str, str]:
    """Merge header fields; of two changes the one in the catalog with the newer date, which is the first, wins."""
    names = three_way(tuple(base.metadata), tuple(one.metadata), tuple(other.metadata), union)
    found: dict[str, str] = {}
    for name in names:
        values = base.metadata.get(name), one.metadata.get(name), other.metadata.get(name)
        value = three_way(*values, lambda first, second: second if first is None else first)
        if value is not None:
            found[name] = value
    return found


def _date(catalog: Catalog) -> datetime:
    """Read the time of the last revision as PO editors write it; the oldest there is if there is none."""
    try:
        return datetime.strptime(catalog.metadata.get(_DATE, ""), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
