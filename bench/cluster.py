"""Drafting on workers: one against two, and what handing out the work costs.

    python bench/cluster.py [--sentences 256] [--batch 64] [--repeat 2] [--engine embedded] [--json FILE]

Starts a Dask scheduler and two workers on loopback, each with one thread, and drafts the same invented sentences (those
of ``archive.py``) in this process, with one worker and with two, in turn. Prints the machine, the median seconds and
processor seconds of each, the ratios, whether all gave the same drafts, and the seconds a task costs beyond its work:
tasks that get a whole batch and only count it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import distributed
from archive import LOCALES, sentences
from report import publish

from l10n import __version__
from l10n.batches import Batch, Workers
from l10n.cluster import Cluster, Here
from l10n.engines.routes import select_route
from l10n.model import EngineOptions
from l10n.plugins import load_engines

TASKS = 200


def make_batches(count: int, size: int, engine: str) -> list[Batch]:
    """The sentences in batches, for every locale."""
    texts = list(itertools.islice(sentences(11), count))
    engines = load_engines(EngineOptions())
    made = []
    for locale in LOCALES:
        route = select_route(engines, "en", locale, engine=engine)
        for start in range(0, count, size):
            part = tuple(texts[start : start + size])
            made.append(Batch(route, (), "plain", part, tuple(() for _ in part)))
    return made


@contextmanager
def started(program: str, *arguments: str, until: str) -> Iterator[str]:
    """Run a program of Dask until the end of the block; give what it says about its address."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", "--host", "127.0.0.1", "--no-dashboard", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        assert process.stderr is not None
        yield next(found[1] for line in process.stderr if (found := re.search(until, line)))
    finally:
        process.kill()
        process.communicate()


def draft(workers: Workers, batches: Sequence[Batch]) -> dict[int, list[str]]:
    """Draft everything; the texts by the number of their batch."""
    numbers = {id(batch): number for number, batch in enumerate(batches)}
    found = {}
    for batch in batches:
        found.update(
            {numbers[id(done)]: [draft.text for draft in result.drafts] for done, result in workers.put(batch)}
        )
    found.update({numbers[id(done)]: [draft.text for draft in result.drafts] for done, result in workers.rest()})
    return found


def on_workers(count: int, options: EngineOptions, batches: Sequence[Batch]) -> tuple[float, float, Any]:
    """Draft with so many workers: seconds, processor seconds of the workers, texts. Starting up is not counted."""
    with ExitStack() as stack:
        address = stack.enter_context(started("dask_scheduler", "--port", "0", until=r"Scheduler at:\s+(tcp://\S+)"))
        for _ in range(count):
            arguments = ("--nthreads", "1", "--no-nanny", "--local-directory", tempfile.gettempdir())
            stack.enter_context(started("dask_worker", address, *arguments, until=r"(Registered) to"))
        client = stack.enter_context(distributed.Client(address, set_as_default=False))
        client.wait_for_workers(count)
        cluster = stack.enter_context(Cluster(address, options))
        first = [batch._replace(sentences=batch.sentences[:1], hits=((),)) for batch in batches]
        draft(cluster, first)  # loads the model on every worker
        before = sum(client.run(time.process_time).values())
        start = time.perf_counter()
        texts = draft(cluster, batches)
        seconds = time.perf_counter() - start
        return seconds, sum(client.run(time.process_time).values()) - before, texts


def here(options: EngineOptions, batches: Sequence[Batch]) -> tuple[float, float, Any]:
    """Draft in this process: seconds, processor seconds, texts."""
    engines = load_engines(options)
    workers = Here(lambda: engines)
    draft(workers, [batch._replace(sentences=batch.sentences[:1], hits=((),)) for batch in batches])
    start, processor = time.perf_counter(), time.process_time()
    texts = draft(workers, batches)
    return time.perf_counter() - start, time.process_time() - processor, texts


def overhead(batch: Batch) -> float:
    """Seconds for a task that does nothing with a batch, when two are always under way."""
    with ExitStack() as stack:
        address = stack.enter_context(started("dask_scheduler", "--port", "0", until=r"Scheduler at:\s+(tcp://\S+)"))
        arguments = ("--nthreads", "1", "--no-nanny", "--local-directory", tempfile.gettempdir())
        stack.enter_context(started("dask_worker", address, *arguments, until=r"(Registered) to"))
        client = stack.enter_context(distributed.Client(address))
        client.submit(len, batch, pure=False).result()
        start = time.perf_counter()
        for _ in range(TASKS // 2):
            distributed.wait([client.submit(len, batch, pure=False) for _ in range(2)])
        return (time.perf_counter() - start) / TASKS


def measure(count: int, size: int, repeat: int, engine: str) -> dict[str, object]:
    """Measure everything, the contenders in turn."""
    batches = make_batches(count, size, engine)
    options = EngineOptions(threads=1)
    contenders: dict[str, Callable[[], tuple[float, float, Any]]] = {
        "this process": lambda: here(options, batches),
        "one worker": lambda: on_workers(1, options, batches),
        "two workers": lambda: on_workers(2, options, batches),
    }
    runs: dict[str, list[tuple[float, float, Any]]] = {name: [] for name in contenders}
    for _ in range(repeat):
        for name, run in contenders.items():
            runs[name].append(run())
    seconds = {name: statistics.median(run[0] for run in found) for name, found in runs.items()}
    processor = {name: statistics.median(run[1] for run in found) for name, found in runs.items()}
    texts = [run[2] for found in runs.values() for run in found]
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "distributed": distributed.__version__,
        "l10n": __version__,
        "engine": engine,
        "sentences": count * len(LOCALES),
        "batch": size,
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "processor_seconds": {name: round(value, 2) for name, value in processor.items()},
        "two workers / one worker": round(seconds["one worker"] / seconds["two workers"], 2),
        "processor time, one worker / this process": round(processor["one worker"] / processor["this process"], 2),
        "overhead_ms_per_task": round(1000 * overhead(batches[0]), 2),
        "same drafts": all(found == texts[0] for found in texts),
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=256, help="for each of three locales")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--engine", default="embedded")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    publish(measure(given.sentences, given.batch, given.repeat, given.engine), given.json)


if __name__ == "__main__":
    main()
