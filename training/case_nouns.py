"""Common nouns in parallel text, labelled with the cases they can be in; for ``training/cases.py``.

Names are few. A noun stands where a name can stand, so its cases teach the model what verbs, prepositions and nouns
govern. The nouns are found without a dictionary: a word of the corpus is taken for the nominative of a noun if enough
forms of its paradigm, the instrumental among them, are words of the corpus too. Its English counterpart is the word
that goes with it most often.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from case_labels import Mention, Pair, cases_of

VOWELS = "аеёиоуыэюяіїє"
NO_NOUN = re.compile(r".*(ый|ий|ій|ая|яя|ое|ее|ае|яе|їй|аць|іць|ець|ыць|цца|ати|ити|іти|ть|ся|вши|ючи|ючы|ова)")
ADJECTIVE = {"be": ("ага", "ога", "яга"), "ru": ("ого", "его"), "uk": ("ої", "ого", "ьої", "ього", "их", "ий")}
FEMININE = ("ай", "ой", "ою", "аю")
ARTICLES = frozenset("the a an this that its his her their our my your some any every each no".split())
MOST_CASES = 3
"""A form that can be more cases teaches nothing."""

TOGETHER = 0.25
"""Least Dice coefficient of a noun and its English counterpart."""

Table = dict[str, tuple[frozenset[str], frozenset[str]]]
"""Form -> (cases, nominatives)."""


def noun_table(words: Counter[str], locale: str) -> Table:
    """Find the nouns among the words of a corpus.

    Args:
        words: lower-case words with their counts.
    """
    cases: dict[str, set[str]] = defaultdict(set)
    nominatives: dict[str, set[str]] = defaultdict(set)
    for word, count in sorted(words.items()):
        if count > 1 and len(word) > 2 and "-" not in word:
            for form, found in noun_forms(word, words, locale):
                cases[form] |= found
                nominatives[form].add(word)
    return {form: (frozenset(cases[form]), frozenset(nominatives[form])) for form in cases}


def noun_forms(word: str, words: Counter[str], locale: str) -> Iterator[tuple[str, set[str]]]:
    """List the forms of a word with their cases if it is a noun, in the singular and in the plural."""
    if not NO_NOUN.fullmatch(word):
        for gender in genders(word, locale):
            table = cases_of(word, locale, "term", gender)
            if is_singular(word, gender, table, words, locale):
                yield from ((form, widened(found, gender)) for form, found in table.items() if form in words)
    if word[-1] in "ыіиая":
        table = cases_of(word, locale, "term", "pl")
        oblique = [form for form, found in table.items() if found & {"dat", "ins", "loc"}]
        if sum(form in words for form in table) > 2 and sum(form in words for form in oblique) > 1:
            also = {"gen"} if word[:-1] + "а" in words or word[:-1] + "я" in words else set()
            for form, found in table.items():
                if form in words:
                    yield form, widened(found, "pl") | (also if "nom" in found else set())


def is_singular(word: str, gender: str, table: dict[str, frozenset[str]], words: Counter[str], locale: str) -> bool:
    """Tell whether a word is the nominative singular of a noun, by the forms seen."""
    stem = word[:-1] if word[-1] in VOWELS + "ь" else word
    instrumental = any(form in words for form, found in table.items() if "ins" in found)
    adjective = any(stem + ending in words for ending in ADJECTIVE[locale])
    plural = gender == "m" and word[-1] != "ь" and word + "а" in words and any(word + e in words for e in FEMININE)
    seen = sum(form in words for form in table)
    return instrumental and not adjective and not plural and seen >= 3 + (len(table) > 5)


def widened(found: frozenset[str], gender: str) -> set[str]:
    """Add the accusative of living beings, which the paradigm of a thing lacks."""
    return {*found, "acc"} if gender in ("m", "pl") and "gen" in found else set(found)


def genders(word: str, locale: str) -> tuple[str, ...]:
    """List the genders the nominative of a word allows."""
    last = word[-1]
    if last == "а":
        return ("f", "n") if locale == "be" else ("f",)
    if last == "я":
        return ("f",) if locale == "ru" else ("f", "n")
    if last in "ьчшжц":
        return ("m", "f")
    if last in "оеё":
        return ("n",)
    return () if last in VOWELS else ("m",)


def find_nouns(pairs: Iterable[Pair], table: Table) -> Iterator[Mention]:
    """Label the nouns of the sentences; one whose English counterpart is not found has an empty ``names``."""
    pairs = list(pairs)
    lexicon = counterparts(pairs, table)
    for pair in pairs:
        small = [token.lower() for token in pair.source]
        for index, token in enumerate(pair.target):
            cases, nominatives = table.get(straight(token), (frozenset(), frozenset()))
            if 0 < len(cases) <= MOST_CASES:
                english = [word for n in sorted(nominatives) for word in lexicon.get(n, ()) if small.count(word) == 1]
                last = small.index(english[0]) if english else -1
                first = last
                while first > 0 and small[first - 1] in ARTICLES:
                    first -= 1
                span = (first, last + 1) if english else (0, 0)
                yield Mention(pair, span, (index, index + 1), tuple(english[:1]), cases, "term")


def counterparts(pairs: list[Pair], table: Table) -> dict[str, list[str]]:
    """Map the nominative of a noun to the English words that go with it most often, at most two."""
    single: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        english = {token for token in pair.source if token.islower() and len(token) > 2 and token.isalpha()}
        found = {noun for token in pair.target for noun in table.get(straight(token), ((), ()))[1]}
        single.update(english)
        nouns.update(found)
        both.update((noun, word) for noun in found for word in english)
    ranked: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (noun, word), count in both.items():
        score = 2 * count / (single[word] + nouns[noun])
        if count > 1 and score > TOGETHER:
            ranked[noun].append((-score, word))
    return {noun: [word for _, word in sorted(words)[:2]] for noun, words in ranked.items()}


def straight(token: str) -> str:
    """Write a word with the apostrophe of the table."""
    return token.replace("'", "’").replace("ʼ", "’")
