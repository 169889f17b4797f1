"""Inference with CTranslate2 on sentences that are already split; what the argos and embedded engines share.

Why not ``argostranslate.translate``: it splits every text into sentences again, with a splitter that it may download,
and its batches hold one sentence.
"""

from __future__ import annotations

import os
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from l10n.engines.clauses import Hypothesis, by_pieces
from l10n.errors import EngineFailedError
from l10n.model import Draft, EngineOptions, LocaleCode

MAX_TOKENS = 160
"""Longest input that is given to a model in one piece; its output has room for 1.6 times as many tokens."""
MAX_OUTPUT_TOKENS = 256
BATCH_TOKENS = 1024
STEP = 16
"""Every batch is padded to a multiple of so many source tokens; see ``_padded``."""
_END = "</s>"


class Decoding(NamedTuple):
    """How a model looks for its translation."""

    repetition_penalty: float = 1.1
    no_repeat_ngram_size: int = 0
    more_beam: int = 0
    """Added to the beam size of the options."""
    length_penalty: float = 1.0
    """Power of the length by which the log probability of a translation is divided: above 1, longer ones win."""
    enough: int = MAX_TOKENS
    """Tokens from which on a text is cut where a clause ends."""
    hypotheses: int = 1
    """Translations among which the one is chosen that the others agree with most; the beam size at most."""


USUAL = Decoding()
RETRIES = (Decoding(repetition_penalty=1.0, more_beam=2), Decoding(repetition_penalty=1.4, no_repeat_ngram_size=3))
"""For drafts that went wrong: first so that digits and words may repeat as in the source, then against loops."""


