from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.exchange import Outcome, take_units
from l10n.catalog.provenance import make_provenance
from l10n.catalog.xliff import NAMESPACE, Exchange, Unit, format_xliff, parse_xliff
from l10n.errors import InputError
from l10n.model import Catalog, Entry, Former, SegmentKey

HERE = Path("a.xlf")
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)


def draft(source: str, target: str) -> Entry:
    """A machine draft."""
    return Entry(SegmentKey("", source), target, fuzzy=True, provenance=make_provenance("fake:en_be@1", target, -0.5))


DRAFT = draft("Yes.", "Так")
EDITED = replace(DRAFT, target="Ага")
MOVED = replace(DRAFT, previous=SegmentKey("", "Yes!"))
APPROVED = Entry(SegmentKey("", "Yes."), "Так.")
CHECKED = replace(DRAFT, fuzzy=False, target="Так.")
CONFLICT = replace(APPROVED, fuzzy=True, rivals=("Ага.",))


def catalog(*entries: Entry) -> Catalog:
    """A catalog in Belarusian."""
    return Catalog("be", entries)


def sent(entry: Entry) -> Unit:
    """The unit of an entry as it is sent out."""
    (unit,) = parse_xliff(format_xliff(catalog(entry), "source/a.txt", "en"), HERE).units
    return unit


def taken(entry: Entry, unit: Unit) -> tuple[Entry, Outcome]:
    """Import one unit into a catalog of one entry."""
    imported = take_units(catalog(entry), [unit])
    (found,), ((_, outcome),) = imported.catalog.entries, imported.outcomes
    return found, outcome


def test_what_is_required_is_there() -> None:
    """Attributes and order of elements as the standard asks; every state, and notes for the translator."""
    stale = replace(
        draft("She has served 12 years.", "Яна адседзела 12 гадоў."),
        previous=SegmentKey("", "She has served 11 years."),
        former=(Former("She has served 11 years.", "Яна адседзела 11 гадоў."),),
        notes="¶ She has served 12 years.",
        comment="Ask Hanna.",
        rivals=("Яна правяла ў турме 12 гадоў.",),
        references=("source/a.txt:4",),
    )
    headline = Entry(SegmentKey("headline", 'A <b> & "c"'), "")
    gone = replace(APPROVED, key=SegmentKey("", "Gone."), obsolete=True)
    text = format_xliff(catalog(APPROVED, DRAFT, stale, headline, gone), "source/a.txt", "en")
    root = ElementTree.fromstring(text)
    name = f"{{{NAMESPACE}}}"
    assert root.tag == f"{name}xliff"
    assert root.attrib == {"version": "2.0", "srcLang": "en", "trgLang": "be"}
    (file,) = root
    assert (file.tag, file.get("id"), file.get("original")) == (f"{name}file", "article", "source/a.txt")
    units = list(file)
    assert [unit.tag for unit in units] == [f"{name}unit"] * 4
    assert all(re.fullmatch(r"[\w.-]+", unit.get("id", "")) for unit in units)
    assert [[child.tag for child in unit] for unit in units] == [[f"{name}notes", f"{name}segment"]] * 4
    segments = [unit.find(f"{name}segment") for unit in units]
    states = [(segment.get("state"), segment.get("subState")) for segment in segments if segment is not None]
    assert states == [("final", None), ("translated", None), ("translated", "l10n:stale"), ("initial", None)]
    notes = {note.get("category"): note.text for note in units[2].iter(f"{name}note")}
    assert notes["l10n-previous"] == "She has served 11 years."
    assert notes["l10n-formerly"] == "She has served 11 years. → Яна адседзела 11 гадоў."
    assert notes["l10n-otherwise"] == "Яна правяла ў турме 12 гадоў."
    assert notes["l10n-glossary"] == "¶ She has served 12 years."
    assert notes["l10n-comment"] == "Ask Hanna."
    assert notes["l10n-provenance"] is not None
    assert notes["l10n-provenance"].startswith("l10n: engine=fake:en_be@1")
    assert [note.text for note in units[3].iter(f"{name}note")][1] == "headline"


