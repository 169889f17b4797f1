"""DOCX articles: paragraphs, headings, lists, tables, footnotes, headers and footers.

The document is the XML of the parts with text (``package.unpack``). Runs of one formatting are one text; other
formatting, links and what is no text are tags in the msgid. Only paragraphs with a new text are written anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from pathlib import PurePosixPath

from l10n.documents import package
from l10n.documents.blocks import Edit, MarkedBlock, apply, has_words
from l10n.documents.splice import fold
from l10n.errors import DocumentError
from l10n.markup.html import entity_pieces
from l10n.markup.pieces import Piece, Role, inside, message
from l10n.markup.tags import ENTITY
from l10n.model import Document, Kind, LocaleCode, SegmentKey, Span
from l10n.protocols import AS_WRITTEN, RenderOptions

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[\w:.-]+)(?:[^<>"']|"[^"]*"|'[^']*')*?(?P<empty>/?)>|<\?.*?\?>|<!--.*?-->""", re.DOTALL
)
_NAMESPACE = re.compile(
    r'xmlns:w="http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/[^"]*wordprocessingml[^"]*main"'
)
_CONTAINERS = frozenset("w:hyperlink w:ins w:moveTo w:smartTag w:fldSimple w:sdt w:customXml w:dir w:bdo".split())
"""Elements around runs."""
_NOTHING = frozenset("w:proofErr w:lastRenderedPageBreak w:rPr w:pPr".split())
_UNMARKED = re.compile(r"<w:(?:lang|noProof|proofErr)\b[^<>]*/>")
_STYLE = re.compile(r'<w:pStyle\s+w:val="([^"]*)"')
_SIMPLE = {"<w:b/>": "b", "<w:i/>": "i", "<w:b/><w:bCs/>": "b", "<w:i/><w:iCs/>": "i"}
_OURS = re.compile(r'</?(?:b|i|s\d+)>|<(?:a|g) id="\d+">|</[ag]>|<x id="\d+"/>|<br/>')
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BREAK = "<w:r><w:br/></w:r>"


@dataclass(frozen=True, slots=True)
class WordBlock(MarkedBlock):
    """A paragraph; ``tags`` gives the XML that a tag of its msgids stands for."""

    tags: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    """Properties of its usual run."""


class DocxFormat:
    """Word documents. Tracked deletions and comments are left as they are."""

    name = "docx"
    suffixes = frozenset({".docx"})
    syntax = "html"

    def unpack(self, data: bytes, path: PurePosixPath) -> str:
        """Give the XML of the parts with text; see ``BinaryFormat.unpack``."""
        return package.unpack(data, path)

    def pack(self, text: str, data: bytes) -> bytes:
        """Put rendered XML into a copy of the file; see ``BinaryFormat.pack``."""
        return package.pack(text, data)

    def parse(self, text: str, path: PurePosixPath, locale: LocaleCode) -> Document:
        """Find the paragraphs; see ``DocumentFormat.parse``.

        Raises:
            DocumentError: there is nothing to translate, or the XML is not WordprocessingML.
        """
        if not _NAMESPACE.search(text):
            raise DocumentError("not a DOCX file", path=path, hint="save it as .docx in a word processor")
        blocks = tuple(block for block in _Parts(text).blocks() if has_words(text, block.span, block.pieces))
        if not blocks:
            raise DocumentError("the article is empty", path=path, hint="write some text into it, or remove the file")
        return Document(path, locale, text, blocks)

    def render(self, document: Document, targets: Mapping[SegmentKey, str], options: RenderOptions = AS_WRITTEN) -> str:
        """Put translations in place of their segments; see ``DocumentFormat.render``."""
        text = document.text
        edits: list[Edit] = []
        for index, segments in groupby(document.segments, key=lambda segment: segment.block):
            block = document.blocks[index]
            assert isinstance(block, WordBlock)
            parts, position, changed = list[str](), block.span.start, False
            for segment in segments:
                target = targets.get(segment.key) or segment.key.source
                changed = changed or target != segment.key.source
                parts += [_message(text, block, Span(position, segment.span.start)), fold(target).strip()]
                position = segment.span.end
            if changed:
                written = "".join([*parts, _message(text, block, Span(position, block.span.end))])
                edits.append(Edit(block.span, _Writer(block).write(written)))
        if options.notice:
            place = _notice_place(document)
            edits.append(Edit(Span(place, place), f"<w:p>{_run('', options.notice)}</w:p>"))
        return apply(text, edits)


