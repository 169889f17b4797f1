"""Errors planted into good translations, for ``bench/checks.py planted``.

Every kind is a function that takes a sentence and gives it back with one error, or None where the sentence gives no
occasion. What is chosen at random comes from the ``random.Random`` that is passed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from random import Random

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_FIGURE = re.compile(r"\d+")
_NEGATED = re.compile(r"\b(?:not|cannot)\b|n[’']t\b")
_PAIRS = re.compile(r"[«»„“”\"]")
_LOOKALIKES = dict(zip("аеорсхуіАЕОРСХТКМНВІ", "aeopcxyiAEOPCXTKMHBI", strict=True))
_MIN_WORDS = 8


@dataclass(frozen=True)
class Good:
    """A good translation: its source, its locale, and the same sentence in a sibling language."""

    source: str
    target: str
    locale: str
    sibling: str = ""
    known: Collection[str] = frozenset()
    """Every word of the locale's references, in lower case."""


def number(good: Good, random: Random) -> str | None:
    """Change a number that stands with digits in the source and in the translation."""
    shared = set(_FIGURE.findall(good.source)) & set(_FIGURE.findall(good.target))
    found = [match for match in _FIGURE.finditer(good.target) if match[0] in shared]
    if not found:
        return None
    match = random.choice(found)
    digit = random.randrange(len(match[0]))
    other = random.choice([one for one in "123456789" if one != match[0][digit]])
    return good.target[: match.start() + digit] + other + good.target[match.start() + digit + 1 :]


def negation(good: Good, random: Random) -> str | None:
    """Drop the only "not" of both sentences."""
    found = list(re.finditer(r"\b(?:не|ня) ", good.target, re.IGNORECASE))
    if len(found) != 1 or len(_NEGATED.findall(good.source)) != 1:
        return None
    return good.target[: found[0].start()] + good.target[found[0].end() :]


def sibling(good: Good, random: Random) -> str | None:
    """Put a word of the sibling language, which no reference of this language has, in the place of a word."""
    words = [word for word in _WORD.findall(good.sibling) if word.islower() and len(word) > 3]
    alien = [word for word in words if word.lower() not in good.known]
    places = [match for match in _WORD.finditer(good.target) if match[0].islower() and len(match[0]) > 3]
    if not alien or not places:
        return None
    match = random.choice(places)
    return good.target[: match.start()] + random.choice(alien) + good.target[match.end() :]


def quote(good: Good, random: Random) -> str | None:
    """Drop one of exactly two quotation marks."""
    marks = list(_PAIRS.finditer(good.target))
    if len(marks) != 2 or len(_PAIRS.findall(good.source)) != 2:
        return None
    place = random.choice(marks).start()
    return good.target[:place] + good.target[place + 1 :]


def quotation(good: Good, random: Random) -> str | None:
    """Drop both quotation marks of a quotation of several words."""
    marks = list(_PAIRS.finditer(good.target))
    if len(marks) != 2 or len(_PAIRS.findall(good.source)) != 2:
        return None
    start, end = (mark.start() for mark in marks)
    if len(good.target[start:end].split()) < 4:
        return None
    return good.target[:start] + good.target[start + 1 : end] + good.target[end + 1 :]


def loop(good: Good, random: Random) -> str | None:
    """Say a few words of the sentence five times over."""
    words = good.target.split()
    if len(words) < _MIN_WORDS:
        return None
    length = random.randint(1, 4)
    start = random.randrange(len(words) - length)
    return " ".join(words[: start + length] + words[start : start + length] * 4 + words[start + length :])


def half(good: Good, random: Random) -> str | None:
    """Leave out the second half of a sentence, but not the mark at its end."""
    words = good.target.split()
    if len(words) < _MIN_WORDS:
        return None
    kept = " ".join(words[: len(words) // 2]).rstrip(",;:–— ")
    return kept + (good.target[-1] if good.target[-1] in ".!?" else "")


def english(good: Good, random: Random) -> str | None:
    """Leave two or three English words in the place of as many of the translation."""
    count = random.randint(2, 3)
    runs = re.findall(rf"\b[a-z]{{3,}}(?: [a-z]{{3,}}){{{count - 1}}}\b", good.source)
    words = good.target.split(" ")
    if not runs or len(words) < _MIN_WORDS:
        return None
    start = random.randrange(1, len(words) - count)
    return " ".join([*words[:start], random.choice(runs), *words[start + count :]])


def letter(good: Good, random: Random) -> str | None:
    """Write one letter of a word with the Latin letter that looks like it."""
    places = [
        place
        for match in _WORD.finditer(good.target)
        if len(match[0]) > 2 and any("а" <= one <= "я" for one in match[0].lower())
        for place in range(*match.span())
        if good.target[place] in _LOOKALIKES
    ]
    if not places:
        return None
    place = random.choice(places)
    return good.target[:place] + _LOOKALIKES[good.target[place]] + good.target[place + 1 :]


KINDS: Mapping[str, Callable[[Good, Random], str | None]] = {
    "number": number,
    "negation": negation,
    "sibling word": sibling,
    "unbalanced quote": quote,
    "quotation lost": quotation,
    "loop": loop,
    "half missing": half,
    "English left in": english,
    "Latin letter": letter,
}
"""Name → how the error is made. Swapped names come from ``names.tsv``, see ``checks.py``."""
