"""Bad input: one line with the remedy, the right exit code, nothing damaged."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import FakeEngine, Run

from l10n.locking import STATE_FOLDER


def broken_catalog(project: Path) -> None:
    """A .po file that an editor has saved half."""
    path = project / "locales" / "be" / "LC_MESSAGES" / "news.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "Yes."\nmsgstr "Та', encoding="utf-8")


CASES: list[tuple[str, Callable[[Path], object], list[str], int, list[str]]] = [
    ("missing article", lambda p: None, ["translate", "nothing.txt"], 2, ["nothing.txt", "source/news.txt"]),
    ("a folder", lambda p: (p / "source/more").mkdir(), ["translate", "source/more"], 2, ["folder"]),
    ("0 bytes", lambda p: (p / "source/news.txt").write_bytes(b""), ["translate"], 2, ["news.txt", "empty"]),
    (
        "not UTF-8",
        lambda p: (p / "source/news.txt").write_bytes(b"a\nb\xff"),
        ["translate"],
        2,
        ["news.txt:2", "iconv"],
    ),
    ("NUL", lambda p: (p / "source/news.txt").write_bytes(b"a\0b"), ["translate"], 2, ["news.txt:1", "NUL"]),
    (
        "glossary row",
        lambda p: (p / "glossary.csv").write_text("source,kind\nA,b\n"),
        ["translate"],
        2,
        ["glossary.csv:2"],
    ),
    ("broken .po", broken_catalog, ["translate"], 2, ["be/LC_MESSAGES/news.po:5", "version control"]),
    ("broken .po, build", broken_catalog, ["build"], 2, ["be/LC_MESSAGES/news.po:5"]),
    ("broken .po, status", broken_catalog, ["status"], 2, ["be/LC_MESSAGES/news.po:5"]),
    ("unknown locale", lambda p: None, ["translate", "--locale", "xx"], 2, ["xx", "be, ru, uk", "[tool.l10n]"]),
    (
        "locale no one knows",
        lambda p: (p / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["xq"]'),
        ["translate"],
        2,
        ["xq"],
    ),
    (
        "unknown default",
        lambda p: (p / "pyproject.toml").write_text("[tool.l10n.translate]\njob = 2"),
        ["translate"],
        2,
        ["pyproject.toml", "translate.job", "jobs"],
    ),
    (
        "no such glossary",
        lambda p: (p / "pyproject.toml").write_text('[tool.l10n]\nglossary = "names.csv"'),
        ["translate"],
        2,
        ["names.csv"],
    ),
    ("unknown engine", lambda p: None, ["translate", "--engine", "apertium"], 2, ["apertium", "fake"]),
    (
        "no route",
        lambda p: (p / "pyproject.toml").write_text('[tool.l10n]\nsource_locale = "de"'),
        ["translate"],
        3,
        ["de", "be", "l10n models install"],
    ),
    (
        "settings",
        lambda p: (p / "pyproject.toml").write_text("[tool.l10n]\nx = 1"),
        ["status"],
        2,
        ["pyproject.toml", "x"],
    ),
    ("locales is a file", lambda p: (p / "locales").write_text("x"), ["translate"], 2, ["locales", "permissions"]),
    ("no source folder", lambda p: (p / "source").rename(p / "src"), ["translate"], 2, ["source", "l10n init"]),
    ("no articles", lambda p: (p / "source/news.txt").unlink(), ["translate"], 2, ["no articles"]),
    ("no format", lambda p: (p / "source/a.odt").write_text("x"), ["translate", "source/a.odt"], 2, [".odt", ".txt"]),
    ("two of one name", lambda p: (p / "source/news.text").write_text("x"), ["status"], 2, ["rename"]),
    ("usage", lambda p: None, ["translate", "--nonsense"], 2, ["--nonsense"]),
    ("missing file", lambda p: None, ["segment", "nothing.txt"], 2, ["nothing.txt"]),
]


def files(project: Path) -> dict[Path, bytes]:
    """Everything in a project but what l10n keeps for itself."""
    return {
        path: path.read_bytes() for path in project.rglob("*") if path.is_file() and path.parent.name != STATE_FOLDER
    }


@pytest.mark.parametrize(("name", "spoil", "command", "code", "words"), CASES, ids=[case[0] for case in CASES])
def test_bad_input(
    project: Path,
    l10n: Run,
    fake_engine: FakeEngine,
    name: str,
    spoil: Callable[[Path], object],
    command: list[str],
    code: int,
    words: list[str],
) -> None:
    """Each kind of bad input exits with its code and a line that names the place and the remedy; nothing changes."""
    spoil(project)
    before = files(project)
    result = l10n(*command)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("Error: ")
    assert all(word in result.stderr for word in words), result.stderr
    assert files(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_read_only_locales_folder(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A folder without write permission is named; nothing else happens."""
    (project / "locales").mkdir(mode=0o555)
    result = l10n("translate")
    assert result.exit_code == 2
    assert "Permission denied" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any folder")
