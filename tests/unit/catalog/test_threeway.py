from __future__ import annotations

from dataclasses import replace

import pytest

from l10n.catalog.provenance import is_untouched, make_provenance
from l10n.catalog.threeway import ThreeWay, merge_catalogs
from l10n.model import Catalog, Entry, Former, SegmentKey, State

KEY = SegmentKey("", "Yes.")


def entry(source: str, target: str = "", **fields: object) -> Entry:
    """An entry of the article."""
    return replace(Entry(SegmentKey("", source), target, references=("source/a.txt:1",)), **fields)  # type: ignore[arg-type]


def draft(source: str, target: str, engine: str = "fake:en_be@1") -> Entry:
    """A machine draft."""
    return entry(source, target, fuzzy=True, provenance=make_provenance(engine, target))


def catalog(*entries: Entry, **metadata: str) -> Catalog:
    """A catalog in Belarusian."""
    return Catalog("be", entries, "", {"Language": "be", **metadata})


def merged(base: Entry | None, one: Entry | None, other: Entry | None) -> ThreeWay:
    """Merge catalogs of one entry each, either way round."""
    sides = [catalog(*([side] if side else [])) for side in (base, one, other)]
    found = merge_catalogs(*sides)
    assert found == merge_catalogs(sides[0], sides[2], sides[1])
    return found


EMPTY = entry("Yes.")
MACHINE = draft("Yes.", "Так")
EDITED = replace(MACHINE, target="Так!")
APPROVED = entry("Yes.", "Так.")
OTHER = entry("Yes.", "Ага.")

