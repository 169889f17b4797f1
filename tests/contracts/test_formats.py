"""What every document format promises, over every registered format of text files (test_docx.py has DOCX)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.unit.documents.corpus import (
    HOSTILE,
    ODD,
    Page,
    composed,
    examples,
    pseudo_translated,
    read,
    readmes,
    renderer,
)

from l10n.documents.blocks import has_words, pieces_of
from l10n.documents.html import HtmlFormat
from l10n.documents.markdown import MarkdownFormat
from l10n.documents.text import TextFormat
from l10n.errors import DocumentError
from l10n.model import Document, Span
from l10n.plugins import load_formats
from l10n.protocols import BinaryFormat, DocumentFormat, RenderOptions

REGISTERED = {form.name: form for form in [*load_formats(), MarkdownFormat(), HtmlFormat()]}
FORMATS = [form for form in REGISTERED.values() if not isinstance(form, BinaryFormat)]
WORDS = "Mr. |U.S. |She left. |“Yes!” |«No.» |- |* |1. |A. |Title|…| |p.m. |Мінск. "
SPACES = "\n|\r\n|\n\n|\r\n\r\n|\r|\t|\u00a0|\u2028|\ufeff|\x85|\x1c|\u200b"
MARKDOWN = "**|_|`|[|](u)|](u 't')|![|> |# |---\n|title: |\\\\|~~|[^1]|[^1]: |&amp;|    |```\n|[a]: b\n|\\n| \\|-\n"
HTML = (
    "<p>|</p>|<b>|</b>|<a title='T'>|</a>|<br>|<!--|-->|<img alt=x>|<|>|&nbsp;|&|<pre>|<script>|<li>|<p lang=fr>|</div>"
)
TOKENS = st.sampled_from([*f"{WORDS}|{SPACES}|{MARKDOWN}|{HTML}".split("|"), "|", " | "])
TEXTS = st.one_of(st.text(), st.lists(TOKENS, max_size=30).map("".join))
SAMPLES = {
    "text": ("Title\n\nYes. No. Yes.\n", "Title\n\nТак. No. Так.\n"),
    "markdown": ("# Title\n\n*Yes.* No.\n> Yes.\n", "# Title\n\n*Так.* No.\n> Так.\n"),
    "html": ("<h1>Title</h1><p>Yes. No.<p title=Yes.>Yes.", "<h1>Title</h1><p>Так. No.<p title=Так.>Так."),
}
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def article(form: DocumentFormat, text: str) -> Document:
    """Read a text; texts that are no article are left out."""
    try:
        return read(form, text)
    except DocumentError:
        assume(False)
        raise


@every_format
@given(text=TEXTS)
def test_gaps_and_segments_give_the_text_back(form: DocumentFormat, text: str) -> None:
    """Segments are in order, do not overlap and are not blank; with the gaps they are the whole text."""
    document = article(form, text)
    spans = [segment.span for segment in document.segments]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(segment.key.source.strip() for segment in document.segments)
    position, parts = 0, []
    for span in spans:
        parts += [text[position : span.start], text[span.start : span.end]]
        position = span.end
    assert "".join([*parts, text[position:]]) == text


@every_format
@given(text=TEXTS)
def test_nothing_outside_the_segments_is_lost_text(form: DocumentFormat, text: str) -> None:
    """Between segments of one block there is no word: white space, and markup."""
    document = article(form, text)
    for before, after in pairwise(document.segments):
        if before.block == after.block:
            gap = Span(before.span.end, after.span.start)
            assert not has_words(text, gap, pieces_of(document.blocks[before.block]))


@every_format
@given(text=TEXTS)
def test_identity_translation_is_the_source(form: DocumentFormat, text: str) -> None:
    """Rendering nothing, or every segment as itself, gives the source byte for byte."""
    document = article(form, text)
    assert form.render(document, {}) == text
    assert form.render(document, {segment.key: segment.key.source for segment in document.segments}) == text


@every_format
@given(text=TEXTS)
def test_lines_are_where_segments_start(form: DocumentFormat, text: str) -> None:
    """The line of a segment is the number of line feeds before it, plus one."""
    for segment in article(form, text).segments:
        assert segment.line == text.count("\n", 0, segment.span.start) + 1


@every_format
def test_targets_stand_in_place_of_their_segments(form: DocumentFormat) -> None:
    """A target replaces every place of its segment and nothing else."""
    text, expected = SAMPLES[form.name]
    document = read(form, text)
    targets = {segment.key: "Так." for segment in document.segments if segment.key.source == "Yes."}
    assert form.render(document, targets) == expected


@every_format
def test_an_empty_target_changes_nothing(form: DocumentFormat) -> None:
    """A translation without text leaves the source."""
    text, _ = SAMPLES[form.name]
    document = read(form, text)
    assert form.render(document, {segment.key: "" for segment in document.segments}) == text


@every_format
def test_a_notice_stands_once(form: DocumentFormat) -> None:
    """The notice is written, and everything else stays."""
    text, _ = SAMPLES[form.name]
    written = form.render(read(form, text), {}, RenderOptions(notice="Перакладзена машынай."))
    assert written.count("Перакладзена машынай.") == 1
    assert len(written) < len(text) + 60


@every_format
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents(form: DocumentFormat, name: str) -> None:
    """A document made to do harm is read and given back exactly, or refused."""
    for size in (1, 7, 1500):
        text = HOSTILE[name](size)
        try:
            document = read(form, text)
        except DocumentError:
            continue
        assert form.render(document, {}) == text
        assert form.render(document, {segment.key: segment.key.source for segment in document.segments}) == text
        pseudo_translated(form, document)


@pytest.mark.parametrize("form", [form for form in FORMATS if form.name != "text"], ids=lambda form: form.name)
def test_a_nul_byte_is_refused(form: DocumentFormat) -> None:
    """The parsers would write another character for it."""
    with pytest.raises(DocumentError, match=r":2: contains a NUL byte"):
        read(form, "text\n\0")


def documents() -> list[tuple[str, str]]:
    """Markdown documents: other people's, as far as this machine has them, and composed ones."""
    found = [*examples(), *readmes(), *composed()]
    assert len(found) >= 60
    return found


