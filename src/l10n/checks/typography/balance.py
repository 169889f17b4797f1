"""Quotation marks, brackets and tags that open and do not close. Only a person can tell where the partner belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n.checks.typography.edits import protected
from l10n.checks.typography.quotes import read_quotes

REACH = 4
"""Over how many sentences a quotation may run in the translation where the source marks every sentence of it."""

_SINGLE_OPENING = re.compile(r"(?<!\w)['‘](?=\w)")
_SINGLE_CLOSING = re.compile(r"(?<=[.,!?…])['’](?!\w)")
_ANY_BRACKET = re.compile(r"[()\[\]]")
_BRACKETS = {")": "(", "]": "["}
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?:\s[^<>]*?)?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr x".split())
"""Tags that have no partner (HTML standard, void elements), and the placeholder of l10n."""


def lone_quotes(text: str) -> tuple[list[int], list[int]]:
    """Find quotation marks without a partner.

    Returns:
        Offsets of those that open, and of those that close; none where a mark cannot be read.

    >>> lone_quotes("«Так, сказала яна."), lone_quotes('Так", сказала яна.')
    (([0], []), ([], [3]))
    """
    quotes = read_quotes(text, protected(text))
    if quotes.doubtful:
        return [], []
    opening = [pair.opening for pair in quotes.pairs if pair.opening is not None and pair.closing is None]
    closing = [pair.closing for pair in quotes.pairs if pair.closing is not None and pair.opening is None]
    return sorted(opening), sorted(closing)


def is_whole(source: str) -> bool:
    """Whether every quotation mark of an English sentence has its partner in it, single ones too.

    >>> is_whole("‘Yes,’ she said, ‘it is the players’ fault.’"), is_whole("'It's innate.")
    (True, False)
    """
    opening, closing = len(_SINGLE_OPENING.findall(source)), len(_SINGLE_CLOSING.findall(source))
    return lone_quotes(source) == ([], []) and (opening == closing or (opening > 0 and closing > 0))


def unpaired(lonely: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Iterator[tuple[int, int]]:
    """Pair marks over neighbouring sentences.

    Args:
        lonely: for each sentence of an article what ``lone_quotes`` gives.
    Yields:
        (sentence, offset) of each mark that has no partner nearby either.

    >>> list(unpaired([([0], []), ([], [9]), ([], [5])]))
    [(2, 5)]
    """
    waiting: list[tuple[int, int]] = []
    for number, (opening, closing) in enumerate(lonely):
        for place in closing:
            if waiting and number - waiting[-1][0] <= REACH:
                waiting.pop()
            else:
                yield number, place
        waiting += [(number, place) for place in opening]
    yield from waiting


def lone_bracket(text: str) -> int | None:
    """Find the first bracket without a partner. The mark of an item, as in ``1)``, needs none.

    >>> lone_bracket("a (b [c]"), lone_bracket("1) a (b)")
    (2, None)
    """
    if not _ANY_BRACKET.search(text):
        return None
    stack: list[int] = []
    for place, mark in enumerate(text):
        if mark in "([":
            stack.append(place)
        elif mark in _BRACKETS:
            if stack and text[stack[-1]] == _BRACKETS[mark]:
                stack.pop()
            elif not _is_item(text, place):
                return place
    return stack[0] if stack else None


def lone_tag(text: str) -> int | None:
    """Find the first tag without a partner.

    >>> lone_tag("a <b>c</b> <br>"), lone_tag("a <b>c"), lone_tag("a <b><i>c</b></i>")
    (None, 2, 9)
    """
    stack: list[tuple[str, int]] = []
    for match in _TAG.finditer(text) if "<" in text else ():
        closing, name, alone = match[1], match[2].lower(), match[3]
        if alone or name in _VOID:
            continue
        if not closing:
            stack.append((name, match.start()))
        elif stack and stack[-1][0] == name:
            stack.pop()
        else:
            return match.start()
    return stack[0][1] if stack else None


def _is_item(text: str, place: int) -> bool:
    """Whether a closing bracket belongs to the mark of an item: ``1)``, ``а)``."""
    before = text[:place].rsplit(maxsplit=1)
    return bool(before) and (before[-1].isdigit() or len(before[-1]) == 1)
