from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import engine_fixtures
from tests.engine_fixtures import metadata, write_package
from tests.loopback import Handler, Loopback

from l10n.engines.archive import Limits
from l10n.engines.lock import load_lock
from l10n.engines.packages import install, remove
from l10n.errors import EngineError, InputError

argos_home = engine_fixtures.argos_home
EN_RU = ("en", "ru")


class Server(Loopback):
    """A package index on loopback: files by path, and what was asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.short = 0
        """Bytes to leave out at the end of an answer."""
        files = self

        class Answers(Handler):
            def get(self) -> None:
                files.asked.append(self.path)
                data = files.files.get(self.path)
                if data is None:
                    self.send_error(404)
                    return
                short = files.short if self.path != "/index.json" else 0
                self.give(200, data[: len(data) - short], length=len(data))

        super().__init__(Answers)

    def offer(self, path: Path, source: str = "en", target: str = "ru", version: str = "1.0") -> None:
        """Add a package file to the index."""
        self.files[f"/{path.name}"] = path.read_bytes()
        index = json.loads(self.files.get("/index.json", b"[]"))
        links = [f"ipfs://{path.name}", f"{self.url}/{path.name}"]
        index.append({**metadata(source, target, version), "links": links})
        self.files["/index.json"] = json.dumps(index).encode()


@pytest.fixture
def server(argos_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An index that argostranslate is pointed at."""
    from argostranslate import settings

    running = Server()
    monkeypatch.setattr(settings, "remote_package_index", f"{running.url}/index.json")
    yield running
    running.close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Where the lock file of a project will be."""
    return tmp_path / "l10n.lock"


def test_install_downloads_and_records(tmp_path: Path, argos_home: Path, server: Server, lock: Path) -> None:
    """The package is installed, its address is in the lock file, and the progress ends at its size."""
    path = write_package(tmp_path)
    server.offer(path)
    steps: list[tuple[int, int | None]] = []
    outcome = install(EN_RU, lock, progress=lambda done, total: steps.append((done, total)))
    size = path.stat().st_size
    assert outcome.installed
    assert steps[-1] == (size, size)
    assert load_lock(lock)["argos:en_ru"].source == f"{server.url}/{path.name}"
    assert (argos_home / "translate-en_ru-1_0" / "metadata.json").exists()
    assert not list((argos_home.parent / "downloads").iterdir())


def test_install_again_asks_nobody(tmp_path: Path, server: Server, lock: Path) -> None:
    """What is installed as locked needs no network."""
    server.offer(write_package(tmp_path))
    install(EN_RU, lock)
    server.asked.clear()
    assert not install(EN_RU, lock).installed
    assert server.asked == []


def test_newest_version_is_installed(tmp_path: Path, server: Server, lock: Path) -> None:
    """Without a lock entry the newest of the index is taken."""
    for version in ("1.9", "1.10"):
        server.offer(write_package(tmp_path, version=version), version=version)
    assert install(EN_RU, lock).model.version == "1.10"


def test_locked_version_is_installed(tmp_path: Path, server: Server, lock: Path) -> None:
    """With one, the version in it."""
    server.offer(write_package(tmp_path, version="1.9"), version="1.9")
    install(EN_RU, lock)
    remove(EN_RU, lock, keep_lock=True)
    server.offer(write_package(tmp_path, version="1.10"), version="1.10")
    assert install(EN_RU, lock).model.version == "1.9"


def test_locked_version_that_is_gone(tmp_path: Path, argos_home: Path, server: Server, lock: Path) -> None:
    """A version that the index no longer has is not replaced by another one."""
    server.offer(write_package(tmp_path))
    install(EN_RU, lock)
    remove(EN_RU, lock, keep_lock=True)
    server.files.clear()
    server.offer(write_package(tmp_path, version="2.0"), version="2.0")
    with pytest.raises(InputError, match=r"no longer has en_ru 1\.0"):
        install(EN_RU, lock)
    assert not list(argos_home.iterdir())


def test_changed_file_on_the_server(tmp_path: Path, argos_home: Path, server: Server, lock: Path) -> None:
    """A file that changed under its name is refused."""
    path = write_package(tmp_path)
    server.offer(path)
    install(EN_RU, lock)
    remove(EN_RU, lock, keep_lock=True)
    server.files[f"/{path.name}"] += b"\0"
    with pytest.raises(InputError, match=r"has changed|damaged"):
        install(EN_RU, lock)
    server.files[f"/{path.name}"] = write_package(tmp_path, bpe=True).read_bytes()
    with pytest.raises(InputError, match="has changed"):
        install(EN_RU, lock)
    assert not list(argos_home.iterdir())


def test_file_of_another_direction(tmp_path: Path, argos_home: Path, server: Server, lock: Path) -> None:
    """The index cannot pass off one direction as another."""
    server.offer(write_package(tmp_path, "en", "uk"))
    with pytest.raises(InputError, match="from en to uk"):
        install(EN_RU, lock)
    assert not list(argos_home.iterdir())


def test_too_large(tmp_path: Path, argos_home: Path, server: Server, lock: Path) -> None:
    """A download over the limit is stopped and nothing of it stays."""
    server.offer(write_package(tmp_path))
    with pytest.raises(InputError, match="larger than the limit of 5000 bytes"):
        install(EN_RU, lock, limits=Limits(archive_bytes=5000))
    assert not list((argos_home.parent / "downloads").iterdir())


def test_broken_connection(tmp_path: Path, server: Server, lock: Path) -> None:
    """Half a file is a failure of the network, not a package."""
    server.offer(write_package(tmp_path))
    server.short = 1000
    with pytest.raises(EngineError, match="ended after") as caught:
        install(EN_RU, lock)
    assert caught.value.exit_code == 3


def test_file_that_is_not_there(tmp_path: Path, server: Server, lock: Path) -> None:
    """An index whose file is missing names the answer of the server."""
    path = write_package(tmp_path)
    server.offer(path)
    del server.files[f"/{path.name}"]
    with pytest.raises(EngineError, match="answers 404"):
        install(EN_RU, lock)


@pytest.mark.parametrize("links", [[], ["ipfs://x"], ["file:///etc/passwd"], [None]])
def test_other_addresses_are_not_opened(tmp_path: Path, server: Server, lock: Path, links: list[Any]) -> None:
    """Only http and https are."""
    server.files["/index.json"] = json.dumps([{**metadata("en", "ru"), "links": links}]).encode()
    with pytest.raises(EngineError, match="no address"):
        install(EN_RU, lock)


def test_unknown_pair_names_close_ones(tmp_path: Path, server: Server, lock: Path) -> None:
    """The hint says what the index has."""
    server.offer(write_package(tmp_path))
    server.offer(write_package(tmp_path, "de", "pl"), "de", "pl")
    with pytest.raises(InputError, match="no package en_be") as caught:
        install(("en", "be"), lock)
    assert "en_ru" in str(caught.value.hint)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("content", [b"<html>Please log in</html>", b"{}", b"[1]", b'[{"links": 1}]'])
def test_answer_that_is_no_index(server: Server, lock: Path, content: bytes) -> None:
    """A page of a hotel network is not taken for the index, and is not kept as one."""
    from argostranslate import settings

    server.files["/index.json"] = content
    with pytest.raises((EngineError, InputError)):
        install(EN_RU, lock)
    if content.startswith(b"<"):
        assert not settings.local_package_index.exists()


def test_no_network(argos_home: Path, lock: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One line says that there is no network and what can be done instead; nothing else is printed."""
    with pytest.raises(EngineError, match="cannot reach the Argos package index: Connection refused") as caught:
        install(EN_RU, lock)
    assert caught.value.exit_code == 3
    assert "models add FILE" in str(caught.value.hint)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")
    assert not lock.exists()


def test_no_network_with_an_old_index(tmp_path: Path, argos_home: Path, lock: Path) -> None:
    """An index from an earlier day does not hide that there is no network."""
    from argostranslate import settings

    settings.local_package_index.write_text(json.dumps([metadata("en", "ru")]))
    with pytest.raises(EngineError, match="cannot reach"):
        install(EN_RU, lock)
