"""Merging two versions of one entry by how far each can be trusted. Nothing that a person wrote or approved is lost.

Each part of an entry follows the version that changed it. Where both changed the translation, an approved text beats
a draft, a draft that a person edited beats a machine's, and two approved texts are a conflict: the entry becomes fuzzy
and holds one of them. Whatever else people wrote stands beside it as rivals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from l10n.catalog.provenance import is_untouched
from l10n.model import Entry

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What two versions of an entry became; ``conflict``: both had an approved text, and a person must choose."""

    entry: Entry
    conflict: bool = False


def three_way(base: Value, one: Value, other: Value, both: Callable[[Value, Value], Value]) -> Value:
    """Choose the value that was changed; ``both`` joins two different changes.

    >>> three_way("a", "a", "b", min), three_way("a", "b", "b", min), three_way("a", "c", "b", min)
    ('b', 'b', 'b')
    """
    if other in (base, one):
        return one
    return other if one == base else both(one, other)


def union(one: Iterable[Value], other: Iterable[Value]) -> tuple[Value, ...]:
    """Join two sequences: all of the first, then what only the second has.

    >>> union("ab", "cb")
    ('a', 'b', 'c')
    """
    first = tuple(one)
    known = set(first)
    return first + tuple(item for item in dict.fromkeys(other) if item not in known)


def union_of_lines(one: str, other: str) -> str:
    r"""Join two comments line by line.

    >>> union_of_lines("Ask Hanna.", "Done.\nAsk Hanna.")
    'Ask Hanna.\nDone.'
    """
    return "\n".join(union(one.split("\n") if one else (), other.split("\n") if other else ()))


def reconcile(base: Entry | None, one: Entry, other: Entry) -> Reconciled:
    """Merge two versions of an entry.

    Args:
        base: what both come from; None where each was added on its own.
        one, other: of the same key, in either order: the result is the same.
    """
    one, other = sorted((one, other), key=repr)
    if base is None:
        base, obsolete = Entry(one.key), one.obsolete and other.obsolete
    else:
        obsolete = one.obsolete if one.obsolete != base.obsolete else other.obsolete
    found = _merge_texts(base, one, other)
    placed = [entry for entry in (one, other) if entry.obsolete == obsolete]
    references, notes = three_way(_place(base), _place(placed[0]), _place(placed[-1]), lambda first, _: first)
    entry = replace(
        found.entry,
        obsolete=obsolete,
        references=references,
        notes=notes,
        comment=three_way(base.comment, one.comment, other.comment, union_of_lines),
        former=three_way(base.former, one.former, other.former, union),
        flags=three_way(base.flags, one.flags, other.flags, union),
    )
    if is_untouched(entry) and not is_untouched(found.entry):  # a former text of the other side makes it look so
        entry = replace(entry, provenance=None)
    return Reconciled(entry, found.conflict)


def claims(entry: Entry) -> frozenset[str]:
    """List the texts somebody approved and nobody has yet chosen between: one, or all of a conflict."""
    texts = {entry.target, *entry.rivals} if entry.fuzzy and entry.rivals else set()
    if not entry.fuzzy:
        texts = {entry.target}
    return frozenset(text for text in texts if text.strip())


def is_of_a_person(entry: Entry) -> bool:
    """Whether the translation would be missed: a person approved it, edited it, or wrote it."""
    return bool(entry.target.strip()) and not is_untouched(entry)


def buried(entry: Entry) -> Entry:
    """Give an entry as it is kept when its sentence has left the article."""
    return entry if entry.obsolete else replace(entry, obsolete=True, references=(), notes="")


def _merge_texts(base: Entry, one: Entry, other: Entry) -> Reconciled:
    """Merge what belongs to the translation: text, fuzzy, rivals, provenance, previous source."""
    changed = _changed(_translation, base, one, other)
    if changed is None:
        agreed = _text(one) == _text(other)
        changed = _better_known(one, other) if agreed else _changed(_text, base, one, other)
    if changed is not None:
        return Reconciled(changed)
    texts = _standing_claims(base, one, other)
    winner = max(one, other, key=lambda entry: (entry.target in texts, *_trust(entry)))
    if len(texts) > 1:
        winner = replace(winner, target=min(texts), fuzzy=True)
    if texts and winner.fuzzy:  # approved by somebody: no longer a machine's, even where its hash still fits
        winner = replace(winner, provenance=None)
    return Reconciled(replace(winner, rivals=_rivals(winner.target, texts, base, one, other)), len(texts) > 1)


def _text(entry: Entry) -> tuple[str, bool, tuple[str, ...]]:
    return entry.target, entry.fuzzy, entry.rivals


def _place(entry: Entry) -> tuple[tuple[str, ...], str]:
    return entry.references, entry.notes


def _translation(entry: Entry) -> tuple[object, ...]:
    return *_text(entry), entry.provenance, entry.previous


def _changed(part: Callable[[Entry], object], base: Entry, one: Entry, other: Entry) -> Entry | None:
    """Give the version that changed a part of an entry; None where both did."""
    if part(other) == part(base):
        return one
    return other if part(one) == part(base) else None


def _better_known(one: Entry, other: Entry) -> Entry:
    """Of two versions with the same text take that of a person; of those the one that tells the engine too."""
    return max(one, other, key=lambda entry: (is_of_a_person(entry), entry.provenance is not None))


def _standing_claims(base: Entry, one: Entry, other: Entry) -> frozenset[str]:
    """Approved texts to choose between, without those of an earlier conflict that one side has settled since."""
    mine, yours = claims(one), claims(other)
    chosen = {entry.target for entry in (one, other) if not entry.fuzzy}
    settled = claims(base) - (mine & yours) - chosen
    return (mine | yours) - settled


def _trust(entry: Entry) -> tuple[bool, bool, bool, str]:
    """Order versions: no text, a machine's draft, a person's, an approved text."""
    has_text = bool(entry.target.strip())
    return has_text, has_text and not entry.fuzzy, is_of_a_person(entry), entry.target


def _rivals(target: str, texts: frozenset[str], base: Entry, one: Entry, other: Entry) -> tuple[str, ...]:
    """List what people wrote besides the text that was taken, without rivals that a side has dropped."""
    dropped = set(base.rivals) - (set(one.rivals) & set(other.rivals)) - texts
    kept = {*one.rivals, *other.rivals} - dropped | texts
    kept |= {entry.target for entry in (one, other) if is_of_a_person(entry) and entry.target != base.target}
    return tuple(sorted(text for text in kept - {target} if text.strip()))
