"""Measure how well the case of a name is predicted from its context (``l10n.glossary.cases``).

    python bench/cases.py --data DIR

DIR holds ``articles/`` and ``seed/`` (``names.tsv``: every mention with its form and case). Every mention is looked at
as if its form were unknown. Printed per locale: the share of mentions whose case is predicted, the share whose form
is (what matters: Мінску is dative and locative), and for the question "is a nominative wrong here": the share of gold
nominatives with P(nom) < t (false alarms) and of the others (found).

A name beside another ("X and Y") is given the case predicted for that one, as the pipeline would.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from l10n.glossary.cases import Context, case_scores, tokenize
from l10n.glossary.paradigms import paradigm

JOINERS = (",", "і", "и", "й", "та", "або", "или", "чи")
LOCALES = ("be", "ru", "uk")
THRESHOLDS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Gold:
    """One mention: its context, the right case, the forms of the name by case, and where it stands."""

    context: Context
    case: str
    form: str
    forms: dict[str, tuple[str, ...]]
    place: str
    joined: bool = False


def lines(path: Path) -> list[str]:
    """Read the lines of a text."""
    return path.read_text(encoding="utf-8").splitlines()


def glossary(folder: Path) -> dict[str, dict[str, str]]:
    """Read a glossary: every English name of a row -> the row."""
    with (folder / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: row for row in rows for name in (row["source"], *row["aliases"].split("|")) if name}


def mentions(folder: Path) -> Iterator[Gold]:
    """Find the mentions of a ``names.tsv`` in both languages."""
    rows = glossary(folder)
    used: dict[tuple[str, ...], int] = defaultdict(int)
    ends: dict[tuple[str, str, int], int] = {}
    with (folder / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row.get("article") or "seed"
            number, locale = int(row["line"]) - 1, row["lang"]
            source, target = (lines(folder / f"{text}.{code}")[number] for code in ("en", locale))
            entry = rows.get(row["name_en"]) or next((e for n, e in rows.items() if n.endswith(row["name_en"])), None)
            name = row["name_en"] if row["name_en"] in source else row["name_en"].split()[-1]
            start = source.find(name, used[text, locale, str(number), name])
            used[text, locale, str(number), name] = start + 1
            form = row["form"].strip("«»")
            where = target.find(form, used[text, locale, str(number), form, "t"])
            used[text, locale, str(number), form, "t"] = where + 1
            if start < 0 or where < 0:
                continue
            kind = entry["kind"] if entry else "place"
            context = cut(locale, kind, source, (start, start + len(name)), target, (where, where + len(form)))
            left = tokenize(target[ends.get((text, locale, number), where) : where])
            joined = (text, locale, number) in ends and len(left) == 1 and left[0][0] in JOINERS
            ends[text, locale, number] = where + len(form)
            yield Gold(context, row["case"], form, forms_of(entry, locale, row), f"{text}:{number + 1}", joined)


def forms_of(entry: dict[str, str] | None, locale: str, row: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Decline the part of a name that the text has: all of it, the first name or the surname."""
    if entry is None:
        return {row["case"]: (row["form"],)}
    found = paradigm(entry[locale].strip("«»"), locale, entry["kind"], entry["gender"]).forms
    parts = len(row["form"].split())
    return {case: tuple(v for form in forms for v in pieces(form, parts)) for case, forms in found.items()}


def pieces(form: str, parts: int) -> list[str]:
    """List what a text may have of a full form."""
    words = form.split()
    return [form] if parts >= len(words) else [" ".join(words[-parts:]), " ".join(words[:parts])]


def cut(locale: str, kind: str, source: str, name: tuple[int, int], target: str, form: tuple[int, int]) -> Context:
    """Make the context of a mention, given its place in both texts."""
    left, right = sides(target, *form)
    source_left, source_right = sides(source, *name)
    return Context(locale, tuple(left[-6:]), tuple(right[:4]), tuple(source_left[-5:]), tuple(source_right[:4]), kind)


def sides(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """List the tokens left and right of a place."""
    tokens = tokenize(text)
    return [t for t, _, last in tokens if last <= start], [t for t, first, _ in tokens if first >= end]


def right_form(gold: Gold, case: str) -> bool:
    """Tell whether a case gives the form the text has."""
    form = gold.form.strip("«»")
    return case == gold.case or form in (gold.forms.get(case) or ())


def measure(locale: str, golds: list[Gold], verbose: bool) -> None:
    """Print the figures of one locale."""
    scored: list[tuple[Gold, dict[str, float]]] = []
    tops: list[tuple[Gold, str]] = []
    for gold in golds:
        conjunct = (tops[-1][1],) if gold.joined else ()
        scores = case_scores(replace(gold.context, conjunct=conjunct))
        scored.append((gold, scores))
        tops.append((gold, max(scores, key=lambda case: scores[case])))
    cases = sum(gold.case == top for gold, top in tops)
    forms = sum(right_form(gold, top) for gold, top in tops)
    print(f"{locale}: {len(golds)} mentions, case {cases / len(golds):.1%}, form {forms / len(golds):.1%}")
    for threshold in THRESHOLDS:
        low = {True: 0, False: 0}
        for gold, scores in scored:
            low[gold.case == "nom"] += scores["nom"] < threshold
        nominatives = sum(gold.case == "nom" for gold in golds)
        alarms, found = low[True] / nominatives, low[False] / (len(golds) - nominatives)
        print(f"    P(nom) < {threshold:<4}  found {found:6.1%}  false alarms {alarms:6.1%} of {nominatives}")
    for gold, top in tops if verbose else ():
        if not right_form(gold, top):
            near = " ".join(gold.context.before[-3:]), gold.form, " ".join(gold.context.after[:2])
            print(f"    {gold.place}: {gold.case} taken for {top}: {' '.join(near)}")


def main() -> None:
    """Print the figures of every locale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with articles/ and seed/")
    parser.add_argument("--verbose", action="store_true", help="list the mistakes")
    arguments = parser.parse_args()
    golds = [gold for folder in ("articles", "seed") for gold in mentions(arguments.data / folder)]
    for locale in LOCALES:
        measure(locale, [gold for gold in golds if gold.context.locale == locale], arguments.verbose)


if __name__ == "__main__":
    main()
