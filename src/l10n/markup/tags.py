"""HTML tags by position: one tag, its attributes, and which tags belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from l10n.markup.pieces import Aside, Piece, Role
from l10n.model import LocaleCode, Span

TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)
        (?:[\s/=]++ | [^\s/>=]++ (?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))? )*+ >""",
    re.VERBOSE,
)
"""A whole tag, as tolerant as browsers are."""
_ATTRIBUTE = re.compile(
    r"""([^\s/>=]++)(?:\s*+=\s*+(?:(?P<quote>["'])(?P<quoted>.*?)(?P=quote)|(?P<bare>[^\s>"'][^\s>]*+)))?""",
    re.DOTALL,
)
ENTITY = re.compile(r"&(?:\#[0-9]+|\#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end tag. Source: HTML standard, section "Void elements"."""
READABLE = {
    "alt": "alt text",
    "title": "title",
    "aria-label": "label",
    "aria-description": "description",
    "placeholder": "placeholder",
}
"""Attributes that people read, and what they are."""
_VERBATIM = frozenset("code kbd samp var tt".split())
"""Inline elements whose text is shown and not translated."""
_SILENT = frozenset("script style template svg math object iframe canvas audio video select textarea button".split())
"""Inline elements that are left as they are, and of which the sentence around them has nothing."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with a value; ``quote`` is empty where the value stands bare."""

    name: str
    span: Span
    value: str
    quote: str


def attributes(text: str, span: Span) -> Iterator[Attribute]:
    """Read the attributes of the tag in a stretch; those without a value are left out."""
    head = TAG.match(text, span.start, span.end)
    if head is None:
        return
    for found in _ATTRIBUTE.finditer(text, head.end("name"), span.end - 1):
        name = "quoted" if found["quote"] else "bare"
        if found[name] is not None:
            yield Attribute(found[1].lower(), Span(*found.span(name)), unescape(found[name]), found["quote"] or "")


def tag_name(tag: str) -> str:
    """Give the name of a tag in lower case, with a slash before it if it is an end tag; empty for anything else."""
    found = TAG.match(tag)
    return f"{found['close']}{found['name'].lower()}" if found else ""


def tag_piece(text: str, span: Span) -> Piece:
    """Describe a tag, comment or declaration that stands in a text."""
    name = tag_name(text[span.start : span.end])
    if name == "br":
        return Piece(span, Role.BREAK, "\n\n", name="br")
    asides = tuple(
        Aside(item.span, READABLE[item.name])
        for item in attributes(text, span)
        if item.name in READABLE and any(map(str.isalnum, item.value))
    )
    return Piece(span, Role.ATOM, name=f"<{name}>", asides=asides)


def pair_tags(text: str, pieces: Sequence[Piece], locale: LocaleCode = "") -> list[Piece]:
    """Join the start and end tags of a text to constructs; what may not be translated becomes one piece.

    Args:
        text: what the offsets count in.
        pieces: in order; tags are single ATOMs.
        locale: of the text; an element with another ``lang`` is left as it is. Empty if that is not known.
    """
    found = list(pieces)
    group = max((piece.group for piece in pieces), default=0)
    opened: dict[str, list[int]] = {}
    kept: list[tuple[int, int, str]] = []
    for index, piece in enumerate(found):
        if piece.role is not Role.ATOM or not piece.name.startswith("<"):
            continue
        name = piece.name[1:-1]
        if not name.startswith("/"):
            if name and name not in VOID and text[piece.span.end - 2] != "/":
                opened.setdefault(name, []).append(index)
        elif opened.get(name[1:]):
            start = opened[name[1:]].pop()
            group += 1
            found[start] = replace(found[start], role=Role.OPEN, group=group)
            found[index] = replace(piece, role=Role.CLOSE, group=group)
            if name[1:] in _VERBATIM | _SILENT or is_kept(text, found[start].span, locale):
                kept.append((start, index, name[1:]))
    return _collapsed(text, found, kept)


def _collapsed(text: str, pieces: list[Piece], kept: list[tuple[int, int, str]]) -> list[Piece]:
    """Make one piece of each element that may not be translated; the outermost one counts."""
    result: list[Piece] = []
    position = 0
    for start, end, name in sorted(kept):
        if start < position:
            continue
        result += pieces[position:start]
        span = Span(pieces[start].span.start, pieces[end].span.end)
        shown = "" if name in _SILENT else _text(text, pieces[start : end + 1])
        result.append(Piece(span, Role.ATOM, shown, name=f"<{name}>"))
        position = end + 1
    return result + pieces[position:]


def _text(text: str, pieces: Sequence[Piece]) -> str:
    parts = []
    for before, after in pairwise(pieces):
        parts += [text[before.span.end : after.span.start], after.shown.replace("\n\n", " ")]
    return "".join(parts)


def is_kept(text: str, span: Span, locale: LocaleCode = "") -> bool:
    """Whether a start tag says that its element is not to be translated, or is in another language than the text."""
    for item in attributes(text, span):
        value = item.value.strip().lower()
        if item.name == "translate" and value == "no":
            return True
        if item.name == "class" and "notranslate" in value.split():
            return True
        if item.name in ("lang", "xml:lang") and value and locale and language(value) != language(locale):
            return True
    return False


def language(tag: str) -> str:
    """Language of a locale code or language tag: en for en_GB and en-US."""
    return tag.replace("_", "-").partition("-")[0].lower()
