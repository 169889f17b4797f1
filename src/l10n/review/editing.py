"""What a person's change on the page makes of an entry. Nothing that a person approved is lost by it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from l10n.catalog.merge import settled
from l10n.catalog.provenance import is_untouched, text_hash
from l10n.model import Entry, Former, SegmentKey, State


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one entry, with what the person saw when making it."""

    id: str
    """Of the entry; see ``identify``."""
    base: str
    """The translation that was there."""
    base_state: State
    target: str
    reviewed: bool
    """Whether the person approves the target; if not, it is a draft."""
    comment: str | None = None
    """The new translator comment; None leaves the one there is."""


def identify(key: SegmentKey) -> str:
    """Give the identity of an entry that the page uses.

    >>> identify(SegmentKey("", "Yes."))
    '9a09c71a5d4f5387'
    """
    return hashlib.sha256(f"{key.context}\x04{key.source}".encode()).hexdigest()[:16]


def is_based_on(entry: Entry, edit: Edit) -> bool:
    """Whether an entry is still as the person saw it."""
    return entry.target == edit.base and entry.state is edit.base_state


def is_done(entry: Entry, edit: Edit) -> bool:
    """Whether an entry already says what an edit wants."""
    reviewed = entry.state is State.REVIEWED
    same = entry.target == edit.target and reviewed is edit.reviewed
    return same and edit.comment in (None, entry.comment)


def edited(entry: Entry, edit: Edit) -> Entry:
    """Put an edit into the entry it was made on.

    An approved text settles the entry: rivals go, for the person has chosen, and so does what ``settled`` takes away.
    Where a draft takes the place of an approved text, that text stays in ``former``; where it takes the place of one
    side of a conflict, in ``rivals``. The provenance stays: it tells what the engine gave.
    """
    comment = entry.comment if edit.comment is None else edit.comment
    former, rivals = entry.former, entry.rivals
    replaced = entry.target != edit.target and bool(entry.target.strip())
    if edit.reviewed:
        rivals = ()
    elif replaced and entry.state is State.REVIEWED:
        former = tuple(dict.fromkeys((*former, Former(entry.key.source, entry.target))))
    elif replaced and rivals:
        rivals = tuple(text for text in dict.fromkeys((*rivals, entry.target)) if text != edit.target)
    fuzzy = not edit.reviewed and bool(edit.target.strip())
    return settled(replace(entry, target=edit.target, fuzzy=fuzzy, comment=comment, former=former, rivals=rivals))


def corrected(entry: Entry, edit: Edit) -> Entry:
    """Put a safe correction into an entry: its state stays, and a machine's draft stays one."""
    provenance = entry.provenance
    if provenance is not None and is_untouched(entry):
        provenance = replace(provenance, text=text_hash(edit.target))
    return replace(entry, target=edit.target, provenance=provenance)


def without_place(entry: Entry) -> Entry:
    """Give an entry without what changes when others do: its line, references and notes."""
    return replace(entry, line=0, references=(), notes="")