class Tokenizer(Protocol):
    """Text to the tokens of a model and back."""

    def encode(self, text: str) -> list[str]:
        """Split a text into tokens."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """Put tokens together again."""
        ...


class SentencePiece:
    """Tokenizer of most packages.

    Source:
        argostranslate/tokenizer.py, SentencePieceTokenizer: its ``decode`` turns underscores into spaces; this one
        keeps them (``snake_case`` stays whole).
    """

    def __init__(self, path: Path) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> list[str]:
        """Split a text into pieces."""
        return list(self._processor.encode(text, out_type=str))

    def decode(self, tokens: list[str]) -> str:
        """Join pieces; pieces that the vocabulary does not know are kept as they are."""
        return str(self._processor.decode(tokens)).replace("▁", " ")


class Language(NamedTuple):
    """How a model of several target languages is made to write one of them."""

    prefix: Sequence[str] = ()
    """Tokens the decoder must begin with; they are not part of the result."""
    barred: Sequence[str] = ()
    """Tokens that are never to be written."""


ANY = Language()
"""Of a model that has one target language, or is told by its source."""


class _Way(NamedTuple):
    """What is the same for all texts of a call."""

    prefix: list[str]
    lead: list[str]
    settings: dict[str, Any]
    """As CTranslate2 calls them."""
    enough: int
    """Tokens from which on a text is cut where a clause ends."""

    @property
    def hypotheses(self) -> int:
        """Translations of each text."""
        return int(self.settings["num_hypotheses"])


class _Output(NamedTuple):
    tokens: list[str]
    score: float


class RetryingEngine(ABC):
    """What the engines on CTranslate2 share: translating, and translating again with other settings."""

    decodings: Sequence[Decoding] = (USUAL, *RETRIES)
    """How a sentence is translated first, and again."""

    @property
    def retries(self) -> int:
        """Number of other ways to translate a sentence again."""
        return len(self.decodings) - 1

    def translate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode) -> list[Draft]:
        """Translate sentences that are already split; see ``Engine.translate``."""
        return self._translate(texts, source, target, self.decodings[0])

    def retranslate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode, attempt: int) -> list[Draft]:
        """Translate again in another way; ``attempt`` counts from 0 to ``retries`` - 1."""
        return self._translate(texts, source, target, self.decodings[attempt + 1])

    @abstractmethod
    def _translate(
        self, texts: Sequence[str], source: LocaleCode, target: LocaleCode, decoding: Decoding
    ) -> list[Draft]:
        """Translate with given settings."""


class CTranslateModel:
    """A CTranslate2 model with its tokenizer, loaded at the first translation.

    Args:
        name: how messages call it: ``argos:en_ru@1.9``.
        folder: the folder with ``model.bin``.
        tokenizer: makes the tokenizer; called at the first translation.
        options: threads and beam size.
        remedy: what a person can do about a damaged model.
    """

    def __init__(
        self, name: str, folder: Path, tokenizer: Callable[[], Tokenizer], options: EngineOptions, remedy: str
    ) -> None:
        self._name = name
        self._folder = folder
        self._make_tokenizer = tokenizer
        self._options = options
        self._remedy = remedy
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Tokenizer] | None = None

    def translate(
        self, texts: Sequence[str], target: Language = ANY, decoding: Decoding = USUAL, lead: Sequence[str] = ()
    ) -> list[Draft]:
        """Translate sentences.

        Args:
            texts: n sentences of any length. What is longer than ``MAX_TOKENS`` goes through in several pieces.
            target: the language to write, if the model has several.
            decoding: how to look for the translation.
            lead: tokens put before each source, such as the one that names the target language to an OPUS-MT model.
        Returns:
            Exactly n drafts, NFC, one line each. The draft of a text does not depend on its company. An empty text, or
            one in which the tokenizer sees nothing, gives an empty draft.
        Raises:
            EngineFailedError: the model cannot be loaded or fails; names the folder and the remedy.
        """

        def best(pieces: Iterable[str]) -> dict[str, Hypothesis]:
            return {piece: found[0] for piece, found in self.hypotheses(pieces, target, decoding, lead).items()}

        return by_pieces(texts, self.size, (MAX_TOKENS, decoding.enough), best)

    def hypotheses(
        self, texts: Iterable[str], target: Language = ANY, decoding: Decoding = USUAL, lead: Sequence[str] = ()
    ) -> dict[str, list[Hypothesis]]:
        """Translate texts of at most ``MAX_TOKENS``, each into as many hypotheses as asked for, the best first.

        Returns:
            By text; a text in which the tokenizer sees nothing has no place in it.
        Raises:
            EngineFailedError: as ``translate``.
        """
        way = self._way(target, decoding, lead)
        with self._named():
            model, tokenizer = self._load()
            encoded = {text: tokenizer.encode(text) for text in texts}
            tokens = {text: (*way.lead, *item) for text, item in encoded.items() if item}
            outputs = _run(model, tokens.values(), way)
            return {text: [_hypothesis(item, tokenizer) for item in outputs[key]] for text, key in tokens.items()}

    def size(self, text: str) -> int:
        """Count the tokens of a text.

        Raises:
            EngineFailedError: as ``translate``.
        """
        with self._named():
            return len(self._load()[1].encode(text))

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Tell in whose files and how to mend what goes wrong within."""
        try:
            yield
        except (RuntimeError, ValueError, OSError, MemoryError, ImportError) as exc:
            first = next(iter(str(exc).splitlines()), "") or type(exc).__name__
            raise EngineFailedError(
                f"{self._name} cannot translate: {first}", path=self._folder, hint=self._remedy
            ) from exc

    def _way(self, target: Language, decoding: Decoding, lead: Sequence[str]) -> _Way:
        beam = self._options.beam + decoding.more_beam
        settings = {
            "beam_size": beam,
            "num_hypotheses": min(decoding.hypotheses, beam),
            "repetition_penalty": decoding.repetition_penalty,
            "no_repeat_ngram_size": decoding.no_repeat_ngram_size,
            "length_penalty": decoding.length_penalty,
            "suppress_sequences": [[token] for token in target.barred] or None,
        }
        return _Way(list(target.prefix), list(lead), settings, decoding.enough)

    def _load(self) -> tuple[Any, Tokenizer]:
        with self._lock:
            if self._loaded is None:
                import ctranslate2

                kinds = ctranslate2.get_supported_compute_types("cpu")
                model = ctranslate2.Translator(
                    str(self._folder),
                    device="cpu",
                    compute_type="int8" if "int8" in kinds else "default",
                    inter_threads=self._options.threads or _cores(),
                    intra_threads=1,
                )
                self._loaded = (model, self._make_tokenizer())
            return self._loaded


