from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine_fixtures import metadata, package_files, write_package, write_zip

from l10n.engines.archive import Limits, verify_archive
from l10n.errors import InputError

TOP = "translate-en_ru-1_0"
Members = list[tuple[str | zipfile.ZipInfo, bytes]]


def good() -> Members:
    """The members of a package that is accepted."""
    return [(f"{TOP}/{name}", data) for name, data in package_files().items()]


def member(name: str, mode: int) -> zipfile.ZipInfo:
    """A member with Unix permissions."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def without(name: str) -> Members:
    """A good package without a file."""
    return [item for item in good() if item[0] != f"{TOP}/{name}"]


def with_metadata(content: bytes) -> Members:
    """A good package with other metadata."""
    return [*without("metadata.json"), (f"{TOP}/metadata.json", content)]


def raw_metadata(**fields: object) -> bytes:
    """Metadata with some fields changed."""
    import json

    return json.dumps({**metadata("en", "ru"), **fields}).encode()


HOSTILE: dict[str, tuple[Callable[[], Members], str]] = {
    "absolute": (lambda: [*good(), ("/etc/passwd", b"x")], "absolute"),
    "parent": (lambda: [*good(), (f"{TOP}/../../x", b"x")], "leaves its folder"),
    "parent first": (lambda: [*good(), ("../x", b"x")], "leaves its folder"),
    "dot": (lambda: [*good(), (f"{TOP}/./x", b"x")], "leaves its folder"),
    "empty part": (lambda: [*good(), (f"{TOP}//x", b"x")], "leaves its folder"),
    "trailing dots": (lambda: [*good(), (f"{TOP}/x. .", b"x")], "leaves its folder"),
    "backslash": (lambda: [*good(), (f"{TOP}\\..\\x", b"x")], "forbidden character"),
    "drive": (lambda: [*good(), ("C:/x", b"x")], "forbidden character"),
    "newline": (lambda: [*good(), (f"{TOP}/a\nb", b"x")], "forbidden character"),
    "symbolic link": (lambda: [*good(), (member(f"{TOP}/x", stat.S_IFLNK | 0o777), b"/etc")], "link"),
    "device": (lambda: [*good(), (member(f"{TOP}/x", stat.S_IFCHR | 0o600), b"")], "special file"),
    "same name in capitals": (lambda: [*good(), (f"{TOP}/METADATA.json", b"{}")], "two members of one name"),
    "composed and decomposed": (lambda: [*good(), (f"{TOP}/й", b"1"), (f"{TOP}/и\u0306", b"2")], "two members"),
    "file and folder": (lambda: [*good(), (f"{TOP}/metadata.json/x", b"x")], "a file and a folder"),
    "two folders": (lambda: [*good(), ("other/x", b"x")], "exactly one folder"),
    "file at the top": (lambda: [*good(), ("x", b"x")], "exactly one folder"),
    "empty folder at the top": (lambda: [*good(), ("other/", b"")], "exactly one folder"),
    "hidden folder": (lambda: [(f".{TOP}/{name}", data) for name, data in package_files().items()], "no plain name"),
    "no members": (list, "exactly one folder"),
    "no metadata": (lambda: without("metadata.json"), "no metadata.json"),
    "no model": (lambda: without("model/model.bin"), "no model/model.bin"),
    "no tokenizer": (lambda: without("sentencepiece.model"), "neither sentencepiece.model"),
    "metadata no JSON": (lambda: with_metadata(b"{"), "not valid JSON"),
    "metadata no UTF-8": (lambda: with_metadata(b"\xff\xfe\xff"), "not valid JSON"),
    "metadata no object": (lambda: with_metadata(b"[]"), "not a translation package"),
    "other type": (lambda: with_metadata(raw_metadata(type="sbd")), "not a translation package"),
    "no language": (lambda: with_metadata(raw_metadata(from_code=None)), "no usable from_code"),
    "language with a path": (lambda: with_metadata(raw_metadata(to_code="../ru")), "no usable to_code"),
    "no version": (lambda: with_metadata(raw_metadata(package_version="")), "no usable package_version"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_archives_are_refused(tmp_path: Path, case: str) -> None:
    """The message says which member and why; nothing is unpacked."""
    make, message = HOSTILE[case]
    path = write_zip(tmp_path / "x.argosmodel", make())
    with pytest.raises(InputError, match=message) as caught:
        verify_archive(path)
    assert caught.value.path == str(path)
    assert caught.value.hint
    assert [item.name for item in tmp_path.iterdir()] == ["x.argosmodel"]


def test_same_name_twice(tmp_path: Path) -> None:
    """A second member of a name would be written over the first."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = write_zip(tmp_path / "x.argosmodel", [*good(), good()[0]])
    with pytest.raises(InputError, match="two members of one name"):
        verify_archive(path)


def test_encrypted_member(tmp_path: Path) -> None:
    """Nobody asks for a password here."""
    path = write_package(tmp_path)
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="encrypted"):
        verify_archive(path)


def test_good_archive(tmp_path: Path) -> None:
    """What is accepted comes with its direction, version and sizes."""
    archive = verify_archive(write_package(tmp_path, "ru", "be", version="2.1", prefix="__be__"))
    assert (archive.source, archive.target, archive.version) == ("ru", "be", "2.1")
    assert archive.top == "translate-ru_be-2_1"
    assert {"metadata.json", "sentencepiece.model", "model/model.bin"} <= archive.sizes.keys()


def test_folder_entries_are_allowed(tmp_path: Path) -> None:
    """Archives made by zip have entries for folders."""
    path = write_zip(tmp_path / "x.argosmodel", [(f"{TOP}/", b""), (f"{TOP}/model/", b""), *good()])
    assert verify_archive(path).top == TOP


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(archive_bytes=1000), "larger than the limit of 1000 bytes"),
        (Limits(unpacked_bytes=1000), "unpacked larger than the limit of 1000 bytes"),
        (Limits(members=3), "more than 3 members"),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, message: str) -> None:
    """An archive over a limit is refused before anything of it is read."""
    with pytest.raises(InputError, match=message):
        verify_archive(write_package(tmp_path), limits)


def test_bomb(tmp_path: Path) -> None:
    """A small file that unpacks to very much is refused by its ratio."""
    path = tmp_path / "x.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{TOP}/zeros", bytes(20_000_000))
    with pytest.raises(InputError, match="more than 100 times"):
        verify_archive(path)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(100)])
def test_no_archive(tmp_path: Path, content: bytes) -> None:
    """Anything that is no archive with a package is refused."""
    path = tmp_path / "x.argosmodel"
    path.write_bytes(content)
    with pytest.raises(InputError):
        verify_archive(path)


def test_cut_archive(tmp_path: Path) -> None:
    """So is half a download."""
    path = write_package(tmp_path)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(InputError, match="damaged archive"):
        verify_archive(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A wrong path is an input error too."""
    with pytest.raises(InputError, match="file not found"):
        verify_archive(tmp_path / "none.argosmodel")
    with pytest.raises(InputError):
        verify_archive(tmp_path)
