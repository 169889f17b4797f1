"""A large project after one changed sentence: time and memory of ``l10n translate``.

    python bench/update.py [--sentences 50000] [--articles 500] [--repeat 3] [--json FILE]

Makes a project of reviewed articles in a temporary folder, changes one sentence, and runs ``l10n translate`` on the
whole project in a process of its own; the engine is ``none``, so that only the update is measured. Then the same with
nothing changed. Prints the machine, medians and the peak memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from report import publish

from l10n import __version__
from l10n.catalog.po import load_catalog, save_catalog

WORDS = (
    "court minister police report river winter harvest school doctor train letter village engine market summer bridge "
    "witness lawyer border singer market garden history newspaper evening morning president factory teacher hospital"
).split()


def sentence(rng: random.Random) -> str:
    """A sentence of ten to twenty words with a figure in it."""
    words = rng.choices(WORDS, k=rng.randint(9, 19))
    words.insert(rng.randrange(1, len(words)), str(rng.randint(2, 9999)))
    return " ".join(words).capitalize() + "."


def make_project(root: Path, sentences: int, articles: int) -> None:
    """Write a project in which everything is reviewed."""
    rng = random.Random(7)
    (root / "source").mkdir()
    (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be"]\n', encoding="utf-8")
    per_article = sentences // articles
    for number in range(articles):
        paragraphs = [" ".join(sentence(rng) for _ in range(4)) for _ in range(per_article // 4)]
        (root / "source" / f"article{number:05}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    translate(root)
    for path in root.rglob("*.po"):
        catalog = load_catalog(path, "be")
        entries = tuple(replace(entry, target=f"Так: {entry.key.source}") for entry in catalog.entries)
        save_catalog(replace(catalog, entries=entries), path)
    translate(root)


def translate(root: Path, *arguments: str) -> tuple[float, int]:
    """Run ``l10n translate``; give seconds and peak memory in MB."""
    command = [sys.executable, "-m", "l10n", "-q", "-C", str(root), "translate", "--engine", "none", *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"l10n translate failed: exit code {process.returncode}")
    return seconds, usage.ru_maxrss // 1024


def change(root: Path, number: int) -> Path:
    """Change the figure of a sentence in one article."""
    path = sorted((root / "source").iterdir())[number]
    words = path.read_text(encoding="utf-8").split(" ")
    index = next(index for index, word in enumerate(words) if word.isdigit())
    words[index] = str(int(words[index]) + 1)
    path.write_text(" ".join(words), encoding="utf-8")
    return path


def measure(sentences: int, articles: int, repeat: int) -> dict[str, object]:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_project(root, sentences, articles)
        runs: dict[str, list[tuple[float, int]]] = {"nothing changed": [], "one sentence": [], "that article": []}
        for number in range(repeat):
            runs["nothing changed"].append(translate(root))
            change(root, 2 * number)
            runs["one sentence"].append(translate(root))
            path = change(root, 2 * number + 1)
            runs["that article"].append(translate(root, str(path)))
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "l10n": __version__,
        "sentences": sentences,
        "articles": articles,
        "seconds": {name: round(statistics.median(run[0] for run in found), 2) for name, found in runs.items()},
        "peak_mb": {name: max(run[1] for run in found) for name, found in runs.items()},
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=50_000)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = measure(given.sentences, given.articles, given.repeat)
    publish(found, given.json)


if __name__ == "__main__":
    main()
