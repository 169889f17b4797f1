"""Measure the checks: false alarms, recall, ranking of systems, speed.

    python bench/checks.py references [--list] [--code CODE]   findings in professional translations
    python bench/checks.py planted [--seed N] [--limit N]      errors planted into them: how many are found
    python bench/checks.py systems                             findings in recorded machine translations, beside BLEU
    python bench/checks.py speed [--keep FOLDER]               time for 10,000 entries, in all and by check; with what
                                                               dictionaries said kept in a folder, as in .l10n

The texts are the evaluation sets of ``--data`` (flores-dev and ntrex-dev); they measure, and nothing of them is in the
project. ``bench/data/reference-errors.tsv`` has findings that were judged to be errors of the references: set, line (*
for all of a code in a set), locale, code, how it was judged (line: the whole sentence and its source were read;
excerpt: only what the finding shows; class: by the kind of mark, not one by one), why. BLEU needs sacrebleu
(bench/requirements.txt); spelling and siblings need dictionaries, see docs/checks.md.
"""

from __future__ import annotations

import argparse
import csv
import html
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from math import comb
from pathlib import Path
from random import Random

from checks_planted import KINDS, Good

from l10n.checking import Checker
from l10n.config import CheckSettings
from l10n.dictionaries import keep_answers, keep_answers_in
from l10n.glossary.matching import Matcher
from l10n.glossary.table import load_glossary
from l10n.model import Entry, Finding, Hit, Kind, SegmentKey, Severity, Translation
from l10n.plugins import load_checks
from l10n.protocols import Check

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
SETS = ("flores-dev", "ntrex-dev")
LOCALES = ("be", "ru", "uk")
SIBLINGS = {"be": "ru", "ru": "uk", "uk": "ru"}
ENTRIES = 10_000
ARTICLE = 20
SURE = 0.05
"""Chance below which a difference counts."""
SWAPPED = "name swapped"


@dataclass(frozen=True)
class Reviewed:
    """Findings that were judged to be errors of the references."""

    rows: frozenset[tuple[str, str, str, str]]

    def has(self, finding: Finding) -> bool:
        """Whether a finding, or all of its code in the set, was reviewed; ``path`` is SET.LOCALE."""
        name = finding.path.removesuffix(f".{finding.locale}")
        places = (str(finding.line), "*")
        return any((name, line, finding.locale, finding.code) in self.rows for line in places)


