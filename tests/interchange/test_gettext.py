"""Our files through GNU gettext and back."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tests.interchange.samples import ODD, catalog, matters, unharmed, write

from l10n.catalog.po import format_catalog, load_catalog, save_catalog
from l10n.model import Entry, SegmentKey

CONTROLS = Entry(SegmentKey("", "Controls."), "Знакі \a\b\f\v\r.", references=("source/a.txt:13",))


def run(program: str, *arguments: str | Path) -> None:
    """Run a program that must succeed, or skip."""
    found = shutil.which(program)
    if found is None:
        pytest.skip("needs GNU gettext (Debian package gettext)")
    done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("options", [(), ("--no-wrap",), ("-w", "40"), ("--sort-output",), ("--escape",)])
def test_msgcat(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Rewritten and wrapped in any way, everything is still there, and saving gives our form again."""
    path = write(tmp_path, ODD, CONTROLS)
    ours = path.read_bytes()
    run("msgcat", *options, "-o", path, path)
    assert unharmed(path, ODD, CONTROLS)
    save_catalog(load_catalog(path, "be"), path)
    if "--sort-output" not in options:
        assert path.read_bytes() == ours


def test_msgmerge(tmp_path: Path) -> None:
    """With ``--previous``, an update from a template keeps everything, also of entries it takes for obsolete."""
    path = write(tmp_path)
    template = tmp_path / "a.pot"
    live = [entry for entry in catalog().entries if not entry.obsolete]
    bare = [Entry(entry.key, references=entry.references) for entry in live]
    save_catalog(replace(catalog(), entries=tuple(bare)), template)
    run("msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", "-o", path, path, template)
    assert unharmed(path)
    save_catalog(replace(catalog(), entries=tuple(bare[1:])), template)
    run("msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", "-o", path, path, template)
    wanted = (replace(live[0], obsolete=True), *catalog().entries[1:])
    assert matters(load_catalog(path, "be")) == matters(replace(catalog(), entries=wanted))


def test_msgfmt(tmp_path: Path) -> None:
    """The strict check has nothing to say."""
    run("msgfmt", "-c", "-o", tmp_path / "a.mo", write(tmp_path))


def test_msgattrib_clears_nothing_else(tmp_path: Path) -> None:
    """A tool that approves everything removes the marks, and the previous sentences with them, nothing else."""
    path = write(tmp_path)
    run("msgattrib", "--clear-fuzzy", "--clear-previous", "-o", path, path)
    wanted = [replace(entry, fuzzy=False, previous=None, line=0) for entry in catalog().entries if entry.target]
    found = [replace(entry, line=0) for entry in load_catalog(path, "be").entries if entry.target]
    assert format_catalog(replace(catalog(), entries=tuple(found))) == format_catalog(
        replace(catalog(), entries=tuple(wanted))
    )
