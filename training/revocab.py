"""Other pieces for a network that is trained already: what it knows of the old pieces passes to the new ones.

    python -m training.revocab --run OLD --pieces NEW.model --out NEW.pt
    python -m training.train --run RUN --init-from NEW.pt …                  # RUN prepared with --vocabulary NEW.model

Source:
    fast vocabulary transfer (Gee and others 2022): a new piece begins as the mean of the old pieces that spell it.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import sentencepiece
import torch

from training import checkpoints
from training.pieces import all_pieces

_ROWS = ("emb.weight", "out_bias")
"""What a checkpoint has a row of for each piece, and one for the padding at the end."""


def spell(piece: str, scores: Mapping[str, float]) -> list[str]:
    """Split a piece into those that are known, in the likeliest way; none if it cannot be.

    >>> spell("▁abroad", {"▁a": -3, "b": -5, "ro": -5, "r": -6, "o": -6, "ad": -5})
    ['▁a', 'b', 'ro', 'ad']
    """
    best: list[tuple[float, list[str]] | None] = [(0.0, [])]
    for end in range(1, len(piece) + 1):
        ways = [
            (before[0] + scores[part], [*before[1], part])
            for start in range(end)
            if (before := best[start]) and (part := piece[start:end]) in scores
        ]
        best.append(max(ways, default=None))
    found = best[-1]
    return found[1] if found else []


def revocab(
    old: checkpoints.Checkpoint, before: Sequence[str], after: Sequence[str], scores: Mapping[str, float]
) -> None:
    """Give a checkpoint the rows of another vocabulary, in place.

    Args:
        old: the checkpoint; what it has to go on with is dropped.
        before: its pieces, in order.
        after: those it is to have.
        scores: logarithms of the probabilities of the old pieces.
    """
    numbers = {piece: number for number, piece in enumerate(before)}
    parts = [[numbers[part] for part in ([piece] if piece in numbers else spell(piece, scores))] for piece in after]
    for name in _ROWS:
        rows = old["sd"][name].float()
        mean = rows[:-1].mean(0)
        old["sd"][name] = torch.stack([*(rows[part].mean(0) if part else mean for part in parts), rows[-1]])
    old["cfg"]["vocab"] = len(after) + 1
    for name in {"opt", "rng", "position", "fresh"} & old.keys():
        del old[name]


def main(words: Sequence[str] | None = None) -> None:
    """Read the command line and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder with checkpoint.pt and spm.model")
    parser.add_argument("--pieces", type=Path, required=True, metavar="NEW", help="a SentencePiece model")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(words)
    old, new = (
        sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in (given.run / "spm.model", given.pieces)
    )
    found = checkpoints.load(given.run / "checkpoint.pt")
    before, after = all_pieces(old), all_pieces(new)
    scores = {piece: old.get_score(number) for number, piece in enumerate(before) if not old.is_control(number)}
    revocab(found, before, after, scores)
    checkpoints.save(found, given.out)
    print(f"{len(set(after) & set(before))} of {len(after)} pieces are old ones")


if __name__ == "__main__":
    main()
