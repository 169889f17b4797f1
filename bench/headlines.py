"""Measure what headline capitals cost a draft, and what is left of it when l10n takes them away.

    python bench/headlines.py be ru uk [--limit N] [--engine embedded]

Short sentences of flores-dev and ntrex-dev, without full stops, are translated as they are, With Capitals as in
headlines, IN CAPITALS, and both again as l10n gives them to its engines. Prints chrF in Markdown. Needs sacrebleu
(bench/requirements.txt) and the evaluation sets (--data).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

import sacrebleu
from quality_data import FOLDER, SETS, EvalSet

from l10n.engines.hygiene import translate_checked
from l10n.engines.routes import select_route
from l10n.headlines import sentence_case
from l10n.model import EngineOptions
from l10n.plugins import load_engines

SHORTEST, LONGEST = 25, 85
"""Characters of a headline, about."""
SMALL = frozenset("a an and as at but by for from in into is nor of on or the to with".split())
"""What newspapers write without a capital."""
_WORD = re.compile(r"[^\s-]+")


def with_capitals(sentence: str) -> str:
    """Write a sentence as a headline.

    >>> with_capitals("He was seen at the market")
    'He Was Seen at the Market'
    """
    return _WORD.sub(lambda match: match[0] if match.start() and match[0] in SMALL else _capital(match[0]), sentence)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def headlines(locale: str, limit: int, folder: Path) -> tuple[list[str], list[str]]:
    """Find sentences that could be headlines, without their full stops, and their references."""
    found = [
        (source[:-1], reference.rstrip("."))
        for name in SETS
        for data in [EvalSet(name, 0, folder)]
        for source, reference in zip(data.reference("en"), data.reference(locale), strict=True)
        if SHORTEST < len(source) < LONGEST and source.endswith(".") and not {"“", '"'} & set(source)
    ]
    chosen = found[:limit] if limit else found
    return [source for source, _ in chosen], [reference for _, reference in chosen]


def figures(locale: str, given: argparse.Namespace) -> list[float]:
    """chrF of one locale, in the order of the table."""
    engines = load_engines(EngineOptions(beam=given.beam))
    route = select_route(engines, "en", locale, engine=given.engine)
    plain, references = headlines(locale, given.limit, given.data)
    titles, capitals = [with_capitals(text) for text in plain], [text.upper() for text in plain]
    variants = [plain, titles, [sentence_case(text) for text in titles]]
    variants += [capitals, [sentence_case(text) for text in capitals]]
    print(f"| en→{locale} | {len(plain)} |", end="", flush=True)
    scores = []
    for texts in variants:
        drafts = [draft.text for draft in translate_checked(engines, route, (), texts)]
        scores.append(sacrebleu.corpus_chrf(drafts, [references]).score)
    return scores


def main(words: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("locale", nargs="+", choices=("be", "ru", "uk"))
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="the first N sentences only")
    parser.add_argument("--engine", default="embedded")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder of the evaluation sets")
    given = parser.parse_args(words)
    print(
        "| direction | sentences | as they are | With Capitals | given to the engine | CAPITALS | given to the engine |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    for locale in given.locale:
        print("".join(f" {score:.1f} |" for score in figures(locale, given)), flush=True)


if __name__ == "__main__":
    main()
