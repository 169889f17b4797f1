"""What is as an earlier run left it: articles and catalogs that nobody has to read again.

Caches in ``.l10n/``: without them a run does the same, only slower.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, NamedTuple, Self

from l10n import __version__
from l10n.config import Config
from l10n.errors import InputError
from l10n.files import read_text, stamp_if_any, write_if_changed
from l10n.locking import STATE_FOLDER, state_folder


class Counts(NamedTuple):
    """Live entries of a finished catalog, and how many of them are drafts for a person to review."""

    sentences: int
    drafts: int


class Stamps(NamedTuple):
    """Texts that are others after the article, or the catalog, was written; empty where there is none."""

    article: str
    catalog: str


class Progress(NamedTuple):
    """Live entries of a catalog by their state, and words of the source."""

    reviewed: int
    draft: int
    stale: int
    empty: int
    words: int

    @property
    def sentences(self) -> int:
        """Live entries in all."""
        return sum(self[:-1])


@dataclass
class _Notes:
    """Figures about the catalogs of a project, each with stamps of the files they were taken from.

    Args:
        config: of the project.
        known: catalog → the stamp of the article, its own, and the figures, as the file has them.
    """

    config: Config
    known: dict[str, list[object]]

    _file: ClassVar[str]

    @classmethod
    def load(cls, config: Config) -> Self:
        """Read what is known; nothing if the settings, the glossary or l10n itself are others than they were."""
        with contextlib.suppress(InputError, ValueError):
            value = json.loads(read_text(config.root / STATE_FOLDER / cls._file))
            if isinstance(value, Mapping) and value.get("made by") == _maker(config):
                known = value.get("catalogs")
                if isinstance(known, dict):
                    return cls(config, known)
        return cls(config, {})

    def save(self) -> None:
        """Write the file; where that cannot be done the next run is slower."""
        text = json.dumps({"made by": _maker(self.config), "catalogs": self.known}, ensure_ascii=False, indent=0)
        with contextlib.suppress(InputError, OSError):
            write_if_changed(state_folder(self.config.root) / self._file, text + "\n")

    def stamps(self, article: Path, catalog: Path) -> Stamps:
        """Give what changes with the files; to be taken before they are read."""
        return Stamps(stamp_if_any(article), stamp_if_any(catalog))

    def _find(self, catalog: Path, stamps: Stamps) -> list[object]:
        """Give the figures of a catalog; none if it or its article is another than it was."""
        match self.known.get(str(catalog)):
            case [str(article), str(own), *figures] if (article, own) == stamps:
                return figures
        return []

    def _note(self, catalog: Path, stamps: Stamps, figures: Sequence[int]) -> None:
        self.known[str(catalog)] = [*stamps, *figures]


class Finished(_Notes):
    """The finished catalogs of a project: there is nothing to draft in them."""

    _file = "finished.json"

    def counts(self, article: Path, catalog: Path) -> Counts | None:
        """Give the counts of a catalog if neither it nor its article has changed since it was finished."""
        match self._find(catalog, self.stamps(article, catalog)):
            case [int(sentences), int(drafts)]:
                return Counts(sentences, drafts)
        return None

    def note(self, article: Path, catalog: Path, counts: Counts) -> None:
        """Remember that a catalog is finished as it is on disk."""
        stamps = self.stamps(article, catalog)
        if all(stamps):
            self._note(catalog, stamps, counts)


class Seen(_Notes):
    """What ``l10n status`` has counted in each catalog, or would find in it where there is none yet."""

    _file = "status.json"

    def progress(self, catalog: Path, stamps: Stamps) -> Progress | None:
        """Give what was counted in a catalog if neither it nor its article has changed since."""
        match self._find(catalog, stamps):
            case [int(reviewed), int(draft), int(stale), int(empty), int(words)]:
                return Progress(reviewed, draft, stale, empty, words)
        return None

    def note(self, catalog: Path, stamps: Stamps, progress: Progress) -> None:
        """Remember what was counted after the stamps were taken."""
        self._note(catalog, stamps, progress)

    def save(self) -> None:
        """Write the file, in a project that l10n has written into before."""
        if (self.config.root / STATE_FOLDER).is_dir():
            super().save()


def _maker(config: Config) -> list[str]:
    settings = stamp_if_any(config.root / "pyproject.toml")
    return [__version__, config.source_locale, str(config.source_dir), settings, stamp_if_any(config.glossary)]
