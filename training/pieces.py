"""Which pieces of the vocabulary each target language is written with: the others are barred from its translations."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.corpus import EOS, TAGS, directions

FEWEST = 3
"""How often a longer piece has to stand in the training text of a language to belong to it; a misprint does not."""
_SHORT = 2
_LETTER = re.compile(r"[^\W\d_]")


def all_pieces(processor: Any) -> list[str]:
    """List the vocabulary of a SentencePiece processor, in the order of the model."""
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def counts(data: Path, size: int) -> dict[str, np.ndarray]:
    """Count how often each piece stands in the sentences of each target language.

    Args:
        data: ``data.npz`` of a run.
        size: of the vocabulary.
    Returns:
        Locale → a number for each piece, in the order of the model.
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
        found[locale] = np.bincount(text[np.cumsum(edges[:-1]) > 0], minlength=size)
    return found


def written_with(data: Path, pieces: Sequence[str]) -> dict[str, str]:
    """Tell for each target language which pieces it is written with.

    They are those of its training text and the end mark. Whatever that text lacks is barred, figures (3,000 in a
    language that writes 3 000) and the tags too: it is no choice while training (see ``training.train``), so with
    every step it gets nearer to being written by chance.

    Args:
        data: ``data.npz`` of a run.
        pieces: the vocabulary, in the order of the model.
    Returns:
        Locale → a bit for each piece, the first piece in the highest bit of the first byte, in Base64.
    """
    found = {}
    for locale, numbers in counts(data, len(pieces)).items():
        bits = [
            number == EOS
            or (
                number > EOS
                and piece not in TAGS.values()
                and count >= (FEWEST if len(piece) > _SHORT and _LETTER.search(piece) else 1)
            )
            for number, (piece, count) in enumerate(zip(pieces, numbers.tolist(), strict=True))
        ]
        found[locale] = base64.b64encode(np.packbits(bits).tobytes()).decode("ascii")
    return found
