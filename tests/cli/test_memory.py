"""``l10n memory`` as a person uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.conftest import FakeEngine, Run, approve

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="xml"/>
<body>
<tu><tuv xml:lang="en-US"><seg>She is free!</seg></tuv><tuv xml:lang="be-BY"><seg>Яна на волі!</seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """A file of another program."""
    path = tmp_path / "agency.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


def files(l10n: Run) -> dict[tuple[str, str], int]:
    """Entries by file and locale."""
    result = l10n("memory", "stats", "--json")
    assert result.exit_code == 0, result.stderr
    return {(row["file"], row["locale"]): row["entries"] for row in json.loads(result.stdout)["files"]}


def test_import_and_stats(project: Path, agency: Path, l10n: Run) -> None:
    """What is imported is counted, kept in the project, and importing it again changes nothing."""
    result = l10n("memory", "import", str(agency))
    assert result.exit_code == 0, result.stderr
    assert "1 be" in result.stderr
    kept = project / "memory" / "agency.tmx"
    before = kept.read_bytes()
    assert files(l10n)["tmx:agency", "be"] == 1
    assert l10n("memory", "import", str(agency)).exit_code == 0
    assert kept.read_bytes() == before
    assert files(l10n)["tmx:agency", "be"] == 1
    table = l10n("memory", "stats").stdout
    assert "tmx:agency" in table


def test_the_cache_can_be_deleted(project: Path, agency: Path, l10n: Run) -> None:
    """Without the cache the memory says the same: catalogs and imported files are the truth."""
    l10n("translate", "--engine", "none")
    l10n("memory", "import", str(agency))
    before = files(l10n), l10n("memory", "export").stdout
    cache = [path for path in (project / ".l10n").iterdir() if path.name.startswith("memory")]
    assert cache
    for path in cache:
        path.unlink()
    assert (files(l10n), l10n("memory", "export").stdout) == before


def test_export_of_what_is_approved(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Approved translations are exported, drafts are not; a locale can be chosen."""
    l10n("translate")
    empty = l10n("memory", "export").stdout
    assert "<tu" not in empty
    approve(project / "locales" / "be" / "LC_MESSAGES" / "news.po")
    text = l10n("memory", "export").stdout
    assert re.search(r'<tuv xml:lang="be"[^<>]*><seg>\[be\] She is free!</seg></tuv>', text)
    assert 'xml:lang="ru"' not in text
    assert l10n("memory", "export", "--locale", "ru").stdout == empty


def test_export_to_a_file_and_back(project: Path, tmp_path: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """An export that another project imports gives it the same memory."""
    l10n("translate")
    approve(project / "locales" / "be" / "LC_MESSAGES" / "news.po")
    path = tmp_path / "out.tmx"
    result = l10n("memory", "export", str(path))
    assert result.exit_code == 0, result.stderr
    assert str(path) in result.stderr
    other = tmp_path / "other"
    other.mkdir()
    assert l10n("memory", "import", str(path), root=other).exit_code == 0
    assert l10n("memory", "export", root=other).stdout == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (TMX.replace("<tmx", "<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><tmx"), "agency.tmx:2: "),
        (TMX.replace("</seg>", "", 1), "agency.tmx:4: "),
        (TMX.replace("be-BY", "de"), "no translation from en into be or ru or uk"),
        ("plain text", "agency.tmx:1: "),
    ],
)
def test_files_that_are_refused(project: Path, agency: Path, l10n: Run, content: str, message: str) -> None:
    """A broken file is one line and exit code 2, and leaves nothing behind."""
    agency.write_text(content, encoding="utf-8")
    result = l10n("memory", "import", str(agency))
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (project / "memory").exists()


def test_a_damaged_cache(project: Path, agency: Path, l10n: Run) -> None:
    """A damaged cache is set aside with a line, and the answer is right."""
    l10n("memory", "import", str(agency))
    (project / ".l10n" / "memory.sqlite").write_bytes(b"damaged" * 1000)
    result = l10n("memory", "stats", "--json")
    assert result.exit_code == 0
    assert "memory.sqlite.damaged" in result.stderr
    assert [row["entries"] for row in json.loads(result.stdout)["files"]] == [1, 0, 0]
