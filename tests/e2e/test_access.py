"""The page can be used by everybody: axe finds nothing serious, and focus goes where the work is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import TITLE, Open, Serve, catalog, rewrite, run_l10n, spoil, wait_checked, wait_until


def examine(page: Any) -> None:
    """Let axe look at the page as it is."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    found = axe.run(page).response["violations"]
    bad = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in bad] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_on_the_page_and_its_dialogs(newsroom: Path, serve: Serve, open_page: Open, scheme: str) -> None:
    """Article with every state and findings, help, list of articles, question, preview, conflict."""
    rewrite(catalog(newsroom), disturb)
    page = open_page(serve(newsroom).url, color_scheme=scheme, reduced_motion="reduce")
    wait_checked(page)
    examine(page)
    page.locator(".row", has_text="aged 43").locator(".margin button").click()
    page.locator(".row.open .finding").first.wait_for()
    page.keyboard.press("Alt+Shift+Enter")
    page.locator(".row.open .chip").first.focus()
    page.locator(".term-card table").wait_for()
    examine(page)
    page.keyboard.press("Escape")
    for name in ("help", "articles", "approve", "preview"):
        page.evaluate("(name) => L10n.desk.ask(name)", name)
        page.locator("dialog[open]").wait_for()
        examine(page)
        page.keyboard.press("Escape")
        page.locator("dialog").wait_for(state="detached")
    page.evaluate(
        "L10n.desk.conflicts = [{id: L10n.desk.openId, yours: 'Адзін', theirs: 'Другі', their_state: 'reviewed'}];"
        "L10n.desk.emit()"
    )
    page.locator("dialog.conflict").wait_for()
    examine(page)


def disturb(entry: Any) -> None:
    """Bring every state into the article."""
    spoil(entry)
    if entry.msgid == TITLE:
        entry.flags = []
    if entry.msgid.startswith("This situation"):
        entry.msgstr, entry.flags = "", []


def test_axe_on_a_phone_and_on_an_exported_file(newsroom: Path, serve: Serve, tmp_path: Path, open_page: Open) -> None:
    """The narrow page, and the page without a server."""
    page = open_page(serve(newsroom).url, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    wait_checked(page)
    examine(page)
    exported = tmp_path / "review.html"
    run_l10n(newsroom, "review", "source/prisoner-release.txt", "--locale", "be", "--export", str(exported))
    page = open_page(exported.as_uri())
    wait_checked(page)
    examine(page)


def test_the_keyboard_alone(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """The focus is in the sentence, moves with it, goes into a dialog and comes back."""
    page = open_page(serve(newsroom).url)
    focused = "document.activeElement.matches('.row.open .field textarea')"
    wait_until(page, focused)
    page.keyboard.press("Alt+ArrowDown")
    wait_until(page, f"L10n.desk.at === 1 && {focused}")
    page.keyboard.press("Alt+ArrowUp")
    wait_until(page, f"L10n.desk.at === 0 && {focused}")
    page.keyboard.press("Control+Alt+ArrowUp")
    wait_until(page, f"L10n.desk.at === 18 && {focused}")
    page.keyboard.press("Alt+a")
    page.locator("dialog[open]").wait_for()
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    page.keyboard.press("Escape")
    wait_until(page, focused)
    page.keyboard.press("Escape")
    wait_until(page, "L10n.desk.at === -1")
    page.keyboard.press("?")
    page.locator("dialog.help").wait_for()
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "article"


def test_the_cyrillic_keyboard(newsroom: Path, serve: Serve, open_page: Open) -> None:
    """Keys are told by their place: on a Cyrillic layout Alt+Z is Alt+Я."""
    page = open_page(serve(newsroom).url)
    page.keyboard.press("Control+Enter")
    page.locator(".row").first.locator(".margin .mark.reviewed").wait_for()
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{code: 'KeyZ', key: 'я', altKey: true, bubbles: true, cancelable: true}))"
    )
    page.locator(".row.reviewed").wait_for(state="detached")
