"""Work on a catalog that others work on too: nothing is overwritten, and nothing that was approved is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.review.client import ARTICLE, Page, edit_of, on_disk, rewrite

from l10n.config import load_config
from l10n.jobs import Job
from l10n.locking import project_lock
from l10n.model import Entry, Former, SegmentKey
from l10n.pipeline import open_pipeline
from l10n.review import desk as desk_module

FREE, NEXT = "She is", "Who Is"


def approved(text: str) -> Callable[[Entry], Entry]:
    """What a person does to an entry in an editor."""
    return lambda entry: replace(entry, target=text, fuzzy=False)


def test_what_somebody_changed_meanwhile_is_not_overwritten(page: Page) -> None:
    """The edit is not made, both texts are told, and the file is as the other person left it."""
    entry = page.entries()[FREE]
    rewrite(page.catalog(), FREE, approved("Яна на волі!"))
    before = page.catalog().read_bytes()
    done = page.edit(entry, "Яна вольная!")
    assert done["conflicts"] == [
        {"id": entry["id"], "yours": "Яна вольная!", "theirs": "Яна на волі!", "their_state": "reviewed"}
    ]
    assert done["entries"][entry["id"]]["target"] == "Яна на волі!"
    assert page.catalog().read_bytes() == before


def test_both_did_the_same(page: Page) -> None:
    """Who says the same as the other person is in no conflict."""
    entry = page.entries()[FREE]
    rewrite(page.catalog(), FREE, approved("Яна вольная!"))
    before = page.catalog().read_bytes()
    assert page.edit(entry, "Яна вольная!")["conflicts"] == []
    assert page.catalog().read_bytes() == before


def test_an_approval_of_the_same_text_is_a_change_too(page: Page) -> None:
    """Somebody approved the draft: another draft does not take that away unseen."""
    entry = page.entries()[FREE]
    rewrite(page.catalog(), FREE, lambda old: replace(old, fuzzy=False))
    done = page.edit(entry, "Яна вольная!", "draft")
    assert done["conflicts"][0]["their_state"] == "reviewed"
    assert on_disk(page.catalog())[FREE].target == entry["target"]


def test_other_entries_are_merged_and_told(page: Page) -> None:
    """What somebody wrote elsewhere in the file stays, and comes with the answer."""
    entry = page.entries()[FREE]
    rewrite(page.catalog(), NEXT, approved("Хто наступны"))
    done = page.edit(entry, "Яна вольная!")
    assert {item["target"] for item in done["entries"].values()} == {"Яна вольная!", "Хто наступны"}
    assert {on_disk(page.catalog())[words].target for words in (FREE, NEXT)} == {"Яна вольная!", "Хто наступны"}
    assert done["revision"] == page.get("revision")["revision"]


def test_a_changed_article_is_shown_again(project: Path, page: Page) -> None:
    """If sentences came or went, the answer has the old revision, so that the page asks for the article again."""
    shown = page.get("article")
    entry = page.entries()[FREE]
    article = project / "source" / "news.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\nA new end.\n", encoding="utf-8", newline="")
    done = page.edit(entry, "Яна вольная!")
    assert done["conflicts"] == []
    assert done["revision"] == shown["revision"] != page.get("revision")["revision"]


def test_a_sentence_that_is_gone(project: Path, page: Page) -> None:
    """An edit of a sentence that the article no longer has is told, and nothing is written."""
    entry = page.entries()[FREE]
    article = project / "source" / "news.txt"
    text = article.read_text(encoding="utf-8").replace("She is free!", "Nobody knows where the others may be now.")
    article.write_text(text, encoding="utf-8", newline="")
    before = page.catalog().read_bytes()
    done = page.edit(entry, "Яна вольная!")
    assert done["conflicts"] == [{"id": entry["id"], "yours": "Яна вольная!", "theirs": "", "their_state": "gone"}]
    assert page.catalog().read_bytes() == before


def test_what_came_in_while_writing_is_merged(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody approves another text between reading and writing: both are in the entry, and the person is told."""
    entry, path = page.entries()[FREE], page.catalog()
    save = Job.save

    def late(job: Job) -> bool:
        monkeypatch.setattr(Job, "save", save)
        rewrite(path, FREE, approved("Яна на волі!"))
        return save(job)

    monkeypatch.setattr(Job, "save", late)
    done = page.edit(entry, "Яна вольная!")
    assert [conflict["yours"] for conflict in done["conflicts"]] == ["Яна вольная!"]
    stored = on_disk(path)[FREE]
    assert stored.fuzzy
    assert {stored.target, *stored.rivals} == {"Яна вольная!", "Яна на волі!"}
    assert page.get("article")["conflicts"] == [entry["id"]]


