from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests import engine_fixtures
from tests.engine_fixtures import install_files, package_files, write_package, write_zip

from l10n.engines import argos
from l10n.engines.archive import Limits
from l10n.engines.argos import ArgosEngine
from l10n.engines.lock import load_lock, tree_hash
from l10n.engines.packages import add, parse_pair, remove, verify
from l10n.engines.store import Status
from l10n.errors import InputError
from l10n.model import EngineOptions

argos_home = engine_fixtures.argos_home
EN_RU = ("en", "ru")


def snapshot(*folders: Path) -> dict[str, bytes]:
    """Every file below some folders."""
    return {str(path): path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def changed_package(folder: Path, version: str = "1.0") -> Path:
    """A good package that differs from the usual one of this version by its README."""
    top = f"translate-en_ru-{version.replace('.', '_')}"
    files = {**package_files(version=version), "README.md": b"changed"}
    folder.mkdir(exist_ok=True)
    return write_zip(folder / "changed.argosmodel", {f"{top}/{name}": data for name, data in files.items()})


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Where the lock file of a project will be."""
    (tmp_path / "project").mkdir()
    return tmp_path / "project" / "l10n.lock"


def test_add_installs_and_records(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """The package works afterwards, and the lock file has everything that identifies it."""
    path = write_package(tmp_path)
    outcome = add(path, lock)
    assert outcome.installed
    assert ArgosEngine(EngineOptions()).translate(["one"], "en", "ru")[0].text == "оне"
    entry = json.loads(lock.read_text())["models"]["argos:en_ru"]
    assert entry == {
        "version": "1.0",
        "sha256": outcome.entry.sha256,
        "size": path.stat().st_size,
        "tree": tree_hash(argos_home / "translate-en_ru-1_0"),
        "source": f"file:{path.name}",
    }
    assert [item.name for item in argos_home.iterdir()] == ["translate-en_ru-1_0"]
    assert not list(argos_home.parent.glob(".l10n-*"))


def test_add_again_changes_nothing(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """A second time it says that the package is there."""
    path = write_package(tmp_path)
    add(path, lock)
    before = snapshot(argos_home, lock.parent)
    assert not add(path, lock).installed
    assert snapshot(argos_home, lock.parent) == before


def test_add_records_what_another_program_installed(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """The same files, installed before without l10n, are only recorded."""
    install_files(argos_home)
    assert not add(write_package(tmp_path), lock).installed
    assert [item.status for item in verify(lock)] == [Status.OK]


def test_changed_file_of_a_locked_version(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """A file that is not the one in the lock file is refused; both checksums are named and nothing changes."""
    first = add(write_package(tmp_path), lock).entry.sha256
    shutil.rmtree(argos_home / "translate-en_ru-1_0")
    before = snapshot(argos_home, lock.parent)
    with pytest.raises(InputError, match=first[:12]) as caught:
        add(changed_package(tmp_path), lock)
    assert "has changed" in str(caught.value)
    assert "models remove en_ru" in str(caught.value.hint)
    assert snapshot(argos_home, lock.parent) == before


def test_another_version_than_the_locked_one(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """The lock file decides about the version too."""
    add(write_package(tmp_path), lock)
    remove(EN_RU, lock, keep_lock=True)
    with pytest.raises(InputError, match=r"has en_ru 1\.0"):
        add(write_package(tmp_path, version="2.0"), lock)
    assert not list(argos_home.iterdir())


@pytest.mark.parametrize("version", ["0.9", "1.0", "2.0"])
def test_another_package_of_the_direction(tmp_path: Path, argos_home: Path, lock: Path, version: str) -> None:
    """An installed package is not replaced, neither by another version nor by other files of its version."""
    install_files(argos_home)
    before = snapshot(argos_home)
    with pytest.raises(InputError, match=r"installed: version 1\.0") as caught:
        add(changed_package(tmp_path, version), lock)
    assert "models remove en_ru" in str(caught.value.hint)
    assert snapshot(argos_home) == before
    assert not lock.exists()


def test_folder_in_the_way(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """A broken folder of the same name is not overwritten."""
    (argos_home / "translate-en_ru-1_0").mkdir()
    with pytest.raises(InputError, match="in the way"):
        add(write_package(tmp_path), lock)
    assert not lock.exists()


def test_expected_direction(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """Where a direction was asked for, a package of another one is refused."""
    with pytest.raises(InputError, match="from en to ru"):
        add(write_package(tmp_path), lock, expected=("en", "uk"))
    assert not list(argos_home.iterdir())


def test_limits_reach_the_verification(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """A package over a limit is refused."""
    with pytest.raises(InputError, match="limit"):
        add(write_package(tmp_path), lock, limits=Limits(unpacked_bytes=10))
    assert not list(argos_home.iterdir())


def test_damage_found_while_unpacking(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """Bytes that do not fit their checksum leave no half of a package behind."""
    path = write_package(tmp_path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged archive"):
        add(path, lock)
    assert not list(argos_home.iterdir())
    assert not list(argos_home.parent.glob(".l10n-*"))
    assert not lock.exists()


def test_member_longer_than_declared(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """A header that declares a smaller size than there is does not get more onto the disk."""
    path = write_package(tmp_path)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"translate-en_ru-1_0/model/model.bin") - 46 + 24
    data[place : place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(InputError, match="refused"):
        add(path, lock)
    assert not list(argos_home.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_interrupted_unpacking(
    tmp_path: Path, argos_home: Path, lock: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Whatever stops the unpacking, the packages are as before and the settings of argostranslate too."""

    def stop(archive: Path, folder: Path) -> None:
        (folder / "translate-en_ru-1_0").mkdir()
        raise error

    monkeypatch.setattr(argos, "unpack", stop)
    with pytest.raises((KeyboardInterrupt, InputError)):
        add(write_package(tmp_path), lock)
    assert not list(argos_home.iterdir())
    assert not list(argos_home.parent.glob(".l10n-*"))
    assert argos.packages_folder() == argos_home


def test_lock_that_cannot_be_written(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """A package that cannot be recorded is not left installed."""
    shutil.rmtree(lock.parent)
    lock.parent.write_text("a file where the project should be")
    with pytest.raises(InputError):
        add(write_package(tmp_path), lock)
    assert not list(argos_home.iterdir())


def test_verify_tells_all_four_states(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """As locked, changed, missing, not locked."""
    for source, target in (("en", "ru"), ("en", "uk"), ("en", "pl")):
        add(write_package(tmp_path, source, target), lock)
    (argos_home / "translate-en_uk-1_0" / "extra").write_text("new")
    shutil.rmtree(argos_home / "translate-en_pl-1_0")
    install_files(argos_home, "ru", "be")
    assert {item.pair: item.status for item in verify(lock)} == {
        ("en", "ru"): Status.OK,
        ("en", "uk"): Status.CHANGED,
        ("en", "pl"): Status.MISSING,
        ("ru", "be"): Status.UNLOCKED,
    }


def test_remove_forgets_the_checksum(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """After a removal another file of the version may be installed."""
    add(write_package(tmp_path), lock)
    assert [folder.name for folder in remove(EN_RU, lock)] == ["translate-en_ru-1_0"]
    assert load_lock(lock) == {}
    assert add(changed_package(tmp_path), lock).installed


def test_remove_with_the_checksum_kept(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """With the checksum kept, only the same file may come back."""
    add(write_package(tmp_path), lock)
    remove(EN_RU, lock, keep_lock=True)
    with pytest.raises(InputError, match="has changed"):
        add(changed_package(tmp_path), lock)
    assert add(write_package(tmp_path), lock).installed


def test_remove_clears_broken_folders_of_the_pair(argos_home: Path, lock: Path) -> None:
    """A folder that is no package any more goes by its name; folders of other pairs stay."""
    for name in ("translate-en_ru-1_0", "translate-en_ru_x", "translate-men_rus-1_0", "translate-en_uk-1_0"):
        (argos_home / name).mkdir()
    remove(EN_RU, lock)
    assert {path.name for path in argos_home.iterdir()} >= {"translate-men_rus-1_0", "translate-en_uk-1_0"}
    assert not (argos_home / "translate-en_ru-1_0").exists()


def test_remove_what_is_not_there(argos_home: Path, lock: Path) -> None:
    """The hint names what is installed."""
    install_files(argos_home, "en", "uk")
    with pytest.raises(InputError, match="not installed: en_ru") as caught:
        remove(EN_RU, lock)
    assert "en_uk" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a lock file"),
        ("{}", "not a lock file"),
        ('{"models": []}', "not a lock file"),
        ('{"models": {"argos:en_ru": {"version": 1}}}', "damaged entry: argos:en_ru"),
        ('{"models": {"argos:en_ru": null}}', "damaged entry: argos:en_ru"),
    ],
)
def test_damaged_lock_file(tmp_path: Path, argos_home: Path, lock: Path, content: str, message: str) -> None:
    """A lock file that cannot be read stops an installation and is left as it is."""
    lock.write_text(content)
    with pytest.raises(InputError, match=message):
        add(write_package(tmp_path), lock)
    assert lock.read_text() == content
    assert not list(argos_home.iterdir())


@pytest.mark.parametrize("text", ["enru", "en_", "_ru", "EN_RU", "../ru", "en_ru_be", ""])
def test_wrong_pairs(text: str) -> None:
    """A pair is two codes, nothing else."""
    with pytest.raises(InputError, match="not a language pair"):
        parse_pair(text)


def test_tree_hash_sees_names_and_contents(tmp_path: Path) -> None:
    """Contents, names and links count; times and the place do not."""
    seen = set()
    for number, (name, content) in enumerate([("a", "1"), ("a", "2"), ("b", "1"), ("c/a", "1")]):
        path = tmp_path / str(number) / name
        path.parent.mkdir(parents=True)
        path.write_text(content)
        seen.add(tree_hash(tmp_path / str(number)))
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "a").symlink_to("x")
    seen.add(tree_hash(tmp_path / "link"))
    assert len(seen) == 5
    shutil.copytree(tmp_path / "0", tmp_path / "copy")
    assert tree_hash(tmp_path / "copy") == tree_hash(tmp_path / "0")
