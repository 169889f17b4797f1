"""Mentions of names in parallel text, labelled with the cases they can be in; for ``training/cases.py``.

A capitalised English word is paired with the capitalised word of the target sentence that sounds like it. From all the
forms seen for an English name follows the nominative: the word whose paradigm explains most of them and which sounds
most like the English. An occurrence is then labelled with every case its form can be (Калеснікавай is gen, dat, ins
or loc).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from l10n.glossary.cases import CASES, tokenize
from l10n.glossary.paradigms import paradigm

NO_NAMES = frozenset(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an he she it we they mr mrs ms dr sir lady president minister prime "
    "king queen god internet nobel saint north south east west northern southern eastern western street".split()
)
DEMONYM = re.compile(r".+(ian|ish|ese|ians|ans|tic)$")
ALIKE = 70
"""Least similarity of a pair, 0..100."""

LOCATED = 0.15
"""A name that follows "in" more often than this is a place."""


@dataclass(frozen=True)
class Pair:
    """One sentence pair, as tokens; without an English sentence ``source`` is empty."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    weight: float
    held_out: bool

    @classmethod
    def of(cls, source: str, target: str, weight: float, held_out: bool) -> Pair:
        """Tokenize both sentences."""
        words = (tuple(token for token, _, _ in tokenize(text)) for text in (source, target))
        return cls(*words, weight, held_out)


@dataclass
class Mention:
    """One mention of a name or noun: token positions in both sentences, half-open, and the label."""

    pair: Pair
    english: tuple[int, int]
    target: tuple[int, int]
    names: tuple[str, ...]
    cases: frozenset[str] = frozenset()
    kind: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The words of the target text."""
        return self.pair.target[slice(*self.target)]

    @property
    def located(self) -> bool:
        """Whether the English mention follows "in"."""
        return self.pair.source[max(0, self.english[0] - 1) : self.english[0]] == ("in",)


# Sounds.

LATIN = (
    "shch=s sch=s tch=s tsh=s zh=z kh=h gh=h ph=f th=t ch=s sh=s ts=s tz=s sz=s cz=s dz=d ck=k qu=kv x=ks w=v y=i j=z"
)
RULES = [rule.split("=") for rule in (LATIN + " g=h c=k q=k").split()]
CYRILLIC = dict(
    zip(
        "абвгґдеёжзиіїйклмнопрстуўфхцчшщъыьэюяє",
        "a b v h h d e o z z i i i i k l m n o p r s t u v f h s s s s  i  e u a e".split(" "),
        strict=True,
    )
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Bring a word of any script to its sound, roughly."""
    word = word.lower()
    if re.search("[а-яіўїєґё]", word):
        folded = "".join(CYRILLIC.get(letter, "") for letter in word.replace("дз", "д").replace("дж", "з"))
    else:
        folded = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("đ", "d").replace("ø", "o"))
        for old, new in RULES:
            folded = folded.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub("[^a-z]", "", folded))


def bones(folded: str) -> str:
    """Keep the consonants and the first sound."""
    return folded[:1] + re.sub("[aeiou]", "", folded[1:])


@lru_cache(maxsize=500_000)
def similarity(english: str, form: str) -> float:
    """Compare an English name with a form that may have an ending of up to three letters."""
    left = fold(english)
    best = 0.0
    for cut in range(min(4, max(1, len(form) - 1))):
        right = fold(form[: len(form) - cut])
        best = max(best, (ratio(left, right) + 1.2 * ratio(bones(left), bones(right))) / 2.2 - cut)
    return best


@lru_cache(maxsize=100_000)
def close(english: str, word: str) -> float:
    """Compare an English name with a nominative, the last sound above all."""
    left, right = fold(english), fold(word)
    vowel = (left[-1:] in "aeiou") == (right[-1:] in "aeiou")
    last = left[-1:] == right[-1:] or {left[-1:], right[-1:]} in ({"a", "o"}, {"i", "e"}, {"v", "f"})
    return ratio(left, right) / 100 + 0.3 * vowel + 0.3 * last


# Pairing names.


def is_name(token: str) -> bool:
    """Tell whether an English token may be a name."""
    lower = token.lower()
    letters = token.replace("-", "").replace("'", "").isalpha() and not token.isupper()
    return token[:1].isupper() and len(token) > 2 and letters and lower not in NO_NAMES and not DEMONYM.match(lower)


def known_names(pairs: list[Pair]) -> set[str]:
    """Collect the words that are capitalised within English sentences and never written small."""
    inside: set[str] = set()
    small: set[str] = set()
    for pair in pairs:
        titled = len(pair.source) > 4 and sum(token[:1].isupper() for token in pair.source) > 0.6 * len(pair.source)
        for before, token in zip(pair.source, pair.source[1:], strict=False):
            if token[:1].islower():
                small.add(token)
            elif is_name(token) and before[-1:].isalnum() and not titled:
                inside.add(token)
    return {name for name in inside if name.lower() not in small}


def find(pairs: list[Pair], places: Mapping[str, str]) -> Iterator[Mention]:
    """Find the mentions: neighbouring names that stand side by side in both languages are one."""
    names = known_names(pairs)
    for pair in pairs:
        yield from grouped(pair, dict(aligned(pair, names, places)))


