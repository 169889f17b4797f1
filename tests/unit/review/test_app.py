"""What the page is told, and what becomes of what it sends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import FakeEngine
from tests.unit.review.client import ARTICLE, Page, edit_of, on_disk, rewrite

from l10n.review.app import Start

FREES, HELD, FREE, THANKS = "Belarus Frees", "Belarus has", "She is", "Kalesnikava's lawyer"
SENTENCES = 7


def test_the_project(project: Path, page: Page) -> None:
    """Locales with their names, and every article with how far it is."""
    (project / "source" / "other.md").write_text("# Another\n\nShort.\n", encoding="utf-8")
    found = page.get("project")
    assert found["name"] == project.name
    assert [item["native"] for item in found["locales"]] == ["беларуская", "русский", "українська"]
    news, other = found["articles"]
    assert (news["path"], news["title"]) == (ARTICLE, "Belarus Frees Prisoners")
    words = {"segments": SENTENCES, "reviewed": 0, "stale": 0}
    assert words.items() <= news["locales"]["be"].items()
    assert (news["locales"]["be"]["draft"], news["locales"]["ru"]["empty"]) == (SENTENCES, SENTENCES)
    assert (other["title"], other["locales"]["uk"]["segments"]) == ("Another", 2)
    assert found["settings"] == {"fail": "warning"}


@pytest.mark.parametrize(("accepted", "language"), [("de, en;q=0.5", "en"), ("", "en"), ("x;q=y", "en")])
def test_the_language_of_the_page(page: Page, accepted: str, language: str) -> None:
    """The browser's, unless somebody asked for another."""
    asked = page.ask("GET", "/api/project", headers={"Accept-Language": accepted})
    assert asked.json()["interface"] == language


def test_where_the_page_begins(project: Path) -> None:
    """What was named on the command line is told to the page."""
    page = Page(project, Start(ARTICLE, "uk", "be"))
    found = page.get("project")
    assert (found["start"], found["interface"]) == ({"path": ARTICLE, "locale": "uk"}, "be")


def test_an_article(page: Page) -> None:
    """Blocks in the order of the article, with the entries of their sentences and all that is known of them."""
    found = page.get("article")
    assert (found["title"], found["syntax"], found["locale"]) == ("Belarus Frees Prisoners", "plain", "be")
    kinds = [(block["kind"], len(block["entries"])) for block in found["blocks"]]
    assert kinds == [("title", 1), ("paragraph", 2), ("paragraph", 1), ("heading", 1), ("item", 1), ("item", 1)]
    assert found["counts"] == {"segments": 7, "reviewed": 0, "draft": 7, "stale": 0, "empty": 0, "words": 31}
    entry = page.entries()[HELD]
    assert "".join(piece["text"] for piece in entry["source_pieces"]) == entry["source"]
    marked = [
        (piece["text"], entry["terms"][piece["term"]]["target"]) for piece in entry["source_pieces"] if "term" in piece
    ]
    assert marked == [("Belarus", "Беларусь"), ("Maria Kalesnikava", "Марыя Калеснікава")]
    assert entry["terms"][0]["forms"][:2] == [["nom", ["Беларусь"]], ["gen", ["Беларусі"]]]
    assert (entry["line"], entry["can_join"], entry["joined"]) == (3, True, False)
    assert entry["provenance"] == {"engine": "fake:en_be@1", "memory": False, "score": -0.5, "edited": False}
    assert page.entries()[FREE]["can_join"] is False


def test_names_are_marked_in_the_translation(page: Page) -> None:
    """A name is found in whatever form the translation has it."""
    target = "Беларусь вызваліла 123 вязняў, у тым ліку Марыю Калеснікаву."
    page.edit(page.entries()[HELD], target, "draft")
    found = page.entries()[HELD]
    marked = {piece["text"]: piece["term"] for piece in found["target_pieces"] if "term" in piece}
    assert marked == {"Беларусь": 0, "Марыю Калеснікаву": 1}
    assert "".join(piece["text"] for piece in found["target_pieces"]) == target


def test_other_locales(page: Page) -> None:
    """The same sentence in another locale stands beside it."""
    page.fill("ru", lambda source: f"О: {source}")
    page.edit(page.entries("ru")[FREE], "Она на свободе!", locale="ru")
    assert page.entries()[FREE]["others"] == {"ru": {"target": "Она на свободе!", "state": "reviewed"}}


