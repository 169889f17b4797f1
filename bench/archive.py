"""An archive of many short articles: time, memory and disk that ``l10n translate`` takes, and what takes the time.

    python bench/archive.py [--articles 5000] [--sample 40] [--engine embedded] [--beam 4] [--json FILE]

Writes an archive of invented news, always the same, into a temporary folder and runs ``l10n translate`` on it, in a
process of its own: first without an engine on all of it, then again with nothing changed, then with an engine on a
sample. Prints the machine, seconds, processor seconds, peak memory, size of the catalogs, and the share of each phase,
which comes from a second run over the sample with clocks around the phases.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from report import publish

from l10n import __version__

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("be", "ru", "uk")
PER_ARTICLE = 20
"""Sentences of an article."""
SLOTS = {
    "person": "the minister|the mayor|a judge|the teacher|her brother|his lawyer|a witness|the director|an engineer",
    "group": "The police|The ministry|The court|The city council|The railway|The hospital|The union|The university",
    "thing": "the new bridge|the old school|the budget|the report|the railway station|the law|the library|the factory",
    "place": "Minsk|Warsaw|Vilnius|Kyiv|Brest|Riga|the capital|the village|the region|the north of the country",
    "day": "on Monday|on Tuesday|on Friday|last week|in the morning|at the end of May|in October|two days later",
    "act": "was opened|was closed|was discussed|was sold|was repaired|was criticized|was finished|was described",
    "how": "after a long discussion|without any explanation|for the first time|because of the weather|as planned",
}
SENTENCES = (
    "{group} said that {thing} {act} in {place} {day}.",
    "{group} spent {number} million euros on {thing}, and {person} thanked everybody {day}.",
    "“We have waited for {number} years,” {person} said in {place} {day}.",
    "More than {number} people came to see {thing} in {place} {how}.",
    "{group} did not answer questions about {thing}, {person} said {how}.",
    "In {place}, {thing} {act} {how}, and {number} workers lost their jobs.",
    "Prices in {place} rose by {number} percent {day}, {person} told reporters.",
    "{group} expects {number} guests in {place}; {thing} {act} {day}.",
)


def sentences(seed: int) -> Iterator[str]:
    """Invented sentences without end; hardly any comes twice."""
    chance = random.Random(seed)
    words = {slot: values.split("|") for slot, values in SLOTS.items()}
    while True:
        chosen = {slot: chance.choice(values) for slot, values in words.items()}
        text = chance.choice(SENTENCES).format(number=chance.randint(2, 9999), **chosen)
        yield text[0].upper() + text[1:]


def names() -> list[str]:
    """Sentences of the example project, with names of its glossary in them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "source").glob("*.txt")))
    lines = [line for line in text.splitlines() if re.match(r"[A-Z“]", line) and len(line) < 1000]
    return [part for line in lines for part in re.split(r"(?<=[a-z][.])\s+(?=[A-Z])", line) if 40 < len(part) < 300]


def make_archive(root: Path, articles: int, beam: int = 4) -> None:
    """Write a project; each article has one of the example project's sentences, and a line that all share."""
    (root / "source").mkdir(parents=True)
    listed = ", ".join(f'"{locale}"' for locale in LOCALES)
    (root / "pyproject.toml").write_text(f"[tool.l10n]\nlocales = [{listed}]\nbeam = {beam}\n", encoding="utf-8")
    (root / "glossary.csv").write_bytes((ROOT / "glossary.csv").read_bytes())
    invented, known = sentences(7), itertools.cycle(names())
    for number in range(articles):
        text = [*itertools.islice(invented, PER_ARTICLE - 2), next(known)]
        paragraphs = [" ".join(text[start : start + 4]) for start in range(0, len(text), 4)]
        path = root / "source" / f"{number // 1000:03}" / f"article{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join([*paragraphs, "Write to us if you know more."]) + "\n", encoding="utf-8")


