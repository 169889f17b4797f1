"""Train the model that predicts the case of a name from its context (``l10n.glossary.cases``).

    python training/cases.py --train DIR --out src/l10n/glossary/cases/data

Needs numpy, scipy, rapidfuzz and the package itself. The result depends on the data and on nothing else.

Data, all under DIR: ``own/*.tsv`` (news text of the project in four languages, CC BY-SA 4.0) and, of ``corpus.tsv.xz``,
the origins in ``ORIGINS`` below; place names come from ``NAME_LISTS``. Nothing of an evaluation set is read.

Labels are made without a person. A capitalised English word is paired with the capitalised word of the target
sentence that sounds like it. From all the forms seen for an English name follows the nominative, as the word whose
paradigm explains most of them and which sounds most like the English. An occurrence is then labelled with every case
its form can be (Калеснікавай: gen, dat, ins or loc); training maximises the summed probability of those.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from rapidfuzz.fuzz import ratio
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from l10n.glossary.cases import CASES, Context, tokenize
from l10n.glossary.cases.features import features
from l10n.glossary.paradigms import paradigm

LOCALES = ("be", "ru", "uk")
ORIGINS = {"tatoeba": 0.25, "tico19": 0.5, "ud-pud": 1.0, "xquad": 0.5, "gcompris": 0.5, "medical-news-by": 0.5}
"""Origin -> weight of a mention; 1 is that of ``own``."""

NAME_LISTS = ("iso-codes", "libgweather-locations", "kgeography", "cldr-names")
NO_NAMES = frozenset(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an he she it we they mr mrs ms dr sir lady president minister prime "
    "king queen god internet nobel saint north south east west northern southern eastern western street".split()
)
DEMONYM = re.compile(r".+(ian|ish|ese|ians|ans|tic)$")
TITLE_STEP = 70
"""Least similarity of a pair, 0..100."""


@dataclass(frozen=True)
class Pair:
    """One sentence pair."""

    source: str
    target: str
    weight: float
    held_out: bool


@dataclass
class Mention:
    """One mention of a name: token positions in both sentences, half-open, and later its label."""

    pair: int
    english: tuple[int, int]
    target: tuple[int, int]
    names: tuple[str, ...]
    forms: tuple[str, ...]
    located: bool = False
    cases: frozenset[str] = frozenset()
    kind: str = ""


# --- reading -------------------------------------------------------------------------------------------------------


def held_out(text: str) -> bool:
    """Put a tenth of the sentences aside, by a digest of the English text."""
    return hashlib.sha256(text.encode()).digest()[0] < 26


def read(folder: Path, locale: str) -> tuple[list[Pair], dict[str, str]]:
    """Read the sentence pairs and the place names of one locale."""
    column = 1 + LOCALES.index(locale)
    pairs = []
    for path in sorted((folder / "own").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            pairs.append(Pair(cells[0], cells[column], 1.0, held_out(cells[0])))
    places: dict[str, str] = {}
    with lzma.open(folder / "corpus.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            first, second, source, target, origin = line.rstrip("\n").split("\t")
            if (first, second) != ("en", locale):
                continue
            if origin in ORIGINS:
                pairs.append(Pair(source, target, ORIGINS[origin], False))
            elif origin in NAME_LISTS and source[:1].isupper() and target[:1].isupper() and len(source) < 40:
                places.setdefault(source, target)
    return pairs, places


# --- sounds --------------------------------------------------------------------------------------------------------

_LATIN = (
    "shch=s sch=s tch=s tsh=s tch=s zh=z kh=h gh=h ph=f th=t ch=s sh=s ts=s tz=s sz=s cz=s dz=d ck=k qu=kv x=ks "
    "w=v y=i j=z g=h c=k q=k"
).split()
_CYRILLIC = dict(
    zip("абвгґдеёжзиіїйклмнопрстуўфхцчшщъыьэюяє", "a b v h h d e o z z i i i i k l m n o p r s t u v f h s s s s  i  e u a e".split(" "), strict=True)
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Bring a word of any script to its sound, roughly."""
    word = word.lower().replace("ё", "о")
    if re.search("[а-яіўїєґ]", word):
        folded = "".join(_CYRILLIC.get(letter, "") for letter in word.replace("дз", "д").replace("дж", "з"))
    else:
        folded = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("đ", "d").replace("ø", "o"))
        for rule in _LATIN:
            old, new = rule.split("=")
            folded = folded.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub("[^a-z]", "", folded))


