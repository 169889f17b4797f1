from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.unit.documents.corpus import pseudo_translated, read
from tests.unit.documents.docx_fixtures import HEAD, NAMESPACES, docx, paragraph, run

from l10n.documents.docx import DocxFormat
from l10n.errors import DocumentError
from l10n.protocols import BinaryFormat, RenderOptions

FORM = DocxFormat()
PATH = PurePosixPath("a.docx")
BOLD = "<w:b/>"
LINK = '<w:hyperlink r:id="rId5">' + run("the site", "<w:u/>") + "</w:hyperlink>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def segments(body: str) -> list[tuple[str, int, str]]:
    """Segments of a document as (kind, line, msgid)."""
    found = read(FORM, FORM.unpack(docx(body), PATH)).segments
    return [(str(item.kind), item.line, item.key.source) for item in found]


def translated(body: str, targets: dict[str, str], options: RenderOptions | None = None) -> str:
    """The body with the targets of some msgids put in."""
    data = docx(body)
    document = read(FORM, FORM.unpack(data, PATH))
    assert targets.keys() <= {item.key.source for item in document.segments}
    found = {item.key: targets[item.key.source] for item in document.segments if item.key.source in targets}
    made = FORM.pack(FORM.render(document, found, options or RenderOptions()), data)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("word/document.xml").decode()
    return text[text.index("<w:body>") + 8 : text.index("</w:body>")]


def test_is_a_binary_format() -> None:
    """It says that it must be unpacked."""
    assert isinstance(FORM, BinaryFormat)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            paragraph(run("A title"), "Title") + paragraph(run("Next"), "Heading1"),
            [("title", 4, "A title"), ("heading", 5, "Next")],
        ),
        (paragraph(run("One. T") + run("wo.")), [("paragraph", 4, "One."), ("paragraph", 4, "Two.")]),
        (paragraph(run("A ") + run("bold", BOLD) + run(" word")), [("paragraph", 4, "A <b>bold</b> word")]),
        (paragraph(run("All bold. Two.", BOLD)), [("paragraph", 4, "All bold."), ("paragraph", 4, "Two.")]),
        (paragraph(run("One", "<w:lang w:val='en'/>") + run(" two")), [("paragraph", 4, "One two")]),
        (paragraph(run("See ") + LINK + run(".")), [("paragraph", 4, 'See <a id="1">the site</a>.')]),
        (
            paragraph(run("One.") + NOTE + run(" Two") + NOTE + run(" x")),
            [("paragraph", 4, "One."), ("paragraph", 4, 'Two<x id="2"/> x')],
        ),
        (paragraph(run("One") + "<w:r><w:br/></w:r>" + run("two")), [("paragraph", 4, "One"), ("paragraph", 4, "two")]),
        (paragraph(run("R&amp;D &lt; x")), [("paragraph", 4, "R&amp;D &lt; x")]),
        (paragraph(run("Item"), "ListBullet"), [("item", 4, "Item")]),
        (paragraph("<w:del><w:r><w:delText>no</w:delText></w:r></w:del>" + run("Yes")), [("paragraph", 4, "Yes")]),
        (
            paragraph("<w:ins>" + run("New") + "</w:ins>" + run(" and old")),
            [("paragraph", 4, '<g id="1">New</g> and old')],
        ),
    ],
)
def test_segments(body: str, expected: list[tuple[str, int, str]]) -> None:
    """Runs of one formatting are one text; what differs is a tag. Lines count paragraphs, after three for the part."""
    assert segments(body) == expected


