"""The page as tests play it: what a browser would send to the application of a project."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from l10n.catalog.po import load_catalog, save_catalog
from l10n.catalog.provenance import make_provenance
from l10n.config import load_config
from l10n.jobs import Job
from l10n.model import Entry
from l10n.review.app import Review, Start, create_app
from l10n.review.desk import Desk

ARTICLE = "source/news.txt"
TOKEN = "secret"
PORT = 8000
HOST = f"127.0.0.1:{PORT}"


class Page:
    """Asks the application of a project, as our own page does."""

    def __init__(self, root: Path, start: Start | None = None) -> None:
        self.root = root
        self.desk = Desk(load_config(root))
        self.review = Review(self.desk, start or Start())
        self.app = create_app(self.review, TOKEN, PORT)

    def ask(
        self, method: str, address: str, *, headers: Mapping[str, str] | None = None, **rest: Any
    ) -> httpx.Response:
        """Send one request; ``headers`` go over those of the page, and an empty one leaves a header out."""
        given = {"Host": HOST, "X-L10N-Token": TOKEN, "Origin": f"http://{HOST}", **(headers or {})}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
                kept = {name: value for name, value in given.items() if value}
                return await client.request(method, address, headers=kept, **rest)

        return asyncio.run(send())

    def get(self, name: str, *, path: str = ARTICLE, locale: str = "be", **query: str) -> Any:
        """Get what must be there."""
        answer = self.ask("GET", f"/api/{name}", params={"path": path, "locale": locale, **query})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, name: str, *, path: str = ARTICLE, locale: str = "be", **body: Any) -> Any:
        """Post what must succeed."""
        answer = self.send(name, path=path, locale=locale, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def send(self, name: str, *, path: str = ARTICLE, locale: str = "be", **body: Any) -> httpx.Response:
        """Post something, and give the answer whatever it is."""
        return self.ask("POST", f"/api/{name}", json={"path": path, "locale": locale, **body})

    def entries(self, locale: str = "be") -> dict[str, Any]:
        """Give the entries as the page sees them, by the first words of their sources."""
        found = self.get("article", locale=locale)["entries"].values()
        return {" ".join(entry["source"].split()[:2]): entry for entry in found}

    def edit(
        self, entry: Mapping[str, Any], target: str, state: str = "reviewed", *, locale: str = "be", **more: str
    ) -> Any:
        """Change an entry that the page shows."""
        return self.post("edit", locale=locale, edits=[edit_of(entry, target, state, **more)])

    def fill(self, locale: str = "be", translate: Callable[[str], str] = lambda source: f"Пра: {source}") -> Path:
        """Write drafts of an engine into a catalog."""

        def work(job: Job) -> bool:
            job.entries = [
                entry
                if entry.obsolete or entry.target
                else replace(
                    entry,
                    target=translate(entry.key.source),
                    fuzzy=True,
                    provenance=make_provenance("fake:en_be@1", translate(entry.key.source), -0.5),
                )
                for entry in job.entries
            ]
            return True

        return self.desk.change(ARTICLE, locale, work).job.path

    def catalog(self, locale: str = "be") -> Path:
        """Where the catalog is."""
        return self.desk.sheet(ARTICLE, locale).job.path


def edit_of(entry: Mapping[str, Any], target: str, state: str = "reviewed", **more: str) -> dict[str, Any]:
    """Give the edit of an entry that the page shows."""
    base = {"id": entry["id"], "base": entry["target"], "base_state": entry["state"]}
    return {**base, "target": target, "state": state, **more}


def on_disk(path: Path, locale: str = "be") -> dict[str, Entry]:
    """Give the live entries of a catalog, by the first words of their sources."""
    found = load_catalog(path, locale).entries
    return {" ".join(entry.key.source.split()[:2]): entry for entry in found if not entry.obsolete}


def rewrite(path: Path, words: str, change: Callable[[Entry], Entry], locale: str = "be") -> None:
    """Change one entry in a catalog as somebody else would, by the first words of its source."""
    catalog = load_catalog(path, locale)
    entries = tuple(
        change(entry) if not entry.obsolete and entry.key.source.startswith(words) else entry
        for entry in catalog.entries
    )
    save_catalog(replace(catalog, entries=entries), path)