def _notice_place(document: Document) -> int:
    """Place for a notice: after the title, or before everything else."""
    first = document.blocks[0]
    if first.kind is Kind.TITLE and not first.note:
        return first.span.end + len("</w:p>")
    return document.text.find("<w:body>") + len("<w:body>")


def _message(text: str, block: WordBlock, span: Span) -> str:
    return fold(message(text, span, inside(block.pieces, span)))


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch of a paragraph: a text with its properties, a thing without text, or an end of a container."""

    kind: str
    """text, thing, break, open or close."""
    span: Span
    xml: str
    """Properties of a run for a text; what to write for anything else."""


class _Parts:
    """The tags of all parts, each with its partner."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tags = list(_TAG.finditer(text))
        self.ends: dict[int, int] = {}
        """Number of a start tag → number of its end tag; an empty element ends itself."""
        opened: list[int] = []
        for number, tag in enumerate(self.tags):
            if tag["name"] is None or tag["empty"]:
                self.ends[number] = number
            elif tag["close"]:
                self.ends[opened.pop()] = number
            else:
                opened.append(number)

    def blocks(self) -> Iterator[WordBlock]:
        """Give the paragraphs with runs; those of text boxes follow the others of their part."""
        cells, line, counted = 0, 1, 0
        number = 0
        while number < len(self.tags):
            tag = self.tags[number]
            if tag["name"] == "w:tc":
                cells += -1 if tag["close"] else 1
            if tag["name"] == "w:p" and not tag["close"] and not tag["empty"]:
                line += self.text.count("\n", counted, tag.start())
                counted = tag.start()
                yield from self._paragraph(number, line, in_cell=cells > 0)
                number = self.ends[number]
            number += 1

    def _paragraph(self, number: int, line: int, *, in_cell: bool) -> Iterator[WordBlock]:
        end = self.ends[number]
        items = list(self._items(number + 1, end))
        if not any(item.kind == "text" for item in items):
            return
        properties = self.tags[number + 1]
        head = ""
        if properties["name"] == "w:pPr":
            head = self.text[properties.start() : self.tags[self.ends[number + 1]].end()]
        span = Span(self.tags[number].end() + len(head), self.tags[end].start())
        pieces, tags, base = _Pieces(self.text, span, items).build()
        kind, note = self._kind(head), "cell of a table" if in_cell else self._part(span.start)
        yield WordBlock(kind, span, line, pieces=tuple(pieces), note=note, tags=tags, base=base)

    def _kind(self, head: str) -> Kind:
        style = _STYLE.search(head)
        name = style[1].lower() if style else ""
        if name == "title":
            return Kind.TITLE
        if name.startswith(("heading", "subtitle")):
            return Kind.HEADING
        return Kind.ITEM if "<w:numPr>" in head or name.startswith("list") else Kind.PARAGRAPH

    def _part(self, place: int) -> str:
        """Say what part of the document a place is in; nothing for the body."""
        name, _, before = self.text[self.text.rfind("\x1e", 0, place) + 1 : place].partition("\n")
        if package.MOVED in before:
            return "text box"
        found = re.match(r"word/(footnote|endnote|header|footer)", name)
        return found[1] if found else ""

    def _items(self, number: int, end: int) -> Iterator[_Item]:
        """Read what stands in a paragraph or container."""
        while number < end:
            tag, last = self.tags[number], self.tags[self.ends[number]]
            if tag["name"] == "w:r":
                yield from self._run(number)
            elif tag["name"] in _CONTAINERS and not tag["empty"]:
                first = self._content(number)
                opening = Span(tag.start(), self.tags[first - 1].end())
                closing = Span(self.tags[self.ends[first - 1]].start(), last.end())
                yield _Item("open", opening, self.text[slice(*opening)])
                yield from self._items(first, self.ends[first - 1])
                yield _Item("close", closing, self.text[slice(*closing)])
            elif tag["name"] not in _NOTHING and tag["name"]:
                span = Span(tag.start(), last.end())
                yield _Item("thing", span, self.text[slice(*span)])
            number = self.ends[number] + 1

    def _content(self, number: int) -> int:
        """Number of the first tag inside a container."""
        if self.tags[number]["name"] == "w:sdt":
            for inner in range(number + 1, self.ends[number]):
                if self.tags[inner]["name"] == "w:sdtContent" and not self.tags[inner]["close"]:
                    return inner + 1
        return number + 1

    def _run(self, number: int) -> Iterator[_Item]:
        """Read a run: its texts, and each other thing as a run of its own."""
        end, properties = self.ends[number], ""
        inner = number + 1
        while inner < end:
            tag, last = self.tags[inner], self.tags[self.ends[inner]]
            span = Span(tag.start(), last.end())
            if tag["name"] == "w:rPr":
                properties = _UNMARKED.sub("", self.text[slice(*span)])
                properties = "" if properties in ("<w:rPr></w:rPr>", "<w:rPr/>") else properties
            elif tag["name"] == "w:t":
                if not tag["empty"]:
                    yield _Item("text", Span(tag.end(), last.start()), properties)
            elif tag["name"] == "w:br" and "w:type" not in tag[0]:
                yield _Item("break", span, _BREAK)
            elif tag["name"] not in _NOTHING and tag["name"]:
                yield _Item("thing", span, f"<w:r>{properties}{self.text[slice(*span)]}</w:r>")
            inner = self.ends[inner] + 1