def bones(folded: str) -> str:
    """Keep the consonants and whether the word begins with a vowel."""
    return folded[:1] + re.sub("[aeiou]", "", folded[1:])


@lru_cache(maxsize=500_000)
def similarity(english: str, form: str) -> float:
    """Compare an English name with a form that may have an ending of up to three letters."""
    left = fold(english)
    best = 0.0
    for cut in range(4):
        if len(form) - cut < 2 and cut:
            break
        right = fold(form[: len(form) - cut])
        best = max(best, (ratio(left, right) + 1.2 * ratio(bones(left), bones(right))) / 2.2 - cut)
    return best


# --- pairing names -------------------------------------------------------------------------------------------------


def is_name(token: str) -> bool:
    """Tell whether an English token may be a name."""
    return (
        token[:1].isupper() and len(token) > 2 and token.replace("-", "").replace("'", "").isalpha() and not token.isupper()
        and token.lower() not in NO_NAMES and not DEMONYM.match(token.lower())
    )


def known_names(pairs: list[Pair]) -> set[str]:
    """Collect the words that are capitalised within English sentences and hardly ever written small."""
    inside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for pair in pairs:
        tokens = [token for token, _, _ in tokenize(pair.source)]
        titled = sum(token[:1].isupper() for token in tokens) > 0.6 * len(tokens) and len(tokens) > 4
        for before, token in zip(tokens, tokens[1:], strict=False):
            if token[:1].islower():
                small[token] += 1
            elif is_name(token) and before[-1:].isalnum() and not titled:
                inside[token] += 1
    return {name for name in inside if small[name.lower()] == 0}


def find(pairs: list[Pair], places: dict[str, str]) -> Iterator[Mention]:
    """Find the mentions: neighbouring names that stand side by side in both languages are one."""
    names = known_names(pairs)
    for number, pair in enumerate(pairs):
        source = [token for token, _, _ in tokenize(pair.source)]
        target = [token for token, _, _ in tokenize(pair.target)]
        found = dict(aligned(source, target, names, places))
        yield from grouped(number, source, target, found)


