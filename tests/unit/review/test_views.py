"""Texts in pieces and wordings compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Entry, Former, Provenance, SegmentKey, Span, State
from l10n.review.editing import Edit, edited, identify
from l10n.review.strings import languages, preferred, strings
from l10n.review.views import difference, pieces

TEXT = st.text(alphabet="ab \u00a0\n'.я😀", max_size=20)
SPANS = st.lists(st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 25), st.integers(0, 25)), max_size=5)


@given(TEXT, SPANS)
def test_pieces_are_the_text(text: str, spans: list[Span]) -> None:
    """Whatever is marked, the pieces together are the text, and each marked one is what a span covers."""
    found = pieces(text, [(span, {"mark": True}) for span in spans])
    assert "".join(piece["text"] for piece in found) == text
    covered = {text[slice(*span)] for span in spans}
    assert all(piece["text"] in covered for piece in found if "mark" in piece)
    assert found


@given(TEXT, TEXT)
def test_a_difference_has_both_wordings(old: str, new: str) -> None:
    """What is not gone is the new wording; what is not new has the words of the old one."""
    found = difference(old, new)
    assert "".join(text for kind, text in found if kind != "gone") == new
    assert "".join(text for kind, text in found if kind != "new").split() == old.split()


def test_identities_tell_contexts_apart() -> None:
    """The same sentence in two contexts is two entries, and no trick with a separator makes them one."""
    keys = [SegmentKey("", "a"), SegmentKey("a", ""), SegmentKey("title", "a"), SegmentKey("#2", "a")]
    assert len({identify(key) for key in keys}) == len(keys)


def test_an_approved_text_settles_an_entry() -> None:
    """Nothing of a conflict or an earlier wording is left, and where the draft came from is still told."""
    entry = Entry(
        SegmentKey("", "Yes."),
        "Так",
        fuzzy=True,
        provenance=Provenance("fake:en_be@1", None, "abcdef"),
        notes="! doubtful\n¶ Yes. No.",
        former=(Former("Yes?", "Так?"),),
        rivals=("Ага.",),
        previous=SegmentKey("", "Yes?"),
    )
    found = edited(entry, Edit("", "Так", State.STALE, "Так.", reviewed=True))
    assert found == Entry(SegmentKey("", "Yes."), "Так.", provenance=entry.provenance, notes="¶ Yes. No.")


def test_the_page_speaks_what_it_has_catalogs_for() -> None:
    """English needs none; every other language has translations, and a browser's wish is met where it can be."""
    assert languages()[0] == "en"
    assert all(strings(language) for language in languages()[1:])
    for language in languages():
        assert preferred(f"xx, {language}-XX;q=0.8, en;q=0.1") == language
