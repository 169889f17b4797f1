"""The example project of the repository is what the README says it is."""

from __future__ import annotations

import json
import subprocess

import pytest
from click.testing import CliRunner

from l10n.cli import cli
from tests.conftest import ROOT


def test_the_example_article_is_reviewed() -> None:
    """Each of its 19 sentences is reviewed in each locale."""
    result = CliRunner().invoke(cli, ["-C", str(ROOT), "status", "prisoner-release", "--json"])
    rows = json.loads(result.stdout)["articles"]
    assert [(row["locale"], row["segments"], row["reviewed"]) for row in rows] == [
        ("be", 19, 19),
        ("ru", 19, 19),
        ("uk", 19, 19),
    ]


@pytest.mark.parametrize("locale", ["be", "ru", "uk"])
def test_gettext_accepts_the_example(locale: str, msgfmt: str) -> None:
    """``msgfmt -c`` has nothing against the committed catalogs."""
    path = ROOT / "locales" / locale / "LC_MESSAGES" / "prisoner-release.po"
    done = subprocess.run([msgfmt, "-c", "-o", "-", str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_translate_leaves_the_example_as_it_is(tmp_path: object) -> None:
    """The committed catalogs are byte for byte what translate writes."""
    import shutil
    from pathlib import Path

    root = Path(str(tmp_path)) / "copy"
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("glossary.csv", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    before = {path.name: path.read_bytes() for path in root.rglob("prisoner-release.po")}
    result = CliRunner().invoke(cli, ["-C", str(root), "translate", "prisoner-release"])
    assert result.exit_code == 0
    assert {path.name: path.read_bytes() for path in root.rglob("prisoner-release.po")} == before
