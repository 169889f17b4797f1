"""What the memory in a file does about files that are damaged, foreign, locked or cannot be written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.memory.catalogs import file, unread

from l10n.errors import InputError
from l10n.memory import Memory, open_memory
from l10n.memory.sqlite import SqliteStore

MANY = {f"Sentence {number} of the many there are.": f"Сказ {number}." for number in range(500)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the memory is."""
    return tmp_path / "cache" / "memory.db"


def filled(path: Path) -> Memory:
    """A memory that knows MANY."""
    memory = open_memory(path, path.parent)
    memory.refresh("be", [file("a", MANY)])
    return memory


def known(path: Path, notices: list[str]) -> int:
    """Refresh a memory from the catalog, and count what it knows then."""
    with open_memory(path, path.parent, notify=notices.append) as memory:
        memory.refresh("be", [file("a", MANY)])
        return sum(memory.find(source, "be") is not None for source in MANY)


@pytest.mark.parametrize("content", [b"", b"not a database at all\n" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    """It is set aside with one line, and the memory is filled anew."""
    path.parent.mkdir()
    path.write_bytes(content)
    notices: list[str] = []
    assert known(path, notices) == len(MANY)
    aside = path.with_name("memory.db.damaged")
    if content:
        assert aside.read_bytes() == content
        assert len(notices) == 1
        assert aside.name in notices[0]


@pytest.mark.parametrize("start", range(4096, 65536, 8192))
def test_damage_in_the_middle(path: Path, start: int) -> None:
    """Wherever pages are overwritten, a refresh and lookups end well: nothing wrong is offered."""
    with filled(path) as memory:
        memory.refresh("be", [file("a", MANY)])
    data = bytearray(path.read_bytes())
    data[start : start + 4096] = b"\xa5" * len(data[start : start + 4096])
    path.write_bytes(data)
    notices: list[str] = []
    with open_memory(path, path.parent, notify=notices.append) as memory:
        memory.refresh("be", [file("a", {**MANY, "One more.": "Яшчэ."}, stamp="2")])
        found = {source: memory.find(source, "be") for source in MANY}
        assert {match.target for match in found.values() if match} <= set(MANY.values())
        for source, match in found.items():
            assert match is None or match.similarity < 100 or match.target == MANY[source]
    assert len(notices) <= 1


@pytest.mark.parametrize("name", ["memory.db", "notes.sqlite"])
def test_the_database_of_another_program(tmp_path: Path, name: str) -> None:
    """It is refused and left as it is."""
    path = tmp_path / name
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE diary (day TEXT)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(InputError, match="not a translation memory"):
        open_memory(path, tmp_path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == [name]


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    """A glossary that was named as the memory by mistake is refused and stays where it is."""
    path = tmp_path / "glossary.csv"
    path.write_text("source,be\nMinsk,Мінск\n", encoding="utf-8")
    with pytest.raises(InputError, match="not a translation memory"):
        open_memory(path, tmp_path)
    assert path.exists()


def test_another_version(path: Path) -> None:
    """A memory of another version is filled anew."""
    filled(path).store.close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    notices: list[str] = []
    assert known(path, notices) == len(MANY)
    assert len(notices) == 1


@pytest.mark.parametrize("place", ["a file/memory.db", "folder"])
def test_where_nothing_can_be_written(tmp_path: Path, place: str) -> None:
    """The memory works for this run, and says that it is not kept."""
    (tmp_path / "a file").write_text("")
    (tmp_path / "folder").mkdir()
    notices: list[str] = []
    assert known(tmp_path / place, notices) == len(MANY)
    assert len(notices) == 1
    assert "not kept" in notices[0]


def test_a_file_that_becomes_read_only(path: Path) -> None:
    """The memory goes on for this run when its file can be read and not written."""
    filled(path).store.close()
    notices: list[str] = []
    store = SqliteStore(path, notices.append)
    store._connection.execute("PRAGMA query_only = ON")
    memory = Memory(store, "p", path.parent, "en", 75)
    memory.refresh("be", [file("a", MANY)])
    assert memory.find(next(iter(MANY)), "be") is not None
    assert len(notices) == 1


def test_a_run_that_never_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run that writes for too long is named; nothing is lost."""
    monkeypatch.setattr("l10n.memory.sqlite.TIMEOUT_S", 0.1)
    filled(path).store.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_memory(path, path.parent) as memory:
        assert memory.find(next(iter(MANY)), "be") is not None
        with pytest.raises(InputError, match="in use by another run"):
            memory.refresh("be", [file("a", MANY, stamp="2")])
    other.close()
    assert known(path, []) == len(MANY)


def test_processes_at_once(path: Path) -> None:
    """Runs that make and fill the same memory at the same time all succeed, and nothing is lost."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom tests.unit.memory.catalogs import file\n"
        "from l10n.memory import open_memory\n"
        "for number in range(10):\n"
        "    with open_memory(Path(sys.argv[1]), Path(sys.argv[2])) as memory:\n"
        "        memory.refresh('be', [file(f'a{n}', {f'{sys.argv[2]} {n}.': 'x'}) for n in range(number + 1)])\n"
    )
    root = Path(__file__).resolve().parents[3]
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(path), f"/p{n}"], cwd=root, stderr=subprocess.PIPE)
        for n in range(4)
    ]
    errors = [process.communicate(timeout=120)[1].decode() for process in processes]
    assert errors == [""] * 4
    with open_memory(path, Path("/p0")) as memory:
        assert sum(count.entries for count in memory.counts()) == 40
        memory.refresh("be", [unread(f"a{n}") for n in range(10)])


def test_a_memory_that_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address ``:memory:`` writes nothing."""
    monkeypatch.chdir(tmp_path)
    assert known(Path(":memory:"), []) == len(MANY)
    assert list(tmp_path.iterdir()) == []
