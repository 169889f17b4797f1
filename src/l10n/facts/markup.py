"""Numbers that are markup and not the text's: ids of tags, footnote marks, sizes, addresses of links."""

from __future__ import annotations

import re

_PLACES = re.compile(r"</?[A-Za-z][^<>]*>|\[\^[^\]\s]+\]|\]\([^()\s]*")
_HINTS = re.compile(r"<[A-Za-z/]|\[\^|\]\(")
_SHOWN = re.compile(r'\b(?:alt|title|aria-label|placeholder)="[^"]*"')
"""Attributes that a reader sees."""
_DIGIT = re.compile(r"\d")


def without_markup_numbers(text: str) -> str:
    """Put a space for each digit of the markup; the length stays.

    >>> without_markup_numbers('<a id="1" title="5 ships">The port</a>[^2] of 3')
    '<a id=" " title="5 ships">The port</a>[^ ] of 3'
    """
    return _PLACES.sub(_blank, text) if _HINTS.search(text) else text


def _blank(match: re.Match[str]) -> str:
    text, end, parts = match[0], 0, list[str]()
    for shown in _SHOWN.finditer(text):
        parts += [_DIGIT.sub(" ", text[end : shown.start()]), shown[0]]
        end = shown.end()
    return "".join([*parts, _DIGIT.sub(" ", text[end:])])