def lines(path: Path) -> list[str]:
    """Read the lines of a text; what some systems left as HTML entities is undone."""
    return [html.unescape(line) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def reviewed() -> Reviewed:
    """Read the reviewed findings."""
    path = HERE / "data" / "reference-errors.tsv"
    if not path.exists():
        return Reviewed(frozenset())
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return Reviewed(frozenset((row["set"], row["line"], row["locale"], row["code"]) for row in rows))


class Texts:
    """The evaluation sets as translations.

    Args:
        folder: with ``eval``, ``seed`` and ``articles``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._matcher = Matcher(load_glossary(HERE / "data" / "people.csv"))
        self._hits: dict[str, list[list[Hit]]] = {}

    def references(self, locale: str) -> list[Translation]:
        """Both sets in one language."""
        return [item for name in SETS for item in self.translations(name, locale)]

    def translations(self, name: str, locale: str, system: str = "") -> list[Translation]:
        """A set in one language, by people or by a system; sentences it left empty are left out."""
        sources = lines(self.folder / "eval" / f"{name}.en")
        targets = lines(self.folder / "eval" / ".".join(filter(None, [name, system, locale])))
        if name not in self._hits:
            self._hits[name] = self._matcher.hits_by_line(sources)
        path = f"{name}.{locale}"
        return [
            make(source, target, locale, path, number, hits)
            for number, (source, target, hits) in enumerate(zip(sources, targets, self._hits[name], strict=True), 1)
            if target.strip()
        ]

    def systems(self, name: str, locale: str) -> list[str]:
        """Names of the recorded systems."""
        paths = (self.folder / "eval").glob(f"{name}.*.{locale}")
        return sorted(path.name.removeprefix(f"{name}.").removesuffix(f".{locale}") for path in paths)


def make(
    source: str, target: str, locale: str, path: str, number: int, hits: Sequence[Hit], kind: Kind = Kind.PARAGRAPH
) -> Translation:
    """Make a translation at a line of a set."""
    entry = Entry(SegmentKey("", source), target, references=(f"{path.partition('.')[0]}:{number}",), line=number)
    return Translation(entry, tuple(hits), kind, path, locale, "en")


def measure_references(checker: Checker, texts: Texts, given: argparse.Namespace) -> None:
    """Print the share of lines with a finding: by code, by check, in all; without those that were reviewed."""
    known = reviewed()
    everything = [item for locale in LOCALES for item in texts.references(locale)]
    report = checker.run(everything)
    totals = Counter(item.locale for item in everything)
    groups = {code: name for name, check in load_checks().items() for code in check.codes}
    tables: dict[str, dict[str, dict[str, set[tuple[str, int]]]]] = defaultdict(lambda: defaultdict(dict))
    for finding in report.findings:
        rows = [
            f"  {finding.code}",
            f"{groups.get(finding.code, 'l10n')} {finding.severity}",
            f"ALL {finding.severity}",
        ]
        for row in rows:
            for label in ("all", *(() if known.has(finding) else ("open",))):
                tables[row][finding.locale].setdefault(label, set()).add((finding.path, finding.line))
    print("| code or check | " + " | ".join(f"{locale}: lines | % | not reviewed %" for locale in LOCALES) + " |")
    print("|---|" + "---:|" * 9)
    for row in sorted(tables, key=lambda row: (row[:3] == "ALL", not row.startswith(" "), row)):
        cells = []
        for locale in LOCALES:
            found, left = (len(tables[row][locale].get(label, ())) for label in ("all", "open"))
            cells += [str(found), f"{100 * found / totals[locale]:.2f}", f"{100 * left / totals[locale]:.2f}"]
        print(f"| {row} | {' | '.join(cells)} |")
    print(f"\n{', '.join(f'{locale}: {count} lines' for locale, count in totals.items())}")
    for notice in report.notices:
        print(notice)
    if given.list or given.code:
        for finding in report.findings:
            if given.code in ("", finding.code):
                mark = "reviewed" if known.has(finding) else "open"
                print(f"{finding.path}:{finding.line}\t{finding.severity}\t{finding.code}\t{mark}\t{finding.message}")


def measure_planted(checker: Checker, texts: Texts, given: argparse.Namespace) -> None:
    """Print the share of planted errors that give a finding of a code the sentence did not have before."""
    print("| error | " + " | ".join(f"{locale}: planted | found %" for locale in LOCALES) + " | found by |")
    print("|---|" + "---:|" * 6 + "---|")
    references = {locale: texts.references(locale) for locale in LOCALES}
    for name in [*KINDS, SWAPPED]:
        cells, by = [], Counter[str]()
        for locale in LOCALES:
            if name == SWAPPED:
                pairs = swapped(texts, locale, given.seed)
            else:
                pairs = plant(references, name, locale, given.seed)
            planted = found = 0
            for before, after in islice(pairs, given.limit):
                new = added(checker, before, after)
                planted, found = planted + 1, found + bool(new)
                by.update(new)
                if not new and given.list:
                    print(f"missed\t{name}\t{before.path}:{before.entry.line}\t{after.target}")
            cells += [str(planted), f"{100 * found / planted:.1f}" if planted else "–"]
        most = ", ".join(f"{code} {count}" for code, count in by.most_common(4))
        print(f"| {name} | {' | '.join(cells)} | {most} |", flush=True)


def added(checker: Checker, before: Translation, after: Translation) -> set[str]:
    """Codes that a sentence has more often with the error than without."""
    old, new = (Counter(item.code for item in checker.run([one]).findings) for one in (before, after))
    return set(new - old)


def plant(
    references: dict[str, list[Translation]], kind: str, locale: str, seed: int
) -> Iterator[tuple[Translation, Translation]]:
    """Yield sentences without and with an error, in random order."""
    random = Random(f"{seed} {kind} {locale}")
    siblings = {(item.path.partition(".")[0], item.entry.line): item.target for item in references[SIBLINGS[locale]]}
    known = frozenset(word.lower() for item in references[locale] for word in item.target.split())
    known = frozenset(word.strip('«»„“”".,;:!?()—–…') for word in known)
    for item in random.sample(references[locale], len(references[locale])):
        sibling = siblings.get((item.path.partition(".")[0], item.entry.line), "")
        target = KINDS[kind](Good(item.source, item.target, locale, sibling, known), random)
        if target is not None and target != item.target:
            yield item, replace(item, entry=replace(item.entry, target=target))


def swapped(texts: Texts, locale: str, seed: int) -> Iterator[tuple[Translation, Translation]]:
    """Yield sentences of the example articles with a name, and with another person or place in its stead."""
    random = Random(f"{seed} {locale}")
    for folder in (texts.folder / "seed", texts.folder / "articles"):
        terms = load_glossary(folder / "glossary.csv")
        by_name = {name: term for term in terms for name in (term.source, *term.aliases)}
        with (folder / "names.tsv").open(encoding="utf-8", newline="") as file:
            rows = [
                row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["lang"] == locale
            ]
        for text in dict.fromkeys(row.get("article") or "seed" for row in rows):
            sources, targets = lines(folder / f"{text}.en"), lines(folder / f"{text}.{locale}")
            hits = Matcher(terms).hits_by_line(sources)
            for row in rows:
                number, own = int(row["line"]), by_name.get(row["name_en"])
                if (row.get("article") or "seed") != text or own is None or targets[number - 1].count(row["form"]) != 1:
                    continue
                others = [
                    term for term in terms if term.kind == own.kind and term is not own and term.targets.get(locale)
                ]
                if not others or len(hits[number - 1]) == 0:
                    continue
                before = make(
                    sources[number - 1], targets[number - 1], locale, f"{text}.{locale}", number, hits[number - 1]
                )
                target = before.target.replace(row["form"], random.choice(others).targets[locale])
                yield before, replace(before, entry=replace(before.entry, target=target))


def measure_systems(checker: Checker, texts: Texts, given: argparse.Namespace) -> None:
    """Print findings in recorded translations beside BLEU and chrF, and which systems the findings tell apart.

    What ``--fix`` corrects is left out: it is no judgement. Two systems are told apart by an exact two-sided sign test
    over the sentences of which one has more findings than the other.
    """
    try:
        from sacrebleu import BLEU, CHRF

        bleu, chrf = BLEU(), CHRF()
    except ImportError:
        raise SystemExit("BLEU and chrF need sacrebleu: pip install -r bench/requirements.txt") from None
    print("| set | locale | system | BLEU | chrF | error: lines % | warning: lines % | findings in 100 |")
    print("|---|---|---|---:|---:|---:|---:|---:|")
    compared = []
    for name, locale in [(name, locale) for name in (*SETS, "wmt19") for locale in LOCALES]:
        systems = texts.systems(name, locale)
        if not systems:
            continue
        reference = lines(texts.folder / "eval" / f"{name}.{locale}")
        rows: list[System] = []
        for system in ["", *systems]:
            found = [
                item
                for item in checker.run(texts.translations(name, locale, system)).findings
                if not checker.rules[item.code].fixable
            ]
            output = lines(texts.folder / "eval" / ".".join(filter(None, [name, system, locale])))
            scores = [metric.corpus_score(output, [reference]).score if system else 0.0 for metric in (bleu, chrf)]
            places = [len({item.line for item in found if item.severity is severity}) for severity in Severity]
            rows.append(System(system or "(people)", *scores, Counter(item.line for item in found), *places))
        for row in sorted(rows, key=lambda row: row.findings.total()):
            size = len(reference)
            scores = [f"{score:.1f}" if score else "–" for score in (row.bleu, row.chrf)]
            shares = [f"{100 * count / size:.2f}" for count in (row.errors, row.warnings)]
            rate = f"{100 * row.findings.total() / size:.1f}"
            print(f"| {' | '.join([name, locale, row.name, *scores, *shares, rate])} |", flush=True)
        compared += [(name, locale, one, other) for one, other in combinations(rows[1:], 2)]
    compare(compared)


@dataclass(frozen=True)
class System:
    """What was found in the translations of a system, or of people."""

    name: str
    bleu: float
    chrf: float
    findings: Counter[int]
    """By line."""
    errors: int
    warnings: int
    """Lines with one."""


def compare(pairs: Iterable[tuple[str, str, System, System]]) -> None:
    """Print for pairs of systems whether findings and BLEU agree on the better one."""
    print("\n| set | locale | fewer findings | more findings | sentences: fewer, more | p | BLEU agrees |")
    print("|---|---|---|---|---:|---:|---|")
    told = agreed = 0
    for name, locale, one, other in pairs:
        better, worse = sorted((one, other), key=lambda row: row.findings.total())
        places = better.findings.keys() | worse.findings.keys()
        fewer = sum(better.findings[place] < worse.findings[place] for place in places)
        more = sum(better.findings[place] > worse.findings[place] for place in places)
        chance, agrees = sign_test(fewer, more), better.bleu >= worse.bleu
        told += chance < SURE
        agreed += chance < SURE and agrees
        answer = "yes" if agrees else "no"
        print(f"| {name} | {locale} | {better.name} | {worse.name} | {fewer}, {more} | {chance:.3f} | {answer} |")
    print(f"\nPairs that the findings tell apart (p < {SURE}): {told}; ranked as by BLEU: {agreed}")


def sign_test(one: int, other: int) -> float:
    """Chance of so uneven a split, or a more uneven one, if both were equally likely."""
    tail = sum(comb(one + other, count) for count in range(min(one, other) + 1))
    return min(1.0, 2 * tail / 2 ** (one + other))


def measure_speed(checker: Checker, texts: Texts, given: argparse.Namespace) -> None:
    """Print the processor time of 10,000 different entries, by people and systems: all checks, then each by itself."""
    items = list(islice(entries(texts), ENTRIES))
    seconds = -time.process_time()
    if given.keep:
        keep_answers_in(given.keep)
    count = len(checker.run(items).findings)
    keep_answers()
    seconds += time.process_time()
    print(f"{len(items)} entries in {seconds:.1f} s, {count} findings, dictionaries loaded within\n")
    print("| check | s, again |\n|---|---:|")
    for name, check in load_checks().items():
        seconds = -time.process_time()
        for _ in every(check, items):
            pass
        print(f"| {name} | {seconds + time.process_time():.2f} |")


def entries(texts: Texts) -> Iterator[Translation]:
    """Yield the sets as a project of articles of 20 sentences: article by article, locale by locale, as l10n does."""
    whole = [texts.translations(name, locale) for name in SETS for locale in LOCALES]
    for locale in LOCALES:
        for system in texts.systems(SETS[0], locale):
            found = texts.translations(SETS[0], locale, system)
            whole.append([replace(item, path=f"{SETS[0]}.{system}.{locale}") for item in found])
    for number in range(max(map(len, whole)) // ARTICLE + 1):
        for items in whole:
            part = items[number * ARTICLE : (number + 1) * ARTICLE]
            yield from (replace(item, path=f"{number}.{item.path}") for item in part)


def every(check: object, items: Sequence[Translation]) -> Iterable[Finding]:
    """All findings of one check."""
    if isinstance(check, Check):
        return (finding for item in items for finding in check.check(item))
    return check.check_all(items)  # type: ignore[attr-defined, no-any-return]


MEASURES = {
    "references": measure_references,
    "planted": measure_planted,
    "systems": measure_systems,
    "speed": measure_speed,
}


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with eval/, seed/ and articles/")
    parser.add_argument(
        "--list", action="store_true", help="list the findings (references), or what was missed (planted)"
    )
    parser.add_argument("--code", default="", help="list the findings of this code only")
    parser.add_argument("--check", action="append", help="only this check; may be given several times")
    parser.add_argument("--keep", type=Path, help="folder for what dictionaries said, for the next time (speed)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=300, help="planted errors of a kind and locale at most")
    given = parser.parse_args()
    checks = load_checks()
    if given.check:
        checks = {name: check for name, check in checks.items() if name in given.check}
    MEASURES[given.what](Checker(checks, CheckSettings()), Texts(given.data), given)


if __name__ == "__main__":
    main()
