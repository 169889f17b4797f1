from __future__ import annotations

import pytest
from tests.unit.documents.corpus import read

from l10n.documents.markdown import MarkdownFormat
from l10n.errors import DocumentError
from l10n.protocols import RenderOptions

FORM = MarkdownFormat()


def segments(text: str) -> list[tuple[str, int, str]]:
    """Segments of a text as (kind, line, msgid)."""
    return [(str(item.kind), item.line, item.key.source) for item in read(FORM, text).segments]


def sources(text: str) -> list[str]:
    """The msgids of a text."""
    return [source for _, _, source in segments(text)]


def translated(text: str, targets: dict[str, str], options: RenderOptions | None = None) -> str:
    """A text with the targets of some msgids put in."""
    document = read(FORM, text)
    assert targets.keys() <= {item.key.source for item in document.segments}
    found = {item.key: targets[item.key.source] for item in document.segments if item.key.source in targets}
    return FORM.render(document, found, options or RenderOptions())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# A *Title* #\n\nText. More.",
            [("title", 1, "A *Title*"), ("paragraph", 3, "Text."), ("paragraph", 3, "More.")],
        ),
        ("Setext\ntitle\n===\n## Next", [("title", 1, "Setext title"), ("heading", 4, "Next")]),
        ("- one\n  wrapped\n- 1. two", [("item", 1, "one wrapped"), ("item", 3, "two")]),
        ("> quoted\n> > deeper\nlazy", [("paragraph", 1, "quoted"), ("paragraph", 2, "deeper lazy")]),
        ("|A|B \\| C|\n|-|-|\n|**d**|`e`|", [("paragraph", 1, "A"), ("paragraph", 1, "B | C"), ("paragraph", 3, "d")]),
        ("Text.[^1]\n\n[^1]: A note.\n", [("paragraph", 1, "Text."), ("paragraph", 3, "A note.")]),
        ("---\ntitle: T\nlayout: x\n---\n# H\n", [("title", 2, "T"), ("heading", 5, "H")]),
    ],
)
def test_segments(text: str, expected: list[tuple[str, int, str]]) -> None:
    """Titles, headings, items, cells, footnotes and front matter, with their lines."""
    assert segments(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "    code",
        "```\ncode\n```",
        "<div>\nhtml\n</div>",
        "[a]: http://b 'T'",
        "`code`",
        "<http://a.b>",
        "***",
        "![](a.png)",
    ],
)
def test_what_is_not_translated(text: str) -> None:
    """Code, HTML blocks, definitions and addresses give no segment."""
    assert sources(f"Words.\n\n{text}\n") == ["Words."]
    with pytest.raises(DocumentError, match="the article is empty"):
        read(FORM, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He *left. She stayed.* Then no.", ["He *left. She stayed.*", "Then no."]),
        ("He left. **She stayed.** [Who? Me.](u)", ["He left.", "She stayed.", "Who? Me."]),
        ("*One. Two.*", ["One.", "Two."]),
        ("See [the U.S. Embassy. Here](u) now.", ["See [the U.S. Embassy. Here](u) now."]),
        ("One.[^1] Two[^2] more.", ["One.", "Two[^2] more."]),
        ("A line,  \na line", ["A line,", "a line"]),
        ("*A line,  \na line*", ["A line,", "a line"]),
        ("So *a line,  \na line*", ["So *a line,<br>a line*"]),
    ],
)
def test_markup_is_not_cut(text: str, expected: list[str]) -> None:
    """A sentence ends only where no link or emphasis reaches over; markup around a whole sentence is left out."""
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "targets", "expected"),
    [
        ("> One\n> two.\n", {"One two.": "Адзін два."}, "> Адзін два.\n"),
        ("* Yes.\r\n* No.\r\n", {"No.": "Не."}, "* Yes.\r\n* Не.\r\n"),
        ("One. Two.", {"One.": "1. Адзін.", "Two.": "- два"}, "1\\. Адзін. - два"),
        ("One", {"One": "# Адзін"}, "\\# Адзін"),
        ("One", {"One": "<div>Адзін"}, "\\<div>Адзін"),
        ("# One", {"One": "Адзін #"}, "# Адзін \\#"),
        ("|One|\n|-|\n", {"One": "A|B"}, "|A\\|B|\n|-|\n"),
        ("One", {"One": "Два\n\nрадкі"}, "Два радкі"),
        ("**One.**", {"One.": "Адзін."}, "**Адзін.**"),
        ("[a]: u\n\nSee [a] now.", {"See [a][a] now.": "Гл. [б][a]."}, "[a]: u\n\nГл. [б][a]."),
        ("[a]: u\n\n![a]", {"a": "б"}, "[a]: u\n\n![б][a]"),
        ("[a]: u\n\n![a][]", {"a": "б"}, "[a]: u\n\n![б][a]"),
        ('![Alt](a.png "Title")', {"Alt": "[Б", "Title": 'З "я"'}, '![\\[Б](a.png "З \\"я\\"")'),
        ("See ![x](y)[^1]", {"See": "Гл."}, "Гл. ![x](y)[^1]"),
    ],
)
def test_targets(text: str, targets: dict[str, str], expected: str) -> None:
    """A target stays the kind of block its source is, and everything around it stays."""
    assert translated(text, targets) == expected


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("One", "One", "Адзін", "Адзін"),
        ("One", "One", "Адзін: два", '"Адзін: два"'),
        ("One", "One", 'Адзін # "два"', '"Адзін # \\"два\\""'),
        ("One", "One", "2020", '"2020"'),
        ("One # comment", "One", "Адзін", "Адзін # comment"),
        ("'It''s'", "It's", "Ж'ж", "'Ж''ж'"),
        ('"A \\"b\\""', 'A "b"', 'А "б"', '"А \\"б\\""'),
        ("|\n  One\n  two\n", "One two", "Адзін", "|\n  Адзін\n"),
        (">-\n  One\n  two\n", "One two", "Адзін: два", ">-\n  Адзін: два\n"),
        ("One\n  two", "One two", "Адзін", "Адзін"),
        ("&x !!str One", "One", "Адзін", "&x !!str Адзін"),
    ],
)
def test_front_matter_values(value: str, source: str, target: str, expected: str) -> None:
    """A value keeps its style, and gets quotes where the translation needs them."""
    assert translated(f"---\ntitle: {value}\n---\nText", {source: target}) == f"---\ntitle: {expected}\n---\nText"


