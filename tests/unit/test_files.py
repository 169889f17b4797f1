from __future__ import annotations

import os
from pathlib import Path

import pytest

from l10n.errors import DocumentError, InputError
from l10n.files import read_lines, read_text, write_if_changed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"one\ntwo \xe2\n", ["UTF-8", "iconv", ":2"]),
        (b"one\0two", ["NUL", ":1"]),
    ],
)
def test_unusable_bytes_are_named_with_line_and_remedy(tmp_path: Path, data: bytes, words: list[str]) -> None:
    """A file that is not text is refused with the line and what to do."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_text(path, DocumentError)
    message = f"{caught.value} {caught.value.hint}"
    assert all(word in message for word in words), message


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    """What cannot be opened gives an InputError that names it."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(InputError, match=path.name):
            read_text(path)


def test_line_ends_and_byte_order_mark_are_kept(tmp_path: Path) -> None:
    """Nothing is translated on reading or writing."""
    path = tmp_path / "a.txt"
    text = "\ufeffone\r\ntwo\rthree\n"
    assert write_if_changed(path, text)
    assert read_text(path) == text
    assert path.read_bytes() == text.encode()


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    """Only line feeds end a line; other separators belong to the text."""
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffone\r\n\ntwo\u2028\x85\n".encode())
    assert read_lines(path) == ["one", "", "two\u2028\x85"]
    path.write_bytes(b"")
    assert read_lines(path) == []


def test_unchanged_file_is_not_written(tmp_path: Path) -> None:
    """Writing the same text again leaves the file alone, its time too."""
    path = tmp_path / "a.txt"
    write_if_changed(path, "same")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, "same")
    assert path.stat().st_mtime == 1


def test_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old content stays, and no temporary file is left."""
    path = tmp_path / "a.txt"
    write_if_changed(path, "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write_if_changed(path, "new")
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["a.txt"]


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A rewritten file has the permissions it had."""
    path = tmp_path / "a.txt"
    write_if_changed(path, "old")
    path.chmod(0o640)
    write_if_changed(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the place of a folder is an error with a path, not a traceback."""
    (tmp_path / "locales").write_text("a file")
    with pytest.raises(InputError, match="locales"):
        write_if_changed(tmp_path / "locales" / "be" / "a.po", "text")
