from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests import engine_fixtures
from tests.engine_fixtures import install_files, write_package, write_zip
from tests.unit.engines.firefox_fixtures import RECORDS, Registry, use_stand_in
from tests.unit.engines.opus_fixtures import write_opus

from l10n.cli.context import App
from l10n.cli.models import models
from l10n.errors import EngineError, InputError, L10nError

argos_home = engine_fixtures.argos_home
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, argos_home: Path, no_engines: None) -> Run:
    """Run ``l10n models`` in a project of its own, on a machine without models."""
    root = tmp_path / "project"
    root.mkdir()

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(models, list(arguments), obj=App(root=root))

    return invoke


def error(result: Result, kind: type[L10nError]) -> L10nError:
    """The error a command ended with."""
    assert isinstance(result.exception, kind), result.exception
    return result.exception


def test_add_then_list_then_verify(tmp_path: Path, run: Run) -> None:
    """What was added is listed with its checksum and verified."""
    added = run("add", str(write_package(tmp_path)))
    assert added.exit_code == 0
    assert added.stdout == ""
    assert "Installed: argos:en_ru@1.0 (SHA-256 " in added.stderr
    rows = json.loads(run("list", "--json").stdout)["models"]
    row = next(row for row in rows if row["name"] == "argos:en_ru")
    assert row["status"] == "ok"
    assert row["from"] == "en"
    assert len(row["sha256"]) == 64
    verified = run("verify")
    assert (verified.exit_code, verified.stdout.split()) == (0, ["argos:en_ru", "ok"])
    assert (tmp_path / "project" / "l10n.lock").exists()


def test_add_twice_says_so(tmp_path: Path, run: Run) -> None:
    """Adding what is there is no error."""
    path = str(write_package(tmp_path))
    run("add", path)
    again = run("add", path)
    assert again.exit_code == 0
    assert "Already installed, with the same files: argos:en_ru@1.0" in again.stderr


def test_list_shows_the_embedded_models_and_problems(run: Run, argos_home: Path) -> None:
    """A fresh machine has the embedded models; a broken folder is named on stderr."""
    (argos_home / "translate-en_pl-1_0").mkdir()
    result = run("list")
    assert "embedded:en_be" in result.stdout
    assert "no metadata.json" in result.stderr
    assert "metadata" not in result.stdout


def test_hostile_file(tmp_path: Path, run: Run, argos_home: Path) -> None:
    """A hostile archive is an input error and changes nothing."""
    path = write_zip(tmp_path / "x.argosmodel", [("../x", b"x")])
    assert error(run("add", str(path)), InputError).exit_code == 2
    assert not list(argos_home.iterdir())
    assert not (tmp_path / "project" / "l10n.lock").exists()


def test_verify_finds_changes(tmp_path: Path, run: Run, argos_home: Path) -> None:
    """A changed file and a missing package are findings, each with its remedy."""
    run("add", str(write_package(tmp_path)))
    run("add", str(write_package(tmp_path, "en", "uk")))
    with (argos_home / "translate-en_ru-1_0" / "model" / "model.bin").open("ab") as file:
        file.write(b"x")
    shutil.rmtree(argos_home / "translate-en_uk-1_0")
    result = run("verify")
    assert result.exit_code == 1
    changed, missing = result.stdout.splitlines()
    assert changed.split()[:2] == ["argos:en_ru", "changed"]
    assert "remove --keep-lock en_ru" in changed
    assert missing.split()[:2] == ["argos:en_uk", "missing"]
    assert "models install en_uk" in missing


def test_verify_leaves_unlocked_models_alone(run: Run, argos_home: Path) -> None:
    """A package that the project does not use is mentioned, not held against it."""
    install_files(argos_home)
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.split()[:2] == ["argos:en_ru", "unlocked"]


def test_verify_with_nothing(run: Run) -> None:
    """Nothing to verify is said, not passed over."""
    result = run("verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No Argos models" in result.stderr


def test_remove(tmp_path: Path, run: Run, argos_home: Path) -> None:
    """Removing takes the package and its checksum away; a second time there is nothing to remove."""
    run("add", str(write_package(tmp_path)))
    assert "Removed: translate-en_ru-1_0" in run("remove", "en_ru").stderr
    assert not list(argos_home.iterdir())
    assert json.loads((tmp_path / "project" / "l10n.lock").read_text()) == {"models": {}}
    assert "not installed" in str(error(run("remove", "en_ru"), InputError))


def test_install_without_network(run: Run) -> None:
    """Without network it is an engine error with the other way in its hint, exit code 3."""
    failure = error(run("install", "en_ru"), EngineError)
    assert failure.exit_code == 3
    assert "models add FILE" in str(failure.hint)


def test_install_checks_every_pair_first(run: Run) -> None:
    """A slip in the second pair is found before the first is downloaded."""
    assert "not a language pair: 'enuk'" in str(error(run("install", "en_ru", "enuk"), InputError))


def test_firefox_model_from_install_to_remove(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Firefox model is installed, listed, verified and removed by its name, beside Argos packages."""
    run("add", str(write_package(tmp_path)))
    registry = Registry()
    try:
        use_stand_in(monkeypatch, registry.url + RECORDS)
        registry.offer()
        assert "Installed: firefox:en_uk@3.0 (SHA-256 " in run("install", "firefox:en-uk").stderr
    finally:
        registry.close()
    rows = {row["name"]: row for row in json.loads(run("list", "--json").stdout)["models"]}
    assert (rows["firefox:en_uk"]["status"], rows["firefox:en_uk"]["version"]) == ("ok", "3.0")
    assert rows["argos:en_ru"]["status"] == "ok"
    assert [line.split() for line in run("verify").stdout.splitlines()] == [
        ["argos:en_ru", "ok"],
        ["firefox:en_uk", "ok"],
    ]
    (tmp_path / "firefox" / "en-uk" / "l10n.json").write_text("{}")
    changed = run("verify")
    assert changed.exit_code == 1
    assert "remove --keep-lock firefox:en-uk" in changed.stdout
    assert "Removed: en-uk" in run("remove", "firefox:en-uk").stderr
    assert run("verify").stdout.split() == ["argos:en_ru", "ok"]


def test_firefox_model_without_the_extra(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fxtranslate the error says which extra to install, exit code 3."""
    monkeypatch.setattr("l10n.engines.firefox.has_library", lambda: False)
    failure = error(run("install", "firefox:en-uk"), EngineError)
    assert failure.exit_code == 3
    assert 'pip install "l10n[firefox]"' in str(failure.hint)


def test_models_that_are_set_up_outside(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """OPUS-MT folders are listed as what they are; a broken one, and a server that is gone, are problems."""
    write_opus(tmp_path / "opus")
    write_opus(tmp_path / "opus", "opus-mt-en-pl", leave_out=["target.spm"])
    monkeypatch.setenv("L10N_HTTP_URL", "http://127.0.0.1:9")
    result = run("list")
    assert result.exit_code == 0
    assert ["opus:en_be", "1", "local", "folder"] in [line.split() for line in result.stdout.splitlines()]
    assert "it has no target.spm" in result.stderr
    assert "127.0.0.1:9 failed" in result.stderr


@pytest.mark.parametrize("command", ["list", "install", "add", "verify", "remove"])
def test_help_has_an_example(run: Run, command: str) -> None:
    """Every command shows how it is called."""
    assert f"l10n models {command}" in run(command, "--help").stdout
