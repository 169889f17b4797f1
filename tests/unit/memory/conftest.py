from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l10n.memory import Memory, open_memory


def programs() -> Path:
    """The folder with the programs of a PostgreSQL server."""
    found = [path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)]
    installed = shutil.which("initdb")
    if not found and installed:
        found = [Path(installed).resolve().parent]
    if not found:
        pytest.skip("needs a PostgreSQL server (Debian package postgresql)")
    return found[0]


def unprivileged() -> dict[str, object]:
    """How to start a program that refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL server of our own, which listens on a socket in a folder of its own."""
    pytest.importorskip("psycopg", reason="needs psycopg (pip install 'l10n[postgres]')")
    folder = Path(tempfile.mkdtemp(prefix="l10n-pg-"))
    user = unprivileged()
    if user:
        shutil.chown(folder, str(user["user"]), int(str(user["group"])))
    try:
        data = folder / "data"
        init = [programs() / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(init, check=True, capture_output=True, cwd=folder, **user)  # type: ignore[call-overload]
        command = [programs() / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-F"]
        process = subprocess.Popen(  # type: ignore[call-overload]
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **user
        )
        address = f"postgresql:///postgres?host={folder}&user=desk"
        try:
            wait_for(address)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    import psycopg

    for attempt in range(300):
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if attempt == 299:
                raise
            time.sleep(0.1)


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Address of an empty memory: of each kind there is."""
    if request.param == "file":
        return tmp_path / "memory.db"
    found: str = request.getfixturevalue("server")
    import psycopg

    with psycopg.connect(found, autocommit=True) as database:
        database.execute("DROP SCHEMA IF EXISTS l10n_memory CASCADE")
    return found


Open = Callable[..., Memory]


@pytest.fixture
def opened(address: Path | str, tmp_path: Path) -> Iterator[Open]:
    """Open the memory, for a project called ``news`` unless another is named."""
    memories: list[Memory] = []

    def open_one(project: str = "news", **options: object) -> Memory:
        memories.append(open_memory(address, tmp_path / project, **options))  # type: ignore[arg-type]
        return memories[-1]

    yield open_one
    for memory in memories:
        memory.store.close()
