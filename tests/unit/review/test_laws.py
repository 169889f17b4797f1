"""Whatever people do on the page and in the file at the same time, an approved text is never lost unseen."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.unit.review.client import ARTICLE, Page

from l10n.catalog.po import load_catalog, save_catalog
from l10n.model import Entry, SegmentKey
from l10n.review.desk import Desk
from l10n.review.editing import Edit
from l10n.review.importing import FORMAT, VERSION, take_file

TEXTS = st.sampled_from(["", "Так.", "Ага.", "Не.", "Мусіць."])
WHICH = st.integers(0, 3)
SENTENCES = "Head\n\nShe left. He stayed.\n\nThey met again in the old town.\n"
MORE = "Head\n\nShe left. He stayed.\n\nThey met again in the very old town.\n\nNobody came.\n"


class Desks(RuleBasedStateMachine):
    """A page and a file editor at work on one catalog.

    ``approved`` has, for each sentence, the texts that people approved and that nobody who saw them has replaced since.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        (self.root / "source").mkdir()
        self.write_article(SENTENCES)
        self.page = Page(self.root)
        self.desk: Desk = self.page.desk
        self.approved: dict[SegmentKey, set[str]] = {}

    def teardown(self) -> None:
        """Remove the project."""
        self.folder.cleanup()

    def write_article(self, text: str) -> None:
        """Write the article."""
        (self.root / "source" / "news.txt").write_text(text, encoding="utf-8")

    @initialize()
    def begin(self) -> None:
        """Begin with drafts of a machine."""
        self.path = self.page.fill(translate=lambda source: f"Пра: {source}")
        self.shown = self.desk.show(ARTICLE, "be")

    @rule()
    def look(self) -> None:
        """Show what is there now."""
        self.shown = self.desk.show(ARTICLE, "be")

    @rule(which=WHICH, text=TEXTS, reviewed=st.booleans())
    def edit(self, which: int, text: str, reviewed: bool) -> None:
        """Change an entry as it was shown."""
        identity, entry = self.pick(which)
        edit = Edit(identity, entry.target, entry.state, text, reviewed=reviewed and bool(text))
        done = self.desk.edit(ARTICLE, "be", [edit])
        if edit.reviewed and not done.conflicts and done.sheet.entries[identity].target == text:
            self.approved[entry.key] = {text}
        elif not edit.reviewed and not done.conflicts and entry.target == text:  # the approval is withdrawn
            self.approved.setdefault(entry.key, set()).discard(text)
        self.shown = self.desk.show(ARTICLE, "be")

    @rule()
    def approve_all(self) -> None:
        """Approve what has no finding."""
        before = self.page.desk.shown(ARTICLE, "be").entries
        self.page.post("approve", ids=None)
        for entry in self.desk.sheet(ARTICLE, "be").entries.values():
            old = next((item for item in before.values() if item.key == entry.key), entry)
            if entry.target.strip() and not entry.fuzzy and old.fuzzy:
                self.approved[entry.key] = {entry.target}
        self.shown = self.desk.show(ARTICLE, "be")

    @rule(which=WHICH, text=TEXTS, fuzzy=st.booleans())
    def edit_the_file(self, which: int, text: str, fuzzy: bool) -> None:
        """Change an entry in the file, as another program does: who approves a text there has seen the others."""
        catalog = load_catalog(self.path, "be")
        live = [entry for entry in catalog.entries if not entry.obsolete]
        chosen = live[which % len(live)]
        changed = replace(chosen, target=text, fuzzy=fuzzy and bool(text))
        entries = tuple(changed if entry is chosen else entry for entry in catalog.entries)
        save_catalog(replace(catalog, entries=entries), self.path)
        self.approved.setdefault(chosen.key, set()).discard(chosen.target)
        if text and not fuzzy:
            self.approved[chosen.key] = {text}

    @rule(which=WHICH, text=TEXTS, reviewed=st.booleans(), base=TEXTS, was_reviewed=st.booleans())
    def import_a_file(self, which: int, text: str, reviewed: bool, base: str, was_reviewed: bool) -> None:
        """Take over what somebody did on a text that may be gone; who made the file has seen that text alone."""
        _, entry = self.pick(which)
        edit = {
            "context": entry.key.context,
            "source": entry.key.source,
            "base": base,
            "base_state": ("reviewed" if was_reviewed else "draft") if base else "empty",
            "target": text,
            "state": "reviewed" if reviewed and text else "draft",
        }
        file = self.root / "work.json"
        work = {
            "format": FORMAT,
            "version": VERSION,
            "path": ARTICLE,
            "locale": "be",
            "made": "2026-03-01",
            "edits": [edit],
        }
        file.write_text(json.dumps(work), encoding="utf-8")
        now = self.desk.sheet(ARTICLE, "be").entries
        here = next((item for item in now.values() if item.key == entry.key), None)
        take_file(self.desk.pipeline().project.config, file)
        if here is None or (text == base and edit["state"] == edit["base_state"]):
            return
        seen = here.target == base and str(here.state) == edit["base_state"]
        standing = self.approved.get(entry.key, set()) - {base}
        if edit["state"] == "reviewed":
            standing = {text} if seen else standing | {text}
        self.approved[entry.key] = standing

    @rule(text=st.sampled_from([SENTENCES, MORE]))
    def rewrite_the_article(self, text: str) -> None:
        """Change the article."""
        self.write_article(text)

    @rule(first=st.booleans())
    def join_and_split(self, first: bool) -> None:
        """Make one sentence of two, or two of one."""
        sheet = self.desk.sheet(ARTICLE, "be")
        joined = [identity for identity, entry in sheet.entries.items() if entry.key in sheet.job.joined]
        if joined:
            self.desk.split(ARTICLE, "be", joined[0])
        else:
            ids = [
                identity for identity, entry in sheet.entries.items() if entry.key.source in ("She left.", "He stayed.")
            ]
            self.desk.join(ARTICLE, "be", ids)
        if first:
            self.shown = self.desk.show(ARTICLE, "be")

    @invariant()
    def nothing_approved_is_lost(self) -> None:
        """Every approved text that stands is in the file: as a translation, a rival, a former or an obsolete text."""
        if not hasattr(self, "path"):
            return
        there = {(key, text) for entry in load_catalog(self.path, "be").entries for key, text in texts(entry)}
        wanted = {(key, text) for key, known in self.approved.items() for text in known}
        assert wanted <= there, wanted - there

    def pick(self, which: int) -> tuple[str, Entry]:
        """Choose an entry of those shown."""
        items = list(self.shown.entries.items())
        return items[which % len(items)]


def texts(entry: Entry) -> Iterator[tuple[SegmentKey, str]]:
    """Yield all that an entry has of a person's, with the sentence it was written for."""
    for text in (entry.target, *entry.rivals):
        yield entry.key, text
    for source, text in entry.former:
        yield SegmentKey(entry.key.context, source), text


TestDesks = Desks.TestCase
TestDesks.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
