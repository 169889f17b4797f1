"""Translations for tests of checks."""

from __future__ import annotations

from l10n.model import Entry, Kind, SegmentKey, Translation


def translation(
    source: str,
    target: str,
    locale: str = "be",
    *,
    kind: Kind = Kind.PARAGRAPH,
    path: str = "be.po",
    line: int = 1,
    fuzzy: bool = False,
    comment: str = "",
    references: tuple[str, ...] = (),
) -> Translation:
    """Make a translation without names."""
    entry = Entry(SegmentKey("", source), target, fuzzy=fuzzy, comment=comment, line=line, references=references)
    return Translation(entry, (), kind, path, locale, "en")
