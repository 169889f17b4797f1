"""Plain text articles: a title, sub-headings, paragraphs and list items, with blank lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath

from l10n.documents.splice import notice_edits, splice
from l10n.errors import DocumentError
from l10n.model import Block, Document, Kind, LocaleCode, SegmentKey, Span
from l10n.protocols import AS_WRITTEN, RenderOptions

# A bullet may stand anywhere in a list; a dash or number starts an item only where a list can start.
_BULLET = re.compile(r"[ \t]*[-*•‣▪◦][ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?:[–—]|\(?(?:\d{1,3}|[A-Za-zА-Яа-яЁёІіЇїЎўЄєҐґ])[.)])[ \t\u00a0]+(?=\S)")
_INITIAL = re.compile(r"[ \t]*[A-ZА-ЯЁІЇЎЄҐ]\.")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_OPENING_QUOTES = "\"'«“„‘"
_HEADING_CHARS = 120
"""A longer line is a paragraph even without a full stop; longest headline in the test articles: 87 characters."""


class TextFormat:
    """Plain text. Blank lines divide paragraphs; hard-wrapped lines belong together; list items stand on lines."""

    name = "text"
    suffixes = frozenset({".txt", ".text"})
    syntax = "plain"

    def parse(self, text: str, path: PurePosixPath, locale: LocaleCode) -> Document:
        """Find the blocks; see ``DocumentFormat.parse``.

        The first block is the title when it is one line without a sentence's end; later ones of that kind that are
        short and do not open with a quotation mark are sub-headings.

        Raises:
            DocumentError: there is nothing but white space.
        """
        blocks: list[Block] = []
        for lines in _paragraphs(text):
            for number, stretch in _stretches(text, lines):
                item = _item_start(text, stretch)
                span = _trim(text, Span(item or stretch.start, stretch.end))
                if span.start == span.end:  # nothing but a byte order mark
                    continue
                kind = Kind.ITEM if item is not None else _kind(text, span, first=not blocks)
                blocks.append(Block(kind, span, number + text.count("\n", stretch.start, span.start)))
        if not blocks:
            raise DocumentError("the article is empty", path=path, hint="write some text into it, or remove the file")
        return Document(path, locale, text, tuple(blocks))

    def render(self, document: Document, targets: Mapping[SegmentKey, str], options: RenderOptions = AS_WRITTEN) -> str:
        """Put translations in place of their segments; see ``DocumentFormat.render``."""
        return splice(document, targets, edits=notice_edits(document, options.notice))


def _paragraphs(text: str) -> Iterator[list[tuple[int, Span]]]:
    """Yield runs of lines that are not blank, each line as (1-based number, span with its line end)."""
    run: list[tuple[int, Span]] = []
    number = 1
    for match in _LINE.finditer(text):
        line = match.group()
        if not line:
            break
        if _blank(line):
            if run:
                yield run
            run = []
        else:
            run.append((number, Span(*match.span())))
        number += line.count("\n")
    if run:
        yield run


def _stretches(text: str, lines: list[tuple[int, Span]]) -> Iterator[tuple[int, Span]]:
    """Cut a run of lines at the lines that start a list item; yield (number of the first line, span)."""
    number, start = lines[0][0], lines[0][1].start
    in_list = _item_end(text, lines[0][1], numbered=True) is not None
    for (_, previous), (here, span) in pairwise(lines):
        opened = in_list or text[previous.start : previous.end].rstrip().endswith(":")
        if _item_end(text, span, numbered=opened) is not None:
            yield number, Span(start, span.start)
            number, start, in_list = here, span.start, True
    yield number, Span(start, lines[-1][1].end)


def _item_start(text: str, stretch: Span) -> int | None:
    """Find where the text of a list item starts, or None for a stretch that is no item."""
    return _item_end(text, stretch, numbered=True)


def _item_end(text: str, span: Span, *, numbered: bool) -> int | None:
    """Find the end of the list marker at the start of a span.

    A capital letter with a full stop is an initial ("A. Lukashenko said"), not a marker.
    """
    start = span.start + 1 if text.startswith("\ufeff", span.start) else span.start
    match = _BULLET.match(text, start, span.end)
    if match is None and numbered and not _INITIAL.match(text, start, span.end):
        match = _NUMBER.match(text, start, span.end)
    return None if match is None else match.end()


def _kind(text: str, span: Span, *, first: bool) -> Kind:
    """Tell a title or sub-heading from a paragraph by its form."""
    content = text[span.start : span.end]
    if "\n" in content or "\r" in content or content.rstrip("\"'»”“’)").endswith((".", "…", ",", ";", ":", "!")):
        return Kind.PARAGRAPH
    if first:
        return Kind.TITLE
    short = len(content) <= _HEADING_CHARS and content[0] not in _OPENING_QUOTES
    return Kind.HEADING if short else Kind.PARAGRAPH


def _blank(line: str) -> bool:
    return not line.strip().strip("\ufeff\u200b")


def _trim(text: str, span: Span) -> Span:
    """Leave out white space and a byte order mark at both ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\ufeff"):
        end -= 1
    return Span(start, end)
