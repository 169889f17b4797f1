"""Installing, checking and removing Argos packages, with the checksums in ``l10n.lock``.

A package is unpacked beside the others, compared with its archive and only then moved into place, so that whatever goes
wrong leaves everything as it was.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from l10n.engines import argos
from l10n.engines.archive import Archive, Limits, check_unpacked, verify_archive
from l10n.engines.download import Progress, download
from l10n.engines.lock import LockEntry, file_hash, load_lock, save_lock, tree_hash
from l10n.errors import InputError
from l10n.files import reason
from l10n.model import LocaleCode, Model

Pair = tuple[LocaleCode, LocaleCode]


class Status(StrEnum):
    """How an installed package and its lock entry go together."""

    OK = "ok"  # installed, as locked
    CHANGED = "changed"  # installed, but not the files that were locked
    MISSING = "missing"  # locked, not installed
    UNLOCKED = "unlocked"  # installed, not in the lock file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an installation came to."""

    model: Model
    installed: bool
    """False if the same package was there already."""
    entry: LockEntry


@dataclass(frozen=True, slots=True)
class Checked:
    """An installed or locked package."""

    pair: Pair
    status: Status
    model: Model | None
    """None if it is not installed."""
    entry: LockEntry | None
    engine: str = argos.NAME


def parse_pair(text: str) -> Pair:
    """Read a language pair.

    Raises:
        InputError: it has another form.

    >>> parse_pair("en_ru")
    ('en', 'ru')
    """
    match = re.fullmatch(r"([a-z]{2,3})[_-]([a-z]{2,3})", text)
    if not match:
        raise InputError(f"not a language pair: {text!r}", hint="write it as in: en_ru")
    return match[1], match[2]


