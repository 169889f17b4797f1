from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.clauses import Piece, framed, join_pieces, split_long, tidy

LINE = st.text(max_size=300).map(tidy)


def pieces(text: str, most: int, enough: int | None = None) -> list[str]:
    """The texts of the pieces."""
    return [piece.text for piece in split_long(text, len, most, enough)]


@given(LINE, st.integers(1, 40), st.none() | st.integers(1, 40))
def test_splitting_loses_nothing(line: str, most: int, enough: int | None) -> None:
    """The pieces fit, and joined with their gaps they give the text back."""
    parts = split_long(line, len, most, enough)
    assert "".join(gap + text for gap, text in parts) == line
    assert all(len(text) <= most for _, text in parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three four, five six", ["one two three four,", "five six"]),
        ("He left early but she stayed there.", ["He left early", "but she stayed there."]),
        ("He saw a dog, a cat, and she saw a bird.", ["He saw a dog, a cat,", "and she saw a bird."]),
        ("Дом, который построили, был мал.", ["Дом, который построили,", "был мал."]),
        ("Ён прыйшоў: усе ўжо сядзелі.", ["Ён прыйшоў:", "усе ўжо сядзелі."]),
        ("He left early. Nobody saw him.", ["He left early.", "Nobody saw him."]),
        ("It cost 1,200 euros (or so, they say).", ["It cost 1,200 euros", "(or so, they say)."]),
    ],
)
def test_a_text_is_cut_where_a_clause_ends(text: str, expected: list[str]) -> None:
    """After a strong mark, before a clause, after a comma: rather than in the very middle, and not between brackets."""
    assert pieces(text, 100, 23 if "который" not in text else 20) == expected


def test_what_has_no_clauses_is_cut_only_if_it_must_be() -> None:
    """Between two words of a phrase there is no cut as long as the text is not too long for the model."""
    text = "the very long name of the old club"
    assert pieces(text, 40, 10) == [text]
    assert pieces(text, 20, 10) == ["the very long name", "of the old club"]


@given(st.lists(st.text("абвґ АБВ,.—«»", min_size=1, max_size=12).map(tidy).filter(bool), min_size=1, max_size=4))
def test_pieces_that_were_not_changed_make_the_text_again(texts: list[str]) -> None:
    """Joining the sources themselves gives the source."""
    parts = [Piece(" " if number else "", text) for number, text in enumerate(texts)]
    assert join_pieces([(piece, piece.text) for piece in parts]) == " ".join(texts)


@pytest.mark.parametrize(
    ("source", "translated", "expected"),
    [
        (["He left,", "but she stayed."], ["Ён пайшоў.", "Але яна засталася."], "Ён пайшоў, але яна засталася."),
        (["He left,", "Anna stayed."], ["Ён пайшоў,", "Ганна засталася."], "Ён пайшоў, Ганна засталася."),
        (["He said", "that UNESCO knew."], ["Ён сказаў.", "ЮНЕСКА ведала."], "Ён сказаў ЮНЕСКА ведала."),
        (["He left", "because he had to."], ["Ён пайшоў,", "бо мусіў."], "Ён пайшоў, бо мусіў."),
        (["He left;", "she stayed."], ["Ён пайшоў. ", "Яна засталася."], "Ён пайшоў; яна засталася."),
        (["He left.", "He came."], ["Ён пайшоў.", "Ён прыйшоў."], "Ён пайшоў. Ён прыйшоў."),
        (["He left,", "too."], ["Ён пайшоў,", ""], "Ён пайшоў,"),
        (
            ["He left (in May)", "and came back."],
            ["Ён пайшоў (у маі).", "І вярнуўся."],
            "Ён пайшоў (у маі) і вярнуўся.",
        ),
    ],
)
def test_translated_pieces_make_one_sentence(source: list[str], translated: list[str], expected: str) -> None:
    """Capitals and stops that the model puts at the cuts go, names keep theirs; its commas stay."""
    parts = [Piece(" " if number else "", text) for number, text in enumerate(source)]
    assert join_pieces(list(zip(parts, translated, strict=True))) == expected


@pytest.mark.parametrize(
    ("source", "translated", "expected"),
    [
        ("No one was inside", "ніхто не быў унутры,", "Ніхто не быў унутры"),
        ("No one was inside.", "Ніхто не быў унутры,", "Ніхто не быў унутры."),
        ("Was no one inside?", "Ці не было нікога", "Ці не было нікога?"),
        ("no one inside", "нікога", "нікога"),
        ("In 2020,", "У 2020 годзе,", "У 2020 годзе,"),
        ("It was 10 p.m.", "Было 22 гадзіны.", "Было 22 гадзіны."),
        ("He said “yes.”", "Ён сказаў «так».", "Ён сказаў «так»."),
        ("It ended in 1998.", "Гэта скончылася ў 1998 г.", "Гэта скончылася ў 1998 г."),
        ("Yes", ",", ","),
        ("Yes", "", ""),
    ],
)
def test_a_translation_begins_and_ends_as_its_source(source: str, translated: str, expected: str) -> None:
    """A headline gets no comma at its end, a sentence its full stop; nothing else is touched."""
    assert framed(source, translated) == expected
