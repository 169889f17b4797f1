"""Measure the translation memory.

    python bench/memory.py [--entries 100000] [--corpus FILE] [--address postgresql://…]

Fills a memory with entries in catalogs of 50, and prints how long that takes and how much main memory; then how long
a refresh takes after nothing, and after one sentence, has changed; then lookups per second: of sentences that are in
it, of sentences with one or two words changed, and of sentences that are not. Sentences are invented with the word
frequencies of a language (Zipf), or come from a corpus: tab-separated, sentences in the third and fourth column,
xz-compressed where its name says so.
"""

from __future__ import annotations

import argparse
import itertools
import lzma
import platform
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from l10n.memory import CatalogFile, Memory, open_memory
from l10n.model import Catalog, Entry, SegmentKey

PER_CATALOG = 50
ROUNDS = 5
STRANGERS = 500
"""Sentences to look up that are not in the memory."""
LOCALE = "be"


def invented(seed: int) -> Iterator[tuple[str, str]]:
    """Sentences of 5 to 35 words of a vocabulary of 40,000, the n-th of them with frequency 1/n."""
    chance = random.Random(seed)
    letters = "etaoinshrdlcumwfgypbvk"
    words = ["".join(random.Random(n).choices(letters, k=2 + min(n, 999) % 9)) for n in range(40_000)]
    weights = list(itertools.accumulate(1 / (n + 1) for n in range(len(words))))
    while True:
        source = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(5, 35))).capitalize() + "."
        yield source, source[::-1]


def corpus(path: Path) -> Iterator[tuple[str, str]]:
    """Sentences of a corpus that come from English and are at least as long as short sentences are."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            language, _, source, target, *_ = line.rstrip("\n").split("\t")
            if language == "en" and len(source) >= 25:
                yield source, target


def changed(source: str, chance: random.Random) -> str:
    """The sentence with one or two of its words replaced."""
    words = source.split()
    for _ in range(min(2, len(words) // 8) or 1):
        words[chance.randrange(len(words))] = "table"
    return " ".join(words)


def catalogs(pairs: Sequence[tuple[str, str]]) -> list[CatalogFile]:
    """The pairs as catalogs whose entries are approved; they are made when they are read."""

    def make(start: int) -> Catalog:
        part = pairs[start : start + PER_CATALOG]
        entries = tuple(Entry(SegmentKey("", source), target) for source, target in part)
        return Catalog(LOCALE, entries, metadata={"Project-Id-Version": f"source/{start}.txt"})

    def file(start: int) -> CatalogFile:
        return CatalogFile(f"locales/{start}.po", "1", lambda: make(start))

    return [file(start) for start in range(0, len(pairs), PER_CATALOG)]


def rate(name: str, queries: Sequence[str], find: Callable[[str], object]) -> None:
    """Print lookups per second, the median of some rounds, and how many found something.

    Seconds are those of the clock, and then those of the processor that this process took, which other load on the
    machine disturbs less.
    """
    rates: list[tuple[float, float]] = []
    found = 0
    for part in (queries[number::ROUNDS] for number in range(ROUNDS)):
        clock, processor = time.perf_counter(), time.process_time()
        found += sum(find(query) is not None for query in part)
        rates.append((len(part) / (time.perf_counter() - clock), len(part) / (time.process_time() - processor)))
    clock_rate, processor_rate = (statistics.median(values) for values in zip(*rates, strict=True))
    figures = f"{clock_rate:>10,.0f} a second, {processor_rate:,.0f} a processor second"
    print(f"{name:<22} {figures}; found {found} of {len(queries)}")


def timed(name: str, action: Callable[[], object]) -> None:
    """Print the seconds something takes, of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    action()
    print(
        f"{name:<22} {time.perf_counter() - clock:>10.3f} s, {time.process_time() - processor:.3f} s of the processor"
    )


def measure(memory: Memory, pairs: Sequence[tuple[str, str]], others: Sequence[str]) -> None:
    """Print everything about one memory."""
    files = catalogs(pairs)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    timed("fill", lambda: memory.refresh(LOCALE, files))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{'main memory at most':<22} {grown / 1024:>10.0f} MB, of which {before / 1024:.0f} before")
    timed("refresh, no change", lambda: memory.refresh(LOCALE, files))
    files[0] = replace(files[0], stamp="2")
    timed("refresh, one catalog", lambda: memory.refresh(LOCALE, files))
    chance = random.Random(1)
    sample = [source for source, _ in chance.sample(pairs, min(1000, len(pairs)))]
    find = lambda source: memory.find(source, LOCALE)  # noqa: E731
    rate("exact", sample * 5, find)
    rate("near", [changed(source, chance) for source in sample[:500]], find)
    rate("nothing like it", others, find)


def cpu() -> str:
    """The processor, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.machine()


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description="Measure the translation memory.")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--address", help="a server, instead of a file that is deleted again")
    arguments = parser.parse_args()
    stream = corpus(arguments.corpus) if arguments.corpus else invented(0)
    unique: dict[str, str] = {}
    while len(unique) < arguments.entries + STRANGERS and (pair := next(stream, None)):
        unique.setdefault(*pair)
    pairs, strangers = list(unique.items())[STRANGERS:], list(unique)[:STRANGERS]
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {cpu()}, {len(pairs)} entries")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        with open_memory(arguments.address or path, Path(folder)) as memory:
            measure(memory, pairs, strangers)
        if path.exists():
            print(f"{'file':<22} {path.stat().st_size / 2**20:>10.1f} MB")


if __name__ == "__main__":
    main()
