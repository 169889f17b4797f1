"""The engine that needs no installation: a small model inside the package. Weak; drafts for a person to correct."""

from __future__ import annotations

import base64
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from l10n.engines.clauses import Hypothesis, by_pieces
from l10n.engines.consensus import most_agreed
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
agree with most (docs/quality.md). Into Ukrainian by way of Russian it was no clear gain."""
_HYPOTHESES = 4
_LAST = Decoding(repetition_penalty=1.8, no_repeat_ngram_size=2)
"""Against the loops that are left: hardly a piece may stand twice."""
_REMEDY = "the l10n installation is damaged; reinstall it: pip install --force-reinstall l10n"


class EmbeddedEngine(RetryingEngine):
    """The models of the package: ``data/mini`` and what its ``model.toml`` names beside it.

    Args:
        options: threads and beam size.
        folder: the files of the main model.
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
        self._options = options
        self._main = _Voice(folder, options)

    @property
    def version(self) -> str:
        """Version of the models together."""
        return self._main.about.version

    def models(self) -> Sequence[Model]:
        """List the directions of the models.

        Raises:
            EngineFailedError: the description of a model is missing or damaged.
        """
        directions = dict.fromkeys(pair for voice in self._voices for pair in voice.about.directions)
        return [Model(self.name, source, target, self.version) for source, target in sorted(directions)]

    @cached_property
    def _voices(self) -> Sequence[_Voice]:
        """The models."""
        return [self._main, *(_Voice(self._main.folder / name, self._options) for name in self._main.about.also)]

    def _translate(
        self, texts: Sequence[str], source: LocaleCode, target: LocaleCode, decoding: Decoding
    ) -> list[Draft]:
        voices = self._voices_for(source, target)
        if not voices:
            raise RouteMissingError(
                f"the embedded engine has no model from {source} to {target}",
                hint=f"install one: l10n models install {source}_{target}",
            )
        between = _DETOURS.get((source, target), "")
        there, back = self._voices_for(source, between), self._voices_for(between, target)
        one = decoding._replace(hypotheses=1)
        several = min(decoding.hypotheses, self._options.beam) > 1 and bool(voices[1:] or (there and back))
        if not several:
            return voices[0].translate(texts, target, one)

        def choose(pieces: Iterable[str]) -> dict[str, Hypothesis]:
            found: dict[str, list[Hypothesis]] = defaultdict(list)
            for voice in voices:
                for text, more in voice.hypotheses(pieces, target, decoding).items():
                    found[text] += more
            for voice in there if back else ():
                middle = voice.hypotheses(pieces, between, one)
                by_middle = back[0].hypotheses({first.text for first, *_ in middle.values()}, target, decoding)
                for text, (first, *_) in middle.items():
                    found[text] += by_middle.get(first.text, ())
            return {text: _chosen(hypotheses) for text, hypotheses in found.items()}

        def size(text: str) -> int:
            return max(voice.size(text) for voice in voices)

        return by_pieces(texts, size, (MAX_TOKENS, decoding.enough), choose)

    def _voices_for(self, source: LocaleCode, target: LocaleCode) -> list[_Voice]:
        """The models for a direction, those with the fewest directions first: they know them best."""
        able = [voice for voice in self._voices if (source, target) in voice.about.directions]
        return sorted(able, key=lambda voice: len(voice.about.directions))


class _About(NamedTuple):
    """What ``model.toml`` says."""

    version: str
    directions: Sequence[tuple[LocaleCode, LocaleCode]]
    prefix: str
    """The token that tells the model its target language, with {target} in it; empty if it needs none."""
    also: Sequence[str]
    """Folders of further models beside it."""


class _Voice:
    """One model of the package.

    Args:
        folder: its files.
        options: threads and beam size.
    """

    def __init__(self, folder: Path, options: EngineOptions) -> None:
        self.folder = folder
        self._model = CTranslateModel(
            EmbeddedEngine.name,
            folder / "model",
            lambda: SentencePiece(folder / "sentencepiece.model"),
            options,
            _REMEDY,
        )

    def size(self, text: str) -> int:
        """Count the pieces of a text."""
        return self._model.size(text)

    def hypotheses(
        self, texts: Iterable[str], target: LocaleCode, decoding: Decoding
    ) -> Mapping[str, Sequence[Hypothesis]]:
        """Translate texts that are short enough."""
        return self._model.hypotheses(texts, self._language(target), decoding)

    def translate(self, texts: Sequence[str], target: LocaleCode, decoding: Decoding) -> list[Draft]:
        """Translate sentences of any length, asking no other model."""
        return self._model.translate(texts, self._language(target), decoding)

    def _language(self, target: LocaleCode) -> Language:
        prefix = self.about.prefix
        return Language([prefix.format(target=target)] if prefix else [], self._barred.get(target, ()))

    @cached_property
    def _barred(self) -> Mapping[LocaleCode, Sequence[str]]:
        """Pieces that a target language is never written with, as ``targets.json`` has them (training/pieces.py)."""
        path = self.folder / "targets.json"
        if not path.exists():
            return {}
        try:
            targets = json.loads(read_text(path, EngineFailedError))
            pieces = json.loads(read_text(self.folder / "model" / "shared_vocabulary.json", EngineFailedError))
            return {locale: _zeros(base64.b64decode(bits, validate=True), pieces) for locale, bits in targets.items()}
        except EngineFailedError as exc:
            raise EngineFailedError(exc.message, path=path, hint=_REMEDY) from exc
        except (ValueError, AttributeError, TypeError) as exc:
            raise EngineFailedError(f"not a list of pieces: {exc}", path=path, hint=_REMEDY) from exc

    @cached_property
    def about(self) -> _About:
        """What it is.

        Raises:
            EngineFailedError: the description is missing or damaged.
        """
        path = self.folder / "model.toml"
        try:
            data = tomllib.loads(read_text(path, EngineFailedError))
            directions = [tuple(item.split("_")) for item in data["directions"]]
            pairs = [(source, target) for source, target in directions]
            return _About(
                str(data["version"]), pairs, str(data["prefix"]), [str(name) for name in data.get("also", [])]
            )
        except EngineFailedError as exc:
            raise EngineFailedError(exc.message, path=path, hint=_REMEDY) from exc
        except (ValueError, KeyError, AttributeError, TypeError) as exc:
            raise EngineFailedError(f"not a model description: {exc}", path=path, hint=_REMEDY) from exc


def _chosen(hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """Take the one that the others agree with most; empty ones have no say unless all are."""
    spoken = [item for item in hypotheses if item.text] or hypotheses
    return spoken[most_agreed([item.text for item in spoken])]


def _zeros(bits: bytes, pieces: Sequence[str]) -> Sequence[str]:
    """The pieces whose bit is 0, the first piece in the highest bit of the first byte."""
    if len(bits) != (len(pieces) + 7) // 8:
        raise ValueError(f"{len(bits)} bytes for {len(pieces)} pieces")
    return [piece for number, piece in enumerate(pieces) if not bits[number // 8] >> (7 - number % 8) & 1]