CASES: dict[str, tuple[Entry | None, Entry | None, Entry | None, Entry | None]] = {
    "a draft for nothing": (EMPTY, EMPTY, MACHINE, MACHINE),
    "approved, still a draft there": (MACHINE, APPROVED, MACHINE, APPROVED),
    "approved, edited there": (MACHINE, APPROVED, EDITED, replace(APPROVED, rivals=("Так!",))),
    "approved, drafted anew there": (EMPTY, APPROVED, MACHINE, APPROVED),
    "edited, drafted anew there": (EMPTY, EDITED, draft("Yes.", "Ды"), EDITED),
    "corrected, unchanged there": (APPROVED, OTHER, APPROVED, OTHER),
    "approved on both sides": (MACHINE, APPROVED, APPROVED, APPROVED),
    "fuzzy again for a second look": (APPROVED, replace(APPROVED, fuzzy=True), APPROVED, replace(APPROVED, fuzzy=True)),
    "emptied on purpose": (APPROVED, EMPTY, APPROVED, EMPTY),
    "emptied here, approved there": (MACHINE, EMPTY, APPROVED, APPROVED),
    "emptied with texts to choose from, drafted there": (
        EMPTY,
        replace(EMPTY, rivals=("Ага.",)),
        MACHINE,
        replace(MACHINE, rivals=("Ага.",)),
    ),
    "removed here, approved there": (MACHINE, None, APPROVED, APPROVED),
    "removed here, only moved there": (MACHINE, None, replace(MACHINE, references=("source/a.txt:7",)), None),
    "removed here, unchanged there": (MACHINE, None, MACHINE, None),
    "added on both sides": (None, APPROVED, APPROVED, APPROVED),
    "added on both sides, approved here": (None, MACHINE, APPROVED, APPROVED),
    "retired here, approved there": (
        MACHINE,
        replace(MACHINE, obsolete=True, references=()),
        APPROVED,
        replace(APPROVED, obsolete=True, references=()),
    ),
    "a conflict settled": (
        replace(APPROVED, fuzzy=True, rivals=("Ага.",)),
        OTHER,
        replace(APPROVED, fuzzy=True, rivals=("Ага.",)),
        OTHER,
    ),
    "a conflict settled, moved there": (
        replace(APPROVED, fuzzy=True, rivals=("Ага.",)),
        OTHER,
        replace(APPROVED, fuzzy=True, rivals=("Ага.",), references=("source/a.txt:7",)),
        replace(OTHER, references=("source/a.txt:7",)),
    ),
    "comments on both sides": (
        APPROVED,
        replace(APPROVED, comment="Ask Hanna."),
        replace(APPROVED, comment="Asked."),
        replace(APPROVED, comment="Ask Hanna.\nAsked."),
    ),
    "a comment here, a text there": (
        MACHINE,
        replace(MACHINE, comment="Ask Hanna."),
        APPROVED,
        replace(APPROVED, comment="Ask Hanna."),
    ),
    "former wordings on both sides": (
        MACHINE,
        replace(MACHINE, former=(Former("Yes?", "Так?"),)),
        replace(MACHINE, former=(Former("Yes!", "Так!"),)),
        replace(MACHINE, former=(Former("Yes!", "Так!"), Former("Yes?", "Так?"))),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_more_trusted_wins(name: str) -> None:
    """Each kind of change against each other; no case of these is a conflict."""
    base, one, other, wanted = CASES[name]
    found = merged(base, one, other)
    assert found.catalog.entries == ((wanted,) if wanted else ())
    assert not found.conflicts


@pytest.mark.parametrize("base", [None, EMPTY, MACHINE, entry("Yes.", "Но.")])
def test_two_approved_texts_are_a_conflict(base: Entry | None) -> None:
    """Both are kept, the entry is fuzzy, and no machine may replace what it holds."""
    approved = replace(APPROVED, provenance=make_provenance("fake:en_be@1", "Так."))
    found = merged(base, approved, OTHER)
    (only,) = found.catalog.entries
    assert found.conflicts == (KEY,)
    assert (only.target, only.rivals, only.state) == ("Ага.", ("Так.",), State.DRAFT)
    assert not is_untouched(only)


def test_a_conflict_is_never_taken_for_a_machine_draft() -> None:
    """Texts that were approved as the engine gave them must not be drafted anew."""
    one = replace(OTHER, provenance=make_provenance("fake:en_be@1", OTHER.target))
    other = replace(APPROVED, fuzzy=True, rivals=("Но.",))
    (only,) = merged(MACHINE, one, other).catalog.entries
    assert {only.target, *only.rivals} == {"Ага.", "Так.", "Но."}
    assert not is_untouched(only)


def test_a_carried_text_stays_a_persons() -> None:
    """Not even with the old text beside it, which says that a change was answered by a new draft."""
    carried = replace(MACHINE, previous=SegmentKey("", "Yes?"))
    (only,) = merged(EMPTY, carried, replace(EMPTY, former=(Former("Yes?", "Так?"),))).catalog.entries
    assert only.former
    assert (only.target, is_untouched(carried), is_untouched(only)) == (MACHINE.target, False, False)


def test_what_both_sides_leave_open_stays_open() -> None:
    """A conflict that neither side settled keeps its texts, and gets those of both."""
    base = replace(APPROVED, fuzzy=True, rivals=("Ага.",))
    one, other = replace(base, rivals=("Ага.", "Но.")), replace(base, rivals=("Ага.", "Але."))
    found = merged(base, one, other)
    (only,) = found.catalog.entries
    assert {only.target, *only.rivals} == {"Так.", "Ага.", "Но.", "Але."}


def test_a_choice_is_not_undone_by_an_edit() -> None:
    """One side chose a text of a conflict, the other rewrote that text without approving it: both stand."""
    base = replace(APPROVED, fuzzy=True, rivals=("Ага.",))
    (only,) = merged(base, APPROVED, replace(base, target="Так?")).catalog.entries
    assert {only.target, *only.rivals} == {"Так.", "Так?"}


def test_an_obsolete_entry_goes_only_if_nobody_touched_it() -> None:
    """Removed on one side; on the other commented, or not."""
    grave = replace(OTHER, obsolete=True, references=())
    base, cleaned = catalog(MACHINE, grave), catalog(replace(MACHINE, comment="Asked."))
    commented = merge_catalogs(base, cleaned, catalog(MACHINE, replace(grave, comment="Better."))).catalog
    assert [item.target for item in commented.entries] == [MACHINE.target, grave.target]
    untouched = merge_catalogs(base, cleaned, catalog(APPROVED, grave)).catalog
    assert [item.target for item in untouched.entries] == [APPROVED.target]


def test_a_third_text_joins_a_conflict() -> None:
    """A text approved elsewhere does not end a conflict between two others."""
    conflict = merged(MACHINE, APPROVED, OTHER).catalog.entries[0]
    found = merged(MACHINE, conflict, entry("Yes.", "Но."))
    (only,) = found.catalog.entries
    assert found.conflicts == (KEY,)
    assert {only.target, *only.rivals} == {"Ага.", "Так.", "Но."}


def test_two_texts_of_a_retired_sentence_both_stay() -> None:
    """Nobody is asked about a sentence that is gone; both texts are kept as obsolete entries."""
    one, other = (replace(item, obsolete=True, references=()) for item in (APPROVED, OTHER))
    found = merged(replace(MACHINE, obsolete=True), one, other)
    assert {item.target for item in found.catalog.entries} == {"Так.", "Ага."}
    assert all(item.obsolete and not item.fuzzy for item in found.catalog.entries)
    assert not found.conflicts


def test_two_drafts_edited_by_people_both_stay() -> None:
    """One is the draft, the other its rival; nobody approved anything, so there is no conflict."""
    found = merged(MACHINE, EDITED, replace(MACHINE, target="Так так"))
    (only,) = found.catalog.entries
    assert {only.target, *only.rivals} == {"Так!", "Так так"}
    assert only.fuzzy
    assert not found.conflicts


def test_a_sentence_that_is_needed_in_two_contexts() -> None:
    """The context is part of the identity."""
    base = catalog(APPROVED)
    one = catalog(APPROVED, replace(OTHER, key=SegmentKey("headline", "Yes.")))
    other = catalog(replace(APPROVED, comment="Fine."))
    keys = [item.key for item in merge_catalogs(base, one, other).catalog.entries]
    assert keys == [KEY, SegmentKey("headline", "Yes.")]


def sources(found: Catalog) -> list[str]:
    """The sentences in order, obsolete ones in brackets."""
    return [f"({item.key.source})" if item.obsolete else item.key.source for item in found.entries]


def test_order_is_that_of_the_article() -> None:
    """The order of the side that changed it; what the other side approved stays in its place."""
    a, b, c, d = (entry(source, source.lower()) for source in "ABCD")
    base = catalog(a, b, c)
    ours = catalog(c, d, a, replace(b, obsolete=True, references=()))
    theirs = catalog(a, b, replace(c, target="x"))
    assert sources(merge_catalogs(base, ours, theirs).catalog) == ["C", "D", "A", "(B)"]
    both = merge_catalogs(base, catalog(a, d, b, c), catalog(a, b, c, entry("E", "e"))).catalog
    assert sources(both) == ["A", "D", "B", "C", "E"]
    kept = merge_catalogs(base, catalog(a, c), catalog(a, replace(b, target="y"), c)).catalog
    assert sources(kept) == ["A", "B", "C"]


def test_header_fields_follow_the_later_revision() -> None:
    """A field that one side changed is taken; of two the one with the later PO-Revision-Date, in any time zone."""
    dates = {"ours": "2026-11-22 10:00+0200", "theirs": "2026-11-22 09:30+0100"}
    base = catalog(MACHINE, **{"PO-Revision-Date": "", "Last-Translator": ""})
    ours, theirs = (
        catalog(MACHINE, **{"PO-Revision-Date": date, "Last-Translator": name, f"X-{name}": "1"})
        for name, date in dates.items()
    )
    found = merge_catalogs(base, replace(ours, header="Ours"), theirs).catalog
    assert found.metadata == {
        "Language": "be",
        "PO-Revision-Date": dates["theirs"],
        "Last-Translator": "theirs",
        "X-theirs": "1",
        "X-ours": "1",
    }
    assert found.header == "Ours"
