"""Laws of catalogs: what is saved is loaded, merging twice is merging once, nothing of a person's is lost."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.merge import Wanted, merge
from l10n.catalog.po import format_catalog, load_catalog, new_catalog, save_catalog
from l10n.catalog.provenance import is_redrafted, is_untouched, make_provenance
from l10n.documents.splice import fold
from l10n.model import Catalog, Entry, Former, SegmentKey, State

LINE = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd\r\n"), min_size=1, max_size=40)
SOURCES = st.one_of(st.sampled_from(["Yes.", "No.", "She left.", "11 years"]), LINE.map(fold)).filter(str.strip)
TARGETS = st.one_of(st.just(""), st.sampled_from(["Так.", "Не."]), st.lists(LINE, max_size=3).map("\n".join))
WRITTEN = st.one_of(st.sampled_from(["Так.", "Не."]), LINE.map(lambda line: f"а{line}"))
COMMENTS = st.sampled_from(["", "Ask Hanna.", "one\ntwo"])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry in any state."""
    target = draw(TARGETS)
    provenance = draw(st.sampled_from([None, make_provenance("fake:en_be@1", target, -0.5)]))
    return Entry(
        key=SegmentKey(draw(st.sampled_from(["", "", "headline"])), draw(SOURCES)),
        target=target,
        fuzzy=draw(st.booleans()),
        obsolete=draw(st.booleans()),
        provenance=provenance,
        comment=draw(COMMENTS),
        former=tuple(draw(st.lists(st.builds(Former, SOURCES, WRITTEN), max_size=2))),
        rivals=tuple(draw(st.lists(WRITTEN, max_size=2))),
        flags=draw(st.sampled_from([(), ("no-wrap",)])),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A catalog of up to ten entries, live ones first."""
    found = draw(st.lists(entries(), max_size=10, unique_by=lambda entry: entry.key))
    base = new_catalog("be", "source/a.txt", "1")
    return replace(base, entries=tuple(sorted(found, key=lambda entry: entry.obsolete)))


WANTED = st.lists(SOURCES, max_size=8, unique=True).map(
    lambda found: [Wanted(SegmentKey("", item), (f"source/a.txt:{n}",), "") for n, item in enumerate(found, 1)]
)


def digits(old: str, new: str) -> list[str]:
    """A simple idea of what differs in fact: the digits."""
    return [] if re.findall(r"\d+", old) == re.findall(r"\d+", new) else ["number"]


def updated(catalog: Catalog, wanted: list[Wanted]) -> Catalog:
    """The catalog after an update."""
    return merge(catalog, wanted, digits).catalog


def written(catalog: Catalog) -> set[tuple[str, str]]:
    """What people made: (sentence it was made for, translation); no draft that is as the engine gave it.

    An approved entry needs no reminder of earlier texts any more.
    """
    found = {
        (entry.previous.source if entry.previous and entry.fuzzy else entry.key.source, entry.target)
        for entry in catalog.entries
        if entry.target.strip() and not is_untouched(entry)
    }
    waiting = [entry for entry in catalog.entries if entry.fuzzy or not entry.target.strip()]
    return found | {tuple(former) for entry in waiting for former in entry.former}


def approved(catalog: Catalog) -> set[tuple[SegmentKey, str]]:
    """What people approved, in the article or no longer."""
    return {(entry.key, entry.target) for entry in catalog.entries if entry.target.strip() and not entry.fuzzy}


def comments(catalog: Catalog) -> set[str]:
    """Every line people wrote into comments."""
    return {line for entry in catalog.entries for line in entry.comment.split("\n") if line}


def reviewed(catalog: Catalog) -> set[tuple[str, str]]:
    """The approved translations that need no context."""
    return {
        (entry.key.source, entry.target)
        for entry in catalog.entries
        if entry.state is State.REVIEWED and not entry.key.context
    }


@given(catalogs())
def test_what_is_saved_is_loaded(catalog: Catalog) -> None:
    """Loading a saved catalog gives the same entries, and saving it again the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.po"
        save_catalog(catalog, path)
        loaded = load_catalog(path, "be")
        assert [replace(entry, line=0) for entry in loaded.entries] == list(catalog.entries)
        assert format_catalog(loaded) == path.read_text(encoding="utf-8")


@given(catalogs(), WANTED, WANTED)
def test_nothing_of_a_person_is_lost(catalog: Catalog, one: list[Wanted], other: list[Wanted]) -> None:
    """However an article changes, every translation and comment of a person's is still there, approved if it was."""
    merged = updated(updated(catalog, one), other)
    assert approved(catalog) <= approved(merged)
    assert written(catalog) <= written(merged) | {(key.source, target) for key, target in approved(merged)}
    assert comments(catalog) <= comments(merged)


@given(catalogs(), WANTED)
def test_no_figure_is_carried_over(catalog: Catalog, wanted: list[Wanted]) -> None:
    """What is carried over to another wording was made for one with the same figures."""
    for entry in updated(catalog, wanted).entries:
        if entry.target.strip() and entry.fuzzy and entry.previous and not entry.obsolete:
            assert is_redrafted(entry) or not digits(entry.previous.source, entry.key.source)


@given(catalogs(), WANTED)
def test_merging_twice_is_merging_once(catalog: Catalog, wanted: list[Wanted]) -> None:
    """A second merge with the same article changes nothing."""
    once = updated(catalog, wanted)
    assert updated(once, wanted) == once


@given(catalogs(), WANTED)
def test_live_entries_are_the_article(catalog: Catalog, wanted: list[Wanted]) -> None:
    """After a merge the live entries without context are the sentences of the article, in order."""
    merged = updated(catalog, wanted)
    live = [entry.key for entry in merged.entries if not entry.obsolete and not entry.key.context]
    assert live == [want.key for want in wanted]


@given(catalogs(), WANTED)
def test_a_sentence_that_returns_is_as_it_was(catalog: Catalog, wanted: list[Wanted]) -> None:
    """Taking everything out of an article and putting it back restores each reviewed translation as reviewed."""
    before = updated(catalog, wanted)
    after = updated(updated(before, []), wanted)
    assert reviewed(before) <= reviewed(after)


@given(TARGETS, TARGETS)
def test_an_edit_by_hand_is_seen(draft: str, edited: str) -> None:
    """A draft counts as untouched exactly as long as its text is what the engine gave."""
    entry = Entry(SegmentKey("", "Yes."), draft, fuzzy=True, provenance=make_provenance("fake:en_be@1", draft))
    assert is_untouched(entry)
    assert is_untouched(replace(entry, target=edited)) == (edited == draft)
