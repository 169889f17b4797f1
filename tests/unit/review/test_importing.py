"""Work that comes back from somebody without l10n: taken where it fits, weighed where it does not, never believed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.review.client import ARTICLE, Page, on_disk, rewrite

from l10n.errors import InputError
from l10n.review.importing import Taken, Work, read_work, take_file

FREE, NEXT = "She is", "Who Is"


def work_on(*edits: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Give what the page saves."""
    work = {"format": "l10n-review", "version": 1, "path": ARTICLE, "locale": "be", "made": "2026-03-01T12:00:00Z"}
    return {**work, "edits": list(edits), **more}


def edit_on(entry: dict[str, Any], target: str, state: str = "reviewed", **more: Any) -> dict[str, Any]:
    """Give the edit of an entry as an exported page saves it."""
    base = {"base": entry["target"], "base_state": entry["state"]}
    return {"context": entry["context"], "source": entry["source"], **base, "target": target, "state": state, **more}


def take(page: Page, *edits: dict[str, Any]) -> Taken:
    """Import work on the article."""
    file = page.root / "work.json"
    file.write_text(json.dumps(work_on(*edits)), encoding="utf-8")
    return take_file(page.desk.pipeline().project.config, file)


def test_work_comes_back(page: Page) -> None:
    """Approvals, drafts and comments are in the catalog; what was taken is counted."""
    entries = page.entries()
    taken = take(
        page,
        edit_on(entries[FREE], "Яна вольная!", comment="Sure."),
        edit_on(entries[NEXT], "Хто", "draft"),
        edit_on(entries["others."], entries["others."]["target"], "draft"),
    )
    assert (taken.told, taken.summary) == ((), "1 approved, 1 draft, 1 same")
    assert taken.catalog == "locales/be/LC_MESSAGES/news.po"
    stored = on_disk(page.catalog())
    assert (stored[FREE].target, stored[FREE].fuzzy, stored[FREE].comment) == ("Яна вольная!", False, "Sure.")
    assert (stored[NEXT].target, stored[NEXT].fuzzy) == ("Хто", True)
    assert stored[FREE].provenance is not None


def test_a_second_import_changes_nothing(page: Page) -> None:
    """The same file may come twice."""
    edit = edit_on(page.entries()[FREE], "Яна вольная!")
    take(page, edit)
    before = page.catalog().read_bytes()
    assert (take(page, edit).summary, take(page, edit).told) == ("1 same", ())
    assert page.catalog().read_bytes() == before


def test_two_approved_texts(page: Page) -> None:
    """Somebody approved another text meanwhile: both are in the entry, which waits for a person."""
    edit = edit_on(page.entries()[FREE], "Яна вольная!")
    rewrite(page.catalog(), FREE, lambda entry: replace(entry, target="Яна на волі!", fuzzy=False))
    taken = take(page, edit)
    assert taken.summary == "1 conflict"
    assert "She is free!" in taken.told[0]
    stored = on_disk(page.catalog())[FREE]
    assert stored.fuzzy
    assert {stored.target, *stored.rivals} == {"Яна вольная!", "Яна на волі!"}


def test_a_draft_on_one_side_of_a_conflict(page: Page) -> None:
    """Both approved texts stand beside the draft."""
    rewrite(page.catalog(), FREE, lambda entry: replace(entry, target="Адно.", fuzzy=True, rivals=("Другое.",)))
    take(page, edit_on(page.entries()[FREE], "", "draft"))
    assert set(on_disk(page.catalog())[FREE].rivals) == {"Адно.", "Другое."}


def test_comments_come_together(page: Page) -> None:
    """A comment that comes back stands below what others have written into the entry."""
    edit = edit_on(page.entries()[FREE], "Яна вольная!", comment="From afar.")
    rewrite(page.catalog(), FREE, lambda entry: replace(entry, comment="From Hanna."))
    take(page, edit)
    assert on_disk(page.catalog())[FREE].comment == "From Hanna.\nFrom afar."


def test_a_draft_does_not_replace_an_approved_text(page: Page) -> None:
    """The approved text stays; the draft stands beside it."""
    edit = edit_on(page.entries()[FREE], "Яна вольная", "draft")
    rewrite(page.catalog(), FREE, lambda entry: replace(entry, target="Яна на волі!", fuzzy=False))
    taken = take(page, edit)
    assert (taken.summary, len(taken.told)) == ("1 kept", 1)
    stored = on_disk(page.catalog())[FREE]
    assert (stored.target, stored.fuzzy, stored.rivals) == ("Яна на волі!", False, ("Яна вольная",))


