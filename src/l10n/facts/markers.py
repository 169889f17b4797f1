"""The marks of facts in a sentence, each under one name for all its wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from l10n.facts.lexicon import Fact, Lexicon
from l10n.facts.numbers import Number, read_number
from l10n.facts.tokens import Token, TokenKind, tokenize

_OPENING, _CLOSING, _STRAIGHT = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True)
class Marker:
    """A fact as a sentence marks it."""

    fact: Fact
    key: str
    """The same for every wording of the fact: 18:15, 11 year."""
    before: str
    after: str
    """The words it stands between, those that say nothing left out."""
    preposition: str
    """The preposition right before it, or nothing."""
    place: int
    """Index of its first token."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word with a capital letter."""

    key: str
    text: str
    weak: bool
    """Whether the capital may be that of a sentence only."""
    before: str
    """The preposition before it, or nothing."""
    run: int
    """Names that stand side by side share it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a sentence says in facts."""

    markers: tuple[Marker, ...]
    names: tuple[Name, ...]
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    """The words within quotation marks."""
    quotes: int
    """How many quotation marks there are."""


def read(text: str, words: Lexicon) -> Reading:
    """Read the facts of a sentence."""
    tokens = _split_contractions(tokenize(text))
    quoted, quotes = _quotations(tokens)
    reader = _Reader(tokens, words)
    reader.run()
    keys = tuple(token.key for token in tokens if token.kind is TokenKind.WORD)
    return Reading(tuple(reader.markers), tuple(reader.names), keys, quoted, quotes)


def _split_contractions(tokens: Sequence[Token]) -> list[Token]:
    """Write don't as do not and Ann's as Ann."""
    found: list[Token] = []
    for token in tokens:
        base, _, end = token.key.partition("'")
        if token.kind is not TokenKind.WORD or not end:
            if token.key == "cannot":
                found.append(token._replace(key="can", text="can"))
            found.append(token._replace(key="not", text="not") if token.key == "cannot" else token)
        elif token.key.endswith("n't"):
            whole = {"won't": "will", "can't": "can", "shan't": "shall"}.get(token.key, token.key[:-3])
            found += [token._replace(key=whole, text=whole), token._replace(key="not", text="not", initial=False)]
        elif end in ("s", "re", "ve", "d", "m"):
            found.append(token._replace(key=base, text=token.text[: len(base)]))
        elif end == "ll":
            found += [token._replace(key=base, text=token.text[: len(base)]), token._replace(key="will", text="will")]
        else:
            found.append(token)
    return found


def _quotations(tokens: Sequence[Token]) -> tuple[tuple[str, ...], int]:
    """Words within quotation marks, and the number of the marks."""
    inside: list[str] = []
    count = depth = 0
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.WORD and depth:
            inside.append(token.key)
        if token.kind is not TokenKind.MARK:
            continue
        mark = token.text
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if mark == "'":
            opens = bool(following and following.glued and (not token.glued or index == 0))
            if not opens and not depth:
                continue
            mark = "“" if opens else "”"
        elif mark == _STRAIGHT:
            mark = "”" if depth else "“"
        elif mark == "“" and depth and token.glued:
            mark = "”"
        if mark in _OPENING or mark in _CLOSING:
            count += 1
            depth = depth + 1 if mark in _OPENING else max(0, depth - 1)
    return tuple(inside), count


