"""Apertium, where it is installed: rules and dictionaries, from Russian to Belarusian and Ukrainian and back.

The programs are those of the ``.mode`` file of a direction, but for the tagger, whose data in Debian makes it crash on
nearly every sentence; the constraint grammar chooses the reading instead. Each program runs once over all texts.

Source:
    apertium-bel-rus 0.2.1 and apertium-rus-ukr 0.2.1 with apertium 3.8.3 as run here. ``-z`` keeps texts between NUL
    characters apart, so that no rule reaches over their ends; ``lt-proc -n`` generates without the marks ``*``, ``@``
    and ``#`` of unknown words, which are left in their own language.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from l10n.engines.clauses import tidy
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.files import reason
from l10n.model import Draft, EngineOptions, LocaleCode, Model

NAME = "apertium"
PACKAGES = "apertium-bel-rus apertium-rus-ukr"

_CODES: Mapping[str, LocaleCode] = {"bel": "be", "rus": "ru", "ukr": "uk"}
_SPECIAL = re.compile(r"[\[\]{}/\\^$@<>]")
_ESCAPED = re.compile(r"\\(.)")
_MARKED = re.compile(r"\[(\d+)\](.*)", re.DOTALL)
_BATCH = 200
_TIMEOUT_S = 120.0


class ApertiumEngine:
    """The installed language pairs; none where Apertium is not installed."""

    name = NAME

    def __init__(self, options: EngineOptions, share: Path | None = None) -> None:
        self._share = share

    def models(self) -> Sequence[Model]:
        """List the directions whose programs and data are there; the version is the date of the dictionary."""
        return [Model(NAME, *pair, _date(commands)) for pair, commands in sorted(self._directions.items())]

    def translate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode) -> list[Draft]:
        """Translate sentences that are already split; see ``Engine.translate``."""
        commands = self._directions.get((source, target))
        if commands is None:
            raise RouteMissingError(
                f"Apertium from {source} to {target} is not installed",
                hint=f"on Debian and Ubuntu: apt-get install {PACKAGES}",
            )
        lines = [tidy(text) for text in texts]
        unique = [line for line in dict.fromkeys(lines) if line]
        drafts = {"": ""}
        for start in range(0, len(unique), _BATCH):
            batch = unique[start : start + _BATCH]
            drafts.update(zip(batch, _run(batch, commands), strict=True))
        return [Draft(drafts[line]) for line in lines]

    @cached_property
    def _directions(self) -> dict[tuple[LocaleCode, LocaleCode], list[list[str]]]:
        """Every usable direction with its programs and their arguments."""
        program = shutil.which("lt-proc")
        if self._share is None and program is None:
            return {}
        share = self._share or Path(program or "").parent.parent / "share" / "apertium"
        found = {}
        for source, first in _CODES.items():
            for target, second in _CODES.items():
                commands = _read_mode(share / "modes" / f"{source}-{target}.mode")
                if commands and all(shutil.which(command[0]) for command in commands):
                    found[first, second] = commands
        return found


def _read_mode(path: Path) -> list[list[str]]:
    """Read the programs of a direction; empty if it is not installed, or not as expected."""
    try:
        programs = [shlex.split(part) for part in path.read_text(encoding="utf-8").split("|")]
    except (OSError, ValueError):
        return []
    commands = []
    for program in programs:
        if not program or any(re.search(r"[;&<>`]", argument) for argument in program):
            return []
        name, *arguments = program
        if name == "cg-proc":
            commands.append([name, "-z", "-1", "-n", "-w", arguments[-1]])
        elif name != "apertium-tagger":
            commands.append([name, "-z", *("-n" if argument == "$1" else argument for argument in arguments)])
    data = [Path(argument) for command in commands for argument in command if argument.startswith("/")]
    return commands if data and all(item.is_file() for item in data) else []


def _date(commands: Sequence[Sequence[str]]) -> str:
    changed = Path(commands[0][-1]).stat().st_mtime
    return datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%d")


def _run(texts: Sequence[str], commands: Sequence[Sequence[str]]) -> list[str]:
    """Send texts through the programs, each text numbered so that none can take the place of another."""
    data = b"".join(f"[{number}]{_escape(text)}\0".encode() for number, text in enumerate(texts))
    for command in commands:
        data = _call(command, data).rstrip(b"\0") + b"\0"  # every program adds one at the end
    answers = [_MARKED.fullmatch(item) for item in data.decode("utf-8", "replace").split("\0")[:-1]]
    numbers = [int(answer[1]) for answer in answers if answer]
    if numbers != list(range(len(texts))):
        raise _failure(f"it gave {len(numbers)} texts for {len(texts)}")
    return [tidy(_ESCAPED.sub(r"\1", answer[2])) for answer in answers if answer]


def _call(command: Sequence[str], data: bytes) -> bytes:
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as exc:
        raise _failure(f"{command[0]} takes more than {_TIMEOUT_S:.0f} seconds") from exc
    except OSError as exc:
        raise _failure(f"{command[0]}: {reason(exc)}") from exc
    if done.returncode:
        said = tidy(done.stderr.decode("utf-8", "replace"))[:200]
        raise _failure(f"{command[0]} ended with {done.returncode}{': ' + said if said else ''}")
    return done.stdout


def _escape(text: str) -> str:
    """Protect what has a meaning in Apertium's stream format.

    >>> _escape("a [b] 5$")
    'a \\\\[b\\\\] 5\\\\$'
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _failure(message: str) -> EngineFailedError:
    return EngineFailedError(
        f"Apertium failed: {message}",
        hint=f"reinstall it: apt-get install --reinstall {PACKAGES}; another engine: --engine embedded",
    )
