"""Laws of the memory: only what a person approved is offered, and the cache never makes a difference."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from l10n.memory import CatalogFile, Match, Memory, open_memory
from l10n.memory.difference import describe_difference
from l10n.memory.imports import import_file, iter_exported
from l10n.memory.tmx import format_tmx
from l10n.model import Catalog, Entry, SegmentKey, State

SUBJECTS = ("The court in Minsk", "A court in Minsk")
VERBS = ("released", "did not release")
OBJECTS = ("11 prisoners", "12 prisoners", "11 inmates", "eleven prisoners")
ENDS = (" on Monday.", " on Monday", " on Friday.")
SENTENCES = st.builds(
    lambda *parts: " ".join(parts[:3]) + parts[3],
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(ENDS),
)
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
LINES = st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text == re.sub("[ ]+", " ", text).strip(" "))
SOURCES = st.one_of(SENTENCES, SENTENCES, LINES)
TARGETS = st.one_of(st.text(LETTERS, min_size=1, max_size=10), st.sampled_from(["Так.", "a\nb", "<&>"]))
DATES = st.sampled_from(["", "2026-03-01 12:00+0300", "2026-03-02 12:00+0000"])
DIGITS = re.compile(r"\d+")


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A catalog with entries in every state."""
    entries = st.builds(
        Entry,
        key=st.builds(SegmentKey, st.sampled_from(["", "", "", "title"]), SOURCES),
        target=st.one_of(TARGETS, TARGETS, st.just("")),
        fuzzy=st.sampled_from([False, False, True]),
        obsolete=st.sampled_from([False, False, False, True]),
    )
    found = draw(st.lists(entries, max_size=8, unique_by=lambda entry: entry.key))
    return Catalog("be", tuple(found), metadata={"Project-Id-Version": "a", "PO-Revision-Date": draw(DATES)})


PROJECTS = st.dictionaries(st.sampled_from(["a.po", "b.po", "c.po"]), catalogs(), max_size=3)
Project = dict[str, Catalog]


def refresh(memory: Memory, project: Project) -> None:
    """Make a memory know a project; a catalog has another stamp where it has another content."""
    files = [CatalogFile(name, str(hash(repr(item))), lambda item=item: item) for name, item in project.items()]  # type: ignore[misc]
    memory.refresh("be", files)


def approved(project: Project) -> set[tuple[str, str]]:
    """Every approved pair of a project."""
    return {
        (entry.key.source, entry.target)
        for catalog in project.values()
        for entry in catalog.entries
        if entry.state is State.REVIEWED
    }


def answers(memory: Memory, queries: Sequence[str]) -> list[Match | None]:
    """What a memory says to some sentences."""
    return [memory.find(query, "be") for query in queries]


def fresh(project: Project) -> Memory:
    """A new memory that knows a project."""
    memory = open_memory(":memory:", Path("nowhere"))
    refresh(memory, project)
    return memory


def figures(text: str) -> list[str]:
    """The figures of a sentence, in digits."""
    return sorted(DIGITS.findall(text.replace("eleven", "11")))


QUERIES = st.lists(st.one_of(SENTENCES, SENTENCES, SENTENCES, LINES), min_size=1, max_size=12)


@given(PROJECTS, QUERIES)
def test_only_approved_translations_are_offered(project: Project, queries: list[str]) -> None:
    """Every offer is an approved pair; it is exact if and only if the sentence is the one that was asked."""
    pairs = approved(project)
    everything = queries + [entry.key.source for catalog in project.values() for entry in catalog.entries]
    with fresh(project) as memory:
        for query, match in zip(everything, answers(memory, everything), strict=True):
            if match is not None:
                assert (match.source, match.target) in pairs
                assert (match.similarity == 100) == (match.source == query)
            else:
                assert query not in {source for source, _ in pairs}


@given(PROJECTS, QUERIES)
def test_a_near_match_has_the_same_figures(project: Project, queries: list[str]) -> None:
    """Figures and negations of a near match are those of the query."""
    with fresh(project) as memory:
        for query, match in zip(queries, answers(memory, queries), strict=True):
            if match is not None:
                assert figures(match.source) == figures(query)
                assert (" not " in match.source) == (" not " in query)


@given(st.lists(PROJECTS, min_size=1, max_size=4), QUERIES)
def test_the_cache_makes_no_difference(history: list[Project], queries: list[str]) -> None:
    """After any history of refreshes the answers are those of a cache that was made just now."""
    with fresh(history[-1]) as anew, open_memory(":memory:", Path("nowhere")) as memory:
        for project in history:
            refresh(memory, project)
        assert answers(memory, queries) == answers(anew, queries)
        assert list(memory.approved("be")) == list(anew.approved("be"))


@given(PROJECTS)
def test_import_gives_back_what_was_exported(project: Project) -> None:
    """A project that imports an export offers the same translations, and exports the same file."""
    with tempfile.TemporaryDirectory() as folder:
        root, path = Path(folder), Path(folder) / "out.tmx"
        with fresh(project) as memory:
            offered = [(source, known.target) for source, known in memory.approved("be")]
            text, left_out = format_tmx(iter_exported({"be": memory.approved("be")}, "en"), "en")
        assert left_out == 0
        path.write_text(text, encoding="utf-8", newline="")
        if not offered:
            return
        import_file(path, root / "memory", "en", ["be"])
        with open_memory(":memory:", root) as other:
            other.refresh("be", [])
            assert [(source, known.target) for source, known in other.approved("be")] == offered
            assert format_tmx(iter_exported({"be": other.approved("be")}, "en"), "en") == (text, 0)


@given(st.lists(st.sampled_from("a b c d. e,".split())), st.lists(st.sampled_from("a b c d. e,".split())))
def test_both_sentences_are_in_their_difference(old: list[str], new: list[str]) -> None:
    """Without what came in a difference is the old sentence, without what went the new one."""
    line = describe_difference(" ".join(old), " ".join(new))
    assert re.sub(r"\{\+.*?\+\}", "", line).replace("[-", "").replace("-]", "").split() == old
    assert re.sub(r"\[-.*?-\]", "", line).replace("{+", "").replace("+}", "").split() == new
