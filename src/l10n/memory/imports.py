"""Exchange with other programs: imported files, which are kept in the project, and what is exported.

An imported file becomes ``memory/NAME.tmx`` of the project. That file is the truth, as the catalogs are; the database
only repeats it, and taking it away takes its translations away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from l10n.errors import InputError
from l10n.files import stamp, write_if_changed
from l10n.memory.entries import IMPORTED, Approved, Known, Lesson
from l10n.memory.tmx import Unit, Variant, format_tmx, iter_units, pairs
from l10n.model import LocaleCode


def imported(folder: Path, source_locale: LocaleCode, locale: LocaleCode) -> Iterator[Lesson]:
    """Yield the imported files of a project, by name.

    Args:
        folder: may be missing.
        source_locale, locale: the direction to learn.
    """
    for path in sorted(folder.glob("*.tmx")):
        name = f"{IMPORTED}{path.stem}"
        yield Lesson(name, f"{source_locale} {stamp(path)}", partial(_load, name, path, source_locale, locale))


def import_file(
    path: Path, folder: Path, source_locale: LocaleCode, locales: Sequence[LocaleCode]
) -> tuple[Path, Mapping[LocaleCode, int]]:
    """Check a TMX file and keep it in a project: text only, in UTF-8, in place of an earlier one of the same name.

    Args:
        path: the file.
        folder: for imported files.
        source_locale, locales: the directions that are of use; translations into others are kept too.
    Returns:
        Where it is now, and the number of translations for each locale that has some.
    Raises:
        InputError: it cannot be read, or has none of use; nothing was changed.
    """
    units = list(iter_units(path))
    counts = {locale: sum(1 for unit in units for _ in pairs(unit, source_locale, locale)) for locale in locales}
    if not any(counts.values()):
        languages = Counter(variant.language for unit in units for variant in unit)
        found = ", ".join(sorted(languages)[:10]) or "none"
        raise InputError(
            f"has no translation from {source_locale} into {' or '.join(locales)}",
            path=path,
            hint=f"languages in the file: {found}",
        )
    kept = folder / f"{path.stem}.tmx"
    write_if_changed(kept, format_tmx(units, source_locale)[0])
    return kept, {locale: count for locale, count in counts.items() if count}


def iter_exported(
    approved: Mapping[LocaleCode, Iterable[tuple[str, Known]]], source_locale: LocaleCode
) -> Iterator[Unit]:
    """Put the translations of several locales together, in the order of the sources.

    Args:
        approved: for each locale what ``Memory.approved`` gives.
        source_locale: language of the sources.
    """
    units: dict[str, list[Variant]] = {}
    for locale, translations in approved.items():
        for source, known in translations:
            unit = units.setdefault(source, [Variant(source_locale, source)])
            unit.append(Variant(locale, known.target, known.revised))
    for source in sorted(units):
        yield tuple(units[source])


def _load(title: str, path: Path, source_locale: LocaleCode, locale: LocaleCode) -> tuple[str, Iterable[Approved]]:
    return title, (found for unit in iter_units(path) for found in pairs(unit, source_locale, locale))