@given(st.lists(st.tuples(st.sampled_from(["", "headline"]), TEXT, TEXT, st.booleans()), min_size=1, max_size=4))
def test_an_export_that_comes_back_unchanged_changes_nothing(rows: list[tuple[str, str, str, bool]]) -> None:
    """Any text, control characters and line ends among them."""
    entries = {SegmentKey(context, source): (target, fuzzy) for context, source, target, fuzzy in rows}
    before = catalog(*(Entry(key, target, fuzzy=fuzzy) for key, (target, fuzzy) in entries.items()))
    exchange = parse_xliff(format_xliff(before, "source/a & b.txt", "en"), HERE)
    assert (exchange.original, exchange.locale) == ("source/a & b.txt", "be")
    assert [(unit.source, unit.target) for unit in exchange.units] == [
        (entry.key.source, entry.target) for entry in before.entries
    ]
    imported = take_units(before, exchange.units)
    assert imported.catalog == before
    assert {outcome for _, outcome in imported.outcomes} == {Outcome.SAME}


def test_an_identity_stays_the_same() -> None:
    """It follows from the sentence and its context only."""
    assert sent(DRAFT).identity == sent(replace(APPROVED, notes="other")).identity == "u-9a09c71a5d4f"
    assert sent(replace(DRAFT, key=SegmentKey("headline", "Yes."))).identity != sent(DRAFT).identity


@pytest.mark.parametrize(
    ("now", "exported", "target", "approved", "wanted", "outcome"),
    [
        (DRAFT, DRAFT, "Так", True, replace(DRAFT, fuzzy=False), Outcome.APPROVED),
        (DRAFT, DRAFT, "Так.", True, CHECKED, Outcome.APPROVED),
        (DRAFT, DRAFT, "Так.", False, replace(APPROVED, fuzzy=True), Outcome.DRAFT),
        (DRAFT, DRAFT, "", False, DRAFT, Outcome.SAME),
        (MOVED, DRAFT, "Так.", True, CHECKED, Outcome.APPROVED),
        (APPROVED, DRAFT, "Так", False, APPROVED, Outcome.SAME),
        (APPROVED, DRAFT, "Ага", False, replace(APPROVED, rivals=("Ага",)), Outcome.KEPT),
        (APPROVED, DRAFT, "Так.", True, APPROVED, Outcome.SAME),
        (APPROVED, DRAFT, "Ага.", True, replace(CONFLICT, target="Ага.", rivals=("Так.",)), Outcome.CONFLICT),
        (APPROVED, APPROVED, "Ага.", True, replace(CONFLICT, target="Ага.", rivals=("Так.",)), Outcome.CONFLICT),
        (CONFLICT, CONFLICT, "Ага.", True, replace(APPROVED, target="Ага."), Outcome.APPROVED),
        (CONFLICT, CONFLICT, "Але.", True, replace(APPROVED, target="Але."), Outcome.APPROVED),
        (CONFLICT, DRAFT, "Але.", True, replace(CONFLICT, target="Ага.", rivals=("Але.", "Так.")), Outcome.CONFLICT),
        (EDITED, DRAFT, "Так.", False, replace(APPROVED, fuzzy=True, rivals=("Ага",)), Outcome.DRAFT),
        (EDITED, DRAFT, "Так.", True, replace(CHECKED, rivals=("Ага",)), Outcome.APPROVED),
        (EDITED, DRAFT, "Так", False, EDITED, Outcome.SAME),
    ],
)
def test_what_comes_back(
    now: Entry, exported: Entry, target: str, approved: bool, wanted: Entry, outcome: Outcome
) -> None:
    """Approved texts and changed drafts, into a catalog that is as it was sent, or was changed meanwhile."""
    unit = replace(sent(exported), target=target, approved=approved)
    found, became = taken(now, unit)
    assert (found, became) == (wanted, outcome)
    again, _ = taken(found, unit)
    assert {again.target, *again.rivals} == {found.target, *found.rivals}


def test_a_tool_that_loses_notes_loses_no_text() -> None:
    """Without our notes, a changed draft is taken for the translator's, and a conflict stays one."""
    bare = replace(sent(CONFLICT), exported=None, rivals=(), target="Але.", approved=True)
    found, outcome = taken(CONFLICT, bare)
    assert outcome is Outcome.CONFLICT
    assert {found.target, *found.rivals} == {"Так.", "Ага.", "Але."}


def test_a_changed_sentence_is_left() -> None:
    """The source must be what it was; so must the entry still be in the article."""
    unit = replace(sent(DRAFT), target="Так.", approved=True)
    assert taken(DRAFT, replace(unit, source="Yes!")) == (DRAFT, Outcome.GONE)
    assert taken(replace(DRAFT, obsolete=True), unit)[1] is Outcome.GONE
    assert taken(draft("Yes!", "Так"), unit)[1] is Outcome.GONE


