"""Spans: nothing of a text is lost, whatever it is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model import Span
from l10n.segments import split

LOCALES = ("en", "be", "ru", "uk", "cs", "ja")

GAPS = [
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\N{NO-BREAK SPACE}",
    "\N{NARROW NO-BREAK SPACE}",
    "\n\n",
    "\r\n \r\n",
    "\x1f",
]
WORDS = [
    *["He", "left", "the", "U.S.", "She", "Mr.", "Dr.", "A.", "J.K.", "5", "p.m.", "Monday", "No.", "Inc.", "2025."],
    *["said", "Stop!", "Why?", "wait...", "…", "www.example.org", "a@example.org", "Ён", "г.", "р.", "вул.", "І."],
    *["“No.”", "«Так!»", '"', "“", "”", "‘", "’", "(", ")", "[1]", ".)", "—", "-", "🎉", "\N{ZERO WIDTH SPACE}"],
    *["\N{BYTE ORDER MARK}", "e\N{COMBINING ACUTE ACCENT}", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\x00"],
]
news = st.lists(st.sampled_from([*WORDS, *GAPS, *GAPS]), max_size=40).map("".join)
anything = st.text(st.characters())


def assert_nothing_lost(text: str, spans: list[Span]) -> None:
    """Spans and the whitespace between them make up the text again."""
    position = 0
    for span in spans:
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip()
        position = span.end
    assert not text[position:].strip()


@pytest.mark.parametrize("locale", LOCALES)
@settings(deadline=None, max_examples=150)
@given(text=anything)
def test_nothing_is_lost_of_any_text(locale: str, text: str) -> None:
    """Only whitespace is left out, for any string at all."""
    assert_nothing_lost(text, split(text, locale))


@pytest.mark.parametrize("locale", LOCALES)
@settings(deadline=None, max_examples=150)
@given(text=news)
def test_nothing_is_lost_of_news(locale: str, text: str) -> None:
    """Only whitespace is left out of what looks like news."""
    assert_nothing_lost(text, split(text, locale))


@pytest.mark.parametrize("locale", LOCALES)
@settings(deadline=None, max_examples=100)
@given(text=news)
def test_splitting_again_changes_nothing_of_whitespace(locale: str, text: str) -> None:
    """Runs of whitespace may be written in any way that leaves no blank line."""
    words = text.split()
    plain, wrapped = " ".join(words), "\r\n\t".join(words)
    expected = [plain[span.start : span.end].split() for span in split(plain, locale)]
    assert [wrapped[span.start : span.end].split() for span in split(wrapped, locale)] == expected


@pytest.mark.parametrize("text", ["", " ", "\r\n\r\n", "\N{NO-BREAK SPACE}\t\N{LINE SEPARATOR}\x85\x1c"])
def test_whitespace_has_no_sentences(text: str) -> None:
    """A block without words has no sentences."""
    assert split(text) == []


def test_spans_count_code_points() -> None:
    """Offsets count code points, with characters outside the basic plane and a byte order mark before them."""
    text = "\N{BYTE ORDER MARK}🎉 won!\r\n\r\n  He left. "
    assert split(text) == [Span(0, 7), Span(13, 21)]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\n\n", "\N{PARAGRAPH SEPARATOR}"])
def test_blank_line_ends_a_sentence(gap: str) -> None:
    """A blank line ends a sentence that has no mark at its end."""
    assert len(split(f"By Ann Lee{gap}Minsk is quiet.")) == 2


@pytest.mark.parametrize("locale", ["en-GB", "en_US", "EN"])
def test_region_is_ignored(locale: str) -> None:
    """A locale with a region has the rules of its language."""
    assert len(split("At 5 p.m. Monday he left the U.S. She stayed.", locale)) == 2


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("cs", "Odešel. Ona zůstala."),
        ("bg", "Той си тръгна. Тя остана."),
        ("hu", "Elment. „Miért?”"),
        ("hi", "वह गया। वह रुकी।"),
    ],
)
def test_languages_without_rules(locale: str, text: str) -> None:
    """A language that LanguageTool has no rules for gets general ones."""
    assert len(split(text, locale)) == 2


@pytest.mark.parametrize(
    "text", ["To . " * 500, "A. " * 1000, ". " * 2000, "(a. " * 1000, "Yes. No. " * 300, '"' * 2000]
)
@pytest.mark.parametrize("locale", ["en", "be", "ru", "uk"])
def test_strange_text_takes_no_age(locale: str, text: str) -> None:
    """Brackets, initials and dots that pile up are split at once; with choppa's defaults some of these take minutes."""
    spans = split(text, locale)
    assert spans[0].start == 0
    assert spans[-1].end == len(text.rstrip())


def test_import_is_light() -> None:
    """Importing the package does not import choppa, nor what it needs."""
    program = "import sys, l10n.segments; print({'choppa', 'regex', 'xmlschema'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