@pytest.mark.parametrize("folder", ["source", "source/more"])
def test_unreadable_source_folder(project: Path, l10n: Run, folder: str) -> None:
    """A folder that cannot be read is not an empty one."""
    (project / folder).mkdir(exist_ok=True)
    (project / folder).chmod(0o000)
    try:
        result = l10n("status")
    finally:
        (project / folder).chmod(0o755)
    assert result.exit_code == 2
    assert folder in result.stderr
    assert "Permission denied" in result.stderr


def test_failed_write_stops_with_one_line(
    project: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the locales folder cannot be written the message names it and what to check."""

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = l10n("translate")
    assert result.exit_code == 2
    assert "Read-only file system" in result.stderr
    assert "permissions" in result.stderr


def test_article_outside_the_project_is_refused(project: Path, tmp_path: Path, l10n: Run) -> None:
    """An existing file that is not in the source folder is named with where to put it."""
    (tmp_path / "elsewhere.txt").write_text("Text.")
    result = l10n("translate", str(tmp_path / "elsewhere.txt"))
    assert result.exit_code == 2
    assert "move it into source/" in result.stderr


def test_a_bug_is_said_to_be_one(project: Path, l10n: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen exception gives a traceback, a request to report it, and exit code 70."""

    def fail(*arguments: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("l10n.pipeline.open_pipeline", fail)
    result = l10n("translate")
    assert result.exit_code == 70
    assert "unforeseen" in result.stderr
    assert "bug" in result.stderr


def test_output_over_the_article_is_refused(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A build never overwrites the article it was made from."""
    (project / "source" / "be").mkdir()
    (project / "source" / "news.txt").rename(project / "source" / "be" / "news.txt")
    (project / "source" / "be" / "be").symlink_to(".")
    l10n("translate", "--locale", "be")
    result = l10n("build", "--drafts", "--locale", "be", "--output", str(project / "source" / "be" / "be"))
    assert result.exit_code in (0, 2)
    assert (project / "source" / "be" / "news.txt").read_text(encoding="utf-8").startswith("Belarus Frees")


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC])
def test_what_the_machine_refuses_is_no_bug(
    project: Path, l10n: Run, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A folder that may not be looked into, or a full disk, is told in one line with its path."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "locales/be")

    monkeypatch.setattr("l10n.pipeline.open_pipeline", refuse)
    result = l10n("status")
    assert result.exit_code == 2
    assert "locales/be" in result.stderr
    assert os.strerror(number) in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", [["--help"], ["--version"], ["translate", "--help"], ["engines"]])
def test_a_full_disk_is_no_traceback(words: list[str]) -> None:
    """Nor is it where the help is written, which is before any command runs."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "l10n", *words]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: cannot go on")
    assert "Traceback" not in done.stderr
