"""What a memory promises, for each kind of store."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.memory.catalogs import draft, file, reviewed, unread
from tests.unit.memory.conftest import Open

from l10n.errors import CatalogError
from l10n.memory import CatalogFile, Match, open_memory
from l10n.model import Catalog, Entry, SegmentKey, State

RELEASED = "Belarus released 123 inmates on Monday, the lawyer said."


def test_the_same_sentence_is_found(opened: Open) -> None:
    """An approved sentence is offered with the article it comes from."""
    memory = opened()
    memory.refresh("be", [file("a", {"She is free.": "Яна вольная."})])
    assert memory.find("She is free.", "be") == Match("Яна вольная.", "She is free.", "source/a.txt", 100)
    assert memory.find("She is free.", "ru") is None
    assert memory.find("She is not here.", "be") is None


def test_only_what_is_reviewed_is_learned(opened: Open) -> None:
    """Drafts, stale, empty and removed entries are never offered."""
    entries = [
        draft("One.", "Адзін."),
        Entry(SegmentKey("", "Two."), "Два.", fuzzy=True, previous=SegmentKey("", "To.")),
        Entry(SegmentKey("", "Three."), ""),
        Entry(SegmentKey("", "Four."), "Чатыры.", obsolete=True),
    ]
    assert State.REVIEWED not in {entry.state for entry in entries}
    memory = opened()
    memory.refresh("be", [file("a", entries)])
    assert [memory.find(entry.key.source, "be") for entry in entries] == [None] * 4


def test_a_similar_sentence_is_found(opened: Open) -> None:
    """A sentence with a small difference is offered with its similarity and its own wording."""
    memory = opened()
    memory.refresh("be", [file("a", {RELEASED: "Беларусь вызваліла.", "Quite another one.": "Іншы."})])
    query = RELEASED.replace("inmates", "prisoners")
    found = memory.find(query, "be")
    assert found is not None
    assert (found.target, found.source) == ("Беларусь вызваліла.", RELEASED)
    assert 75 <= found.similarity < 100


@pytest.mark.parametrize(
    ("old", "new"),
    [("123", "124"), ("123", "about 1,200"), ("on Monday", "on Friday"), ("released", "did not release")],
)
def test_another_fact_is_no_match(opened: Open, old: str, new: str) -> None:
    """However similar, a sentence with another number or date, or a negation, is not offered."""
    memory = opened()
    memory.refresh("be", [file("a", {RELEASED: "Беларусь вызваліла."})])
    assert memory.find(RELEASED.replace(old, new), "be") is None


def test_the_next_best_goes_where_the_best_says_something_else(opened: Open) -> None:
    """A candidate with another fact does not hide one that is less similar and says the same."""
    memory = opened()
    memory.refresh("be", [file("a", {RELEASED.replace("123", "124"): "Не.", f"{RELEASED} Then": "Так."})])
    found = memory.find(RELEASED, "be")
    assert found is not None
    assert found.target == "Так."


def test_threshold(opened: Open) -> None:
    """A threshold of 100 leaves exact matches alone."""
    memory = opened(threshold=100)
    memory.refresh("be", [file("a", {RELEASED: "Так."})])
    assert memory.find(f"{RELEASED}.", "be") is None
    assert memory.find(RELEASED, "be") is not None


def test_only_changed_files_are_read(opened: Open) -> None:
    """A file with a known stamp is not read again, one with another stamp is."""
    memory = opened()
    memory.refresh("be", [file("a", {"One.": "Адзін."}), file("b", {"Two.": "Два."})])
    memory.refresh("be", [unread("a"), file("b", {"Two.": "Дзве."}, stamp="2")])
    found = memory.find("Two.", "be")
    assert found is not None
    assert found.target == "Дзве."
    assert memory.find("One.", "be") is not None


def test_what_came_from_a_file_that_is_gone_is_forgotten(opened: Open) -> None:
    """Neither exact nor near matches come from a catalog that is no longer there."""
    memory = opened()
    memory.refresh("be", [file("a", {RELEASED: "Так."}), file("b", {"Two.": "Два."})])
    memory.refresh("be", [unread("b")])
    assert memory.find(RELEASED, "be") is None
    assert memory.find(f"{RELEASED}!", "be") is None
    assert memory.find("Two.", "be") is not None


def test_a_sentence_of_two_files_stays_when_one_goes(opened: Open) -> None:
    """Only the entries of the file that is gone are forgotten."""
    memory = opened()
    memory.refresh("be", [file("a", {RELEASED: "Так."}), file("b", {RELEASED: "Но."})])
    memory.refresh("be", [unread("b")])
    for query in (RELEASED, f"{RELEASED}!"):
        found = memory.find(query, "be")
        assert found is not None
        assert found.target == "Но."


def test_projects_share_a_memory(opened: Open) -> None:
    """One project is offered what another approved, with its name, and never makes it forgotten."""
    one, other = opened("one"), opened("other")
    one.refresh("be", [file("a", {"She is free.": "Яна вольная."})])
    other.refresh("be", [])
    found = other.find("She is free.", "be")
    assert found is not None
    assert found.origin.endswith("/one:source/a.txt")
    own = one.find("She is free.", "be")
    assert own is not None
    assert own.origin == "source/a.txt"


def test_locales_are_apart(opened: Open) -> None:
    """A refresh of one locale changes nothing in another."""
    memory = opened()
    memory.refresh("be", [file("a", {"Yes.": "Так."})])
    memory.refresh("ru", [file("a", {"Yes.": "Да."})])
    memory.refresh("be", [])
    found = memory.find("Yes.", "ru")
    assert found is not None
    assert found.target == "Да."


def test_which_of_several_translations(opened: Open) -> None:
    """The newer catalog decides, for the same date its name; a translation for one place only comes last."""
    memory = opened()
    old, new = "2026-03-01 12:00+0000", "2026-03-01 13:30+0300"
    memory.refresh("be", [file("b", {"Yes.": "b"}, old), file("c", {"Yes.": "c"}, new), file("a", {"Yes.": "a"})])
    assert offered(memory.find("Yes.", "be")) == "b"
    memory.refresh("be", [file("c", {"Yes.": "c"}, stamp="2"), file("a", {"Yes.": "a"}, stamp="2")])
    assert offered(memory.find("Yes.", "be")) == "a"
    placed = file("d", [reviewed("Yes.", "title", "headline"), reviewed("Yes.", "d")], old)
    memory.refresh("be", [placed])
    assert offered(memory.find("Yes.", "be")) == "d"


def offered(match: Match | None) -> str:
    """The translation of a match."""
    assert match is not None
    return match.target


def test_a_catalog_that_cannot_be_read_changes_nothing(opened: Open) -> None:
    """The error of a catalog comes through, and what was known before still is."""
    memory = opened()
    memory.refresh("be", [file("a", {"Yes.": "Так."})])

    def broken() -> Catalog:
        raise CatalogError("not a valid .po file", path="b.po", line=3)

    with pytest.raises(CatalogError):
        memory.refresh("be", [file("a", {"Yes.": "Но."}, stamp="2"), CatalogFile("b.po", "1", broken)])
    assert offered(memory.find("Yes.", "be")) == "Так."


def test_it_is_kept(opened: Open) -> None:
    """What was learned is there when the memory is opened again."""
    with opened() as memory:
        memory.refresh("be", [file("a", {RELEASED: "Так."})])
    again = opened()
    again.refresh("be", [unread("a")])
    assert again.find(RELEASED, "be") is not None
    assert again.find(f"{RELEASED}!", "be") is not None


def test_imported_files_are_learned(opened: Open, tmp_path: Path) -> None:
    """Files in the folder ``memory`` of the project count as approved, after the catalogs, while they are there."""
    folder = tmp_path / "news" / "memory"
    folder.mkdir(parents=True)
    text = '<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>Yes.</seg></tuv>{}</tu></body></tmx>'
    path = folder / "agency.tmx"
    path.write_text(text.format('<tuv xml:lang="be" changedate="20260101T000000Z"><seg>Ага.</seg></tuv>'))
    memory = opened()
    memory.refresh("be", [])
    assert memory.find("Yes.", "be") == Match("Ага.", "Yes.", "tmx:agency", 100)
    memory.refresh("be", [file("a", {"Yes.": "Так."})])
    assert offered(memory.find("Yes.", "be")) == "Так."
    path.unlink()
    memory.refresh("be", [])
    assert memory.find("Yes.", "be") is None


def test_strange_sentences(opened: Open) -> None:
    """Quotes, operators of search languages, long sentences and such without words are sentences like others."""
    strange = [
        '"',
        "NEAR(a b) AND NOT c*",
        "—",
        "' OR 1=1; --",
        "it's ‘all’ %s \\ ü ﬀ İ",
        "word " * 3000,
        "👍🏽 yes_no",
    ]
    memory = opened()
    memory.refresh("be", [file("a", {source: f"={source}" for source in strange})])
    assert [offered(memory.find(source, "be")) for source in strange] == [f"={source}" for source in strange]
    assert memory.find("NEAR(a b) AND NOT c^ OR x", "be") is None


def test_counts(opened: Open) -> None:
    """Entries are counted by file, with a file that has none."""
    memory = opened()
    memory.refresh("be", [file("a", {"One.": "1", "Two.": "2"}), file("b", [draft("One.", "1")])])
    assert [(count.locale, count.title, count.entries) for count in memory.counts()] == [
        ("be", "source/a.txt", 2),
        ("be", "source/b.txt", 0),
    ]


def test_two_at_once(opened: Open) -> None:
    """Two runs that refresh and look up by turns do not hinder each other."""
    one, other = opened(), opened()
    for number in range(5):
        one.refresh("be", [file("a", {"Yes.": f"a{number}"}, stamp=str(number))])
        assert offered(other.find("Yes.", "be")) == f"a{number}"
        other.refresh("ru", [file("a", {"Yes.": f"r{number}"}, stamp=str(number))])
        assert offered(one.find("Yes.", "ru")) == f"r{number}"


def test_server_that_is_not_there(tmp_path: Path) -> None:
    """An address nobody answers at is one line without the password."""
    pytest.importorskip("psycopg", reason="needs psycopg (pip install 'l10n[postgres]')")
    from l10n.errors import InputError

    with pytest.raises(InputError) as caught:
        open_memory(f"postgresql://ann:secret@/memory?host={tmp_path}", tmp_path)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint
