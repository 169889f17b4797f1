"""How well wrong names in otherwise good translations are put right; used by ``bench/names.py enforce``.

Takes human translations with every name occurrence listed (line, name, locale, form, case), spoils all names of a line
in one of four ways, enforces the glossary, and counts. The spoiling uses a transliteration of its own, so that the
product is not tested against itself.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from l10n.glossary.enforcement import Decision, enforce, enforce_lines
from l10n.glossary.enforcement.renderings import words_of
from l10n.glossary.enforcement.sounds import likeness
from l10n.glossary.forms import forms_of
from l10n.glossary.matching import Matcher, split_person
from l10n.glossary.paradigms import paradigm
from l10n.glossary.table import load_glossary
from l10n.model import Hit, Term

LOCALES = ("be", "ru", "uk")
WAYS = {
    "other": "the form of another locale, same case",
    "alias": "another spelling, transliterated, same case",
    "nominative": "the nominative where another case is due",
    "latin": "Latin letters",
}
_LETTERS = dict(zip("abcdefghijklmnoprstuvwyz", "абцдефгхийклмнопрстуввыз", strict=True), x="кс")
_GROUPS = "shch=щ ck=цк kh=х zh=ж ch=ч sh=ш ts=ц yu=ю ya=я ia=я ei=ей ai=ай"
_ENDS = {
    "be": {"skaya": "ская", "skaia": "ская", "sky": "скі", "ski": "скі", "iy": "ій"},
    "ru": {"skaya": "ская", "skaia": "ская", "sky": "ский", "ski": "ский", "iy": "ий"},
    "uk": {"skaya": "ська", "skaia": "ська", "sky": "ський", "ski": "ський", "iy": "ій"},
}
_BY_LOCALE = {"be": {"и": "і", "щ": "шч"}, "ru": {}, "uk": {"и": "і", "ы": "и", "э": "е"}}


@dataclass(frozen=True)
class Gold:
    """One occurrence of a name in a reference translation."""

    line: int
    name: str
    locale: str
    form: str
    case: str


@dataclass
class Corpus:
    """An article with its references and the occurrences of names in them."""

    name: str
    source: list[str]
    targets: dict[str, list[str]]
    gold: list[Gold]
    terms: Sequence[Term]

    def hits(self) -> dict[int, list[Hit]]:
        """Mentions by 0-based line, spans within the line."""
        return {number: inside for number, inside in enumerate(Matcher(self.terms).hits_by_line(self.source)) if inside}


def read_corpora(data: Path) -> Iterator[Corpus]:
    """The example article, the two test articles and the hard sentences (those without listed occurrences)."""
    for name, folder in (("seed", "seed"), ("dev1", "articles"), ("dev2", "articles")):
        base = data / folder
        lines = {code: (base / f"{name}.{code}").read_text(encoding="utf-8").split("\n") for code in ("en", *LOCALES)}
        with (base / "names.tsv").open(encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t") if row.get("article", name) == name]
        gold = [Gold(int(row["line"]) - 1, row["name_en"], row["lang"], row["form"], row["case"]) for row in rows]
        yield Corpus(name, lines.pop("en"), lines, gold, load_glossary(base / "glossary.csv"))
    with (data / "articles" / "hard.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    terms = load_glossary(data / "articles" / "glossary.csv")
    targets = {code: [row[code] for row in rows] for code in LOCALES}
    hard = Corpus("hard", [row["en"] for row in rows], targets, [], terms)
    hard.gold = list(_guess_gold(hard))
    yield hard


def _guess_gold(corpus: Corpus) -> Iterator[Gold]:
    """Occurrences in the hard sentences, whose cases are not listed: the forms that enforcement keeps, unambiguous."""
    for number, hits in corpus.hits().items():
        for locale in LOCALES:
            _, decisions = enforce(corpus.source[number], corpus.targets[locale][number], hits, locale)
            for hit, decision in zip(hits, decisions, strict=False):
                if decision.decision == "kept" and decision.found and decision.case and "/" not in decision.case:
                    yield Gold(number, hit.alias, locale, decision.found, decision.case)


def spoil(gold: Gold, term: Term, way: str) -> list[str]:
    """Wrong forms of one occurrence; none where this way makes no difference."""
    part = _part(gold, term)
    if way == "latin":
        return [_piece(term.source, part)]
    if way == "nominative":
        own = forms_of(term, gold.locale, part)
        wrong = [own.name] if own and gold.case != "nom" else []
    elif way == "other":
        others = [forms_of(term, code, part) for code in LOCALES if code != gold.locale]
        wrong = [found.forms[gold.case][0] for found in others if found]
    else:
        names = [alias for alias in (term.source, *term.aliases) if alias.split()[-1] not in gold.name.split()]
        names = [_piece(alias, part) for alias in names if likeness(alias, term.source) > 60]
        kind = term.kind
        wrong = [
            paradigm(naive(name, gold.locale), gold.locale, kind, term.gender).forms[gold.case][0]
            for name in names
            if name and not name.isupper() and "." not in name  # nobody spells a domain by sound
        ]
    right = accepted(gold, term)
    return [form for form in dict.fromkeys(wrong) if words_of(form) not in right]


def accepted(gold: Gold, term: Term) -> set[tuple[str, ...]]:
    """Forms that count as right: the reference's own, and every variant of its case."""
    own = forms_of(term, gold.locale, _part(gold, term))
    variants = own.forms.get(gold.case, ()) if own else ()
    return {words_of(form) for form in (gold.form, *variants)}


