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
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

from training.augment import augment, clauses, joined, titles
from training.corpus import TAGS, Row, clean, directions, read_corpus, read_own, weight
from training.figures import refigured

LONGEST = 90
"""Most pieces of a sentence."""
SAMPLED = frozenset({"own", "phrases", "clauses", "titles", "figures"})
"""Origins whose sentences are few and seen often."""
ALPHA = 0.3
"""How far cuts stray from the best one; at 0.3 they are 13 to 24 % longer, at 1 hardly ever others."""
VOCABULARY_LINES = 120_000
"""Most lines of each language that the vocabulary is learned from, those of the heaviest origins first: learned from
interface strings, it has no piece for council or elected."""


def learn_vocabulary(rows: Sequence[Row], out: Path, pieces: int, seed: int) -> None:
    """Learn the pieces of both sides, the tags among them."""
    sides: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        for locale, line in ((row.source_locale, row.source), (row.target_locale, row.target)):
            sides[locale][line] = max(weight(row.origin), sides[locale].get(line, 0.0))
    rng, text = random.Random(seed), out.with_suffix(".txt")
    chosen = []
    for locale in sorted(sides):
        lines = sorted(sides[locale])
        rng.shuffle(lines)
        chosen += sorted(lines, key=lambda line: -sides[locale][line])[:VOCABULARY_LINES]
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


def with_samples(
    rows: Sequence[Row], samples: int, processor: Any, seed: int
) -> Iterator[tuple[Row, list[int], float]]:
    """Give each row with the pieces of its source and its weight; sentences written for this several times.

    Source:
        subword regularization (Kudo 2018): what a model sees cut in other ways it learns less by heart, and a rare word
        is less of a riddle to it. Only the source: the model is to write each word in one way.

    Args:
        rows: the rows.
        samples: how often a sentence of ``SAMPLED`` comes with its source cut otherwise; its copies share its weight.
        processor: of SentencePiece.
        seed: of the cuts.
    """
    for row, pieces in zip(rows, processor.encode([row.source for row in rows]), strict=True):
        yield row, pieces, weight(row.origin) / (1 + samples * (row.origin in SAMPLED))
    chosen = [row for row in rows if row.origin in SAMPLED] if samples else []
    sentencepiece.set_random_generator_seed(seed)
    for row in chosen * samples:
        pieces = processor.encode(row.source, enable_sampling=True, alpha=ALPHA, nbest_size=-1)
        yield row, pieces, weight(row.origin) / (1 + samples)


def encode(rows: Sequence[Row], processor: Any, out: Path, samples: int, seed: int) -> int:
    """Write the pieces of all sentences that are not too long; give how many were.

    ``data.npz``: all pieces one after the other, where each sentence begins, its lengths (source, target), the number
    of its direction in ``data.toml``, and how often it is to be sampled.
    """
    numbers = {pair: number for number, pair in enumerate(directions())}
    targets = dict(zip(rows, processor.encode([row.target for row in rows]), strict=True))
    pieces, lengths, pairs, weights = array("H"), array("H"), array("B"), array("f")
    dropped = 0
    for number, (row, source, often) in enumerate(with_samples(rows, samples, processor, seed)):
        target = targets[row]
        if not (0 < len(source) <= LONGEST and 0 < len(target) <= LONGEST):
            dropped += number < len(rows)  # what comes after the rows are their copies
            continue
        pieces.extend([*source, *target])
        lengths.extend([len(source), len(target)])
        pairs.append(numbers[row[:2]])
        weights.append(often)
    both = np.array(lengths, np.uint16).reshape(-1, 2)
    np.savez(
        out,
        pieces=np.array(pieces, np.uint16),
        starts=np.concatenate([[0], np.cumsum(both.sum(1, dtype=np.int64))[:-1]]).astype(np.int64),
        lengths=both,
        pair=np.array(pairs, np.uint8),
        weight=np.array(weights, np.float32),
    )
    return dropped


def prepare(given: argparse.Namespace) -> dict[str, Any]:
    """Do all of it; give what ``prepare.json`` says."""
    given.run.mkdir(parents=True, exist_ok=True)
    dropped: Counter[str] = Counter()
    read = [*read_corpus(given.corpus), *(row for folder in given.own for row in read_own(folder))]
    wanted = [row for row in read if row.origin.removeprefix("tri-") not in given.drop]
    dropped["origin left out"] = len(read) - len(wanted)
    rows = list(clean(wanted, given.copies, dropped))
    made = [*joined(rows, given.join, given.seed), *augment(given.augment, given.seed)]
    cut = clauses(rows, given.seed) if given.clauses else ()
    headed = titles(rows, given.seed) if given.titles else ()
    counted = refigured(rows, given.seed) if given.figures else ()
    rows += [*made, *cut, *headed, *counted]
    vocabulary = given.run / "spm.model"
    if given.vocabulary:
        shutil.copyfile(given.vocabulary, vocabulary)
    elif not vocabulary.exists():
        learn_vocabulary(rows, vocabulary, given.pieces, given.seed)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    dropped[f"more than {LONGEST} pieces"] = encode(rows, processor, given.run / "data.npz", given.sample, given.seed)
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
    parser.add_argument("--pieces", type=int, default=24_000, help="size of a vocabulary that is learned")
    parser.add_argument("--augment", type=int, default=0, metavar="N", help="made sentences for each direction")
    parser.add_argument("--join", type=int, default=0, metavar="N", help="own sentences joined in pairs, by direction")
    parser.add_argument("--clauses", action="store_true", help="own sentences cut in two as well")
    parser.add_argument("--titles", action="store_true", help="short own sentences as headlines as well")
    parser.add_argument("--figures", action="store_true", help="own sentences that have figures with others as well")
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="own sentences N times cut otherwise as well"
    )
    parser.add_argument("--copies", type=int, default=3, help="rows that may differ in figures and case alone")
    parser.add_argument("--drop", action="append", default=[], metavar="ORIGIN", help="an origin to leave out")
    parser.add_argument("--seed", type=int, default=3)
    about = prepare(parser.parse_args(words))
    print(json.dumps({name: about[name] for name in ("read", "kept", "augmented", "dropped", "directions")}))


if __name__ == "__main__":
    main()
