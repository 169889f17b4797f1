"""What every document format promises, over every registered format."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n.documents.splice import with_segments
from l10n.errors import DocumentError
from l10n.model import Document, Span
from l10n.plugins import load_formats
from l10n.protocols import DocumentFormat
from l10n.segments import split

FORMATS = load_formats()
WORDS = "Mr. |U.S. |She left. |“Yes!” |«No.» |- |* |1. |A. |Title|…| |p.m. |Мінск. "
SPACES = "\n|\r\n|\n\n|\r\n\r\n|\r|\t|\u00a0|\u2028|\ufeff|\x85|\x1c|\u200b"
TOKENS = st.sampled_from(f"{WORDS}|{SPACES}".split("|"))
TEXTS = st.one_of(st.text(), st.lists(TOKENS, max_size=30).map("".join))


def read(form: DocumentFormat, text: str) -> Document:
    """Parse and segment a text; texts that are no article are left out."""
    try:
        document = form.parse(text, PurePosixPath("a.txt"), "en")
    except DocumentError:
        assume(False)
    spans = []
    for block in document.blocks:
        inner = split(text[block.span.start : block.span.end], "en")
        spans.append([Span(start + block.span.start, end + block.span.start) for start, end in inner])
    return with_segments(document, spans)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(text=TEXTS)
def test_gaps_and_segments_give_the_text_back(form: DocumentFormat, text: str) -> None:
    """Segments are in order, do not overlap and are not blank; with the gaps they are the whole text."""
    document = read(form, text)
    spans = [segment.span for segment in document.segments]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(text[span.start : span.end].strip() for span in spans)
    position, parts = 0, []
    for span in spans:
        parts += [text[position : span.start], text[span.start : span.end]]
        position = span.end
    assert "".join([*parts, text[position:]]) == text


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(text=TEXTS)
def test_nothing_outside_the_segments_is_lost_text(form: DocumentFormat, text: str) -> None:
    """Between segments of one block there is only white space."""
    document = read(form, text)
    for before, after in pairwise(document.segments):
        if before.block == after.block:
            assert not text[before.span.end : after.span.start].strip()


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(text=TEXTS)
def test_identity_translation_is_the_source(form: DocumentFormat, text: str) -> None:
    """Rendering nothing, or every segment as itself, gives the source byte for byte."""
    document = read(form, text)
    assert form.render(document, {}) == text
    assert form.render(document, {segment.key: segment.key.source for segment in document.segments}) == text


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(text=TEXTS)
def test_lines_are_where_segments_start(form: DocumentFormat, text: str) -> None:
    """The line of a segment is the number of line feeds before it, plus one."""
    for segment in read(form, text).segments:
        assert segment.line == text.count("\n", 0, segment.span.start) + 1


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_targets_stand_in_place_of_their_segments(form: DocumentFormat) -> None:
    """A target replaces every place of its segment and nothing else."""
    text = "Title\n\nYes. No. Yes.\n"
    document = read(form, text)
    targets = {segment.key: "Так." for segment in document.segments if segment.key.source == "Yes."}
    assert form.render(document, targets) == "Title\n\nТак. No. Так.\n"