class _Reader:
    """One walk over the tokens of a sentence."""

    def __init__(self, tokens: list[Token], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words
        self.markers: list[Marker] = []
        self.names: list[Name] = []
        self._last_name = -2
        self._dated: set[int] = set()
        """Places of months that a day belongs to: the marker of the day names them."""

    def run(self) -> None:
        """Read every token once."""
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        self.markers = [marker for marker in self.markers if marker.place not in self._dated]

    def _step(self, at: int) -> int:
        token = self.tokens[at]
        if token.kind is TokenKind.LINK:
            has_digit = any(letter.isdigit() for letter in token.key)
            return self._add(Fact.NUMBER if has_digit else Fact.NAME, token.key, at, at + 1)
        if token.kind is TokenKind.CLOCK:
            return self._add(Fact.DATE, clock(token.key), at, at + 1)
        if self._is_date(token, self.words.months):
            return self._month(at)
        return self._phrase(at) or self._number(at) or self._word(at)

    def _add(self, fact: Fact, key: str, start: int, stop: int) -> int:
        previous = self._key(start - 1)
        preposition = previous if previous in self.words.prepositions else ""
        self.markers.append(Marker(fact, key, self._near(start - 1, -1), self._near(stop, 1), preposition, start))
        return stop

    def _near(self, at: int, step: int) -> str:
        """The next word in a direction that says something."""
        while 0 <= at < len(self.tokens):
            token = self.tokens[at]
            if token.kind is TokenKind.WORD and token.key not in self.words.stop:
                return token.key
            at += step
        return ""

    def _is_date(self, token: Token, table: Mapping[str, int]) -> bool:
        if token.key not in table:
            return False
        return token.key not in self.words.ambiguous_dates or token.text[0].isupper()

    def _month(self, at: int) -> int:
        return self._add(Fact.DATE, f"month {self.words.months[self.tokens[at].key]}", at, at + 1)

    def _phrase(self, at: int) -> int:
        """Read the longest phrase of the tables that stands here; 0 for none."""
        key = self.tokens[at].key
        if key in self.words.acronyms and self.tokens[at].text.isupper():
            return 0
        exactness = self.words.before_numbers.get(key)
        if exactness:
            following = at + 1 + (self._key(at + 1) in ("a", "an", "$", "€", "£"))
            if following < len(self.tokens) and read_number(self.tokens, following, self.words.numbers):
                return self._add(Fact.QUANTIFIER, exactness, at, at + 1)
        for parts, fact, name in self.words.phrases.get(key, ()):
            stop = at + len(parts)
            if parts == tuple(token.key for token in self.tokens[at:stop]):
                return self._add(fact, name, at, stop)
        return 0

    def _number(self, at: int) -> int:
        number = read_number(self.tokens, at, self.words.numbers)
        if number is None:
            return 0
        stop = number.stop
        ordinal = number.ordinal
        if self._key(stop) in ("st", "nd", "rd", "th") and self.tokens[stop].glued:
            ordinal, stop = True, stop + 1
        place = self._month_of_day(at, stop)
        if place >= 0:
            self._dated.add(place)
            month = self.words.months[self.tokens[place].key]
            return self._add(Fact.DATE, f"day {number.value} of month {month}", at, stop)
        unit, stop = self._unit(at, stop)
        if self._key(stop) in ("s", "ies") and self.tokens[stop].glued:
            unit, stop = f"{unit} decade", stop + 1
        year = self._is_year(number, unit)  # or the 1980s
        key = f"{number.value}{'th' if ordinal else ''} {unit}".strip()
        return self._add(Fact.DATE if year else Fact.NUMBER, key, at, stop)

    def _key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def _unit(self, start: int, stop: int) -> tuple[str, int]:
        """The unit before or after a number, and where both end."""
        at = stop + (self._key(stop) == "-")
        if self._key(at) == "per" and self._key(at + 1) == "cent":
            return "percent", at + 2
        if self._key(at) in self.words.units:
            return self.words.units[self._key(at)], at + 1
        before = self._key(start - 1)
        if before in "$€£¥₴₽" and before:
            return self.words.units.get(before, before), stop
        return "", stop

    def _month_of_day(self, start: int, stop: int) -> int:
        """Place of the month that a number is a day of (14 May, May 14-20, the 14th of May), or -1."""
        figure = self.tokens[start].text
        if figure.isdecimal() and len(figure) > 2:
            return -1
        for at, step in ((start - 1, -1), (stop, 1)):
            seen = 0
            while self._key(at) in ("of", "-", "and", "to", "the", ",") or self._is_small(at) or self._ends_month(at):
                seen += 1
                at += step
                if seen > 4:
                    break
            if seen <= 4 and 0 <= at < len(self.tokens) and self._is_date(self.tokens[at], self.words.months):
                return at
        return -1

    def _ends_month(self, at: int) -> bool:
        """Whether a point belongs to a month cut short."""
        return self._key(at) == "." and self._key(at - 1) in self.words.months

    def _is_small(self, at: int) -> bool:
        key = self._key(at)
        return (key.isdecimal() and len(key) <= 2) or key in ("th", "st", "nd", "rd")

    def _is_year(self, number: Number, unit: str) -> bool:
        value = number.value
        return unit.strip() in ("", "decade") and value.isdecimal() and len(value) == 4 and "1000" <= value < "2200"

    def _word(self, at: int) -> int:
        token = self.tokens[at]
        if self._is_date(token, self.words.weekdays):
            return self._add(Fact.DATE, f"weekday {self.words.weekdays[token.key]}", at, at + 1)
        if token.key in self.words.units and not (token.kind is TokenKind.MARK and token.key in "$€£¥₴₽"):
            unit = self.words.units[token.key]
            return self._add(Fact.DATE if unit in self.words.time_units else Fact.NUMBER, unit, at, at + 1)
        if token.kind is TokenKind.WORD and any(letter.isnumeric() for letter in token.key):
            return self._add(Fact.NUMBER, token.key, at, at + 1)
        if token.kind is TokenKind.WORD and token.text != token.key:
            self._name(at)
        return at + 1

    def _name(self, at: int) -> None:
        token = self.tokens[at]
        run = at
        if self._last_name == at - 1 and self.names:
            before, run = self.names[-1].before, self.names[-1].run
        else:
            previous = self._key(at - 1)
            if previous in ("the", "a", "an"):
                previous = self._key(at - 2)
            before = previous if previous in self.words.prepositions else ""
        weak = token.initial and token.text[1:] == token.text[1:].lower()
        self.names.append(Name(self.words.same.get(token.key, token.key), token.text, weak, before, run))
        self._last_name = at


def clock(text: str) -> str:
    """Write a clock time with 24 hours.

    >>> clock("6:15 p.m."), clock("6 pm"), clock("12 a.m."), clock("18:15")
    ('18:15', '18:00', '0:00', '18:15')
    """
    digits = "".join(letter if letter.isdecimal() else " " for letter in text).split()
    hour, minutes = int(digits[0]), digits[1:] or ["00"]
    if "p" in text and hour < 12:
        hour += 12
    elif "a" in text and hour == 12:
        hour = 0
    return ":".join([str(hour), *minutes])
