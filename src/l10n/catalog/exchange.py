"""Taking translations back from a CAT tool, with the same trust as between two reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from l10n.catalog.provenance import text_hash
from l10n.catalog.trust import claims, is_of_a_person, union_of_lines
from l10n.catalog.xliff import Unit, identify
from l10n.model import Catalog, Entry, State


class Outcome(StrEnum):
    """What became of a unit."""

    SAME = "same"  # nothing new in it
    DRAFT = "draft"  # a new text, still to be approved
    APPROVED = "approved"  # its text is now reviewed
    KEPT = "kept"  # the catalog has a reviewed text; the unit's draft stands beside it
    CONFLICT = "conflict"  # the catalog has another reviewed text; a person must choose
    GONE = "gone"  # the sentence has changed or is no longer in the article
    UNUSABLE = "unusable"  # something in the unit cannot be put into a catalog


@dataclass(frozen=True, slots=True)
class Imported:
    """A catalog with what came back, and the outcome of each unit in its order."""

    catalog: Catalog
    outcomes: tuple[tuple[Unit, Outcome], ...]


def take_units(catalog: Catalog, units: Sequence[Unit]) -> Imported:
    """Put units into a catalog. A reviewed text is never replaced by another, nor a changed one by an unchanged.

    Args:
        catalog: as it is now, which may be later than the export.
        units: as they came back.
    """
    entries = list(catalog.entries)
    places = {identify(entry.key): index for index, entry in enumerate(entries) if not entry.obsolete}
    outcomes: list[tuple[Unit, Outcome]] = []
    for unit in units:
        place = places.get(unit.identity)
        if unit.problem:
            outcomes.append((unit, Outcome.UNUSABLE))
        elif place is None or entries[place].key.source != unit.source:
            outcomes.append((unit, Outcome.GONE))
        else:
            entry, outcome = _take(entries[place], unit)
            for remark in unit.remarks:
                entry = replace(entry, comment=union_of_lines(entry.comment, remark))
            entries[place] = entry
            outcomes.append((unit, outcome))
    return Imported(replace(catalog, entries=tuple(entries)), tuple(outcomes))


def _take(entry: Entry, unit: Unit) -> tuple[Entry, Outcome]:
    if not unit.target.strip():
        return entry, Outcome.SAME
    if unit.approved:
        return _approve(entry, unit)
    if unit.target == entry.target or unit.exported == text_hash(unit.target):
        return entry, Outcome.SAME
    if entry.state is State.REVIEWED:
        return replace(entry, rivals=tuple(dict.fromkeys((*entry.rivals, unit.target)))), Outcome.KEPT
    return replace(entry, target=unit.target, fuzzy=True, provenance=None, rivals=_missed(entry, unit)), Outcome.DRAFT


def _approve(entry: Entry, unit: Unit) -> tuple[Entry, Outcome]:
    """Take an approved text. A conflict ends if the translator was told of it."""
    standing = claims(entry)
    told = entry.fuzzy and set(entry.rivals) <= {*unit.rivals, unit.target} and not _is_later(entry, unit)
    if standing - {unit.target} and not told:
        first, *others = sorted(standing | {unit.target})
        rivals = tuple(dict.fromkeys((*others, *(rival for rival in entry.rivals if rival != first))))
        return replace(entry, target=first, fuzzy=True, provenance=None, rivals=rivals), Outcome.CONFLICT
    if entry.state is State.REVIEWED:
        return entry, Outcome.SAME
    rivals = () if told else _missed(entry, unit)
    return replace(entry, target=unit.target, fuzzy=False, previous=None, rivals=rivals), Outcome.APPROVED


def _is_later(entry: Entry, unit: Unit) -> bool:
    """Whether a person wrote the text of the entry while the unit was away, so that the translator never saw it."""
    return is_of_a_person(entry) and entry.target != unit.target and text_hash(entry.target) != unit.exported


def _missed(entry: Entry, unit: Unit) -> tuple[str, ...]:
    """List the texts to keep beside that of the unit."""
    return tuple(dict.fromkeys((*entry.rivals, entry.target))) if _is_later(entry, unit) else entry.rivals
