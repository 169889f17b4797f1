"""``l10n xliff``: out to a CAT tool and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import FakeEngine, Run, approve

from l10n.catalog.po import load_catalog
from l10n.model import State


@pytest.fixture
def po(project: Path, l10n: Run, fake_engine: FakeEngine) -> Path:
    """The drafted catalog of the article."""
    assert l10n("translate", "--locale", "be").exit_code == 0
    return project / "locales" / "be" / "LC_MESSAGES" / "news.po"


@pytest.fixture
def xlf(project: Path, l10n: Run, po: Path) -> Path:
    """Its export."""
    path = project / "news.be.xlf"
    done = l10n("xliff", "export", "source/news.txt", "--locale", "be", "--output", str(path))
    assert done.exit_code == 0, done.output
    return path


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Replace parts of a file, each of which is there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def state(po: Path, source: str) -> tuple[State, str]:
    """State and text of an entry."""
    return next((e.state, e.target) for e in load_catalog(po, "be").entries if e.key.source == source)


def test_approved_in_a_cat_tool(l10n: Run, po: Path, xlf: Path) -> None:
    """A final segment is reviewed afterwards; a changed one in another state is a draft; the rest stays as it is."""
    before = po.read_bytes()
    assert l10n("xliff", "import", str(xlf)).exit_code == 0
    assert po.read_bytes() == before
    edit(
        xlf,
        ('"translated">\n        <source>Who Is Next', '"final">\n        <source>Who Is Next'),
        ("[be] Who Is Next", "Хто наступны"),
        ("[be] She is free!", "Яна на волі!"),
    )
    done = l10n("xliff", "import", str(xlf))
    assert done.exit_code == 0, done.output
    assert "1 draft, 1 approved" in done.stderr
    assert state(po, "Who Is Next") == (State.REVIEWED, "Хто наступны")
    assert state(po, "She is free!") == (State.DRAFT, "Яна на волі!")


def test_two_approved_texts_are_a_conflict(l10n: Run, po: Path, xlf: Path) -> None:
    """A text reviewed in the .po meanwhile is not overwritten: exit 1, the line of the unit, both texts kept."""
    approve(po, lambda source: f"Пераклад: {source}")
    edit(
        xlf,
        ('"translated">\n        <source>Who Is Next', '"final">\n        <source>Who Is Next'),
        ("[be] Who Is Next", "Хто наступны"),
    )
    done = l10n("xliff", "import", str(xlf))
    assert done.exit_code == 1
    line = next(n for n, text in enumerate(xlf.read_text(encoding="utf-8").split("\n"), 1) if "Who Is Next" in text)
    named = next(text for text in done.stderr.split("\n") if "conflict" in text)
    assert named.startswith(f"{xlf}:")
    assert 0 < line - int(named.removeprefix(f"{xlf}:").split(":")[0]) < 10
    entry = next(e for e in load_catalog(po, "be").entries if e.key.source == "Who Is Next")
    assert {entry.target, *entry.rivals} == {"Хто наступны", "Пераклад: Who Is Next"}
    assert entry.fuzzy
    assert state(po, "She is free!") == (State.REVIEWED, "Пераклад: She is free!")


def test_a_sentence_changed_meanwhile_is_left(project: Path, l10n: Run, po: Path, xlf: Path) -> None:
    """It is named; the others are taken."""
    edit(project / "source" / "news.txt", ("She is free!", "She is in Vilnius now."))
    assert l10n("translate", "--locale", "be").exit_code == 0
    edit(xlf, ('"translated"', '"final"'))
    done = l10n("xliff", "import", str(xlf))
    assert done.exit_code == 1
    assert "no longer in the article: 'She is free!'" in done.stderr
    assert state(po, "Who Is Next")[0] is State.REVIEWED
    assert state(po, "She is in Vilnius now.")[0] is State.DRAFT


def test_export_goes_to_stdout(l10n: Run, po: Path, xlf: Path) -> None:
    """Without --output; the same text as the file."""
    done = l10n("xliff", "export", "news", "--locale", "be")
    assert done.stdout == xlf.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('<?xml version="1.0" encoding="UTF-8"?>', "<!DOCTYPE xliff>"), ["news.be.xlf:1", "DOCTYPE"]),
        (("</xliff>", ""), ["news.be.xlf:", "XML"]),
        (("source/news.txt", "source/other.txt"), ["news.be.xlf:3", "source/other.txt", "source/news.txt"]),
        (('trgLang="be"', 'trgLang="pl"'), ["news.be.xlf:2", "into pl", "be, ru, uk"]),
        (('srcLang="en"', 'srcLang="fr"'), ["news.be.xlf:2", "from fr", "in en"]),
    ],
)
def test_a_broken_file_changes_nothing(
    l10n: Run, po: Path, xlf: Path, change: tuple[str, str], words: list[str]
) -> None:
    """Exit 2 and a message that helps; the catalog is as it was."""
    edit(xlf, change)
    before = po.read_bytes()
    done = l10n("xliff", "import", str(xlf))
    assert done.exit_code == 2
    assert all(word in done.stderr for word in words), done.stderr
    assert po.read_bytes() == before


def test_export_needs_a_catalog(l10n: Run) -> None:
    """The message says what to run."""
    done = l10n("xliff", "export", "source/news.txt", "--locale", "be")
    assert done.exit_code == 2
    assert "l10n translate" in done.stderr
