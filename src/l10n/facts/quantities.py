"""Numbers of a sentence in any of the known languages, as values that can be compared between languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from l10n.facts.lexicon import Lexicon, lexicon
from l10n.facts.markers import clock
from l10n.facts.numbers import Number, read_number, shift, without_zeros
from l10n.facts.tokens import Token, TokenKind, tokenize
from l10n.model import LocaleCode, Span

_ENDINGS = re.compile(r"(?:st|nd|rd|th|s|[а-яіўїє]{1,3})$")
_ROMAN = re.compile(r"(?=[IVXІХ])(?:[XХ]{0,3})(?:[IІ][XХ]|[IІ]?V|V?[IІ]{0,3})")
_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}
_MORE = frozenset("more больше более больш болей більше".split())
_JOINERS = frozenset("- to and or і й и або ці или либо да до та чи".split())
_SCALE_STEMS = {
    **dict.fromkeys(("тысячн", "тисячн"), 3),
    **dict.fromkeys(("мільённ", "миллионн", "мільйонн"), 6),
    **dict.fromkeys(("мільярдн", "миллиардн"), 9),
    **dict.fromkeys(("трыльённ", "триллионн", "трильйонн"), 12),
}
"""Beginnings of adjectives: 5-миллиардный."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at its place."""

    readings: frozenset[str]
    """Every value it may stand for, as decimal strings."""
    span: Span
    text: str
    """As written, with plain spaces."""
    spelled: bool
    """Whether it is written in words."""
    unit: str = ""
    clock: bool = False
    scaled: int = 0
    """Power of ten of the scale word that was read with it."""

    @property
    def parts(self) -> frozenset[str]:
        """The runs of digits it is written with."""
        return frozenset(run.lstrip("0") or "0" for run in re.findall(r"\d+", self.text))


@lru_cache(maxsize=4096)  # a source sentence comes again with every locale
def quantities(text: str, locale: LocaleCode) -> tuple[Quantity, ...]:
    """Find the numbers of a sentence, in figures and in words.

    >>> [sorted(item.readings) for item in quantities("1,2 млн людей і сорак два гады", "be")]
    [['1200000'], ['42']]
    >>> [sorted(item.readings) for item in quantities("at 6:15 p.m.", "en")]
    [['18:15']]
    """
    words = lexicon(locale)
    if not words.may_have_number(text):
        return ()
    tokens = tokens_of(text)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if _is_no_number(tokens[at], words):
            at += 1
            continue
        raised = _is_power(tokens, at, words)
        quantity, at = _next(tokens, at, words)
        if quantity and not raised:
            found.append(quantity)
    return tuple(_share_scales(found, text))


@lru_cache(maxsize=256)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Tokenize, once for all who ask for the same text."""
    return tuple(tokenize(text))


def _is_no_number(token: Token, words: Lexicon) -> bool:
    """Whether no number begins at a token, seen at first sight: true of most."""
    if token.kind is TokenKind.WORD:
        return token.key not in words.numbers.first and not words.compound(token.key)
    return token.kind is TokenKind.MARK


def _next(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[Quantity | None, int]:
    token = tokens[at]
    if token.kind is TokenKind.CLOCK:
        return Quantity(frozenset({clock(token.key)}), token.span, token.text, False, clock=True), at + 1
    if token.kind is TokenKind.NUMBER or token.kind is TokenKind.WORD:
        number = read_number(tokens, at, words.numbers)
        if number:
            return _quantity(tokens, number, words)
        compound = words.compound(token.key) if token.kind is TokenKind.WORD else 0
        if compound:
            return Quantity(frozenset({str(compound)}), token.span, token.text, True), at + 1
    return None, at + 1


def _is_power(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether figures are a power of the unit before them: km2."""
    token = tokens[at]
    return token.glued and token.text in ("2", "3") and at > 0 and tokens[at - 1].key in words.units


