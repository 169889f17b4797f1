"""Installing, checking and removing Firefox models, with the checksums in ``l10n.lock``.

Mozilla's registry lists every file with its SHA-256, packed and unpacked. ``fxtranslate`` says where the registry is;
its own downloads are not used, because they keep no checksum of ours. ``FXTRANSLATE_RECORDS_URL`` names a mirror.

Source:
    records of the collection translations-models-v2, and the root of its server, which says where the files are.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n.engines import firefox
from l10n.engines.argos import version_key
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
    key_of,
    move,
    removing,
    staging,
)
from l10n.errors import EngineError, InputError
from l10n.files import write_if_changed
from l10n.model import Model

ARCHITECTURES = ("base", "base-memory", "tiny")
"""Kinds of models of one version, best first."""
_EVERYWHERE = {None, "", "env.appinfo.OS != 'Android'"}
"""Conditions under which every Firefox on a computer gets a model; others are trials."""
_KINDS = frozenset({"model", "lex", "vocab", "srcvocab", "trgvocab"})
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MAX_BYTES = 512 << 20
_MAX_INDEX_BYTES = 64 << 20
_HINT = (
    "check the network; FXTRANSLATE_RECORDS_URL names a mirror of the registry; "
    "without network, copy a model folder here: docs/engines.md has the steps"
)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model in the registry."""

    kind: str
    name: str
    location: str
    packed: str
    """SHA-256 of the packed file."""
    sha256: str
    """And of the file itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A model in the registry: the files of one version and architecture."""

    version: str
    architecture: str
    files: tuple[File, ...]

    @property
    def complete(self) -> bool:
        """Whether it has all that is needed to translate."""
        kinds = {file.kind for file in self.files}
        return "model" in kinds and ("vocab" in kinds or {"srcvocab", "trgvocab"} <= kinds)


def install(pair: Pair, lock_path: Path, *, progress: Progress | None = None, timeout_s: float = 30.0) -> Outcome:
    """Install a model from Mozilla's registry: the version in the lock file, else the newest.

    Raises:
        EngineError: ``fxtranslate`` is not installed, or there is no network.
        InputError: the registry has no such model, a file is not the one it states, or another model of this direction
            is installed. Nothing has changed then.
    """
    if not firefox.has_library():
        raise EngineError("the Firefox models need the package fxtranslate", hint=firefox.INSTALL_EXTRA)
    lock = load_lock(lock_path)
    entry = lock.get(_key(pair))
    known = next((item for item in verify(lock_path) if item.pair == pair and item.model), None)
    if known and known.model and entry and known.status is Status.OK:
        return Outcome(known.model, False, entry)
    final = firefox.home() / _name(pair)
    with staging(firefox.home()) as folder:
        staged, offer, fresh = _download(pair, folder, entry, progress, timeout_s)
        if entry and entry.tree != fresh.tree:
            raise InputError(
                f"refused: firefox:{_name(pair)} {offer.version} is not the one in {lock_path.name}",
                path=lock_path,
                hint=f"nothing was changed; if you trust the registry: l10n models remove firefox:{_name(pair)}, "
                "then again",
            )
        same = known is not None and tree_hash(final) == fresh.tree
        if not same:
            move(staged, final, _in_the_way(final, pair))
    try:
        save_lock(lock_path, {**lock, _key(pair): fresh})
    except BaseException:
        if not same:
            shutil.rmtree(final, ignore_errors=True)
        raise
    return Outcome(Model(firefox.NAME, *pair, offer.version), not same, fresh)


def verify(lock_path: Path) -> list[Checked]:
    """Compare the installed models with the lock file, sorted by pair.

    Raises:
        InputError: the lock file or a file of a model cannot be read.
    """
    return compare(firefox.NAME, firefox.list_installed(firefox.home())[0], lock_path)


def remove(pair: Pair, lock_path: Path, *, keep_lock: bool = False) -> list[Path]:
    """Remove the model of a direction, broken or not, and its entry in the lock file.

    Args:
        keep_lock: leave the lock entry, so that only the same files can be installed again.
    Returns:
        The folder that was removed; empty if there was a lock entry only.
    Raises:
        InputError: there is no such model, or it cannot be removed.
    """
    lock = load_lock(lock_path)
    folder = firefox.home() / _name(pair)
    there = folder.is_dir() and not folder.is_symlink()
    if not there and (keep_lock or _key(pair) not in lock):
        found = [_name(item.pair) for item in verify(lock_path) if item.model]
        raise InputError(f"not installed: firefox:{_name(pair)}", hint=f"installed: {', '.join(found) or 'none'}")
    if there:
        with removing():
            shutil.rmtree(folder)
    if not keep_lock:
        forget(firefox.NAME, pair, lock_path)
    return [folder] if there else []


def _name(pair: Pair) -> str:
    return "-".join(pair)


def _key(pair: Pair) -> str:
    return key_of(firefox.NAME, pair)


