"""Catalogs and their .po files: load, save, make new ones.

Written files are not wrapped: a sentence is a line, so that a change of one sentence is a change of one line in
version control, and no tool's idea of where to break lines makes a difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from l10n.catalog.provenance import parse_comment
from l10n.catalog.reader import Message, broken, read_messages
from l10n.catalog.writer import format_catalog
from l10n.errors import CatalogError
from l10n.files import read_text, write_if_changed
from l10n.locales import english_name, plural_forms
from l10n.model import Catalog, Entry, LocaleCode, SegmentKey

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?![^_@-])")
"""The language at the beginning of a locale: be of be_BY and be@latin."""

__all__ = ["format_catalog", "load_catalog", "new_catalog", "parse_catalog", "save_catalog"]


def new_catalog(locale: LocaleCode, article: str, version: str) -> Catalog:
    """Make an empty catalog with a complete header; a PO editor fills in the translator.

    The date is the time of its making: Babel reads no file without one.

    Args:
        locale: target locale.
        article: path of the article as references give it.
        version: of l10n.
    """
    language = english_name(locale)
    metadata = {
        "Project-Id-Version": article,
        "PO-Revision-Date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M+0000"),
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
    return parse_catalog(read_text(path, CatalogError), path, locale)


def parse_catalog(text: str, path: Path, locale: LocaleCode) -> Catalog:
    """Read the text of a .po file.

    Args:
        text: the whole file.
        path: for error messages.
        locale: of the translations.
    Raises:
        CatalogError: as ``load_catalog``.
    """
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise broken(path, "contains U+FFFD, the mark of a damaged letter", line)
    header: Message | None = None
    entries: list[Entry] = []
    for message in read_messages(text, path):
        if header is None and not (message.texts["msgid"] or message.texts.get("msgctxt") or message.obsolete):
            header = message
        else:
            entries.append(_entry(message))
    metadata = _metadata(header.texts["msgstr"]) if header else {}
    if header is None or not metadata:
        raise broken(path, 'has no header entry (msgid "" with Content-Type)', 1)
    _check_language(path, header, metadata.get("Language", ""), locale)
    _check_unique(path, header, entries)
    return Catalog(locale, tuple(entries), "\n".join(header.comments), metadata, "fuzzy" in header.flags)


def save_catalog(catalog: Catalog, path: Path) -> bool:
    """Write a catalog, atomically and only if the file would change.

    Returns:
        Whether the file was written.
    Raises:
        InputError: the folder cannot be written.
    """
    return write_if_changed(path, format_catalog(catalog))


def _entry(message: Message) -> Entry:
    texts = message.texts
    comment = parse_comment("\n".join(message.comments))
    previous = None
    if "|msgid" in texts:
        previous = SegmentKey(texts.get("|msgctxt", ""), texts["|msgid"])
    return Entry(
        key=SegmentKey(texts.get("msgctxt", ""), texts["msgid"]),
        target=texts["msgstr"],
        fuzzy="fuzzy" in message.flags,
        obsolete=message.obsolete,
        provenance=comment.provenance,
        references=tuple(message.references),
        notes="\n".join(message.notes),
        comment=comment.text,
        former=comment.former,
        rivals=comment.rivals,
        flags=tuple(flag for flag in message.flags if flag != "fuzzy"),
        previous=previous,
        line=message.line,
    )


def _check_language(path: Path, header: Message, declared: str, locale: LocaleCode) -> None:
    """Refuse the catalog of another language, put into the wrong folder perhaps; be_BY and be@latin are be.

    Raises:
        CatalogError: the header names another language; one that is no code, or none, is let pass, and all are where no
            locale is known, as in ``l10n merge``.
    """
    found, wanted = _LANGUAGE.match(declared), _LANGUAGE.match(locale)
    if found and wanted and found[0].lower() != wanted[0].lower():
        message = f'the header says "Language: {declared}", but this is the place of {locale}'
        hint = "put the file where it belongs, or correct Language in its header"
        raise CatalogError(message, path=path, line=header.line, hint=hint)


def _metadata(text: str) -> dict[str, str]:
    """Read header fields; a line without a colon goes on with the field before.

    >>> _metadata("Language: be\\nX-Note: one\\n  two\\n")
    {'Language': 'be', 'X-Note': 'one\\ntwo'}
    """
    found: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        before, colon, value = line.partition(":")
        if colon:
            name = before.strip()
            found[name] = value.strip()
        elif name and line.strip():
            found[name] += "\n" + line.strip()
    return found


def _check_unique(path: Path, header: Message, entries: Sequence[Entry]) -> None:
    seen = {SegmentKey("", ""): header.line}
    for entry in entries:
        if not entry.obsolete and seen.setdefault(entry.key, entry.line) != entry.line:
            raise broken(path, f"has the same msgid as line {seen[entry.key]}", entry.line)
