from __future__ import annotations

import pytest
from tests.unit.documents.corpus import read

from l10n.documents.html import HtmlFormat
from l10n.errors import DocumentError
from l10n.protocols import RenderOptions

FORM = HtmlFormat()


def sources(text: str) -> list[str]:
    """The msgids of a page."""
    return [item.key.source for item in read(FORM, text).segments]


def translated(text: str, targets: dict[str, str]) -> str:
    """A page with the targets of some msgids put in."""
    document = read(FORM, text)
    assert targets.keys() <= {item.key.source for item in document.segments}
    return FORM.render(document, {i.key: targets[i.key.source] for i in document.segments if i.key.source in targets})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One. Two.<p>Three", ["One.", "Two.", "Three"]),
        ("<p>A <b>b</b> &ldquo;c&rdquo;&nbsp;d &lt;e&gt; R&amp;D", ["A <b>b</b> “c”\u00a0d &lt;e> R&amp;D"]),
        ("<p><strong>One. Two.</strong></p>", ["One.", "Two."]),
        ("<p>One <a href='u'>two. Three</a> four.", ["One <a href='u'>two. Three</a> four."]),
        ("<p>One<br>two <code>three</code> four", ["One", "two <code>three</code> four"]),
        ("<title>A &amp; b</title><h1>C</h1>", ["A & b", "C"]),
        (
            "<meta name=description content='A b'><meta property=og:title content=C><meta name=x content=D>E",
            ["A b", "C", "E"],
        ),
        ("<img alt='A' title=B src=c> <input placeholder=D value=E type=submit>", ["A", "B", "D", "E"]),
        ("<p>One <img alt='A' src=b> two", ["One <img alt='A' src=b> two"]),
        ("<ul><li>One<li>Two</ul><table><tr><td>Three<td>Four</table>", ["One", "Two", "Three", "Four"]),
        ("Text 1 < 2 <a href='never closed", ["Text 1 < 2"]),
    ],
)
def test_segments(text: str, expected: list[str]) -> None:
    """Text of blocks, and attributes that people read; entities as their characters."""
    assert sources(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>var a = '<p>no</p>';</script>",
        "<style>p > a {}</style>",
        "<pre>no <b>no</b></pre>",
        "<p translate=no>no</p>",
        "<div class='a notranslate'><div>no</div>no</div>",
        "<span translate='no'><p>no</p></span>",
        "<blockquote lang=fr><p>non</p></blockquote>",
        "<svg><text>no</text></svg>",
        "<textarea>no</textarea>",
        "<!-- no --><!DOCTYPE html>",
        "<p>— <code>no</code></p>",
    ],
)
def test_what_is_not_translated(text: str) -> None:
    """Code, what says so itself, and what is in another language give no segment."""
    assert sources(f"<p>Before</p>{text}<p>after</p>") == ["Before", "after"]
    with pytest.raises(DocumentError, match="the article is empty"):
        read(FORM, text)


def test_another_language_inside_a_sentence() -> None:
    """A foreign word stays in its sentence; the same language with a region is no foreign one."""
    assert sources("<html lang=fr><p>A <i lang=fr>mot</i> and <i lang=en-GB>word</i>") == [
        "A <i lang=fr>mot</i> and <i lang=en-GB>word</i>"
    ]


@pytest.mark.parametrize(
    ("text", "targets", "expected"),
    [
        ("<p>One\n  two</p>", {"One two": "Адзін «два»"}, "<p>Адзін «два»</p>"),
        ("<p>&ldquo;A&rdquo; b. C &amp; d", {"C & d": "Ц & д"}, "<p>&ldquo;A&rdquo; b. Ц & д"),
        ("<p>A", {"A": "<script>alert(1)</script><b>Б</b>"}, "<p>&lt;script>alert(1)&lt;/script><b>Б</b>"),
        (
            "<p>A <a href=u>b</a> c",
            {"A <a href=u>b</a> c": "<a href=u>б</a> <a href=v>в</a>"},
            "<p><a href=u>б</a> &lt;a href=v>в</a>",
        ),
        ("<img alt='A'>", {"A": "It's"}, "<img alt='It&#39;s'>"),
        ('<img alt="A">', {"A": 'Ж "ж"'}, '<img alt="Ж &quot;ж&quot;">'),
        ("<img alt=A src=b>", {"A": 'Ж "ж"'}, '<img alt="Ж &quot;ж&quot;" src=b>'),
        ("<img alt=A src=b>", {"A": "Ж"}, "<img alt=Ж src=b>"),
        ("<title>A</title>", {"A": "</title><script>"}, "<title>&lt;/title>&lt;script></title>"),
    ],
)
def test_targets(text: str, targets: dict[str, str], expected: str) -> None:
    """A target is written for its place, and no translation brings a tag of its own into the page."""
    assert translated(text, targets) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("be", "<html lang='en' dir=ltr>A", "<html lang='be' dir=ltr>A"),
        ("be", "<!-- <html> --><HTML class=a>A", '<!-- <html> --><HTML lang="be" class=a>A'),
        ("ar", "<html lang=en>A", '<html dir="rtl" lang=ar>A'),
        ("be", "<p>A", "<p>A"),
    ],
)
def test_language_is_declared(locale: str, text: str, expected: str) -> None:
    """Language and direction of the output stand in the page."""
    assert FORM.render(read(FORM, text), {}, RenderOptions(locale)) == expected


def test_notes() -> None:
    """A reviewer is told what a text without a sentence around it is."""
    text = "<title>T</title><figure><img alt=A><figcaption>C</figcaption></figure><button>B</button>"
    notes = [item.note for item in read(FORM, text).blocks]  # type: ignore[attr-defined]
    assert notes == ["title of the page", "alt text", "caption", "button"]
