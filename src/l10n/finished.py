"""What needs no work: articles and catalogs that are as the last run left them, so that nobody has to read them again.

A cache in ``.l10n/``: without it a run does the same, only slower.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from l10n import __version__
from l10n.config import Config
from l10n.errors import InputError
from l10n.files import read_text, write_if_changed
from l10n.locking import STATE_FOLDER, state_folder
from l10n.memory.entries import stamp

_FILE = "finished.json"


class Counts(NamedTuple):
    """Live entries of a finished catalog, and how many of them are drafts for a person to review."""

    sentences: int
    drafts: int


@dataclass(slots=True)
class Finished:
    """The finished catalogs of a project.

    Args:
        config: of the project.
        known: catalog → its stamp, the article's and the counts, as the file has them.
    """

    config: Config
    known: dict[str, list[object]]

    @classmethod
    def load(cls, config: Config) -> Finished:
        """Read what is known; nothing if the settings, the glossary or l10n itself are others than they were."""
        with contextlib.suppress(InputError, ValueError):
            value = json.loads(read_text(config.root / STATE_FOLDER / _FILE))
            if isinstance(value, Mapping) and value.get("made by") == _maker(config):
                known = value.get("catalogs")
                if isinstance(known, dict):
                    return cls(config, known)
        return cls(config, {})

    def counts(self, article: Path, catalog: Path) -> Counts | None:
        """Give the counts of a catalog if neither it nor its article has changed since it was finished."""
        match self.known.get(str(catalog)):
            case [str(one), str(other), int(sentences), int(drafts)] if _stamps(article, catalog) == (one, other):
                return Counts(sentences, drafts)
        return None

    def note(self, article: Path, catalog: Path, counts: Counts) -> None:
        """Remember that a catalog is finished as it is on disk."""
        stamps = _stamps(article, catalog)
        if stamps:
            self.known[str(catalog)] = [*stamps, *counts]

    def save(self) -> None:
        """Write the file; where that cannot be done the next run is slower."""
        text = json.dumps({"made by": _maker(self.config), "catalogs": self.known}, ensure_ascii=False, indent=0)
        with contextlib.suppress(InputError, OSError):
            write_if_changed(state_folder(self.config.root) / _FILE, text + "\n")


def _maker(config: Config) -> list[str]:
    glossary = stamp(config.glossary) if config.glossary.exists() else ""
    return [__version__, config.source_locale, str(config.source_dir), glossary]


def _stamps(article: Path, catalog: Path) -> tuple[str, str] | None:
    try:
        return stamp(article), stamp(catalog)
    except InputError:
        return None
