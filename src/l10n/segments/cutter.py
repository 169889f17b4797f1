"""Cuts texts where the rules say so: choppa's result, many times quicker.

choppa searches a text for every rule that breaks, and tries every exception at each place it finds. Here a rule is
asked only where its match can end (``endings``), and compiled when it is first asked.

Source: SrxTextIterator, RuleMatcher, RuleManager and utils of choppa, which follow the "ultimate" algorithm of segment
for Java; https://github.com/lang-uk/choppa
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import regex

from l10n.segments.endings import Endings
from l10n.segments.patterns import DEPTH, Facts, facts
from l10n.segments.rulebook import Rule, language_key, rules_for

# Longest stretch that ``*`` and ``+`` may cover before a break in an exception rule. choppa's default of 100 makes
# LanguageTool's rules on brackets quartic: 4,000 characters of ". . . ." took 265 s, and take under a second with 24.
# Our rules state their lengths, as in ``{0,200}``, and are not touched by this.
LOOKBEHIND = 24

_RARE = "()[]{}<>\n\r\t\u00a0\u2029"
"""Characters that most texts do not have; rules that need one are then left aside."""

_JAVA = regex.compile(r"\\h|\\v|\\.|\(\?U\)")
_JAVA_WRITTEN = {r"\h": r"\p{H}", r"\v": r"\p{V}", "(?U)": ""}
_UNESCAPED = r"(?<=(?<!\\)(?:\\\\){0,100})"
_ENDLESS = (
    (regex.compile(_UNESCAPED + r"\*"), "{0,%d}"),
    (regex.compile(_UNESCAPED + r"(?<![\?\*\+]|\{[0-9],?[0-9]?\}?\})\+"), "{1,%d}"),
    (regex.compile(_UNESCAPED + r"\{\s*([0-9]+)\s*,\s*\}"), r"{\1,%d}"),
)


def cut(text: str, locale: str) -> Iterator[str]:
    """Cut a text where the rules say so; the pieces, whitespace included, make up the text again.

    >>> list(cut("He left. She stayed.", "en"))
    ['He left. ', 'She stayed.']
    """
    start = 0
    for place in _cutter(language_key(locale)).places(text):
        yield text[start:place]
        start = place
    if start < len(text):
        yield text[start:]


def finite(pattern: str, most: int = LOOKBEHIND) -> str:
    """Write a pattern without ``*``, ``+`` and ``{n,}``, as Java needs it for what stands before a place.

    >>> finite(r"\\(+[^)]*")
    '\\\\({1,24}[^)]{0,24}'
    """
    for endless, ending in _ENDLESS:
        pattern = endless.sub(ending % most, pattern)
    return pattern


def translated(pattern: str) -> str:
    r"""Write what only Java knows as Python's regex knows it.

    >>> translated(r"(?U)\h\\h")
    '\\p{H}\\\\h'
    """
    return str(_JAVA.sub(lambda match: _JAVA_WRITTEN.get(match[0], match[0]), pattern))


def _compiled(pattern: str) -> Any:
    return regex.compile(translated(pattern), flags=regex.V1)


class _Exception:
    """A rule that forbids a break."""

    def __init__(self, rule: Rule) -> None:
        self.before = finite(rule.before)
        self.after = rule.after

    @cached_property
    def pattern(self) -> Any:
        """Matches at a place that the rule speaks about."""
        before = f"(?<={self.before})" if self.before else ""
        after = f"(?={self.after})" if self.after else ""
        return _compiled(before + after)


class _Found(NamedTuple):
    """A place where a rule would break; of several the first place counts, and there the first rule."""

    place: int
    number: int
    start: int
    onward: int
    """Where the search for the next one begins."""


class _Break:
    """A rule that breaks.

    Args:
        number: among those that break.
        exceptions: how many exceptions stand above it.
    """

    def __init__(self, rule: Rule, number: int, exceptions: int) -> None:
        self.exceptions = exceptions
        self._number = number
        self.before = rule.before
        self.after = rule.after

    @cached_property
    def _before(self) -> Any:
        return _compiled(self.before)

    @cached_property
    def _after(self) -> Any:
        return _compiled(self.after)

    def find(self, text: str, position: int, last: int) -> _Found | None:
        """Find the next place from a position on.

        Args:
            last: the last place to which a match can reach.
        """
        if not self.before:
            found = self._after.search(text, position) if position <= last else None
            return _Found(found.start(), self._number, found.start(), found.start() + 1) if found else None
        while position <= last:
            match = self._before.search(text, position)
            if match is None:
                return None
            start, place = match.span()
            position = place + (start == place)
            if not self.after or self._after.match(text, place):
                return _Found(place, self._number, start, position)
        return None


class _Sides:
    """Which of some rules can speak about a place, by the characters on both sides of it.

    Args:
        rules: their numbers, with what is known about before and after.
    """

    def __init__(self, rules: Sequence[tuple[int, Facts, Facts]]) -> None:
        self.before = Endings((number, before.endings) for number, before, _ in rules)
        self._after = Endings((number, after.beginnings) for number, _, after in rules)
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}

    def at(self, text: str, place: int) -> tuple[int, ...]:
        """Give the numbers of the rules, in order."""
        sides = (text[max(0, place - DEPTH) : place], text[place : place + 1])
        found = self._known.get(sides)
        if found is None:
            found = tuple(sorted(self.before.at(sides[0]) & self._after.at(sides[1])))
            self._known[sides] = found
        return found


class Cutter:
    """Applies the rules of one language.

    Args:
        rules: in the order in which they are asked.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._breaks: list[_Break] = []
        self._exceptions: list[_Exception] = []
        for rule in rules:
            if rule.is_break:
                self._breaks.append(_Break(rule, len(self._breaks), len(self._exceptions)))
            else:
                self._exceptions.append(_Exception(rule))
        self._sides: dict[str, tuple[_Sides, _Sides]] = {}

    def _sides_for(self, text: str) -> tuple[_Sides, _Sides]:
        """Give the rules that break, and the exceptions, that can speak about a text."""
        rare = "".join([character for character in _RARE if character in text])
        if rare not in self._sides:
            breaks = [(rule.before, rule.after) for rule in self._breaks]
            exceptions = [(rule.before, rule.after) for rule in self._exceptions]
            self._sides[rare] = (_possible(breaks, rare), _possible(exceptions, rare))
        return self._sides[rare]

    def places(self, text: str) -> Iterator[int]:
        """Give the places at which a text is cut, in order; the end of the text may be among them."""
        breaks, exceptions = self._sides_for(text)
        last = _last_places(text, breaks)
        waiting = [found for number in last if (found := self._breaks[number].find(text, 0, last[number]))]
        start = 0
        while waiting:
            found = min(waiting)
            place = found.place
            is_cut = place > start and not self._is_exception(text, found, exceptions)
            moved = []
            for item in waiting:
                rule = self._breaks[item.number]
                other: _Found | None = item
                if is_cut and item.start < place:
                    other = rule.find(text, place, last[item.number])
                while other and other.place <= place:
                    other = rule.find(text, other.onward, last[item.number])
                if other:
                    moved.append(other)
            waiting = moved
            if is_cut:
                start = place
                yield place

    def _is_exception(self, text: str, found: _Found, exceptions: _Sides) -> bool:
        most = self._breaks[found.number].exceptions
        for number in exceptions.at(text, found.place):
            if number >= most:
                return False
            if self._exceptions[number].pattern.match(text, found.place):
                return True
        return False


def _last_places(text: str, breaks: _Sides) -> dict[int, int]:
    """For each rule that may break the text, the last place where it may."""
    last = dict.fromkeys(breaks.before.anywhere(), len(text))
    for place in breaks.before.places(text):
        for number in breaks.at(text, place):
            last[number] = max(last.get(number, 0), place)
    return last


def _possible(rules: Sequence[tuple[str, str]], rare: str) -> _Sides:
    """Choose the rules that need no rare character but some.

    Args:
        rules: before and after of each.
        rare: characters that there are.
    """
    absent = frozenset(_RARE) - frozenset(rare)
    known = [(facts(translated(before)), facts(translated(after))) for before, after in rules]
    return _Sides(
        [
            (number, before, after)
            for number, (before, after) in enumerate(known)
            if not (before.needed | after.needed) & absent
        ]
    )


@cache
def _cutter(key: str) -> Cutter:
    return Cutter(rules_for(key))
