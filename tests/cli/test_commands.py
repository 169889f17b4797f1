"""The smaller commands: init, segment, glossary."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import ARTICLE, FakeEngine, Run


def test_init_makes_a_project_that_works(tmp_path: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A new project takes an article at once; a second init changes nothing."""
    root = tmp_path / "new"
    assert l10n("init", str(root)).exit_code == 0
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert l10n("init", str(root)).exit_code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    (root / "source" / "news.txt").write_text(ARTICLE, encoding="utf-8")
    assert l10n("translate", root=root).exit_code == 0
    assert l10n("glossary", "check", root=root).exit_code == 0


def test_init_keeps_settings_of_other_tools(tmp_path: Path, l10n: Run) -> None:
    """An existing pyproject.toml is added to, not replaced."""
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    l10n("init", str(tmp_path))
    text = (tmp_path / "pyproject.toml").read_text()
    assert text.startswith("[tool.other]\nx = 1\n")
    assert "[tool.l10n]" in text


def test_segment_prints_a_sentence_a_line(project: Path, l10n: Run) -> None:
    """Sentences come out one a line and nothing else."""
    result = l10n("segment", str(project / "source" / "news.txt"))
    assert result.stdout.splitlines() == [
        "Belarus Frees Prisoners",
        "Belarus has released 123 inmates, among them Maria Kalesnikava.",
        "She is free!",
        "Kalesnikava's lawyer thanked the U.S. for its help.",
        "Who Is Next",
        "Ales Bialiatski, aged 63;",
        "others.",
    ]
    assert result.stderr == ""


def test_segment_json_has_places(project: Path, l10n: Run) -> None:
    """Offsets are code points of the file; kinds are those of the blocks."""
    rows = json.loads(l10n("segment", str(project / "source" / "news.txt"), "--json").stdout)
    assert [row["kind"] for row in rows] == ["title", *["paragraph"] * 3, "heading", "item", "item"]
    assert all(ARTICLE[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["line"] for row in rows] == [1, 3, 3, 5, 7, 9, 10]


def test_glossary_hits(project: Path, l10n: Run) -> None:
    """Mentions are listed with line, spelling and name."""
    result = l10n("glossary", "hits", str(project / "source" / "news.txt"), "--json")
    rows = json.loads(result.stdout)
    assert [(row["line"], row["alias"], row["name"]) for row in rows] == [
        (1, "Belarus", "Belarus"),
        (3, "Belarus", "Belarus"),
        (3, "Maria Kalesnikava", "Maria Kalesnikava"),
        (5, "Kalesnikava", "Maria Kalesnikava"),
        (5, "U.S.", "U.S."),
        (9, "Ales Bialiatski", "Ales Bialiatski"),
    ]
    assert all(ARTICLE[row["start"] : row["end"]] == row["alias"] for row in rows)
    plain = l10n("glossary", "hits", str(project / "source" / "news.txt")).stdout.splitlines()
    assert plain[3].endswith("news.txt:5: Kalesnikava = Maria Kalesnikava")


def test_glossary_check(project: Path, l10n: Run) -> None:
    """A good glossary passes; names that a locale lacks are mentioned; problems exit with 2."""
    result = l10n("glossary", "check")
    assert (result.exit_code, "4 terms, no problems" in result.stderr) == (0, True)
    (project / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["pl"]\n')
    assert "no pl name" in l10n("glossary", "check").stderr
    (project / "glossary.csv").unlink()
    assert l10n("glossary", "check").exit_code == 2
