"""What PO editors do to a file when they save it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.interchange.samples import unharmed, write

from l10n.catalog.po import load_catalog, save_catalog


def rewrapped(text: str) -> str:
    """Break long texts at 79 columns, after spaces, as Poedit does."""

    def wrap(found: re.Match[str]) -> str:
        mark, keyword, content = found.groups()
        if len(found[0]) <= 79:
            return found[0]
        pieces = textwrap.wrap(
            content, 77 - len(mark), drop_whitespace=False, break_long_words=False, break_on_hyphens=False
        )
        return "\n".join([f'{mark}{keyword} ""', *(f'{mark}"{piece}"' for piece in pieces)])

    return re.sub(r'^(#~?\|? ?|)(msgctxt|msgid|msgstr) "(.+)"$', wrap, text, flags=re.MULTILINE)


def poedit_header(text: str) -> str:
    """Another order of header fields, a date, and fields of its own."""
    header, blank, rest = text.partition("\n\n")
    lines = header.split("\n")
    fields = [line for line in lines if line.startswith('"')]
    own = ['"X-Poedit-Basepath: .\\n"', '"X-Poedit-SearchPath-0: source\\n"', '"X-Poedit-KeywordsList: \\n"']
    dated = [line.replace("Date: ", "Date: 2026-11-22 10:00+0200") for line in fields[::-1]]
    return "\n".join([*(line for line in lines if not line.startswith('"')), *own, *dated]) + blank + rest


HABITS: dict[str, Callable[[str], str]] = {
    "wrapped at 79": rewrapped,
    "header": poedit_header,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "blank lines at the end": lambda text: text + "\n\n\n",
    "no line end": lambda text: text.rstrip("\n"),
    "blank lines doubled": lambda text: text.replace("\n\n", "\n\n\n"),
    "fuzzy last": lambda text: text.replace("#, fuzzy", "#, no-wrap,fuzzy"),
    "flags in two lines": lambda text: text.replace("#, fuzzy", "#, no-wrap\n#, fuzzy"),
    "no space after #~": lambda text: text.replace("#~ ", "#~"),
    "no space after #~|": lambda text: text.replace("#~| ", "#~|"),
    "comments after flags": lambda text: re.sub(r"(?m)^((?:# .*\n)+)((?:#[.:,].*\n)+)", r"\2\1", text),
    "comments with #~ before them": lambda text: text.replace("# It may return.", "#~ # It may return."),
    "two spaces after the keyword": lambda text: text.replace('msgstr "', 'msgstr  "'),
    "all of it": lambda text: poedit_header(rewrapped(text)).replace("\n", "\r\n") + "\r\n\r\n",
}


@pytest.mark.parametrize("habit", HABITS)
def test_an_editors_save_harms_nothing(tmp_path: Path, habit: str) -> None:
    """Everything is still there; saving gives our form again, apart from what the editor has to say in addition."""
    path = write(tmp_path)
    ours = path.read_text(encoding="utf-8")
    changed = HABITS[habit](ours)
    assert changed != ours
    path.write_bytes(changed.encode("utf-8"))
    assert unharmed(path)
    found = load_catalog(path, "be")
    save_catalog(found, path)
    again = path.read_text(encoding="utf-8")
    if found.metadata.keys() == load_catalog(write(tmp_path), "be").metadata.keys() and "no-wrap" not in again:
        assert again == ours


def test_what_poedit_says_of_itself_stays(tmp_path: Path) -> None:
    """Fields nobody else knows are kept, in one order whoever wrote them."""
    path = write(tmp_path)
    path.write_text(poedit_header(path.read_text(encoding="utf-8")), encoding="utf-8")
    save_catalog(load_catalog(path, "be"), path)
    once = path.read_bytes()
    for kept in ("X-Poedit-Basepath: .", "X-Poedit-SearchPath-0: source", "2026-11-22 10:00+0200"):
        assert kept.encode() in once
    assert not save_catalog(load_catalog(path, "be"), path)
