"""Installing, checking and removing Argos packages, with the checksums in ``l10n.lock``.

A package is unpacked beside the others, compared with its archive and only then moved into place, so that whatever goes
wrong leaves everything as it was.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import tempfile
from pathlib import Path

from l10n.engines import argos
from l10n.engines.archive import Archive, Limits, check_unpacked, verify_archive
from l10n.engines.download import Progress, download
from l10n.engines.lock import LockEntry, file_hash, load_lock, save_lock, tree_hash
from l10n.engines.store import (
    Checked,
    Outcome,
    Pair,
    Status,
    cannot_install,
    compare,
    forget,
    is_same,
    key_of,
    move,
    pair_of,
    removing,
    staging,
)
from l10n.errors import InputError
from l10n.model import Model


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
    existing = [item for item in argos.list_installed()[0] if pair_of(item) == (archive.source, archive.target)]
    with staging(argos.packages_folder(), beside=True) as folder:  # beside: argostranslate takes all there for packages
        staged = _unpack(archive, folder)
        tree = tree_hash(staged)
        entry = LockEntry(archive.version, digest, path.stat().st_size, tree, source or f"file:{path.name}")
        model = Model(argos.NAME, archive.source, archive.target, archive.version)
        if existing:
            _check_same(existing, entry)
            save_lock(lock_path, {**lock, name: lock.get(name, entry)})
            return Outcome(model, False, lock.get(name, entry))
        final = argos.packages_folder() / archive.top
        move(staged, final, _in_the_way(final))
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
    newest: dict[Pair, argos.Installed] = {}
    for item in argos.list_installed()[0]:
        known = newest.get(pair_of(item))
        if known is None or argos.version_key(known.model.version) < argos.version_key(item.model.version):
            newest[pair_of(item)] = item
    return compare(argos.NAME, newest.values(), lock_path)


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
    chosen = [item for item in packages if pair_of(item) == pair]
    rest = [item.folder for item in broken if named.fullmatch(item.folder.name)]
    if not chosen and not rest and (keep_lock or _key(pair) not in lock):
        known = sorted("_".join(pair_of(item)) for item in packages)
        raise InputError(
            f"not installed: {'_'.join(pair)}",
            hint=f"installed packages: {', '.join(known) or 'none'}",
        )
    with removing():
        for item in chosen:
            argos.uninstall(item)
        for folder in rest:
            shutil.rmtree(folder)
    if not keep_lock:
        forget(argos.NAME, pair, lock_path)
    return [*(item.folder for item in chosen), *rest]


def _key(pair: Pair) -> str:
    return key_of(argos.NAME, pair)


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
        if is_same(item, entry):
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


def _unpack(archive: Archive, folder: Path) -> Path:
    staged = folder / archive.top
    try:
        argos.unpack(archive.path, folder)
    except OSError as exc:
        raise cannot_install(folder.parent, exc) from exc
    except Exception as exc:  # zipfile and zlib have many ways to say that an archive is damaged
        raise InputError(
            f"refused: a damaged archive: {exc}", path=archive.path, hint="nothing was changed; download the file again"
        ) from exc
    if [item.name for item in folder.iterdir()] != [archive.top]:
        raise InputError("refused: it unpacks to more than one folder", path=archive.path, hint="nothing was changed")
    check_unpacked(archive, staged)
    return staged


def _in_the_way(final: Path) -> InputError:
    return InputError(
        "a folder of this name is in the way and is no working package",
        path=final,
        hint="nothing was changed; look into it and remove it",
    )


def _writable(folder: Path) -> Path | None:
    """The folder if it can be written, else None, which is the system's folder for temporary files."""
    return folder if os.access(folder, os.W_OK) else None
