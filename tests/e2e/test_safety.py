"""Nothing that stands in an article, a catalog, a glossary or a file name is ever taken for code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.e2e.conftest import PATIENCE_MS, Open, Serve, run_l10n, wait_checked

ATTACKS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "</script><script>window.hit = 1</script>",
    "javascript:window.hit=1",
    "{{constructor.constructor('window.hit=1')()}}",
    "${window.hit=1}",
]
NAME = "a' onmouseover=window.hit=1 &lt;img src=x onerror=window.hit=1&gt;"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A project full of attempts."""
    root = tmp_path / "hostile <img src=x onerror=window.hit=1>"
    (root / "source").mkdir(parents=True)
    text = "\n\n".join(f"Sentence {number} says {attack} to Minsk." for number, attack in enumerate(ATTACKS))
    (root / "source" / f"{NAME}.txt").write_text(f"Title {ATTACKS[1]}\n\n{text}\n", encoding="utf-8")
    (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be", "ru", "uk"]\n', encoding="utf-8")
    note = ATTACKS[1].replace('"', '""')
    (root / "glossary.csv").write_text(
        f'source,aliases,be,ru,uk,kind,gender,note\nMinsk,,Мінск,Минск,Мінськ,place,m,"{note}"\n', encoding="utf-8"
    )
    assert run_l10n(root, "translate", "--engine", "none").returncode == 0
    import polib

    for path in root.rglob("*.po"):
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            entry.msgstr, entry.flags = f"Пераклад {entry.msgid}", ["fuzzy"]
            entry.tcomment = f"comment {ATTACKS[1]}"
        file.save(str(path))
    return root


def attack_everywhere(page: Any) -> None:
    """Open each sentence and each term, so that all that can be shown is shown."""
    wait_checked(page)
    for place in range(page.evaluate("L10n.desk.places.length")):
        page.evaluate("(place) => L10n.desk.openAt(place)", place)
        page.locator(".row.open textarea").first.wait_for()
        if page.locator(".row.open .chip").count():
            page.locator(".row.open .chip").first.focus()
            page.locator(".term-card .note").wait_for()
    assert page.evaluate("window.hit") is None
    assert page.locator("#app script, #app img, #app svg:not(.bar)").count() == 0


def test_attacks_are_text_on_the_page(hostile: Path, serve: Serve, open_page: Open) -> None:
    """Every attempt is shown as it is written, and no script but the page's own runs."""
    page = open_page(serve(hostile).url)
    attack_everywhere(page)
    shown = page.locator("main").inner_text()
    assert all(attack in shown for attack in ATTACKS)
    assert NAME in page.locator("footer").inner_text()
    page.get_by_role("button", name="Articles").click()
    page.locator("dialog", has_text=NAME).wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Preview").click()
    page.frame_locator("dialog iframe").get_by_text(ATTACKS[0]).first.wait_for()
    assert page.evaluate("window.hit") is None
    page.keyboard.press("Escape")
    page.locator(".row.open textarea").fill(ATTACKS[1])
    page.keyboard.press("Alt+Shift+Enter")
    page.keyboard.type(ATTACKS[2])
    page.keyboard.press("Alt+Shift+Enter")
    page.get_by_text("Marked as needs work.").wait_for()
    assert page.evaluate("window.hit") is None


def test_attacks_are_text_in_an_exported_file(hostile: Path, tmp_path: Path, open_page: Open) -> None:
    """So they are in a file that a volunteer opens."""
    exported = tmp_path / "review.html"
    done = run_l10n(
        hostile, "review", f"source/{NAME}.txt", "--locale", "be", "--export", str(exported), "--lang", "en"
    )
    assert done.returncode == 0, done.stderr
    page = open_page(exported.as_uri())
    attack_everywhere(page)
    assert all(attack in page.locator("main").inner_text() for attack in ATTACKS)


def test_a_page_without_its_token_shows_nothing(newsroom: Path, serve: Serve, browser: Any) -> None:
    """The address without the token is refused, and another site can neither read nor write."""
    server = serve(newsroom)
    page = browser.new_page()
    try:
        answer = page.goto(server.url.partition("?")[0], timeout=PATIENCE_MS)
        assert answer.status == 403
        page.goto("about:blank")
        url = server.url.partition("?")[0] + "api/edit"
        reached = page.evaluate(
            "(url) => fetch(url, {method: 'POST', body: '{}', headers: {'Content-Type': 'text/plain'}})"
            ".then((answer) => answer.status, () => 'refused')",
            url,
        )
        assert reached == "refused"
    finally:
        page.close()
