"""Train the model of the embedded engine; stop and go on at any moment.

    python -m training.train --run RUN --minutes 170 [--validate EVAL] [--init-from PACKAGE|CHECKPOINT]

RUN is what training.prepare made. A run that was begun goes on from RUN/checkpoint.pt, which is written at the end, at
SIGTERM or Ctrl-C, and every --save minutes. On the CPU the result depends on the seed, the number of steps and the
number of threads alone, however often the run was stopped. On a GPU the weights are multiplied in bfloat16.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import torch.nn.functional as F  # noqa: N812  # the name everybody knows

from training import checkpoints
from training.batches import Batch, Data, Position, Prefetch, batches
from training.corpus import TAGS
from training.network import Network
from training.scores import choices_of, losses, validate

REWARM = 200
"""Steps over which the rate rises again where weights came without their optimizer."""


class Trainer:
    """A run: network, optimizer, and where it is.

    Args:
        given: the command line.
        pieces: size of the vocabulary.
        choices: target language → numbers of the pieces that its sentences may have: the output layer chooses among
            these, which is quicker than among all.
    Raises:
        ValueError: the checkpoint does not fit the vocabulary.
    """

    def __init__(self, given: argparse.Namespace, pieces: int, choices: Mapping[str, torch.Tensor]) -> None:
        self._given = given
        self.device = "cuda" if torch.cuda.is_available() and not given.cpu else "cpu"
        torch.manual_seed(given.seed)
        self.path = given.run / "checkpoint.pt"
        found = _begin(given, self.path)
        self.pad = pieces
        self.network = checkpoints.network(found) if found else _network(given, pieces + 1)
        if self.network.cfg["vocab"] != pieces + 1:
            raise ValueError(f"the checkpoint has {self.network.cfg['vocab'] - 1} pieces, the vocabulary {pieces}")
        if given.drop is not None:
            self.network.set_drop(given.drop)
        self.network.to(self.device).train()
        self.choices = {locale: numbers.to(self.device) for locale, numbers in choices.items()}
        self._optimizer = torch.optim.Adam(
            self.network.parameters(), lr=given.lr, betas=(0.9, 0.98), eps=1e-9, fused=True
        )
        self.step, self.tokens = int(found.get("step", 0)), int(found.get("tokens", 0))
        self.position = checkpoints.position(found)
        self._fresh = int(found.get("fresh", 0 if "opt" in found else self.step))
        if "opt" in found:
            self._optimizer.load_state_dict(found["opt"])
            for group in self._optimizer.param_groups:
                group["fused"] = True  # quicker; earlier checkpoints do not have it
        if "rng" in found:
            _restore(found["rng"])

    def learn(self, batch: Batch) -> tuple[float, int]:
        """Make a step; give the mean loss of a token and the number of target tokens."""
        source, target = (side.to(self.device, non_blocking=True) for side in (batch.source, batch.target))
        self.step += 1
        for group in self._optimizer.param_groups:
            group["lr"] = self.rate()
        with torch.autocast(self.device, torch.bfloat16, enabled=self.device == "cuda"):
            states = self.network(source, target[:, :-1], self.pad)
            labels = target[:, 1:].clone()
            labels[:, 0] = self.pad  # the tag is given, not learned
            asked = torch.nonzero(labels.flatten() != self.pad).squeeze(1)
            choices = self.choices[batch.locale]
            logits = self.network.logits(states.flatten(0, 1).index_select(0, asked), choices).float()
            wanted = torch.searchsorted(choices, labels.flatten()[asked])
            loss = F.cross_entropy(logits, wanted, label_smoothing=0.1)
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        self.tokens += len(asked) + int((batch.source != self.pad).sum())
        self.position = batch.after
        return float(loss.detach()), len(asked)

    def rate(self) -> float:
        """Learning rate of this step: up in a line, down with the square root of the step, at the end to nothing."""
        given, step = self._given, self.step
        rate = given.lr * min(step / given.warmup, (given.warmup / step) ** 0.5)
        if given.anneal is not None and step > given.anneal:
            rate *= (given.steps + 1 - step) / (given.steps + 1 - given.anneal)
        return rate * min(1.0, (step - self._fresh) / REWARM) if self._fresh else rate

    def save(self) -> None:
        """Write the checkpoint."""
        rng = {"cpu": torch.get_rng_state()}
        if self.device == "cuda":
            rng["cuda"] = torch.cuda.get_rng_state()
        about = checkpoints.weights(self.network, self.step, self.tokens)
        more = {"opt": self._optimizer.state_dict(), "position": tuple(self.position), "fresh": self._fresh}
        checkpoints.save(about | more | {"rng": rng}, self.path)

    def snapshot(self, keep: int) -> None:
        """Write the weights alone, for averaging; the oldest go."""
        folder = self._given.run / "snapshots"
        about = checkpoints.weights(self.network, self.step, self.tokens, half=True)
        checkpoints.save(about, folder / f"{self.step:09}.pt")
        for path in checkpoints.snapshots(self._given.run)[:-keep]:
            path.unlink()


def _begin(given: argparse.Namespace, path: Path) -> checkpoints.Checkpoint:
    if path.exists():
        return checkpoints.load(path)
    return checkpoints.load(given.init_from) if given.init_from else {}


def _network(given: argparse.Namespace, rows: int) -> Network:
    heads = given.heads or max(1, given.dim // 64)
    return Network(rows, d=given.dim, h=heads, enc=given.enc, dec=given.dec)


def _restore(rng: dict[str, torch.Tensor]) -> None:
    torch.set_rng_state(rng["cpu"])
    if "cuda" in rng and torch.cuda.is_available():
        torch.cuda.set_rng_state(rng["cuda"])


class Log:
    """``RUN/log.jsonl``: a JSON object a line; also printed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, event: str, **values: Any) -> None:
        """Add a line."""
        line = json.dumps({"event": event, "time": int(time.time()), **values}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        print(line, flush=True)


@contextmanager
def _stopping() -> Iterator[list[int]]:
    """Collect SIGTERM and SIGINT instead of dying of them."""
    caught: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda received, _: caught.append(received))
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Meter:
    """Mean loss and speed since they were last told."""

    def __init__(self, tokens: int) -> None:
        self._reset(tokens)

    def _reset(self, tokens: int) -> None:
        self._loss, self._count, self._tokens, self._start = 0.0, 0, tokens, time.monotonic()

    def add(self, loss: float, count: int) -> None:
        """Add a step."""
        self._loss += loss * count
        self._count += count

    def tell(self, tokens: int) -> dict[str, float]:
        """Tell, and begin anew."""
        loss = self._loss / max(self._count, 1)
        speed = (tokens - self._tokens) / max(time.monotonic() - self._start, 1e-9)
        self._reset(tokens)
        return {"loss": round(loss, 4), "tokens_per_s": round(speed)}