def test_a_reworded_sentence(project: Path, page: Page) -> None:
    """The old wording is compared with the new one word by word, and approving settles it."""
    page.edit(page.entries()[THANKS], "Адвакат падзякаваў ЗША.")
    article = project / "source" / "news.txt"
    text = article.read_text(encoding="utf-8").replace("its help", "its kind help")
    article.write_text(text, encoding="utf-8", newline="")
    entry = page.entries()[THANKS]
    assert (entry["state"], entry["target"]) == ("stale", "Адвакат падзякаваў ЗША.")
    assert entry["previous"]["source"] == "Kalesnikava's lawyer thanked the U.S. for its help."
    assert entry["previous"]["diff"] == [
        ["same", "Kalesnikava's lawyer thanked the U.S. for its "],
        ["new", "kind "],
        ["same", "help."],
    ]
    assert page.post("approve", ids=[entry["id"]])["counts"]["stale"] == 1
    done = page.edit(entry, "Адвакат шчыра падзякаваў ЗША.")
    assert done["entries"][entry["id"]]["previous"] is None
    stored = on_disk(page.catalog())[THANKS]
    assert (stored.target, stored.fuzzy, stored.previous) == ("Адвакат шчыра падзякаваў ЗША.", False, None)


def test_an_entry_for_one_place_only(page: Page) -> None:
    """An entry for a place stands at it; one for a place that the article does not have is left out."""
    path = page.catalog()
    text = path.read_text(encoding="utf-8")
    more = "".join(
        f'\nmsgctxt "{context}"\nmsgid "She is free!"\nmsgstr "Яна вольная!"\n' for context in ("paragraph", "#9")
    )
    path.write_text(text + more, encoding="utf-8")
    found = page.get("article")
    paragraph = found["blocks"][1]["entries"]
    assert [found["entries"][identity]["context"] for identity in paragraph] == ["", "paragraph"]


def test_findings(page: Page) -> None:
    """What the checks say, with the place in the translation."""
    done = page.edit(page.entries()[HELD], "Беларусь вызваліла  вязняў, і Марыя Калеснікава сярод іх.", "draft")
    found = page.get("findings")
    (identity,) = done["entries"]
    by_code = {item["code"]: item for item in found["findings"][identity]}
    assert "number-missing" in by_code
    spaces = by_code["spaces"]
    assert spaces["safe"] is True
    assert (
        "".join(piece["text"] for piece in spaces["pieces"])
        == "Беларусь вызваліла  вязняў, і Марыя Калеснікава сярод іх."
    )
    assert found["revision"] == page.get("revision")["revision"]


def test_findings_between_locales(page: Page) -> None:
    """A figure that the other locales have is missed."""
    for locale, text in (("ru", "Беларусь освободила 123 человека."), ("uk", "Білорусь звільнила 123 людини.")):
        page.fill(locale)
        page.edit(page.entries(locale)[HELD], text, "draft", locale=locale)
    page.edit(page.entries()[HELD], "Беларусь вызваліла людзей.", "draft")
    entry = page.entries()[HELD]
    assert "locales-differ" in [item["code"] for item in page.get("findings")["findings"][entry["id"]]]


def test_an_ignored_finding(page: Page) -> None:
    """A person may say in the comment that a finding does not count, here too."""
    entry = page.entries()[FREE]
    page.edit(entry, "Яна вольная !", "draft")
    codes = [item["code"] for item in page.get("findings")["findings"][entry["id"]]]
    page.edit(page.entries()[FREE], "Яна вольная !", "draft", comment=f"l10n: ignore={', '.join(codes)}")
    assert entry["id"] not in page.get("findings")["findings"]


def test_checking_what_is_being_written(page: Page) -> None:
    """A text is checked without being written."""
    before = page.catalog().read_bytes()
    entry = page.entries()[HELD]
    found = page.post("check", id=entry["id"], target="Беларусь вызваліла Марыю Калеснікаву.")
    assert "number-missing" in [item["code"] for item in found["findings"]]
    assert [piece["text"] for piece in found["target_pieces"] if "term" in piece] == ["Беларусь", "Марыю Калеснікаву"]
    assert page.post("check", id=entry["id"], target="  ")["findings"] == []
    assert page.catalog().read_bytes() == before


def test_an_edit_is_on_disk_at_once(page: Page) -> None:
    """Text, state and comment are in the file when the answer comes; everything else is as it was."""
    before = on_disk(page.catalog())
    entry = page.entries()[FREE]
    done = page.edit(entry, "Яна вольная!", comment="Ask Hanna.\nReally.")
    assert done["conflicts"] == []
    assert done["counts"]["reviewed"] == 1
    after = on_disk(page.catalog())
    changed = after.pop("She is")
    assert (changed.target, changed.fuzzy, changed.comment) == ("Яна вольная!", False, "Ask Hanna.\nReally.")
    assert changed.provenance == before["She is"].provenance
    assert done["entries"][entry["id"]]["provenance"]["edited"] is True
    assert {entry.key for entry in after.values()} == {entry.key for key, entry in before.items() if key != "She is"}
    assert done["revision"] == page.get("revision")["revision"] != page.get("article")["entries"]


