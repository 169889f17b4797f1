"""The translation models of Firefox, run by the package ``fxtranslate`` (the optional extra ``firefox``).

A model is a folder ``en-uk`` with Mozilla's files and what ``firefox_models.install`` wrote about them in l10n.json.

Source:
    fxtranslate 0.5: ``translate`` takes one sentence and silently drops what is beyond the context of the model, so
    long ones go through in pieces.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from l10n.engines.clauses import join_pieces, split_long, tidy
from l10n.engines.folders import models_folder
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.files import read_text, reason
from l10n.model import Draft, EngineOptions, LocaleCode, Model

NAME = "firefox"
FOLDER_VARIABLE = "L10N_FIREFOX_DIR"
ABOUT = "l10n.json"
INSTALL_EXTRA = 'install the extra: pip install "l10n[firefox]"'
MAX_CHARACTERS = 400
"""Longest text that is given to a model in one piece: some hundred tokens."""

_FOLDER_NAME = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_PATTERNS = {"model": "model.*.bin", "lex": "lex.*.bin", "vocab": "vocab.*.spm"}
_SPLIT_PATTERNS = {"srcvocab": "srcvocab.*.spm", "trgvocab": "trgvocab.*.spm"}


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed model."""

    model: Model
    folder: Path
    files: dict[str, Path]
    """By kind: model, source and target (vocabularies), and perhaps lex."""


class FirefoxEngine:
    """The installed Firefox models; none without ``fxtranslate``."""

    name = NAME

    def __init__(self, options: EngineOptions, folder: Path | None = None) -> None:
        self._home = folder or home()
        self._loaded: dict[Path, Any] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """Version of the library; empty if it is not installed."""
        try:
            return metadata.version("fxtranslate")
        except metadata.PackageNotFoundError:
            return ""

    def models(self) -> Sequence[Model]:
        """List the installed directions; ``problems`` says why there are none where models are there."""
        return [item.model for item in list_installed(self._home)[0]] if has_library() else []

    def problems(self) -> list[str]:
        """Say what is wrong with the installed models, a line each."""
        found, problems = list_installed(self._home)
        missing = [f"fxtranslate is not installed, so its models are not used; {INSTALL_EXTRA}"]
        return problems + (missing if found and not has_library() else [])

    def translate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode) -> list[Draft]:
        """Translate sentences that are already split; see ``Engine.translate``."""
        installed = list_installed(self._home)[0] if has_library() else []
        found = next((item for item in installed if (item.model.source, item.model.target) == (source, target)), None)
        if found is None:
            raise RouteMissingError(
                f"no Firefox model from {source} to {target} is installed",
                hint=f"install one: l10n models install firefox:{source}-{target}"
                + ("" if has_library() else f"; before that, {INSTALL_EXTRA}"),
            )
        lines = [tidy(text) for text in texts]
        with self._lock:
            drafts = {line: self._draft(found, line) for line in dict.fromkeys(lines)}
        return [Draft(drafts[line]) for line in lines]

    def _draft(self, found: Installed, line: str) -> str:
        if not line:
            return ""
        pieces = split_long(line, len, MAX_CHARACTERS)
        try:
            if found.folder not in self._loaded:
                self._loaded[found.folder] = _load(found)
            translate = self._loaded[found.folder].translate
            return tidy(join_pieces([(piece, str(translate(piece.text))) for piece in pieces]))
        except (ValueError, RuntimeError, ImportError, OSError) as exc:
            pair = f"{found.model.source}-{found.model.target}"
            raise EngineFailedError(
                f"{found.model} cannot translate: {tidy(str(exc)) or type(exc).__name__}",
                path=found.folder,
                hint=f"install it anew: l10n models remove --keep-lock firefox:{pair}, then install it again",
            ) from exc


def _load(found: Installed) -> Any:
    return library().Translator(
        model=found.files["model"].read_bytes(),
        src_vocab=found.files["source"].read_bytes(),
        trg_vocab=found.files["target"].read_bytes(),
        shortlist=found.files["lex"].read_bytes() if "lex" in found.files else None,
    )


def has_library() -> bool:
    """Whether fxtranslate is installed; does not import it."""
    return importlib.util.find_spec("fxtranslate") is not None


def library() -> Any:
    """Import fxtranslate, which ``has_library`` says is there."""
    return importlib.import_module("fxtranslate")


def home() -> Path:
    """Where the models are."""
    return models_folder(NAME, FOLDER_VARIABLE)


def list_installed(folder: Path) -> tuple[list[Installed], list[str]]:
    """List the models in a folder by name, and what is wrong with the other folders there, a line each."""
    found: list[Installed] = []
    problems: list[str] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
    except FileNotFoundError:
        return [], []
    except OSError as exc:
        return [], [f"cannot read: {reason(exc)}: {folder}"]
    for path in paths:
        try:
            found.append(_read_folder(path))
        except (ValueError, TypeError, KeyError, EngineFailedError) as exc:
            problems.append(f"no Firefox model: {getattr(exc, 'message', exc)}: {path}")
    return found, problems


def _read_folder(path: Path) -> Installed:
    """Find the files of a model by their names, and its version in l10n.json.

    Raises:
        ValueError: the name is no pair of languages, or a file is missing.
    """
    name = _FOLDER_NAME.fullmatch(path.name)
    if not name:
        raise ValueError("its name is not a language pair such as en-uk")
    files = {kind: matches[0] for kind, pattern in _PATTERNS.items() if (matches := sorted(path.glob(pattern)))}
    split = {kind: matches[0] for kind, pattern in _SPLIT_PATTERNS.items() if (matches := sorted(path.glob(pattern)))}
    files["source"] = split.get("srcvocab", files.get("vocab", path / "vocab.spm"))
    files["target"] = split.get("trgvocab", files.get("vocab", path / "vocab.spm"))
    if "model" not in files:
        raise ValueError("it has no model.*.bin")
    missing = next((kind for kind in ("source", "target") if not files[kind].is_file()), None)
    if missing:
        raise ValueError(f"it has no vocabulary of the {missing}")
    about = json.loads(read_text(path / ABOUT, EngineFailedError)) if (path / ABOUT).exists() else {}
    return Installed(Model(NAME, name[1], name[2], str(about.get("version") or "1")), path, files)
