"""Measure what a route of machine translation is worth, beside the recorded output of other systems.

    python bench/quality.py ROUTE ... [--set flores-dev|ntrex-dev] [--limit N] [--recorded] [--json FILE]
    python bench/quality.py embedded --recorded --limit 200
    python bench/quality.py en_be "argos:en_ru>embedded:ru_be"
    python bench/quality.py embedded --package NEW         a model that is not shipped yet
    python bench/quality.py embedded --clauses 160         every sentence in one piece
    python bench/quality.py embedded --one-apostrophe      ’ and ' are one character to the scores

ROUTE is what ``l10n mt --engine`` takes, an engine with one of its directions (embedded:en_be), or a bare direction
(en_be: whichever route l10n would choose). An engine alone is measured in all the directions it has. A step from
Russian reads the recorded Russian of other systems in place of a good first step.

Needs sacrebleu (bench/requirements.txt) and the evaluation sets (--data). Prints a table in Markdown. The speed is
wall time and depends on the machine.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import sacrebleu
from quality_data import FOLDER, SETS, EvalSet
from quality_words import SPELLERS, Faults, Spellers, find_faults

from l10n.engines.embedded import CLAUSES, EmbeddedEngine
from l10n.engines.embedded import FOLDER as MODEL
from l10n.engines.hygiene import translate_checked
from l10n.engines.routes import AUTO, parse_route, select_route, translate_along
from l10n.errors import L10nError, RouteMissingError
from l10n.model import EngineOptions, Route
from l10n.plugins import load_engines
from l10n.protocols import Engine

DIRECTIONS = (("en", "be"), ("en", "ru"), ("en", "uk"), ("ru", "be"), ("ru", "uk"))
HEADER = (
    "| system | direction | source | chrF | BLEU | alien letters % | alien words % "
    "| wrong language | loops | empty | digits kept % | sentences/s |"
)
NOTES = """\
alien letters: lower-case words with a letter or pair of letters their language does not have; alien words: those, and \
words that only a sister language's dictionary knows. wrong language, loops, empty: lines. sentences/s: wall time, \
depends on the machine."""


@dataclass(frozen=True)
class Row:
    """A measured translation."""

    system: str
    direction: str
    source: str
    lines: int
    chrf: float
    bleu: float
    faults: Faults
    speed: float | None

    def __str__(self) -> str:
        faults = self.faults
        spelling = "–" if faults.spelling is None else f"{faults.spelling:.1f}"
        speed = "–" if self.speed is None else f"{self.speed:.1f}"
        cells: list[object] = [self.system, self.direction, self.source, f"{self.chrf:.1f}", f"{self.bleu:.1f}"]
        cells += [f"{faults.letters:.1f}", spelling, faults.wrong, faults.loops, faults.empty]
        cells += [f"{faults.digits:.1f}", speed]
        return f"| {' | '.join(map(str, cells))} |"


class Scorer:
    """chrF and BLEU of sacrebleu, and the faults, against the references of a set."""

    def __init__(self, data: EvalSet, spellers: Spellers, *, one_apostrophe: bool = False) -> None:
        self._data = data
        self._spellers = spellers
        self._one_apostrophe = one_apostrophe
        self._chrf = sacrebleu.CHRF()
        self._bleu = sacrebleu.BLEU()

    def row(
        self, system: str, direction: tuple[str, str], source: str, targets: list[str], speed: float | None = None
    ) -> Row:
        """Measure a translation of the whole set."""
        locale = direction[1]
        scored, references = self._alike(targets), [self._alike(self._data.reference(locale))]
        return Row(
            system,
            "→".join(direction),
            source,
            len(targets),
            self._chrf.corpus_score(scored, references).score,
            self._bleu.corpus_score(scored, references).score,
            find_faults(self._data.reference("en"), targets, locale, self._spellers),
            speed,
        )

    def _alike(self, lines: list[str]) -> list[str]:
        return [line.replace("’", "'") for line in lines] if self._one_apostrophe else lines

    def signatures(self) -> str:
        """What sacrebleu says about its settings; known after the first row."""
        return f"chrF {self._chrf.get_signature()}, BLEU {self._bleu.get_signature()}"


