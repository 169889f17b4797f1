"""Sentences in which nothing but the ids of tags has changed: their translations go along with the new ids."""

from __future__ import annotations

import re

_ID = re.compile(r'(?<=\bid=")\d+(?=")')
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_NOTE = re.compile(r"(?<=\[\^)[^\]\s]+(?=\])")


def renumbered(old: str, new: str, target: str) -> str | None:
    """Give the translation of a sentence the ids of its new wording.

    Args:
        old, new: the wordings.
        target: translation of the old one.
    Returns:
        None if the wordings differ in more than ids of tags and names of footnotes, or it is not plain which is which.

    >>> renumbered('It<x id="1"/> rained.', 'It<x id="2"/> rained.', 'Ішоў<x id="1"/> дождж.')
    'Ішоў<x id="2"/> дождж.'
    """
    before, after = _ids(old), _ids(new)
    if len(before) != len(after) or _with(old, {}) != _with(new, {}):
        return None
    ids = dict(zip(before, after, strict=True))
    plain = all(ids[one] == other for one, other in zip(before, after, strict=True))
    if not plain or len(set(ids.values())) < len(ids) or not ids.keys() >= set(_ids(target)):
        return None
    return _with(target, ids)


def _ids(text: str) -> list[str]:
    tags = [id_ for tag in _TAG.findall(text) for id_ in _ID.findall(tag)]
    return [*tags, *(f"^{name}" for name in _NOTE.findall(text))]


def _with(text: str, ids: dict[str, str]) -> str:
    """Write other ids; where there are none, nothing."""
    text = _TAG.sub(lambda tag: _ID.sub(lambda id_: ids.get(id_[0], ""), tag[0]), text)
    return _NOTE.sub(lambda name: ids.get(f"^{name[0]}", "").removeprefix("^"), text)
