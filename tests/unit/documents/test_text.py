from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from l10n.documents.text import TextFormat
from l10n.errors import DocumentError


def blocks(text: str) -> list[tuple[str, int, str]]:
    """Blocks of a text as (kind, line, text)."""
    document = TextFormat().parse(text, PurePosixPath("a.txt"), "en")
    return [(str(item.kind), item.line, text[item.span.start : item.span.end]) for item in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Title\n\nText.\n", [("title", 1, "A Title"), ("paragraph", 3, "Text.")]),
        ("Text with an end.", [("paragraph", 1, "Text with an end.")]),
        (
            "T\n\nSub-heading\n\nText,\nwrapped.",
            [("title", 1, "T"), ("heading", 3, "Sub-heading"), ("paragraph", 5, "Text,\nwrapped.")],
        ),
        (
            "T\r\n\r\n- one\r\n- two\r\n",
            [("title", 1, "T"), ("item", 3, "one"), ("item", 4, "two")],
        ),
        (
            "T\n\nThree rules:\n1. one\n2) two\n   more",
            [("title", 1, "T"), ("paragraph", 3, "Three rules:"), ("item", 4, "one"), ("item", 5, "two\n   more")],
        ),
        ("\ufeffTitle\n \t\n* item", [("title", 1, "Title"), ("item", 3, "item")]),
        ("T\n\nA. Lukashenko spoke.", [("title", 1, "T"), ("paragraph", 3, "A. Lukashenko spoke.")]),
        ("T\n\n“No comment”", [("title", 1, "T"), ("paragraph", 3, "“No comment”")]),
        ("T\n\nIt cost\n5. That is all.", [("title", 1, "T"), ("paragraph", 3, "It cost\n5. That is all.")]),
        ("T\n\n\n\n  Indented.  \n", [("title", 1, "T"), ("paragraph", 5, "Indented.")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, int, str]]) -> None:
    """Titles, sub-headings, paragraphs and list items are told apart, with their lines."""
    assert blocks(text) == expected


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n", "\ufeff\n", "\u200b"])
def test_empty_article_is_refused(text: str) -> None:
    """An article with nothing to translate is refused."""
    with pytest.raises(DocumentError, match=r"a\.txt: the article is empty"):
        blocks(text)
