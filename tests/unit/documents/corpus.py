"""Documents for the tests of formats, and what every test of a format does with one."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from importlib.metadata import distributions
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import Any

from tests.conftest import ROOT

from l10n.documents.blocks import find_sentences
from l10n.documents.splice import with_segments
from l10n.markup.masking import scan_syntax
from l10n.markup.pieces import Role, stretches
from l10n.model import Document, Span
from l10n.protocols import DocumentFormat
from l10n.segments import split

SPECIFICATION = Path(os.environ.get("L10N_COMMONMARK", ROOT / "build" / "commonmark" / "commonmark.json"))
"""CommonMark's examples: tests/test_cmark_spec/commonmark.json of the source distribution of markdown-it-py.

They are CC-BY-SA, so they are not part of this repository: docs/formats.md says how to get them.
"""
ODD = frozenset(f"example {number}" for number in (491, 526, 538, 545, 569, 571))
"""Examples whose markup means something else once a line break is a space or a reference stands alone; see
docs/formats.md."""
_HIDDEN = frozenset("script style pre code kbd samp var tt svg math template textarea".split())
_READ = frozenset("alt title aria-label aria-description placeholder content value".split())


def read(form: DocumentFormat, text: str) -> Document:
    """Parse a text and find its sentences.

    Raises:
        DocumentError: the format refuses it.
    """
    document = form.parse(text, PurePosixPath(f"a{min(form.suffixes)}"), "en")
    return with_segments(document, find_sentences(document, split))


def pseudo(source: str, syntax: str) -> str:
    """Write Cyrillic letters for Latin ones wherever a reader sees text; markup, code and addresses stay."""
    parts: list[str] = []
    for part, piece in stretches(Span(0, len(source)), scan_syntax(source, syntax, "en")):
        written = source[part.start : part.end]
        if piece is None:
            written = _letters(written)
        elif piece.role is not Role.TEXT:
            position = part.start
            filled: list[str] = []
            for aside in piece.asides:
                inner = source[aside.span.start : aside.span.end]
                filled += [
                    source[position : aside.span.start],
                    _letters(inner) if aside.what == "title" else pseudo(inner, syntax),
                ]
                position = aside.span.end
            written = "".join([*filled, source[position : part.end]])
        parts.append(written)
    return "".join(parts)


def _letters(text: str) -> str:
    return re.sub(r"&\w+;|[A-Za-z]", "ж", text)


def pseudo_translated(form: DocumentFormat, document: Document) -> str:
    """Render a document with every segment pseudo-translated."""
    return form.render(document, {item.key: pseudo(item.key.source, form.syntax) for item in document.segments})


class Page(HTMLParser):
    """What a browser makes of a page: its tags without the attributes that people read, and its visible words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[object] = []
        self.words: list[str] = []
        self._hidden = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.tags.append((tag, [(name, value) for name, value in attrs if name not in _READ]))
        self.words += [word for name, value in attrs if name in ("alt", "title") for word in _words(value or "")]
        self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        """Note an end tag."""
        self.tags.append(tag)
        self._hidden -= tag in _HIDDEN

    def handle_data(self, data: str) -> None:
        """Note the words of a text."""
        if self._hidden <= 0:
            self.words += _words(data)


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", text)


@cache
def renderer() -> Any:
    """A Markdown renderer with the extensions that l10n knows."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return md.use(footnote_plugin, always_match_refs=True).use(front_matter_plugin)


def examples() -> Iterator[tuple[str, str]]:
    """CommonMark's examples as (name, Markdown); none where the file is missing."""
    if SPECIFICATION.exists():
        for example in json.loads(SPECIFICATION.read_text(encoding="utf-8")):
            yield f"example {example['example']}", example["markdown"]


def readmes() -> Iterator[tuple[str, str]]:
    """READMEs of installed packages that are written in Markdown, as (name, Markdown)."""
    for distribution in distributions():
        metadata = distribution.metadata
        if "markdown" in (metadata.get("Description-Content-Type") or ""):
            text = metadata.get_payload() or metadata.get("Description") or ""
            if isinstance(text, str) and text.strip():
                yield metadata["Name"], text


