"""OPUS-MT models that somebody converted with CTranslate2's own converter, each in a folder of its own.

    opus-mt-tc-big-en-zle/
        model.bin, config.json, vocabularies    from: ct2-opus-mt-converter
        source.spm, target.spm                  from the OPUS-MT archive
        l10n.toml                               optional: from, to, version, tokens

A model of several target languages wants the target as a token before the source: ``>>bel<<``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from l10n.engines.ctranslate import CTranslateModel, Decoding, RetryingEngine, SentencePiece
from l10n.engines.folders import models_folder
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.files import read_text
from l10n.model import Draft, EngineOptions, LocaleCode, Model

NAME = "opus"
FOLDER_VARIABLE = "L10N_OPUS_DIR"

GROUPS: Mapping[str, tuple[LocaleCode, ...]] = {"zle": ("be", "ru", "uk")}
"""Language groups in the names of models (ISO 639-5): zle is East Slavic."""
TOKENS: Mapping[LocaleCode, str] = {"be": ">>bel<<", "ru": ">>rus<<", "uk": ">>ukr<<"}
"""What a model of several languages calls its targets (ISO 639-3); ``tokens`` in l10n.toml may add others."""

_FILES = ("model.bin", "source.spm", "target.spm")
_FOLDER_NAME = re.compile(r"(?:opus-?mt-)?(?:tc-(?:big|base|tiny)-)?([a-z]{2,3})[-_]([a-z]{2,3})(?:[-_@](.+))?")
_REMEDY = (
    "convert the model again: ct2-opus-mt-converter --model_dir DIR --output_dir DIR; docs/engines.md has the steps"
)


@dataclass(frozen=True, slots=True)
class Folder:
    """An installed model."""

    path: Path
    version: str
    tokens: Mapping[tuple[LocaleCode, LocaleCode], str]
    """Every direction, with the token it wants before the source, or an empty one."""


class OpusEngine(RetryingEngine):
    """The models in the folder of OPUS-MT models; of two with one direction the last by name is used."""

    name = NAME

    def __init__(self, options: EngineOptions, folder: Path | None = None) -> None:
        self._options = options
        self._home = folder or models_folder(NAME, FOLDER_VARIABLE)
        self._loaded: dict[Path, CTranslateModel] = {}

    def models(self) -> Sequence[Model]:
        """List the directions of all models; ``problems`` names the folders that are none."""
        return [Model(NAME, *pair, folder.version) for pair, folder in sorted(self._best().items())]

    def problems(self) -> list[str]:
        """Say what is wrong with the installed models, a line each."""
        return list_folders(self._home)[1]

    def _translate(
        self, texts: Sequence[str], source: LocaleCode, target: LocaleCode, decoding: Decoding
    ) -> list[Draft]:
        found = self._best().get((source, target))
        if found is None:
            raise RouteMissingError(
                f"no OPUS-MT model from {source} to {target} in {self._home}",
                hint="convert one and put its folder there: docs/engines.md has the steps",
            )
        if found.path not in self._loaded:
            self._loaded[found.path] = CTranslateModel(
                f"{NAME}:{found.path.name}", found.path, lambda: _Pieces(found.path), self._options, _REMEDY
            )
        token = found.tokens[source, target]
        return self._loaded[found.path].translate(texts, decoding=decoding, lead=[token] if token else [])

    def _best(self) -> dict[tuple[LocaleCode, LocaleCode], Folder]:
        return {pair: folder for folder in list_folders(self._home)[0] for pair in folder.tokens}


class _Pieces:
    """The two SentencePiece models of a folder as one tokenizer."""

    def __init__(self, folder: Path) -> None:
        self.encode = SentencePiece(folder / "source.spm").encode
        self.decode = SentencePiece(folder / "target.spm").decode


def list_folders(home: Path) -> tuple[list[Folder], list[str]]:
    """List the models in a folder, by name, and what is wrong with the other folders there, a line each."""
    folders: list[Folder] = []
    problems: list[str] = []
    try:
        paths = sorted(path for path in home.iterdir() if path.is_dir() and path.name[0] != ".")
    except FileNotFoundError:
        return [], []
    except OSError as exc:
        return [], [f"cannot read: {exc.strerror}: {home}"]
    for path in paths:
        missing = [name for name in _FILES if not (path / name).is_file()]
        try:
            if missing:
                raise ValueError(f"it has no {' and no '.join(missing)}")
            folders.append(_read_folder(path))
        except (ValueError, TypeError, AttributeError, EngineFailedError) as exc:
            problems.append(f"no OPUS-MT model: {getattr(exc, 'message', exc)}: {path}")
    return folders, problems


def _read_folder(path: Path) -> Folder:
    """Read what a folder says about its model, or what its name does.

    Raises:
        ValueError: neither says from where to where it translates, or a target has no known token.
    """
    about: dict[str, Any] = {}
    if (path / "l10n.toml").exists():
        about = tomllib.loads(read_text(path / "l10n.toml", EngineFailedError))
    name = _FOLDER_NAME.fullmatch(path.name)
    if not name and not ("from" in about and "to" in about):
        raise ValueError("its name has no languages as in opus-mt-tc-big-en-zle, and no l10n.toml says from and to")
    sources = _codes(about.get("from", name[1] if name else ""))
    targets = _codes(about.get("to", name[2] if name else ""))
    tokens = {**TOKENS, **about.get("tokens", {})}
    single = len(targets) == 1 and "tokens" not in about
    unknown = [] if single else [target for target in targets if target not in tokens]
    if unknown:
        raise ValueError(f'no token is known for {unknown[0]}; name it in l10n.toml: tokens = {{ {unknown[0]} = "…" }}')
    pairs = [(source, target) for source, target in product(sources, targets) if source != target]
    version = str(about.get("version") or (name[3] if name else "") or "1")
    return Folder(path, version, {pair: "" if single else str(tokens[pair[1]]) for pair in pairs})


def _codes(value: object) -> tuple[LocaleCode, ...]:
    """Read a language, a group of languages, or a list of either.

    >>> _codes("zle"), _codes(["en", "pl"])
    (('be', 'ru', 'uk'), ('en', 'pl'))
    """
    items = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item]
    if not items or (isinstance(value, list) and len(items) < len(value)):
        raise ValueError("from and to in l10n.toml must be language codes")
    return tuple(dict.fromkeys(code for item in items for code in GROUPS.get(item, (item,))))
