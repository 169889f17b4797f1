"""Bringing the catalog of an article up to date with the article.

Nothing that a person wrote or approved is lost, and no translation is carried over to a sentence that says something
else: another number, date, name, negation, quantifier or speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from l10n.catalog.alignment import Pairing, align, join
from l10n.catalog.provenance import is_redrafted, is_untouched
from l10n.catalog.renumbering import renumbered
from l10n.catalog.trust import buried, is_of_a_person
from l10n.model import Catalog, Entry, Former, SegmentKey, State

DOUBT = "! "
"""Marks a line of the notes that speaks of the draft; it stays as long as nobody has touched the draft."""
CLOSE = 75.0
"""Least similarity (0 to 100) of two wordings between which a translation is carried over."""

Changed = Callable[[str, str], Collection[str]]
"""Says what differs in fact between an old and a new wording; empty if nothing does."""


class Verdict(StrEnum):
    """What became of a sentence."""

    REUSE = "reuse"  # its entry was there
    RECHECK = "recheck"  # reworded; a person's translation is carried over as fuzzy, for a second look
    REDRAFT = "redraft"  # it says something else now; drafted anew, a person's translation kept in the comment
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
class Outcome:
    """What became of a sentence: its entry, the verdict, and where it changed the old wording and the facts in it."""

    entry: Entry
    verdict: Verdict
    previous: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged catalog, and an outcome for each of its entries in their order (retired ones last)."""

    catalog: Catalog
    outcomes: tuple[Outcome, ...]


def merge(catalog: Catalog, wanted: Sequence[Wanted], changed: Changed) -> Merge:
    """Bring a catalog up to date with an article.

    Where a sentence is still there, its translation, state, flags and comments stay; references and notes are
    rewritten. A reworded sentence takes its translation along as fuzzy if nothing changed in fact; if something did,
    its entry is empty, to be drafted, and has the old text in ``former``. Whatever a person made of a wording that is
    gone stays as an obsolete entry too, and is there again when the wording returns.

    Args:
        catalog: as loaded.
        wanted: n sentences, each key once, in document order.
        changed: compares two wordings.
    Returns:
        n live entries in document order, then obsolete ones.
    """
    merger = _Merger(catalog, changed)
    versions = merger.versions([want.key.source for want in wanted])
    for want in wanted:
        merger.place(want, versions.get(want.key.source))
    return merger.finish()


