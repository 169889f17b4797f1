"""The page's files: the skeleton with its scripts and styles, as links or inside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n.errors import InputError
from l10n.files import read_text

ALL_SCRIPTS, ALL_STYLES = "static/page.js", "static/page.css"
"""Where the server has all scripts, and all styles, in one."""
STATIC = Path(__file__).parent / "static"
_SKELETON, _ORDER = STATIC / "index.html", STATIC / "SCRIPTS"


def scripts() -> list[Path]:
    """List the page's scripts in the order in which they are loaded.

    Raises:
        InputError: the installation is damaged.
    """
    lines = (line.strip() for line in read_text(_ORDER).split("\n"))
    return [STATIC / line for line in lines if line and not line.startswith("#")]


def styles() -> list[Path]:
    """List the page's styles in the order in which they are loaded."""
    return sorted(STATIC.glob("*.css"))


def linked_page() -> str:
    """Give the page as the server shows it; scripts run once it has been read.

    Raises:
        InputError: the installation is damaged.
    """
    return filled_page(f'<script src="/{ALL_SCRIPTS}" defer></script>', f'<link rel="stylesheet" href="/{ALL_STYLES}">')


def bundle(paths: Sequence[Path]) -> str:
    """Join files into one, so that the browser asks once.

    Raises:
        InputError: the installation is damaged.
    """
    return "\n".join(read_text(path) for path in paths)


def filled_page(script_elements: str, style_elements: str) -> str:
    """Put elements into the skeleton of the page.

    Raises:
        InputError: the installation is damaged.
    """
    before, mark, after = read_text(_SKELETON).partition("{{styles}}")
    head, other_mark, tail = after.partition("{{scripts}}")
    if not (mark and other_mark):
        raise InputError("the page is damaged", path=_SKELETON, hint="install l10n again")
    return "".join([before, style_elements, head, script_elements, tail])
