"""Train the model that predicts the case of a name from its context (``l10n.glossary.cases``).

    python training/cases.py --train DIR --out src/l10n/glossary/cases/data

Needs numpy, scipy, rapidfuzz and the package itself; about 10 minutes. The result depends on the data alone: nothing
is drawn by chance.

Data, all under DIR: ``own/*.tsv`` (news text of the project in four languages, CC BY-SA 4.0) and, from
``corpus.tsv.xz``, the origins in ``ORIGINS`` (with English) and ``TARGET_ONLY``; place names come from ``NAME_LISTS``;
which words are nouns is told by all of it. Nothing of an evaluation set is read.

Labels are made without a person, see ``case_labels.py`` and ``case_nouns.py``. A form can be several cases; training
maximises the summed probability of those (marginal likelihood) of a multinomial logistic regression. What does not
depend on the target language is learned from all three.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from case_labels import Mention, Pair, find, label
from case_nouns import find_nouns, noun_table, straight
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from l10n.glossary.cases import CASES, Context, governed
from l10n.glossary.cases.agreement import plausibility
from l10n.glossary.cases.features import features
from l10n.glossary.cases.model import DIGITS, ZERO

LOCALES = ("be", "ru", "uk")
ORIGINS = {"tatoeba": 0.25, "tico19": 0.5, "ud-pud": 1.0, "xquad": 0.5, "gcompris": 0.5}
"""Origin -> weight of a mention; 1 is that of ``own``."""

TARGET_ONLY = {"medical-news-by": 0.5}
"""Origins without English: only what stands in the target text is learned."""

NAME_LISTS = ("iso-codes", "libgweather-locations", "kgeography", "cldr-names")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
SHARED = re.compile(r"[*kcgtojqsSeEx]|bc|ac|b1c|a1c|by[TF]")
"""Templates that mean the same in every language."""

ENGLISH = re.compile(r"[ksSeExt]|pe|ea|by[TF]|[pgj].*_")
"""Templates that tell of the English text or the kind."""

NOUN_WEIGHT = 0.25
BORROWED_WEIGHT = 0.4
MAX_NOUNS = 30_000
SCALE = 0.06


@dataclass(frozen=True)
class Example:
    """What the model learns from."""

    features: tuple[str, ...]
    cases: frozenset[str]
    weight: float
    held_out: bool
    name: bool
    rules: tuple[float, ...]
    """Logarithm of ``plausibility`` per case: the model learns what the rules leave open."""


@dataclass
class Corpus:
    """The text of one locale."""

    pairs: list[Pair]
    places: dict[str, str]
    words: Counter[str]


def digest(text: str) -> int:
    """Return a byte that depends on a text and nothing else."""
    return hashlib.sha256(text.encode()).digest()[0]


def read(folder: Path, locale: str) -> Corpus:
    """Read the sentences, place names and words of one locale; a tenth of ``own`` is marked as held out."""
    corpus = Corpus([], {}, Counter())
    column = 1 + LOCALES.index(locale)
    for path in sorted((folder / "own").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            corpus.pairs.append(Pair.of(cells[0], cells[column], 1.0, digest(cells[0]) < 26))
            corpus.words.update(WORD.findall(cells[column]))
    with lzma.open(folder / "corpus.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            add(corpus, locale, *line.rstrip("\n").split("\t"))
    small = Counter({straight(word): count for word, count in corpus.words.items() if word.islower()})
    return Corpus(corpus.pairs, corpus.places, small)


def add(corpus: Corpus, locale: str, first: str, second: str, source: str, target: str, origin: str) -> None:
    """Take from one line of the corpus what is of use."""
    if locale not in (first, second):
        return
    text = target if second == locale else source
    corpus.words.update(WORD.findall(text))
    if origin in TARGET_ONLY:
        corpus.pairs.append(Pair.of("", text, TARGET_ONLY[origin], False))
    elif first == "en" and origin in ORIGINS:
        corpus.pairs.append(Pair.of(source, target, ORIGINS[origin], False))
    elif first == "en" and origin in NAME_LISTS and source[:1].isupper() and target[:1].isupper() and len(source) < 40:
        corpus.places.setdefault(source, target)


def examples(folder: Path, locale: str) -> Iterator[Example]:
    """Make the examples of a locale: names, then nouns."""
    corpus = read(folder, locale)
    previous: Mention | None = None
    for mention in label(list(find(corpus.pairs, corpus.places)), locale, corpus.places):
        context = context_of(mention, locale, joined(previous, mention))
        pair = mention.pair
        previous = mention
        if mention.cases.isdisjoint(governed(context) or CASES):  # a wrong label
            continue
        seen = tuple(features(context))
        yield Example(seen, mention.cases, pair.weight, pair.held_out, True, rules_of(context))
    nouns = list(find_nouns(corpus.pairs, noun_table(corpus.words, locale)))
    own = sum(mention.pair.weight == 1 for mention in nouns)
    limit = 256 * max(0, MAX_NOUNS - own) / max(1, len(nouns) - own)
    for mention in nouns:
        if mention.pair.weight == 1 or digest(" ".join(mention.pair.target)) < limit:
            context = context_of(mention, locale, frozenset())
            seen = features(context)
            kept = seen if mention.names else [name for name in seen if not ENGLISH.match(name)]
            weight = mention.pair.weight * NOUN_WEIGHT
            yield Example(tuple(kept), mention.cases, weight, mention.pair.held_out, False, rules_of(context))


def rules_of(context: Context) -> tuple[float, ...]:
    """Return what the rules of grammar say, as logarithms, cut by half: the model should not lean on them blindly."""
    rules = plausibility(context)
    return tuple(math.log(rules.get(case, 1.0)) / 2 for case in CASES)


def joined(previous: Mention | None, mention: Mention) -> frozenset[str]:
    """Return the cases of the name before if only "and" or a comma stands between the two."""
    if previous is None or previous.pair is not mention.pair:
        return frozenset()
    near = mention.target[0] - previous.target[1] == 1 and 0 < mention.english[0] - previous.english[1] <= 2
    return previous.cases if near else frozenset()


def context_of(mention: Mention, locale: str, conjunct: Iterable[str]) -> Context:
    """Cut out the context of a mention."""
    source, target = mention.pair.source, mention.pair.target
    (first, last), (start, end) = mention.english, mention.target
    before, after = target[max(0, start - 6) : start], target[end : end + 4]
    source_after = source[last : last + 4] if last else ()
    source_before = source[max(0, first - 5) : first]
    return Context(locale, before, after, source_before, source_after, mention.kind, tuple(sorted(conjunct)))


def borrowed(others: Iterable[Example]) -> Iterator[Example]:
    """Keep of the names of other locales what does not depend on the language."""
    for one in others:
        if one.name:
            seen = tuple(name for name in one.features if SHARED.match(name) and not name.startswith(("sb", "eb")))
            yield Example(seen, one.cases, one.weight * BORROWED_WEIGHT, one.held_out, False, one.rules)


def fit(data: list[Example], names: list[str], penalty: float) -> np.ndarray:
    """Fit the weights (names x cases) by penalised marginal likelihood."""
    index = {name: number for number, name in enumerate(names)}
    rows, columns = [], []
    for row, one in enumerate(data):
        known = [index[name] for name in one.features if name in index]
        rows += [row] * len(known)
        columns += known
    table = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(data), len(names)))
    allowed = np.array([[case in one.cases for case in CASES] for one in data], dtype=float)
    weight = np.array([one.weight for one in data])[:, None]
    offset = np.array([one.rules for one in data])
    transposed = table.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(names), len(CASES))
        scores = table @ w + offset
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        mass = (p * allowed).sum(axis=1, keepdims=True) + 1e-12
        value = -(weight * np.log(mass)).sum() + penalty / 2 * (w * w).sum()
        return value, (transposed @ (weight * (p - p * allowed / mass)) + penalty * w).ravel()

    start = np.zeros(len(names) * len(CASES))
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return done.x.reshape(len(names), len(CASES))


def train(data: list[Example], penalty: float, keep: int) -> tuple[list[str], np.ndarray]:
    """Fit, keep the features that matter most and fit again."""
    counts = Counter(name for one in data for name in one.features)
    names = sorted(name for name, count in counts.items() if count >= 3)
    size = np.ptp(fit(data, names, penalty), axis=1) * np.sqrt([min(counts[name], 50) for name in names])
    kept = [names[number] for number in sorted(np.argsort(-size, kind="stable")[:keep])]
    return kept, fit(data, kept, penalty)


def save(path: Path, locale: str, names: list[str], w: np.ndarray) -> None:
    """Write the weights, one digit per case (``DIGITS``), as multiples of SCALE."""
    whole = np.rint((w - w.mean(axis=1, keepdims=True)) / SCALE).astype(int).clip(-ZERO, len(DIGITS) - 1 - ZERO) + ZERO
    rows = {name: "".join(DIGITS[n] for n in row) for name, row in zip(names, whole, strict=True) if (row - ZERO).any()}
    origins = ", ".join(sorted([*ORIGINS, *TARGET_ONLY]))
    note = f"Made by training/cases.py from news text of the project and, of its training corpus, {origins}"
    data = {"locale": locale, "note": note, "licence": "CC BY-SA 4.0", "cases": CASES, "scale": SCALE}
    lines = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in data.items()]
    body = ",\n".join(f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(value)}" for key, value in rows.items())
    path.write_text("{" + ",\n".join([*lines, f'"weights": {{\n{body}\n}}']) + "}\n", encoding="utf-8")


def report(locale: str, names: list[str], w: np.ndarray, data: list[Example]) -> None:
    """Print the share of right answers, and how a wrong nominative would be found, on the sentences put aside."""
    index = dict(zip(names, w, strict=True))
    hits, nominatives, others = 0, [], []
    for one in data:
        scores = sum((index[name] for name in one.features if name in index), 2 * np.array(one.rules))
        p = np.exp(scores - scores.max())
        hits += CASES[int(p.argmax())] in one.cases
        if "nom" not in one.cases:
            others.append(p[0] / p.sum())
        elif len(one.cases) == 1:
            nominatives.append(p[0] / p.sum())
    print(f"{locale}: held out {hits}/{len(data)} = {hits / max(len(data), 1):.1%}, {len(names)} features")
    for threshold in (0.01, 0.02, 0.05, 0.1, 0.2):
        found, alarms = (np.mean(np.array(some) < threshold) for some in (others, nominatives))
        counts = f"found {found:6.1%} of {len(others)}  false alarms {alarms:6.1%} of {len(nominatives)}"
        print(f"    P(nom) < {threshold:<4}  {counts}")


def main() -> None:
    """Train the three models."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", type=Path, required=True, help="folder with own/ and corpus.tsv.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for <locale>.json")
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--keep", type=int, default=12_000, help="features per locale")
    arguments = parser.parse_args()
    made = {locale: list(examples(arguments.train, locale)) for locale in LOCALES}
    for locale in LOCALES:
        others = borrowed(one for other in LOCALES if other != locale for one in made[other])
        everything = [*made[locale], *others]
        names, w = train([one for one in everything if not one.held_out], arguments.penalty, arguments.keep)
        report(locale, names, w, [one for one in made[locale] if one.held_out and one.name])
        save(arguments.out / f"{locale}.json", locale, names, fit(everything, names, arguments.penalty))


if __name__ == "__main__":
    main()
