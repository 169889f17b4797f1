"""Sentences of two versions of an article are paired as a person would pair them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog.alignment import RELATED, align

COURT = "A court in Gdynia has ordered the port to take back 34 workers."
STRIKE = "They had been dismissed after a strike of eleven days."
BOTH = "The port said it would not appeal, and it promised new cranes by March."
ONE = "The port said it would not appeal."
OTHER = "It promised new cranes by March."
RAIN = "Storms delayed two ships last week."

SENTENCES = st.lists(
    st.lists(
        st.sampled_from("court port strike ship rain day year worker judge money".split()), min_size=1, max_size=8
    ).map(" ".join),
    unique=True,
    max_size=12,
)


def pairs(old: list[str], new: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The pairings as indexes."""
    return [(pairing.old, pairing.new) for pairing in align(old, new)]


def test_a_changed_word_is_the_same_sentence() -> None:
    """A sentence with another figure is paired, unchanged ones around it are left alone."""
    assert pairs([COURT, STRIKE, RAIN], [COURT, STRIKE.replace("eleven", "twelve"), RAIN]) == [((1,), (1,))]


def test_a_split_sentence_is_both_parts() -> None:
    """One sentence that became two."""
    assert pairs([COURT, BOTH, RAIN], [COURT, ONE, OTHER, RAIN]) == [((1,), (1, 2))]


def test_merged_sentences_are_one() -> None:
    """Two sentences that became one."""
    assert pairs([ONE, OTHER, RAIN], [BOTH, RAIN]) == [((0, 1), (0,))]


def test_an_added_sentence_is_not_taken_for_a_part() -> None:
    """A new sentence beside a changed one stays alone."""
    assert pairs([STRIKE], [STRIKE.replace("eleven", "twelve"), RAIN]) == [((0,), (0,))]


def test_what_moved_and_changed_is_found() -> None:
    """A sentence that changed and moved past unchanged ones is paired wherever it stands."""
    assert pairs([STRIKE, COURT, RAIN], [COURT, RAIN, STRIKE.replace("eleven", "twelve")]) == [((0,), (2,))]


def test_strangers_are_not_paired() -> None:
    """Sentences that have little in common are an old one and a new one."""
    assert pairs([COURT], [RAIN]) == []


@given(SENTENCES, SENTENCES)
def test_each_sentence_is_in_one_pairing_at_most(old: list[str], new: list[str]) -> None:
    """Pairings do not overlap, are adjacent runs, similar enough, and never of unchanged sentences."""
    pairings = align(old, new)
    left = [index for pairing in pairings for index in pairing.old]
    right = [index for pairing in pairings for index in pairing.new]
    assert len(left) == len(set(left))
    assert right == sorted(set(right))
    assert not {old[index] for index in left} & set(new)
    assert not {new[index] for index in right} & set(old)
    assert all(RELATED <= pairing.similarity <= 100 for pairing in pairings)


@given(SENTENCES)
def test_nothing_changed_nothing_paired(sentences: list[str]) -> None:
    """The same sentences, in whatever order, give no pairings."""
    assert align(sentences, sentences[::-1]) == []