def train(given: argparse.Namespace) -> Trainer:
    """Run until the time or the steps are over, or a signal comes; the checkpoint is written."""
    torch.set_num_threads(given.threads)
    torch.set_float32_matmul_precision("high")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(given.run / "spm.model"))
    trainer = Trainer(given, processor.get_piece_size(), choices_of(given.run, processor))
    torch.use_deterministic_algorithms(trainer.device == "cpu")
    torch.utils.deterministic.fill_uninitialized_memory = False  # every tensor is written before it is read
    tags = {locale: processor.piece_to_id(tag) for locale, tag in TAGS.items()}
    data = Data(given.run / "data.npz", tags, trainer.pad)
    log = Log(given.run / "log.jsonl")
    shape = {name: value for name, value in trainer.network.cfg.items() if name != "maxlen"}
    log.write(
        "start", step=trainer.step, tokens=trainer.tokens, device=trainer.device, network=shape, seed=given.seed,
        batch_tokens=given.batch_tokens, lr=given.lr, warmup=given.warmup, threads=given.threads,
    )  # fmt: skip
    source = batches(data, given.seed, given.batch_tokens, Position(*trainer.position))
    with _stopping() as signals, Prefetch(source, pin=trainer.device == "cuda") as waiting:
        _loop(given, trainer, waiting, log, signals, processor)
    trainer.save()
    log.write("stop", step=trainer.step, tokens=trainer.tokens, signals=signals)
    return trainer


def _loop(
    given: argparse.Namespace, trainer: Trainer, waiting: Prefetch, log: Log, signals: list[int], processor: Any
) -> None:
    begin = saved = validated = time.monotonic()
    meter = _Meter(trainer.tokens)
    while not signals and (given.steps is None or trainer.step < given.steps):
        now = time.monotonic()
        if given.minutes is not None and now - begin > given.minutes * 60:
            break
        meter.add(*trainer.learn(next(waiting)))
        if trainer.step % given.log_steps == 0:
            log.write("train", step=trainer.step, tokens=trainer.tokens, **meter.tell(trainer.tokens))
        if now - saved > given.save * 60:
            trainer.save()
            saved = now
        if now - validated > given.every * 60:
            _look(given, trainer, log, processor)
            validated = time.monotonic()
    if not signals:
        _look(given, trainer, log, processor)


def _look(given: argparse.Namespace, trainer: Trainer, log: Log, processor: Any) -> None:
    """Keep the weights of this moment, and measure them."""
    trainer.snapshot(given.keep)
    if given.validate:
        scores = validate(trainer.network, processor, given.validate, given.lines, given.threads, trainer.choices)
        loss = losses(trainer.network, processor, given.validate, given.lines, trainer.choices)
        log.write(
            "validation", step=trainer.step, tokens=trainer.tokens, lines=given.lines, beam=1, chrf=scores, loss=loss
        )


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--run", type=Path, required=True, help="folder of the run")
    add("--minutes", type=float, help="stop after so many")
    add("--steps", type=int, help="stop when so many steps have been made in all")
    add("--init-from", type=Path, help="begin from these weights: a package (folder) or a checkpoint")
    add("--validate", type=Path, metavar="EVAL", help="folder of flores-dev.*: chrF while training")
    add("--lines", type=int, default=100, help="lines to validate on")
    add("--every", type=float, default=30, help="minutes between snapshots, each validated")
    add("--keep", type=int, default=5, help="snapshots to keep")
    add("--save", type=float, default=10, help="minutes between checkpoints")
    add("--log-steps", type=int, default=200)
    add("--dim", type=int, default=256)
    add("--heads", type=int, help="by default one for each 64 of the width")
    add("--enc", type=int, default=4, help="encoder layers")
    add("--dec", type=int, default=2, help="decoder layers")
    add("--drop", type=float, help="dropout; by default what the checkpoint has, 0.1 for a new run")
    add("--batch-tokens", type=int, default=1800)
    add("--lr", type=float, default=1.6e-3)
    add("--warmup", type=int, default=1000)
    add(
        "--anneal",
        type=int,
        metavar="STEP",
        help="from here on the rate falls in a line, to nothing at --steps",
    )
    add("--threads", type=int, default=min(2, os.cpu_count() or 1))
    add("--seed", type=int, default=3)
    add("--cpu", action="store_true", help="leave a GPU alone")
    given = parser.parse_args(words)
    if given.anneal is not None and (given.steps is None or given.anneal >= given.steps):
        parser.error("--anneal needs --steps, and a step before it")
    return given


if __name__ == "__main__":
    train(arguments(None))