def test_choosing_between_two_approved_texts(page: Page) -> None:
    """A draft keeps both sides of a conflict; approving one settles it, and taking that back brings the other back."""
    path = page.catalog()
    rewrite(path, FREE, lambda entry: replace(entry, target="Адно.", fuzzy=True, rivals=("Другое.",)))
    page.edit(page.entries()[FREE], "Другое.", "draft")
    assert on_disk(path)[FREE].rivals == ("Адно.",)
    page.edit(page.entries()[FREE], "Другое.")
    assert on_disk(path)[FREE].rivals == ()
    page.edit(page.entries()[FREE], "Другое.", "draft")
    assert (on_disk(path)[FREE].fuzzy, on_disk(path)[FREE].rivals) == (True, ("Адно.",))


def test_a_rival_nobody_has_seen_is_not_thrown_away(page: Page) -> None:
    """Another translation that came in beside the draft is shown before the draft can be approved."""
    entry = page.entries()[FREE]
    rewrite(page.catalog(), FREE, lambda old: replace(old, rivals=("Яна на волі!",)))
    done = page.edit(entry, entry["target"])
    assert len(done["conflicts"]) == 1
    assert on_disk(page.catalog())[FREE].rivals == ("Яна на волі!",)
    assert page.edit(done["entries"][entry["id"]], "Яна вольная!")["conflicts"] == []


def test_a_draft_over_an_approved_text(page: Page) -> None:
    """The approved text stands beside the draft until something is approved again."""
    page.edit(page.entries()[FREE], "Яна вольная!")
    page.edit(page.entries()[FREE], "Яна на во", "draft")
    stored = on_disk(page.catalog())[FREE]
    assert (stored.target, stored.fuzzy) == ("Яна на во", True)
    assert stored.former == (Former("She is free!", "Яна вольная!"),)
    page.edit(page.entries()[FREE], "", "draft")
    assert on_disk(page.catalog())[FREE].former == (Former("She is free!", "Яна вольная!"),)
    page.edit(page.entries()[FREE], "Яна на волі!")
    assert on_disk(page.catalog())[FREE].former == ()


def test_taking_an_approval_back_gives_everything_back(page: Page) -> None:
    """The mark of a changed source, doubts, former texts and the comment are as they were before."""
    path = page.catalog()

    def stale(entry: Entry) -> Entry:
        return replace(
            entry,
            target="Яна была вольная!",
            previous=SegmentKey("", "She is very free!"),
            former=(Former("She was free!", "Яна была на волі!"),),
            comment="Ask Hanna.",
        )

    rewrite(path, FREE, stale)
    before = page.entries()[FREE]
    page.edit(before, before["target"])
    assert on_disk(path)[FREE].previous is None
    page.edit(page.entries()[FREE], before["target"], "draft")
    after = page.entries()[FREE]
    assert {**after, "po_line": 0} == {**before, "po_line": 0}


def test_two_people_write_comments(page: Page) -> None:
    """A comment that came in meanwhile stays beside the one of the page."""
    entry = page.entries()[FREE]
    rewrite(page.catalog(), FREE, lambda old: replace(old, comment="From Hanna."))
    page.edit(entry, "Яна вольная!", comment="From Ales.")
    assert set(on_disk(page.catalog())[FREE].comment.split("\n")) == {"From Hanna.", "From Ales."}


def test_several_edits_at_once(page: Page) -> None:
    """Those that can be made are made, in one write; the others are told."""
    entries = page.entries()
    rewrite(page.catalog(), FREE, approved("Яна на волі!"))
    edits = [edit_of(entries[FREE], "Яна вольная!"), edit_of(entries[NEXT], "Хто наступны")]
    done = page.post("edit", edits=edits)
    assert [conflict["id"] for conflict in done["conflicts"]] == [entries[FREE]["id"]]
    assert on_disk(page.catalog())[NEXT].target == "Хто наступны"