def test_front_matter_keys() -> None:
    """Keys are translated at any depth; others, and values that are no text, are not."""
    text = "---\ntitle: A\nimage: {alt: B, src: C}\nparts: [{summary: D}]\ndate: 2026-01-01\ndescription: 5\n---\nE"
    assert sources(text) == ["A", "B", "D", "E"]
    assert [item.key.source for item in read(MarkdownFormat(frozenset({"src"})), text).segments] == ["C", "E"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: A\nlang: en\n---\nB", "---\ntitle: A\nlang: sr-Latn\n---\nB"),
        ("---\r\ntitle: A\r\n---\r\nB", "---\r\ntitle: A\r\nlang: sr-Latn\r\n---\r\nB"),
        ("A", "A"),
        ("---\n\nA\n\n---\n", "---\n\nA\n\n---\n"),
    ],
)
def test_language_is_declared(text: str, expected: str) -> None:
    """The language of the output stands in the front matter, if there is one."""
    assert FORM.render(read(FORM, text), {}, RenderOptions("sr_Latn")) == expected


def test_bad_front_matter() -> None:
    """YAML that cannot be read is refused with its line."""
    with pytest.raises(DocumentError, match=r"a\.markdown:3: the front matter is not valid YAML"):
        read(FORM, "---\ntitle: A\nb: ]\n---\nText")


def test_deep_nesting_is_refused() -> None:
    """Text that the parser would not look at is never passed over in silence."""
    assert sources("> " * 90 + "deep") == ["deep"]
    with pytest.raises(DocumentError, match="nested too deeply"):
        read(FORM, "text\n\n" + "> " * 120 + "deep")


def test_notes() -> None:
    """A reviewer is told what a text without a sentence around it is."""
    text = "---\nsummary: S\n---\n![A](b 'T')\n\n|H|\n|-|\n|C|\n"
    document = read(FORM, text)
    assert [(item.note, text[slice(*item.span)]) for item in document.blocks] == [  # type: ignore[attr-defined]
        ("summary in the front matter", "S"),
        ("alt text of an image or link", "A"),
        ("title of an image or link", "T"),
        ("heading of a table", "H"),
        ("cell of a table", "C"),
    ]
