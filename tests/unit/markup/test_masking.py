from __future__ import annotations

import pytest

from l10n.markup.masking import HTML, MARKDOWN, PLAIN, mask
from l10n.markup.unmasking import unmask
from l10n.model import Span


@pytest.mark.parametrize(
    ("syntax", "source", "expected"),
    [
        (PLAIN, "A *b* <c>", "A *b* <c>"),
        (MARKDOWN, "A **bold *one*** and [a link](http://x 'T').", "A bold one and a link."),
        (MARKDOWN, "Run `l10n x` or <http://y>.", "Run X7 or X8."),
        (MARKDOWN, "One[^1] two ![alt](u) three<br>four", "One two three four"),
        (MARKDOWN, "A &amp; b \\* c", "A & b * c"),
        (HTML, "<b>One</b> &lt; <code>two</code><br>R&amp;D", "One < X7 R&D"),
        (HTML, "The <i lang=fr>mot</i>", "The X7"),
        (MARKDOWN, "[![alt](u)](v) text", " text"),
    ],
)
def test_what_an_engine_sees(syntax: str, source: str, expected: str) -> None:
    """Words only; code, addresses and foreign words have stand-ins."""
    assert mask(source, syntax, "en").text == expected


def test_asides() -> None:
    """Titles and alt texts inside markup are translated on their own."""
    masked = mask('See [this](u "A title") and ![a crowd](v)', MARKDOWN)
    assert sorted(masked.asides()) == ["A title", "a crowd"]
    result = unmask(masked, "Глядзі гэта і", {"A title": "Загаловак", "a crowd": "натоўп", "this": "гэта"})
    assert result.text == 'Глядзі [гэта](u "Загаловак") і ![натоўп](v)'


def test_places() -> None:
    """A mention is found again in the text without markup, unless there is markup in it."""
    source = "**A** Minsk [**b** c](Minsk)"
    masked = mask(source, MARKDOWN)
    assert masked.text == "A Minsk b c"
    assert masked.place(Span(6, 11)) == Span(2, 7)
    assert masked.place(Span(2, 8)) is None
    assert masked.place(Span(22, 27)) is None


@pytest.mark.parametrize(
    ("source", "draft", "translations", "expected"),
    [
        ("*Yes*, he said.", "Ён сказаў: так.", {"Yes": "так"}, "Ён сказаў: *так*."),
        ("**All of it.**", "Усё гэта.", {}, "**Усё гэта.**"),
        ("A [big house](u) burns.", "Гарыць вялікі дом.", {"big house": "вялікага дома"}, "Гарыць [вялікі дом](u)."),
        ("Viasna[^1] said no.", "Вясна сказала не.", {"Viasna": "Вясна"}, "Вясна[^1] сказала не."),
        ("He said no[^1].", "Ён сказаў не.", {}, "Ён сказаў не[^1]."),
        ("Run `x y` now.", "Зараз запусці X7.", {}, "Зараз запусці `x y`."),
        ("Run `x y` now.", "X7 і X7.", {}, "і `x y`."),
        ("*Minsk* a_b", "Мінск a_b *ж*", {"Minsk": "Мінск"}, "*Мінск* a_b \\*ж\\*"),
    ],
)
def test_putting_back(source: str, draft: str, translations: dict[str, str], expected: str) -> None:
    """Markup stands around the words that render its words."""
    result = unmask(mask(source, MARKDOWN), draft, translations)
    assert (result.text, result.ok) == (expected, True)


def test_emphasis_that_cannot_be_placed_is_told() -> None:
    """The draft is kept without it."""
    result = unmask(mask("He *also* came.", MARKDOWN), "Прыйшоў.", {"also": "таксама"})
    assert result.text == "Прыйшоў."
    assert not result.ok
    assert result.doubts == ("the emphasis on “also” could not be placed",)


def test_links_are_never_lost() -> None:
    """A link goes to the best guess, or to the end."""
    result = unmask(mask("A [house](u) burns.", MARKDOWN), "Гарыць нешта.", {"house": "дом"})
    assert "](u)" in result.text
    assert result.doubts
    result = unmask(mask("A [house](u) burns.", MARKDOWN), "…", {"house": "дом"})
    assert result.text == "… [дом](u)"
    assert not result.ok


def test_html() -> None:
    """Tags with their attributes are those of the source; what the engine writes is text."""
    masked = mask('A <a href="u" title="Tip">house</a> <b>burns</b>', HTML, "en")
    result = unmask(masked, "Гарыць дом <i>", {"house": "дом", "burns": "гарыць", "Tip": "Парада"})
    assert result.text == '<b>Гарыць</b> <a href="u" title="Парада">дом</a> &lt;i>'
