"""Training data as batches, in an order that depends on the seed and nothing else.

Sentences come in pools: each pool draws sentences by direction and weight, sorts them by target language and length,
cuts them into batches of one target language and shuffles those. The random numbers of a pool are made of the seed and
its number, so a run can go on from any batch of any pool without replaying what came before.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from training.corpus import BOS, EOS, directions

POOL = 32_000
"""Sentences in a pool."""
_NEAR = 3
"""Target lengths that are taken for one length, so that sources of one length can stand together: with it 4 % of a
batch are padding, and 15 % if source lengths do not count."""


class Position(NamedTuple):
    """Where a run is: the next batch is number ``batch`` of pool ``pool``."""

    pool: int = 0
    batch: int = 0


class Batch(NamedTuple):
    """Sentences as numbers, padded; all targets are of one language; ``after`` is the position of the next batch."""

    source: torch.Tensor
    target: torch.Tensor
    after: Position
    locale: str


class Data:
    """What ``training.prepare`` wrote.

    Args:
        path: ``data.npz``.
        tags: piece number of the tag of each target language.
        pad: number of the padding piece.
    """

    def __init__(self, path: Path, tags: dict[str, int], pad: int) -> None:
        with np.load(path) as arrays:
            self._pieces = arrays["pieces"]
            self._starts = arrays["starts"]
            self._lengths = arrays["lengths"].astype(np.int64)
            self._pair = arrays["pair"]
            weight = arrays["weight"].astype(np.float64)
        self._pad = pad
        self._targets = [target for _, target in directions()]
        self._tags = [tags[target] for target in self._targets]
        self._languages = np.array([self._tags.index(tag) for tag in self._tags])
        self._groups = []
        for number, share in enumerate(directions().values()):
            members = np.flatnonzero(self._pair == number)
            if len(members):
                self._groups.append((members, np.cumsum(weight[members]), share))

    def pool(self, number: int, seed: int, tokens: int) -> list[np.ndarray]:
        """Make the batches of a pool: arrays of sentence numbers.

        Args:
            number: which pool.
            seed: of the run.
            tokens: most tokens of a batch on its longer side, padding included.
        """
        rng = np.random.default_rng([seed, number])
        chosen = np.concatenate(
            [
                members[np.searchsorted(total, rng.random(max(1, int(POOL * share))) * total[-1], side="right")]
                for members, total, share in self._groups
            ]
        )
        length, language = self._lengths[chosen], self._languages[self._pair[chosen]]
        step = (length[:, 1] + rng.integers(_NEAR)) // _NEAR
        source = np.where(step % 2, length[:, 0], -length[:, 0])  # up and down in turn: no leap between the steps
        chosen = chosen[np.lexsort((rng.random(len(chosen)), source, step, language))]
        edges = np.flatnonzero(np.diff(self._languages[self._pair[chosen]])) + 1
        batches = [batch for part in np.split(chosen, edges) for batch in self._cut(part, tokens)]
        return [batches[index] for index in rng.permutation(len(batches))]

    def _cut(self, chosen: np.ndarray, tokens: int) -> list[np.ndarray]:
        widths = np.maximum(self._lengths[chosen, 0], self._lengths[chosen, 1] + 3)
        batches, start, widest = [], 0, 0
        for index, width in enumerate(widths.tolist()):
            widest = max(widest, width)
            if index > start and widest * (index - start + 1) > tokens:
                batches.append(chosen[start:index])
                start, widest = index, width
        return [*batches, chosen[start:]]

    def tensors(self, members: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """Put sentences into two padded matrices; targets begin with the start mark and their tag."""
        sizes = self._lengths[members]
        source = np.full((len(members), sizes[:, 0].max()), self._pad, np.int64)
        target = np.full((len(members), sizes[:, 1].max() + 3), self._pad, np.int64)
        target[:, 0] = BOS
        for row, member in enumerate(members.tolist()):
            first, second = sizes[row]
            start = self._starts[member]
            source[row, :first] = self._pieces[start : start + first]
            target[row, 1] = self._tags[self._pair[member]]
            target[row, 2 : 2 + second] = self._pieces[start + first : start + first + second]
            target[row, 2 + second] = EOS
        return torch.from_numpy(source), torch.from_numpy(target)

    def locale(self, members: np.ndarray) -> str:
        """Give the target language of the sentences of a batch."""
        return self._targets[self._pair[members[0]]]


def batches(data: Data, seed: int, tokens: int, position: Position) -> Iterator[Batch]:
    """Give batches without end, from a position on."""
    while True:
        pool = data.pool(position.pool, seed, tokens)
        for number in range(position.batch, len(pool)):
            last = number + 1 == len(pool)
            after = Position(position.pool + 1) if last else Position(position.pool, number + 1)
            yield Batch(*data.tensors(pool[number]), after, data.locale(pool[number]))
        position = Position(position.pool + 1)


class Prefetch:
    """Prepares batches in a thread while the last one is being learned; a context manager.

    Args:
        source: the batches.
        ahead: how many wait at most.
        pin: whether to put them into pinned memory, from which a GPU copies faster.
    """

    def __init__(self, source: Iterator[Batch], ahead: int = 32, pin: bool = False) -> None:
        self._source = source
        self._pin = pin
        self._waiting: queue.Queue[Batch | BaseException] = queue.Queue(ahead)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Prefetch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def __next__(self) -> Batch:
        """The next batch.

        Raises:
            BaseException: whatever stopped the thread.
        """
        item = self._waiting.get()
        if isinstance(item, BaseException):
            raise item
        return item

    def _work(self) -> None:
        try:
            for batch in self._source:
                if self._pin:
                    batch = batch._replace(source=batch.source.pin_memory(), target=batch.target.pin_memory())
                if not self._put(batch):
                    return
        except BaseException as exc:  # handed to the thread that asks
            self._put(exc)

    def _put(self, item: Batch | BaseException) -> bool:
        while not self._stop.is_set():
            try:
                self._waiting.put(item, timeout=0.2)
                return True
            except queue.Full:
                continue
        return False
