"""The law of living catalogs: whatever happens to an article and its catalog, no approved translation disappears, no
false figure stands in a live entry, and a second run changes nothing.

A scenario is a series of events: edits of the article, approvals, edits by hand, runs that die, somebody who saves the
file during a run, and merges of two branches. After each a run of the pipeline has to set everything right.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import FakeEngine

from l10n import pipeline as pipeline_module
from l10n.catalog.po import load_catalog, save_catalog
from l10n.catalog.threeway import merge_catalogs
from l10n.cluster import Here
from l10n.config import load_config
from l10n.model import Catalog, Entry, State
from l10n.pipeline import open_pipeline

SENTENCES = (
    "The court in Minsk sent him to prison for {} years.",
    "On the {}th day of the hunger strike a doctor came to see her.",
    "Relatives of {} prisoners wrote to the president.",
    "Nobody has seen the lawyer since.",
    "Police detained {} people at the railway station, and most of them were released in the evening.",
    "“We will wait for {} more months,” her sister said.",
    "The embassy did not answer questions about the talks.",
    "Fuel prices rose by {} percent, the ministry reported.",
)
EVENTS = (
    "figure",
    "typo",
    "remove",
    "return",
    "move",
    "merge",
    "split",
    "approve",
    "edit",
    "crash",
    "meanwhile",
    "branch",
)


class Newsroom:
    """A project with one article and one locale, and people who work on it."""

    def __init__(self, root: Path) -> None:
        self.sentences = [sentence.format(number) for number, sentence in enumerate(SENTENCES, 3)]
        self.first = list(self.sentences)
        self.approved: dict[str, str] = {}
        (root / "source").mkdir()
        (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be"]\n', encoding="utf-8")
        self._article = root / "source" / "news.txt"
        self.po = root / "locales" / "be" / "LC_MESSAGES" / "news.po"
        self.pipeline = open_pipeline(load_config(root))
        self.engine = FakeEngine()

    def translate(self) -> None:
        """Run ``l10n translate``."""
        self._article.write_text("\n\n".join(self.sentences) + "\n", encoding="utf-8")
        pipeline = self.pipeline
        jobs = pipeline.plan(pipeline.project.select([]), ["be"])
        with pipeline.recalling() as recall:
            recall(jobs)
        pipeline.choose_routes(jobs, [self.engine], None)
        here = Here(lambda: [self.engine])
        assert len(list(pipeline.draft([jobs], here, lambda done, label: None))) == 1

    def catalog(self) -> Catalog:
        """The catalog as it is on disk."""
        return load_catalog(self.po, "be")

    def approve(self, number: int) -> None:
        """Approve one of the drafts, with the figures of its sentence."""
        self._change(number, lambda entry: replace(entry, target=f"Так: {entry.key.source}", fuzzy=False))

    def edit(self, number: int) -> None:
        """Correct one of the drafts and leave it fuzzy."""
        self._change(number, lambda entry: replace(entry, target=f"Мабыць: {entry.key.source}"))

    def _change(self, number: int, change: Callable[[Entry], Entry]) -> None:
        catalog = self.catalog()
        drafts = [index for index, entry in enumerate(catalog.entries) if entry.state in (State.DRAFT, State.STALE)]
        if drafts:
            index = drafts[number % len(drafts)]
            entry = change(catalog.entries[index])
            if not entry.fuzzy:
                self.approved[entry.key.source] = entry.target
            save_catalog(
                replace(catalog, entries=(*catalog.entries[:index], entry, *catalog.entries[index + 1 :])), self.po
            )

    def branch(self, number: int) -> None:
        """Two people approve different sentences on two branches, which are merged in either order."""
        base = self.catalog()
        self.approve(number)
        ours = self.catalog()
        save_catalog(base, self.po)
        self.approve(number + 1)
        theirs = self.catalog()
        merged = merge_catalogs(base, ours, theirs)
        assert merged == merge_catalogs(base, theirs, ours)
        assert not merged.conflicts
        save_catalog(merged.catalog, self.po)

    def happen(self, event: str, number: int) -> None:
        """Let something happen."""
        place = number % len(self.sentences)
        sentence = self.sentences[place]
        if event == "figure":
            self.sentences[place] = re.sub(r"\d+", str(number + 20), sentence)
        elif event == "typo":
            self.sentences[place] = sentence.replace("e", "", 1) if number % 2 else sentence.replace(" ", ", ", 1)
        elif event == "remove" and len(self.sentences) > 1:
            del self.sentences[place]
        elif event == "return":
            self.sentences = list(self.first)
        elif event == "move":
            self.sentences.append(self.sentences.pop(place))
        elif event == "merge" and place:
            self.sentences[place - 1 : place + 1] = [f"{self.sentences[place - 1][:-1]}, and {sentence}"]
        elif event == "split":
            self.sentences[place : place + 1] = [part[:1].upper() + part[1:] for part in sentence.split(", and ")]
        elif event == "approve":
            self.approve(number)
        elif event == "edit":
            self.edit(number)
        elif event == "branch":
            self.branch(number)
        elif event == "crash":
            self.sentences[place] = f"{sentence[:-1]}, again."
            self.engine.after_each = _die
            with contextlib.suppress(KeyboardInterrupt):
                self.translate()
        elif event == "meanwhile":
            self.sentences.insert(place, f"Another {number + 40} letters arrived.")
            self.engine.after_each = lambda: self.approve(number)


def _die() -> None:
    raise KeyboardInterrupt


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    """A newsroom with an article that has been drafted."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline_module, "BATCH", 2)
        made = Newsroom(Path(folder))
        made.translate()
        yield made


def figures(text: str) -> list[str]:
    """The figures of a text."""
    return re.findall(r"\d+", text)


@settings(max_examples=max(50, settings().max_examples // 2))
@given(st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 40)), min_size=1, max_size=12))
def test_nothing_is_lost_and_no_figure_is_false(events: list[tuple[str, int]]) -> None:
    """Through every series of events the law holds."""
    with newsroom() as room:
        for event, number in events:
            room.happen(event, number)
            room.engine.after_each = room.engine.after_each if event == "meanwhile" else lambda: None
            room.translate()
            room.engine.after_each = lambda: None
            catalog = room.catalog()
            live = [entry for entry in catalog.entries if not entry.obsolete]
            assert [entry.key.source for entry in live] == list(dict.fromkeys(room.sentences))
            there = {(entry.key.source, entry.target) for entry in catalog.entries if not entry.fuzzy}
            assert set(room.approved.items()) <= there
            for entry in live:
                assert entry.target
                assert figures(entry.target) == figures(entry.key.source)
                assert entry.fuzzy == (room.approved.get(entry.key.source) != entry.target)
            before = room.po.read_bytes()
            room.translate()
            assert room.po.read_bytes() == before
