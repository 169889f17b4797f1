"""``l10n merge``: alone, and as the merge driver of a real git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import Run

from l10n.catalog.po import load_catalog, new_catalog, save_catalog
from l10n.model import Catalog, Entry, SegmentKey, State

NAMED = {"base": "~Так", "ours": "Так.", "theirs": "~Ага"}


def save(path: Path, **targets: str) -> Path:
    """Write a catalog; a target that begins with ~ is a draft."""
    entries = tuple(
        Entry(SegmentKey("", f"{source}."), target.removeprefix("~"), fuzzy=target.startswith("~"))
        for source, target in targets.items()
    )
    save_catalog(replace(new_catalog("be", "source/a.txt", "1"), entries=entries), path)
    return path


def load(path: Path) -> Catalog:
    """Read a catalog."""
    return load_catalog(path, "be")


def targets(path: Path) -> dict[str, str]:
    """Translations by sentence, drafts with ~ before them."""
    found = load(path).entries
    return {entry.key.source[:-1]: ("~" if entry.fuzzy else "") + entry.target for entry in found}


def test_both_sides_are_taken(tmp_path: Path, l10n: Run) -> None:
    """What each side approved is in OURS afterwards; nothing is said."""
    base = save(tmp_path / "base.po", Yes="~Так", No="~Не")
    ours = save(tmp_path / "ours.po", Yes="Так.", No="~Не")
    theirs = save(tmp_path / "theirs.po", Yes="~Так", No="Не.")
    done = l10n("merge", str(base), str(ours), str(theirs))
    assert (done.exit_code, done.output) == (0, "")
    assert targets(ours) == {"Yes": "Так.", "No": "Не."}
    assert targets(theirs) == {"Yes": "~Так", "No": "Не."}


def test_a_conflict_has_its_place_and_exit_code(tmp_path: Path, l10n: Run) -> None:
    """Two approved texts: exit 1, the line of the entry in the file written, and both texts in it."""
    base = save(tmp_path / "base.po", Yes="~Так", No="~Не")
    ours = save(tmp_path / "ours.po", Yes="Так.", No="Не.")
    theirs = save(tmp_path / "theirs.po", Yes="Так.", No="Ніколі.")
    output = tmp_path / "out.po"
    before = ours.read_bytes()
    done = l10n("merge", str(base), str(ours), str(theirs), "--output", str(output))
    conflict = load(output).entries[1]
    assert done.exit_code == 1
    assert f"{output}:{conflict.line}: conflict: " in done.stderr
    assert "'No.'" in done.stderr
    assert (conflict.target, conflict.rivals, conflict.state) == ("Не.", ("Ніколі.",), State.DRAFT)
    assert '# l10n: otherwise "Ніколі."' in output.read_text(encoding="utf-8")
    assert ours.read_bytes() == before


def test_messages_name_the_file_git_knows(tmp_path: Path, l10n: Run) -> None:
    """Git hands over temporary files; --path says what they stand for."""
    base, ours, theirs = (save(tmp_path / f"{text}.po", Yes=text) for text in ("~Так", "Так.", "Ага."))
    done = l10n("merge", "--path", "locales/be/a.po", str(base), str(ours), str(theirs))
    assert done.stderr.startswith("locales/be/a.po:")
    assert targets(ours) == {"Yes": "~Ага."}


def test_an_empty_base_is_a_file_added_twice(tmp_path: Path, l10n: Run) -> None:
    """Git gives an empty file where there was none."""
    base = tmp_path / "base.po"
    base.write_bytes(b"")
    ours = save(tmp_path / "ours.po", Yes="Так.", No="~Не")
    theirs = save(tmp_path / "theirs.po", Yes="~Ага", No="Не.")
    assert l10n("merge", str(base), str(ours), str(theirs)).exit_code == 0
    assert targets(ours) == {"Yes": "Так.", "No": "Не."}


@pytest.mark.parametrize("which", ["base", "ours", "theirs"])
@pytest.mark.parametrize("content", ['msgid "a"\nmsgstr "b', "<<<<<<< HEAD\n", None], ids=["cut", "markers", "missing"])
def test_a_broken_file_changes_nothing(tmp_path: Path, l10n: Run, which: str, content: str | None) -> None:
    """Exit 2 with the name of the file; OURS is as it was."""
    paths = {name: save(tmp_path / f"{name}.po", Yes=text) for name, text in NAMED.items()}
    if content is None:
        paths[which].unlink()
    else:
        paths[which].write_text(content, encoding="utf-8")
    before = paths["ours"].read_bytes() if paths["ours"].exists() else None
    done = l10n("merge", *map(str, paths.values()))
    assert done.exit_code == 2
    assert str(paths[which]) in done.stderr
    assert (paths["ours"].read_bytes() if paths["ours"].exists() else None) == before


def test_two_languages_are_not_merged(tmp_path: Path, l10n: Run) -> None:
    """A slip of the hand on the command line costs no file."""
    base, ours = (save(tmp_path / f"{text}.po", Yes=text) for text in ("a", "b"))
    theirs = tmp_path / "uk.po"
    save_catalog(replace(new_catalog("uk", "source/a.txt", "1"), entries=load(ours).entries), theirs)
    before = ours.read_bytes()
    done = l10n("merge", str(base), str(ours), str(theirs))
    assert (done.exit_code, ours.read_bytes()) == (2, before)
    assert "uk" in done.stderr


class Repository:
    """A git repository with the merge driver, apart from the settings of the user."""

    def __init__(self, root: Path, git: str) -> None:
        self.root = root
        self._git = git
        self._env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": str(root),
        }
        root.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Test")
        self.git("config", "user.email", "test@localhost")
        driver = f'"{Path(sys.executable).as_posix()}" -m l10n merge --path %P %O %A %B'
        self.git("config", "merge.l10n.driver", driver)
        (root / ".gitattributes").write_text("*.po merge=l10n\n", encoding="utf-8")
        self.po = root / "locales" / "be" / "a b.po"

    def git(self, *arguments: str, code: int = 0) -> str:
        """Run git and give everything it says."""
        command = [self._git, "-C", str(self.root), *arguments]
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, **targets: str) -> None:
        """Save the catalog and commit it."""
        save(self.po, **targets)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "edit")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one catalog of drafts."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("needs git")
    found = Repository(tmp_path / "repository", git)
    found.commit(Yes="~Так", No="~Не", Never="~Ніколі")
    return found


def test_git_merges_two_reviewers(repository: Repository) -> None:
    """Neighbouring entries approved on two branches, which git's own merge takes for a conflict, are merged."""
    repository.git("checkout", "-q", "-b", "second")
    repository.commit(Yes="~Так", No="Не.", Never="~Ніколі")
    repository.git("checkout", "-q", "main")
    repository.commit(Yes="Так.", No="~Не", Never="~Ніколі")
    repository.git("merge", "-q", "-m", "merge", "second")
    assert targets(repository.po) == {"Yes": "Так.", "No": "Не.", "Never": "~Ніколі"}
    assert repository.git("status", "--porcelain") == ""