def add(
    path: Path,
    lock_path: Path,
    *,
    source: str | None = None,
    expected: Pair | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """Install a package from a file.

    Args:
        path: the ``.argosmodel`` file.
        lock_path: the lock file of the project.
        source: where the file came from, for the lock file; by default its name.
        expected: refuse a package of any other direction.
    Returns:
        What happened; a package that is installed already with the same files is recorded, not installed again.
    Raises:
        InputError: the file is refused, differs from the lock file, or another package of this direction is installed.
            Nothing has changed then.
        EngineFailedError: argostranslate is not available.
    """
    archive = verify_archive(path, limits)
    if expected not in {None, (archive.source, archive.target)}:
        raise InputError(f"refused: this is a package from {archive.source} to {archive.target}", path=path)
    lock = load_lock(lock_path)
    name = _key((archive.source, archive.target))
    digest = file_hash(path)
    _check_lock(archive, digest, lock.get(name), lock_path)
    existing = [item for item in argos.list_installed()[0] if _pair(item.model) == (archive.source, archive.target)]
    with _staging() as folder:
        staged = _unpack(archive, folder)
        tree = tree_hash(staged)
        entry = LockEntry(archive.version, digest, path.stat().st_size, tree, source or f"file:{path.name}")
        model = Model(argos.NAME, archive.source, archive.target, archive.version)
        if existing:
            _check_same(existing, entry)
            save_lock(lock_path, {**lock, name: lock.get(name, entry)})
            return Outcome(model, False, lock.get(name, entry))
        final = argos.packages_folder() / archive.top
        _move(staged, final)
    try:
        save_lock(lock_path, {**lock, name: entry})
    except BaseException:
        shutil.rmtree(final, ignore_errors=True)
        raise
    return Outcome(model, True, entry)


def install(
    pair: Pair,
    lock_path: Path,
    *,
    progress: Progress | None = None,
    limits: Limits | None = None,
    timeout_s: float = 30.0,
) -> Outcome:
    """Install a package from the Argos index: the version in the lock file, else the newest.

    Raises:
        InputError: the index has no such pair or version, or the file is refused as in ``add``.
        EngineError: no network.
    """
    limits = limits or Limits()
    entry = load_lock(lock_path).get(_key(pair))
    checked = next((item for item in verify(lock_path) if item.pair == pair), None)
    if checked and checked.status is Status.OK and checked.model and entry:
        return Outcome(checked.model, False, entry)
    offer = _choose(argos.fetch_index(timeout_s), pair, entry)
    with tempfile.TemporaryDirectory(prefix=".l10n-", dir=_writable(argos.downloads_folder())) as folder:
        path = Path(folder) / f"{pair[0]}_{pair[1]}.argosmodel"
        link = download(offer.links, path, max_bytes=limits.archive_bytes, progress=progress, timeout_s=timeout_s)
        return add(path, lock_path, source=link, expected=pair, limits=limits)


def verify(lock_path: Path) -> list[Checked]:
    """Compare the installed packages with the lock file, sorted by pair.

    Raises:
        InputError: the lock file or a file of a package cannot be read.
    """
    lock = load_lock(lock_path)
    installed: dict[Pair, argos.Installed] = {}
    for item in argos.list_installed()[0]:
        known = installed.get(_pair(item.model))
        if known is None or argos.version_key(known.model.version) < argos.version_key(item.model.version):
            installed[_pair(item.model)] = item
    checked = []
    locked = (name for name in lock if name.startswith(f"{argos.NAME}:"))
    for name in sorted({*locked, *(_key(pair) for pair in installed)}):
        source, _, target = name.removeprefix(f"{argos.NAME}:").partition("_")
        checked.append(_compare((source, target), installed.get((source, target)), lock.get(name)))
    return checked


def remove(pair: Pair, lock_path: Path, *, keep_lock: bool = False) -> list[Path]:
    """Remove the packages of a direction, folders of a broken one included, and its entry in the lock file.

    Args:
        keep_lock: leave the lock entry, so that only the same file can be installed again.
    Returns:
        The folders that were removed; empty if there was a lock entry only.
    Raises:
        InputError: there is no such package, or it cannot be removed.
    """
    lock = load_lock(lock_path)
    packages, broken = argos.list_installed()
    named = re.compile(rf"(?:.*[-_])?{pair[0]}_{pair[1]}(?:[-_.].*)?")
    chosen = [item for item in packages if _pair(item.model) == pair]
    rest = [item.folder for item in broken if named.fullmatch(item.folder.name)]
    if not chosen and not rest and (keep_lock or _key(pair) not in lock):
        known = sorted("_".join(_pair(item.model)) for item in packages)
        raise InputError(
            f"not installed: {'_'.join(pair)}",
            hint=f"installed packages: {', '.join(known) or 'none'}",
        )
    try:
        for item in chosen:
            argos.uninstall(item)
        for folder in rest:
            shutil.rmtree(folder)
    except OSError as exc:
        raise InputError(
            f"cannot remove: {reason(exc)}", path=exc.filename, hint="check the permissions of the folder"
        ) from exc
    if not keep_lock and _key(pair) in lock:
        save_lock(lock_path, {name: entry for name, entry in lock.items() if name != _key(pair)})
    return [*(item.folder for item in chosen), *rest]


def _key(pair: Pair) -> str:
    return f"{argos.NAME}:{pair[0]}_{pair[1]}"


def _pair(model: Model) -> Pair:
    return model.source, model.target


def _compare(pair: Pair, item: argos.Installed | None, entry: LockEntry | None) -> Checked:
    if item is None:
        return Checked(pair, Status.MISSING, None, entry)
    if entry is None:
        return Checked(pair, Status.UNLOCKED, item.model, None)
    same = item.model.version == entry.version and tree_hash(item.folder) == entry.tree
    return Checked(pair, Status.OK if same else Status.CHANGED, item.model, entry)


def _check_lock(archive: Archive, digest: str, entry: LockEntry | None, lock_path: Path) -> None:
    if entry is None or entry.sha256 == digest:
        return
    pair = f"{archive.source}_{archive.target}"
    if entry.version == archive.version:
        what = (
            f"refused: {pair} {archive.version} has changed: SHA-256 {digest[:12]}…, {lock_path.name} has "
            f"{entry.sha256[:12]}…"
        )
    else:
        what = (
            f"refused: {lock_path.name} has {pair} {entry.version} (SHA-256 {entry.sha256[:12]}…), this is "
            f"{archive.version} ({digest[:12]}…)"
        )
    raise InputError(
        what,
        path=archive.path,
        hint=f"nothing was changed; if you trust this file: l10n models remove {pair}, then again",
    )


def _check_same(existing: list[argos.Installed], entry: LockEntry) -> None:
    for item in existing:
        if item.model.version == entry.version and tree_hash(item.folder) == entry.tree:
            return
    found = existing[0].model
    raise InputError(
        f"another package from {found.source} to {found.target} is installed: version {found.version}",
        path=existing[0].folder,
        hint=f"nothing was changed; to replace it: l10n models remove {found.source}_{found.target}, then again",
    )


def _choose(offers: list[argos.Offer], pair: Pair, entry: LockEntry | None) -> argos.Offer:
    name = "_".join(pair)
    found = [offer for offer in offers if (offer.source, offer.target) == pair]
    if not found:
        known = sorted({f"{offer.source}_{offer.target}" for offer in offers})
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        near = close or [item for item in known if {*item.split("_")} & {*pair}] or known
        raise InputError(
            f"the Argos index has no package {name}", hint=f"it has, for example: {', '.join(near[:12]) or 'nothing'}"
        )
    if entry:
        found = [offer for offer in found if offer.version == entry.version]
        if not found:
            raise InputError(
                f"the Argos index no longer has {name} {entry.version}, the version in the lock file",
                hint=f"to change to the version it has: l10n models remove {name}, then l10n models install {name}",
            )
    return max(found, key=lambda offer: argos.version_key(offer.version))


@contextlib.contextmanager
def _staging() -> Iterator[Path]:
    """Give an empty folder on the disk of the packages, beside them where possible, and remove it afterwards.

    Beside and not among them: argostranslate takes every folder there for a package.
    """
    packages = argos.packages_folder()
    try:
        packages.mkdir(parents=True, exist_ok=True)
        beside = packages.parent
        if not os.access(beside, os.W_OK) or beside.stat().st_dev != packages.stat().st_dev:
            beside = packages
        folder = Path(tempfile.mkdtemp(prefix=".l10n-", dir=beside))
    except OSError as exc:
        raise _cannot_install(packages, exc) from exc
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(archive: Archive, folder: Path) -> Path:
    staged = folder / archive.top
    try:
        argos.unpack(archive.path, folder)
    except OSError as exc:
        raise _cannot_install(folder.parent, exc) from exc
    except Exception as exc:  # zipfile and zlib have many ways to say that an archive is damaged
        raise InputError(
            f"refused: a damaged archive: {exc}", path=archive.path, hint="nothing was changed; download the file again"
        ) from exc
    if [item.name for item in folder.iterdir()] != [archive.top]:
        raise InputError("refused: it unpacks to more than one folder", path=archive.path, hint="nothing was changed")
    check_unpacked(archive, staged)
    return staged


def _move(staged: Path, final: Path) -> None:
    if final.exists() or final.is_symlink():
        raise InputError(
            "a folder of this name is in the way and is no working package",
            path=final,
            hint="nothing was changed; look into it and remove it",
        )
    try:
        staged.rename(final)
    except OSError as exc:
        raise _cannot_install(final, exc) from exc


def _cannot_install(path: Path, exc: OSError) -> InputError:
    return InputError(
        f"cannot install the package: {reason(exc)}",
        path=path,
        hint="nothing was changed; check the free space and the permissions of the folder",
    )


def _writable(folder: Path) -> Path | None:
    """The folder if it can be written, else None, which is the system's folder for temporary files."""
    return folder if os.access(folder, os.W_OK) else None