def test_needs_work(page: Page) -> None:
    """An approved sentence is marked again, with a word to the next person."""
    page.edit(page.entries()[FREE], "Яна вольная!")
    page.edit(page.entries()[FREE], "Яна вольная!", "draft", comment="Who is she?")
    stored = on_disk(page.catalog())["She is"]
    assert (stored.target, stored.fuzzy, stored.comment) == ("Яна вольная!", True, "Who is she?")


def test_the_first_edit_makes_the_catalog(page: Page) -> None:
    """An article that was never translated can be worked on; looking at it writes nothing."""
    assert not page.catalog("uk").exists()
    entry = page.entries("uk")[FREE]
    assert not page.catalog("uk").exists()
    page.post("edit", locale="uk", edits=[edit_of(entry, "Вона на волі!")])
    found = on_disk(page.catalog("uk"), "uk")
    assert (len(found), found["She is"].fuzzy) == (SENTENCES, False)


def test_approving_what_is_clean(page: Page) -> None:
    """Drafts without findings are approved; others are named with their codes, and empty ones left alone."""
    entries = page.entries()
    clean = {FREE: "Яна вольная!", "others.": "іншыя.", "Who Is": "Хто наступны"}
    for words, target in clean.items():
        page.edit(entries[words], target, "draft")
    page.edit(entries[FREES], "", "draft")
    done = page.post("approve", ids=None)
    assert done["counts"] == {**done["counts"], "reviewed": 3, "draft": 3, "empty": 1}
    skipped = {item["id"]: item["codes"] for item in done["skipped"]}
    assert skipped.keys() == {entry["id"] for words, entry in entries.items() if words not in (*clean, FREES)}
    assert all(skipped.values())
    assert {entry.target for entry in on_disk(page.catalog()).values() if not entry.fuzzy and entry.target} == set(
        clean.values()
    )


def test_approving_some(page: Page) -> None:
    """Only what is named is approved, and a draft that has changed since it was shown is not."""
    entries = page.entries()
    page.edit(entries[FREE], "Яна вольная!", "draft")
    page.edit(entries["Who Is"], "Хто наступны", "draft")
    page.get("article")
    rewrite(page.catalog(), "Who Is", lambda entry: replace(entry, target="Каго наступным"))
    done = page.post("approve", ids=[entries[FREE]["id"], entries["Who Is"]["id"], "unknown"])
    assert [conflict["theirs"] for conflict in done["conflicts"]] == ["Каго наступным"]
    stored = on_disk(page.catalog())
    assert (stored["She is"].fuzzy, stored["Who Is"].fuzzy) == (False, True)


def test_approving_nothing_in_particular(page: Page) -> None:
    """To approve all of an article must be said."""
    assert page.send("approve").status_code == 400
    assert page.post("approve", ids=[])["counts"]["reviewed"] == 0


def test_a_safe_fix(page: Page) -> None:
    """What is safe is corrected; the state stays, and a machine's draft stays one."""
    path = page.catalog()
    entry = page.entries()[FREE]
    page.edit(entry, "Яна  вольная !")
    done = page.post("fix", id=entry["id"], base="Яна  вольная !")
    assert (done["entries"][entry["id"]]["target"], done["codes"]) == ("Яна вольная!", ["spaces"])
    assert on_disk(path)["She is"].fuzzy is False
    again = page.post("fix", id=entry["id"], base="Яна вольная!")
    assert (again["codes"], again["conflicts"]) == ([], [])
    late = page.post("fix", id=entry["id"], base="Яна  вольная !")
    assert (late["codes"], late["conflicts"][0]["theirs"]) == ([], "Яна вольная!")


def test_joining_and_splitting(page: Page) -> None:
    """Two sentences become one entry and two again, and no text is lost on the way."""
    first, second = page.entries()[HELD], page.entries()[FREE]
    page.edit(first, "Беларусь вызваліла 123 вязняў.")
    page.edit(second, "Яна вольная!")
    joined = page.post("join", ids=[first["id"], second["id"]])
    (both,) = [entry for entry in joined["entries"].values() if entry["joined"]]
    assert both["source"] == f"{first['source']} {second['source']}"
    assert both["target"] == "Беларусь вызваліла 123 вязняў. Яна вольная!"
    assert joined["counts"]["segments"] == SENTENCES - 1
    parted = page.post("split", id=both["id"])
    assert parted["counts"]["segments"] == SENTENCES
    targets = {entry["source"]: (entry["target"], entry["state"]) for entry in parted["entries"].values()}
    assert targets[second["source"]] == ("Яна вольная!", "reviewed")
    assert page.send("split", id=first["id"]).status_code == 409
    assert page.send("join", ids=[second["id"], first["id"]]).status_code == 409
    assert page.send("join", ids=[second["id"], "unknown"]).status_code == 409


