"""What a network is worth on an evaluation set: chrF of what it writes, and its loss on what people wrote.

chrF is measured the way the model will be used, decoded by CTranslate2 with int8 weights. The loss falls evenly where
chrF of few lines goes up and down: by it two points of a run can be told apart.

    python -m training.scores --run RUN --validate EVAL CHECKPOINT…        the loss of each
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F  # noqa: N812  # the name everybody knows
from torch import Tensor

from training import checkpoints, ct2
from training.corpus import BOS, EOS, TAGS, directions
from training.network import Network
from training.pieces import all_pieces, counts

SET = "flores-dev"
BRIDGE = "microsoft"
"""Whose Russian and Ukrainian a step from those languages reads, where it is there."""
_LONGEST = 150
"""Most pieces of a sentence whose loss is measured."""
_SENTENCES = 32
"""Sentences in a batch."""


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
            known = set(choices[target].tolist())
            barred = [[piece] for number, piece in enumerate(pieces) if number not in known]
            hypotheses = _translate(translator, processor, texts, TAGS[target], barred)
            reference = (folder / f"{SET}.{target}").read_text(encoding="utf-8").split("\n")[:lines]
            scores[f"{source}_{target}"] = round(sacrebleu.corpus_chrf(hypotheses, [reference]).score, 2)
    english = [score for name, score in scores.items() if name.startswith("en_")]
    return scores | {"mean": round(sum(english) / len(english), 2)}


def losses(
    network: Network, processor: Any, folder: Path, lines: int, choices: Mapping[str, Tensor]
) -> dict[str, float]:
    """Measure the loss of every direction on the first lines of flores-dev.

    Args:
        network: as for ``validate``; the same lines, processor and choices.
    Returns:
        Natural logarithms per piece by direction, without the smoothing of the labels that training adds. Pieces that
        the language is not written with are left out: they were never among the choices.
    """
    found = {}
    training = network.training
    network.eval()
    for source, target in directions():
        references = (folder / f"{SET}.{target}").read_text(encoding="utf-8").split("\n")[:lines]
        lead = [BOS, processor.piece_to_id(TAGS[target])]
        both = zip(map(processor.encode, _read(folder, source, lines)), map(processor.encode, references), strict=True)
        pairs = [(one, [*lead, *two, EOS]) for one, two in both if one and max(len(one), len(two)) <= _LONGEST]
        pairs.sort(key=lambda pair: len(pair[1]))
        parts = [
            _losses(network, pairs[start : start + _SENTENCES], choices[target])
            for start in range(0, len(pairs), _SENTENCES)
        ]
        found[f"{source}_{target}"] = round(float(torch.cat(parts).mean()), 3)
    network.train(training)
    return found


@torch.no_grad()
def _losses(network: Network, pairs: Sequence[tuple[list[int], list[int]]], choices: Tensor) -> Tensor:
    """Give the loss of every piece after the tag."""
    pad = network.cfg["vocab"] - 1
    source, target = (
        torch.nn.utils.rnn.pad_sequence([torch.tensor(side) for side in sides], batch_first=True, padding_value=pad)
        for sides in zip(*pairs, strict=True)
    )
    source, target = source.to(choices.device), target.to(choices.device)
    states = network(source, target[:, :-1], pad).flatten(0, 1)
    labels = target[:, 1:].clone()
    labels[:, 0] = pad
    asked = torch.nonzero(torch.isin(labels.flatten(), choices)).squeeze(1)
    wanted = torch.searchsorted(choices, labels.flatten()[asked])
    return F.cross_entropy(network.logits(states[asked], choices).float(), wanted, reduction="none")


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


def main(words: Sequence[str] | None = None) -> None:
    """Print the loss of every direction for some checkpoints or snapshots of a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run: its vocabulary and data")
    parser.add_argument("--validate", type=Path, required=True, metavar="EVAL", help="folder of flores-dev.*")
    parser.add_argument("--lines", type=int, default=400)
    parser.add_argument("checkpoint", type=Path, nargs="+")
    given = parser.parse_args(words)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(given.run / "spm.model"))
    choices = choices_of(given.run, processor)
    for path in given.checkpoint:
        found = checkpoints.load(path)
        scores = losses(checkpoints.network(found), processor, given.validate, given.lines, choices)
        print(json.dumps({"checkpoint": str(path), "step": int(found["step"]), "loss": scores}))


def choices_of(run: Path, processor: Any) -> dict[str, Tensor]:
    """Give the numbers of the pieces that each target language is written with in the data of a run, in order."""
    written = counts(run / "data.npz", processor.get_piece_size())
    return {locale: torch.from_numpy(np.union1d(np.flatnonzero(found), [EOS])) for locale, found in written.items()}


if __name__ == "__main__":
    main()