def test_an_approved_text_goes_before_a_later_draft(page: Page) -> None:
    """What a person drafted meanwhile stands beside the approved text that came back."""
    edit = edit_on(page.entries()[FREE], "Яна вольная!")
    rewrite(page.catalog(), FREE, lambda entry: replace(entry, target="Яна на волі", fuzzy=True))
    taken = take(page, edit)
    assert (taken.summary, taken.told) == ("1 approved", ())
    stored = on_disk(page.catalog())[FREE]
    assert (stored.target, stored.fuzzy, stored.rivals) == ("Яна вольная!", False, ("Яна на волі",))


def test_sentences_that_are_gone(page: Page) -> None:
    """What is no longer in the article is told, and the rest taken."""
    entries = page.entries()
    taken = take(
        page, {**edit_on(entries[FREE], "Яна!"), "source": "She was\x1b[2J free."}, edit_on(entries[NEXT], "Хто")
    )
    assert taken.summary == "1 approved, 1 gone"
    assert "\\x1b" in taken.told[0]
    assert on_disk(page.catalog())[NEXT].target == "Хто"


WHOLE: list[Any] = [
    [],
    "text",
    None,
    {},
    work_on(format="other"),
    work_on(version=2),
    work_on(version=True),
    work_on(path="source/none.txt"),
    work_on(path="../glossary.csv"),
    work_on(path=5),
    work_on(locale="pl"),
    work_on(locale=["be"]),
    work_on(made="yesterday"),
    work_on(made=7),
    work_on(more=1),
    {**work_on(), "edits": {}},
    {**work_on(), "edits": [{}] * 6000},
]
PARTS: list[Any] = [
    None,
    [],
    {"target": ""},
    {"target": 1},
    {"target": "a\0"},
    {"target": "\x1b[31m"},
    {"target": "\ud800"},
    {"target": "я" * 30_000},
    {"state": "done"},
    {"base": None},
    {"base_state": "obsolete"},
    {"comment": 'l10n: formerly "a" → "b"'},
    {"comment": "a\x07"},
    {"context": 1},
    {"context": "a\x07"},
    {"source": None},
    {"source": "\udc00"},
    {"id": "x"},
]


def refused(page: Page, content: bytes) -> InputError:
    """Import something that must be refused, and see that nothing was changed."""
    file = page.root / "work.json"
    file.write_bytes(content)
    before = page.catalog().read_bytes()
    with pytest.raises(InputError) as caught:
        take_file(page.desk.pipeline().project.config, file)
    assert caught.value.path == str(file)
    assert caught.value.hint
    assert page.catalog().read_bytes() == before
    return caught.value


@pytest.mark.parametrize("whole", WHOLE, ids=lambda value: str(value)[:50])
def test_files_that_are_no_work(page: Page, whole: Any) -> None:
    """A file that is not exactly of the format is refused as a whole."""
    refused(page, json.dumps(whole).encode())


@pytest.mark.parametrize("part", PARTS, ids=lambda value: str(value)[:50])
def test_edits_that_are_none(page: Page, part: Any) -> None:
    """One edit that cannot be used refuses the file, with its number."""
    good = edit_on(page.entries()[FREE], "Яна вольная!")
    bad = {**good, **part} if isinstance(part, dict) else part
    error = refused(page, json.dumps(work_on(good, bad)).encode())
    assert error.message.startswith("edit 2: ")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe{}", b"\0", b"[" * 200_000, b" " * 10_000_001, b"1" * 5000],
    ids=lambda value: repr(value[:9]),
)
def test_files_that_are_no_json(page: Page, content: bytes) -> None:
    """What is no JSON, or far too large, is refused before anything is looked at."""
    refused(page, content)


def test_a_file_that_is_not_there(page: Page, tmp_path: Path) -> None:
    """A missing file and a folder are told as such."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError):
            take_file(page.desk.pipeline().project.config, path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from([*work_on(), "x"]), JSON),
    st.booleans(),
    st.dictionaries(st.sampled_from(["target", "base", "source"]), JSON),
)
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, Any], framed: bool, part: dict[str, Any]
) -> None:
    """Whatever a file holds, it is work or an error that names it."""
    file = tmp_path_factory.mktemp("work") / "work.json"
    file.write_text(json.dumps(work_on(part, **whole) if framed and "edits" not in whole else whole), encoding="utf-8")
    found: list[Work | InputError] = []
    try:
        found.append(read_work(file))
    except InputError as exc:
        found.append(exc)
    assert isinstance(found[0], Work) or found[0].path == str(file)
