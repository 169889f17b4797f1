"""Whether sentences deny what they say.

Slavic languages deny twice where English does once (nobody came: ніхто не прыйшоў), so only the particle counts there,
and idioms that deny nothing (not only) count nowhere.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from l10n.facts.lexicon import LANGUAGES, language_of
from l10n.model import LocaleCode

_PREPOSITIONS = frozenset({"without", "без", "бяз"})
_ANSWER = 1
"""Words of a sentence that is an answer, without a verb to deny: Never!"""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


class _Words(NamedTuple):
    negators: frozenset[str]
    seconds: frozenset[str]
    pronouns: frozenset[str]
    any: re.Pattern[str]
    idioms: re.Pattern[str]
    hidden: re.Pattern[str]


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def negations(text: str, locale: LocaleCode, prepositions: bool = True) -> int:
    """Count the words that deny; 0 for a language that is not in ``LANGUAGES``.

    Args:
        prepositions: whether without counts; with a noun it often makes a mere adverb (easily: без цяжкасцей).

    >>> negations("He didn't say no, not only once.", "en"), negations("Ён не сказаў, не толькі раз.", "be")
    (2, 1)
    """
    words = _words(locale)
    skipped = frozenset() if prepositions else _PREPOSITIONS
    if words is None or not words.any.search(_fold(text)):
        return 0
    bare = words.idioms.sub(" ", _fold(text))
    all_words = _WORD.findall(bare)
    found = [word for word in all_words if (word in words.negators and word not in skipped) or word.endswith("n't")]
    if not found:
        alone = words.seconds | words.pronouns if len(all_words) <= _ANSWER else words.seconds
        found = [word for word in all_words if word in alone][:1]
    return len(found)


def denials(text: str, locale: LocaleCode) -> int:
    """Count the words that deny with those that stand beside them: no light and no heat, ні святла, ні цяпла.

    >>> denials("Няма ні святла, ні цяпла.", "be")
    3
    """
    words = _words(locale)
    if words is None:
        return 0
    bare = words.idioms.sub(" ", _fold(text))
    return sum(word in words.negators or word in words.seconds for word in _WORD.findall(bare))


@lru_cache(maxsize=256)
def hidden_negations(text: str, locale: LocaleCode) -> int:
    """Count the words that may be rendered by a negation, or stand for one.

    >>> hidden_negations("He refused the unlawful order.", "en")
    2
    """
    words = _words(locale)
    return len(words.hidden.findall(_fold(text))) if words else 0


def _fold(text: str) -> str:
    return text.replace("’", "'").lower()


@cache
def _words(locale: LocaleCode) -> _Words | None:
    language = language_of(locale)
    if language not in LANGUAGES:
        return None
    module = import_module(f"l10n.facts.{language}")
    negators, seconds, pronouns = module.NEGATORS, module.SECOND_NEGATORS, module.NEGATIVE_PRONOUNS
    every = "|".join(sorted(negators | seconds | pronouns))
    quick = re.compile(rf"\b(?:{every})\b|n't\b")
    idioms, hidden = re.compile(module.NO_NEGATION), re.compile(getattr(module, "HALF_NEGATIONS", r"(?!)"))
    return _Words(negators, seconds, pronouns, quick, idioms, hidden)
