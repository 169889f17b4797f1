"""What needs no work is not read again, and whatever may have changed is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.conftest import FakeEngine, Run, approve

from l10n.errors import CatalogError


def po(project: Path) -> Path:
    """The Belarusian catalog."""
    return project / "locales" / "be" / "LC_MESSAGES" / "news.po"


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no catalog can be read."""

    def parse(text: str, path: Path, locale: str) -> None:
        raise CatalogError("was read", path=path)

    monkeypatch.setattr("l10n.jobs.parse_catalog", parse)


def test_what_is_finished_is_not_read(
    project: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run with nothing to do reads no catalog, and says what a run that reads says."""
    l10n("translate", "--locale", "be")
    said = l10n("translate", "--locale", "be").stderr
    forbid(monkeypatch)
    again = l10n("translate", "--locale", "be")
    assert again.exit_code == 0
    assert "7 sentences, nothing to do" in said
    assert again.stderr == said
    assert l10n("translate", "--locale", "be", "--redraft").exit_code == 2
    assert l10n("translate", "--locale", "be", "--json").exit_code == 2


@pytest.mark.parametrize("what", ["article", "catalog", "glossary", "another locale", "the same size and time"])
def test_whatever_changed_is_read(
    project: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Article, catalog, glossary: each change makes the next run look again."""
    l10n("translate", "--locale", "be")
    article = project / "source" / "news.txt"
    if what == "article":
        article.write_text(article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    elif what == "catalog":
        approve(po(project))
    elif what == "glossary":
        glossary = project / "glossary.csv"
        glossary.write_text(
            glossary.read_text(encoding="utf-8").replace("Калеснікава", "Калеснікова"), encoding="utf-8"
        )
    elif what == "the same size and time":
        before = article.stat()
        text = article.read_text(encoding="utf-8")
        article.with_name("new").write_text(text.replace("123", "124"), encoding="utf-8")
        article.with_name("new").replace(article)
        os.utime(article, ns=(before.st_atime_ns, before.st_mtime_ns))
    else:
        l10n("translate", "--locale", "ru")
        (project / "locales" / "ru" / "LC_MESSAGES" / "news.po").unlink()
        assert l10n("translate", "--locale", "ru").exit_code == 0
        assert (project / "locales" / "ru" / "LC_MESSAGES" / "news.po").exists()
        return
    forbid(monkeypatch)
    assert l10n("translate", "--locale", "be").exit_code == 2


@pytest.mark.parametrize("text", ["", "[]", "{", '{"made by": 1}', '{"made by": [], "catalogs": {"a": [1]}}'])
def test_a_damaged_note_is_no_note(project: Path, l10n: Run, fake_engine: FakeEngine, text: str) -> None:
    """The file of what is finished can hold anything: then everything is read, and the file is made anew."""
    l10n("translate", "--locale", "be")
    path = project / ".l10n" / "finished.json"
    good = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert path.read_text(encoding="utf-8") == good


def test_one_changed_sentence_costs_one_sentence(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """After a change the engine is asked for the changed sentence alone, once for each locale."""
    l10n("translate")
    fake_engine.asked.clear()
    article = project / "source" / "news.txt"
    article.write_text(article.read_text(encoding="utf-8").replace("123", "124"), encoding="utf-8")
    assert l10n("translate").exit_code == 0
    assert len(fake_engine.asked) == 3
    assert all("124 inmates" in text for text in fake_engine.asked)


def status(l10n: Run) -> object:
    """What ``l10n status`` counts."""
    return json.loads(l10n("status", "--json").stdout)


def test_status_reads_only_what_changed(
    project: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second status reads no catalog; after a change it counts what is there now."""
    l10n("translate", "--locale", "be")
    first = status(l10n)
    with monkeypatch.context() as patch:
        forbid(patch)
        assert status(l10n) == first
    approve(po(project))
    assert status(l10n) != first
    with monkeypatch.context() as patch:
        forbid(patch)
        (project / "source" / "news.txt").write_text("New.\n", encoding="utf-8")
        assert l10n("status").exit_code == 2


@pytest.mark.parametrize("text", ["", "[]", "{", '{"made by": 1}', '{"made by": [], "catalogs": {"a": [1]}}'])
def test_status_with_a_damaged_note(project: Path, l10n: Run, fake_engine: FakeEngine, text: str) -> None:
    """Whatever the file of what status has counted holds, status says what is there."""
    l10n("translate")
    first = status(l10n)
    path = project / ".l10n" / "status.json"
    good = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert status(l10n) == first
    assert path.read_text(encoding="utf-8") == good


def test_status_makes_no_folder(project: Path, l10n: Run) -> None:
    """In a project that was never translated status writes nothing."""
    before = sorted(project.rglob("*"))
    assert l10n("status").exit_code == 0
    assert sorted(project.rglob("*")) == before
