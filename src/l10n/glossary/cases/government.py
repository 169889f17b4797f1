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
_SOURCE_STOPS = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "that", "the", "to", "when", "while", "with"]
)
_TITLED = frozenset(("person", "given"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of one locale.

    Attributes:
        prepositions: words of a preposition, lower case -> the cases it can govern.
        longest: words of the longest preposition.
        titles: forms of nouns for persons that stand before a name in the same case -> their possible cases.
        adjective: a word that looks like an adjective; its group is the ending.
        endings: ending of an adjective -> its possible cases.
        generic: a noun that says what the thing with a name in quotation marks is.
    """

    prepositions: Mapping[tuple[str, ...], frozenset[str]]
    longest: int
    titles: Mapping[str, frozenset[str]]
    adjective: re.Pattern[str]
    endings: Mapping[str, frozenset[str]]
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
    endings = {ending: frozenset(cases.split()) for ending, cases in data["adjectives"].items()}
    pattern = re.compile(f"(?:\\d+-)?[^\\W\\d_]{{2,}}?({'|'.join(sorted(endings, key=len, reverse=True))})")
    generic = re.compile(f"(?:.+-)?(?:{'|'.join(data['generic']['stems'].split())})[^\\W\\d_]{{0,4}}")
    return Grammar(prepositions, max(map(len, prepositions)), titles, pattern, endings, generic)


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
    """
    tables = grammar(locale)
    found = tables.adjective.fullmatch(word)
    return tables.endings[found[1]] if found else frozenset()


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
    return grammar(context.locale).prepositions[found] if found else None


def preposition(context: Context) -> tuple[str, ...] | None:
    """Find the preposition that governs a mention, its words in lower case.

    >>> preposition(Context("ru", ("в", "соответствии", "с"), (), (), ()))
    ('в', 'соответствии', 'с')
    """
    if context.locale not in LOCALES:
        return None
    words = [plain(token) for token in context.before[-BEFORE:]]
    end = _transparent(context, words)
    tables = grammar(context.locale)
    for length in range(min(tables.longest, end), 0, -1):
        if (found := tuple(words[end - length : end])) in tables.prepositions:
            return found
    return None


def _transparent(context: Context, words: list[str]) -> int:
    """Count the words left when those a preposition reaches through are taken off the end."""
    end = len(words)
    tables = grammar(context.locale)
    titled = context.kind in _TITLED and _has_title(context)
    while end:
        word = words[end - 1]
        if (word,) in tables.prepositions:
            break
        small = not context.before[-BEFORE:][end - 1][:1].isupper()
        through = adjective_cases(word, context.locale) or (titled and word in tables.titles)
        if word not in QUOTES and not (small and through):
            break
        end -= 1
    return end


def _has_title(context: Context) -> bool:
    """Tell whether the English mention may have a title: it follows a word, or nothing is known."""
    if not context.source_before:
        return not context.source_after
    last = context.source_before[-1].lower()
    return last[:1].isalpha() and last not in _SOURCE_STOPS


def title_cases(context: Context) -> frozenset[str] | None:
    """List the cases of the title noun directly before the name of a person, None if there is none.

    >>> sorted(title_cases(Context("uk", ("з", "президентом"), (), ("with", "President"), ())))
    ['ins']
    """
    if context.locale not in LOCALES or context.kind not in _TITLED or not context.before or not _has_title(context):
        return None
    return grammar(context.locale).titles.get(plain(context.before[-1]))


def is_apposition(context: Context) -> bool:
    """Tell whether a mention stands beside a noun that says what it is, so that it does not decline: газета «Х».

    In quotation marks the noun may be up to three words away, without them it must be next to an organisation.

    >>> is_apposition(Context("be", ("праваабарончай", "арганізацыі", "«"), ("»",), (), (), kind="org"))
    True
    """
    before = context.before[-BEFORE:]
    if context.locale not in LOCALES or not before:
        return False
    quoted = before[-1] in QUOTES - {"("}
    if not quoted and context.kind not in ("org", "media"):
        return False
    near: list[str] = []
    for token in reversed(before[:-1] if quoted else before[-1:]):
        if not token[:1].isalpha() or len(near) == 3:
            break
        near.append(plain(token))
    return any(grammar(context.locale).generic.fullmatch(word) for word in near)
