"""Numbers in figures and in words.

Values are decimal strings, so that no number is too long and none is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from l10n.facts.tokens import Token, TokenKind

_FRACTIONS = {"½": "0.5", "⅓": "1/3", "⅔": "2/3", "¼": "0.25", "¾": "0.75"}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How a language spells numbers out; all words in lower case, in every form they have."""

    cardinals: Mapping[str, int]
    """1 to 99, and the hundreds where they are words of their own."""
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    """Words that multiply what stands before them: hundred, thousand, mln."""
    joints: frozenset[str]
    """Words inside a number: and."""
    halves: frozenset[tuple[str, ...]]
    """What adds a half after a number: and a half."""
    fractions: Mapping[str, str]
    """Words that are a part of one: half."""
    groups: Mapping[str, int]
    """Words for so many at once, alone or after a number: dozen."""
    first: frozenset[str] = field(init=False)
    """Every word that a number can begin with."""

    def __post_init__(self) -> None:
        kinds = (self.cardinals, self.ordinals, self.scales, self.fractions, self.groups)
        object.__setattr__(self, "first", frozenset().union(*kinds))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read from tokens ``start`` to ``stop``."""

    value: str
    ordinal: bool
    start: int
    stop: int


def read_number(tokens: Sequence[Token], start: int, words: NumberWords) -> Number | None:
    """Read the number that begins at a token, or None where none does.

    >>> from l10n.facts.tokens import tokenize
    >>> from l10n.facts.en import NUMBERS
    >>> texts = ("1.5 million", "two and a half", "nineteen eighty-four")
    >>> [read_number(tokenize(text), 0, NUMBERS).value for text in texts]
    ['1500000', '2.5', '1984']
    """
    number = _read(tokens, start, words)
    if number is None:
        size = words.groups.get(tokens[start].key)
        return Number(str(size), False, start, start + 1) if size else None
    if number.stop < len(tokens) and number.value.isdecimal() and len(number.value) < 9:
        size = words.groups.get(tokens[number.stop].key)
        if size:
            return Number(str(int(number.value) * size), False, start, number.stop + 1)
    return number


def _read(tokens: Sequence[Token], start: int, words: NumberWords) -> Number | None:
    """Read a number that is not one of groups."""
    token = tokens[start]
    if token.kind is TokenKind.NUMBER:
        return _scaled(_figure(token.text), False, tokens, start, start + 1, words)
    if token.kind is not TokenKind.WORD:
        return None
    if token.key in words.fractions:
        return _scaled(words.fractions[token.key], False, tokens, start, start + 1, words)
    return _spelled(tokens, start, words)


def shift(value: str, power: int) -> str:
    """Multiply a decimal string by a power of ten.

    >>> shift("1.25", 3), shift("12", 2), shift("1/3", 6)
    ('1250', '1200', '1/3e6')
    """
    if not power:
        return value
    if "/" in value or value.count(".") > 1 or "," in value:
        return f"{value}e{power}"
    whole, _, fraction = value.partition(".")
    fraction = fraction.ljust(power, "0")
    rest = fraction[power:].rstrip("0")
    return ((whole + fraction[:power]).lstrip("0") or "0") + (f".{rest}" if rest else "")


def _figure(text: str) -> str:
    """Write figures without separators of thousands and needless zeros before them."""
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    bare = "".join(text.split())
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif bare.count(",") + bare.count(".") == 1:
        bare = bare.replace(",", ".")
    return without_zeros(bare)


def without_zeros(figures: str) -> str:
    """Leave out needless zeros at the beginning.

    >>> without_zeros("007"), without_zeros("0.5"), without_zeros("00")
    ('7', '0.5', '0')
    """
    rest = figures.lstrip("0")
    return rest if rest[:1].isdecimal() else f"0{rest}"


def _scaled(value: str, ordinal: bool, tokens: Sequence[Token], start: int, stop: int, words: NumberWords) -> Number:
    """Apply the scale words that follow: 1.5 million, half a million, two and a half thousand."""
    for half in words.halves:
        if value.isdecimal() and tuple(token.key for token in tokens[stop : stop + len(half)]) == half:
            value, stop = f"{value}.5", stop + len(half)
            break
    while stop < len(tokens):
        at = stop
        if tokens[at].key in ("a", "-") and at + 1 < len(tokens):
            at += 1
        power = words.scales.get(tokens[at].key)
        if power is None or (len(tokens[at].key) == 1 and not tokens[at].glued):
            break
        value, stop = shift(value, power), at + 1
    return Number(value, ordinal, start, stop)


def _spelled(tokens: Sequence[Token], start: int, words: NumberWords) -> Number | None:
    """Read a number in words."""
    total = part = last = 0
    at = stop = start
    ordinal = False
    while at < len(tokens) and not ordinal:
        key = tokens[at].key
        if key in ("-", *words.joints) and stop == at and at > start and last:
            at += 1
            continue
        if key in words.cardinals or key in words.ordinals:
            ordinal = key not in words.cardinals
            value = words.ordinals[key] if ordinal else words.cardinals[key]
            joined = _join(part, last, value, at == stop)
            if joined is None:
                break
            part, last = joined, value
        elif key in words.scales and len(key) > 1 and (last or at == start):
            power = words.scales[key]
            if power == 2:
                part = (part or 1) * 100
            elif total and total < 10**power:
                break
            else:
                total, part = total + (part or 1) * 10**power, 0
            last = 10**power
        else:
            break
        at = stop = at + 1
    if stop == start:
        return None
    number = Number(str(total + part), ordinal, start, stop)
    return number if ordinal else _scaled(number.value, False, tokens, start, stop, words)


def _join(part: int, last: int, value: int, close: bool) -> int | None:
    """Add a number word to those before it; None where it begins a number of its own."""
    if value >= 10**3:
        return None if part or last else value
    if not last or last >= 1000:
        return None if part else value
    if part % 10 == 0 and part and last > value and (last >= 100 or value < 10):
        return part + value
    if close and 10 <= part < 100 and 10 <= value < 100:
        return part * 100 + value  # nineteen eighty-four
    return None
