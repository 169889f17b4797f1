"""chrF of a network on an evaluation set, decoded by CTranslate2 with int8 weights: the way it will be used."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from training import ct2
from training.corpus import EOS, TAGS, directions
from training.network import Network
from training.pieces import all_pieces

SET = "flores-dev"
BRIDGE = "microsoft"
"""Whose Russian and Ukrainian a step from those languages reads, where it is there."""


def validate(
    network: Network, processor: Any, folder: Path, lines: int, threads: int, choices: Mapping[str, Tensor]
) -> dict[str, float]:
    """Measure every direction on the first lines of flores-dev, beam 1.

    Args:
        network: the weights as they are now; they are not touched.
        processor: SentencePiece.
        folder: where the evaluation set is.
        lines: how many.
        threads: for decoding.
        choices: target language → numbers of the pieces it may be written with.
    Returns:
        chrF by direction, and ``mean`` of those from English.
    """
    import ctranslate2
    import sacrebleu

    pieces = all_pieces(processor)
    scores = {}
    with tempfile.TemporaryDirectory() as place:
        model = ct2.write(network, pieces, Path(place) / "model")
        translator = ctranslate2.Translator(str(model), compute_type="int8", inter_threads=1, intra_threads=threads)
        for source, target in directions():
            texts = _read(folder, source, lines)
            known = {*choices[target].tolist(), *map(pieces.index, TAGS.values())}
            barred = [[piece] for number, piece in enumerate(pieces) if number > EOS and number not in known]
            hypotheses = _translate(translator, processor, texts, TAGS[target], barred)
            reference = (folder / f"{SET}.{target}").read_text(encoding="utf-8").split("\n")[:lines]
            scores[f"{source}_{target}"] = round(sacrebleu.corpus_chrf(hypotheses, [reference]).score, 2)
    english = [score for name, score in scores.items() if name.startswith("en_")]
    return scores | {"mean": round(sum(english) / len(english), 2)}


def _read(folder: Path, locale: str, lines: int) -> list[str]:
    path = folder / f"{SET}.{BRIDGE}.{locale}"
    if locale == "en" or not path.exists():
        path = folder / f"{SET}.{locale}"
    return path.read_text(encoding="utf-8").split("\n")[:lines]


def _translate(translator: Any, processor: Any, texts: list[str], tag: str, barred: list[list[str]]) -> list[str]:
    answers = translator.translate_batch(
        [processor.encode(text, out_type=str) for text in texts],
        target_prefix=[[tag]] * len(texts),
        beam_size=1,
        max_batch_size=1024,
        batch_type="tokens",
        max_decoding_length=160,
        repetition_penalty=1.1,
        suppress_sequences=barred or None,
    )
    return [processor.decode(answer.hypotheses[0][1:]) for answer in answers]
