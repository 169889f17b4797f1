"""Laws of merging two versions of a catalog: no order matters, and nothing of a person's is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.provenance import is_untouched, make_provenance
from l10n.catalog.threeway import merge_catalogs
from l10n.model import Catalog, Entry, Former, SegmentKey, State

SOURCES = ["Yes.", "No.", "She left.", "He has served 11 years."]
TEXTS = st.sampled_from(["", "Так.", "Ага.", "Не.", "Яна паехала."])


@st.composite
def entries(draw: st.DrawFn, source: str) -> Entry:
    """An entry in any state, from few texts, so that two versions often agree."""
    target = draw(TEXTS)
    return Entry(
        key=SegmentKey(draw(st.sampled_from(["", "", "headline"])), source),
        target=target,
        fuzzy=draw(st.booleans()),
        obsolete=draw(st.sampled_from([False, False, True])),
        provenance=draw(st.sampled_from([None, make_provenance("fake:en_be@1", target, -0.5)])),
        references=draw(st.sampled_from([("source/a.txt:1",), ("source/a.txt:2", "source/a.txt:9")])),
        notes=draw(st.sampled_from(["", "¶ Paragraph."])),
        comment=draw(st.sampled_from(["", "Ask Hanna.", "one\ntwo", "Ask Hanna.\ntwo"])),
        former=draw(st.sampled_from([(), (Former("Yes?", "Так?"),), (Former("Yes!", "Так!"),)])),
        rivals=draw(st.sampled_from([(), (), ("Не.",), ("Ага.", "Яна паехала.")])),
        flags=draw(st.sampled_from([(), ("no-wrap",)])),
        previous=draw(st.sampled_from([None, None, SegmentKey("", "Yes?")])),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A catalog in some order: at most one live entry of a key, any number of obsolete ones."""
    found: list[Entry] = []
    for source in draw(st.lists(st.sampled_from(SOURCES), max_size=5)):
        entry = draw(entries(source))
        if entry.obsolete or all(other.obsolete or other.key != entry.key for other in found):
            found.append(entry)
    dates = st.sampled_from(["", "2026-11-22 10:00+0200", "2026-11-22 09:59+0100", "YEAR-MO-DA HO:MI+ZONE"])
    metadata = {"Language": "be", "PO-Revision-Date": draw(dates), **draw(st.sampled_from([{}, {"X-Generator": "P"}]))}
    ordered = sorted(found, key=lambda entry: entry.obsolete)
    return Catalog("be", tuple(ordered), draw(st.sampled_from(["", "one", "two"])), metadata)


@st.composite
def versions(draw: st.DrawFn, of: Catalog) -> Catalog:
    """A later version of a catalog: some entries taken from another one, in the place of its own."""
    other = draw(catalogs())
    kept = [entry for entry in of.entries if draw(st.booleans())]
    added = [
        entry
        for entry in other.entries
        if entry.obsolete or all(known.obsolete or known.key != entry.key for known in kept)
    ]
    ordered = sorted([*kept, *added], key=lambda entry: entry.obsolete)
    return replace(of, entries=tuple(ordered), metadata=other.metadata, header=other.header)


@st.composite
def histories(draw: st.DrawFn, count: int = 2) -> tuple[Catalog, ...]:
    """A base and ``count`` versions of it."""
    base = draw(catalogs())
    return (base, *(draw(versions(base)) for _ in range(count)))


def persons(catalog: Catalog) -> set[tuple[SegmentKey, str]]:
    """The texts that people approved, edited or wrote, and those that wait to be chosen from."""
    own = {(entry.key, entry.target) for entry in catalog.entries if not is_untouched(entry)}
    waiting = {(entry.key, text) for entry in catalog.entries if entry.fuzzy for text in entry.rivals}
    return {(key, text) for key, text in own | waiting if text.strip()}


def everything(catalog: Catalog) -> set[tuple[SegmentKey, str]]:
    """Every text a catalog has for a sentence, wherever it stands."""
    return {(entry.key, text) for entry in catalog.entries for text in (entry.target, *entry.rivals)}


@given(histories())
def test_it_does_not_matter_who_merges(history: tuple[Catalog, ...]) -> None:
    """Ours and theirs may be exchanged: the same catalog, header and all, and the same conflicts."""
    base, one, other = history
    assert merge_catalogs(base, one, other) == merge_catalogs(base, other, one)
    assert merge_catalogs(None, one, other) == merge_catalogs(None, other, one)


@given(histories(1))
def test_one_change_is_taken_as_it_is(history: tuple[Catalog, ...]) -> None:
    """Where one side changed nothing, or both the same, the merge is the other side's catalog."""
    base, one = history
    for merged in (merge_catalogs(base, base, one), merge_catalogs(base, one, base), merge_catalogs(base, one, one)):
        assert merged.catalog == one
        assert not merged.conflicts


@given(histories(4))
def test_nothing_of_a_person_disappears(history: tuple[Catalog, ...]) -> None:
    """What any of several people wrote is in the end in the catalog, whatever is merged after it, in whatever order."""
    base, *others = history
    for order in (others, others[::-1], [others[2], others[0], others[3], others[1]]):
        merged = base
        for version in order:
            merged = merge_catalogs(base, merged, version).catalog
        for version in others:
            assert persons(version) - everything(base) <= everything(merged)


@given(histories())
def test_what_both_have_stays(history: tuple[Catalog, ...]) -> None:
    """A text that is approved on both sides is there after the merge; the live keys are those of either side."""
    base, one, other = history
    merged = merge_catalogs(base, one, other).catalog
    approved = [{(e.key, e.target) for e in side.entries if not e.fuzzy and e.target.strip()} for side in (one, other)]
    assert approved[0] & approved[1] <= everything(merged)
    live = [{entry.key for entry in side.entries if not entry.obsolete} for side in (one, other, merged)]
    assert live[2] <= live[0] | live[1]
    assert len(live[2]) == sum(not entry.obsolete for entry in merged.entries)


@given(histories())
def test_an_approved_text_is_never_replaced_silently(history: tuple[Catalog, ...]) -> None:
    """Two approved texts that are both new and live give a conflict with both, and nothing but those does."""
    base, one, other = history
    merged = merge_catalogs(base, one, other)
    sides = [{entry.key: entry for entry in side.entries if not entry.obsolete} for side in (one, other)]
    result = {entry.key: entry for entry in merged.catalog.entries if not entry.obsolete}
    known = everything(base)
    for key in sides[0].keys() & sides[1].keys():
        versions = [side[key] for side in sides]
        texts = {entry.target for entry in versions}
        if all(entry.state is State.REVIEWED and (key, entry.target) not in known for entry in versions):
            assert (key in merged.conflicts) == (len(texts) == 2)
            assert result[key].fuzzy == (len(texts) == 2)
            assert texts <= {result[key].target, *result[key].rivals}
    for key in merged.conflicts:
        assert result[key].fuzzy
        assert result[key].rivals
        assert not is_untouched(result[key])


@given(histories())
def test_a_draft_never_beats_an_approved_text(history: tuple[Catalog, ...]) -> None:
    """Where one side approved a new text and the other only drafted, the approved text stands."""
    base, one, other = history
    merged = {entry.key: entry for entry in merge_catalogs(base, one, other).catalog.entries if not entry.obsolete}
    known = everything(base)
    drafts = {e.key: e for e in other.entries if not e.obsolete and e.fuzzy and not e.rivals}
    for entry in one.entries:
        if entry.state is State.REVIEWED and entry.key in drafts and (entry.key, entry.target) not in known:
            assert merged[entry.key].target == entry.target
            assert not merged[entry.key].fuzzy
