"""The page's own words in the languages of its readers, from our own catalogs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from l10n.catalog.po import load_catalog

FOLDER = Path(__file__).parent / "locale"
ENGLISH = "en"
"""What the page is written in; it needs no catalog."""


def languages() -> tuple[str, ...]:
    """List the languages the page speaks, English first."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


@lru_cache(maxsize=8)
def strings(language: str) -> dict[str, str]:
    """Give the page's words in a language.

    Args:
        language: one of ``languages()``.
    Returns:
        English → translation; what is missing is shown in English. Not to be changed.
    Raises:
        CatalogError: the catalog is damaged.
    """
    if language == ENGLISH:
        return {}
    catalog = load_catalog(FOLDER / f"{language}.po", language)
    return {entry.key.source: entry.target for entry in catalog.entries if entry.target.strip() and not entry.obsolete}


def preferred(accepted: str) -> str:
    """Choose a language of the page by what a browser accepts, English if it speaks none of those.

    Args:
        accepted: as ``Accept-Language`` has it.

    >>> preferred("fr-CH, fr;q=0.9, en;q=0.8"), preferred("")
    ('en', 'en')
    """
    weighted: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        code, _, parameters = part.strip().partition(";")
        try:
            weight = float(parameters.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        weighted.append((weight, code.partition("-")[0].lower()))
    known = languages()
    wanted = sorted(weighted, key=lambda item: -item[0])
    return next((code for weight, code in wanted if weight > 0 and code in known), ENGLISH)
