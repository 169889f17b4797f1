"""The engine that needs no installation: a small model inside the package. Weak; drafts for a person to correct."""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from l10n.engines.ctranslate import (
    MAX_TOKENS,
    RETRIES,
    USUAL,
    CTranslateModel,
    Decoding,
    Language,
    RetryingEngine,
    SentencePiece,
)
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.files import read_text
from l10n.model import Draft, EngineOptions, LocaleCode, Model

FOLDER = Path(__file__).parent / "data" / "mini"
_LENGTH_PENALTY = 2.0
"""A weak model leaves out what it does not know. Measured on 200 lines of flores-dev: 0.4 points of chrF more than with
1 from English, 0.1 from Russian."""
CLAUSES = 35
"""Pieces from which on a sentence is translated clause by clause: a small model loses the thread in longer ones."""
_DETOURS = {("en", "be"): "ru"}
"""Directions that are translated by way of another language too; of all translations the one is taken that the others
agree with most. Measured on flores-dev: 0.8 to 1.0 points of chrF and 0.3 to 1.0 of BLEU more, in three times the time
(docs/quality.md). Into Ukrainian by way of Russian it was no clear gain."""
_HYPOTHESES = 4
_LAST = Decoding(repetition_penalty=1.8, no_repeat_ngram_size=2)
"""Against the loops that are left: hardly a piece may stand twice."""
_REMEDY = "the l10n installation is damaged; reinstall it: pip install --force-reinstall l10n"


class EmbeddedEngine(RetryingEngine):
    """One multilingual model; ``data/mini/model.toml`` says which directions it has.

    Args:
        options: threads and beam size.
        folder: the files of the model.
        clauses: pieces from which on a sentence is translated clause by clause.
    """

    name = "embedded"

    def __init__(self, options: EngineOptions, folder: Path = FOLDER, clauses: int = CLAUSES) -> None:
        self.decodings = tuple(
            decoding._replace(length_penalty=_LENGTH_PENALTY, enough=enough)
            for decoding, enough in (
                (USUAL._replace(hypotheses=_HYPOTHESES), clauses),
                (USUAL, MAX_TOKENS),
                *((decoding, clauses) for decoding in (*RETRIES, _LAST)),
            )
        )
        """Clause by clause; where that went wrong the whole sentence at once, then clauses in other ways."""
        self._folder = folder
        self._model = CTranslateModel(
            self.name, folder / "model", lambda: SentencePiece(folder / "sentencepiece.model"), options, _REMEDY
        )

    @property
    def version(self) -> str:
        """Version of the model."""
        return self._about[0]

    def models(self) -> Sequence[Model]:
        """List the directions of the model.

        Raises:
            EngineFailedError: the description of the model is missing or damaged.
        """
        version, directions, _ = self._about
        return [Model(self.name, source, target, version) for source, target in directions]

    def _translate(
        self, texts: Sequence[str], source: LocaleCode, target: LocaleCode, decoding: Decoding
    ) -> list[Draft]:
        _, directions, _ = self._about
        if (source, target) not in directions:
            raise RouteMissingError(
                f"the embedded engine has no model from {source} to {target}",
                hint=f"install one: l10n models install {source}_{target}",
            )
        between = _DETOURS.get((source, target))
        if between is None or not {(source, between), (between, target)} <= {*directions}:
            return self._model.translate(texts, self._language(target), decoding._replace(hypotheses=1))
        return self._model.translate(texts, self._language(target), decoding, detour=self._language(between))

    def _language(self, locale: LocaleCode) -> Language:
        prefix = self._about[2]
        return Language([prefix.format(target=locale)] if prefix else [], self._barred.get(locale, ()))

    @cached_property
    def _barred(self) -> Mapping[LocaleCode, Sequence[str]]:
        """Pieces that a target language is never written with, as ``targets.json`` has them (training/pieces.py)."""
        path = self._folder / "targets.json"
        if not path.exists():
            return {}
        try:
            targets = json.loads(read_text(path, EngineFailedError))
            pieces = json.loads(read_text(self._folder / "model" / "shared_vocabulary.json", EngineFailedError))
            return {locale: _zeros(base64.b64decode(bits, validate=True), pieces) for locale, bits in targets.items()}
        except EngineFailedError as exc:
            raise EngineFailedError(exc.message, path=path, hint=_REMEDY) from exc
        except (ValueError, AttributeError, TypeError) as exc:
            raise EngineFailedError(f"not a list of pieces: {exc}", path=path, hint=_REMEDY) from exc

    @cached_property
    def _about(self) -> tuple[str, list[tuple[LocaleCode, LocaleCode]], str]:
        path = self._folder / "model.toml"
        try:
            data = tomllib.loads(read_text(path, EngineFailedError))
            directions = [tuple(item.split("_")) for item in data["directions"]]
            return str(data["version"]), [(source, target) for source, target in directions], str(data["prefix"])
        except EngineFailedError as exc:
            raise EngineFailedError(exc.message, path=path, hint=_REMEDY) from exc
        except (ValueError, KeyError, AttributeError, TypeError) as exc:
            raise EngineFailedError(f"not a model description: {exc}", path=path, hint=_REMEDY) from exc


def _zeros(bits: bytes, pieces: Sequence[str]) -> Sequence[str]:
    """The pieces whose bit is 0, the first piece in the highest bit of the first byte."""
    if len(bits) != (len(pieces) + 7) // 8:
        raise ValueError(f"{len(bits)} bytes for {len(pieces)} pieces")
    return [piece for number, piece in enumerate(pieces) if not bits[number // 8] >> (7 - number % 8) & 1]
