"""Reading and writing .po files. The only importer of polib.

Written files are not wrapped: a sentence is a line, so that a change of one sentence is a change of one line in
version control, and no tool's idea of where to break lines makes a difference.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.catalog.provenance import format_comment, parse_comment
from l10n.errors import CatalogError
from l10n.files import read_text, reason, write_if_changed
from l10n.locales import english_name, plural_forms
from l10n.model import Catalog, Entry, LocaleCode, SegmentKey

if TYPE_CHECKING:
    import polib

_LINE = re.compile(r"\(line (\d+)\)")
_SYNTAX = re.compile(
    r"(?:\#(?!~)(?!\|).*|\#~?\|?)"  # comments; a lone mark
    r'|(?:\#~\s*|\#~?\|\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"'
)
_COMMENT = re.compile(r"\#(?!~[^|])")
_OBSOLETE = re.compile(r"\#~\s*")
_QUOTES = "texts stand in double quotes, and a double quote inside one needs a backslash"
_REMEDY = "correct the line in a text editor, or restore the file from version control; it was left as it is"


def new_catalog(locale: LocaleCode, article: str, version: str) -> Catalog:
    """Make an empty catalog with a complete header and no date in it; a PO editor fills in date and translator.

    Args:
        locale: target locale.
        article: path of the article as references give it.
        version: of l10n.
    """
    language = english_name(locale)
    metadata = {
        "Project-Id-Version": article,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language": locale.replace("-", "_"),
        "Language-Team": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(locale),
        "X-Generator": f"l10n {version}",
    }
    header = (
        f"{language} translation of {article}\n"
        "Machine drafts are marked fuzzy. To approve one, correct its text and remove the mark."
    )
    return Catalog(locale, (), header, metadata)


def load_catalog(path: Path, locale: LocaleCode) -> Catalog:
    """Read a .po file.

    Raises:
        CatalogError: it cannot be read, is not a valid .po file or has an entry twice; names the line.
    """
    import polib

    text = read_text(path, CatalogError)
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise _broken(path, "contains U+FFFD, the mark of a damaged letter", line)
    _check_lines(path, text.removeprefix("\ufeff"))
    try:
        file = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as exc:
        found = _LINE.search(str(exc))
        message = reason(exc) if isinstance(exc, OSError) and exc.errno else "not a valid .po file"
        raise _broken(path, message, int(found[1]) if found else None) from exc
    if not file.metadata:
        raise _broken(path, 'has no header entry (msgid "" with Content-Type)', 1)
    entries = tuple(_entry(path, item) for item in file)
    _check_unique(path, entries)
    return Catalog(locale, entries, file.header, dict(file.metadata), bool(file.metadata_is_fuzzy))


def save_catalog(catalog: Catalog, path: Path) -> bool:
    """Write a catalog, atomically and only if the file would change.

    Returns:
        Whether the file was written.
    Raises:
        InputError: the folder cannot be written.
    """
    return write_if_changed(path, format_catalog(catalog))


def format_catalog(catalog: Catalog) -> str:
    """Write a catalog as the text of a .po file; the same catalog always gives the same text."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.header = catalog.header
    file.metadata = dict(catalog.metadata)
    file.metadata_is_fuzzy = catalog.fuzzy_header
    file.extend(_item(entry) for entry in catalog.entries)
    return str(file)


def _entry(path: Path, item: polib.POEntry) -> Entry:
    if item.msgid_plural or item.msgstr_plural:
        raise _broken(path, "has an entry with plural forms, which no article has", item.linenum)
    comment = parse_comment(item.tcomment)
    previous = None
    if item.previous_msgid is not None:
        previous = SegmentKey(item.previous_msgctxt or "", item.previous_msgid)
    return Entry(
        key=SegmentKey(item.msgctxt or "", item.msgid),
        target=item.msgstr,
        fuzzy="fuzzy" in item.flags,
        obsolete=bool(item.obsolete),
        provenance=comment.provenance,
        references=tuple(f"{file}:{line}" if line else file for file, line in item.occurrences),
        notes=item.comment,
        comment=comment.text,
        former=comment.former,
        rivals=comment.rivals,
        flags=tuple(flag for flag in item.flags if flag != "fuzzy"),
        previous=previous,
        line=item.linenum,
    )


def _item(entry: Entry) -> polib.POEntry:
    import polib

    return polib.POEntry(
        msgctxt=entry.key.context or None,
        msgid=entry.key.source,
        msgstr=entry.target,
        obsolete=entry.obsolete,
        flags=[*(["fuzzy"] if entry.fuzzy else []), *entry.flags],
        tcomment=format_comment(entry),
        comment=entry.notes,
        occurrences=[_occurrence(reference) for reference in entry.references],
        previous_msgctxt=entry.previous.context or None if entry.previous else None,
        previous_msgid=entry.previous.source if entry.previous else None,
    )


def _occurrence(reference: str) -> tuple[str, str]:
    """Cut ``source/a.md:12`` into file and line.

    >>> _occurrence("source/a.md:12"), _occurrence("a.md")
    (('source/a.md', '12'), ('a.md', ''))
    """
    file, colon, line = reference.rpartition(":")
    return (file, line) if colon and line.isdigit() else (reference, "")


def _check_lines(path: Path, text: str) -> None:
    """Refuse lines that polib would read as something else: it cuts off a missing quote together with a letter."""
    last, number = "", 0
    for count, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line and not _SYNTAX.fullmatch(line):
            what = "an unresolved merge conflict" if line.startswith(("<<<<<<<", "=======", ">>>>>>>")) else _QUOTES
            raise _broken(path, f"not a line of a .po file: {line[:40]!r}, {what}", count)
        if line and not _COMMENT.match(line):
            content = _OBSOLETE.sub("", line)
            last, number = last if content.startswith('"') else content, count
    if not number:
        raise _broken(path, "is empty", 1)
    if not last.startswith("msgstr"):
        raise _broken(path, "ends in the middle of an entry", number)


def _check_unique(path: Path, entries: tuple[Entry, ...]) -> None:
    seen: dict[tuple[SegmentKey, bool], int] = {}
    for entry in entries:
        first = seen.setdefault((entry.key, entry.obsolete), entry.line)
        if first != entry.line and not entry.obsolete:
            raise _broken(path, f"has the same msgid as line {first}", entry.line)


def _broken(path: Path, message: str, line: int | None) -> CatalogError:
    return CatalogError(message, path=path, line=line, hint=_REMEDY)
