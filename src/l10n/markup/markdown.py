"""Inline Markdown by position.

markdown-it-py decides what is markup; its rules are watched while they work, because its tokens have no positions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from l10n.markup.pieces import Aside, Piece, Role
from l10n.markup.tags import pair_tags, tag_piece
from l10n.model import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    _BlockRule = Callable[[StateBlock, int, int, bool], bool]

NESTING = 100
"""Deepest nesting that is looked into."""
_WATCHED = """newline escape entity backticks strikethrough emphasis link image autolink html_inline footnote_inline
    footnote_ref""".split()
_LABEL = re.compile(r"\]\[((?:\\.|[^\[\]\\])+)\]")
_TITLE = re.compile(r"""[ \t\n](?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\(((?:\\.|[^()\\])*)\))\s*\)\Z""", re.DOTALL)
_KEY = "l10n"
LINES = "l10n lines"
"""Key of ``env``: a dictionary that learns where the content of each line of text starts in the normalised source."""
_LEAVES = ("paragraph", "heading", "lheading", "table")


@dataclass(slots=True)
class _Watch:
    """What the rules did to one text."""

    source: str
    pieces: list[Piece] = field(default_factory=list)
    delimiters: dict[int, int] = field(default_factory=dict)
    """Identity of a token that may turn out to be emphasis → its place."""
    groups: int = 0

    def new_group(self) -> int:
        self.groups += 1
        return self.groups


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and footnotes; finds blocks only, ``scan`` does the inline part."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    md.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    md.core.ruler.enableOnly(["normalize", "block"])
    md.inline.ruler2.disable("fragments_join")
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__}
    for name in _WATCHED:
        md.inline.ruler.at(name, _watched(name, rules[name]))
    for rule in md.block.ruler.__rules__:
        if rule.name in _LEAVES:
            md.block.ruler.at(rule.name, _noting(rule.fn), {"alt": rule.alt})
    return md


def _noting(rule: _BlockRule) -> _BlockRule:
    """Wrap a rule for blocks of text so that ``env[LINES]`` learns where the content of each line starts.

    The state knows that only while the containers around the block, such as quotations and lists, are being read.
    """

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = rule(state, start, end, silent)
        if found and not silent and LINES in state.env:
            for line in range(start, state.line):
                state.env[LINES][line] = state.bMarks[line] + state.tShift[line]
        return found

    return run


def scan(text: str, references: Mapping[str, Any] | None = None) -> list[Piece]:
    """Find the inline markup of a text.

    Args:
        text: the content of one block without the marks of its containers; lines end in a line feed.
        references: the reference definitions of the document by normalised label, as markdown-it has them. None for a
            msgid: there a reference is always written out, ``[text][label]``, and taken to be defined.
    Returns:
        Pieces in order, not overlapping, offsets into ``text``.
    """
    md = parser()
    if references is None:
        references = _assumed(text)
    watch = _Watch(text)
    tokens = md.inline.parse(text, md, {"references": references, _KEY: watch}, [])
    pieces = [*watch.pieces, *_emphasis(watch, tokens)]
    pieces.sort(key=lambda piece: piece.span)
    return pair_tags(text, pieces)


def _assumed(text: str) -> dict[str, Any]:
    """Definitions for the references of a msgid."""
    from markdown_it.common.utils import normalizeReference

    return {normalizeReference(match[1]): {"href": "#", "title": ""} for match in _LABEL.finditer(text)}


def _watched(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap a rule so that what it matches is written down."""

    def run(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        watch = state.env.get(_KEY)
        if found and not silent and watch is not None and state.src is watch.source:
            span = Span(start, state.pos)
            if name in ("emphasis", "strikethrough"):
                _remember(watch, state.tokens[count:], span)
            else:
                watch.pieces.extend(_READERS[name](state, watch, span, state.tokens[count:]))
        return found

    return run


def _remember(watch: _Watch, tokens: list[Token], span: Span) -> None:
    """Note the places of delimiters; only at the end of the text it is known which of them are markup."""
    position = span.end
    for token in reversed(tokens):
        if position <= span.start:
            return
        position -= len(token.content)
        watch.delimiters[id(token)] = position


def _emphasis(watch: _Watch, tokens: list[Token]) -> Iterator[Piece]:
    """Give the delimiters that became markup; ``**`` is two tokens, of which the parser empties one."""
    opened: list[int] = []
    for token in tokens:
        place = watch.delimiters.get(id(token))
        if place is None or token.nesting == 0:
            continue
        width, name = len(token.markup), "strikethrough" if token.type.startswith("s_") else "emphasis"
        if token.nesting > 0:
            place -= token.type == "strong_open"  # the parser keeps the second of the two tokens
            opened.append(watch.new_group())
            yield Piece(Span(place, place + width), Role.OPEN, group=opened[-1], name=name)
        elif opened:
            yield Piece(Span(place, place + width), Role.CLOSE, group=opened.pop(), name=name)


def _newline(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    start = span.start
    while start and watch.source[start - 1] == " ":
        start -= 1
    if tokens[-1].type == "hardbreak":
        yield Piece(Span(start, span.end), Role.BREAK, "\n\n", "<br>", name="line break")
    else:
        yield Piece(Span(start, span.end), Role.TEXT, " ", " ")


def _escape(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    if tokens[-1].type == "hardbreak":
        yield Piece(span, Role.BREAK, "\n\n", "<br>", name="line break")
    elif len(tokens[-1].content) < span.end - span.start:
        yield Piece(span, Role.TEXT, tokens[-1].content)


def _entity(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    yield Piece(span, Role.TEXT, tokens[-1].content)


def _code(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    if tokens and tokens[-1].type == "code_inline":
        yield Piece(span, Role.ATOM, tokens[-1].content, name="code")


def _autolink(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    yield Piece(span, Role.ATOM, watch.source[span.start + 1 : span.end - 1], name="address")


def _html(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    yield tag_piece(watch.source, span)


def _link(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    source, group = watch.source, watch.new_group()
    end = state.md.helpers.parseLinkLabel(state, span.start, True)
    yield Piece(Span(span.start, span.start + 1), Role.OPEN, group=group, name="link")
    close = Span(end, span.end)
    written = _full_reference(source[span.start + 1 : end], source[close.start : close.end])
    yield Piece(close, Role.CLOSE, "", written, group, "link", _title(source, close))


def _image(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    source, start = watch.source, span.start + 2
    end = state.md.helpers.parseLinkLabel(state, span.start + 1, False)
    label, close = source[start:end], source[end : span.end]
    full = _full_reference(label, close)
    alt = Aside(Span(start, end), "alt text")
    if full:
        alt = (
            alt._replace(tail=label, tail_at=end + 2)
            if close == "][]"
            else alt._replace(tail=f"][{label}", tail_at=end)
        )
    asides = (alt, *_title(source, Span(end, span.end)))
    yield Piece(span, Role.ATOM, "", f"![{label}{full}" if full else None, name="image", asides=asides)


def _footnote(state: StateInline, watch: _Watch, span: Span, tokens: list[Token]) -> Iterator[Piece]:
    asides: tuple[Aside, ...] = ()
    if watch.source[span.start] == "^":
        asides = (Aside(Span(span.start + 2, span.end - 1), "footnote"),)
    yield Piece(span, Role.ATOM, name="footnote", asides=asides)


_READERS: Mapping[str, Callable[[StateInline, _Watch, Span, list[Token]], Iterator[Piece]]] = {
    "newline": _newline,
    "escape": _escape,
    "entity": _entity,
    "backticks": _code,
    "autolink": _autolink,
    "html_inline": _html,
    "link": _link,
    "image": _image,
    "footnote_inline": _footnote,
    "footnote_ref": _footnote,
}


def _full_reference(label: str, close: str) -> str | None:
    """Write out the end of a reference link whose text is its label: a translated text would no longer name it."""
    return f"][{label}]" if close in ("]", "][]") else None


def _title(source: str, close: Span) -> tuple[Aside, ...]:
    """Find the title in the end of an inline link or image."""
    found = _TITLE.search(source, close.start, close.end) if source.startswith("](", close.start) else None
    if found is None or not found[found.lastindex or 1].strip():
        return ()
    return (Aside(Span(*found.span(found.lastindex or 1)), "title"),)
