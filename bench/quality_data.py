"""The evaluation sets and the recorded translations beside them.

A set is a group of files of equal length: ``flores-dev.en``, ``flores-dev.be`` are the text in two languages,
``flores-dev.google.be`` is what a system made of the English. Files are read as they are; HTML entities that some
system left in its output (``&#39;``) are undone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quality_words import normalise

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "eval"
SETS = ("flores-dev", "ntrex-dev")
BRIDGES = ("microsoft", "bergamot-base")
"""Systems whose Russian stands in for good Russian, before a step from Russian."""


class Recorded(NamedTuple):
    """Output of another system."""

    system: str
    target: str
    lines: list[str]


class Source(NamedTuple):
    """A text to translate: whose it is (``reference`` for the set's own), and its lines."""

    name: str
    lines: list[str]


class EvalSet:
    """One evaluation set.

    Args:
        name: ``flores-dev`` or ``ntrex-dev``.
        limit: how many lines to read; 0 for all.
        folder: where the files are.
    Raises:
        FileNotFoundError: the set is not there.
    """

    def __init__(self, name: str, limit: int, folder: Path = FOLDER) -> None:
        self.name = name
        self._limit = limit
        self._folder = folder
        self.reference("en")

    def reference(self, locale: str) -> list[str]:
        """Lines of the set in a language."""
        return self._read(self._folder / f"{self.name}.{locale}")

    def recorded(self) -> Iterator[Recorded]:
        """Recorded outputs from English, by target language."""
        paths = [path for path in self._folder.glob(f"{self.name}.*.*") if path.suffix[1:] != "en"]
        for path in sorted(paths, key=lambda path: (path.suffix, path.name)):
            system = path.name.removeprefix(f"{self.name}.").removesuffix(path.suffix)
            yield Recorded(system, path.suffix[1:], self._read(path))

    def sources(self, locale: str) -> Iterator[Source]:
        """What to translate from a language: the set's own text; from Russian, recorded Russian where there is some."""
        systems = [name for name in BRIDGES if (self._folder / f"{self.name}.{name}.{locale}").exists()]
        if not systems:
            yield Source("reference", self.reference(locale))
        for name in systems:
            yield Source(name, self._read(self._folder / f"{self.name}.{name}.{locale}"))

    def _read(self, path: Path) -> list[str]:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        return [normalise(html.unescape(line)) for line in lines[: self._limit or None]]
