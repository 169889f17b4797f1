"""Checkpoint to what l10n ships: a CTranslate2 model with int8 weights.

    python -m training.export --run RUN [--average N] --out MODEL            the model alone
    python -m training.export --run RUN --package src/l10n/engines/data/mini  the files of the embedded engine
    python -m training.export --run RUN --argos FOLDER                        six Argos packages
    python -m training.export --run RUN --average N --checkpoint FILE         the mean of the weights, half precision
    python -m training.export --from-ct2 PACKAGE --checkpoint FILE            back: a package to weights to train on

Without --average the checkpoint of the run is taken; with it the mean of the last N snapshots. --weights names
checkpoints instead (several: their mean).
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece

from training import checkpoints, ct2
from training.corpus import TAGS, directions
from training.pieces import all_pieces, written_with

NAMES = {"en": "English", "be": "Belarusian", "ru": "Russian", "uk": "Ukrainian"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODEL_TOML = """\
# What is in this folder. A new model replaces the files beside this one, these lines and its figures in
# ../../quality.toml.
version = "{version}"
directions = [{directions}]
# The token that tells the decoder which language to write.
prefix = "__{{target}}__"
# How long it was trained: training/train.py --init-from this folder goes on from here.
steps = {steps}
tokens = {tokens}
"""
_ALSO = """\
# Folders of further models: the translations of all are weighed against each other.
also = [{also}]
"""


def choose(given: argparse.Namespace) -> checkpoints.Checkpoint:
    """Take the weights that the command line names.

    Raises:
        ValueError: fewer snapshots than are to be averaged.
    """
    if given.weights:
        return checkpoints.average(given.weights)
    if given.average:
        found = checkpoints.snapshots(given.run)[-given.average :]
        if len(found) < given.average:
            raise ValueError(f"{given.run} has {len(found)} snapshots, not {given.average}")
        return checkpoints.average(found)
    return checkpoints.load(given.run / "checkpoint.pt")


def write_model(checkpoint: checkpoints.Checkpoint, vocabulary: Path, folder: Path) -> Path:
    """Write the CTranslate2 model of a checkpoint.

    Raises:
        ValueError: the vocabulary is another one.
    """
    processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    pieces = all_pieces(processor)
    network = checkpoints.network(checkpoint)
    if network.cfg["vocab"] != len(pieces) + 1:
        raise ValueError(f"{vocabulary}: {len(pieces)} pieces, the checkpoint has {network.cfg['vocab'] - 1}")
    return ct2.write(network.eval(), pieces, folder)


def write_package(
    checkpoint: checkpoints.Checkpoint, vocabulary: Path, package: Path, version: str | None, data: Path | None = None
) -> str:
    """Replace the files of the embedded engine; give the version, by default the next integer.

    Args:
        data: ``data.npz`` of the run, to tell which pieces a language is written with; without it none is barred.
    """
    about = package / "model.toml"
    before = tomllib.loads(about.read_text(encoding="utf-8")) if about.exists() else {"version": "-1"}
    if version is None:
        version = str(int(before["version"]) + 1)
    package.mkdir(parents=True, exist_ok=True)
    write_model(checkpoint, vocabulary, package / "model")
    target = package / "sentencepiece.model"
    if not target.exists() or target.read_bytes() != vocabulary.read_bytes():
        shutil.copyfile(vocabulary, target)
    (package / "targets.json").unlink(missing_ok=True)
    if data is not None:
        processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        targets = written_with(data, all_pieces(processor))
        (package / "targets.json").write_text(json.dumps(targets, indent=1) + "\n", encoding="utf-8")
    pairs = ", ".join(f'"{source}_{target}"' for source, target in sorted(directions()))
    numbers = {"steps": int(checkpoint["step"]), "tokens": int(checkpoint.get("tokens", 0))}
    text = _MODEL_TOML.format(version=version, directions=pairs, **numbers)
    if before.get("also"):
        text += _ALSO.format(also=", ".join(f'"{name}"' for name in before["also"]))
    about.write_text(text, encoding="utf-8")
    return version


def write_argos(model: Path, vocabulary: Path, folder: Path, version: str, card: Path | None) -> list[Path]:
    """Write an Argos package for each direction, the same bytes for the same model."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for source, target in directions():
        path = folder / f"l10n-{source}_{target}.argosmodel"
        about = {
            "package_version": version, "argos_version": "1.9", "type": "translate", "links": [],
            "from_code": source, "from_name": NAMES[source], "to_code": target, "to_name": NAMES[target],
            "target_prefix": TAGS[target],
        }  # fmt: skip
        readme = card.read_text(encoding="utf-8") if card else f"# {NAMES[source]} - {NAMES[target]}\n"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            top = f"translate-{source}_{target}-{version.replace('.', '_')}"
            _add(archive, f"{top}/metadata.json", json.dumps(about, indent=2).encode())
            _add(archive, f"{top}/README.md", readme.encode())
            _add(archive, f"{top}/sentencepiece.model", vocabulary.read_bytes())
            for item in sorted(model.iterdir()):
                _add(archive, f"{top}/model/{item.name}", item.read_bytes())
        made.append(path)
    return made


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)


def export(given: argparse.Namespace) -> None:
    """Do what the command line asks for."""
    if given.from_ct2:
        checkpoint = checkpoints.load(given.from_ct2)
        checkpoints.save(checkpoint, given.checkpoint)
        print(f"{given.checkpoint}: {checkpoint['step']} steps, {checkpoint['tokens']} tokens")
        return
    checkpoint = choose(given)
    vocabulary = given.vocabulary or given.run / "spm.model"
    if given.checkpoint:
        step, tokens = checkpoint["step"], checkpoint.get("tokens", 0)
        half = checkpoints.weights(checkpoints.network(checkpoint), step, tokens, half=True)
        checkpoints.save(half, given.checkpoint)
    if given.out:
        write_model(checkpoint, vocabulary, given.out)
    version = given.version
    if given.package:
        data = given.run / "data.npz" if given.run else None
        version = write_package(checkpoint, vocabulary, given.package, version, data)
        print(f"{given.package}: version {version}")
    if given.argos:
        with tempfile.TemporaryDirectory() as place:
            model = write_model(checkpoint, vocabulary, Path(place) / "model")
            for path in write_argos(model, vocabulary, given.argos, version or "1.0", given.card):
                print(path)
    print(f"{checkpoint['step']} steps, {checkpoint.get('tokens', 0)} tokens")


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--run", type=Path, help="folder of the run")
    add("--average", type=int, metavar="N", help="take the mean of the last N snapshots")
    add("--weights", type=Path, nargs="+", metavar="FILE", help="take these checkpoints")
    add("--vocabulary", type=Path, help="by default that of the run")
    add("--out", type=Path, metavar="MODEL", help="write the CTranslate2 model to this folder")
    add("--package", type=Path, help="replace the model of an embedded engine in this folder")
    add("--version", help="of the package; by default the next integer")
    add("--argos", type=Path, metavar="FOLDER", help="write Argos packages")
    add("--card", type=Path, help="model card to put into the Argos packages")
    add("--from-ct2", type=Path, metavar="PACKAGE", help="read an exported package back")
    add("--checkpoint", type=Path, metavar="FILE", help="write the weights, to train on or to average")
    given = parser.parse_args(words)
    if given.from_ct2 and not given.checkpoint:
        parser.error("--from-ct2 needs --checkpoint")
    if not given.from_ct2 and not given.run and not (given.weights and given.vocabulary):
        parser.error("name --run, or --weights and --vocabulary, or --from-ct2")
    return given


if __name__ == "__main__":
    export(arguments(None))
