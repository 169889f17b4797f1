from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT

CHROMIUM = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync --disable-background-networking"
PATIENCE_MS = 60_000
SPOILT = "Kalesnikava, aged 43, was sentenced"
TITLE = "Belarus Releases Key Political Prisoners, Including Nobel Laureate, in U.S. Negotiation"


def catalog(root: Path, locale: str = "be", name: str = "prisoner-release") -> Path:
    """The .po file of an article."""
    return root / "locales" / locale / "LC_MESSAGES" / f"{name}.po"


def entries(path: Path) -> dict[str, Any]:
    """What is in a .po file now, by source sentence."""
    import polib

    return {entry.msgid: entry for entry in polib.pofile(str(path), wrapwidth=0) if not entry.obsolete}


def rewrite(path: Path, change: Callable[[Any], None]) -> None:
    """Do what another program does: change each entry of a .po file."""
    import polib

    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        change(entry)
    file.save(str(path))


def run_l10n(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    command = [sys.executable, "-m", "l10n", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def spoil(entry: Any) -> None:
    """Put a wrong number into one translation."""
    if entry.msgid.startswith(SPOILT):
        entry.msgstr = entry.msgstr.replace("11 гадоў", "12 гадоў")


def make_draft(entry: Any) -> None:
    """Take the approval of an entry away."""
    entry.flags = ["fuzzy"]


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A project with the example article, its 19 sentences as drafts in Belarusian and reviewed in the others."""
    root = tmp_path / "newsroom"
    shutil.copytree(ROOT / "locales", root / "locales")
    (root / "source").mkdir()
    for name in ("glossary.csv", "source/prisoner-release.txt"):
        shutil.copy(ROOT / name, root / name)
    (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be", "ru", "uk"]\n', encoding="utf-8")
    rewrite(catalog(root), make_draft)
    return root


class Server:
    """``l10n review`` of a project, as a person starts it."""

    def __init__(self, root: Path, *options: str) -> None:
        command = [sys.executable, "-m", "l10n", "-C", str(root), "review", "--no-browser", *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._process.stdout
        self.url = self._process.stdout.readline().strip()
        if not self.url.startswith("http://127.0.0.1:"):
            self.stop()
            pytest.fail(f"the server said {self.url!r}")

    @property
    def port(self) -> str:
        """The port it answers on."""
        return self.url.removeprefix("http://127.0.0.1:").partition("/")[0]

    def stop(self) -> None:
        """End it, if it has not ended yet."""
        if self._process.returncode is None:
            self._process.terminate()
            self._process.communicate()


Serve = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that end with the test."""
    started: list[Server] = []

    def start(root: Path, *options: str) -> Server:
        started.append(Server(root, *(options or ("--lang", "en"))))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium; it ends with the module, for Playwright keeps an event loop as long as it lives."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("needs Chromium (Debian package chromium)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM.split())
        yield started
        started.close()


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Open an address in a window of its own; at the end nothing must have gone wrong in it."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def refuse(dialog: Any) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    def listen(told: Any) -> None:
        if "Content Security Policy" in told.text:
            wrong.append(told.text)

    def open_one(url: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 900}, "locale": "en-US", **options})
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", refuse)
        page.on("console", listen)
        page.goto(url, timeout=PATIENCE_MS)
        page.locator(".row").first.wait_for(state="attached")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


def wait_saved(page: Any) -> None:
    """Wait until everything is in the file."""
    page.locator(".saved:not(.waiting)").wait_for()


def wait_until(page: Any, expression: str) -> None:
    """Wait until an expression is true; the policy of the page forbids Playwright's own way."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


def wait_checked(page: Any) -> None:
    """Wait until the findings are there."""
    wait_until(page, "L10n.desk.checked")


def open_sentence(page: Any, number: int) -> Any:
    """Open a sentence by its button; gives the field with the translation."""
    row = page.locator(".row").nth(number - 1)
    if "open" not in (row.get_attribute("class") or "").split():
        row.locator(".margin button").click()
    return page.locator(".row.open .field textarea")