def naive(name: str, locale: str) -> str:
    """A letter-by-letter transliteration.

    >>> naive("Kolesnikova", "ru")
    'Колесникова'
    """

    def word(match: re.Match[str]) -> str:
        text, end = match.group().lower(), ""
        for latin, letters in _ENDS[locale].items():
            if text.endswith(latin):
                text, end = text.removesuffix(latin), letters
                break
        for pair in _GROUPS.split():
            text = text.replace(*pair.split("="))
        text = "".join(_LETTERS.get(letter, letter) for letter in text)
        text = "".join(_BY_LOCALE[locale].get(letter, letter) for letter in text) + end
        return text[:1].upper() + text[1:]

    return re.sub(r"[A-Za-z]+", word, name)


def _part(gold: Gold, term: Term) -> str:
    """Which part of a person's name the form is."""
    if term.kind != "person":
        return "full"
    for part in ("full", "last", "first"):
        own = forms_of(term, gold.locale, part)
        if own and own.cases_of(gold.form):
            return part
    return "last"


def _piece(alias: str, part: str) -> str:
    first, last = split_person(alias)
    return {"full": alias, "last": last, "first": first}[part]


@dataclass
class Score:
    """Counts of one way of spoiling in one locale."""

    right: int = 0
    reported: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)


def run(corpora: Sequence[Corpus], locale: str, way: str) -> Score:
    """Spoil and enforce every line."""
    score = Score()
    for corpus in corpora:
        hits = corpus.hits()
        for number in sorted({gold.line for gold in corpus.gold if gold.locale == locale}):
            here = [gold for gold in corpus.gold if gold.locale == locale and gold.line == number]
            for variant in range(3):
                _run_line(corpus, number, here, hits.get(number, []), (way, variant), score)
    return score


def _run_line(
    corpus: Corpus, number: int, here: Sequence[Gold], hits: Sequence[Hit], way: tuple[str, int], score: Score
) -> None:
    spoiled, checks = corpus.targets[here[0].locale][number], []
    for gold in here:
        term = _term(corpus, gold, hits)
        forms = spoil(gold, term, way[0]) if term else []
        if term is None or way[1] >= len(forms) or gold.form not in spoiled:
            continue
        spoiled = spoiled.replace(gold.form, forms[way[1]], 1)
        checks.append((gold, term, forms[way[1]]))
    if not checks:
        return
    text, decisions = enforce(corpus.source[number], spoiled, hits, here[0].locale)
    rest = Counter(words_of(item.written) for item in decisions if item.written)
    reported = Counter(item.name for item in decisions if item.decision == "reported")
    for gold, term, wrong in checks:
        good = next((form for form in accepted(gold, term) if rest[form] > 0), None)
        if good is not None:
            rest[good] -= 1
            score.right += 1
        elif reported[term.source] > 0:
            reported[term.source] -= 1
            score.reported += 1
        else:
            score.wrong += 1
            score.examples.append(f"{corpus.name}:{number + 1} {gold.case} {gold.form} <- {wrong} | {text}")


def _term(corpus: Corpus, gold: Gold, hits: Sequence[Hit]) -> Term | None:
    for hit in hits:
        if hit.alias == gold.name or any(gold.name in (term.source, *term.aliases) for term in hit.terms):
            return hit.terms[0]
    return None


def untouched(corpora: Sequence[Corpus], locale: str) -> tuple[int, list[str], list[str]]:
    """Enforce the references themselves: (mentions, changes, reports)."""
    mentions, changes, reports = 0, list[str](), list[str]()
    for corpus in corpora:
        for number, hits in corpus.hits().items():
            target = corpus.targets[locale][number]
            _, decisions = enforce(corpus.source[number], target, hits, locale)
            mentions += len(decisions)
            changes += [_shown(corpus, number, item, target) for item in decisions if item.decision == "replaced"]
            reports += [_shown(corpus, number, item, target) for item in decisions if item.decision == "reported"]
    return mentions, changes, reports


def machine(source: Path, draft: Path, glossary: Path, locale: str) -> None:
    """Enforce a glossary on a machine translation and print what was changed or reported, with the text around it."""
    sources, drafts = (path.read_text(encoding="utf-8").split("\n") for path in (source, draft))
    counts: Counter[str] = Counter()
    for number, (_, decisions) in enumerate(enforce_lines(sources, drafts, load_glossary(glossary), locale), 1):
        for item in decisions:
            counts[item.decision] += 1
            if item.decision != "kept":
                place = max(0, drafts[number - 1].find(item.found or "") - 40)
                written = item.written if item.decision == "replaced" else f"? {' '.join(item.candidates)}"
                around = drafts[number - 1][place : place + 100]
                print(f"{number} {item.decision} {item.alias}: {item.found} -> {written} ({item.case}) | {around}")
    print(" ".join(f"{name} {count}" for name, count in sorted(counts.items())))


def _shown(corpus: Corpus, number: int, item: Decision, target: str) -> str:
    return f"{corpus.name}:{number + 1} {item.alias}: {item.found} -> {item.written} {item.candidates} | {target}"


def main(data: Path, locales: Sequence[str], errors: int) -> None:
    """Print the table."""
    corpora = list(read_corpora(data))
    for locale in locales:
        mentions, changes, reports = untouched(corpora, locale)
        print(f"{locale} untouched: {mentions} mentions, {len(changes)} changed, {len(reports)} reported")
        for line in (changes + reports)[:errors]:
            print("   ", line)
        for way, meaning in WAYS.items():
            score = run(corpora, locale, way)
            total = score.right + score.reported + score.wrong
            share = 100 * score.right / max(total, 1)
            safe = 100 * (score.right + score.reported) / max(total, 1)
            print(f"{locale} {way:10} {total:4} right {share:5.1f} %  right or reported {safe:5.1f} %   ({meaning})")
            for line in score.examples[:errors]:
                print("   ", line)
