"""``l10n.lock``: which model files a project uses, by checksum. JSON, sorted, in the project root."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from l10n.errors import InputError
from l10n.files import read_text, reason, write_if_changed

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class LockEntry:
    """What the project knows about one model."""

    version: str
    sha256: str
    """Of the archive, hexadecimal; for a Firefox model, of its model file, as Mozilla's registry has it."""
    size: int
    """Bytes of the archive, or of all files where there is none."""
    tree: str
    """``tree_hash`` of the unpacked files."""
    source: str
    """The address it was downloaded from, or ``file:NAME``."""


Lock = Mapping[str, LockEntry]
"""``argos:en_ru`` → entry."""


def load_lock(path: Path) -> dict[str, LockEntry]:
    """Read the lock file; empty if there is none.

    Raises:
        InputError: the file is damaged; names the line or the entry.
    """
    if not path.exists():
        return {}
    hint = "take the file from version control, or delete it and install the models again"
    try:
        models = json.loads(read_text(path))["models"]
    except json.JSONDecodeError as exc:
        raise InputError(f"not valid JSON: {exc.msg}", path=path, line=exc.lineno, hint=hint) from exc
    except (KeyError, TypeError) as exc:
        raise InputError("not a lock file: it has no models", path=path, hint=hint) from exc
    if not isinstance(models, dict):
        raise InputError("not a lock file: models is no table", path=path, hint=hint)
    entries: dict[str, LockEntry] = {}
    for name, fields in models.items():
        entry = _entry(fields)
        if entry is None:
            raise InputError(f"damaged entry: {name}", path=path, hint=hint)
        entries[name] = entry
    return entries


def _entry(fields: object) -> LockEntry | None:
    kinds = {"version": str, "sha256": str, "size": int, "tree": str, "source": str}
    if not isinstance(fields, dict) or not all(isinstance(fields.get(key), kind) for key, kind in kinds.items()):
        return None
    return LockEntry(**{key: fields[key] for key in kinds})


def save_lock(path: Path, lock: Lock) -> bool:
    """Write the lock file, sorted, unless nothing changed; says whether it was written."""
    data = {"models": {name: asdict(lock[name]) for name in sorted(lock)}}
    return write_if_changed(path, json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal.

    Raises:
        InputError: the file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError as exc:
        raise InputError(f"cannot read: {reason(exc)}", path=path, hint="check the file") from exc
    return digest.hexdigest()


def tree_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of all files below a folder; links count by where they point.

    Raises:
        InputError: a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            digest.update(f"link {path.readlink()}  {name}\n".encode())
        elif path.is_file():
            digest.update(f"{file_hash(path)}  {name}\n".encode())
    return digest.hexdigest()
