from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.stand_ins import put_back, with_stand_ins

FIGURE = st.one_of(
    st.integers(0, 5_000_000).map(str),
    st.integers(0, 5_000_000).map("{:,}".format),
    st.decimals(0, 999, places=1).map(str),
)
WORD = st.text("abcdeаб.,:-/%$€ ", max_size=6)


@given(st.lists(st.tuples(WORD, FIGURE), max_size=12))
def test_figures_come_back(parts: list[tuple[str, str]]) -> None:
    """What a model copies as it is, is the text again, whatever stands around the figures."""
    text = " ".join(word + figure for word, figure in parts)
    asked, figures = with_stand_ins(text)
    assert put_back(asked, figures) == text


@pytest.mark.parametrize(
    ("figure", "stand_in"),
    [
        ("43", "23"),
        ("128,500", "20"),
        ("1,241", "21"),
        ("1,913", "15"),
        ("12.4", "2.5"),
        ("1987", "2017"),
        ("190", "20"),
    ],
)
def test_words_around_a_figure_keep_their_form(figure: str, stand_in: str) -> None:
    """The last digit decides about cases and ordinals: it stays, and so do teens, decimals and years."""
    assert with_stand_ins(f"In all {figure} came.") == (f"In all {stand_in} came.", {stand_in: figure})


@pytest.mark.parametrize("text", ["COVID-19", "at 18:45", "v1.15.2", "on 14.05.2026", "12 people", "a.example/2026"])
def test_what_is_no_plain_number_stays(text: str) -> None:
    """Names, clocks, versions, dates, addresses and small numbers are left to the model."""
    assert with_stand_ins(text) == (text, {})


def test_a_lost_figure_is_told() -> None:
    """No text comes back for a draft that lost a stand-in; decimals may have their comma."""
    asked, figures = with_stand_ins("43 men and 1.8 % of 20 villages")
    assert asked == "23 men and 2.5 % of 30 villages"
    assert put_back("23 мужчыны і 2,5 % з 30 вёсак", figures) == "43 мужчыны і 1.8 % з 20 вёсак"
    assert put_back("23 мужчыны і 2,5 % вёсак", figures) is None
    assert put_back("23 мужчыны і 2,55 % з 30 вёсак", figures) is None


def test_a_text_with_too_many_figures_stays() -> None:
    """There are only so many stand-ins."""
    text = " ".join(f"{tens}00{unit}00" for tens, unit in product("123456789", "0"))
    assert with_stand_ins(text) == (text, {})
