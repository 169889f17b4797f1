"""Our reader and writer: beside polib, and where polib reads carelessly."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.interchange.samples import SEPARATORS, catalog, unharmed, write

from l10n.catalog.po import format_catalog, load_catalog, new_catalog, parse_catalog, save_catalog
from l10n.errors import CatalogError
from l10n.model import Catalog, Entry, SegmentKey

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd\a" + SEPARATORS), max_size=30)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters=",#\ufffd"), min_size=1)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry with any texts."""
    obsolete = draw(st.booleans())
    return Entry(
        SegmentKey(draw(st.sampled_from(["", "headline"]) | TEXT), draw(TEXT.filter(bool))),
        draw(TEXT).rstrip("\n"),  # msgfmt allows a last line break only where the source has one
        fuzzy=draw(st.booleans()),
        obsolete=obsolete,
        references=() if obsolete else tuple(draw(st.lists(LINE.map(lambda line: f"{line}:1"), max_size=3))),
        notes="" if obsolete else "\n".join(draw(st.lists(LINE, max_size=3))),
        comment="\n".join(draw(st.lists(LINE, max_size=3))),
        flags=tuple(draw(st.lists(LINE.filter(lambda flag: flag != "fuzzy"), max_size=2))),
        previous=None if obsolete else draw(st.none() | st.builds(SegmentKey, st.just(""), TEXT.filter(bool))),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """A catalog of any entries."""
    found = draw(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key))
    base = new_catalog("be", "source/a.txt", "1")
    return replace(base, entries=tuple(sorted(found, key=lambda entry: entry.obsolete)))


@given(catalogs(), st.sampled_from([0, 20, 78]))
def test_polib_reads_the_same(written: Catalog, width: int) -> None:
    """What we write polib reads the same, and what polib writes, wrapped anywhere, we read the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.po"
        save_catalog(written, path)
        file = polib.pofile(str(path), wrapwidth=width)
        assert dict(file.metadata) == dict(written.metadata)
        for item, entry in zip(file, written.entries, strict=True):
            assert (item.msgctxt or "", item.msgid, item.msgstr) == (*entry.key, entry.target)
            assert (item.tcomment, item.comment) == (entry.comment, entry.notes)
            assert (item.fuzzy, bool(item.obsolete)) == (entry.fuzzy, entry.obsolete)
            assert item.previous_msgid == (entry.previous.source if entry.previous else None)
        if not width:
            file.save(str(path))
            found = load_catalog(path, "be")
            assert [replace(entry, line=0) for entry in found.entries] == list(written.entries)
        else:  # comments are wrapped too, and so become others
            for item in file:
                item.tcomment, item.comment, item.occurrences = "", "", []
            file.save(str(path))
            wanted = [replace(entry, comment="", notes="", references=()) for entry in written.entries]
            assert [replace(entry, line=0) for entry in load_catalog(path, "be").entries] == wanted


@given(catalogs())
def test_our_form_is_stable(written: Catalog) -> None:
    """Our text, read and written, is the same text, and every line of an entry is the line it begins on."""
    text = format_catalog(written)
    found = parse_catalog(text, Path("a.po"), "be")
    assert [replace(entry, line=0) for entry in found.entries] == list(written.entries)
    assert format_catalog(found) == text
    lines = text.split("\n")
    assert all(not lines[entry.line - 2] and lines[entry.line - 1] for entry in found.entries)


def test_the_previous_sentence_of_an_obsolete_entry_stays(tmp_path: Path) -> None:
    """``#~|`` lines, which polib drops."""
    path = write(tmp_path)
    assert '#~| msgctxt "headline"\n#~| msgid "Gone as well' in path.read_text(encoding="utf-8")
    assert unharmed(path)
    assert polib.pofile(str(path))[-1].previous_msgid is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('#, fuzzy\n#= no-wrap\nmsgid "a"\nmsgstr "b"\n', {"fuzzy": True, "flags": ("no-wrap",)}),
        (
            '#: \u2068my file\u2069:3 b.md:4\nmsgid "a"\nmsgstr "b"\n',
            {"references": ("\u2068my file\u2069:3", "b.md:4")},
        ),
        ('#  indented\n#\n#no space\nmsgid "a"\nmsgstr "b"\n', {"comment": " indented\n\nno space"}),
        ('  msgid\t"a"  \n\tmsgstr "b"\n', {"target": "b"}),
        ('msgid "a"\nmsgstr "\\320\\242ak\\a\\x"\n', None),
        ('msgid "a"\nmsgstr "\\320\\242ak\\a"\n', {"target": "Тak\a"}),
        ('msgid "a"\nmsgstr "b"\n# said at the end\n', {"comment": "said at the end"}),
        ('msgid ""\nmsgstr "a second header"\n', None),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', None),
        ('msgstr "c"\n', None),
        ('msgid "a"\n# between\n"more"\nmsgstr "b"\n', None),
        ('#~ msgid "a"\nmsgstr "b"\n', None),
        ('msgid "a"\nmsgstr ""\n"one\\n"\n', None),
        ('msgid "a\\n"\nmsgstr ""\n"one\\n"\n', {"target": "one\n"}),
    ],
)
def test_unusual_files(text: str, wanted: dict[str, object] | None) -> None:
    """What gettext takes is read, and nothing is guessed."""
    if wanted is None:
        with pytest.raises(CatalogError) as caught:
            parse_catalog(HEADER + text, Path("a.po"), "be")
        assert caught.value.line
        assert caught.value.line >= 4
        return
    (entry,) = parse_catalog(HEADER + text, Path("a.po"), "be").entries
    assert {name: getattr(entry, name) for name in wanted} == wanted


def test_a_file_cut_inside_a_text_of_several_lines_is_refused() -> None:
    """Wherever the last text breaks off after a line of its own."""
    text = format_catalog(replace(catalog(), entries=catalog().entries[7:8]))
    assert text.endswith('msgstr ""\n"Два\\n"\n"радкі.\\n"\n"\\n"\n"І яшчэ."\n')
    for lost in range(1, 4):
        with pytest.raises(CatalogError, match="middle of an entry"):
            parse_catalog("\n".join(text.split("\n")[: -1 - lost]) + "\n", Path("a.po"), "be")
