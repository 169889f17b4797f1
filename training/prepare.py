"""Corpus to training data: cleaned, weighted, cut into SentencePiece pieces.

    python -m training.prepare --run RUN --corpus corpus.tsv.xz --own own/ [--vocabulary FILE] [--augment N] [--join N]

Writes RUN/spm.model, RUN/data.npz (pieces of all sentences), RUN/prepare.json (what was kept and what was not).
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

from training.augment import augment, clauses, joined
from training.corpus import TAGS, Row, clean, directions, read_corpus, read_own, weight

LONGEST = 90
"""Most pieces of a sentence."""
VOCABULARY_LINES = 150_000
"""Most lines of each language that the vocabulary is learned from."""


def learn_vocabulary(rows: Sequence[Row], out: Path, pieces: int, seed: int) -> None:
    """Learn the pieces of both sides, the tags among them."""
    sides: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        sides[row.source_locale].add(row.source)
        sides[row.target_locale].add(row.target)
    rng, text = random.Random(seed), out.with_suffix(".txt")
    chosen = []
    for locale in sorted(sides):
        lines = sorted(sides[locale])
        rng.shuffle(lines)
        chosen += lines[:VOCABULARY_LINES]
    text.write_text("\n".join(chosen) + "\n", encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(out.with_suffix("")),
        vocab_size=pieces,
        character_coverage=0.9998,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        user_defined_symbols=list(TAGS.values()),
        num_threads=1,
        minloglevel=1,
    )
    text.unlink()
    out.with_suffix(".vocab").unlink(missing_ok=True)


def encode(rows: Sequence[Row], processor: Any, out: Path) -> int:
    """Write the pieces of all sentences that are not too long; give how many were.

    ``data.npz``: all pieces one after the other, where each sentence begins, its lengths (source, target), the number
    of its direction in ``data.toml``, and how often it is to be sampled.
    """
    sides = [processor.encode([row[index] for row in rows]) for index in (2, 3)]
    numbers = {pair: number for number, pair in enumerate(directions())}
    kept = [
        index
        for index, (source, target) in enumerate(zip(*sides, strict=True))
        if 0 < len(source) <= LONGEST and 0 < len(target) <= LONGEST
    ]
    lengths = np.array([[len(sides[0][index]), len(sides[1][index])] for index in kept], np.int64).reshape(-1, 2)
    pieces = np.fromiter((piece for index in kept for side in sides for piece in side[index]), np.uint16)
    np.savez(
        out,
        pieces=pieces,
        starts=np.concatenate([[0], np.cumsum(lengths.sum(1))[:-1]]).astype(np.int64),
        lengths=lengths.astype(np.uint16),
        pair=np.array([numbers[rows[index][:2]] for index in kept], np.uint8),
        weight=np.array([weight(rows[index].origin) for index in kept], np.float32),
    )
    return len(rows) - len(kept)


def prepare(given: argparse.Namespace) -> dict[str, Any]:
    """Do all of it; give what ``prepare.json`` says."""
    given.run.mkdir(parents=True, exist_ok=True)
    dropped: Counter[str] = Counter()
    read = [*read_corpus(given.corpus), *(row for folder in given.own for row in read_own(folder))]
    wanted = [row for row in read if row.origin.removeprefix("tri-") not in given.drop]
    dropped["origin left out"] = len(read) - len(wanted)
    rows = list(clean(wanted, given.copies, dropped))
    made = [*joined(rows, given.join, given.seed), *augment(given.augment, given.seed)]
    rows += [*made, *(clauses(rows, given.seed) if given.clauses else ())]
    vocabulary = given.run / "spm.model"
    if given.vocabulary:
        shutil.copyfile(given.vocabulary, vocabulary)
    elif not vocabulary.exists():
        learn_vocabulary(rows, vocabulary, given.pieces, given.seed)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    dropped[f"more than {LONGEST} pieces"] = encode(rows, processor, given.run / "data.npz")
    about = {
        "read": len(read),
        "kept": len(rows) - dropped[f"more than {LONGEST} pieces"],
        "augmented": given.augment * len(directions()),
        "dropped": {reason: count for reason, count in sorted(dropped.items()) if count},
        "pieces": processor.get_piece_size(),
        "directions": dict(Counter("_".join(row[:2]) for row in rows)),
        "origins": dict(Counter(row.origin.removeprefix("tri-") for row in rows).most_common()),
    }
    (given.run / "prepare.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return about


def main(words: Sequence[str] | None = None) -> None:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument(
        "--own",
        type=Path,
        action="append",
        default=[],
        help="folder of *.tsv files in four languages; several may be given",
    )
    parser.add_argument("--vocabulary", type=Path, help="a SentencePiece model to use as it is")
    parser.add_argument("--pieces", type=int, default=12_000, help="size of a vocabulary that is learned")
    parser.add_argument("--augment", type=int, default=0, metavar="N", help="made sentences for each direction")
    parser.add_argument("--join", type=int, default=0, metavar="N", help="own sentences joined in pairs, by direction")
    parser.add_argument("--clauses", action="store_true", help="own sentences cut in two as well")
    parser.add_argument("--copies", type=int, default=3, help="rows that may differ in figures and case alone")
    parser.add_argument("--drop", action="append", default=[], metavar="ORIGIN", help="an origin to leave out")
    parser.add_argument("--seed", type=int, default=3)
    about = prepare(parser.parse_args(words))
    print(json.dumps({name: about[name] for name in ("read", "kept", "augmented", "dropped", "directions")}))


if __name__ == "__main__":
    main()
