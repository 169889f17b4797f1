"""The text of .po files in our form, written by polib: a text is never wrapped. The only importer of polib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.catalog.provenance import format_comment
from l10n.model import Catalog, Entry

if TYPE_CHECKING:
    import polib


def format_catalog(catalog: Catalog) -> str:
    """Write a catalog as the text of a .po file; the same catalog always gives the same text."""
    import polib

    file = polib.POFile(wrapwidth=0)
    file.header = catalog.header
    file.metadata = dict(catalog.metadata)
    file.metadata_is_fuzzy = catalog.fuzzy_header
    file.extend(_item(entry) for entry in catalog.entries)
    return str(file)


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
        occurrences=[(reference, "") for reference in entry.references],
        previous_msgctxt=entry.previous.context or None if entry.previous else None,
        previous_msgid=entry.previous.source if entry.previous else None,
    )
