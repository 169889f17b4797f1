from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.documents.docx_fixtures import docx, paragraph, run

from l10n.documents.recognition import no_format, recognise

PAGE = "<!-- saved -->\n<!DOCTYPE html>\n<html><p>Text"
FRONT = "---\ntitle: A\n---\nText\n"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("article", "Title\n\nA text, 2 * 3 - 1.\n", "text"),
        ("article", "Title\n\n- one\n- two\n", "text"),
        ("article", "# Title\n\nSome *text*.\n", "text"),
        ("article", "# Title\n\nSome **text** and [a link](https://example.org).\n", "markdown"),
        ("article", FRONT, "markdown"),
        ("article", PAGE, "html"),
        ("article", "\ufeff<h1 class='x'>Title</h1><p>Text", "html"),
        ("article", '<?xml version="1.0"?>\n<html xmlns="x"><p>Text', "html"),
        ("article", docx(paragraph(run("One"))), "docx"),
        ("article.cms", docx(paragraph(run("One"))), "docx"),
        ("article.cms", PAGE, "html"),
        ("article.mdx", FRONT, "markdown"),
        ("list.yaml", "---\na: 1\n---\nb: 2\n", None),
        ("data.csv", "a,b\n", None),
        ("style.css", "p { color: red }", None),
        ("feed.xml", "<rss><p>x</p></rss>", None),
        ("part.tpl", "<p>x</p>", None),
        ("page.html.bak", PAGE, None),
        ("page.html~", PAGE, None),
        ("photo", b"\x89PNG\r\n\x1a\n\0\0", None),
        ("photo", b"\xff\xd8\xff\xe0", None),
        ("archive", b"PK\x03\x04" + bytes(40), None),
        ("PKO", "PKO opens a bank\n", "text"),
        ("empty", "", None),
        ("blank", "\ufeff \n", None),
        ("long", "ў" * 9000, "text"),
        ("long", " " + "ў" * 9000, "text"),
        ("old", "Белая".encode("cp1251"), None),
    ],
)
def test_recognise(tmp_path: Path, name: str, content: str | bytes, expected: str | None) -> None:
    """The content tells; without a clear mark a file with a suffix is no article."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert recognise(path) == expected


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("photo.png", b"\x89PNG\0", "a binary file"),
        ("data.csv", b"a,b", "suffix .csv"),
        ("empty", b"", "empty"),
        ("missing", None, "file not found"),
    ],
)
def test_refusals_say_why(tmp_path: Path, name: str, content: bytes | None, word: str) -> None:
    """A file that no format reads is named, with the reason and what to do."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    error = no_format(tmp_path / name, {".txt", ".md"})
    assert word in str(error)
    assert name in str(error)
    assert error.hint