def test_text_documents() -> None:
    """Read as plain text: identity is exact, and a pseudo-translation leaves no Latin word."""
    form = TextFormat()
    for name, text in documents():
        if not text.strip("\ufeff\u200b \t\r\n"):
            continue
        document = read(form, text)
        assert form.render(document, {segment.key: segment.key.source for segment in document.segments}) == text, name
        assert not re.search("[A-Za-z]{2,}", pseudo_translated(form, document)), name


def test_markdown_documents() -> None:
    """Identity is exact; a pseudo-translation leaves no Latin word visible and all markup as it was."""
    form, refused, compared = MarkdownFormat(), 0, 0
    for name, text in documents():
        try:
            document = read(form, text)
        except DocumentError:
            refused += 1
            assert not Page(without_html(text)).words, name
            continue
        assert form.render(document, {segment.key: segment.key.source for segment in document.segments}) == text, name
        if name in ODD:
            continue
        compared += 1
        before, after = without_html(text), without_html(pseudo_translated(form, document))
        assert Page(after).tags == Page(before).tags, name
        assert not Page(after).words, name
    assert refused < 200
    assert compared >= 60


def without_html(text: str) -> str:
    """Render Markdown without what stays as it is: HTML, addresses, and the titles of reference definitions."""
    md = renderer()
    env: dict[str, Any] = {}
    tokens = md.parse(text, env)
    titles = {item["title"] for item in env.get("references", {}).values()}
    for token in tokens:
        if token.type == "html_block":
            token.content = ""
        for before, child in pairwise([token, *(token.children or [])]):
            if child.type == "html_inline" or (before.markup == "autolink" and before.nesting > 0):
                child.content = ""
            if child.attrs.get("title") in titles:
                del child.attrs["title"]
    return str(md.renderer.render(tokens, md.options, env))


def test_html_documents() -> None:
    """The same documents as pages: identity is exact; a pseudo-translation leaves no Latin word and all tags."""
    form, read_pages = HtmlFormat(), 0
    for name, text in documents():
        if "<!--" in text:  # html.parser before Python 3.13 ends some comments where browsers do not
            continue
        page = f"<!DOCTYPE html><html><body>\n{renderer().render(text)}</body></html>\n"
        try:
            document = read(form, page)
        except DocumentError:
            assert not Page(page).words, name
            continue
        assert form.render(document, {segment.key: segment.key.source for segment in document.segments}) == page, name
        read_pages += 1
        before, after = Page(page), Page(pseudo_translated(form, document))
        assert after.tags == before.tags, name
        assert not after.words, name
    assert read_pages >= 60