def find(text: str, engines: Sequence[Engine]) -> list[Route]:
    """Read a ROUTE.

    Raises:
        L10nError: not a route, or nothing installed goes that way.
    """
    if ":" in text:
        return [parse_route(text, engines)]
    if "_" in text and text not in {engine.name for engine in engines}:
        source, _, target = text.partition("_")
        return [select_route(engines, source, target, engine=AUTO)]
    found = []
    for source, target in DIRECTIONS:
        try:
            found.append(select_route(engines, source, target, engine=text))
        except RouteMissingError:
            continue
    if not found:
        raise RouteMissingError(f"{text} has no direction that is measured here")
    return found


def measure(route: Route, engines: Sequence[Engine], data: EvalSet, scorer: Scorer) -> Iterator[Row]:
    """Translate a set along a route, once for each text there is in its source language, with retries as in a draft."""
    direction = (route.steps[0].source, route.steps[-1].target)
    translate_along(engines, route, ["."])  # loads the models
    for source in data.sources(direction[0]):
        start = time.perf_counter()
        drafts = translate_checked(engines, route, (), source.lines)
        seconds = time.perf_counter() - start
        targets = [draft.text for draft in drafts]
        yield scorer.row(str(route), direction, source.name, targets, len(targets) / seconds)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("route", nargs="*", metavar="ROUTE")
    parser.add_argument("--set", choices=SETS, default=SETS[0])
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="the first N lines only")
    parser.add_argument("--recorded", action="store_true", help="measure the recorded outputs and the references too")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=0, help="workers; 0 is one per core")
    parser.add_argument("--data", type=Path, default=FOLDER, help="folder of the evaluation sets")
    parser.add_argument("--dictionaries", type=Path, default=SPELLERS, help="folder of be_BY, ru_RU, uk_UA .dic, .aff")
    parser.add_argument("--package", type=Path, metavar="FOLDER", help="take the embedded model from here")
    parser.add_argument(
        "--clauses", type=int, metavar="N", help="pieces from which on the embedded engine cuts a sentence; 160: none"
    )
    parser.add_argument("--one-apostrophe", action="store_true", help="score ’ and ' as one character")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    found = parser.parse_args()
    if not found.route and not found.recorded:
        parser.error("name a ROUTE, or --recorded")
    return found


def rows(given: argparse.Namespace, data: EvalSet, scorer: Scorer) -> Iterator[Row]:
    """Every row of the table, as it is measured."""
    options = EngineOptions(threads=given.threads, beam=given.beam)
    engines = load_engines(options)
    if given.package or given.clauses:
        embedded = EmbeddedEngine(options, given.package or MODEL, given.clauses or CLAUSES)
        engines = [embedded, *(one for one in engines if one.name != "embedded")]
    for route in [route for text in given.route for route in find(text, engines)]:
        yield from measure(route, engines, data, scorer)
    if given.recorded:
        for system, locale, lines in data.recorded():
            yield scorer.row(system, ("en", locale), "reference", lines)
        for source, target in DIRECTIONS[-2:]:
            for name, lines in data.sources(source):
                yield scorer.row("untranslated", (source, target), name, lines)
        for locale in ("be", "ru", "uk"):
            yield scorer.row("reference", ("en", locale), "reference", data.reference(locale))


def report(given: argparse.Namespace, found: list[Row], signatures: str) -> dict[str, Any]:
    """Everything ``--json`` writes."""
    settings = {"set": given.set, "limit": given.limit, "beam": given.beam, "signatures": signatures}
    return settings | {"rows": [asdict(row) | {"faults": row.faults.as_json()} for row in found]}


def main() -> None:
    """Print the table."""
    given = arguments()
    try:
        data = EvalSet(given.set, given.limit, given.data)
        spellers = Spellers(given.dictionaries)
        scorer = Scorer(data, spellers, one_apostrophe=given.one_apostrophe)
        print(HEADER)
        print("|---|---|---|" + "---:|" * 9, flush=True)
        found = []
        for row in rows(given, data, scorer):
            print(row, flush=True)
            found.append(row)
    except L10nError as exc:
        raise SystemExit("\n".join(filter(None, [exc.message, exc.hint and f"hint: {exc.hint}"]))) from exc
    except FileNotFoundError as exc:
        raise SystemExit(f"no such file: {exc.filename}; --data names the folder of the evaluation sets") from exc
    print(f"\n{given.set}, {found[0].lines} lines, beam {given.beam}. sacrebleu: {scorer.signatures()}")
    print(NOTES)
    if spellers.missing:
        print(f"alien words not measured: {spellers.missing}")
    if given.json:
        text = json.dumps(report(given, found, scorer.signatures()), ensure_ascii=False, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
