"""Installing, checking and removing Firefox models, with the checksums in ``l10n.lock``.

Mozilla's registry lists every file with its SHA-256, packed and unpacked. ``fxtranslate`` says where the registry is;
its own downloads are not used, because they keep no checksum of ours. ``FXTRANSLATE_RECORDS_URL`` names a mirror.

Source:
    records of the collection translations-models-v2, and the root of its server, which says where the files are.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n.engines import firefox
from l10n.engines.argos import version_key
from l10n.engines.download import Progress, download
from l10n.engines.lock import LockEntry, file_hash, load_lock, save_lock, tree_hash
from l10n.engines.packages import Checked, Outcome, Pair, Status
from l10n.errors import EngineError, InputError
from l10n.files import reason, write_if_changed
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
        InputError: the registry has no such model, or a file is not the one it states. Nothing has changed then.
    """
    if not firefox.has_library():
        raise EngineError("the Firefox models need the package fxtranslate", hint=firefox.INSTALL_EXTRA)
    lock = load_lock(lock_path)
    entry = lock.get(_key(pair))
    known = next((item for item in verify(lock_path) if item.pair == pair and item.model), None)
    if known and known.model and entry and known.status is Status.OK:
        return Outcome(known.model, False, entry)
    with _staging() as folder:
        address = _records_url()
        offer = _choose(_offers(_fetch_json(address, folder, timeout_s), pair), pair, entry)
        base = _attachments(address, folder, timeout_s)
        staged = folder / _name(pair)
        staged.mkdir()
        for file in offer.files:
            _fetch(file, f"{base}{file.location}", staged, progress, timeout_s)
        fresh = _describe(staged, pair, offer, address)
        _check_lock(pair, fresh, entry)
        model = Model(firefox.NAME, *pair, offer.version)
        final = firefox.home() / _name(pair)
        if known and tree_hash(known.folder_of(firefox.home()) if False else final) == fresh.tree:
            save_lock(lock_path, {**lock, _key(pair): fresh})
            return Outcome(model, False, fresh)
        _move(staged, final, pair)
    try:
        save_lock(lock_path, {**lock, _key(pair): fresh})
    except BaseException:
        shutil.rmtree(final, ignore_errors=True)
        raise
    return Outcome(model, True, fresh)
