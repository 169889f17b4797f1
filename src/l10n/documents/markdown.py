"""Markdown articles: CommonMark with tables, footnotes, strikethrough and YAML front matter.

markdown-it-py finds the blocks, ``l10n.markup.markdown`` the markup inside them; both give positions only. Code, HTML
blocks, addresses and reference definitions are never part of a block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from l10n.documents.blocks import Edit, MarkedBlock, with_asides
from l10n.documents.frontmatter import FRONT, find_front_matter, finish_value, write_value
from l10n.documents.splice import fold, splice
from l10n.errors import DocumentError
from l10n.markup.markdown import LINES, NESTING, parser, scan
from l10n.markup.pieces import Aside, Piece, Role
from l10n.model import Block, Document, Kind, LocaleCode, Segment, SegmentKey, Span
from l10n.protocols import AS_WRITTEN, RenderOptions

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HASHES = re.compile(r"#{1,6}[ \t]*")
_HEADING = re.compile(r"\s*#[ \t]+(?P<text>[^\r\n]+)(?:\r\n|\r|\n)")
"""A title in front of everything else."""
_PIPE = re.compile(r"(?<!\\)\|")
_PLACES = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_NOTES = {"th_open": "heading of a table", "td_open": "cell of a table"}
_BLOCK_START = re.compile(
    r"(?:#{1,6}|[-+*]|\d{1,9}(?P<after>[.)]))(?=\s|\Z)|>|```[^`]*\Z|~~~|=+\s*\Z|(?:[-_*][ \t]*){3,}\Z|\[[^\]]+\]:"
)
"""What would begin another block at the start of a line."""
_HTML_START = re.compile(r"</?[A-Za-z]|<[!?]")
_CLOSING = {"(": ")"}
_AT_LINE_START = re.compile(r"(?:\A|[\r\n])[ \t>]*\Z")


class MarkdownFormat:
    """Markdown. Inline markup stays in the msgid.

    Args:
        keys: of the front matter whose values are translated.
    """

    name = "markdown"
    suffixes = frozenset({".md", ".markdown"})
    syntax = "markdown"

    def __init__(self, keys: frozenset[str] = frozenset({"title", "description", "summary", "alt"})) -> None:
        self.keys = keys

    def parse(self, text: str, path: PurePosixPath, locale: LocaleCode) -> Document:
        """Find the blocks; see ``DocumentFormat.parse``.

        Raises:
            DocumentError: there is nothing to translate, a NUL byte, front matter that is not valid YAML, or containers
                nested too deeply.
        """
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise DocumentError("contains a NUL byte", path=path, line=line, hint="remove it; it is not text")
        front = find_front_matter(text, self.keys, path)
        start = front.end if front else int(text.startswith("\ufeff"))
        body = _Body(text, start)
        if body.too_deep():
            raise DocumentError("quotations or lists are nested too deeply", path=path, hint="unfold some of them")
        blocks = with_asides(
            text, [*(front.blocks if front else ()), *body.blocks(titled=bool(front and front.titled))], body.aside
        )
        if not blocks:
            raise DocumentError("the article is empty", path=path, hint="write some text into it, or remove the file")
        return Document(path, locale, text, tuple(blocks))

    def render(self, document: Document, targets: Mapping[SegmentKey, str], options: RenderOptions = AS_WRITTEN) -> str:
        """Put translations in place of their segments; see ``DocumentFormat.render``.

        With a locale, ``lang`` of the front matter is set to it.
        """
        front = find_front_matter(document.text, self.keys, document.path)
        edits = front.edits(document.text, options.locale) if front and options.locale else []
        if options.notice:
            edits.append(
                _notice(document, front.end if front else int(document.text.startswith("\ufeff")), options.notice)
            )
        return splice(document, targets, _write, _finish, edits)


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of a block as the parser sees it, without the marks of its containers, and where it came from."""

    text: str
    offsets: list[int]
    """Places in ``text`` where a stretch begins that stands unbroken in the document, ascending, from 0."""
    origins: list[int]
    """The place of each in the document."""

    def origin(self, position: int) -> int:
        """Place in the document."""
        number = bisect_right(self.offsets, position) - 1
        return self.origins[number] + position - self.offsets[number]

    def span(self, part: Span) -> Span:
        """Place of a stretch in the document; a line break takes in what the containers need on the next line."""
        breaks = "\n" in self.text[part.start : part.end] and part.end in self.offsets
        return Span(self.origin(part.start), self.origin(part.end) if breaks else self.origin(part.end - 1) + 1)

    def pieces(self, document: str, found: Sequence[Piece]) -> list[Piece]:
        """Carry pieces of ``text`` over to the document."""
        carried = []
        for piece in found:
            span = self.span(piece.span)
            written = piece.written
            if written is None and document[span.start : span.end] != self.text[piece.span.start : piece.span.end]:
                written = self.text[piece.span.start : piece.span.end]
            asides = tuple(
                aside._replace(span=self.span(aside.span), tail_at=self.origin(aside.tail_at))
                for aside in piece.asides
                if aside.span.start < aside.span.end
            )
            carried.append(replace(piece, span=span, written=written, asides=asides))
        return carried


