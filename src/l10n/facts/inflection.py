"""Tables of inflected words, written as stems and endings."""

from __future__ import annotations

from collections.abc import Iterator


def spread(item: str) -> Iterator[str]:
    """Write out the forms of one item: ``stem:ending,ending``, where ``_`` is no ending.

    >>> list(spread("год:_,а,ом")), list(spread("сто"))
    (['год', 'года', 'годом'], ['сто'])
    """
    stem, _, endings = item.partition(":")
    for ending in endings.split(",") if endings else [""]:
        yield stem + ending.replace("_", "")


def values(table: str, endings: str = "") -> dict[str, int]:
    """Read lines of a value and its forms; items that end in ``*`` take the common endings.

    >>> values("1 перв* один", "ый,ая")
    {'первый': 1, 'первая': 1, 'один': 1}
    """
    return {form: int(value) for value, form in _cells(table, endings)}


def names(table: str, endings: str = "") -> dict[str, str]:
    """Read lines of a name and its forms, as ``values`` does."""
    return {form: name for name, form in _cells(table, endings)}


def _cells(table: str, endings: str) -> Iterator[tuple[str, str]]:
    for line in table.strip().splitlines():
        first, *items = line.split()
        for item in items:
            for form in spread(item[:-1] + ":" + endings if item.endswith("*") else item):
                yield first, form
