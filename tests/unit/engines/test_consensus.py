from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.consensus import most_agreed

TEXTS = st.lists(st.text(alphabet="абв ў.", max_size=30), min_size=1, max_size=8)


def test_the_odd_one_out_is_not_taken() -> None:
    """A loop and a sentence about something else lose against two that are nearly the same, wherever they stand."""
    alike = ["Суд вынес прысуд у панядзелак.", "Суд вынес прысуд у аўторак."]
    others = ["Суд суд суд суд суд суд суд суд суд.", "Пагода будзе добрая."]
    for texts in ([*alike, *others], [*others, *alike], [others[0], alike[0], others[1], alike[1]]):
        assert texts[most_agreed(texts)] in alike


def test_what_most_have_is_taken() -> None:
    """A word that two of three have wins, and so does the fuller text of two that are equally near."""
    texts = ["Яна прыйшла дадому.", "Яна пайшла дадому.", "Ён пайшоў дадому ўвечары.", "Яна пайшла дадому ўвечары."]
    assert most_agreed(texts) == 3


@given(TEXTS, st.randoms(use_true_random=False))
def test_always_one_of_the_texts(texts: list[str], random: Random) -> None:
    """The first of equal texts; among distinct ones, one that no shuffling makes worse off than the rest."""
    chosen = most_agreed(texts)
    assert texts.index(texts[chosen]) == chosen
    shuffled = random.sample(texts, len(texts))
    again = shuffled[most_agreed(shuffled)]
    assert again == texts[chosen] or texts.index(again) > chosen