def test_git_stops_at_two_approved_texts(repository: Repository) -> None:
    """Git leaves the merge to a person, the file is a valid catalog with both texts, and can be settled."""
    repository.git("checkout", "-q", "-b", "second")
    repository.commit(Yes="Ага.", No="Не.", Never="~Ніколі")
    repository.git("checkout", "-q", "main")
    repository.commit(Yes="Так.", No="~Не", Never="~Ніколі")
    said = repository.git("merge", "-m", "merge", "second", code=1)
    assert "locales/be/a b.po:" in said
    assert "conflict: two approved translations of 'Yes.'" in said
    assert targets(repository.po) == {"Yes": "~Ага.", "No": "Не.", "Never": "~Ніколі"}
    assert load(repository.po).entries[0].rivals == ("Так.",)
    repository.commit(Yes="Так.", No="Не.", Never="~Ніколі")
    assert repository.git("status", "--porcelain") == ""


def test_git_merges_a_catalog_added_on_both_branches(repository: Repository) -> None:
    """Each branch drafted the article for the first time."""
    repository.po = repository.po.with_name("new.po")
    repository.git("checkout", "-q", "-b", "second")
    repository.commit(Yes="~Так", No="Не.")
    repository.git("checkout", "-q", "main")
    repository.commit(Yes="Так.", No="~Не")
    repository.git("merge", "-q", "-m", "merge", "second")
    assert targets(repository.po) == {"Yes": "Так.", "No": "Не."}
