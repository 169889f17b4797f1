"""What dictionaries said of words in earlier runs, so that they need not be opened for them again.

A cache in ``.l10n/``: without it a run does the same, only slower. Opening the Ukrainian dictionary takes more than a
second.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l10n import __version__
from l10n.errors import InputError
from l10n.files import read_text, stamp_if_any, write_if_changed

FILE = "words.json"
_MOST = 500_000
"""Words of a dictionary from which on nothing of it is kept: nobody's articles have so many."""


@dataclass
class Answers:
    """What one dictionary said."""

    known: dict[str, bool] = field(default_factory=dict)
    """Word → whether the dictionary has it."""
    meant: dict[str, Sequence[str]] = field(default_factory=dict)
    """Word that it does not have → words that may be meant."""

    def __bool__(self) -> bool:
        """Whether there is any answer."""
        return bool(self.known or self.meant)


class KnownWords:
    """The answers of the dictionaries that a project uses.

    Args:
        folder: the state folder of the project; without one nothing is read or kept.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = folder / FILE if folder else None
        self._found = _read(self._path) if self._path else {}
        self._given: dict[str, Answers] = {}

    def of(self, dictionary: Path) -> Answers:
        """Give what a dictionary (its ``.aff`` file) has said, to be added to; nothing if it was changed since."""
        key = str(dictionary)
        if key not in self._given:
            row = self._found.get(key)
            self._given[key] = _answers(row) if row and row.get("stamp") == _stamp(dictionary) else Answers()
        return self._given[key]

    def save(self) -> None:
        """Write the file if the state folder exists; where that cannot be done the next run is slower."""
        if self._path is None or not self._path.parent.is_dir():
            return
        rows = self._found | {key: _row(Path(key), given) for key, given in self._given.items() if given}
        text = json.dumps({"made by": __version__, "dictionaries": rows}, ensure_ascii=False, indent=0)
        with contextlib.suppress(InputError):
            write_if_changed(self._path, text + "\n")


def _read(path: Path) -> dict[str, Any]:
    """Read the rows of a file that this version of l10n has written."""
    with contextlib.suppress(InputError, ValueError):
        value = json.loads(read_text(path))
        if isinstance(value, Mapping) and value.get("made by") == __version__:
            rows = value.get("dictionaries")
            if isinstance(rows, dict) and all(isinstance(row, Mapping) for row in rows.values()):
                return rows
    return {}


def _answers(row: Mapping[str, Any]) -> Answers:
    match row:
        case {"has": str(words), "lacks": str(others), "meant": dict(meant)}:
            known = dict.fromkeys(words.split(), True) | dict.fromkeys(others.split(), False)
            return Answers(known, {word: str(found).split() for word, found in meant.items()})
    return Answers()


def _row(dictionary: Path, answers: Answers) -> dict[str, Any]:
    if len(answers.known) > _MOST:
        return {}
    return {
        "stamp": _stamp(dictionary),
        "has": " ".join(sorted(word for word, known in answers.known.items() if known)),
        "lacks": " ".join(sorted(word for word, known in answers.known.items() if not known)),
        "meant": {word: " ".join(found) for word, found in sorted(answers.meant.items())},
    }


def _stamp(dictionary: Path) -> str:
    return f"{stamp_if_any(dictionary)} {stamp_if_any(dictionary.with_suffix('.dic'))}"