def _quantity(tokens: Sequence[Token], number: Number, words: Lexicon) -> tuple[Quantity, int]:
    first, last = tokens[number.start], tokens[number.stop - 1]
    stop = number.stop
    spelled = first.kind is TokenKind.WORD
    power = words.numbers.scales.get(last.key, 0) if not spelled and number.stop - number.start > 1 else 0
    readings = {number.value} if spelled else {shift(value, power) for value in _readings(first.text)}
    readings.add(number.value)
    if not spelled and len(last.key) == 1 and power:
        readings |= _readings(first.text)  # 5m: million or metres
    at = stop + (stop < len(tokens) and tokens[stop].key == "-")
    if not spelled and at < len(tokens) and tokens[at].glued and _ENDINGS.match(tokens[at].key):
        if tokens[at].key == "s" and len(number.value) == 4:
            readings.add(number.value[2:].lstrip("0") or "0")
        at += 1
    if not power and not spelled:
        power, after = _later_scale(tokens, at, words)
        readings |= {shift(value, power) for value in readings}
        stop = after if power else stop
    unit = words.units.get(tokens[at].key, "") if at < len(tokens) else ""
    if not unit and number.start and tokens[number.start - 1].kind is TokenKind.MARK:
        unit = words.units.get(tokens[number.start - 1].key, "")
    span = Span(first.span.start, first.span.end if not spelled else last.span.end)
    plain = frozenset(_trim(value) for value in readings)
    return Quantity(plain, span, first.text, spelled, unit, scaled=power), stop


def _later_scale(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[int, int]:
    """Power of a scale word that stands a little later, and the place after it: 3-х мільйонів, 30 и более тысяч."""
    if at + 2 < len(tokens) and tokens[at].key in _JOINERS and tokens[at + 1].key in _MORE:
        at += 2
    following = tokens[at] if at < len(tokens) else None
    if following is None or len(following.key) < 3:
        return 0, at
    adjectives = (power for stem, power in _SCALE_STEMS.items() if following.key.startswith(stem))
    return words.numbers.scales.get(following.key, 0) or next(adjectives, 0), at + 1


def _trim(value: str) -> str:
    """Leave out needless zeros of a decimal."""
    return value.rstrip("0").rstrip(".") if value.count(".") == 1 and "/" not in value else value


def _readings(text: str) -> set[str]:
    """Values that figures may stand for: comma and point change places between languages.

    >>> sorted(_readings("1,200")), sorted(_readings("3.11.2025"))
    (['1.200', '1200'], ['11', '2025', '3'])
    """
    bare = "".join(text.split())
    found = set()
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", bare) or re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", bare):
        whole = bare.replace(",", "") if "," in bare else bare.replace(".", "")
        found.add(whole)
    if len(re.findall("[,.]", bare)) <= 1:
        found.add(bare.replace(",", "."))
    if not found:
        found.update(re.findall(r"\d+", bare))
    return {without_zeros(value) for value in found}


def _share_scales(found: list[Quantity], text: str) -> list[Quantity]:
    """Let the first number of 5-10 million be five million too, and share its unit."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        between = text[one.span.end : other.span.start].strip(" \u00a0\u202f$€£").lower()
        if between.replace("–", "-").replace("—", "-") in _JOINERS:
            readings = one.readings
            if other.scaled and not one.scaled:
                readings |= {_trim(shift(value, other.scaled)) for value in readings}
            found[index] = replace(one, readings=readings, unit=one.unit or other.unit)
    return found


def roman_values(text: str) -> frozenset[str]:
    """The Roman numerals of a text, as values; Cyrillic letters of the same look count.

    >>> sorted(roman_values("у XIX і ХХ стагоддзях"))
    ['19', '20']
    """
    return frozenset(
        str(_roman(token.text))
        for token in tokens_of(text)
        if token.kind is TokenKind.WORD and token.text[0] in "IVXІХ" and _ROMAN.fullmatch(token.text)
    )


def _roman(text: str) -> int:
    numbers = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if any(later > value for later in numbers[index + 1 :]) else value for index, value in enumerate(numbers)
    )
