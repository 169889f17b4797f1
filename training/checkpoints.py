"""Checkpoints: everything a run needs to go on, or weights alone.

A checkpoint is a dictionary: ``cfg`` (shape of the network), ``sd`` (weights), ``step``, ``tokens``; one to go on
from has ``opt`` (optimizer), ``position``, ``fresh`` and ``rng`` as well. Older ones have no more than the first
five, shipped ones no ``opt`` and half precision: all can be read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from training import ct2
from training.batches import Position
from training.network import Network

Checkpoint = dict[str, Any]


def load(path: Path) -> Checkpoint:
    """Read a checkpoint, or the package of a shipped model (a folder with ``model/`` and ``model.toml``).

    Raises:
        ValueError: neither of the two.
    """
    if path.is_dir():
        about = tomllib.loads((path / "model.toml").read_text(encoding="utf-8"))
        return weights(ct2.read(path / "model"), int(about.get("steps", 0)), int(about.get("tokens", 0)))
    found = torch.load(path, map_location="cpu", weights_only=True)
    if not isinstance(found, dict) or not {"cfg", "sd", "step"} <= found.keys():
        raise ValueError(f"{path}: not a checkpoint")
    return found


def network(checkpoint: Checkpoint) -> Network:
    """Make the network of a checkpoint, in single precision."""
    made = Network(**checkpoint["cfg"])
    made.load_state_dict({name: value.float() for name, value in checkpoint["sd"].items()})
    return made


def weights(made: Network, step: int, tokens: int, half: bool = False) -> Checkpoint:
    """Make a checkpoint without anything to go on with but the weights."""
    kind = torch.float16 if half else torch.float32
    return {
        "cfg": made.cfg,
        "sd": {name: value.detach().cpu().to(kind) for name, value in made.state_dict().items()},
        "step": step,
        "tokens": tokens,
    }


def save(checkpoint: Checkpoint, path: Path) -> None:
    """Write a checkpoint: the whole file or nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    torch.save(checkpoint, temporary)
    temporary.replace(path)


def position(checkpoint: Checkpoint) -> Position:
    """Where the data goes on; older checkpoints do not say."""
    return Position(*checkpoint.get("position", (0, 0)))


def snapshots(run: Path) -> list[Path]:
    """Snapshots of the weights of a run, oldest first."""
    return sorted((run / "snapshots").glob("*.pt"))


def average(paths: Sequence[Path]) -> Checkpoint:
    """Mean of the weights of several checkpoints; ``step`` and ``tokens`` are those of the last.

    Raises:
        ValueError: none, or networks of different shapes.
    """
    if not paths:
        raise ValueError("no checkpoints to average")
    last: Checkpoint = {}
    total: dict[str, torch.Tensor] = {}
    for path in paths:
        found = load(path)
        if last and found["cfg"] != last["cfg"]:
            raise ValueError(f"{path}: a network of another shape")
        for name, value in found["sd"].items():
            total[name] = total[name] + value.double() if name in total else value.double()
        last = found
    mean = {name: (value / len(paths)).float() for name, value in total.items()}
    return {"cfg": last["cfg"], "sd": mean, "step": last["step"], "tokens": last.get("tokens", 0)}
