"""HTML articles: the text of blocks, and the attributes and meta data that people read.

A tolerant tokenizer gives the places of tags; pages need not be well-formed. Scripts, styles, preformatted text and
whatever says ``translate="no"`` or is in another language are in no block.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from l10n.documents.blocks import Edit, MarkedBlock, with_asides
from l10n.documents.splice import fold, splice
from l10n.errors import DocumentError
from l10n.markup.html import escape, scan, scan_value, with_tags_of
from l10n.markup.pieces import Aside
from l10n.markup.tags import READABLE, TAG, VOID, attributes, is_kept, language
from l10n.model import Block, Document, Kind, LocaleCode, Segment, SegmentKey, Span
from l10n.protocols import AS_WRITTEN, RenderOptions

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q rb rp rt rtc ruby s samp
    small span strike strong sub sup time tt u var wbr""".split()
)
"""Elements that do not end a sentence; every other tag does."""
_RAW = frozenset("script style textarea iframe noembed noframes xmp title".split())
"""Elements without tags inside. Source: HTML standard, "Parsing HTML documents"."""
_KEPT = frozenset("pre svg math template object audio video canvas listing plaintext applet".split())
"""Elements that are left as they are, with all that is in them."""
_OPTIONAL_END = frozenset("p li dt dd tr td th option".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_ITEMS = frozenset("li dt dd option".split())
_REACH = 12
"""Elements around a place that are looked at to tell what a text is."""
_META = {
    "description": "description",
    "og:title": "title",
    "og:description": "description",
    "og:image:alt": "alt text",
    "twitter:title": "title",
    "twitter:description": "description",
    "twitter:image:alt": "alt text",
}
"""Meta data that people read, in search results and previews."""
_NOTES = {
    "title": "title of the page",
    "th": "heading of a table",
    "td": "cell of a table",
    "caption": "caption of a table",
    "figcaption": "caption",
    "button": "button",
    "label": "label",
    "option": "choice",
}
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks nqo ps sd ug ur yi".split())
"""Languages written from right to left. Source: CLDR, characterOrder."""
_TEXT, _ATTRIBUTE = "text", "attribute"
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS = re.compile(r"<[!?/][^>]*+>")
_QUOTES = {'"': "&quot;", "'": "&#39;"}
_NEEDS_QUOTES = re.compile(r"[\s\"'=<>`]|\A\Z")
_END_OF_HEADING = re.compile(r"(?:\s|</[a-z]+\s*>)*?</h1\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body(?:\s[^>]*+)?>", re.IGNORECASE)


class HtmlFormat:
    """HTML pages and fragments. Inline tags stay in the msgid."""

    name = "html"
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    syntax = "html"

    def parse(self, text: str, path: PurePosixPath, locale: LocaleCode) -> Document:
        """Find the blocks; see ``DocumentFormat.parse``.

        Raises:
            DocumentError: there is nothing to translate, or a NUL byte.
        """
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise DocumentError("contains a NUL byte", path=path, line=line, hint="remove it; it is not text")
        page = _Page(text, locale)
        blocks = with_asides(text, page.blocks(), page.aside)
        if not blocks:
            raise DocumentError("the article is empty", path=path, hint="write some text into it, or remove the file")
        return Document(path, locale, text, tuple(blocks))

    def render(self, document: Document, targets: Mapping[SegmentKey, str], options: RenderOptions = AS_WRITTEN) -> str:
        """Put translations in place of their segments; see ``DocumentFormat.render``.

        With a locale, ``lang`` and ``dir`` of the page are set to it. A translation can have the tags of its sentence
        and simple ones such as ``<b>``; others are written as text.
        """
        edits = list(_declared(document.text, options.locale)) if options.locale else []
        if options.notice:
            place = _notice_place(document)
            edits.append(Edit(Span(place, place), f'<p role="note">{escape(options.notice)}</p>'))
        return splice(document, targets, _write, _finish, edits)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag; ``name`` is in lower case."""

    name: str
    closing: bool
    span: Span


def _tags(text: str) -> Iterator[_Tag]:
    """Yield the tags of a page in order; comments, declarations and what stands in raw elements are passed over.

    A tag that is never closed ends the page, as in a browser. The last tag has no name and stands at the end.
    """
    position = text.find("<")
    while position >= 0:
        found = _COMMENT.match(text, position) or TAG.match(text, position)
        if found is None:
            following = text[position + 1 : position + 2]
            found = _BOGUS.match(text, position) if following in ("!", "?", "/") else None
            if found is None and following.isascii() and (following.isalpha() or following in ("!", "?", "/")):
                break
        end = found.end() if found else position + 1
        if found and found.re is TAG:
            tag = _Tag(found["name"].lower(), bool(found["close"]), Span(*found.span()))
            yield tag
            if tag.name in _RAW and not tag.closing:
                close = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE).search(text, end)
                end = close.start() if close else len(text)
        position = text.find("<", end)
    end = len(text) if position < 0 else position
    yield _Tag("", closing=False, span=Span(end, end))


class _Page:
    """A page: its tags, and the stretches of text between those that end a sentence."""

    def __init__(self, text: str, locale: LocaleCode) -> None:
        self.text, self.locale = text, locale
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._open: list[str] = []
        """Names of the elements around a place, inline ones left out."""
        self._skipping = ""
        """Name of the element that is left as it is; empty where text is translated."""
        self._depth = 0
        """How many elements of that name are open."""
        self._titled = False

    def blocks(self) -> Iterator[MarkedBlock]:
        """Give the blocks with text, with everything that stands in them."""
        start = 0
        kept: _Tag | None = None
        for tag in _tags(self.text):
            if self._skipping and self._skip(tag):
                start = tag.span.end
            elif tag.name in _INLINE:
                if kept is None and not tag.closing and tag.name not in VOID and self._is_kept(tag):
                    kept = tag
                elif kept is not None and tag.closing and tag.name == kept.name:
                    kept = None
            else:
                yield from self._text(Span(start, kept.span.start if kept else tag.span.start))
                start = tag.span.end
                if kept is not None:  # it reaches over blocks
                    self._skipping, self._depth, kept = kept.name, 1, None
                    self._skip(tag)
                elif not tag.closing and (tag.name in _KEPT or (tag.name not in VOID and self._is_kept(tag))):
                    self._skipping, self._depth = tag.name, 0
                    self._skip(tag)
                else:
                    yield from self._attributes(tag)
                    self._follow(tag)

    def aside(self, block: MarkedBlock, aside: Aside) -> MarkedBlock:
        """Make a block of an attribute of an inline tag."""
        before, after = self.text[aside.span.start - 1], self.text[aside.span.end : aside.span.end + 1]
        return self._value(aside.span, before if before == after and before in "\"'" else "", aside.what)

    def _is_kept(self, tag: _Tag) -> bool:
        return tag.name not in ("html", "body") and is_kept(self.text, tag.span, self.locale)

    def _skip(self, tag: _Tag) -> bool:
        """Go on in an element that is left as it is; False if a tag ends it without belonging to it."""
        if self._skipping == "p" and tag.name not in _INLINE and tag.name != "p":  # no block stands in a paragraph
            self._skipping = ""
            return False
        if tag.name == self._skipping and not self.text.endswith("/>", *tag.span):
            self._depth += -1 if tag.closing else 1
        if self._depth <= 0:
            self._skipping = ""
        return True

    def _follow(self, tag: _Tag) -> None:
        """Keep track of the elements around a place; end tags may be missing."""
        if tag.closing:
            around = self._open[-_REACH:]
            if tag.name in around:
                del self._open[len(self._open) - 1 - around[::-1].index(tag.name) :]
        elif tag.name not in VOID:
            if self._open and (self._open[-1] == "p" or (self._open[-1] == tag.name and tag.name in _OPTIONAL_END)):
                self._open.pop()
            self._open.append(tag.name)

    def _text(self, span: Span) -> Iterator[MarkedBlock]:
        """Give the block of a stretch between tags, unless nobody sees it."""
        parent = self._open[-1] if self._open else ""
        if span.start < span.end and (parent == "title" or parent not in _RAW):
            pieces = scan_value(self.text, span) if parent == "title" else scan(self.text, self.locale, span)
            note = next((_NOTES[name] for name in self._open[:-_REACH:-1] if name in _NOTES), "")
            yield MarkedBlock(self._kind(), span, self._line(span), pieces=tuple(pieces), note=note, place=_TEXT)

    def _kind(self) -> Kind:
        around = self._open[-_REACH:]
        heading = next((name for name in around if name in _HEADINGS), "")
        if around[-1:] == ["title"] or (heading == "h1" and not self._titled):
            self._titled = self._titled or heading == "h1"
            return Kind.TITLE
        if heading:
            return Kind.HEADING
        return Kind.ITEM if any(name in _ITEMS for name in around) else Kind.PARAGRAPH

    def _attributes(self, tag: _Tag) -> Iterator[MarkedBlock]:
        """Give the attributes of a tag that people read."""
        found = {item.name: item for item in attributes(self.text, tag.span)} if not tag.closing else {}
        notes = dict(READABLE)
        for name in ("name", "property"):
            if tag.name == "meta" and name in found and found[name].value.lower() in _META:
                notes["content"] = f"{_META[found[name].value.lower()]} of the page"
        if tag.name == "input" and "type" in found and found["type"].value.lower() in ("submit", "button", "reset"):
            notes["value"] = "button"
        for name, item in found.items():
            if name in notes:
                yield self._value(item.span, item.quote, notes[name])

    def _value(self, span: Span, quote: str, note: str) -> MarkedBlock:
        pieces = tuple(scan_value(self.text, span))
        return MarkedBlock(
            Kind.PARAGRAPH, span, self._line(span), pieces=pieces, note=note, place=f"{_ATTRIBUTE}{quote}"
        )

    def _line(self, span: Span) -> int:
        return bisect_left(self._newlines, span.start) + 1


def _declared(text: str, locale: LocaleCode) -> Iterator[Edit]:
    """Set language and direction in the tag of the page."""
    tag = next((tag for tag in _tags(text) if tag.name == "html" and not tag.closing), None)
    if tag is None:
        return
    direction = "rtl" if language(locale) in _RIGHT_TO_LEFT else "ltr"
    wanted = {"lang": locale.replace("_", "-"), "xml:lang": locale.replace("_", "-"), "dir": direction}
    present = set()
    for item in attributes(text, tag.span):
        if item.name in wanted:
            present.add(item.name)
            yield Edit(item.span, wanted[item.name])
    missing = [name for name in ("lang", "dir") if name not in present and (name == "lang" or direction == "rtl")]
    place = tag.span.start + len("<html")
    yield Edit(Span(place, place), "".join(f' {name}="{wanted[name]}"' for name in missing))


def _notice_place(document: Document) -> int:
    """Place for a notice: after the heading of the article, or at the top of the page where it has none."""
    for block in document.blocks:
        if block.kind is Kind.TITLE and (end := _END_OF_HEADING.match(document.text, block.span.end)):
            return end.end()
    body = _BODY.search(document.text)
    return body.end() if body else 0


def _write(document: Document, segment: Segment, target: str) -> str:
    """Write a target at the place of a segment."""
    block = document.blocks[segment.block]
    assert isinstance(block, MarkedBlock)
    text = fold(target).strip()
    if block.place == _TEXT:
        return with_tags_of(text, segment.key.source)
    quote = block.place.removeprefix(_ATTRIBUTE)
    return text.replace(quote, _QUOTES[quote]) if quote else text


def _finish(document: Document, block: Block, written: str) -> str:
    """Put an attribute that stood bare into quotes where it needs them."""
    assert isinstance(block, MarkedBlock)
    if block.place == _ATTRIBUTE and _NEEDS_QUOTES.search(written):
        return '"' + written.replace('"', _QUOTES['"']) + '"'
    return written