@pytest.mark.parametrize(
    ("body", "targets", "expected"),
    [
        (
            paragraph(run("One two") + run(" x.", BOLD)),
            {"One two<b> x.</b>": "Два <b>раз</b> & <x>"},
            paragraph(run("Два ") + run("раз", BOLD) + run(" &amp; &lt;x&gt;")),
        ),
        (
            paragraph(run("See ") + LINK + run(".")),
            {'See <a id="1">the site</a>.': '<a id="1">Сайт</a> тут.'},
            paragraph(LINK.replace("the site", "Сайт") + run(" тут.")),
        ),
        (paragraph(run("One") + NOTE + run(" two")), {'One<x id="1"/> two': "Адзін"}, paragraph(run("Адзін") + NOTE)),
        (
            paragraph(run("See ") + LINK),
            {'See <a id="1">the site</a>': '<a id="1">Гл.'},
            paragraph(LINK.replace("the site", "Гл.")),
        ),
        (paragraph(run("One.") + NOTE + run(" Two.")), {"Two.": "Два."}, paragraph(run("One.") + NOTE + run(" Два."))),
        (
            paragraph(run("One.", BOLD) + run(" Two, three.")),
            {"Two, three.": "Два.\x01"},
            paragraph(run("One.", BOLD) + run(" Два.")),
        ),
    ],
)
def test_targets(body: str, targets: dict[str, str], expected: str) -> None:
    """Formatting, links and notes are put back; a translation brings no XML of its own."""
    assert translated(body, targets) == expected


def test_only_touched_paragraphs_change() -> None:
    """Every other part, and every other paragraph, is what it was, byte for byte."""
    first, second = paragraph(run("One") + run(" two")), paragraph(run("Three"))
    note = paragraph(run("A note"))
    data = docx(first + second, footnotes=note)
    document = read(FORM, FORM.unpack(data, PATH))
    assert [block.note for block in document.blocks] == ["", "", "footnote"]  # type: ignore[attr-defined]
    targets = {item.key: "Тры" for item in document.segments if item.key.source == "Three"}
    made = FORM.pack(FORM.render(document, targets), data)
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        for name in before.namelist():
            if name != "word/document.xml":
                assert before.read(name) == after.read(name)
        assert after.read("word/document.xml").decode() == before.read("word/document.xml").decode().replace(
            "Three", "Тры"
        )


def test_identity_is_the_same_file() -> None:
    """A rendering without translations, or with each segment as itself, packs to the very bytes."""
    data = docx(paragraph(run("One ") + run("b", BOLD) + NOTE) + paragraph(LINK))
    document = read(FORM, FORM.unpack(data, PATH))
    for targets in ({}, {item.key: item.key.source for item in document.segments}):
        assert FORM.pack(FORM.render(document, targets), data) == data


CONTENT = [run("One "), run("two. ", BOLD), run("three", "<w:i/>"), run("A &amp; b"), NOTE, LINK, "<w:r><w:br/></w:r>"]
CONTENT += [
    "<w:bookmarkStart w:id='1'/>",
    "<w:r><w:tab/><w:t/><w:t>x. Y</w:t></w:r>",
    "<w:proofErr/>",
    f"<w:r><w:pict><w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent></w:pict></w:r>",
    f"<w:ins>{LINK}</w:ins>",
]


@given(st.lists(st.lists(st.sampled_from(CONTENT), max_size=8), min_size=1, max_size=4))
def test_any_paragraphs(contents: list[list[str]]) -> None:
    """Identity is the same file; a pseudo-translation leaves no word, keeps every mark, and is well-formed."""
    data = docx("".join(paragraph("".join(content)) for content in contents))
    try:
        document = read(FORM, FORM.unpack(data, PATH))
    except DocumentError:
        assume(False)
    targets = {item.key: item.key.source for item in document.segments}
    assert FORM.pack(FORM.render(document, targets), data) == data
    text = pseudo_translated(FORM, document)
    made = FORM.pack(text, data)
    assert FORM.unpack(made, PATH) == text
    assert not re.search(r"<w:t[^>]*>[^<]*[A-Za-z]", text.replace("&amp;", ""))
    for mark in ("footnoteReference", "hyperlink r:id", "bookmarkStart", "<w:tab/>", "<w:br/>"):
        assert text.count(mark) == document.text.count(mark)


