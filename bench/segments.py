"""Measure sentence splitting.

    python bench/segments.py FILE                      one paragraph a line, a broken bar where a sentence ends
    python bench/segments.py --lines FILE [--locale L] one sentence a line; also FILE.tsv, whose first column counts

The first form prints precision, recall and F1 of sentence ends inside paragraphs. The second joins every five lines
and prints how many of the line ends are found again (only those that close with a mark that ends sentences), and
every split inside a line, for a person to judge.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from l10n.segments import split

MARK = "¦"
CLOSED = re.compile(r"[.!?…][\"'”’»)]*$")
GROUP = 5


def ends(text: str, locale: str) -> set[int]:
    """Offsets at which a sentence ends inside a text."""
    return {span.end for span in split(text, locale)[:-1]}


def marked(line: str) -> tuple[str, set[int]]:
    """Text of a paragraph with marks, and the offsets of its marks."""
    parts = line.split(MARK)
    offsets = [len("".join(parts[: index + 1])) for index in range(len(parts) - 1)]
    return "".join(parts), set(offsets)


def measure_paragraphs(lines: Iterable[str], locale: str) -> str:
    """Precision, recall and F1 of the sentence ends, and the paragraphs that are not exact."""
    hits = found = wanted = exact = 0
    wrong = []
    for line in lines:
        text, expected = marked(line)
        actual = ends(text, locale)
        hits += len(actual & expected)
        found += len(actual)
        wanted += len(expected)
        exact += actual == expected
        if actual != expected:
            wrong.append("  " + MARK.join(text[span.start : span.end] for span in split(text, locale)))
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    score = 2 * hits / max(found + wanted, 1)
    figures = f"P {precision:.4f}  R {recall:.4f}  F1 {score:.4f}  ends {wanted}  paragraphs exact {exact}"
    return "\n".join([figures, *wrong])


def runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Groups of consecutive lines that all close with a mark that ends sentences."""
    group: list[str] = []
    for line in lines:
        if not CLOSED.search(line):
            group = []
            continue
        group.append(line)
        if len(group) == GROUP:
            yield group
            group = []


def measure_lines(lines: Sequence[str], locale: str) -> str:
    """Line ends found again after joining, and the splits inside lines."""
    hits = wanted = 0
    missed, inner = [], []
    for group in runs(lines):
        text, expected = marked(f"{MARK} ".join(group))
        actual = ends(text, locale)
        hits += len(actual & expected)
        wanted += len(expected)
        missed += [f"  missed: {text[max(end - 40, 0) : end]}{MARK}{text[end : end + 40]}" for end in expected - actual]
    for line in lines:
        inner += [f"  inside: {line[max(end - 60, 0) : end]}{MARK}{line[end : end + 40]}" for end in ends(line, locale)]
    recall = hits / max(wanted, 1)
    figures = f"line ends found {hits} of {wanted} ({recall:.4f})  splits inside {len(lines)} lines {len(inner)}"
    return "\n".join([figures, *sorted(missed), *inner])


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description="Measure sentence splitting.")
    parser.add_argument("file", type=Path, nargs="+")
    parser.add_argument("--lines", action="store_true", help="one sentence a line instead of marked paragraphs")
    parser.add_argument("--locale", default="en")
    arguments = parser.parse_args()
    measure = measure_lines if arguments.lines else measure_paragraphs
    for path in arguments.file:
        lines = [line.split("\t")[0].strip() for line in path.read_text(encoding="utf-8").split("\n")]
        print(
            f"{path.name}: {measure([line for line in lines if line and not line.startswith('#')], arguments.locale)}"
        )


if __name__ == "__main__":
    main()