class _Pieces:
    """Makes the pieces of a paragraph: tags of the msgid, and what lies between its texts."""

    def __init__(self, text: str, span: Span, items: Sequence[_Item]) -> None:
        self.text, self.span, self.items = text, span, items
        self.tags: dict[str, str] = {}
        self._pieces: list[Piece] = []
        self._waiting: list[tuple[Role, str, int]] = []
        self._position = span.start
        self._numbers: Counter[str] = Counter()
        self._group = 0

    def build(self) -> tuple[list[Piece], dict[str, str], str]:
        """Give the pieces, the XML of each tag, and the usual properties of a run."""
        base = _usual(self.items)
        around: list[tuple[str, str, str, int]] = []
        style, group = "", 0
        for number, item in enumerate(self.items):
            usual = around[-1][0] if around else base
            wanted = self._style(item.xml) if item.kind == "text" and item.xml != usual else ""
            if style and wanted != style:
                self._waiting.append((Role.CLOSE, f"</{style}>", group))
                style = ""
            if item.kind == "text":
                if wanted and not style:
                    self._group, style = self._group + 1, wanted
                    group = self._group
                    self._waiting.append((Role.OPEN, f"<{style}>", group))
                self._text(item.span)
            elif item.kind == "open":
                self._group += 1
                name = "a" if item.xml.startswith("<w:hyperlink") else "g"
                inner = _usual(_inside_of(self.items, number))
                opening = self._numbered(name, "", item.xml)
                around.append((inner, name, opening, self._group))
                self.tags[f"{opening} base"] = inner
                self._waiting.append((Role.OPEN, opening, self._group))
            elif item.kind == "close":
                _, name, opening, outer = around.pop()
                self.tags[f"{opening} end"] = item.xml
                self._waiting.append((Role.CLOSE, f"</{name}>", outer))
            else:
                written = "<br/>" if item.kind == "break" else self._numbered("x", "/", item.xml)
                self._waiting.append((Role.BREAK if item.kind == "break" else Role.ATOM, written, -1))
        if style:
            self._waiting.append((Role.CLOSE, f"</{style}>", group))
        self._flush(self.span.end)
        return self._pieces, self.tags, base

    def _numbered(self, name: str, empty: str, xml: str) -> str:
        self._numbers[name] += 1
        tag = f'<{name} id="{self._numbers[name]}"{empty}>'
        self.tags[tag] = xml
        return tag

    def _style(self, properties: str) -> str:
        """Name of the tag for a formatting."""
        simple = _SIMPLE.get(properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>"), "")
        for name in (simple, *(f"s{number}" for number in range(1, len(self.items) + 2))):
            if name and self.tags.setdefault(f"<{name}>", properties) == properties:
                return name
        raise AssertionError("there are more names than items")

    def _text(self, span: Span) -> None:
        self._flush(span.start)
        for found in ENTITY.finditer(self.text, *span):
            self._pieces += entity_pieces(self.text, Span(*found.span()))
        self._position = span.end

    def _flush(self, end: int) -> None:
        """Put the waiting tags into the XML before the next text; there is more XML than there are tags."""
        start, waiting = self._position, self._waiting or [(Role.TEXT, "", -1)]
        for number, (role, written, group) in enumerate(waiting):
            last = number == len(waiting) - 1
            span = Span(start + number, end if last else start + number + 1)
            shown = "\n\n" if role is Role.BREAK else ""
            if span.start < span.end:
                self._pieces.append(Piece(span, role, shown, written, group, written))
        self._waiting, self._position = [], end


def _usual(items: Sequence[_Item]) -> str:
    """The properties that most letters have, outside of containers if there are any there."""
    weights: Counter[str] = Counter()
    depth = 0
    for item in items:
        depth += {"open": 1, "close": -1}.get(item.kind, 0)
        if item.kind == "text":
            weights[item.xml] += (item.span.end - item.span.start) * (1 if depth else 1000)
    return max(weights, key=lambda key: weights[key]) if weights else ""


def _inside_of(items: Sequence[_Item], number: int) -> list[_Item]:
    depth, inner = 0, []
    for item in items[number:]:
        depth += {"open": 1, "close": -1}.get(item.kind, 0)
        if depth == 0:
            break
        inner.append(item)
    return inner[1:]


class _Writer:
    """Writes the content of a paragraph from a text with the tags of its msgids."""

    def __init__(self, block: WordBlock) -> None:
        self.block = block
        self._styles: list[str] = []
        self._around: list[tuple[str, str]] = []
        self._numbers: Counter[str] = Counter()
        self._used: set[str] = set()

    def write(self, text: str) -> str:
        """Give the XML; what a translation has left out, such as a footnote mark, stands at the end."""
        parts: list[str] = []
        position = 0
        for found in _OURS.finditer(text):
            before = self._run(text[position : found.start()])  # as long as the tag is not in force
            known = self._tag(found[0])
            if known is not None:
                parts += [before, known]
                position = found.end()
        parts.append(self._run(text[position:]))
        parts += [self._close() for _ in list(self._around)]
        tags = self.block.tags
        parts += [xml for tag, xml in tags.items() if tag.startswith("<x ") and tag not in self._used]
        return "".join(parts)

    def _tag(self, tag: str) -> str | None:
        """XML for a tag; None if the paragraph has no such tag, so that it is text."""
        name = re.sub(r"[^a-z0-9].*", "", tag.lstrip("</"))
        if tag.startswith("</"):
            if name in ("a", "g"):
                return self._close() if self._around and self._around[-1][0] == name else ""
            if name in self._styles:
                self._styles.remove(name)
            return ""
        if tag == "<br/>":
            return _BREAK
        if tag not in self.block.tags:
            return None
        self._used.add(tag)
        if name in ("a", "g"):
            self._around.append((name, tag))
            return self.block.tags[tag]
        if name == "x":
            return self.block.tags[tag]
        self._styles.append(name)
        return ""

    def _close(self) -> str:
        return self.block.tags[f"{self._around.pop()[1]} end"]

    def _run(self, text: str) -> str:
        if not text:
            return ""
        base = self.block.tags[f"{self._around[-1][1]} base"] if self._around else self.block.base
        return _run(self.block.tags[f"<{self._styles[-1]}>"] if self._styles else base, text)


def _run(properties: str, text: str) -> str:
    """Write a run; entities of the msgid are read."""
    plain = _ILLEGAL.sub("", ENTITY.sub(lambda found: unescape(found[0]), text))
    escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'
