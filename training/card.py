"""Write the model card of a run from the run's own numbers.

    python -m training.card --run RUN --package PACKAGE [--scores FILE.json ...] [--note TEXT ...] > README.md

The scores are what ``bench/quality.py --json`` wrote. What the run did not record is said to be unknown.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training import ct2
from training.corpus import settings

_INTRO = """\
# mini, version {version}: the model of the embedded engine

A weak model that ships with l10n so that a fresh machine without network translates at once. **Its drafts are poor**:
correct every one of them, and never publish one unread. An installed Argos package wins over it.

One multilingual Transformer for {directions}; the first decoder token (`__be__`, `__ru__`, `__uk__`)
names the target language. {millions:.2f} M parameters: d = {d}, {enc} encoder and {dec} decoder layers, {h} heads,
{pieces:,} SentencePiece pieces; CTranslate2 format, int8. Written by `training/card.py`.
"""
_FILES = """\
## Files

| file | what |
|---|---|
| `model/` | CTranslate2 model |
| `sentencepiece.model` | vocabulary of both sides |
| `targets.json` | pieces that each language is written with; the others are barred while decoding |
| `model.toml` | version, directions, pattern of the prefix token, steps and tokens |

## Licence

The weights: CC BY-SA 4.0 (the code of l10n around them: see LICENSE at the root).
"""
_DATA = """\
All FLORES, NTREX and WMT 2019–2024 sentences were removed from the corpus before. Interface strings and manuals for the
larger part; nearly all prose in Belarusian and Ukrainian was written for this project. Weights of the origins:
`training/data.toml`.
"""
_TABLE = """\
| direction | source | chrF | BLEU | alien letters % | alien words % | loops | wrong language | digits kept % |
|---|---|---:|---:|---:|---:|---:|---:|---:|"""
_LIMITS = """\
## Limits

- Facts go wrong: names, figures and who did what may change between source and draft. Nothing in the model prevents it.
- Much of what it was trained on is interface strings and manuals. Its words lean that way.
- Words of a sister language slip in. Sentences of more than {longest} pieces were never seen in training.
- One sentence at a time, no context: gender and names are guessed anew in each.
- The scores are of {sets}: encyclopaedic or news sentences. Other texts may do worse."""


def directions_of(package: Path) -> list[str]:
    """Directions as they are written for people: en→be."""
    return [name.replace("_", "→") for name in _about(package)["directions"]]


def _about(package: Path) -> Mapping[str, Any]:
    return tomllib.loads((package / "model.toml").read_text(encoding="utf-8"))


def events(run: Path) -> list[dict[str, Any]]:
    """What the run logged; empty for a run of the earlier scripts, which kept no such log."""
    path = run / "log.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [json.loads(line) for line in lines if line]


def training_section(package: Path, logged: Sequence[Mapping[str, Any]], notes: Iterable[str]) -> Iterator[str]:
    """How it was trained."""
    about = _about(package)
    yield "## Training\n"
    yield f"- {about['steps']:,} steps, {about['tokens'] / 1e6:.1f} M source and target tokens."
    starts = [event for event in logged if event["event"] == "start"]
    if starts:
        last = starts[-1]
        yield (
            f"- On {last['device']}, seed {last['seed']}, {last['batch_tokens']} tokens a batch, rate {last['lr']}, "
            f"warm-up {last['warmup']}; starts: {len(starts)}, the first at step {starts[0]['step']:,}."
        )
    losses = [event for event in logged if event["event"] == "train"]
    if losses:
        first, last = losses[0], losses[-1]
        yield f"- Training loss {first['loss']:.2f} at step {first['step']:,}, {last['loss']:.2f} at the end."
    for event in [event for event in logged if event["event"] == "validation"][-1:]:
        figures = ", ".join(f"{name.replace('_', '→')} {score}" for name, score in event["chrf"].items())
        yield f"- Last validation ({event['lines']} lines of flores-dev, beam {event['beam']}), chrF: {figures}."
    yield from (f"- {note}" for note in notes)
    yield ""


def scores_section(reports: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The measured figures of the embedded engine."""
    yield "## Scores\n"
    if not reports:
        yield "Not measured.\n"
    for report in reports:
        rows = [row for row in report["rows"] if row["system"].startswith("embedded:")]
        yield f"{report['set']}, {rows[0]['lines'] if rows else 0} lines, beam {report['beam']}, int8; sacrebleu:"
        yield f"{report['signatures']}.\n"
        yield _TABLE
        yield from map(_score, rows)
        yield ""


def _score(row: Mapping[str, Any]) -> str:
    faults = row["faults"]
    cells = [row["direction"], row["source"], f"{row['chrf']:.1f}", f"{row['bleu']:.1f}", f"{faults['letters']:.1f}"]
    cells += ["–" if faults["spelling"] is None else f"{faults['spelling']:.1f}"]
    cells += [faults["loops"], faults["wrong"], f"{faults['digits']:.1f}"]
    return f"| {' | '.join(map(str, cells))} |"


def data_section(run: Path) -> Iterator[str]:
    """Where the sentences come from, and under what terms."""
    path = run / "prepare.json"
    about = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    yield "## Training data\n"
    yield _DATA
    counts: Mapping[str, int] = about.get("origins", {})
    if about:
        left = ", ".join(f"{reason} {count:,}" for reason, count in about["dropped"].items())
        yield f"{about['kept']:,} pairs: {about['read']:,} read, {about['augmented']:,} made; left out: {left}.\n"
    else:
        yield "How many sentences of each were used is unknown: this run kept no count.\n"
    yield "| origin | pairs | kind | languages | terms |"
    yield "|---|---:|---|---|---|"
    for group in settings()["groups"]:
        present = [name for name in group["origins"] if not counts or name in counts]
        if present and not (about == {} and present == ["augment"]):
            pairs = f"{sum(counts[name] for name in present):,}" if counts else "–"
            yield f"| {', '.join(present)} | {pairs} | {group['kind']} | {group['languages']} | {group['terms']} |"
    listed = {name for group in settings()["groups"] for name in group["origins"]}
    for name in sorted(set(counts) - listed):
        yield f"| {name} | {counts[name]:,} | unknown | unknown | **not stated** |"


def card(run: Path, package: Path, reports: Sequence[Mapping[str, Any]], notes: Sequence[str]) -> str:
    """Write the card of the model in a package.

    Args:
        run: folder of the run that made it.
        package: the exported model.
        reports: what ``bench/quality.py --json`` wrote.
        notes: what a person has to add about the training.
    """
    network = ct2.read(package / "model")
    numbers = {name: network.cfg[name] for name in ("d", "enc", "dec", "h")}
    pieces = network.cfg["vocab"] - 1
    size = sum(value.numel() for value in network.parameters()) - network.cfg["d"] - 1
    intro = _INTRO.format(
        version=_about(package)["version"], directions=", ".join(directions_of(package)),
        millions=size / 1e6, pieces=pieces, **numbers,
    )  # fmt: skip
    sets = " and ".join(sorted({report["set"] for report in reports})) or "no set yet"
    parts = [intro, *scores_section(reports), _LIMITS.format(longest=90, sets=sets), ""]
    parts += [*training_section(package, events(run), notes), _FILES, *data_section(run)]
    return "\n".join(parts) + "\n"


def main(words: Sequence[str] | None = None) -> None:
    """Read the command line and print the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--scores", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--note", action="append", default=[], help="a sentence about the training")
    given = parser.parse_args(words)
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in given.scores]
    print(card(given.run, given.package, reports, given.note), end="")


if __name__ == "__main__":
    main()
