"""Long sentences in several pieces: where to cut them, and how to put their translations together again.

A small model loses the thread in a long sentence: it leaves things out and makes words up. Clause by clause it does
better, at the price of a case or a gender that hangs on a word in the piece before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from l10n.model import Draft

_CONJUNCTIONS = frozenset(
    """
    and but or nor which who whose whom where when while whereas because although though after before since unless
    until if that
    и а но или что чтобы где когда если пока поскольку потому хотя причем после
    і й та але або що щоб де коли якщо поки оскільки бо хоча причому після
    """.split()
)
_RELATIVE = re.compile(r"(?:котор|як(?:ий|а|е|і|ого|ому|ої|ій|их|им|ими|у|ою)$)")
"""Russian and Ukrainian relative pronouns in their forms."""
_PREPOSITIONS = frozenset(
    """
    with by for from during including according under against between through without within about
    для из во время после перед между через без против среди согласно
    для із під час після перед між через без проти серед згідно
    """.split()
)
_MARK, _CLAUSE, _COMMA, _WORD, _PHRASE, _SPACE = 0.0, 0.0, 0.1, 0.15, 0.3, 0.6
"""What a cut costs: after a strong mark, before a clause after a comma, after another comma, before a conjunction
without a comma, before a preposition, elsewhere; in shares of the text by which it is off the middle."""
_INSIDE = 0.2
"""What it costs more between brackets or quotation marks."""
_EDGE = 0.2
"""Share of the text at either end where it is not cut."""
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?…][»”\")]?$")
"""Not after an abbreviation, which is shorter as a rule."""
_GAP = re.compile(r"\s+")
_FIRST_WORD = re.compile(r"[«„“\"(\[]*([^\W\d_]+)")
_OPENING, _CLOSING = "([{«„“", ")]}»”"
_ENDING = re.compile(r"[,;:.!?…—–-]*$")
_STOPS = frozenset(".!?…")
_CONTROL = dict.fromkeys(code for code in (*range(32), *range(127, 160)) if not chr(code).isspace())


class Piece(NamedTuple):
    """A part of a text."""

    gap: str
    """What stands before it: a space, or nothing."""
    text: str


class Hypothesis(NamedTuple):
    """A translation of a text that is short enough for a model."""

    text: str
    score: float
    """Mean log probability of a token."""
    tokens: int
    """Their number, with the end mark."""


def tidy(text: str) -> str:
    """Fold a text to one line, NFC, without control characters or lone surrogates.

    >>> tidy("  one\\n two ")
    'one two'
    """
    valid = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFC", valid.translate(_CONTROL)).split())


def by_pieces(
    texts: Sequence[str],
    size: Callable[[str], int],
    limits: tuple[int, int],
    translate: Callable[[Iterable[str]], Mapping[str, Hypothesis]],
) -> list[Draft]:
    """Translate sentences of any length piece by piece, every piece once.

    Args:
        texts: n sentences.
        size: counts the tokens of a text.
        limits: most tokens of a piece, and tokens from which on a text is cut where a clause ends.
        translate: translates pieces.
    Returns:
        Exactly n drafts, NFC, one line each; an empty one for a text without a translated piece.
    """
    lines = [tidy(text) for text in texts]
    pieces = {line: split_long(line, size, *limits) for line in dict.fromkeys(lines) if line}
    wanted = dict.fromkeys(piece.text for parts in pieces.values() for piece in parts)
    found = translate(wanted) if wanted else {}
    drafts = {"": Draft("")}
    for line, parts in pieces.items():
        drafts[line] = _join(line, [(piece, found[piece.text]) for piece in parts if piece.text in found])
    return [drafts[line] for line in lines]


def _join(source: str, parts: Sequence[tuple[Piece, Hypothesis]]) -> Draft:
    """Put the pieces of a text together; the score of each counts as often as it has tokens."""
    text = framed(source, tidy(join_pieces([(piece, found.text) for piece, found in parts])))
    if not text:
        return Draft("")
    total = sum(found.tokens * found.score for _, found in parts)
    return Draft(text, total / sum(found.tokens for _, found in parts))


def split_long(text: str, size: Callable[[str], int], most: int, enough: int | None = None) -> list[Piece]:
    """Cut a text into pieces: at the ends of clauses, else at a space, else anywhere.

    Args:
        text: one line.
        size: how long a text is; a single character is always short enough.
        most: how long a piece may be.
        enough: from which length on a text is cut where a clause ends; ``most`` if not given.
    Returns:
        Pieces in order; gaps and texts together are the text.

    >>> [piece.text for piece in split_long("He left early, but she stayed there.", len, 25)]
    ['He left early,', 'but she stayed there.']
    """
    length = size(text) if len(text) > 1 else 0
    if length <= (most if enough is None else min(enough, most)):
        return [Piece("", text)]
    cut = min(_cuts(text), default=None)
    if cut is not None and (length > most or cut.cost < _SPACE):
        left, gap, right = text[: cut.start], text[cut.start : cut.end], text[cut.end :]
    elif length <= most:
        return [Piece("", text)]
    else:
        middle = _middle(text)
        left, gap, right = text[:middle], "", text[middle:]
    first, *rest = split_long(right, size, most, enough)
    return [*split_long(left, size, most, enough), Piece(gap, first.text), *rest]


class _Cut(NamedTuple):
    cost: float
    start: int
    end: int


def _cuts(text: str) -> Iterator[_Cut]:
    """Give the places where a text may be cut, with what each costs."""
    depth, done = 0, 0
    for match in _GAP.finditer(text):
        start, end = match.span()
        between = text[done:start]
        depth = max(0, depth + sum(map(between.count, _OPENING)) - sum(map(between.count, _CLOSING)))
        done = start
        place = start / len(text)
        if _EDGE <= place <= 1 - _EDGE:
            yield _Cut(abs(place - 0.5) + _boundary(text, start, end) + (_INSIDE if depth else 0.0), start, end)


def _boundary(text: str, start: int, end: int) -> float:
    before = text[start - 1]
    word = _FIRST_WORD.match(text, end)
    following = word[1].lower() if word else ""
    opens = following in _CONJUNCTIONS or _RELATIVE.match(following) is not None
    if before in ";:—–" or text[end] in "—–(":
        return _MARK
    if word and word[1][0].isupper() and _SENTENCE_END.search(text, max(0, start - 8), start):
        return _MARK
    if before == ",":
        return _CLAUSE if opens else _COMMA
    if opens:
        return _WORD
    return _PHRASE if following in _PREPOSITIONS else _SPACE


def _middle(text: str) -> int:
    """Find a place to cut a text without spaces: in the middle, not before a mark that belongs to a letter."""
    middle = len(text) // 2
    while middle < len(text) - 1 and unicodedata.combining(text[middle]):
        middle += 1
    return middle


def join_pieces(parts: Sequence[tuple[Piece, str]]) -> str:
    """Put translated pieces together as if they had been one sentence.

    A model begins and ends what it takes for a sentence: capitals that the source does not have at its cuts go, and so
    do full stops, for what the source has there.

    Args:
        parts: the pieces of a text in order, each with its translation.

    >>> join_pieces([(Piece("", "He left,"), "Ён пайшоў."), (Piece(" ", "but she stayed."), "Але яна засталася.")])
    'Ён пайшоў, але яна засталася.'
    """
    whole = ""
    last = len(parts) - 1
    for number, (piece, translation) in enumerate(parts):
        text = translation.strip()
        if number and piece.text[:1].islower() and not text[1:2].isupper():
            text = text[:1].lower() + text[1:]
        if number < last:
            text = _unstopped(text, _mark(piece.text))
        if text:
            whole += (piece.gap if whole else "") + text
    return whole


def framed(source: str, translation: str) -> str:
    """Begin and end a translation as its source does: with a capital, with the same mark or none.

    A model that has seen halves of sentences ends a headline with a comma now and then. What ends otherwise, in a
    quotation mark or an abbreviation, stays.

    >>> framed("No one was inside", "ніхто не быў унутры,")
    'Ніхто не быў унутры'
    """
    if source[:1].isupper() and translation[:1].islower():
        translation = translation[:1].upper() + translation[1:]
    kept = translation.rstrip(",;:")
    if source[-1:].isalnum():
        return kept or translation
    if source[-1:] in _STOPS and (kept != translation or kept[-1:].isalpha()):
        return kept + source[-1:]
    return translation


def _mark(text: str) -> str:
    found = _ENDING.search(text)
    return found[0] if found else ""


def _unstopped(text: str, mark: str) -> str:
    """End a translation as its source ends, if it stops where that goes on."""
    found = _mark(text)
    if not found or found[-1] not in _STOPS or mark[-1:] in _STOPS:
        return text
    return text[: len(text) - len(found)].rstrip() + mark
