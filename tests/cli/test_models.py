from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests import engine_fixtures
from tests.engine_fixtures import install_files, write_package, write_zip

from l10n.cli.context import App
from l10n.cli.models import models
from l10n.errors import EngineError, InputError, L10nError

argos_home = engine_fixtures.argos_home
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, argos_home: Path) -> Run:
    """Run ``l10n models`` in a project of its own, over an empty home of argostranslate."""
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


@pytest.mark.parametrize("command", ["list", "install", "add", "verify", "remove"])
def test_help_has_an_example(run: Run, command: str) -> None:
    """Every command shows how it is called."""
    assert f"l10n models {command}" in run(command, "--help").stdout