def aligned(source: list[str], target: list[str], names: set[str], places: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Pair the positions of names in two sentences, if there is no doubt."""
    wanted = defaultdict(list)
    for index, token in enumerate(source):
        if token in names:
            wanted[token].append(index)
    taken: Counter[int] = Counter()
    result = []
    candidates = [index for index, token in enumerate(target) if token[:1].isupper() and token[:1] > "Z" and len(token) > 1]
    for name, positions in wanted.items():
        sound = places.get(name, name)
        scores = {index: max(similarity(name, target[index]), same_stem(sound, target[index])) for index in candidates}
        good = sorted((index for index in candidates if scores[index] >= TITLE_STEP), key=lambda index: -scores[index])
        good = [index for index in good if scores[index] > scores[good[0]] - 12]
        if len(good) == len(positions):
            result += list(zip(positions, sorted(good), strict=True))
            taken.update(good)
    yield from ((index, other) for index, other in result if taken[other] == 1)


def same_stem(nominative: str, form: str) -> float:
    """Compare a known nominative with a form: 90 if they begin alike."""
    stem = nominative[: max(3, len(nominative) - 3)]
    return 90.0 if " " not in nominative and nominative[:1] > "Z" and form.startswith(stem) and len(form) < len(nominative) + 4 else 0.0


def grouped(number: int, source: list[str], target: list[str], found: dict[int, int]) -> Iterator[Mention]:
    """Join first name and surname."""
    index = 0
    positions = sorted(found)
    while positions:
        first = positions.pop(0)
        index = first
        while positions and positions[0] == index + 1 and found[index + 1] == found[index] + 1:
            index = positions.pop(0)
        start, end = found[first], found[index] + 1
        if index - first < 2:
            yield Mention(number, (first, index + 1), (start, end), tuple(source[first : index + 1]), tuple(target[start:end]), source[first - 1 : first] == ["in"])


# --- nominatives ---------------------------------------------------------------------------------------------------

ENDINGS = {
    "be": "а я ь й ы і о ў аў еў ая скі кі ія ыя ін эн".split() + [""],
    "ru": "а я ь й ы и о е ый ий ая ия ов ев".split() + [""],
    "uk": "а я ь й и і о ий ій ія а я ів їв".split() + [""],
}
GRAMMARS = (("person", "m"), ("person", "f"), ("place", ""), ("given", "m"), ("given", "f"))


def candidates(form: str, locale: str) -> set[str]:
    """List nominatives a form may belong to."""
    found = {form}
    for cut in range(4):
        stem = form[: len(form) - cut]
        if len(stem) >= 2:
            found.update(stem + ending for ending in ENDINGS[locale])
    return {word for word in found if len(word) > 2}


@lru_cache(maxsize=100_000)
def close(english: str, word: str) -> float:
    """Compare an English name with a nominative, the last sound above all."""
    left, right = fold(english), fold(word)
    vowel = (left[-1:] in "aeiou") == (right[-1:] in "aeiou")
    last = left[-1:] == right[-1:] or {left[-1:], right[-1:]} in ({"a", "o"}, {"i", "e"}, {"v", "f"})
    return ratio(left, right) / 100 + 0.3 * vowel + 0.3 * last


@lru_cache(maxsize=400_000)
def cases_of(word: str, locale: str, kind: str, gender: str) -> dict[str, frozenset[str]]:
    """Invert a paradigm: form -> cases."""
    found: dict[str, set[str]] = defaultdict(set)
    for case, forms in paradigm(word, locale, kind, gender).forms.items():
        if case in CASES:
            for form in forms:
                found[form].add(case)
    return {form: frozenset(cases) for form, cases in found.items()}


def analyses(english: str, forms: Counter[str], locale: str, listed: str | None, kinds: set[str]) -> list[tuple[str, str, str]]:
    """Find the (nominative, kind, gender) that explain the forms of a name best; several if they tie."""
    common = [form for form, _ in forms.most_common(6)]
    words = sorted({word for form in common for word in candidates(form, locale)}, key=lambda word: (-close(english, word), word))
    chosen = [listed] if listed else words[:8] + [form for form in common if form not in words[:8]]
    total = sum(forms.values())
    scored = []
    for word in chosen:
        for kind, gender in (choice for choice in GRAMMARS if choice[0] in kinds):
            table = cases_of(word, locale, kind, gender)
            covered = sum(count for form, count in forms.items() if form in table) / total
            types = sum(form in table for form in forms) / len(forms)
            scored.append((covered + types + close(english, word) + 0.2 * (word in forms), (word, kind, gender)))
    best = max(score for score, _ in scored)
    return [choice for score, choice in scored if score > best - 0.02]


# --- labels --------------------------------------------------------------------------------------------------------


def label(mentions: list[Mention], locale: str, places: dict[str, str]) -> list[Mention]:
    """Set the cases and kind of every mention, dropping those that remain unknown."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    located: Counter[str] = Counter()
    for mention in mentions:
        for name, form in zip(mention.names, mention.forms, strict=True):
            seen[name][form] += 1
            located[name] += mention.located and len(mention.names) == 1
    found = {}
    for name, forms in seen.items():
        listed = places.get(name)
        listed = listed if listed and " " not in listed and listed[:1] > "Z" else None
        share = located[name] / sum(forms.values())
        kinds = {"place"} if listed or share > 0.15 else set("person given".split() if sum(forms.values()) > 2 else ())
        found[name] = analyses(name, forms, locale, listed, kinds or {"person", "given", "place"})
    return [mention for mention in mentions if decide(mention, found, locale)]


def decide(mention: Mention, found: dict[str, list[tuple[str, str, str]]], locale: str) -> bool:
    """Label one mention: what all its words can be together."""
    possible = set(CASES)
    kinds: set[str] = set()
    for name, form in zip(mention.names, mention.forms, strict=True):
        cases: set[str] = set()
        for word, kind, gender in found[name]:
            cases |= cases_of(word, locale, kind, gender).get(form, frozenset())
            kinds.add(kind)
        possible &= cases
    mention.cases = frozenset(possible)
    mention.kind = "person" if len(mention.names) > 1 else "place" if kinds == {"place"} else "given" if kinds == {"given"} else "person"
    return 0 < len(possible) < len(CASES)


def context_of(mention: Mention, pair: Pair, locale: str, conjunct: frozenset[str]) -> Context:
    """Cut out the context of a mention."""
    source = [token for token, _, _ in tokenize(pair.source)]
    target = [token for token, _, _ in tokenize(pair.target)]
    (first, last), (start, end) = mention.english, mention.target
    return Context(
        locale, tuple(target[max(0, start - 6) : start]), tuple(target[end : end + 4]),
        tuple(source[max(0, first - 5) : first]), tuple(source[last : last + 4]), mention.kind, tuple(sorted(conjunct)),
    )  # fmt: skip


# --- model ---------------------------------------------------------------------------------------------------------

SHARED = re.compile(r"[*]|k|[sSeEx]|c|g|t|o|j|bc|ac|b1c|a1c")
"""Templates that mean the same in every language: a model learns their weights from all three."""


@dataclass(frozen=True)
class Example:
    """What the model learns from: features, allowed cases, weight."""

    features: tuple[str, ...]
    cases: frozenset[str]
    weight: float
    held_out: bool
    context: Context


def examples(folder: Path, locale: str) -> list[Example]:
    """Make the examples of a locale."""
    pairs, places = read(folder, locale)
    mentions = label(list(find(pairs, places)), locale, places)
    found = []
    previous: Mention | None = None
    for mention in mentions:
        pair = pairs[mention.pair]
        gap = previous and previous.pair == mention.pair and mention.target[0] - previous.target[1]
        joined = gap == 1 and mention.english[0] - previous.english[1] <= 2
        context = context_of(mention, pair, locale, previous.cases if joined else frozenset())
        previous = mention
        found.append(Example(tuple(features(context)), mention.cases, pair.weight, pair.held_out, context))
    return found


def borrowed(others: list[Example], weight: float) -> list[Example]:
    """Keep of the examples of other locales what is no matter of the language."""
    return [
        Example(tuple(name for name in one.features if SHARED.match(name)), one.cases, one.weight * weight, False, one.context)
        for one in others
        if not one.held_out
    ]


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
    transposed = table.T.tocsr()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(names), len(CASES))
        scores = table @ w
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        mass = (p * allowed).sum(axis=1, keepdims=True)
        value = -(weight * np.log(mass + 1e-12)).sum() + penalty / 2 * (w * w).sum()
        gradient = transposed @ (weight * (p - p * allowed / (mass + 1e-12))) + penalty * w
        return value, gradient.ravel()

    start = np.zeros(len(names) * len(CASES))
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "maxcor": 10})
    return done.x.reshape(len(names), len(CASES))


