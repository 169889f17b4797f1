"""Reading and writing text files: UTF-8 only, line ends untouched, never a half-written file."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import tempfile
from pathlib import Path

from l10n.errors import InputError, L10nError


def read_text(path: Path, error: type[L10nError] = InputError) -> str:
    """Read a whole file as UTF-8 with its line ends and byte order mark as they are.

    Args:
        path: the file.
        error: class of the error that is raised.
    Raises:
        L10nError: (of class ``error``) missing, a folder, unreadable, not UTF-8 (with the line), or with a NUL byte.
    """
    data = read_bytes(path, error)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise error(
            f"not valid UTF-8 (byte 0x{data[exc.start]:02X})",
            path=path,
            line=line,
            hint="save the file as UTF-8, for example: iconv -f WINDOWS-1251 -t UTF-8 FILE",
        ) from exc
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise error("contains a NUL byte, so it is not a text file", path=path, line=line, hint="name a text file")
    return text


def read_bytes(path: Path, error: type[L10nError] = InputError) -> bytes:
    """Read a whole file.

    Raises:
        L10nError: (of class ``error``) missing, a folder or unreadable.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise error("file not found", path=path, hint="check the path; it is relative to the current folder") from None
    except IsADirectoryError:
        raise error("this is a folder, not a file", path=path, hint="name a file inside it") from None
    except OSError as exc:
        raise error(f"cannot read: {reason(exc)}", path=path, hint="check the permissions of the file") from exc


def stamp(path: Path) -> str:
    """Give a text that is another one after a file was written, by whatever program.

    Raises:
        InputError: the file cannot be looked at.
    """
    try:
        found = path.stat()
    except OSError as exc:
        raise InputError(f"cannot read: {reason(exc)}", path=path, hint="check the permissions of the folder") from exc
    return f"{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_size}.{found.st_ino}"


def stamp_if_any(path: Path) -> str:
    """Give the ``stamp`` of a file, nothing where there is none."""
    try:
        return stamp(path)
    except InputError:
        return ""


def read_lines(path: Path, error: type[L10nError] = InputError) -> list[str]:
    """Read a text file line by line, without line ends and byte order mark.

    Only line feeds (with or without a carriage return) end a line, so that line N here is line N in any editor.

    Raises:
        L10nError: as ``read_text``.
    """
    lines = [line.removesuffix("\r") for line in read_text(path, error).removeprefix("\ufeff").split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file through a temporary name in the same folder, unless it already has this content.

    What is no file (a device, a pipe) is written to as it is.

    Returns:
        Whether the file was written.
    Raises:
        InputError: the folder cannot be made or written; whatever was there before is intact.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = ""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(data)
            return True
        with contextlib.suppress(OSError):
            if path.read_bytes() == data:
                return False
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except OSError as exc:
        raise InputError(
            f"cannot write: {reason(exc)}",
            path=path,
            hint="check the permissions and the free space of the folder; nothing was changed",
        ) from exc
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
    return True


def sweep(path: Path) -> None:
    """Remove what runs that were killed have left of writing a file. Nobody else may be writing it."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def digest(text: str) -> str:
    """Give the SHA-256 of a text, to see whether a file has changed without keeping what it was."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def reason(exc: OSError) -> str:
    """Say why an operation failed in the system's words, without the errno and the path.

    >>> reason(OSError(13, "Permission denied"))
    'Permission denied'
    """
    return exc.strerror or str(exc)


def _mode(path: Path) -> int:
    """Permissions for a file to be written: those it has, or what the umask gives a new one."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
