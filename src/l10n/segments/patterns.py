"""What every match of a regular expression is like: how it ends, how it begins, and which characters it has.

Knowing that, a rule need not be asked at most places. What is not understood in an expression gives facts that hold for
any match: a rule may be asked in vain, never forgotten.

Source: https://github.com/mrabarnett/mrab-regex, version 1 behaviour.
"""

from __future__ import annotations

import re
from functools import cache, reduce
from typing import NamedTuple

DEPTH = 4
"""Atoms of an ending, at most."""
_MOST = 5_000
"""Endings of an expression from which on they are not worth having."""
_ENDLESS = 1_000_000

Ending = tuple[str, ...]
"""Atoms that stand at an end, in the order of the text.

An atom stands for one character: a literal, or what the expression has for a class of them. An ending with fewer than
``DEPTH`` atoms is a whole match, so that anything may stand before it; ``()`` fits everywhere.
"""


class Facts(NamedTuple):
    """About the matches of an expression."""

    endings: frozenset[Ending]
    beginnings: frozenset[Ending]
    """As endings, of one atom."""
    needed: frozenset[str]
    """Characters that every match has; not all of them."""


class _Item(NamedTuple):
    """What stands once or several times in a sequence: an atom, or alternatives that are sequences."""

    part: str | tuple[tuple[_Item, ...], ...]
    low: int
    high: int


_Alternatives = tuple[tuple[_Item, ...], ...]
_UNKNOWN = Facts(frozenset({()}), frozenset({()}), frozenset())


@cache
def facts(pattern: str) -> Facts:
    """Find out what is known about an expression.

    >>> found = facts(r"\\b(?:Mr|No)s?\\.")
    >>> sorted(found.endings)
    [('M', 'r', '.'), ('M', 'r', 's', '.'), ('N', 'o', '.'), ('N', 'o', 's', '.')]
    >>> sorted(found.beginnings), sorted(found.needed)
    ([('M',), ('N',)], ['.'])
    >>> facts("(?i)mr").endings
    frozenset({()})
    """
    try:
        tree = _Reader(pattern).read()
        return Facts(_ends(tree, slice(-DEPTH, None)), _ends(tree, slice(1)), _needed(tree))
    except _UnknownError:
        return _UNKNOWN


class _UnknownError(Exception):
    """Something in an expression that is not understood."""


_TOKEN = re.compile(r"\\[pP]\{[^}]*\}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\.|\(\?(?:[:=!]|<[=!])|[^\\]", re.DOTALL)
_TIMES = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_SIGNS = {"*": (0, _ENDLESS), "+": (1, _ENDLESS), "?": (0, 1)}
_CLASSES = frozenset("dDwWsSpPhHvV")
_CONTROLS = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\f": "\f"}
_PLACES = frozenset({"^", "$", r"\b", r"\B"})
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})


class _Reader:
    """Goes through an expression once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._position = 0

    def read(self) -> _Alternatives:
        """Read the whole expression."""
        found = self._alternatives()
        if self._position < len(self._pattern):
            raise _UnknownError
        return found

    def _alternatives(self) -> _Alternatives:
        """Read up to the end of a group."""
        found: list[list[_Item]] = [[]]
        while (sign := self._peek()) and sign != ")":
            if sign == "|":
                self._position += 1
                found.append([])
            else:
                part = self._part()
                found[-1].append(_Item(part, *self._times()))
        return tuple(map(tuple, found))

    def _part(self) -> str | _Alternatives:
        token = self._next()
        if token in _PLACES:
            return ((),)
        if token == "[":
            return self._class()
        if token == ".":
            return "(?s:.)"
        if token in ("(", "(?:") or token in _LOOKS:
            if token == "(" and self._peek() in ("?", "*"):
                raise _UnknownError
            inside = self._alternatives()
            if self._next() != ")":
                raise _UnknownError
            return ((),) if token in _LOOKS else inside
        if token in ("*", "+", "?", "{", "}", ")"):
            raise _UnknownError
        return token if len(token) == 1 else self._escaped(token)

    def _escaped(self, token: str) -> str:
        kind = token[1]
        if kind in "ux" and len(token) > 2:
            return chr(int(token[2:], 16))
        if kind in _CLASSES:
            return token
        if kind.isalnum() and token not in _CONTROLS:
            raise _UnknownError
        return _CONTROLS.get(token, kind)

    def _class(self) -> str:
        """Read a class, in which there may be others, to its bracket."""
        start, depth = self._position - 1, 1
        if self._pattern.startswith(("]", "^]"), self._position):
            raise _UnknownError
        while depth:
            token = self._next()
            depth += (token == "[") - (token == "]")
        return self._pattern[start : self._position]

    def _times(self) -> tuple[int, int]:
        """Read how often a part may stand; whether it is greedy does not matter."""
        found = (1, 1)
        times = _TIMES.match(self._pattern, self._position)
        if times:
            low = int(times[1])
            found = (low, int(times[3] or _ENDLESS) if times[2] else low)
            self._position = times.end()
        elif self._peek() in _SIGNS:
            found = _SIGNS[self._peek()]
            self._position += 1
        else:
            return found
        if self._peek() in ("?", "+"):
            self._position += 1
        return found

    def _peek(self) -> str:
        return self._pattern[self._position : self._position + 1]

    def _next(self) -> str:
        match = _TOKEN.match(self._pattern, self._position)
        if match is None:
            raise _UnknownError
        self._position = match.end()
        return match[0]


def _ends(tree: _Alternatives, part: slice) -> frozenset[Ending]:
    """Give a part of the atoms of every sequence that the alternatives allow."""
    found: set[Ending] = set()
    for sequence in tree:
        now: frozenset[Ending] = frozenset({()})
        for item in sequence:
            one = frozenset({(item.part,)}) if isinstance(item.part, str) else _ends(item.part, part)
            now = _joined(now, _repeated(one, item.low, item.high, part), part)
        found |= now
    return frozenset(found)


def _joined(first: frozenset[Ending], second: frozenset[Ending], part: slice) -> frozenset[Ending]:
    found = frozenset((*start, *end)[part] for end in second for start in first)
    if len(found) > _MOST:
        raise _UnknownError
    return found


def _repeated(one: frozenset[Ending], low: int, high: int, part: slice) -> frozenset[Ending]:
    """Give the wanted part of what stands so often; more often than counts for it makes no difference."""
    found: set[Ending] = set() if low else {()}
    now: frozenset[Ending] = frozenset({()})
    for count in range(1, min(high, low + DEPTH) + 1):
        now = _joined(now, one, part)
        if count >= low:
            found |= now
    return frozenset(found)


def _needed(tree: _Alternatives) -> frozenset[str]:
    """Give the literals that stand in all alternatives."""
    sequences = []
    for sequence in tree:
        found: set[str] = set()
        for part, low, _ in sequence:
            if low and isinstance(part, str):
                found |= {part} if len(part) == 1 else set()
            elif low and not isinstance(part, str):
                found |= _needed(part)
        sequences.append(frozenset(found))
    return reduce(frozenset.intersection, sequences)