def aligned(pair: Pair, names: set[str], places: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Pair the positions of names in two sentences, where there is no doubt."""
    wanted = defaultdict(list)
    for index, token in enumerate(pair.source):
        if token in names:
            wanted[token].append(index)
    capital = [i for i, token in enumerate(pair.target) if token[:1].isupper() and token[:1] > "Z" and len(token) > 1]
    taken: Counter[int] = Counter()
    result: list[tuple[int, int]] = []
    for name, positions in wanted.items():
        listed = places.get(name, "")
        scores = {i: max(similarity(name, pair.target[i]), same_stem(listed, pair.target[i])) for i in capital}
        best = max(scores.values(), default=0)
        good = [index for index in capital if scores[index] >= ALIKE and scores[index] > best - 12]
        if len(good) == len(positions):
            result += zip(positions, good, strict=True)
            taken.update(good)
    yield from ((index, other) for index, other in result if taken[other] == 1)


def same_stem(nominative: str, form: str) -> float:
    """Compare a known nominative with a form: 90 if they begin alike."""
    stem = nominative[: max(3, len(nominative) - 3)]
    alike = " " not in nominative and len(nominative) > 2 and form.startswith(stem) and len(form) < len(nominative) + 4
    return 90.0 if alike else 0.0


def grouped(pair: Pair, found: dict[int, int]) -> Iterator[Mention]:
    """Join first name and surname; longer names are left out."""
    positions = sorted(found)
    while positions:
        first = last = positions.pop(0)
        while positions and positions[0] == last + 1 and found[last + 1] == found[last] + 1:
            last = positions.pop(0)
        if last - first < 2:
            yield Mention(pair, (first, last + 1), (found[first], found[last] + 1), pair.source[first : last + 1])


# Nominatives.

ENDINGS = {
    "be": [*"а я ь й ы і о ў аў еў ая скі кі ія ыя ін эн".split(), ""],
    "ru": [*"а я ь й ы и о е ый ий ая ия ов ев".split(), ""],
    "uk": [*"а я ь й и і о ий ій ія ів їв".split(), ""],
}
UNCHANGED = "еоуыэюёиі"
"""A name in one of these that is taken for a nominative and accusative more likely does not decline at all."""

GRAMMARS = (("person", "m"), ("person", "f"), ("place", ""), ("given", "m"), ("given", "f"))


def candidates(form: str, locale: str) -> set[str]:
    """List nominatives a form may belong to."""
    stems = {form[: len(form) - cut] for cut in range(4)}
    found = {form} | {stem + ending for stem in stems if len(stem) > 1 for ending in ENDINGS[locale]}
    return {word for word in found if len(word) > 2}


@lru_cache(maxsize=400_000)
def cases_of(word: str, locale: str, kind: str, gender: str) -> dict[str, frozenset[str]]:
    """Invert a paradigm: form -> cases."""
    found: dict[str, set[str]] = defaultdict(set)
    for case, forms in paradigm(word, locale, kind, gender).forms.items():
        for form in forms if case in CASES else ():
            found[form].add(case)
    return {form: frozenset(cases) for form, cases in found.items()}


def analyses(
    english: str, forms: Counter[str], locale: str, listed: str | None, kinds: set[str]
) -> list[tuple[str, str, str]]:
    """Find the (nominative, kind, gender) that explain the forms of a name best; several if they tie."""
    common = [form for form, _ in forms.most_common(6)]
    words = {word for form in common for word in candidates(form, locale)}
    ranked = sorted(words, key=lambda word: (-close(english, word), word))[:8]
    total = forms.total()
    scored = []
    for word in [listed] if listed else [*ranked, *(form for form in common if form not in ranked)]:
        for kind, gender in (choice for choice in GRAMMARS if choice[0] in kinds):
            table = cases_of(word, locale, kind, gender)
            covered = sum(count for form, count in forms.items() if form in table) / total
            types = sum(form in table for form in forms) / len(forms)
            scored.append((covered + types + close(english, word) + 0.2 * (word in forms), (word, kind, gender)))
    best = max(score for score, _ in scored)
    return [choice for score, choice in scored if score > best - 0.02]


# Labels.


def label(mentions: list[Mention], locale: str, places: Mapping[str, str]) -> list[Mention]:
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
        kinds = {"person", "given", "place"}
        if listed or located[name] > LOCATED * forms.total():
            kinds = {"place"}
        elif forms.total() > 2:
            kinds = {"person", "given"}
        found[name] = analyses(name, forms, locale, listed, kinds)
    return [mention for mention in mentions if decide(mention, found, locale)]


def decide(mention: Mention, found: Mapping[str, list[tuple[str, str, str]]], locale: str) -> bool:
    """Label one mention: what all its words can be together."""
    possible = set(CASES)
    kinds: set[str] = set()
    for name, form in zip(mention.names, mention.forms, strict=True):
        cases: set[str] = set()
        for word, kind, gender in found[name]:
            cases |= cases_of(word, locale, kind, gender).get(form, frozenset())
            kinds.add(kind)
        possible &= cases
    if possible == {"nom", "acc"} and mention.forms[-1][-1] in UNCHANGED:
        possible = set()
    mention.cases = frozenset(possible)
    mention.kind = next(iter(kinds)) if len(kinds) == 1 and len(mention.names) == 1 else "person"
    if kinds == {"place"}:
        mention.kind = "place"
    return 0 < len(possible) < len(CASES)
