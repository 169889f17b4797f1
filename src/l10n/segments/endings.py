"""Which rules can speak about a place, by the characters around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import regex

from l10n.segments.patterns import Ending


class _Node(NamedTuple):
    """A place in the tree of endings, read from their last atoms."""

    inner: dict[str, _Node]
    rules: set[int]
    """Whose endings begin here."""


_ALONE = re.compile("[1357]")
_PAIR = re.compile("[4567](?=[2367])")


class _Marks(dict[int, int]):
    """Code point → a digit, the sum of 1 for a whole ending, 2 for the end of a longer one, 4 for what is before it.

    Args:
        root: of the tree.
    """

    def __init__(self, root: _Node) -> None:
        self._root = root

    def __missing__(self, code: int) -> int:
        mark = 0
        for atom, node in self._root.inner.items():
            if fits(atom, chr(code)):
                mark |= bool(node.rules) + 2 * bool(node.inner)
            if any(fits(inner, chr(code)) for inner in node.inner):
                mark |= 4
        self[code] = ord("0") + mark
        return self[code]


class Endings:
    """Which rules can end at a place.

    Args:
        rules: the number of each with its endings.
    """

    def __init__(self, rules: Iterable[tuple[int, frozenset[Ending]]]) -> None:
        self._root = _Node({}, set())
        self._known: dict[str, frozenset[int]] = {}
        for number, endings in rules:
            for ending in endings:
                node = self._root
                for atom in reversed(ending):
                    node = node.inner.setdefault(atom, _Node({}, set()))
                node.rules.add(number)
        self._marks = _Marks(self._root)

    def anywhere(self) -> frozenset[int]:
        """Give the numbers of the rules that fit everywhere."""
        return frozenset(self._root.rules)

    def places(self, text: str) -> Iterator[int]:
        """Yield every place at which other rules can end, by the two characters before it, and more; in any order."""
        marks = text.translate(self._marks)
        for match in _ALONE.finditer(marks):
            yield match.end()
        for match in _PAIR.finditer(marks):
            yield match.end() + 1

    def at(self, tail: str) -> frozenset[int]:
        """Give the numbers of the rules that can end where a text ends.

        Args:
            tail: the last ``DEPTH`` characters of the text; all of it where it is shorter.
        """
        found = self._known.get(tail)
        if found is None:
            found = frozenset(number for node in _walk(self._root, tail) for number in node.rules)
            self._known[tail] = found
        return found


def _walk(node: _Node, tail: str) -> Iterator[_Node]:
    yield node
    if tail:
        for atom, inner in node.inner.items():
            if fits(atom, tail[-1]):
                yield from _walk(inner, tail[:-1])


@cache
def fits(atom: str, character: str) -> bool:
    """Whether an atom stands for a character.

    >>> fits("a", "a"), fits("[a-z]", "b"), fits(".", "x")
    (True, True, False)
    """
    if len(atom) == 1:
        return atom == character
    return regex.fullmatch(atom, character, flags=regex.V1) is not None