def test_remarks_of_the_translator_become_comments() -> None:
    """Once, however often the file is imported."""
    unit = replace(sent(DRAFT), remarks=("Who says so?",))
    found, _ = taken(replace(DRAFT, comment="Ask Hanna."), unit)
    assert found.comment == "Ask Hanna.\nWho says so?"
    assert taken(found, unit)[0] == found


def parsed(segments: str) -> Unit:
    """Read a unit with these segments."""
    text = (
        f'<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="en" trgLang="sr-Latn"><file id="f" original="a.txt">\n'
        f'<group id="g"><unit id="u-1">{segments}</unit></group></file></xliff>'
    )
    exchange: Exchange = parse_xliff(text, HERE)
    assert exchange.locale == "sr_Latn"
    return exchange.units[0]


def test_what_cat_tools_add() -> None:
    """Marks, split segments and groups are read through; states count only if all parts are approved."""
    unit = parsed(
        '<segment state="final"><source>One <mrk id="m">two</mrk>.</source><target>Адзін <pc id="1">два</pc>.</target>'
        "</segment><ignorable><source> </source><target> </target></ignorable>"
        '<segment state="reviewed"><source>Three<sm id="s"/></source><target>Тры<cp hex="001C"/></target></segment>'
    )
    assert (unit.source, unit.target, unit.approved) == ("One two. Three", "Адзін два. Тры\x1c", True)
    assert not parsed(
        '<segment state="final"><source>a</source></segment><segment><source>b</source></segment>'
    ).approved
    assert not parsed("<segment><source>a</source><target>b</target></segment>").approved


@pytest.mark.parametrize(
    "segments",
    [
        '<segment><source>a</source><target>b<ph id="1"/></target></segment>',
        '<segment><source>a</source><target order="2">b</target></segment>',
        '<segment><source>a</source><target><cp hex="xyz"/></target></segment>',
        "",
    ],
)
def test_what_a_catalog_cannot_hold_is_left(segments: str) -> None:
    """The unit says why."""
    unit = parsed(segments)
    assert unit.problem
    assert take_units(catalog(DRAFT), [unit]).outcomes == ((unit, Outcome.UNUSABLE),)


GOOD = format_xliff(catalog(APPROVED), "source/a.txt", "en")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("no XML", 1),
        (GOOD.replace("</unit>", "</units>"), 12),
        (GOOD.replace("<xliff", '<!DOCTYPE xliff [<!ENTITY a "b">]>\n<xliff'), 2),
        (GOOD.replace("<xliff", '<!DOCTYPE xliff SYSTEM "file:///etc/passwd">\n<xliff'), 2),
        (GOOD.replace(NAMESPACE, "urn:oasis:names:tc:xliff:document:1.2"), 2),
        (GOOD.replace('version="2.0"', 'version="1.2"'), 2),
        (GOOD.replace(' trgLang="be"', ""), 2),
        (GOOD.replace(' original="source/a.txt"', ""), 3),
        (re.sub(r' id="u-\w+"', "", GOOD), 4),
        (re.sub(r"(?s)<file.*</file>", "", GOOD), 2),
        (GOOD[: len(GOOD) // 2], 4),
        ("<html/>", 1),
        (GOOD.replace("<source>", "<source>" + "<mrk>" * 100_000), 9),
        (GOOD.replace("Yes.", "&yes;"), 9),
    ],
)
def test_other_files_are_refused(text: str, line: int) -> None:
    """With the line; nothing outside the file is ever read."""
    with pytest.raises(InputError) as caught:
        parse_xliff(text, HERE)
    assert caught.value.path == str(HERE)
    assert caught.value.line == line, caught.value


def test_the_translate_toolkit_reads_it(tmp_path: Path) -> None:
    """The same sentences and translations, where the toolkit has a reader for XLIFF 2."""
    xliff2 = pytest.importorskip("translate.storage.xliff2", reason="needs a Translate Toolkit that knows XLIFF 2")
    path = tmp_path / "a.xlf"
    entries = [APPROVED, draft("A <b> & c", "Два\nрадкі"), Entry(SegmentKey("", "Nothing."))]
    path.write_text(format_xliff(catalog(*entries), "source/a.txt", "en"), encoding="utf-8")
    store = xliff2.Xliff2File.parsefile(str(path))
    assert [(unit.source, unit.target or "") for unit in store.units] == [(e.key.source, e.target) for e in entries]
    store.units[1].target = "Так."
    store.save()
    units = parse_xliff(path.read_text(encoding="utf-8"), path).units
    assert [unit.target for unit in units] == ["Так.", "Так.", ""]
    assert units[0].approved