def test_work_goes_on_while_a_long_run_holds_the_project(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person need not wait for minutes: what l10n translate wrote is merged."""
    monkeypatch.setattr(desk_module, "PATIENCE_S", 0.0)
    later = Page(page.root)
    entry = later.entries()[FREE]
    with project_lock(page.root):
        assert later.edit(entry, "Яна вольная!")["conflicts"] == []
    assert on_disk(page.catalog())[FREE].target == "Яна вольная!"


def test_a_long_run_keeps_what_was_approved_meanwhile(page: Page) -> None:
    """A run that read the catalog before writes its drafts beside what the page has approved since."""
    pipeline = open_pipeline(load_config(page.root))
    (job,) = pipeline.plan(pipeline.project.select([]), ["be"])
    page.edit(page.entries()[FREE], "Яна вольная!")
    job.entries = [replace(entry, target=f"Новы: {entry.key.source}", fuzzy=True) for entry in job.entries]
    job.save()
    stored = on_disk(page.catalog())
    assert (stored[FREE].target, stored[FREE].fuzzy) == ("Яна вольная!", False)
    assert stored[NEXT].target.startswith("Новы")


def test_many_at_once(page: Page) -> None:
    """Requests that come at the same time do not lose each other's work."""
    entries = page.entries()
    threads = [
        threading.Thread(target=page.edit, args=[entry, f"Тэкст {number}."])
        for number, entry in enumerate(entries.values())
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {entry.target for entry in on_disk(page.catalog()).values() if not entry.fuzzy}
    assert found == {f"Тэкст {number}." for number in range(len(entries))}


DAMAGE = ['msgid "never closed\n', "<<<<<<< ours\n", "\ufffd", "", "no po file at all\n"]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_catalog_is_left_alone(page: Page, damage: str) -> None:
    """Nothing is shown from it and nothing written into it; the reason is told with the line."""
    entry, path = page.entries()[FREE], page.catalog()
    broken = (path.read_text(encoding="utf-8") + damage).encode() if damage else b"\xff\xfe not UTF-8"
    path.write_bytes(broken)
    answers = [
        page.ask("GET", f"/api/{name}", params={"path": ARTICLE, "locale": "be"}) for name in ("article", "revision")
    ]
    answers.append(page.send("edit", edits=[edit_of(entry, "Яна вольная!")]))
    answers.append(page.send("approve", ids=None))
    for answer in answers:
        assert answer.status_code == 409
        assert "news.po" in answer.json()["error"]
        assert answer.json()["hint"]
    assert path.read_bytes() == broken
    (article,) = page.get("project")["articles"]
    assert "news.po" in article["locales"]["be"]["error"]
    assert article["locales"]["ru"]["segments"] == 7


def test_another_locale_that_is_damaged(page: Page) -> None:
    """It stands in nobody's way."""
    page.fill("ru").write_text("<<<<<<< ours\n", encoding="utf-8")
    assert page.entries()[FREE]["others"] == {}
    assert page.get("findings")["findings"]


def test_a_changed_glossary_and_damaged_settings(project: Path, page: Page) -> None:
    """Both are read again when they change; a mistake in them is told, and gone when it is corrected."""
    glossary = project / "glossary.csv"
    glossary.write_text(
        glossary.read_text(encoding="utf-8") + "free,,вольны,свободный,вільний,term,m,\n", encoding="utf-8"
    )
    assert [term["target"] for term in page.entries()[FREE]["terms"]] == ["вольны"]
    settings = (project / "pyproject.toml").read_text(encoding="utf-8")
    (project / "pyproject.toml").write_text("[tool.l10n\n", encoding="utf-8")
    answer = page.ask("GET", "/api/article", params={"path": ARTICLE, "locale": "be"})
    assert answer.status_code == 409
    assert "not valid TOML" in answer.json()["error"]
    (project / "pyproject.toml").write_text(settings + 'checks = { disable = ["number-missing"] }\n', encoding="utf-8")
    found = page.get("findings")["findings"]
    assert "number-missing" not in {item["code"] for items in found.values() for item in items}
