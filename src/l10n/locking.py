"""One writer at a time: a lock on the project, which the system takes away from a process that dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from l10n.errors import InputError
from l10n.files import reason

STATE_FOLDER = ".l10n"
"""Folder of a project for what can be made anew: lock and caches. Nothing of it belongs into version control."""


def state_folder(root: Path) -> Path:
    """Make the state folder of a project if need be; it tells git to ignore it.

    Raises:
        OSError: it cannot be made.
    """
    folder = root / STATE_FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


@contextmanager
def project_lock(root: Path) -> Iterator[None]:
    """Keep other runs from writing into a project.

    Raises:
        InputError: another run holds the lock, or the project cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(state_folder(root) / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise InputError(
            "another l10n is writing into this project",
            path=root,
            hint="wait until it has finished, then run the command again",
        ) from None
    except OSError as exc:
        raise InputError(
            f"cannot write: {reason(exc)}", path=root, hint="check the permissions of the project folder"
        ) from exc
    try:
        yield
    finally:
        lock.release()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Wait until nobody else is between reading and writing a file of this folder, and keep others from it meanwhile.

    Held for moments, so that no write is lost between two programs that merge what they find. Where the system has no
    such locks (Windows), nobody waits.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path.parent, os.O_RDONLY)
    except OSError:  # whoever writes says why that is not possible
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
