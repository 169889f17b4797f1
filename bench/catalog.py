"""Measure how long a large catalog takes to load, save and merge, beside plain polib in the same run.

    python bench/catalog.py                       # 50,000 entries
    python bench/catalog.py --entries 5000 --rounds 5

Every round does each of the things once, one after the other; printed are the best processor seconds of all rounds and
their ratio to polib's, which a busy machine changes little. Memory is the peak of a process of its own that loads and
saves the file once.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from l10n.catalog.po import load_catalog, new_catalog, save_catalog
from l10n.catalog.provenance import make_provenance
from l10n.catalog.threeway import merge_catalogs
from l10n.model import Catalog, Entry, SegmentKey


def make(count: int) -> Catalog:
    """Make a catalog: a third reviewed, the rest drafts, with notes as l10n writes them."""
    paragraph = "¶ A paragraph of the article in which the sentence stands, which is longer than the sentence itself."
    entries = tuple(
        Entry(
            SegmentKey("", f"Sentence number {i} of a long article about prisoners in Minsk, the capital of Belarus."),
            f"Сказ нумар {i} доўгага артыкула пра вязняў у Мінску, сталіцы Беларусі.",
            fuzzy=bool(i % 3),
            provenance=make_provenance("embedded:en_be@0", str(i), -0.4),
            references=(f"source/news.md:{i}",),
            notes=f"Minsk = Мінск nom, Мінску loc\n{paragraph}",
        )
        for i in range(count)
    )
    return replace(new_catalog("be", "source/news.md", "0"), entries=entries)


def approve(catalog: Catalog, every: int, start: int) -> Catalog:
    """Approve some of the drafts."""
    entries = list(catalog.entries)
    entries[start::every] = [replace(entry, fuzzy=False) for entry in entries[start::every]]
    return replace(catalog, entries=tuple(entries))


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def things(path: Path, count: int) -> dict[str, Callable[[], object]]:
    """What is measured. Saving changes the header, so that the file is really written."""
    import polib

    ours = load_catalog(path, "be")
    theirs = polib.pofile(str(path), wrapwidth=0)
    other = path.with_name("other.po")
    one, two = approve(ours, 10, 1), approve(ours, 10, 2)
    saved = iter(range(count * 1000))
    return {
        "polib load": lambda: polib.pofile(str(path), wrapwidth=0),
        "l10n load": lambda: load_catalog(path, "be"),
        "polib save": lambda: theirs.save(str(other)),
        "l10n save": lambda: save_catalog(replace(ours, header=str(next(saved))), other),
        "l10n merge": lambda: merge_catalogs(ours, one, two),
    }


def peak_mb(path: Path) -> float:
    """Peak memory of a process that loads and saves the file (Linux)."""
    script = (
        "import sys; from dataclasses import replace; from pathlib import Path\n"
        "from l10n.catalog.po import load_catalog, save_catalog\n"
        "path = Path(sys.argv[1])\n"
        "save_catalog(replace(load_catalog(path, 'be'), header='x'), path.with_name('peak.po'))\n"
        "status = Path('/proc/self/status').read_text().split()\n"
        "print(status[status.index('VmHWM:') + 1])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024 / 1e6


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.po"
        save_catalog(make(arguments.entries), path)
        work = things(path, arguments.rounds)
        best = dict.fromkeys(work, float("inf"))
        for _ in range(arguments.rounds):
            for name, call in work.items():
                best[name] = min(best[name], seconds(call))
        print(f"{arguments.entries} entries, {path.stat().st_size / 1e6:.1f} MB, best of {arguments.rounds} rounds")
        for name, value in best.items():
            other = best.get(name.replace("l10n", "polib"))
            ratio = f"  {value / other:.2f} of polib's" if other and not name.startswith("polib") else ""
            print(f"  {name:11} {value:6.2f} s{ratio}")
        both = best["l10n load"] + best["l10n save"]
        print(f"  load + save {both:6.2f} s  {both / (best['polib load'] + best['polib save']):.2f} of polib's")
        print(f"  peak memory of load + save {peak_mb(path):6.0f} MB")


if __name__ == "__main__":
    main()
