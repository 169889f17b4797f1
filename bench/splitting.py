"""Speed of finding sentences, beside choppa's iterator with the same rules; both must cut at the same places.

    python bench/splitting.py [--file ../shared/data/eval/ntrex-dev.en] [--repeat 9] [--json FILE]

FILE has a sentence a line; four lines make a paragraph. The two take turns on all paragraphs; the figures are CPU
seconds of the least disturbed turn.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator
from report import publish

from l10n.segments.cutter import LOOKBEHIND, cut
from l10n.segments.rulebook import RULES, language_key

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "eval" / "ntrex-dev.en"
LINES = 4


def reference(locale: str) -> Callable[[str], list[str]]:
    """Make choppa's splitter."""
    document = SrxDocument(ruleset=RULES)
    for entry in SrxDocument(ruleset=DEFAULT_SRX_RULESET).language_map_list:
        document.add_language_map(entry.language_pattern.pattern, entry.language_rule)
    key = language_key(locale)
    return lambda text: list(SrxTextIterator(document, key, text, max_lookbehind_construct_length=LOOKBEHIND))


def measure(paragraphs: list[str], locale: str, repeat: int) -> dict[str, object]:
    """Let the two take turns, after a turn that compiles the rules."""
    splitters = {"choppa": reference(locale), "l10n": lambda text: list(cut(text, locale))}
    pieces = {name: [split(text) for text in paragraphs] for name, split in splitters.items()}
    best = dict.fromkeys(splitters, float("inf"))
    for _ in range(repeat):
        for name, split in splitters.items():
            start = time.process_time()
            for text in paragraphs:
                split(text)
            best[name] = min(best[name], time.process_time() - start)
    count = sum(map(len, pieces["choppa"]))
    return {
        "sentences": count,
        "same cuts": pieces["choppa"] == pieces["l10n"],
        "sentences_per_s": {name: round(count / seconds) for name, seconds in best.items()},
        "times": round(best["choppa"] / best["l10n"], 1),
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=NEWS)
    parser.add_argument("--locale", default="en")
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    lines = [line.strip() for line in given.file.read_text(encoding="utf-8").split("\n") if line.strip()]
    paragraphs = [" ".join(lines[start : start + LINES]) for start in range(0, len(lines), LINES)]
    found = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "python": platform.python_version()}
    publish({**found, **measure(paragraphs, given.locale, given.repeat)}, given.json)


if __name__ == "__main__":
    main()
