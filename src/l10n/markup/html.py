"""Inline HTML by position: tags, comments and character references in a stretch of text."""

from __future__ import annotations

import re
from html import unescape

from l10n.markup.pieces import Piece, Role
from l10n.markup.tags import ENTITY, READABLE, TAG, attributes, pair_tags, tag_piece
from l10n.model import LocaleCode, Span

_MARK = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?/][^>]*+>|(?P<tag>{TAG.pattern})|(?P<entity>{ENTITY.pattern})",
    re.VERBOSE | re.DOTALL,
)
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")


def scan(text: str, locale: LocaleCode = "", span: Span | None = None) -> list[Piece]:
    """Find the inline markup of a text.

    Args:
        text: HTML, without the tags of blocks.
        locale: language of the text; elements in another one are single pieces that are not translated.
        span: the stretch to look at; the whole text by default.
    Returns:
        Pieces in order, not overlapping, offsets into ``text``.
    """
    start, end = span or Span(0, len(text))
    pieces = []
    for found in _MARK.finditer(text, start, end):
        if found["entity"]:
            pieces.extend(entity_pieces(text, Span(*found.span())))
        else:
            pieces.append(tag_piece(text, Span(*found.span())))
    return pair_tags(text, pieces, locale)


def scan_value(text: str, span: Span) -> list[Piece]:
    """Find the character references in the value of an attribute or in a text that has no tags."""
    return [
        piece
        for found in ENTITY.finditer(text, span.start, span.end)
        for piece in entity_pieces(text, Span(*found.span()))
    ]


def entity_pieces(text: str, span: Span) -> list[Piece]:
    """Read a character reference; a msgid has the character, except where that would look like markup."""
    written = text[span.start : span.end]
    shown = unescape(written)
    if shown == written:
        return []
    plain = shown not in ("<", "&") or (shown == "&" and text[span.end : span.end + 1].isspace())
    return [Piece(span, Role.TEXT, shown, shown if plain else None)]


def escape(text: str) -> str:
    """Write plain text as HTML, changing as little as possible.

    >>> escape("R&D: 1 < 2 &amp; <b>")
    'R&D: 1 < 2 &amp;amp; &lt;b>'
    """
    text = ENTITY.sub(lambda found: found[0] if unescape(found[0]) == found[0] else f"&amp;{found[0][1:]}", text)
    return _TAG_LIKE.sub("&lt;", text)


_SIMPLE = re.compile(r"</?(?:b|br|em|i|mark|q|s|small|strong|sub|sup|u)\s*/?>", re.IGNORECASE)
"""Tags that can do no harm."""


def with_tags_of(text: str, source: str) -> str:
    """Write a translation so that its tags are those of its source, or harmless; others become text.

    >>> with_tags_of('<a href="#x">Тут</a> <b>усё</b> <script>', '<a href="#x">Here</a>')
    '<a href="#x">Тут</a> <b>усё</b> &lt;script>'
    """
    known = {_bare(found[0]) for found in _MARK.finditer(source) if not found["entity"]}
    parts: list[str] = []
    position = 0
    for found in _MARK.finditer(text):
        if found["entity"] or _bare(found[0]) in known or _SIMPLE.fullmatch(found[0]):
            parts += [_TAG_LIKE.sub("&lt;", text[position : found.start()]), found[0]]
            position = found.end()
    return "".join([*parts, _TAG_LIKE.sub("&lt;", text[position:])])


def _bare(tag: str) -> str:
    """A tag without the values of attributes that are translated."""
    values = [item.span for item in attributes(tag, Span(0, len(tag))) if item.name in READABLE]
    for start, end in reversed(values):
        tag = tag[:start] + tag[end:]
    return tag
