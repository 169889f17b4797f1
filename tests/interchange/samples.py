"""A catalog with everything our files can have, and what of it no other tool may harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from l10n.catalog.po import load_catalog, new_catalog, save_catalog
from l10n.catalog.provenance import make_provenance
from l10n.model import Catalog, Entry, Former, SegmentKey

LONG = "Суд у Мінску ў пятніцу адклаў на няпэўны час разгляд скаргі, якую падалі сваякі асуджаных журналістаў. " * 4
SEPARATORS = "\u2028\u2029\u0085\x1c\x1d\x1e"
"""Characters that end a line for Python's splitlines, and for nobody else."""

ODD = Entry(SegmentKey("", "Odd."), f"Дзіўныя{SEPARATORS}знакі.", references=("source/a.txt:12",))


def entries() -> tuple[Entry, ...]:
    """An entry for every matter that a tool could stumble over."""
    draft = make_provenance("argos:en_ru@1.9>embedded:ru_be@1", "Чарнавік.", -0.41)
    return (
        Entry(SegmentKey("", "Yes."), "Так.", references=("source/a.txt:1", "source/a.txt:9")),
        Entry(SegmentKey("headline", "Yes."), "Ага", references=("source/a.txt:3",), notes="¶ Yes. No."),
        Entry(
            SegmentKey("", "A draft."),
            "Чарнавік.",
            fuzzy=True,
            provenance=draft,
            references=("source/a.txt:4",),
            notes="Minsk = Мінск nom, Мінску loc\n¶ A draft. A paragraph, which is longer than its sentence.",
            comment="Ask Hanna.\n\n  indented, and long: " + "ask her " * 20,
        ),
        Entry(
            SegmentKey("", "She has served 12 years."),
            "Яна адседзела 12 гадоў.",
            fuzzy=True,
            provenance=make_provenance("embedded:en_be@0", "Яна адседзела 12 гадоў."),
            references=("source/a.txt:5",),
            former=(Former("She has served 11 years.", 'Яна "адседзела"\n11 гадоў.'), Former("She has served.", LONG)),
            previous=SegmentKey("", "She has served 11 years."),
        ),
        Entry(
            SegmentKey("", "She is free!"),
            "Яна на волі!",
            fuzzy=True,
            references=("source/a.txt:6",),
            rivals=("Яна вольная!", "Яна — вольная\\!\t" + LONG),
            comment="l10n: not quite one of our lines",
        ),
        Entry(SegmentKey("", LONG.strip()), LONG.strip() + "\u00a0«Так»", references=("source/a.txt:7",)),
        Entry(
            SegmentKey("", 'A "quote", a \\, a\ttab.'), 'Цытата "", \\n і \\\\,\tтаб.', references=("source/a.txt:8",)
        ),
        Entry(SegmentKey("", "Two lines."), "Два\nрадкі.\n\nІ яшчэ.", references=("source/a.txt:9",)),
        Entry(
            SegmentKey("", "10\u00a0000 rubles"), "10\u00a0000 рублёў\u202fі", references=("source/%D0%B0%20b.txt:10",)
        ),
        Entry(SegmentKey("", "Nothing."), references=("source/a.txt:11",)),
        Entry(SegmentKey("", "Gone."), "Няма.", obsolete=True, comment="It may return."),
        Entry(
            SegmentKey("headline", "Gone too."),
            "Таксама няма.",
            fuzzy=True,
            obsolete=True,
            previous=SegmentKey(
                "headline", "Gone as well, and with a sentence so long that many a tool breaks its line"
            ),
            former=(Former("Gone!", "Няма!"),),
        ),
    )


def catalog(*more: Entry) -> Catalog:
    """A catalog of all of these."""
    return replace(new_catalog("be", "source/a.txt", "1"), entries=(*entries(), *more))


def write(folder: Path, *more: Entry) -> Path:
    """Write the catalog of all of these."""
    path = folder / "a.po"
    save_catalog(catalog(*more), path)
    return path


def matters(found: Catalog) -> list[tuple[object, ...]]:
    """What of each entry must come back from any tool, sorted: order and places are ours to write."""
    rows = [
        (
            entry.key,
            entry.target,
            entry.state,
            entry.provenance,
            entry.former,
            entry.rivals,
            entry.comment,
            entry.previous,
        )
        for entry in found.entries
    ]
    return sorted(rows, key=repr)


def unharmed(path: Path, *more: Entry) -> bool:
    """Whether a file still has all of the catalog."""
    assert matters(load_catalog(path, "be")) == matters(catalog(*more))
    return True