class _Merger:
    """The merge at work: what lives, what is obsolete, and what has been placed so far."""

    def __init__(self, catalog: Catalog, changed: Changed) -> None:
        self._catalog = catalog
        self._changed = changed
        self._live = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
        self._buried: dict[SegmentKey, Entry] = {}
        for entry in catalog.entries:
            if entry.obsolete and not (entry.fuzzy and entry.key in self._buried):
                self._buried[entry.key] = entry
        self._of_source: dict[str, list[Entry]] = defaultdict(list)
        for key, entry in self._live.items():
            self._of_source[key.source].append(entry)
        self._kept: list[Outcome] = []
        self._used: set[SegmentKey] = set()
        self._graves: list[Entry] = []

    def versions(self, sources: Sequence[str]) -> dict[str, tuple[Pairing, list[str]]]:
        """Pair the new sentences with the old ones they were made of: the pairing and the old sentences."""
        old = list(self._of_source)
        returning = {key.source for key in self._buried}
        new = list(dict.fromkeys(source for source in sources if source in self._of_source or source not in returning))
        found: dict[str, tuple[Pairing, list[str]]] = {}
        for pairing in align(old, new):
            for index in pairing.new:
                found[new[index]] = (pairing, [old[place] for place in pairing.old])
        return found

    def place(self, want: Wanted, version: tuple[Pairing, list[str]] | None) -> None:
        """Find or make the entry of a sentence, or all that become of it."""
        if version and want.key not in self._live and want.key not in self._buried:
            for outcome in self._changed_entries(want, *version):
                self._keep(outcome, want)
            return
        if want.key not in self._used:
            self._keep(self._found(want.key), want)

    def _keep(self, outcome: Outcome, want: Wanted) -> None:
        entry = settled(outcome.entry)
        doubts = [line for line in entry.notes.split("\n") if line.startswith(DOUBT)]
        notes = "\n".join(filter(None, [*doubts, want.notes]))
        self._kept.append(replace(outcome, entry=replace(entry, references=want.references, notes=notes)))
        self._used.add(entry.key)

    def _found(self, key: SegmentKey) -> Outcome:
        if key in self._live:
            entry = self._live[key]
            if _is_carried(entry):
                reasons = self._reasons([_made_for(entry)], key.source)
                if reasons:  # carried over by another tool, with a false fact in it
                    return self._redrafted(key, [entry], reasons)
            return Outcome(entry, Verdict.REUSE if entry.target.strip() else Verdict.DRAFT)
        if key in self._buried:
            entry = replace(self._buried[key], obsolete=False)
            return Outcome(entry, Verdict.REVIVE if entry.target.strip() else Verdict.DRAFT)
        return Outcome(Entry(key), Verdict.DRAFT)

    def _changed_entries(self, want: Wanted, pairing: Pairing, sources: Sequence[str]) -> Iterable[Outcome]:
        by_context: dict[str, list[Entry]] = defaultdict(list)
        for source in sources:
            for entry in self._of_source[source]:
                by_context[entry.key.context].append(entry)
        if want.key.context not in by_context:
            yield Outcome(Entry(want.key), Verdict.DRAFT)
        for context, entries in by_context.items():
            self._used.update(entry.key for entry in entries)
            key = SegmentKey(context, want.key.source)
            if key in self._live:
                continue
            same = self._renumbered(key, entries) if len(pairing.new) == len(entries) == len(sources) == 1 else None
            if same is not None:
                yield same
                continue
            reasons = self._reasons([*_wordings(entries)], key.source)
            whole = len(pairing.new) == 1 and len(entries) == len(sources)
            carried = whole and not reasons and pairing.similarity >= CLOSE and all(map(is_of_a_person, entries))
            yield self._rechecked(key, entries) if carried else self._redrafted(key, entries, reasons)

    def _renumbered(self, key: SegmentKey, entries: Sequence[Entry]) -> Outcome | None:
        """Take over what a person did to a sentence whose tags alone have other ids now."""
        (entry,) = entries
        if not is_of_a_person(entry) or entry.previous is not None:
            return None
        target = renumbered(entry.key.source, key.source, entry.target)
        if target is None:
            return None
        self._bury([entry] if entry.state is State.REVIEWED else [])
        return Outcome(replace(entry, key=key, target=target), Verdict.REUSE)

    def _reasons(self, wordings: Iterable[str], source: str) -> tuple[str, ...]:
        return tuple(sorted({str(fact) for wording in wordings for fact in self._changed(wording, source)}))

    def _rechecked(self, key: SegmentKey, entries: Sequence[Entry]) -> Outcome:
        self._bury(entry for entry in entries if entry.state is State.REVIEWED or len(entries) > 1)
        previous = join([_made_for(entry) for entry in entries])
        target = join([entry.target for entry in entries])
        entry = replace(
            _bare(key, entries), target=target, fuzzy=True, previous=SegmentKey(entries[0].key.context, previous)
        )
        return Outcome(entry, Verdict.RECHECK, join([entry.key.source for entry in entries]))

    def _redrafted(self, key: SegmentKey, entries: Sequence[Entry], reasons: tuple[str, ...]) -> Outcome:
        before = join([entry.key.source for entry in entries if entry.key != key] or [_made_for(entries[0])])
        bare = _bare(key, entries)
        persons = [entry for entry in entries if is_of_a_person(entry)]
        if not persons:
            drafted = any(entry.target.strip() for entry in entries)
            return Outcome(bare, Verdict.REDRAFT if drafted else Verdict.DRAFT, before, reasons)
        wordings = [_made_for(entry) for entry in persons]
        self._bury(
            replace(entry, key=SegmentKey(entry.key.context, wording))
            for entry, wording in zip(persons, wordings, strict=True)
        )
        former = [Former(wording, entry.target) for entry, wording in zip(persons, wordings, strict=True)]
        if len(persons) > 1:
            former.append(Former(join(wordings), join([entry.target for entry in persons])))
        former += [Former(entry.key.source, rival) for entry in persons for rival in entry.rivals]
        what = f"another {', '.join(reasons)}" if reasons else "another wording"
        entry = replace(
            bare,
            previous=SegmentKey(persons[0].key.context, join(wordings)),
            former=tuple(dict.fromkeys([*bare.former, *former])),
            rivals=(),
            notes=f"{DOUBT}the sentence has changed ({what}): the draft is new, the old translation is in the comment",
        )
        return Outcome(entry, Verdict.REDRAFT, before, reasons)

    def _bury(self, entries: Iterable[Entry]) -> None:
        self._graves.extend(map(buried, entries))

    def finish(self) -> Merge:
        """Put everything together."""
        retired = [
            Outcome(buried(entry), Verdict.RETIRE)
            for key, entry in self._live.items()
            if key not in self._used and (entry.target.strip() or entry.comment or entry.former or entry.rivals)
        ]
        risen = {id(self._buried[key]) for key in self._used if key in self._buried and key not in self._live}
        old = [entry for entry in self._catalog.entries if entry.obsolete and id(entry) not in risen]
        approved = {(entry.key, entry.target) for entry in old if not entry.fuzzy}
        graves = [entry for entry in self._graves if not entry.fuzzy or (entry.key, entry.target) not in approved]
        graves += [outcome.entry for outcome in retired]
        texts = {(entry.key, entry.target, fuzzy) for entry in graves for fuzzy in {True, entry.fuzzy}}
        old = [entry for entry in old if (entry.key, entry.target, entry.fuzzy) not in texts]
        entries = (*(outcome.entry for outcome in self._kept), *old, *graves)
        return Merge(replace(self._catalog, entries=entries), (*self._kept, *retired))