def train(data: list[Example], penalty: float, keep: int) -> tuple[list[str], np.ndarray]:
    """Fit, keep the features that matter most and fit again."""
    counts = Counter(name for one in data for name in one.features)
    names = sorted(name for name, count in counts.items() if count >= 2)
    w = fit(data, names, penalty)
    size = np.ptp(w, axis=1) * np.sqrt([min(counts[name], 50) for name in names])
    kept = [names[number] for number in sorted(np.argsort(-size, kind="stable")[:keep])]
    return kept, fit(data, kept, penalty)


SCALE = 0.02


def save(path: Path, locale: str, names: list[str], w: np.ndarray) -> None:
    """Write the weights as whole multiples of SCALE."""
    rounded = np.rint((w - w.mean(axis=1, keepdims=True)) / SCALE).astype(int)
    rows = {name: row.tolist() for name, row in zip(names, rounded, strict=True) if row.any()}
    note = "Made by training/cases.py of l10n. Data: own news text of the project, " + ", ".join(sorted(ORIGINS))
    data = {"locale": locale, "note": note, "licence": "CC BY-SA 4.0", "cases": CASES, "scale": SCALE, "weights": rows}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    path.write_text(text + "\n", encoding="utf-8")


def report(locale: str, names: list[str], w: np.ndarray, data: list[Example]) -> None:
    """Print how often the most likely case is an allowed one, on the sentences put aside."""
    index = {name: row for name, row in zip(names, w, strict=True)}
    hits = sum(
        CASES[int(np.argmax(sum((index[name] for name in one.features if name in index), np.zeros(len(CASES)))))] in one.cases
        for one in data
    )
    print(f"{locale}: held out {hits}/{len(data)} = {hits / max(len(data), 1):.1%}, {len(names)} features")


def main() -> None:
    """Train the three models."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", type=Path, required=True, help="folder with own/ and corpus.tsv.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for <locale>.json")
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--keep", type=int, default=6000)
    parser.add_argument("--borrow", type=float, default=0.4, help="weight of the examples of the other locales")
    arguments = parser.parse_args()
    made = {locale: examples(arguments.train, locale) for locale in LOCALES}
    for locale in LOCALES:
        others = [one for other in LOCALES if other != locale for one in made[other]]
        data = [one for one in made[locale] if not one.held_out] + borrowed(others, arguments.borrow)
        names, w = train(data, arguments.penalty, arguments.keep)
        report(locale, names, w, [one for one in made[locale] if one.held_out])
        save(arguments.out / f"{locale}.json", locale, names, w)


if __name__ == "__main__":
    main()
