"""YAML front matter: which values are translated, and how a translation is written in their place.

ruamel.yaml reads it and gives positions; nothing is written by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from l10n.documents.blocks import Edit, MarkedBlock
from l10n.errors import DocumentError
from l10n.markup.pieces import Flow, Piece, Role
from l10n.model import Kind, LocaleCode, Span

FRONT = "front matter "
"""How ``MarkedBlock.place`` begins here; the style of the YAML scalar follows: plain, ', ", | or >."""
_FENCES = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n|\r|\n)(?P<yaml>(?:.*?(?:\r\n|\r|\n))??)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
_KEY_LINE = re.compile(r"[\w-]+[ \t]*:(?:\s|\Z)")
_PROPERTY = re.compile(r"(?:[&!]\S*\s+)+")
_FOLD = r"[ \t]*(?:\r\n|\r|\n)\s*"
_MARKS = {
    "plain": re.compile(_FOLD),
    "'": re.compile(rf"''|{_FOLD}"),
    '"': re.compile(rf"\\(?:x[0-9A-Fa-f]{{2}}|u[0-9A-Fa-f]{{4}}|U[0-9A-Fa-f]{{8}}|(?:\r\n|\n)[ \t]*|.)|{_FOLD}"),
    "|": re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*"),
    ">": re.compile(r"[ \t]*(?:\r\n|\r|\n)\s*"),
}
_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)\s*")
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"} | {
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LANGUAGE = "lang"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter of an article."""

    blocks: tuple[MarkedBlock, ...]
    start: int
    """Offset of the YAML text."""
    close: int
    """Offset of the closing fence."""
    end: int
    """Offset of what follows it."""
    language: Span | None
    """Value of ``lang``."""

    @property
    def titled(self) -> bool:
        """Whether it gives the title of the article."""
        return any(block.kind is Kind.TITLE for block in self.blocks)

    def edits(self, text: str, locale: LocaleCode) -> list[Edit]:
        """Declare a language: in the value of ``lang``, or in a new line at the end."""
        tag = locale.replace("_", "-")
        if self.language:
            return [Edit(self.language, tag)]
        newline = "\r\n" if "\r\n" in text else "\n"
        return [Edit(Span(self.close, self.close), f"{_LANGUAGE}: {tag}{newline}")]


def find_front_matter(text: str, keys: frozenset[str], path: PurePosixPath) -> FrontMatter | None:
    """Find the front matter at the start of an article.

    Args:
        text: the article.
        keys: whose values are translated, wherever they stand.
        path: for messages.
    Returns:
        None if there is none: a line ``---`` alone may also be a rule across the page.
    Raises:
        DocumentError: it is not valid YAML.
    """
    fences = _FENCES.match(text)
    if fences is None:
        return None
    root = _compose(text, fences, path)
    if root is None:
        return None
    start = fences.start("yaml")
    blocks: list[MarkedBlock] = []
    language = None
    for key, node, depth in _values(root):
        if not isinstance(node.value, str) or not node.tag.endswith(":str"):
            continue
        span = _scalar(text, Span(start + node.start_mark.index, start + node.end_mark.index))
        if depth == 0 and key == _LANGUAGE:
            language = span
        elif key in keys and node.value.strip():
            blocks.append(_block(text, span, node, key, path))
    return FrontMatter(tuple(blocks), start, fences.end("yaml"), fences.end(), language)


def _compose(text: str, fences: re.Match[str], path: PurePosixPath) -> Any:
    """Read the YAML as nodes; None if it is no mapping."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        root = YAML(typ="safe", pure=True).compose(fences["yaml"])
    except (YAMLError, ValueError, RecursionError) as exc:
        if _KEY_LINE.match(fences["yaml"]) is None:
            return None
        mark = getattr(exc, "problem_mark", None)
        line = text.count("\n", 0, fences.start("yaml")) + 1 + (mark.line if mark else 0)
        problem = getattr(exc, "problem", None) or "cannot be read"
        raise DocumentError(
            f"the front matter is not valid YAML: {problem}", path=path, line=line, hint="correct it at that place"
        ) from exc
    return root if root is not None and root.id == "mapping" else None


def _values(root: Any) -> Iterator[tuple[str, Any, int]]:
    """Walk through the scalars that have a key, with their depth, in document order."""
    waiting: list[tuple[str, Any, int]] = [("", root, -1)]
    seen: set[int] = set()
    while waiting:
        key, node, depth = waiting.pop()
        if id(node) in seen:  # an alias
            continue
        seen.add(id(node))
        if node.id == "mapping":
            waiting += [(str(name.value), value, depth + 1) for name, value in reversed(node.value)]
        elif node.id == "sequence":
            waiting += [("", value, depth + 1) for value in reversed(node.value)]
        else:
            yield key, node, depth


def _scalar(text: str, span: Span) -> Span:
    """Leave out an anchor or tag before a scalar."""
    found = _PROPERTY.match(text, *span)
    return Span(found.end(), span.end) if found else span


def _block(text: str, span: Span, node: Any, key: str, path: PurePosixPath) -> MarkedBlock:
    style = (node.style or "").strip() or "plain"
    line = text.count("\n", 0, span.start) + 1
    if style in ("'", '"'):
        span = Span(span.start + 1, span.end - 1)
    pieces = list(_pieces(text, span, style))
    if Flow(text, span, pieces).text.split() != node.value.split():
        raise DocumentError(
            f"the value of {key} is written in a way that cannot be translated in place",
            path=path,
            line=line,
            hint="write it on one line, in double quotes",
        )
    kind = Kind.TITLE if key == "title" else Kind.PARAGRAPH
    return MarkedBlock(kind, span, line, pieces=tuple(pieces), note=f"{key} in the front matter", place=FRONT + style)


def _pieces(text: str, span: Span, style: str) -> Iterator[Piece]:
    start = span.start
    if style in "|>":
        header = _HEADER.match(text, *span)
        if header is None:
            return
        yield Piece(Span(*header.span()), Role.TEXT, " ", " ")
        start = header.end()
    for found in _MARKS[style].finditer(text, start, span.end):
        shown = _shown(found[0])
        yield Piece(Span(*found.span()), Role.TEXT, shown, shown if shown.strip() else " " if shown else "")


def _shown(written: str) -> str:
    """What an escape or a line break in a scalar stands for."""
    if written == "''":
        return "'"
    if not written.startswith("\\"):
        return " "
    code = written[1:]
    if code[0] in "xuU" and len(code) > 1:
        return chr(int(code[1:], 16))
    return "" if code[0] in "\r\n" else _ESCAPES.get(code, code)


def write_value(block: MarkedBlock, target: str) -> str:
    """Write a target, one line, inside a scalar; a plain one is looked at again by ``finish_value``."""
    style = block.place.removeprefix(FRONT)
    if style == "'":
        return target.replace("'", "''")
    return _escaped(target) if style == '"' else target


def finish_value(block: MarkedBlock, written: str) -> str:
    """Put a plain scalar that would no longer be one into quotes."""
    if block.place != f"{FRONT}plain" or _is_plain(written):
        return written
    return f'"{_escaped(written)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _is_plain(written: str) -> bool:
    """Whether YAML reads a text without quotes as just this text, also inside brackets."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        root = YAML(typ="safe", pure=True).compose(f"[{written}]")
    except (YAMLError, ValueError):
        return False
    if root is None or root.id != "sequence" or len(root.value) != 1:
        return False
    node = root.value[0]
    return node.tag.endswith(":str") and not node.style and bool(node.value.split() == written.split())