def translate(root: Path, *arguments: str) -> dict[str, float]:
    """Run ``l10n translate`` in a process of its own: seconds, processor seconds, peak memory in MB."""
    command = [sys.executable, "-m", "l10n", "-q", "-C", str(root), "translate", *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"l10n translate failed: exit code {process.returncode}")
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "peak_mb": usage.ru_maxrss // 1024,
    }


def phases(root: Path, engine: str) -> dict[str, float]:
    """Run it in this process with clocks around the phases; a share of the whole for each."""
    from l10n.cli import cli
    from l10n.drafting import Drafter
    from l10n.jobs import Job
    from l10n.pipeline import Pipeline

    spent = dict.fromkeys(("sentences", "names", "catalogs read", "memory", "drafting", "catalogs written"), 0.0)

    def clock(owner: Any, name: str, phase: str) -> None:
        action: Callable[..., Any] = getattr(owner, name)

        def timed(*given: Any, **named: Any) -> Any:
            before = time.perf_counter()
            try:
                return action(*given, **named)
            finally:
                spent[phase] += time.perf_counter() - before

        setattr(owner, name, timed)

    clock(Pipeline, "read", "sentences")
    clock(Pipeline, "hits", "names")
    clock(Pipeline, "_job", "catalogs read")
    clock(Job, "recall", "memory")
    clock(Drafter, "draft", "drafting")
    clock(Job, "save", "catalogs written")
    start = time.perf_counter()
    cli(["-q", "-C", str(root), "translate", "--engine", engine], standalone_mode=False)
    whole = time.perf_counter() - start
    return {**{phase: round(seconds / whole, 4) for phase, seconds in spent.items()}, "seconds": round(whole, 1)}


def disk(root: Path) -> dict[str, float]:
    """Size of the archive and of what was made of it."""

    def size(pattern: str) -> int:
        return sum(path.stat().st_size for path in root.glob(pattern) if path.is_file())

    return {
        "articles_mb": round(size("source/**/*") / 1e6, 1),
        "catalogs_mb": round(size("locales/**/*") / 1e6, 1),
        "caches_mb": round(size(".l10n/*") / 1e6, 1),
    }


def in_child(*arguments: str) -> Any:
    """Run this program once more in a fresh process; its JSON."""
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def measure(articles: int, sample: int, engine: str, beam: int) -> dict[str, object]:
    """Measure everything."""
    found: dict[str, object] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "l10n": __version__,
        "locales": len(LOCALES),
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        if articles:
            make_archive(root, articles)
            found["archive"] = {"articles": articles, "sentences": articles * PER_ARTICLE, "engine": "none"}
            found["first run"] = translate(root, "--engine", "none")
            found["disk"] = disk(root)
            found["second run"] = translate(root, "--engine", "none")
            found["phases without engine"] = in_child("--phases", "none", "--sample", "200")
        root = Path(folder) / "sample"
        if sample:
            make_archive(root, sample, beam)
            found["sample"] = {"articles": sample, "sentences": sample * PER_ARTICLE, "engine": engine, "beam": beam}
            found["sample drafted"] = translate(root, "--engine", engine)
            found["disk of the sample"] = disk(root)
            found["nothing to do"] = translate(root, "--engine", engine)
            found["phases with engine"] = in_child("--phases", engine, "--sample", str(sample), "--beam", str(beam))
    return found


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000, help="of the archive; 0 for none")
    parser.add_argument("--sample", type=int, default=40, help="articles to draft with an engine; 0 for none")
    parser.add_argument("--engine", default="embedded", help="for the sample")
    parser.add_argument("--beam", type=int, default=4, help="of the engine")
    parser.add_argument("--phases", metavar="ENGINE", help="only the shares of the phases of the sample")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.phases:
        with tempfile.TemporaryDirectory() as folder:
            make_archive(Path(folder) / "archive", given.sample, given.beam)
            print(json.dumps(phases(Path(folder) / "archive", given.phases)))
        return
    publish(measure(given.articles, given.sample, given.engine, given.beam), given.json)


if __name__ == "__main__":
    main()
