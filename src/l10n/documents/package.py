"""The zip file of a DOCX article: its text parts as one text, and back. Files that are made to do harm are refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from xml.parsers import expat

from l10n.errors import DocumentError

_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_ORDER = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_MEMBERS = 10_000
_PART_BYTES = 64 << 20
_ALL_BYTES = 512 << 20
"""Far above what articles have; a zip bomb has more."""
_PART, _LINE = "\x1e", "\x1f\n"
"""Marks that XML cannot contain: before the name of a part, and before each paragraph, so that lines count them."""
_BOX, MOVED = "\x1d", "\x1c"
"""Marks around the number of a text box: in its place, and before its content after the XML of the part."""
_PARAGRAPH = re.compile(r"(?=<w:p[ >])")
_BOX_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<(?P<close>/?)w:txbxContent(?:\s[^<>]*)?>(?<!/>)", re.DOTALL)
_BOX_PLACE = re.compile(rf"{_BOX}(\d+){_BOX}")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)")
_SAVE_AGAIN = "save it again as .docx in a word processor"


def unpack(data: bytes, path: PurePosixPath) -> str:
    """Read the parts with text, each after a line with its name.

    A text box stands inside a paragraph, and often twice, for new programs and old ones. Its content is moved behind
    the XML of the part, once, so that paragraphs do not stand in each other.

    Args:
        data: the file.
        path: for messages.
    Raises:
        DocumentError: it is no DOCX file, is damaged, or would fill memory or disk.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _checked(archive, path)
            names = [name for name in members if _PARTS.fullmatch(name)]
            if _ORDER[0] not in names:
                raise DocumentError("not a DOCX file: it has no word/document.xml", path=path, hint=_SAVE_AGAIN)
            names.sort(key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
            parts = [_PART + name + "\n" + _xml(archive, name, path) for name in names]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as exc:
        raise DocumentError(f"not a DOCX file, or a damaged one: {exc}", path=path, hint=_SAVE_AGAIN) from exc
    return "".join(parts)


def pack(text: str, data: bytes) -> bytes:
    """Write the parts of a text into a copy of the file they came from; every other part is copied as it is."""
    wanted = dict(part.split("\n", 1) for part in text.split(_PART)[1:])
    changed = {name: _with_boxes(part.replace(_LINE, "")).encode("utf-8") for name, part in wanted.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        changed = {name: part for name, part in changed.items() if archive.read(name) != part}
        if not changed:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            target.comment = archive.comment
            for info in archive.infolist():
                target.writestr(info, changed.get(info.filename, archive.read(info)), info.compress_type)
    return made.getvalue()


def _checked(archive: zipfile.ZipFile, path: PurePosixPath) -> list[str]:
    """List the members, if there is nothing wrong with them."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > _MEMBERS or sum(info.file_size for info in infos) > _ALL_BYTES:
        raise DocumentError("the file is too large when unpacked", path=path, hint="it is no usual article")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or "\\" in name or ":" in name:
            raise DocumentError(f"a part leads out of the file: {name!r}", path=path, hint=_SAVE_AGAIN)
    if len(set(names)) < len(names):
        raise DocumentError("two parts have the same name", path=path, hint=_SAVE_AGAIN)
    if any(info.flag_bits & 1 for info in infos):
        raise DocumentError("the file is encrypted", path=path, hint="save it without a password")
    return names


def _xml(archive: zipfile.ZipFile, name: str, path: PurePosixPath) -> str:
    """Read a part that is well-formed XML in UTF-8 and declares nothing."""
    with archive.open(name) as file:
        data = file.read(_PART_BYTES + 1)
    if len(data) > _PART_BYTES:
        raise DocumentError(f"{name} is too large when unpacked", path=path, hint="it is no usual article")
    try:
        text = data.decode("utf-8")
        if _DECLARED.search(data) or "<![CDATA[" in text:
            raise DocumentError(
                f"{name} has a document type, an entity or a CDATA section", path=path, hint=_SAVE_AGAIN
            )
        expat.ParserCreate("utf-8").Parse(data, True)
    except (UnicodeDecodeError, expat.ExpatError) as exc:
        raise DocumentError(f"{name} is not well-formed XML in UTF-8: {exc}", path=path, hint=_SAVE_AGAIN) from exc
    return _PARAGRAPH.sub(_LINE, _without_boxes(text))


def _without_boxes(xml: str) -> str:
    """Move the contents of text boxes to the end, inner ones first; equal ones are one."""
    numbers: dict[str, int] = {}
    levels: list[list[str]] = [[]]
    position = 0
    for tag in _BOX_TAG.finditer(xml):
        if tag["close"] is None:  # a comment or an instruction
            continue
        if tag["close"]:
            content = "".join([*levels.pop(), xml[position : tag.start()]])
            levels[-1].append(f"{_BOX}{numbers.setdefault(content, len(numbers))}{_BOX}")
            position = tag.start()
        else:
            levels[-1].append(xml[position : tag.end()])
            levels.append([])
            position = tag.end()
    levels[-1].append(xml[position:])
    return "".join([*levels[0], *(f"{MOVED}{number}{MOVED}{content}" for content, number in numbers.items())])


def _with_boxes(part: str) -> str:
    """Put the contents of text boxes back."""
    xml, *moved = part.split(MOVED)
    contents: dict[str, str] = {}
    for number, content in zip(moved[::2], moved[1::2], strict=True):  # one holds only those before it
        contents[number] = _BOX_PLACE.sub(lambda found: contents[found[1]], content)
    return _BOX_PLACE.sub(lambda found: contents[found[1]], xml)
