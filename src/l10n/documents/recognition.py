"""Recognising an article without a known suffix by its content.

A known suffix decides alone. Any other file is an article only if its beginning says so: a zip file with a Word
document, a page with a doctype or ``<html>``, front matter with a title. A file without a suffix may also be HTML or
Markdown by its marks, and plain text if it is text at all.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from l10n.errors import DocumentError
from l10n.files import read_bytes

_HEAD_BYTES = 8192
"""How much of a file is looked at."""
_COPIES = frozenset(".bak .old .orig .rej .tmp .part .swp .po .pot .mo .drafts".split())
"""Suffixes of copies that editors leave, and of our own files."""
_PROLOGUE = r"\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
_PAGE = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _PROLOGUE
    + r"<(?:address|article|aside|blockquote|body|div|figure|h[1-6]|head|header|main|ol|p|section|table|ul)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\r\n]*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TITLE = re.compile(r"^title[ \t]*:", re.MULTILINE)
_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6}[ \t]+\S",  # a heading
        r"^(?:=+|-{3,})[ \t]*$",  # a heading by its underline
        r"(?<!\w)(\*\*|__)(?=\S)[^\n]+?(?<=\S)\1(?!\w)",  # strong emphasis
        r"\]\([^()\s]+(?: \"[^\"\n]*\")?\)",  # a link or an image
        r"^\[[^\]\n]+\]:[ \t]*\S",  # a reference or a footnote
        r"^(?:```|~~~)",  # code
        r"^> ?\S",  # a quotation
        r"^\|?[ \t]*:?-{2,}:?[ \t]*\|",  # a table
    )
)
"""What plain text rarely has; two kinds of them make Markdown."""


def recognise(path: Path) -> str | None:
    """Find the format of a file whose suffix no format has.

    Returns:
        Name of the format: docx, html, markdown or text. None if it is no article, or cannot be read.
    """
    if path.suffix.lower() in _COPIES or path.name.endswith("~"):
        return None
    try:
        head = _head(path)
    except OSError:
        return None
    if head.startswith(b"PK\x03\x04"):
        return "docx" if _is_word(path) else None
    text = _decoded(head)
    return None if text is None else _text_format(text, bare=not path.suffix)


def no_format(path: Path, suffixes: Iterable[str]) -> DocumentError:
    """Make the error for a file that no format reads, or cannot be read at all.

    Args:
        path: the file.
        suffixes: that some format has.
    """
    try:
        text = _decoded(_head(path))
    except OSError:
        try:
            read_bytes(path, DocumentError)
        except DocumentError as error:
            return error
        text = ""
    if text is None:
        kind = "a binary file, or not in UTF-8"
    else:
        kind = f"the suffix {path.suffix} is of no article" if path.suffix else "it is empty"
    known = ", ".join(sorted(suffixes))
    return DocumentError(f"no format reads it: {kind}", path=path, hint=f"an article has one of the suffixes {known}")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _decoded(head: bytes) -> str | None:
    """Read the beginning of a text file; None if it is none. The last letter may be cut."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as exc:
        if exc.reason != "unexpected end of data" or len(head) < _HEAD_BYTES:
            return None
        text = head[: exc.start].decode("utf-8")
    controls = sum(character < " " and character not in "\t\n\r\f" for character in text)
    return None if "\0" in text or controls > len(text) // 100 else text


def _text_format(text: str, *, bare: bool) -> str | None:
    """Find the format of a text.

    Args:
        text: its beginning.
        bare: whether the file has no suffix, so that nothing says it is something else.
    """
    if _PAGE.match(text) or (bare and _FRAGMENT.match(text)):
        return "html"
    front = _FRONT_MATTER.match(text)
    if front and (bare or _TITLE.search(front[0])):
        return "markdown"
    if not bare or not text.strip("\ufeff \t\r\n\f"):
        return None
    return "markdown" if sum(bool(mark.search(text)) for mark in _MARKDOWN) > 1 else "text"
