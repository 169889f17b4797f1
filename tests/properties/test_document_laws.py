"""Laws of inline markup: what goes through an engine and comes back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.markup.masking import HTML, MARKDOWN, PLAIN, SYNTAXES, mask, scan_syntax
from l10n.markup.pieces import Flow, Role
from l10n.markup.unmasking import unmask
from l10n.model import Span

WORDS = "Minsk |freed |the |prisoners |on |Monday |, |. |“No” |5 |a*b |x < y |R&D |&amp; "
INLINE = {
    PLAIN: "*|<b>",
    MARKDOWN: "*one* |**two words** |[a link](http://x 'T') |`code` |<http://y> |![alt](z) |[^1]|<br>|~~no~~ |[r][s] |"
    "\\* |*[in *it*](u)* ",
    HTML: "<b>one</b> |<a href='x' title='T'>a link</a> |<code>c</code> |<img alt='A' src=z>|<br>|<i lang=fr>bon</i> |"
    "&lt; |<em><b>x</b></em> ",
}


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence with markup and its syntax."""
    syntax = draw(st.sampled_from(SYNTAXES))
    tokens = st.sampled_from([*WORDS.split("|"), *INLINE[syntax].split("|")])
    return "".join(draw(st.lists(tokens, min_size=1, max_size=12))).strip() or "x", syntax


TEXTS = st.one_of(sentences(), st.tuples(st.text(), st.sampled_from(SYNTAXES)))


@given(TEXTS)
def test_pieces_are_in_order_inside_the_text(pair: tuple[str, str]) -> None:
    """Pieces do not overlap, and every OPEN has its CLOSE."""
    text, syntax = pair
    position = 0
    groups: list[int] = []
    for piece in scan_syntax(text, syntax):
        assert position <= piece.span.start < piece.span.end <= len(text)
        position = piece.span.end
        groups += [piece.group] if piece.role is Role.OPEN else []
        if piece.role is Role.CLOSE:
            groups.remove(piece.group)
    assert not groups


@given(TEXTS)
def test_the_engine_sees_no_markup(pair: tuple[str, str]) -> None:
    """No address, code or tag is in the text for the engine, and every plain stretch is."""
    text, syntax = pair
    masked = mask(text, syntax)
    for piece in scan_syntax(text, syntax):
        if piece.role is Role.ATOM and piece.name in ("code", "address"):
            assert masked.inserts
    for part, place in masked.parts:
        plain = text[part.start : part.end]
        assert masked.text[place : place + len(plain)] == plain


@given(TEXTS, st.sampled_from(["same", "reversed", "none", "other"]))
def test_nothing_is_lost(pair: tuple[str, str], way: str) -> None:
    """Whatever an engine answers, links, code, images and tags are in the result; what is left out is told."""
    text, syntax = pair
    masked = mask(text, syntax)
    words = masked.text.split()
    draft = {"same": masked.text, "reversed": " ".join(words[::-1]), "none": "…", "other": "зусім іншы сказ"}[way]
    result = unmask(masked, draft, {})
    before, after = scan_syntax(text, syntax), scan_syntax(result.text, syntax)
    for kind in ("link", "code", "address", "image", "footnote"):
        assert sum(item.name == kind for item in after) >= sum(item.name == kind for item in before), result
    assert result.ok or result.doubts


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(text=st.text(alphabet="ab *_`[]()<>&;!\\~#x7", max_size=30))
def test_a_plain_draft_stays_plain(syntax: str, text: str) -> None:
    """What an engine writes never becomes markup by itself."""
    draft = text.strip()
    written = unmask(mask("One", syntax), draft, {}).text
    pieces = scan_syntax(written, syntax)
    assert not [piece for piece in pieces if piece.role is not Role.TEXT]
    if syntax != PLAIN:
        assert re.sub(r"\s+", " ", Flow(written, Span(0, len(written)), pieces).text) == re.sub(r"\s+", " ", draft)
