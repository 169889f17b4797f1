"""What the stores of installed models have in common: how they are compared with ``l10n.lock``, and put into place."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from l10n.engines.lock import LockEntry, load_lock, save_lock, tree_hash
from l10n.errors import InputError
from l10n.files import reason
from l10n.model import LocaleCode, Model

Pair = tuple[LocaleCode, LocaleCode]


class Status(StrEnum):
    """How an installed model and its lock entry go together."""

    OK = "ok"  # installed, as locked
    CHANGED = "changed"  # installed, but not the files that were locked
    MISSING = "missing"  # locked, not installed
    UNLOCKED = "unlocked"  # installed, not in the lock file


class Installed(Protocol):
    """A model in its folder."""

    @property
    def model(self) -> Model:
        """Engine, direction and version."""
        ...

    @property
    def folder(self) -> Path:
        """Where its files are."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an installation came to."""

    model: Model
    installed: bool
    """False if the same model was there already."""
    entry: LockEntry


@dataclass(frozen=True, slots=True)
class Checked:
    """An installed or locked model."""

    engine: str
    pair: Pair
    status: Status
    model: Model | None
    """None if it is not installed."""
    entry: LockEntry | None


def pair_of(item: Installed) -> Pair:
    """Give the direction of an installed model."""
    return item.model.source, item.model.target


def key_of(engine: str, pair: Pair) -> str:
    """Name a model in the lock file: ``argos:en_ru``."""
    return f"{engine}:{'_'.join(pair)}"


def compare(engine: str, installed: Iterable[Installed], lock_path: Path) -> list[Checked]:
    """Compare the installed models of an engine with the lock file, sorted by pair.

    Args:
        engine: whose entries of the lock file count.
        installed: one model for each pair.
    Raises:
        InputError: the lock file or a file of a model cannot be read.
    """
    lock = {name: entry for name, entry in load_lock(lock_path).items() if name.startswith(f"{engine}:")}
    found = {key_of(engine, pair_of(item)): item for item in installed}
    checked = []
    for name in sorted({*lock, *found}):
        source, _, target = name.removeprefix(f"{engine}:").partition("_")
        item, entry = found.get(name), lock.get(name)
        model = item.model if item else None
        checked.append(Checked(engine, (source, target), _status(item, entry), model, entry))
    return checked


def is_same(item: Installed, entry: LockEntry) -> bool:
    """Whether a model has the version and the very files of a lock entry."""
    return item.model.version == entry.version and tree_hash(item.folder) == entry.tree


def _status(item: Installed | None, entry: LockEntry | None) -> Status:
    if item is None:
        return Status.MISSING
    if entry is None:
        return Status.UNLOCKED
    return Status.OK if is_same(item, entry) else Status.CHANGED


def forget(engine: str, pair: Pair, lock_path: Path) -> None:
    """Take a model out of the lock file, if it is there."""
    lock, key = load_lock(lock_path), key_of(engine, pair)
    if key in lock:
        save_lock(lock_path, {name: entry for name, entry in lock.items() if name != key})


@contextlib.contextmanager
def removing() -> Iterator[None]:
    """Say in one way why a folder cannot be removed."""
    try:
        yield
    except OSError as exc:
        hint = "check the permissions of the folder"
        raise InputError(f"cannot remove: {reason(exc)}", path=exc.filename, hint=hint) from exc


@contextlib.contextmanager
def staging(home: Path, *, beside: bool = False) -> Iterator[Path]:
    """Give an empty folder on the disk of the models, and remove it afterwards.

    Args:
        home: the folder of the models; it is made.
        beside: make the new folder beside it where possible, because everything in ``home`` is taken for a model.
    """
    place = home
    try:
        home.mkdir(parents=True, exist_ok=True)
        if beside and os.access(home.parent, os.W_OK) and home.parent.stat().st_dev == home.stat().st_dev:
            place = home.parent
        folder = Path(tempfile.mkdtemp(prefix=".l10n-", dir=place))
    except OSError as exc:
        raise cannot_install(home, exc) from exc
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move(staged: Path, final: Path, in_the_way: InputError) -> None:
    """Put a finished folder into its place.

    Raises:
        InputError: ``in_the_way`` if something is there; another if the folder cannot be moved.
    """
    if final.exists() or final.is_symlink():
        raise in_the_way
    try:
        staged.rename(final)
    except OSError as exc:
        raise cannot_install(final, exc) from exc


def cannot_install(path: Path, exc: OSError) -> InputError:
    """The error for a disk that is full or cannot be written."""
    return InputError(
        f"cannot install the model: {reason(exc)}",
        path=path,
        hint="nothing was changed; check the free space and the permissions of the folder",
    )