BLOCKS = {
    "heading": "## A *heading* here ##",
    "underlined": "Another\nheading\n=======",
    "wrapped": "One *stress over\na line* and `code here`\nend. Two sentences.",
    "link": 'See **the [link *inside*](<https://example.org/a b> "Its title") text**, please.',
    "reference": "A [reference][ref] and [ref]\nhere.\n\n[ref]: https://example.org 'Not shown here'",
    "break": "First line  \nsecond line\\\nthird &amp; last &copy; line",
    "table": "| One | *Two* |\n|:---|---:|\n| a \\| b | [cell](u) |\n| word | |",
    "list": "- item one\n- item **two**\n\n  with more\n  - inner item\n1. first\n2) second",
    "quotation": "> quoted *text\n> goes* on\nlazily\n>\n> > deeper",
    "footnote": "Noted[^a] text^[inline note].\n\n[^a]: The note *itself*.",
    "image": '![An *alt* text](i.png "A title") ![Second][pic]\n\n[pic]: p.png',
    "code": "```python\ncode here\n```\n\n    more code",
    "html": "<div>\nraw *text*\n</div>\n\nText <span>with a tag</span> and <https://example.org>.",
    "escapes": "\\*No stress\\* and 1\\. no list, ~~struck~~ __strong__.",
}
"""Markdown of every kind, one block each."""


def composed() -> Iterator[tuple[str, str]]:
    """Markdown documents of two blocks each, some in a list or quotation, as (name, Markdown)."""
    prefixes = ("", "> ", "- ", "")
    for number, ((one, first), (two, second)) in enumerate(permutations(BLOCKS.items(), 2)):
        prefix = prefixes[number % len(prefixes)]
        following = prefix.replace("-", " ")
        lines = second.splitlines()
        nested = "\n".join(f"{following if place else prefix}{line}" for place, line in enumerate(lines))
        newline = "\r\n" if number % 5 == 0 else "\n"
        yield f"{one} and {two}{prefix}", f"{first}\n\n{nested}\n".replace("\n", newline)


HOSTILE: dict[str, Callable[[int], str]] = {
    "one line": lambda size: "word " * size,
    "no space": lambda size: "a" * size,
    "brackets": lambda size: "x [" * size,
    "links": lambda size: "[a](" * size,
    "stars": lambda size: "**a" * size,
    "underscores": lambda size: "_a_ " * size,
    "ticks": lambda size: "a ``b `" * size,
    "quotations": lambda size: "> " * 90 + "deep\n" * size,
    "list": lambda size: "".join(f"{'  ' * (number % 90)}- item\n" for number in range(size)),
    "tag without end": lambda size: "<p>text " + "<a " * size,
    "quote without end": lambda size: "<p>text <a href='x" * size,
    "comment without end": lambda size: "text <!-- " * size,
    "script without end": lambda size: "text <script>" * size,
    "elements": lambda size: "<div>" * size + "text" + "</div>" * size,
    "inline elements": lambda size: "<b>" * size + "text",
    "wrong nesting": lambda size: "<b>one <i>two</b> three</i> " * size,
    "entities": lambda size: "a&amp;b " * size,
    "less than": lambda size: "a < b " * size,
    "images": lambda size: "![a](b 'c') d " * size,
    "table": lambda size: "|a|b|\n|-|-|\n" + "|x\\|y|z|\n" * size,
    "footnotes": lambda size: "text [^1] ^[a " * size,
    "front matter": lambda size: "---\n" + "".join(f"k{number}: b\n" for number in range(size)) + "---\ntext",
    "front matter without end": lambda size: "---\n" + "text\n" * size,
    "line ends": lambda size: "one\r\ntwo\rthree\n\r\n> four\r> five\n" * size,
    "breaks": lambda size: "one<br>" * size,
    "byte order mark": lambda size: "\ufeff# Title\n\n" + "text " * size,
    "controls": lambda size: "a\x01b\x0cc\x85d\u2028e " * size,
}
"""Documents made to be slow or to be read wrongly, by size."""
