from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.renumbering import renumbered

IDS = st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True)


def sentence(ids: list[int], words: str) -> str:
    """A sentence with tags."""
    return " ".join(f'{word}<x id="{number}"/>' for word, number in zip(words, ids, strict=False))


@given(IDS, st.permutations(range(1, 6)))
def test_ids_go_along_in_any_order(ids: list[int], order: list[int]) -> None:
    """Every tag of the translation gets the id that its tag in the source has now, and back again."""
    new = [number + 200 for number in ids]
    places = [place - 1 for place in order if place <= len(ids)]
    target = sentence([ids[place] for place in places], "абвгд")
    moved = renumbered(sentence(ids, "abcde"), sentence(new, "abcde"), target)
    assert moved == sentence([new[place] for place in places], "абвгд")
    assert renumbered(sentence(new, "abcde"), sentence(ids, "abcde"), moved) == target


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ('A<x id="1"/> b.', 'A<x id="2"/> c.', 'А<x id="1"/> б.'),
        ('A<x id="1"/> b.', 'A<x id="2"/> b<x id="3"/>.', 'А<x id="1"/> б.'),
        ('A<x id="1"/> b.', 'A<x id="2"/> b.', 'А<x id="7"/> б.'),
        ('A<x id="1"/> b<x id="2"/>.', 'A<x id="2"/> b<x id="2"/>.', 'А<x id="1"/> б<x id="2"/>.'),
        ('In 1<x id="1"/>.', 'In 2<x id="1"/>.', 'У 1<x id="1"/>.'),
    ],
)
def test_what_is_not_plain_is_left(old: str, new: str, target: str) -> None:
    """Other words, more tags, an id that nobody knows, two that became one: a person has to look."""
    assert renumbered(old, new, target) is None