def _is_carried(entry: Entry) -> bool:
    """Whether the translation was made for an earlier wording of the sentence."""
    return entry.fuzzy and entry.previous is not None and bool(entry.target.strip()) and not is_redrafted(entry)


def _made_for(entry: Entry) -> str:
    """The wording that the translation was made for."""
    return entry.previous.source if entry.previous is not None and _is_carried(entry) else entry.key.source


def _wordings(entries: Sequence[Entry]) -> set[str]:
    return {join([entry.key.source for entry in entries]), join([_made_for(entry) for entry in entries])}


def settled(entry: Entry) -> Entry:
    """Take away what an entry no longer needs: doubts about a draft that a person has changed, and, once it is
    approved, the earlier wordings, which are obsolete entries.
    """
    if entry.state is State.REVIEWED:
        entry = replace(entry, previous=None, former=())
    if is_untouched(entry) or not entry.target.strip():
        return entry
    return replace(entry, notes="\n".join(line for line in entry.notes.split("\n") if not line.startswith(DOUBT)))


def _bare(key: SegmentKey, entries: Sequence[Entry]) -> Entry:
    """An entry without a translation that has what people wrote into the comments of others."""
    comments = dict.fromkeys(entry.comment for entry in entries if entry.comment)
    former = dict.fromkeys(item for entry in entries for item in entry.former)
    rivals = dict.fromkeys(rival for entry in entries for rival in entry.rivals)
    return Entry(key, comment="\n".join(comments), former=tuple(former), rivals=tuple(rivals), flags=entries[0].flags)
