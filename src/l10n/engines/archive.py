"""Verification of a package archive, before anything of it is written to the disk."""

from __future__ import annotations

import json
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from l10n.errors import InputError
from l10n.files import reason
from l10n.model import LocaleCode

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_METADATA_BYTES = 1 << 20
_RATIO_FLOOR_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may have at most."""

    archive_bytes: int = 1 << 30
    unpacked_bytes: int = 2 << 30
    members: int = 10_000
    ratio: int = 100
    """Unpacked by packed size, looked at from 1 MiB unpacked."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A verified archive."""

    path: Path
    top: str
    """Its one folder."""
    source: LocaleCode
    target: LocaleCode
    version: str
    sizes: dict[str, int]
    """Every file, with its path below ``top``, and its size in bytes."""


def verify_archive(path: Path, limits: Limits | None = None) -> Archive:
    """Look at every member of an archive without unpacking it.

    Raises:
        InputError: not a zip archive, over a limit, a member that could be written outside its folder or over another
            one, or not a package; the message names the member.
    """
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        if size > limits.archive_bytes:
            raise _refuse(path, f"larger than the limit of {limits.archive_bytes} bytes: {size} bytes")
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_limits(path, members, size, limits)
            top, sizes = _check_names(path, members)
            fields = _read_metadata(path, archive, f"{top}/metadata.json", sizes)
    except FileNotFoundError:
        raise InputError(
            "file not found", path=path, hint="check the path; it is relative to the current folder"
        ) from None
    except OSError as exc:
        raise InputError(f"cannot read: {reason(exc)}", path=path, hint="check the permissions of the file") from exc
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as exc:
        raise InputError(
            "not an Argos package: a damaged archive, or none at all",
            path=path,
            hint="download the file again",
        ) from exc
    if "model/model.bin" not in sizes:
        raise _refuse(path, "it has no model/model.bin")
    if not {"sentencepiece.model", "bpe.model"} & sizes.keys():
        raise _refuse(path, "it has neither sentencepiece.model nor bpe.model")
    return Archive(path, top, fields["from_code"], fields["to_code"], fields["package_version"], sizes)


def check_unpacked(archive: Archive, folder: Path) -> None:
    """Compare the unpacked files with what the archive declared.

    Raises:
        InputError: a file is missing, of another size, a link, or one too many.
    """
    found = {
        item.relative_to(folder).as_posix(): -1 if item.is_symlink() else item.stat().st_size
        for item in folder.rglob("*")
        if item.is_symlink() or not item.is_dir()
    }
    if found != archive.sizes:
        raise _refuse(archive.path, "the unpacked files are not those the archive declares")


def _refuse(path: Path, message: str) -> InputError:
    return InputError(
        f"refused: {message}", path=path, hint="nothing was changed; get the file from the Argos package index"
    )


def _check_limits(path: Path, members: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(members) > limits.members:
        raise _refuse(path, f"more than {limits.members} members: {len(members)}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise _refuse(path, f"unpacked larger than the limit of {limits.unpacked_bytes} bytes: {unpacked} bytes")
    if unpacked > _RATIO_FLOOR_BYTES and unpacked > limits.ratio * size:
        raise _refuse(path, f"unpacks to more than {limits.ratio} times its size")


def _check_names(path: Path, members: Sequence[zipfile.ZipInfo]) -> tuple[str, dict[str, int]]:
    """Check where the members would be written; give the top folder and the files below it."""
    seen: set[str] = set()
    folders: set[str] = set()
    files: dict[PurePosixPath, int] = {}
    for member in members:
        name = _check_member(path, member)
        key = _fold(name)
        if key in seen:
            raise _refuse(path, f"two members of one name: {name.as_posix()!r}")
        seen.add(key)
        folders.update(_fold(parent) for parent in name.parents)
        if not member.is_dir():
            files[name] = member.file_size
    clash = next((name for name in files if _fold(name) in folders), None)
    if clash:
        raise _refuse(path, f"a member is a file and a folder: {clash.as_posix()!r}")
    tops = {key.split("/")[0] for key in seen}
    if len(tops) != 1 or not files or any(len(name.parts) < 2 for name in files):
        raise _refuse(path, "it does not have exactly one folder at the top")
    top = next(iter(files)).parts[0]
    if not _NAME.fullmatch(top) or any(name.parts[0] != top for name in files):
        raise _refuse(path, f"the folder at the top has no plain name: {top!r}")
    return top, {name.relative_to(top).as_posix(): size for name, size in files.items()}


def _fold(name: PurePosixPath) -> str:
    """A name as file systems that ignore case and composition see it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.as_posix()).casefold())


def _check_member(path: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    name = member.orig_filename
    parts = name.removesuffix("/").split("/")
    if "\\" in name or ":" in name or any(ord(letter) < 32 for letter in name):
        raise _refuse(path, f"a member has a forbidden character in its name: {name!r}")
    if name.startswith("/"):
        raise _refuse(path, f"a member has an absolute path: {name!r}")
    if any(part in {"", ".", ".."} or part != part.rstrip(". ") for part in parts):
        raise _refuse(path, f"a member leaves its folder: {name!r}")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR} or (kind == stat.S_IFDIR) > member.is_dir():
        raise _refuse(path, f"a member is a link or a special file: {name!r}")
    if member.flag_bits & 1:
        raise _refuse(path, f"a member is encrypted: {name!r}")
    return PurePosixPath(*parts)


def _read_metadata(path: Path, archive: zipfile.ZipFile, name: str, sizes: dict[str, int]) -> dict[str, Any]:
    if "metadata.json" not in sizes:
        raise _refuse(path, "it has no metadata.json")
    if sizes["metadata.json"] > _METADATA_BYTES:
        raise _refuse(path, "its metadata.json is too large")
    try:
        fields = json.loads(archive.read(name))
    except ValueError as exc:
        raise _refuse(path, "its metadata.json is not valid JSON") from exc
    if not isinstance(fields, dict) or fields.get("type", "translate") != "translate":
        raise _refuse(path, "it is not a translation package")
    for key, pattern in (("from_code", _CODE), ("to_code", _CODE), ("package_version", _NAME)):
        value = fields.get(key)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _refuse(path, f"its metadata.json has no usable {key}")
    return fields
