"""Which pieces of the vocabulary each target language is written with: the others are barred from its translations."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.corpus import directions

FEWEST = 3
"""How often a longer piece has to stand in the training text of a language to belong to it; a misprint does not."""
_SHORT = 2
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def all_pieces(processor: Any) -> list[str]:
    """List the vocabulary of a SentencePiece processor, in the order of the model."""
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def written_with(data: Path, pieces: Sequence[str]) -> dict[str, str]:
    """Tell for each target language which pieces it is written with.

    Only Cyrillic pieces are told apart; names in Latin letters may stand in any language.

    Args:
        data: ``data.npz`` of a run.
        pieces: the vocabulary, in the order of the model.
    Returns:
        Locale → a bit for each piece, the first piece in the highest bit of the first byte, in Base64.
    """
    with np.load(data) as arrays:
        text, starts, pair = arrays["pieces"], arrays["starts"], arrays["pair"]
        lengths = arrays["lengths"].astype(np.int64)
    found = {}
    for locale in dict.fromkeys(target for _, target in directions()):
        numbers = [number for number, (_, target) in enumerate(directions()) if target == locale]
        chosen = np.isin(pair, numbers)
        edges = np.zeros(len(text) + 1, np.int64)
        np.add.at(edges, starts[chosen] + lengths[chosen, 0], 1)
        np.add.at(edges, starts[chosen] + lengths[chosen].sum(1), -1)
        counts = np.bincount(text[np.cumsum(edges[:-1]) > 0], minlength=len(pieces))
        bits = [
            not _CYRILLIC.search(piece) or count >= (1 if len(piece) <= _SHORT else FEWEST)
            for piece, count in zip(pieces, counts.tolist(), strict=True)
        ]
        found[locale] = base64.b64encode(np.packbits(bits).tobytes()).decode("ascii")
    return found
