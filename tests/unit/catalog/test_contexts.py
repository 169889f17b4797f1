"""A sentence that stands in an article twice can be translated in two ways."""

from __future__ import annotations

from pathlib import Path

import polib
from tests.conftest import FakeEngine, Run, approve

ARTICLE = "Next\n\nWho is next? Next.\n\nNext\n\nThe end came soon, they say. Next.\n"


def test_places_choose_their_entry(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """By the kind of place or by its number; the entry without context serves the other places."""
    (project / "source" / "news.txt").write_text(ARTICLE, encoding="utf-8")
    l10n("translate", "--locale", "be")
    path = project / "locales" / "be" / "LC_MESSAGES" / "news.po"
    approve(path, lambda source: {"Next": "Далей"}.get(source, f"Так: {source}"))
    file = polib.pofile(str(path), wrapwidth=0)
    for context, target in (("title", "Загаловак"), ("#2", "Другое")):
        file.append(polib.POEntry(msgid="Next", msgctxt=context, msgstr=target))
    file.save(str(path))
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert l10n("build", "--locale", "be").exit_code == 0
    built = (project / "build" / "be" / "news.txt").read_text(encoding="utf-8")
    assert built.split("\n\n")[0] == "Загаловак"
    assert built.split("\n\n")[2] == "Другое"
    references = {entry.msgctxt: entry.occurrences for entry in polib.pofile(str(path)) if entry.msgid == "Next"}
    assert references["title"] == [("source/news.txt", "1")]
    assert references["#2"] == [("source/news.txt", "5")]
