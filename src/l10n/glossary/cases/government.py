"""Prepositions, title nouns and the cases they ask for: ``data/<locale>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from l10n.glossary.cases.context import BEFORE, Context

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
LOCALES = ("be", "ru", "uk")
QUOTES = frozenset("«„“”\"'‘’‹(")
SOURCE_STOPS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "when", "while", "with"]
)
_OF_PLACE, _ACCUSATIVE = frozenset(("loc", "acc")), frozenset(("acc",))
TITLED = frozenset(("person", "given"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of one locale.

    Attributes:
        prepositions: words of a preposition, lower case -> the cases it can govern.
        longest: words of the longest preposition.
        titles: forms of nouns for persons that stand before a name in the same case -> their possible cases.
        adjective: a word that looks like an adjective; its group is the ending.
        endings: ending of an adjective -> its possible cases.
        unlike: words that only look like adjectives.
        participles: endings of passive participles.
        motion: beginnings of words after which a preposition of place asks for the accusative.
        generic: a noun that says what the thing with a name in quotation marks is.
    """

    prepositions: Mapping[tuple[str, ...], frozenset[str]]
    longest: int
    titles: Mapping[str, frozenset[str]]
    adjective: re.Pattern[str]
    endings: Mapping[str, frozenset[str]]
    unlike: frozenset[str]
    participles: tuple[str, ...]
    motion: tuple[str, ...]
    generic: re.Pattern[str]


@cache
def grammar(locale: str) -> Grammar:
    """Load the tables of a locale once.

    >>> sorted(grammar("be").prepositions[("дзякуючы",)])
    ['dat']
    """
    text = resources.files("l10n.glossary.cases").joinpath("data", f"{locale}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    prepositions = {
        tuple(preposition.split()): frozenset(cases.split())
        for cases, listed in data["prepositions"].items()
        for preposition in listed
    }
    titles: dict[str, frozenset[str]] = {}
    for form, case in _declined(data["titles"]):
        titles[form] = titles.get(form, frozenset()) | {case}
    unlike = frozenset(data["adjectives"].pop("not").split())
    endings = {end: frozenset(cases.split()) for cases, ends in data["adjectives"].items() for end in ends.split()}
    pattern = re.compile(f"(?:\\d+-)?[^\\W\\d_]{{2,}}?({'|'.join(sorted(endings, key=len, reverse=True))})")
    passive = data["participles"]
    participles = [stem + ending for stem in passive["stems"].split() for ending in passive["endings"].split()]
    participles += passive["short"].split()
    longest = max(map(len, prepositions))
    generic = re.compile(f"(?:.+-)?(?:{'|'.join(data['generic']['stems'].split())})[^\\W\\d_]{{0,4}}")
    motion = tuple(data["motion"]["stems"].split())
    return Grammar(prepositions, longest, titles, pattern, endings, unlike, tuple(participles), motion, generic)


def _declined(classes: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """List (form, case) of the title nouns."""
    for table in classes:
        for case, endings in zip(CASES, table["endings"].split("|"), strict=True):
            for stem in table["stems"].split():
                yield from ((stem + ending.strip("-"), case) for ending in endings.split())


def plain(token: str) -> str:
    """Bring a token to the form the tables are written in.

    >>> plain("Прем’єр-міністр")
    "прем'єр-міністр"
    """
    return token.lower().replace("’", "'").replace("ʼ", "'")


def adjective_cases(word: str, locale: str) -> frozenset[str]:
    """Guess the cases of an adjective by its ending, empty if the word does not look like one.

    >>> sorted(adjective_cases("беларускаму", "be"))
    ['dat']
    >>> adjective_cases("увага", "be")
    frozenset()
    """
    if locale not in LOCALES:
        return frozenset()
    tables = grammar(locale)
    found = tables.adjective.fullmatch(word)
    return tables.endings[found[1]] if found and word not in tables.unlike else frozenset()


def governed(context: Context) -> frozenset[str] | None:
    """List the cases that the preposition before a mention can govern.

    Between the two may stand opening quotes, adjectives and, before a person, title nouns.

    Returns:
        Some of nom gen dat acc ins loc; None if no preposition governs the mention or the locale has no tables.

    >>> sorted(governed(Context("be", ("сустрэўся", "з", "новым", "прэзідэнтам"), (), (), ())))
    ['gen', 'ins']
    >>> governed(Context("be", ("з", "прэзідэнтам"), (), (), (), kind="place")) is None
    True
    """
    found = preposition(context)
    if found is None:
        return None
    cases = grammar(context.locale).prepositions[found]
    return _ACCUSATIVE if cases >= _OF_PLACE and _follows_motion(context) else cases


def _follows_motion(context: Context) -> bool:
    """Whether a word of motion stands before the preposition, or behind the mention: прыехала ў Мінск."""
    beside = (*context.before[-2:-1], *context.after[:1])
    return any(plain(token).startswith(grammar(context.locale).motion) for token in beside)


def preposition(context: Context) -> tuple[str, ...] | None:
    """Find the preposition that governs a mention, its words in lower case.

    >>> preposition(Context("ru", ("в", "соответствии", "с"), (), (), ()))
    ('в', 'соответствии', 'с')
    """
    if context.locale not in LOCALES:
        return None
    tables = grammar(context.locale)
    words = [plain(token) for token in context.before[-BEFORE:]]
    while words:
        for length in range(min(tables.longest, len(words)), 0, -1):
            if (found := tuple(words[-length:])) in tables.prepositions:
                return found
        if not _is_transparent(context, words.pop(), len(words)):
            break
    return None


def _is_transparent(context: Context, word: str, index: int) -> bool:
    """Tell whether a preposition reaches through a word to the mention."""
    if word in QUOTES:
        return True
    if context.before[-BEFORE:][index][:1].isupper() or context.source_before[-1:] == ("by",):  # signed by
        return False
    titled = context.kind in TITLED and has_title(context)
    return bool(adjective_cases(word, context.locale)) or (titled and word in grammar(context.locale).titles)


def has_title(context: Context) -> bool:
    """Tell whether the English mention may have a title: it follows a word, or nothing is known."""
    if not context.source_before:
        return not context.source_after
    last = context.source_before[-1].lower()
    return last[:1].isalpha() and last not in SOURCE_STOPS