def _download(
    pair: Pair, folder: Path, entry: LockEntry | None, progress: Progress | None, timeout_s: float
) -> tuple[Path, Offer, LockEntry]:
    """Get the files of a model into a new folder inside a folder, each checked twice."""
    address = str(firefox.library().discovery.records_url())
    offer = _choose(_offers(_fetch_json(address, folder, timeout_s), pair), pair, entry)
    root = _fetch_json(f"{address.split('/buckets/')[0]}/", folder, timeout_s)
    base = root.get("capabilities", {}).get("attachments", {}).get("base_url")
    if not isinstance(base, str) or not base:
        raise EngineError("the registry does not say where its files are", hint=_HINT)
    staged = folder / _name(pair)
    staged.mkdir()
    for file in offer.files:
        packed = folder / "packed"
        link = f"{base.rstrip('/')}/{file.location.lstrip('/')}"
        download([link], packed, max_bytes=_MAX_BYTES, progress=progress, timeout_s=timeout_s, hint=_HINT)
        _unpack(file, packed, staged / file.name)
    about = {"version": offer.version, "architecture": offer.architecture}
    write_if_changed(staged / firefox.ABOUT, json.dumps(about, indent=2, sort_keys=True) + "\n")
    size = sum((staged / file.name).stat().st_size for file in offer.files)
    model = next(file for file in offer.files if file.kind == "model")
    return staged, offer, LockEntry(offer.version, model.sha256, size, tree_hash(staged), address)


def _unpack(file: File, packed: Path, final: Path) -> None:
    """Unpack a downloaded file.

    Raises:
        InputError: packed or unpacked, it is not the file that the registry states.
    """
    found = file_hash(packed)
    if file.packed and found != file.packed:
        raise _refuse(file, f"SHA-256 {found[:12]}…, the registry has {file.packed[:12]}…")
    try:
        data = firefox.library().discovery.verify_and_decompress(packed.read_bytes(), file.sha256)
    except ValueError as exc:
        raise _refuse(file, f"unpacked, it is not what the registry states: {exc}") from exc
    try:
        final.write_bytes(data)
    except OSError as exc:
        raise cannot_install(final, exc) from exc
    if file_hash(final) != file.sha256:
        raise _refuse(file, "unpacked, it is not what the registry states")


def _refuse(file: File, message: str) -> InputError:
    return InputError(f"refused: {file.name}: {message}", hint="nothing was changed; try again later")


def _fetch_json(link: str, folder: Path, timeout_s: float) -> dict[str, Any]:
    path = folder / "answer.json"
    download([link], path, max_bytes=_MAX_INDEX_BYTES, timeout_s=timeout_s, hint=_HINT)
    try:
        data = json.loads(path.read_bytes())
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise EngineError(f"what came is not Mozilla's registry: {link}", hint=_HINT)
    return data


def _offers(registry: dict[str, Any], pair: Pair) -> list[Offer]:
    """Put the records of a direction together to models, those without all files left out."""
    found: dict[tuple[str, str], list[File]] = {}
    records = registry.get("data")
    for record in records if isinstance(records, list) else []:
        try:
            if (record["sourceLanguage"], record["targetLanguage"]) != pair or record["fileType"] not in _KINDS:
                continue
            attachment = record["attachment"]
            file = File(
                record["fileType"],
                record["name"],
                attachment["location"],
                attachment.get("hash") or "",
                record["decompressedHash"].lower(),
            )
            where = record.get("filter_expression")
            if where in _EVERYWHERE and _FILE_NAME.fullmatch(file.name) and not record.get("variant"):
                found.setdefault((str(record["version"]), str(record.get("architecture") or "")), []).append(file)
        except (KeyError, TypeError, AttributeError):
            continue
    offers = [Offer(*key, tuple(sorted(files, key=lambda file: file.name))) for key, files in found.items()]
    return [offer for offer in offers if offer.complete]


def _choose(offers: Sequence[Offer], pair: Pair, entry: LockEntry | None) -> Offer:
    if not offers:
        raise InputError(
            f"Mozilla's registry has no model firefox:{_name(pair)}",
            hint="it has models from and to English, none for Belarusian: docs/engines.md",
        )
    if entry:
        offers = [offer for offer in offers if offer.version == entry.version]
        if not offers:
            raise InputError(
                f"the registry no longer has firefox:{_name(pair)} {entry.version}, the version in the lock file",
                hint=f"to change to the version it has: l10n models remove firefox:{_name(pair)}, then install it",
            )
        locked = [offer for offer in offers if any(file.sha256 == entry.sha256 for file in offer.files)]
        offers = locked or offers

    def preference(offer: Offer) -> tuple[tuple[int, ...], int]:
        known = offer.architecture in ARCHITECTURES
        place = ARCHITECTURES.index(offer.architecture) if known else len(ARCHITECTURES)
        return version_key(offer.version), -place

    return max(offers, key=preference)


def _in_the_way(final: Path, pair: Pair) -> InputError:
    return InputError(
        f"another model from {pair[0]} to {pair[1]} is installed",
        path=final,
        hint=f"nothing was changed; to replace it: l10n models remove firefox:{_name(pair)}, then again",
    )