class _Body:
    """The Markdown of an article.

    Args:
        text: the article.
        start: where the Markdown begins, after front matter or a byte order mark.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self._env: dict[str, Any] = {LINES: {}}
        self._tokens = parser().parse(text[start:], self._env)
        self._lines: list[tuple[int, int]] = []
        """Of each line: where it begins, here and in the source as the parser normalises it."""
        normal = 0
        for match in _LINE.finditer(text, start):
            self._lines.append((match.start(), normal))
            normal += len(match.group().rstrip("\r\n")) + 1
        self._references: Mapping[str, Any] = self._env.get("references", {})

    def blocks(self, *, titled: bool) -> Iterator[MarkedBlock]:
        """Give the blocks with text, with everything that stands in them."""
        parent, tag, items, cells = "", "", 0, list[_Content]()
        for token in self._tokens:
            if token.type == "inline" and token.map:
                content = cells.pop(0) if parent in _NOTES and cells else self._content(token, parent)
                if content.text.strip():
                    kind = Kind.ITEM if items and parent == "paragraph_open" else Kind.PARAGRAPH
                    if parent == "heading_open":
                        kind, titled = (Kind.HEADING, titled) if titled or tag != "h1" else (Kind.TITLE, True)
                    yield self._block(content, kind, parent)
            elif token.type == "tr_open" and token.map:
                cells = self._cells(token.map[0])
            elif token.nesting > 0:
                parent, tag = token.type, token.tag
            items += token.nesting if token.type.startswith("list_item") else 0

    def too_deep(self) -> bool:
        """Whether the parser has stopped looking into containers."""
        return any(token.level >= NESTING - 1 for token in self._tokens)

    def aside(self, block: MarkedBlock, aside: Aside) -> MarkedBlock:
        """Make a block of a text that stands in the markup of another."""
        start, end = aside.span
        pieces = [piece.moved(start) for piece in scan(self.text[start:end], self._references)]
        if aside.what == "title":
            pieces = [piece for piece in pieces if piece.role is Role.TEXT]
        line = block.line + self.text.count("\n", block.span.start, start)
        tail = Edit(Span(aside.tail_at, aside.tail_at), aside.tail) if aside.tail else None
        note = aside.what if aside.what == "footnote" else f"{aside.what} of an image or link"
        return MarkedBlock(
            Kind.PARAGRAPH, aside.span, line, pieces=tuple(pieces), note=note, place=aside.what, tail=tail
        )

    def _block(self, content: _Content, kind: Kind, parent: str) -> MarkedBlock:
        pieces = content.pieces(self.text, scan(content.text, self._references))
        if parent in _NOTES:
            covered = {place for piece in pieces for place in range(*piece.span)}
            pipes = [origin for origin in content.origins[1:] if origin not in covered]
            pieces += [Piece(Span(place - 1, place + 1), Role.TEXT, "|", "|") for place in pipes]
            pieces.sort(key=lambda piece: piece.span)
        span = content.span(Span(0, len(content.text)))
        line = self.text.count("\n", 0, span.start) + 1
        note, place = _NOTES.get(parent, ""), _PLACES.get(parent, "paragraph")
        return MarkedBlock(kind, span, line, pieces=tuple(pieces), note=note, place=place)

    def _content(self, token: Token, parent: str) -> _Content:
        """Find the lines of a paragraph or heading in the document."""
        assert token.map is not None
        offsets, origins = list[int](), list[int]()
        position = 0
        for number, line in enumerate(token.content.split("\n")):
            origin = self._start(token.map[0] + number)
            if number == 0:
                if (
                    parent == "heading_open"
                    and (hashes := _HASHES.match(self.text, origin))
                    and token.map[1] - token.map[0] == 1
                ):
                    origin = hashes.end()
                while (here := self.text[origin : origin + 1]).isspace() and here != line[:1]:
                    origin += 1
            indent = len(line) - len(line.lstrip(" \t"))
            offsets.append(position + indent)
            origins.append(origin)
            position += len(line) + 1
        offsets[0] = 0
        return _Content(token.content, offsets, origins)

    def _cells(self, line: int) -> list[_Content]:
        """Find the cells of a row of a table. Source: GFM, "Tables (extension)"."""
        start = self._start(line)
        row = _LINE.match(self.text, start)
        assert row is not None
        end = start + len(row.group().rstrip())
        borders = [start - 1, *(match.start() for match in _PIPE.finditer(self.text, start, end)), end]
        spans = [Span(before + 1, after) for before, after in pairwise(borders)]
        if spans[0].start == spans[0].end:
            spans = spans[1:]
        if spans and spans[-1].start == spans[-1].end:
            spans = spans[:-1]
        return [self._cell(span) for span in spans]

    def _cell(self, span: Span) -> _Content:
        start = _after_space(self.text, span.start)
        raw = self.text[start : span.end].rstrip() if start < span.end else ""
        pipes = [match.start() for match in re.finditer(r"\\\|", raw)]
        offsets = [0, *(place - number for number, place in enumerate(pipes))]
        return _Content(raw.replace("\\|", "|"), offsets, [start, *(start + place + 1 for place in pipes)])

    def _start(self, line: int) -> int:
        """Place of the content of a line, after the marks of its containers."""
        here, normal = self._lines[line]
        return here + int(self._env[LINES][line]) - normal


def _notice(document: Document, top: int, notice: str) -> Edit:
    """Put a paragraph below the heading that an article begins with, or at its top where it has none."""
    text = document.text
    newline = "\r\n" if "\r\n" in text else "\n"
    first = next((block for block in document.blocks if block.span.start >= top), None)
    heading = _HEADING.match(text, top)
    below = heading is not None and first is not None and heading.start("text") <= first.span.start < heading.end()
    place = heading.end() if heading and below else top
    blank = text[place : place + 1] in ("\r", "\n")
    before = newline if below or (place and blank) else ""
    return Edit(Span(place, place), f"{before}{notice}{newline}{'' if blank else newline}")


def _after_space(text: str, position: int) -> int:
    while text[position : position + 1].isspace():
        position += 1
    return position


def _write(document: Document, segment: Segment, target: str) -> str:
    """Write a target at the place of a segment, so that it stays the kind of block it is."""
    block = document.blocks[segment.block]
    assert isinstance(block, MarkedBlock)
    text = fold(target).strip()
    if block.place.startswith(FRONT):
        return write_value(block, text)
    if block.place == "cell":
        return _PIPE.sub(r"\\|", text)
    if block.place == "title":
        quote = document.text[segment.span.start - 1 : segment.span.start] if segment.span == block.span else '"'
        return re.sub(rf"(?<!\\)[{re.escape(_CLOSING.get(quote, quote) + quote)}]", r"\\\g<0>", text)
    if block.place == "alt text":
        return text if _balanced(text) else re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", text)
    if block.place == "heading":
        text = re.sub(r"(?<=\s)#+\Z", r"\\\g<0>", text)
    if _AT_LINE_START.search(document.text, block.span.start if block.place == "paragraph" else 0, segment.span.start):
        return _one_paragraph(text, document.text[segment.span.start])
    return text


def _one_paragraph(text: str, before: str) -> str:
    """Escape what would begin another block at the start of a line.

    Args:
        text: the line.
        before: first character of what it replaces.
    """
    found = _BLOCK_START.match(text)
    if found:
        place = found.start("after") if found["after"] else 0
        return f"{text[:place]}\\{text[place:]}"
    return f"\\{text}" if before != "<" and _HTML_START.match(text) else text


def _balanced(text: str) -> bool:
    depth = 0
    for found in re.finditer(r"(?<!\\)[\[\]]", text):
        depth += 1 if found[0] == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def _finish(document: Document, block: Block, written: str) -> str:
    assert isinstance(block, MarkedBlock)
    return finish_value(block, written) if block.place.startswith(FRONT) else written