def test_pseudo_translation_leaves_no_word() -> None:
    """Every visible text is extracted, in tables and footnotes too."""
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Cell'))}</w:tc></w:tr></w:tbl>"
    data = docx(
        paragraph(run("One ") + run("two", BOLD) + LINK) + table,
        footnotes=paragraph(run("Note")),
        header1=paragraph(run("Head")),
    )
    text = pseudo_translated(FORM, read(FORM, FORM.unpack(data, PATH)))
    assert len(re.findall(r"<w:t[ >]", text)) == 6
    assert not re.search(r"<w:t[^>]*>[^<]*[A-Za-z]", text)


def box(content: str) -> str:
    """A run with a text box, for new programs and for old ones, as a word processor writes it."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="m" xmlns:v="v"><mc:Choice Requires="wps"><w:drawing>'
        f"{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_boxes() -> None:
    """A text in a box, also in a box in a box, is read once and written in all its places."""
    body = paragraph(run("One ") + box(paragraph(run("Two.") + box(paragraph(run("Three."))))) + run("four."))
    data = docx(body, header1=paragraph(box(paragraph(run("Five.")))))
    document = read(FORM, FORM.unpack(data, PATH))
    found = [(item.key.source, document.blocks[item.block].note) for item in document.segments]
    assert found == [
        ('One <x id="1"/>four.', ""),
        ("Three.", "text box"),
        ("Two.", "text box"),
        ("Five.", "text box"),
    ]
    assert FORM.pack(FORM.render(document, {}), data) == data
    targets = {item.key: item.key.source.replace("One", "Раз").replace("T", "Ж") for item in document.segments}
    with zipfile.ZipFile(io.BytesIO(FORM.pack(FORM.render(document, targets), data))) as archive:
        text = archive.read("word/document.xml").decode()
    assert (text.count("Жwo."), text.count("Жhree."), text.count("Раз ")) == (2, 4, 1)
    assert "\x1c" not in text
    assert "\x1d" not in text


def test_comments_stay_as_they_are() -> None:
    """What people wrote into the margin is nobody's to translate."""
    data = docx(paragraph(run("One")), comments=paragraph(run("Ask him again")))
    assert "Ask" not in FORM.unpack(data, PATH)


def test_a_notice_comes_first() -> None:
    """The notice is a paragraph of its own."""
    body = paragraph(run("One"))
    assert translated(body, {}, RenderOptions(notice="A & b")) == f"<w:p>{run('A &amp; b')}</w:p>{body}"


def archive_of(members: dict[str, bytes]) -> bytes:
    """A zip file with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


BODY = f"{HEAD}<w:document {NAMESPACES}><w:body>{paragraph(run('One'))}</w:body></w:document>".encode()
ENTITY = BODY.replace(HEAD.encode(), b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>')
ATTACKS = {
    "no zip": b"PK\x03\x04 nothing",
    "empty": b"",
    "no document": archive_of({"word/other.xml": BODY}),
    "entities": archive_of({"word/document.xml": ENTITY}),
    "cdata": archive_of({"word/document.xml": BODY.replace(b"One", b"<![CDATA[One]]>")}),
    "not well-formed": archive_of({"word/document.xml": BODY.replace(b"</w:body>", b"")}),
    "utf-16": archive_of({"word/document.xml": BODY.decode().encode("utf-16")}),
    "nul": archive_of({"word/document.xml": BODY.replace(b"One", b"O\0e")}),
    "traversal": archive_of({"word/document.xml": BODY, "../../etc/passwd": b"x"}),
    "absolute": archive_of({"word/document.xml": BODY, "/etc/passwd": b"x"}),
    "bomb": archive_of({"word/document.xml": BODY + b" " * (65 << 20)}),
    "another vocabulary": archive_of({"word/document.xml": b"<document><w/></document>"}),
    "truncated": archive_of({"word/document.xml": BODY})[:-30],
    "empty article": archive_of({"word/document.xml": BODY.replace(b"One", b" ")}),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_are_refused(name: str) -> None:
    """A file made to do harm ends in an error that names it, with exit code 2."""
    with pytest.raises(DocumentError, match=r"a\.docx") as caught:
        FORM.parse(FORM.unpack(ATTACKS[name], PATH), PATH, "en")
    assert caught.value.exit_code == 2
    assert caught.value.hint
