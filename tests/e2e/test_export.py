"""A page that needs no server, and the work that comes back from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import TITLE, Open, catalog, entries, rewrite, run_l10n, wait_checked, wait_until


@pytest.fixture
def exported(newsroom: Path, tmp_path: Path) -> Path:
    """The example article in Belarusian as one file."""
    path = tmp_path / "review.html"
    options = ("--locale", "be", "--export", str(path), "--lang", "en")
    done = run_l10n(newsroom, "review", "source/prisoner-release.txt", *options)
    assert done.returncode == 0, done.stderr
    return path


def save(page: Any, path: Path) -> list[Any]:
    """Save the work of a page as a file; gives its edits."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my work").first.click()
    download.value.save_as(path)
    return list(json.loads(path.read_text(encoding="utf-8"))["edits"])


def test_a_volunteer_s_work_comes_back(newsroom: Path, exported: Path, tmp_path: Path, open_page: Open) -> None:
    """Edit in the file, save, import: the project has the text, approved."""
    page = open_page(exported.as_uri())
    assert page.get_by_role("button", name="Preview").count() == 0
    page.locator(".row.open textarea").fill("Загаловак валанцёра")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    edits = save(page, tmp_path / "work.json")
    assert len(edits) == 2
    assert (edits[0]["target"], edits[0]["state"]) == ("Загаловак валанцёра", "reviewed")
    done = run_l10n(newsroom, "review", "--import", str(tmp_path / "work.json"))
    assert done.returncode == 0, done.stderr
    found = entries(catalog(newsroom))
    assert (found[TITLE].msgstr, found[TITLE].fuzzy) == ("Загаловак валанцёра", False)
    assert sum(not entry.fuzzy for entry in found.values()) == 2


def test_what_has_changed_meanwhile_is_not_overwritten(
    newsroom: Path, exported: Path, tmp_path: Path, open_page: Open
) -> None:
    """A sentence that somebody approved in another way keeps its text; the import says so."""
    page = open_page(exported.as_uri())
    page.locator(".row.open textarea").fill("Загаловак валанцёра")
    page.keyboard.press("Control+Enter")
    save(page, tmp_path / "work.json")
    rewrite(catalog(newsroom), approve_title)
    done = run_l10n(newsroom, "review", "--import", str(tmp_path / "work.json"))
    assert done.returncode == 1
    assert "Зацверджаны" in catalog(newsroom).read_text(encoding="utf-8")


def approve_title(entry: Any) -> None:
    """Approve another text of the title."""
    if entry.msgid == TITLE:
        entry.msgstr, entry.flags = "Зацверджаны загаловак", []


def test_work_is_kept_and_loaded_again(exported: Path, tmp_path: Path, open_page: Open) -> None:
    """What was done is there after a reload, and a saved file brings it into a fresh copy."""
    page = open_page(exported.as_uri())
    page.locator(".row.open textarea").fill("Загаловак валанцёра")
    page.keyboard.press("Control+Enter")
    page.locator(".row").first.locator(".margin .mark.reviewed").wait_for()
    page.reload()
    page.locator(".row").first.get_by_text("Загаловак валанцёра").wait_for()
    save(page, tmp_path / "work.json")
    fresh = open_page(exported.as_uri())
    fresh.locator(".row").first.locator(".margin .mark.draft").wait_for()
    fresh.locator("input[type=file]").set_input_files(tmp_path / "work.json")
    fresh.locator(".row").first.locator("textarea").wait_for()
    wait_until(fresh, "L10n.desk.text(L10n.desk.places[0].id) === 'Загаловак валанцёра'")
    (tmp_path / "other.json").write_text('{"format": "else"}', encoding="utf-8")
    fresh.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    fresh.get_by_text("This file holds no saved work.").wait_for()


def test_all_without_findings_and_undo(exported: Path, open_page: Open) -> None:
    """The keys do in the file what they do with a server."""
    page = open_page(exported.as_uri())
    wait_checked(page)
    page.keyboard.press("Alt+a")
    page.keyboard.press("Enter")
    page.locator(".finished").wait_for()
    page.keyboard.press("Alt+z")
    page.locator(".row.draft").nth(18).wait_for()
