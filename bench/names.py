"""How many case forms of names the paradigms get right.

    python bench/names.py forms FILE.tsv [--locale be] [--kind surname] [--errors N]
    python bench/names.py occurrences NAMES.tsv GLOSSARY.csv [--errors N]
    python bench/names.py enforce DATA [--locale be] [--errors N]
    python bench/names.py places DATA [--locale be] [--errors N]
    python bench/names.py mt EN_FILE MT_FILE --locale be [--glossary bench/data/people.csv]

``forms`` reads a table of names (columns nom ... loc, voc; variants separated by ``/``). A form is right when the
preferred form is one of the listed variants ("right"); "any" counts names for which one of all our variants is.
``occurrences`` reads the names of an article with their cases and looks them up in its glossary. ``enforce`` spoils the
names of human translations in four ways and counts how many are put right (see ``enforcement.py``). ``places`` takes
all countries and many cities for glossary names and counts how many of them in human translations are called wrong (see
``places.py``). ``mt`` enforces a glossary on a machine translation and prints every change, for a person to read.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import enforcement
import places
from enforcement import LOCALES

from l10n.glossary.paradigms import CASES, Paradigm, paradigm

_KINDS = {"surname": "person", "first": "given", "city": "place"}
Row = Mapping[str, str]


@dataclass
class Score:
    """Counts of one group of names."""

    names: int = 0
    whole: int = 0
    forms: int = 0
    right: int = 0
    any: int = 0
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Run a subcommand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    forms = commands.add_parser("forms", help="score a table of paradigms")
    forms.add_argument("file", type=Path)
    forms.add_argument("--locale", default="")
    forms.add_argument("--kind", default="")
    forms.set_defaults(run=_forms)
    occurrences = commands.add_parser("occurrences", help="score the names of an article")
    occurrences.add_argument("file", type=Path)
    occurrences.add_argument("glossary", type=Path)
    occurrences.set_defaults(run=_occurrences)
    for command in (forms, occurrences):
        command.add_argument("--errors", type=int, default=0, help="show that many errors per group")
    enforce = commands.add_parser("enforce", help="spoil the names of human translations and put them right")
    enforce.add_argument("data", type=Path)
    enforce.add_argument("--locale", action="append")
    enforce.add_argument("--errors", type=int, default=0)
    enforce.set_defaults(run=lambda given: enforcement.main(given.data, given.locale or LOCALES, given.errors))
    everywhere = commands.add_parser("places", help="count what is said of countries and cities in human translations")
    everywhere.add_argument("data", type=Path)
    everywhere.add_argument("--locale", choices=LOCALES)
    everywhere.add_argument("--errors", type=int, default=0)
    everywhere.set_defaults(run=_places)
    machine = commands.add_parser("mt", help="enforce a glossary on a machine translation")
    machine.add_argument("source", type=Path)
    machine.add_argument("draft", type=Path)
    machine.add_argument("--locale", required=True)
    machine.add_argument("--glossary", type=Path, default=Path(__file__).parent / "data" / "people.csv")
    machine.set_defaults(run=lambda given: enforcement.machine(given.source, given.draft, given.glossary, given.locale))
    arguments = parser.parse_args()
    arguments.run(arguments)


def _forms(arguments: argparse.Namespace) -> None:
    scores: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for row in _rows(arguments.file, "\t"):
        locale, kind, gender = row.get("lang") or "be", row["kind"], row["gender"]
        if arguments.locale not in ("", locale) or arguments.kind not in ("", kind):
            continue
        found = score_row(row, locale)
        for key in ((locale, kind, gender), (locale, "all", "")):
            _add(scores[key], row, found)
    print(f"{'locale':6} {'kind':8} {'gender':6} {'names':>6} {'right':>8} {'any':>8} {'paradigms':>10}")
    for (locale, kind, gender), score in sorted(scores.items()):
        shares = f"{_share(score.right, score.forms)} {_share(score.any, score.forms)}"
        print(f"{locale:6} {kind:8} {gender:6} {score.names:6} {shares} {_share(score.whole, score.names):>10}")
        if kind != "all":
            print("".join(f"    {error}\n" for error in score.errors[: arguments.errors]), end="")


def score_row(row: Row, locale: str) -> list[tuple[str, str, bool, bool]]:
    """Compare one name.

    Returns:
        (case, our preferred form, whether it is listed, whether any of our variants is) for every oblique case listed.
    """
    nominative = row["nom"].split("/")[0]
    ours = paradigm(nominative, locale, _KINDS.get(row["kind"], row["kind"]), row["gender"])
    result = []
    for case in CASES[1:]:
        if row.get(case):
            listed = {_same(form) for form in row[case].split("/")}
            variants = [_same(form) for form in ours.forms[case]]
            result.append((case, variants[0], variants[0] in listed, not listed.isdisjoint(variants)))
    return result


def _add(score: Score, row: Row, found: list[tuple[str, str, bool, bool]]) -> None:
    score.names += 1
    score.forms += len(found)
    score.right += sum(right for _, _, right, _ in found)
    score.any += sum(some for _, _, _, some in found)
    score.whole += all(right for _, _, right, _ in found)
    wrong = [f"{case} {form} not {row[case]}" for case, form, right, _ in found if not right]
    if wrong:
        score.errors.append(f"{row['nom']}: {', '.join(wrong)}")


def _occurrences(arguments: argparse.Namespace) -> None:
    glossary = {name: entry for entry in _rows(arguments.glossary, ",") for name in _names(entry)}
    scores: dict[str, Score] = defaultdict(Score)
    for row in _rows(arguments.file, "\t"):
        locale, wanted = row["lang"], _same(row["form"]).strip("«»„“ ")
        candidates = _candidates(row["name_en"], glossary, locale)
        accepted = {_same(form).strip("«»„“ ") for one in candidates for form in one.forms.get(row["case"], ())}
        score = scores[locale]
        score.forms += 1
        score.right += wanted in accepted
        if wanted not in accepted:
            score.errors.append(f"{row['name_en']} {row['case']}: {row['form']} not in {sorted(accepted)}")
    for locale, score in sorted(scores.items()):
        print(f"{locale:6} {score.right}/{score.forms} {_share(score.right, score.forms)}")
        print("".join(f"    {error}\n" for error in score.errors[: arguments.errors]), end="")


def _places(arguments: argparse.Namespace) -> None:
    kinds = ("kept", "replaced", "reported", "missing")
    print(f"{'set':10} locale {'mentions':>8}" + "".join(f"{kind:>10}" for kind in kinds))
    for name, locale, told in places.tell(arguments.data):
        if arguments.locale in (None, locale):
            counts = "".join(f"{told.counts[kind]:10}" for kind in kinds)
            print(f"{name:10} {locale:6} {told.mentions:8}{counts}")
            print("".join(f"    {line}\n" for line in told.lines[: arguments.errors]), end="")


def _candidates(name: str, glossary: Mapping[str, Row], locale: str) -> Iterable[Paradigm]:
    """Find the paradigms an English name stands for: the whole entry, its surname or its given name."""
    if name in glossary:
        yield from _views(glossary[name], locale)
        return
    for full, entry in glossary.items():
        if entry["kind"] == "person" and name in full.split():
            yield from _views(entry, locale)


def _views(entry: Row, locale: str) -> Iterable[Paradigm]:
    whole = paradigm(entry[locale], locale, entry["kind"], entry["gender"])
    yield from (view for view in (whole, whole.last, whole.first) if view)


def _names(entry: Row) -> list[str]:
    return [entry["source"], *filter(None, entry["aliases"].split("|"))]


class _Tabs(csv.excel_tab):
    """Tab-separated without quoting: names have quotes of their own."""

    quoting = csv.QUOTE_NONE


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, dialect=_Tabs if delimiter == "\t" else csv.excel)
        return [{key: value or "" for key, value in row.items()} for row in reader]


def _same(form: str) -> str:
    return form.replace("'", "’")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:7.2f}%" if whole else "       -"


if __name__ == "__main__":
    main()
