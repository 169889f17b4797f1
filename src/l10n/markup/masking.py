"""Taking the markup out of a sentence before an engine sees it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from l10n.markup.alignment import WORD
from l10n.markup.pieces import Piece, Role, stretches
from l10n.model import LocaleCode, Span

PLAIN, MARKDOWN, HTML = SYNTAXES = ("plain", "markdown", "html")
"""How msgids may be written."""
STAND_INS = ("X7", "X8", "X9", "X4", "X5", "X6", "X3", "X2")
"""What the engine sees in the place of code and addresses.

Measured with the embedded engine, 7 sentences in each of be, ru and uk: ``X7`` came through 21 times of 21, the code
or address itself never.
"""
_OPTIONAL = frozenset("emphasis strikethrough <b> <big> <em> <i> <mark> <s> <small> <strong> <u>".split())
_LEAD = 3
"""Words before a mark without text that tell where it stands."""


class Written(NamedTuple):
    """Markup as written; every second part is a text of its own to be translated, such as the title of a link."""

    parts: tuple[str, ...]

    def filled(self, translations: Mapping[str, str]) -> str:
        """Write it with the translations that there are."""
        return "".join(translations.get(part) or part if number % 2 else part for number, part in enumerate(self.parts))


@dataclass(frozen=True, slots=True)
class Mark:
    """Markup around a stretch of the masked text: emphasis, a link, a tag with its end."""

    span: Span
    opening: Written
    closing: Written
    name: str

    @property
    def optional(self) -> bool:
        """Whether a sentence says the same without it."""
        return self.name in _OPTIONAL


@dataclass(frozen=True, slots=True)
class Insert:
    """A piece that is copied as it is. ``span`` is its stand-in in the masked text, empty for a mark without text."""

    span: Span
    written: Written
    spaces: tuple[bool, bool]
    """Whether a space stands before it and after it."""
    lead: str = ""
    """The words before a mark without text."""
    shown: str = ""
    """What a reader sees of it."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence without its markup.

    ``marks`` are in the order of their starts, outer ones first; ``parts`` are the stretches that were plain text
    already: (place in the source, place in ``text``).
    """

    source: str
    syntax: str
    text: str
    marks: tuple[Mark, ...] = ()
    inserts: tuple[Insert, ...] = ()
    parts: tuple[tuple[Span, int], ...] = ()

    def place(self, span: Span) -> Span | None:
        """Place in ``text`` of a stretch of the source; None if there is markup in it."""
        for part, start in self.parts:
            if part.start <= span.start and span.end <= part.end:
                return Span(start + span.start - part.start, start + span.end - part.start)
        return None

    def phrases(self) -> list[Span]:
        """Stretches of ``text`` whose translations tell where the markup belongs."""
        words = WORD.findall(self.text)
        marked = [mark.span for mark in self.marks if WORD.findall(self.text[slice(*mark.span)]) != words]
        leads = [
            Span(item.span.start - len(item.lead), item.span.start)
            for item in self.inserts
            if item.lead and self.text[item.span.end :].strip()
        ]
        return list(dict.fromkeys([*marked, *leads]))

    def asides(self) -> list[str]:
        """Texts inside the markup that are translated on their own, as they are written there."""
        written = [item.written for item in self.inserts]
        written += [item for mark in self.marks for item in (mark.opening, mark.closing)]
        return list(dict.fromkeys(part for item in written for part in item.parts[1::2]))

    def read(self, aside: str) -> str:
        """What a reader sees of such a text: in HTML it is the value of an attribute, with references."""
        return html.unescape(aside) if self.syntax == HTML else aside

    def write(self, text: str) -> str:
        """Write a text in the place of such a one."""
        return html.escape(text) if self.syntax == HTML else text


def scan_syntax(text: str, syntax: str, locale: LocaleCode = "") -> list[Piece]:
    """Find the markup of a msgid in the syntax of its format."""
    if syntax == MARKDOWN:
        from l10n.markup.markdown import scan

        return scan(text)
    if syntax == HTML:
        from l10n.markup.html import scan as scan_html

        return scan_html(text, locale)
    return []


def mask(source: str, syntax: str, locale: LocaleCode = "") -> Masked:
    """Take the markup out of a sentence.

    Args:
        source: a msgid.
        syntax: of the msgid, one of ``SYNTAXES``.
        locale: of the sentence, if known; HTML in another language is not translated.
    """
    pieces = scan_syntax(source, syntax, locale)
    return _Masking(source, syntax, _solid(source, pieces)).masked()


def _solid(source: str, pieces: list[Piece]) -> list[Piece]:
    """Make one piece of each construct without words, such as a link around an image."""
    starts = {piece.group: index for index, piece in enumerate(pieces) if piece.role is Role.OPEN}
    result = list[Piece]()
    skip: set[int] = set()
    merged: dict[int, Piece] = {}
    for end, piece in enumerate(pieces):
        start = starts.get(piece.group) if piece.role is Role.CLOSE else None
        if start is None:
            continue
        inner = pieces[start : end + 1]
        span = Span(inner[0].span.start, piece.span.end)
        shown = "".join(
            source[part.start : part.end] if item is None else item.shown for part, item in stretches(span, inner)
        )
        if not any(map(str.isalnum, shown)):
            skip.update(range(start, end + 1))
            asides = tuple(aside for item in inner for aside in item.asides)
            merged[start] = Piece(span, Role.ATOM, name=piece.name, asides=asides)
    for index, piece in enumerate(pieces):
        if index in merged and not any(start < index and _covers(merged[start], piece) for start in merged):
            result.append(merged[index])
        elif index not in skip:
            result.append(piece)
    return result


def _covers(outer: Piece, inner: Piece) -> bool:
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


class _Masking:
    """Builds the masked text from left to right."""

    def __init__(self, source: str, syntax: str, pieces: Iterable[Piece]) -> None:
        self.source, self.syntax = source, syntax
        self.pieces = list(pieces)
        self.text = ""
        self.parts: list[tuple[Span, int]] = []
        self.inserts: list[Insert] = []
        self.marks: list[tuple[int, Mark]] = []
        self._opened: dict[int, tuple[int, int, Piece]] = {}

    def masked(self) -> Masked:
        for part, piece in stretches(Span(0, len(self.source)), self.pieces):
            if piece is None:
                self._plain(part)
            elif piece.role is Role.TEXT:
                self.text += piece.shown
            elif piece.role is Role.OPEN:
                self._opened[piece.group] = (len(self.marks) + len(self._opened), len(self.text), piece)
            elif piece.role is Role.CLOSE and piece.group in self._opened:
                order, start, opening = self._opened.pop(piece.group)
                span = Span(start, len(self.text))
                self.marks.append((order, Mark(span, self._written(opening), self._written(piece), opening.name)))
            else:
                self._insert(piece)
        marks = sorted((mark for _, mark in self.marks), key=lambda mark: (mark.span.start, -mark.span.end))
        return Masked(self.source, self.syntax, self.text, tuple(marks), tuple(self.inserts), tuple(self.parts))

    def _plain(self, part: Span) -> None:
        """Add plain text; a mark without text leaves no double space behind."""
        start = part.start
        if self.text.endswith(" ") and self.inserts and self.inserts[-1].span == (len(self.text), len(self.text)):
            while start < part.end and self.source[start] == " ":
                start += 1
        self.parts.append((Span(start, part.end), len(self.text)))
        self.text += self.source[start : part.end]

    def _insert(self, piece: Piece) -> None:
        around = self.source[max(0, piece.span.start - 1) : piece.span.start], self.source[piece.span.end :][:1]
        spaces = around[0].isspace(), around[1].isspace()
        if piece.role is Role.BREAK and self.text and not self.text[-1].isspace():
            self.text += " "
        start = len(self.text)
        shown = "" if piece.role is Role.BREAK else piece.shown.strip()
        if shown:
            self.text += next((name for name in STAND_INS if name not in self.text + self.source), shown)
        lead = ""
        if not shown:
            words = list(WORD.finditer(self.text))[-_LEAD:]
            lead = self.text[words[0].start() :] if words else ""
        self.inserts.append(Insert(Span(start, len(self.text)), self._written(piece), spaces, lead, shown))

    def _written(self, piece: Piece) -> Written:
        parts: list[str] = []
        position = piece.span.start
        for aside in piece.asides:
            parts += [self.source[position : aside.span.start], self.source[aside.span.start : aside.span.end]]
            position = aside.span.end
        return Written((*parts, self.source[position : piece.span.end]))
