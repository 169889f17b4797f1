"""The page as one file: nothing of a text becomes markup in it, and nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.review.client import ARTICLE, Page, rewrite

from l10n.config import load_config
from l10n.review.desk import Desk
from l10n.review.export import DATA_ID, export_page
from l10n.review.requests import RequestError

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)><!--\u2028${alert(1)} 'x' \"y\" & {{scripts}}"


def data_of(page: str) -> dict[str, Any]:
    """Read the data of an exported page."""
    found = re.search(rf'<script type="application/json" id="{DATA_ID}">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def scripts_of(page: str) -> list[str]:
    """Give what would run in a page."""
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


@pytest.fixture
def hostile(project: Path, no_engines: None) -> tuple[Page, str]:
    """A project whose every text tries to be a script, and the name of its article."""
    name = "<img src=x onerror=alert(1)>'\".txt"
    (project / "source" / "news.txt").rename(project / "source" / name)
    path = f"source/{name}"
    (project / path).write_text(f"Title {HOSTILE}\n\nHe met Belarus {HOSTILE}.\n", encoding="utf-8")
    note = HOSTILE.replace('"', "")
    rows = f"source,aliases,be,ru,uk,kind,gender,note\nBelarus,,Беларусь,Беларусь,Білорусь,place,f,{note}\n"
    (project / "glossary.csv").write_text(rows, encoding="utf-8")
    page = Page(project)
    sheet = page.desk.change(path, "be", lambda job: True)
    rewrite(
        sheet.job.path,
        "He met",
        lambda entry: replace(entry, target=f"Беларусь {HOSTILE}", fuzzy=True, comment=HOSTILE, rivals=(HOSTILE,)),
    )
    return page, path


def test_all_that_the_page_needs_is_inside(page: Page) -> None:
    """Article, findings and words stand in the file; it names no other address."""
    page.edit(next(iter(page.entries().values())), "Беларусь  вызваліла вязняў", "draft")
    text = export_page(page.desk, ARTICLE, "be", None)
    data = data_of(text)
    assert data["article"] == page.get("article")
    assert data["findings"] == page.get("findings")
    assert [(item["path"], list(item["locales"])) for item in data["project"]["articles"]] == [(ARTICLE, ["be"])]
    assert [item["code"] for item in data["project"]["locales"]] == ["be"]
    assert {"en"} <= data["strings"].keys()
    outside = re.findall(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)=\"(?!data:)[^>]*", text)
    assert outside == []


def test_only_its_own_scripts_run(page: Page) -> None:
    """The policy of the file names each script and style by its hash, and allows nothing else."""
    text = export_page(page.desk, ARTICLE, "be", "en")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = policy[1].replace("&#x27;", "'")
    assert allowed.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in allowed
    assert "connect-src" not in allowed
    for found in [*scripts_of(text), *re.findall(r"<style>(.*?)</style>", text, re.DOTALL)]:
        digest = base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_the_policy_stands_before_everything_it_rules(page: Page) -> None:
    """A browser heeds it for what comes after it."""
    text = export_page(page.desk, ARTICLE, "be", "en")
    assert text.index("Content-Security-Policy") < min(text.index("<script"), text.find("<style") % len(text))


def test_texts_stay_texts(hostile: tuple[Page, str]) -> None:
    """Nothing of an article, a catalog, the glossary or a file name ends the element with the data."""
    page, path = hostile
    text = export_page(page.desk, path, "be", "en")
    clean = Page(page.root)
    (clean.root / "source" / "plain.txt").write_text("Title.\n", encoding="utf-8")
    plain = export_page(clean.desk, "source/plain.txt", "be", "en")
    assert scripts_of(text) == scripts_of(plain)
    assert text.count("<script") == plain.count("<script")
    assert "<img" not in text.replace("".join(scripts_of(text)), "")
    data = data_of(text)
    assert data["article"]["path"] == path
    entry = next(item for item in data["article"]["entries"].values() if item["target"])
    assert (entry["target"], entry["comment"], entry["rivals"]) == (f"Беларусь {HOSTILE}", HOSTILE, [HOSTILE])
    assert entry["source"] == f"He met Belarus {HOSTILE}.".replace("\u2028", " ")
    assert "alert(1)" in entry["terms"][0]["note"]


def test_texts_stay_texts_in_every_answer(hostile: tuple[Page, str]) -> None:
    """Answers are JSON and say so; the page is the same whatever the project is called."""
    page, path = hostile
    for name in ("project", "article", "findings", "preview"):
        answer = page.ask("GET", f"/api/{name}", params={"path": path, "locale": "be"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
    html = page.get("preview", path=path)["html"]
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


PREVIEWS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "a.md": (
        "---\ntitle: Big <b>news</b>\n---\n\n# Head <script>alert(1)</script>\n\n"
        "A [link](javascript:alert(1)) and *more*.\n",
        lambda html: (
            "<script" not in html and 'href="javascript' not in html and "<em>more</em>" in html and "<b>" not in html
        ),
    ),
    "b.txt": (
        "Title <b>\n\nText <script>alert(1)</script>.\n\n- item\n",
        lambda html: "<b>" not in html and "<li>item</li>" in html,
    ),
    "c.html": ("<html><body><h1>Head</h1><p>Text.</p></body></html>", lambda html: "<h1>Head</h1>" in html),
}


@pytest.mark.parametrize("name", PREVIEWS)
def test_previews(page: Page, name: str) -> None:
    """The built article can be looked at in every format; what nobody translated stands as written."""
    text, is_right = PREVIEWS[name]
    (page.root / "source" / name).write_text(text, encoding="utf-8")
    assert is_right(page.get("preview", path=f"source/{name}")["html"])


def test_a_preview_with_and_without_drafts(page: Page) -> None:
    """Drafts are shown if asked for; approved text always."""
    page.edit(page.entries()["She is"], "Яна вольная!")
    with_drafts = page.get("preview", drafts="1")["html"]
    without = page.get("preview", drafts="0")["html"]
    assert "Яна вольная!" in with_drafts
    assert "Яна вольная!" in without
    assert "Пра: Who Is Next" in with_drafts
    assert "Пра:" not in without
    assert '<html lang="be">' in without


def test_an_unknown_article(project: Path) -> None:
    """One article of the project in one of its locales."""
    with pytest.raises(RequestError):
        export_page(Desk(load_config(project)), "source/none.txt", "be", None)
    with pytest.raises(RequestError):
        export_page(Desk(load_config(project)), ARTICLE, "pl", None)
