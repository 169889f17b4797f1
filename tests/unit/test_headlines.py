from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.headlines import sentence_case
from l10n.model import Span

WORDS = st.sampled_from("Police detain DETAIN The of NATO Minsk minsk McCain St. don’t A I 2020 X7 — Чорны É".split())


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Police Detain Activists at Protest in New York", "Police detain activists at protest in New York"),
        ("Minsk Court Fines Kalesnikava", "Minsk court fines Kalesnikava"),
        ("It Didn’t Go Well", "It didn’t go well"),
        (
            "I Am Happy That There Are People Willing to Support Me",
            "I am happy that there are people willing to support me",
        ),
        ("President’s Critics: A New Wave of Arrests", "President’s critics: A new wave of arrests"),
        ("U.S. Senator Visits St. Petersburg After Floods", "U.S. senator visits St. Petersburg after floods"),
        ("POLICE DETAIN ACTIVIST IN MINSK", "Police detain activist in Minsk"),
        ("EU AND NATO DISCUSS IRAN", "EU and NATO discuss Iran"),
        ("WARNING", "Warning"),
    ],
)
def test_headlines_get_the_letters_of_a_sentence(headline: str, sentence: str) -> None:
    """What has a capital only because it stands in a headline loses it; names and abbreviations do not."""
    assert sentence_case(headline) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Minsk",
        "NATO",
        "US",
        "Human Rights Watch",
        "The New York Times",
        "Maria Kalesnikava and Viktar Babaryka",
        "He works for The New York Times.",
        "Britain’s Prime Minister Theresa May arrives for the Conservative Party Conference in Birmingham.",
        "Поліцыя Затрымала Актывістаў",
        "police detain activists in New York",
    ],
)
def test_names_and_sentences_stay(text: str) -> None:
    """A name alone is no headline, and a sentence with many names is none."""
    assert sentence_case(text) == text


def test_a_glossary_name_keeps_its_capitals() -> None:
    """A stretch that is known for a name stays as it is, also in capitals."""
    headline = "Police Raid the Green Island Bookshop in Minsk"
    start = headline.index("Green")
    name = Span(start, start + len("Green Island Bookshop"))
    assert sentence_case(headline, [name]) == "Police raid the Green Island Bookshop in Minsk"
    assert sentence_case(headline.upper(), [name]) == "Police raid the GREEN ISLAND BOOKSHOP in Minsk"


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)))
def test_only_the_case_of_letters_changes(text: str) -> None:
    """The length stays, so that places in the text do; a second time nothing changes."""
    found = sentence_case(text)
    assert len(found) == len(text)
    assert found.lower() == text.lower()
    assert sentence_case(found) == found