def _hypothesis(output: _Output, tokenizer: Tokenizer) -> Hypothesis:
    return Hypothesis(tokenizer.decode(output.tokens), output.score, len(output.tokens) + 1)


def _run(model: Any, sources: Iterable[Sequence[str]], way: _Way) -> dict[tuple[str, ...], list[_Output]]:
    """Decode every source once.

    As many batches wait as keep every worker busy, not more: an interruption has to wait for those.
    """
    waiting: deque[tuple[list[tuple[str, ...]], Any]] = deque()
    outputs: dict[tuple[str, ...], list[_Output]] = {}

    def collect() -> None:
        batch, answers = waiting.popleft()
        for source, answer in zip(batch, answers, strict=False):
            outputs[source] = _outputs(answer.result(), way)

    for batch in _batches(sources):
        sources_and_filler = _padded(batch)
        answers = model.translate_batch(
            sources_and_filler,
            target_prefix=[way.prefix] * len(sources_and_filler) if way.prefix else None,
            max_batch_size=0,
            max_input_length=0,
            max_decoding_length=_limit(len(batch[0])),
            replace_unknowns=True,
            return_scores=True,
            asynchronous=True,
            **way.settings,
        )
        waiting.append((batch, answers))
        if len(waiting) > model.num_translators:
            collect()
    while waiting:
        collect()
    return outputs


def _batches(sources: Iterable[Sequence[str]]) -> Iterator[list[tuple[str, ...]]]:
    """Put sources of about one length together, longest first, ``BATCH_TOKENS`` in each batch with its padding.

    The padding and the limit on the output are the same for all sources of a batch, so that they depend on the source
    alone.
    """
    batch: list[tuple[str, ...]] = []
    for source in sorted({tuple(source) for source in sources}, key=lambda source: (-len(source), source)):
        length = _ceiling(len(source))
        if batch and ((len(batch) + 2) * length > BATCH_TOKENS or length != _ceiling(len(batch[0]))):
            yield batch
            batch = []
        batch.append(source)
    if batch:
        yield batch


def _padded(batch: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Add a filler that makes CTranslate2 pad the sources of a batch to a multiple of ``STEP`` tokens.

    Padding changes the rounding of the attention, and with it now and then a word. With the same padding wherever a
    source is translated, its draft is the same to the last bit. The filler is the longest source with end marks, for
    which models find an end about as soon as for the source; what comes of it is thrown away.
    """
    longest = batch[0]
    missing = _ceiling(len(longest)) - len(longest)
    return [*map(list, batch), *([[*longest, *[_END] * missing]] if missing else [])]


def _ceiling(length: int) -> int:
    """Round up to a multiple of ``STEP``."""
    return -(-length // STEP) * STEP


def _limit(length: int) -> int:
    """Most tokens to decode for a source of that many tokens, the same within a step."""
    return min(MAX_OUTPUT_TOKENS, 3 * _ceiling(length) + 10)


def _outputs(result: Any, way: _Way) -> list[_Output]:
    """Take the prefix off the hypotheses of an answer, and out of their scores, which become the mean of a token.

    Source:
        CTranslate2 divides the sum of the log probabilities by a power (the length penalty) of the number of tokens,
        end mark and prefix included, while the prefix itself adds nothing to the sum (compared with ``score_batch``).
    """
    outputs = []
    for decoded, value in zip(result.hypotheses, result.scores, strict=True):
        prefix = way.prefix
        tokens = list(decoded[len(prefix) :] if decoded[: len(prefix)] == prefix else decoded)
        total = float(value) * (len(decoded) + 1) ** float(way.settings["length_penalty"])
        outputs.append(_Output(tokens, min(total / (len(tokens) + 1), 0.0)))
    return outputs


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