def test_memory_and_engines(page: Page, fake_engine: FakeEngine) -> None:
    """What was approved for the sentence elsewhere, and what the engine says; both only where asked."""
    other = page.root / "source" / "other.txt"
    other.write_text("Other\n\nShe is free! So far.\n", encoding="utf-8")
    entry = next(
        item for item in page.get("article", path="source/other.txt")["entries"].values() if "free" in item["source"]
    )
    page.post("edit", path="source/other.txt", edits=[edit_of(entry, "Яна на волі!")])
    assert fake_engine.asked == []
    found = page.get("entry", id=page.entries()[FREE]["id"])
    assert [(item["target"], item["similarity"], item["origin"]) for item in found["memory"]] == [
        ("Яна на волі!", 100, "source/other.txt")
    ]
    assert found["alternatives"] == [{"engine": "fake:en_be@1", "text": "[be] She is free!", "score": -0.5}]
    asked = len(fake_engine.asked)
    page.get("entry", id=page.entries()[FREE]["id"])
    assert len(fake_engine.asked) == asked


def test_no_engine_is_no_error(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without engines has no alternatives."""
    monkeypatch.setattr("l10n.pipeline.load_engines", lambda options: [])
    assert page.get("entry", id=page.entries()[FREE]["id"]) == {"memory": [], "alternatives": []}


def test_words_of_the_page(page: Page) -> None:
    """The page asks for its words in a language it speaks."""
    assert page.get("strings", lang="en") == {"lang": "en", "strings": {}}
    assert page.ask("GET", "/api/strings", params={"lang": "xx"}).status_code == 404
    assert page.ask("GET", "/api/strings", params={"lang": "../be"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "locale"),
    [("source/none.txt", "be"), (ARTICLE, "pl"), ("../glossary.csv", "be"), ("news.txt", "be"), ("", "")],
)
def test_unknown_articles_and_locales(page: Page, path: str, locale: str) -> None:
    """Only the articles and the locales of the project can be asked for."""
    for name in ("article", "findings", "revision", "preview", "entry"):
        answer = page.ask("GET", f"/api/{name}", params={"path": path, "locale": locale, "id": "x"})
        assert answer.status_code == 404, answer.text
    for name in ("edit", "approve", "fix", "join", "split", "check"):
        body: dict[str, Any] = {"edits": [], "ids": ["x", "y"], "id": "x", "base": "", "target": ""}
        assert page.send(name, path=path, locale=locale, **body).status_code == 404


BAD_EDITS: list[Any] = [
    None,
    "text",
    {"target": 1},
    {"target": None},
    {"state": "obsolete"},
    {"state": "REVIEWED"},
    {"base_state": None},
    {"comment": 5},
    {"comment": "l10n: engine=x text=abcdef"},
    {"comment": 'l10n: otherwise "Не."'},
    {"comment": "a\0b"},
    {"id": 7},
    {"target": "", "state": "reviewed"},
    {"target": " \n", "state": "reviewed"},
    {"target": "a\0b"},
    {"target": "a\x1b[2Jb"},
    {"target": "a\ufffdb"},
    {"target": "а" * 20_001},
]


@pytest.mark.parametrize("change", BAD_EDITS, ids=lambda change: str(change)[:40])
def test_edits_that_are_none(page: Page, change: Any) -> None:
    """What cannot be written into a catalog is refused with a reason, and nothing is changed."""
    before = page.catalog().read_bytes()
    edit = edit_of(page.entries()[FREE], "Яна вольная!")
    answer = page.send("edit", edits=[{**edit, **change} if isinstance(change, dict) else change])
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert page.catalog().read_bytes() == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"path": NaN}',
        b"[" * 100_000,
        b'{"path": "\\ud800", "locale": "be"}',
        b"9" * 5000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_bodies_that_are_no_requests(page: Page, body: bytes) -> None:
    """Broken JSON is refused, whatever was asked for."""
    for name in ("edit", "approve", "fix", "join", "split", "check"):
        answer = page.ask("POST", f"/api/{name}", headers={"Content-Type": "application/json"}, content=body)
        assert answer.status_code == 400
        assert answer.json()["error"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from([ARTICLE, "be"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "base", "target", "state"]), inner)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(["path", "locale", "ids", "id", "base", "target", "edits", "comment"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.sampled_from(["edit", "approve", "fix", "join", "split", "check"]), st.dictionaries(KEYS, VALUES), st.booleans()
)
def test_nothing_that_is_sent_is_a_bug(page: Page, name: str, body: dict[str, Any], placed: bool) -> None:
    """Values of any kind in any place give an answer or a reason, never an error of the program."""
    sent = {**body, **({"path": ARTICLE, "locale": "be"} if placed else {})}
    content = json.dumps(sent).encode()
    answer = page.ask("POST", f"/api/{name}", headers={"Content-Type": "application/json"}, content=content)
    assert answer.status_code < 500, answer.text
