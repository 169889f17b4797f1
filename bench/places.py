"""How human translations fare when every country and many cities are glossary names; used by ``bench/names.py places``.

The glossary is CLDR's: its territories and the cities of its time zones. The translations are the references of
flores-dev and ntrex-dev and the sentences of ``training/own``. Nothing of them should be changed: what is, is a mistake
of ours, or a name that CLDR writes otherwise (Вільнюс, Цюріх, Кирибати).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale

from l10n.glossary.enforcement import Decision, enforce
from l10n.glossary.matching import Matcher
from l10n.model import Term

LOCALES = ("be", "ru", "uk")
_OWN = Path(__file__).resolve().parent.parent / "training" / "own"
_SIGNS = frozenset("(),&")


@dataclass
class Told:
    """What was said of the mentions in one set and locale."""

    mentions: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def glossary() -> list[Term]:
    """Countries, and cities that give time zones their names, with their names in all three locales."""
    english, others = Locale("en"), {locale: Locale(locale) for locale in LOCALES}
    found: dict[str, dict[str, str]] = {}
    for code, name in english.territories.items():
        if not code.isdigit():
            found[name.replace("Türkiye", "Turkey")] = {
                locale: other.territories.get(code, "") for locale, other in others.items()
            }
    for zone in sorted(others["ru"].time_zones):
        city = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        names = {locale: other.time_zones.get(zone, {}).get("city", "") for locale, other in others.items()}
        found.setdefault({"Kiev": "Kyiv"}.get(city, city), names)
    return [
        Term(source, (), targets, "place", "", "", row)
        for row, (source, targets) in enumerate(found.items(), start=2)
        if all(targets.values()) and not _SIGNS.intersection("".join((source, *targets.values())))
    ]


def tell(data: Path) -> Iterator[tuple[str, str, Told]]:
    """Enforce the glossary on the human translations.

    Args:
        data: the project's test data.
    Yields:
        (set, locale, what was said), three for each set.
    """
    matcher = Matcher(glossary())
    for name, sources, targets in _sets(data):
        hits = [matcher.hits(source) for source in sources]
        for locale in LOCALES:
            told = Told()
            for source, target, inside in zip(sources, targets[locale], hits, strict=True):
                for decision in enforce(source, target, inside, locale)[1]:
                    told.mentions += 1
                    told.counts[_kind(decision)] += 1
                    if decision.decision != "kept":
                        told.lines.append(f"{decision.name}: {decision.found} -> {decision.written} | {target}")
            yield name, locale, told


def _kind(decision: Decision) -> str:
    if decision.decision == "kept" or decision.found is not None:
        return decision.decision
    return "missing"


def _sets(data: Path) -> Iterator[tuple[str, Sequence[str], Mapping[str, Sequence[str]]]]:
    for name in ("flores-dev", "ntrex-dev"):
        texts = {code: _lines(data / "eval" / f"{name}.{code}") for code in ("en", *LOCALES)}
        yield name, texts.pop("en"), texts
    rows = [line.split("\t") for path in sorted(_OWN.glob("*.tsv")) for line in _lines(path)]
    whole = [row for row in rows if len(row) == 1 + len(LOCALES)]
    columns = list(zip(*whole, strict=True))
    yield "own", columns[0], dict(zip(LOCALES, columns[1:], strict=True))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
