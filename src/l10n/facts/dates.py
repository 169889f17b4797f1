"""Months and weekdays of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from l10n.facts.lexicon import lexicon
from l10n.model import LocaleCode, Span

_WORD = re.compile(r"[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*")


def months(text: str, locale: LocaleCode) -> Mapping[int, Span]:
    """Find the months a sentence names in words, 1 to 12, each with its first place.

    >>> months("In May and on 3 April", "en")
    {5: Span(start=3, end=6), 4: Span(start=16, end=21)}
    >>> months("у лістападзе", "be")
    {11: Span(start=2, end=12)}
    """
    return _find(text, locale, "months")


def weekdays(text: str, locale: LocaleCode) -> Mapping[int, Span]:
    """Find the weekdays a sentence names, Monday is 1, each with its first place.

    >>> weekdays("у мінулую сераду", "be")
    {3: Span(start=10, end=16)}
    """
    return _find(text, locale, "weekdays")


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.replace("’", "'").lower()))


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def _find(text: str, locale: LocaleCode, kind: str) -> Mapping[int, Span]:
    words = lexicon(locale)
    table: Mapping[str, int] = getattr(words, kind)
    found: dict[int, Span] = {}
    if table.keys().isdisjoint(_words(text)):
        return found
    for match in _WORD.finditer(text.replace("’", "'")):
        key = match[0].lower()
        value = table.get(key)
        if value and (key not in words.ambiguous_dates or match[0][0].isupper()):
            found.setdefault(value, Span(*match.span()))
    return found
