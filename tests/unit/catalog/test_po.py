from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from l10n.catalog.po import format_catalog, load_catalog, new_catalog, save_catalog
from l10n.errors import CatalogError
from l10n.model import Catalog, Entry, Provenance, SegmentKey, State

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(tmp_path: Path, text: str | bytes) -> Path:
    """Write a .po file."""
    path = tmp_path / "a.po"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def sample() -> Catalog:
    """A catalog with an entry of every kind."""
    entries = (
        Entry(SegmentKey("", "Yes."), "Так.", references=("source/a.txt:1", "source/a.txt:9")),
        Entry(
            SegmentKey("", 'A "quote"\\ and\ttab.'),
            "Чарнавік.",
            fuzzy=True,
            provenance=Provenance("argos:en_ru@1.9>embedded:ru_be@1", -0.41, "9f3c1a"),
            notes="Name = Імя nom\n¶ Paragraph.",
            comment="Ask Hanna.\nTwice.",
            flags=("no-wrap",),
        ),
        Entry(SegmentKey("headline", "Yes."), "Ага.", fuzzy=True, previous=SegmentKey("", "Yes?")),
        Entry(SegmentKey("", "Nothing.")),
        Entry(SegmentKey("", "Gone."), "Няма.", obsolete=True),
    )
    base = new_catalog("be", "source/a.txt", "1")
    return Catalog("be", entries, base.header, base.metadata)


def without_lines(catalog: Catalog) -> list[Entry]:
    """Entries without the lines they had in their files."""
    from dataclasses import replace

    return [replace(entry, line=0) for entry in catalog.entries]


def test_everything_comes_back(tmp_path: Path) -> None:
    """What is saved is loaded: entries of every state, comments, flags, header."""
    path = tmp_path / "be" / "a.po"
    catalog = sample()
    assert save_catalog(catalog, path)
    loaded = load_catalog(path, "be")
    assert without_lines(loaded) == list(catalog.entries)
    assert (loaded.header, loaded.metadata) == (catalog.header, catalog.metadata)
    states = [State.REVIEWED, State.DRAFT, State.STALE, State.EMPTY, State.OBSOLETE]
    assert [entry.state for entry in loaded.entries] == states
    assert not save_catalog(loaded, path)


@pytest.mark.parametrize("locale", ["be", "ru", "uk", "pl", "ar", "sr_Latn"])
def test_gettext_accepts_our_files(tmp_path: Path, msgfmt: str, locale: str) -> None:
    """``msgfmt -c`` has nothing against the header or the entries, in any locale."""
    base = new_catalog(locale, "source/a.txt", "1")
    path = write(tmp_path, format_catalog(Catalog(locale, sample().entries, base.header, base.metadata)))
    done = subprocess.run([msgfmt, "-c", "-o", "-", str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_header_has_no_date_of_its_own() -> None:
    """The header names language and plural forms and nothing that changes with time."""
    metadata = new_catalog("be", "source/a.txt", "1").metadata
    assert metadata["Language"] == "be"
    assert metadata["Plural-Forms"].startswith("nplurals=3; plural=(n%10==1")
    assert metadata["X-Generator"] == "l10n 1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d\+0000", metadata["PO-Revision-Date"])


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 1, "empty"),
        (HEADER + 'msgid "a"\nmsgstr "b\n', 5, ""),
        (HEADER + 'msgid "a"\nmsgstr', None, ""),
        (HEADER + 'msgid "a"\n', 4, "middle of an entry"),
        (HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7, "same msgid as line 4"),
        (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', 4, "plural"),
        (HEADER + 'msgid "a"\nmsgstr "b\ufffd"\n', 5, "U+FFFD"),
        (HEADER.encode() + b'msgid "a"\nmsgstr "\xc0\xc1"\n', 5, "UTF-8"),
        ("<html>\n</html>\n", 1, ""),
        (HEADER + "msgid a\n", 4, ""),
        ('msgid "a"\nmsgstr "b"\n', 1, "no header"),
        (HEADER + '<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n', 4, ""),
    ],
)
def test_broken_files_are_refused_and_left_alone(tmp_path: Path, text: str | bytes, line: int, word: str) -> None:
    """A damaged .po file gives an error with file and line; it is not touched."""
    path = write(tmp_path, text)
    before = path.read_bytes()
    with pytest.raises(CatalogError) as caught:
        load_catalog(path, "be")
    assert str(path) in str(caught.value)
    assert word in str(caught.value)
    if line is not None:
        assert caught.value.line == line, caught.value
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("declared", "locale", "passes"),
    [
        ("be", "be", True),
        ("be_BY", "be", True),
        ("BE", "be-tarask", True),
        ("be@latin", "be", True),
        ("sr_Latn", "sr_Latn", True),
        ("pt_BR", "pt_BR", True),
        ("", "be", True),
        ("Belarusian", "be", True),
        ("ru", "be", False),
        ("uk_UA", "ru", False),
    ],
)
def test_catalog_of_another_language_is_refused(tmp_path: Path, declared: str, locale: str, passes: bool) -> None:
    """Regions, scripts and what is no code are let pass; the code of another language is somebody's mistake."""
    fields = f"Content-Type: text/plain; charset=UTF-8\\nLanguage: {declared}\\n"
    path = write(tmp_path, f'msgid ""\nmsgstr "{fields}"\n\nmsgid "Yes"\nmsgstr "Так"\n')
    if passes:
        assert load_catalog(path, locale).entries[0].target == "Так"
        return
    with pytest.raises(CatalogError, match=f"Language: {declared}") as caught:
        load_catalog(path, locale)
    assert (caught.value.path, caught.value.line) == (str(path), 1)


def test_a_cut_file_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    """Wherever a file is cut off, it is refused or has lost only whole entries at its end."""
    whole = format_catalog(sample())
    entries = list(sample().entries)
    for length in range(len(whole)):
        path = write(tmp_path, whole[:length])
        try:
            loaded = load_catalog(path, "be")
        except CatalogError:
            continue
        got = without_lines(loaded)
        assert [entry.key for entry in got] == [entry.key for entry in entries[: len(got)]]
        assert [entry.target for entry in got] == [entry.target for entry in entries[: len(got)]]


def test_what_other_tools_add_is_kept(tmp_path: Path) -> None:
    """Header fields of Poedit, wrapped lines, unknown flags and comments survive a rewrite."""
    text = (
        '# Translators, 2026\nmsgid ""\nmsgstr ""\n"Language: be\\n"\n"X-Poedit-Basepath: .\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '# a person wrote this\n#. old note\n#: source/a.txt:3\n#, fuzzy, x-mine\n#| msgid "Old"\n'
        'msgid ""\n"Long "\n"sentence."\nmsgstr ""\n"Доўгі "\n"сказ."\n'
    )
    loaded = load_catalog(write(tmp_path, text), "be")
    again = format_catalog(loaded)
    for kept in ("X-Poedit-Basepath: .", "# Translators, 2026", "# a person wrote this", "x-mine", '#| msgid "Old"'):
        assert kept in again
    assert 'msgid "Long sentence."\nmsgstr "Доўгі сказ."' in again
