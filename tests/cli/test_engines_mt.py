from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests import engine_fixtures
from tests.engine_fixtures import RU_BE, install_files, spell
from tests.unit.engines.libretranslate import LibreTranslate
from tests.unit.engines.opus_fixtures import write_opus

from l10n.cli.context import App
from l10n.cli.engines import engines
from l10n.cli.mt import mt
from l10n.errors import ConfigError, EngineFailedError, InputError, L10nError, RouteMissingError

argos_home = engine_fixtures.argos_home
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, argos_home: Path, no_engines: None) -> Run:
    """Run a command on a machine without engines, in a project of its own; ``settings``: lines of ``[tool.l10n]``."""

    def invoke(command: Any, *arguments: str, settings: str = "", **more: Any) -> Result:
        (tmp_path / "pyproject.toml").write_text(f"[tool.l10n]\n{settings}", encoding="utf-8")
        return CliRunner().invoke(command, list(arguments), obj=App(root=tmp_path), **more)

    return invoke


def error(result: Result, kind: type[L10nError]) -> L10nError:
    """The error a command ended with."""
    assert isinstance(result.exception, kind), result.exception
    return result.exception


def steps(result: Result, locale: str) -> list[str]:
    """The models of a route in the JSON."""
    return [step["model"].split("@")[0] for step in json.loads(result.stdout)["routes"][locale]]


def test_engines_on_a_fresh_machine(run: Run) -> None:
    """The embedded engine has a direct route to every locale; the shape is the documented one."""
    result = run(engines, "--json")
    data = json.loads(result.stdout)
    installed = {item["name"]: item["installed"] for item in data["engines"]}
    names = ["argos", "embedded", "firefox", "opus", "apertium", "http"]
    assert installed == {name: name == "embedded" for name in names}
    for locale in ("be", "ru", "uk"):
        (step,) = data["routes"][locale]
        assert (step["engine"], step["from"], step["to"]) == ("embedded", "en", locale)
    assert all(set(item) >= {"name", "installed", "version"} for item in data["engines"])


def test_engines_with_an_argos_package(run: Run, argos_home: Path) -> None:
    """The package is used where it leads, and Belarusian goes over it; the text says the same as the JSON."""
    install_files(argos_home, version="1.9")
    result = run(engines, "--json")
    assert steps(result, "ru") == ["argos:en_ru"]
    assert steps(result, "be") == ["argos:en_ru", "embedded:ru_be"]
    text = run(engines).stdout
    assert "argos:en_ru@1.9>embedded:ru_be@" in text
    assert "weak" in text


def test_engines_without_a_route(run: Run) -> None:
    """A locale that nothing leads to has an empty route and a remedy."""
    settings = 'locales = ["be", "pl"]'
    result = run(engines, "--json", settings=settings)
    assert result.exit_code == 0
    assert steps(result, "pl") == []
    text = run(engines, settings=settings).stdout
    assert "no route" in text
    assert "models install en_pl" in text


def test_engines_follow_the_settings(run: Run, argos_home: Path) -> None:
    """Engine and routes of the project decide."""
    install_files(argos_home)
    settings = 'engine = "embedded"\n[tool.l10n.routes]\nru = "argos:en_ru"\nuk = "none"'
    result = run(engines, "--json", settings=settings)
    assert [steps(result, locale) for locale in ("be", "ru", "uk")] == [["embedded:en_be"], ["argos:en_ru"], []]
    assert "switched off" in run(engines, settings=settings).stdout


def test_engines_name_broken_packages(run: Run, argos_home: Path) -> None:
    """A folder that is no package is named, on stderr and in the JSON."""
    (argos_home / "translate-en_ru-1_0").mkdir()
    assert "no metadata.json" in json.loads(run(engines, "--json").stdout)["problems"][0]
    assert "no metadata.json" in run(engines).stderr


def test_opus_model_wins_where_it_is_better(run: Run, argos_home: Path, tmp_path: Path) -> None:
    """For Ukrainian and Belarusian an OPUS-MT model is better than Argos, for Russian not."""
    install_files(argos_home)
    install_files(argos_home, "en", "uk")
    write_opus(tmp_path / "opus")
    result = run(engines, "--json")
    chosen = {locale: steps(result, locale) for locale in ("be", "ru", "uk")}
    assert chosen == {"be": ["opus:en_be"], "ru": ["argos:en_ru"], "uk": ["opus:en_uk"]}


def test_server_in_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that the environment names is used like any other engine."""
    server = LibreTranslate()
    try:
        monkeypatch.setenv("L10N_HTTP_URL", server.url)
        assert steps(run(engines, "--json"), "be") == ["http:en_be"]
        result = run(mt, "--to", "ru", "--engine", "http", input=b"one\n\nTwo. Three.\n")
        assert result.stdout == f"{spell('one')}\n\n{spell('Two. Three.')}\n"
    finally:
        server.close()


def test_server_that_is_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, not passed over: no route with auto, exit code 3, and another engine by name still works."""
    monkeypatch.setenv("L10N_HTTP_URL", "http://127.0.0.1:9")
    result = run(engines)
    assert result.exit_code == 0
    assert "no route: the translation server 127.0.0.1:9 failed" in result.stdout
    assert "Problem: http: the translation server" in result.stderr
    assert error(run(mt, "--to", "be", input=b"one\n"), EngineFailedError).exit_code == 3
    assert run(mt, "--to", "be", "--engine", "embedded", input=b"one\n").exit_code == 0


def test_many_directions_are_shortened(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with hundreds of directions does not fill the screen; the JSON has them all."""
    server = LibreTranslate()
    codes = ["en", "ru", "be", "uk", "pl", "de"]
    server.languages = [{"code": code, "targets": codes} for code in codes]
    try:
        monkeypatch.setenv("L10N_HTTP_URL", server.url)
        assert "and 18 more" in run(engines).stdout
        listed = {item["name"]: item["models"] for item in json.loads(run(engines, "--json").stdout)["engines"]}
        assert len(listed["http"]) == 30
    finally:
        server.close()


def test_mt_a_line_in_a_line_out(run: Run, argos_home: Path) -> None:
    """Lines keep their number and order, empty ones stay empty, the route is named on stderr."""
    install_files(argos_home)
    text = "Good morning.\n\nHe came. She left.  It rained.\r\n \nlast"
    result = run(mt, "--to", "ru", input=text.encode())
    assert result.exit_code == 0
    assert result.stdout.split("\n") == [
        spell("Good morning."),
        "",
        spell("He came. She left.  It rained."),
        " ",
        spell("last"),
        "",
    ]
    assert result.stderr == "Route: argos:en_ru@1.0\n"


def test_mt_over_two_steps(run: Run, argos_home: Path) -> None:
    """A route by name goes over the language between."""
    install_files(argos_home)
    install_files(argos_home, "ru", "be")
    result = run(mt, "--to", "be", "--engine", "argos", input=b"Minsk is big.\n")
    assert result.stdout == spell(spell("Minsk is big."), RU_BE) + "\n"
    assert "argos:en_ru@1.0>argos:ru_be@1.0" in result.stderr


def test_mt_reads_a_file_in_another_language(run: Run, argos_home: Path, tmp_path: Path) -> None:
    """The file may begin with a byte order mark, which is not translated."""
    install_files(argos_home, "ru", "be")
    path = tmp_path / "lines.txt"
    path.write_bytes("\ufeffкит\n".encode())
    assert run(mt, "--from", "ru", "--to", "be", str(path)).stdout == "кіт\n"


def test_mt_option_wins_over_the_settings(run: Run, argos_home: Path) -> None:
    """The engine of the command line is used, whatever route the project has."""
    install_files(argos_home)
    settings = '[tool.l10n.routes]\nru = "embedded:en_ru"'
    assert "Route: embedded:en_ru" in run(mt, "--to", "ru", input=b"one\n", settings=settings).stderr
    chosen = run(mt, "--to", "ru", "--engine", "argos", input=b"one\n", settings=settings)
    assert chosen.stdout == spell("one") + "\n"


def test_mt_of_headlines(run: Run) -> None:
    """A headline is translated as the sentence that it is; a text in another language stays as it is."""
    wanted = run(mt, "--to", "be", "--engine", "embedded", input=b"Police detain activists").stdout
    for headline in (b"Police Detain Activists", b"POLICE DETAIN ACTIVISTS"):
        assert run(mt, "--to", "be", "--engine", "embedded", input=headline).stdout == wanted


def test_mt_of_nothing(run: Run) -> None:
    """No lines in, no lines out."""
    result = run(mt, "--to", "be", input=b"")
    assert (result.exit_code, result.stdout) == (0, "")


def test_mt_refuses_other_encodings(run: Run, tmp_path: Path) -> None:
    """Input that is not UTF-8 is an input error with its line, from a file and from stdin."""
    data = b"one\n" + "два".encode("windows-1251") + b"\n"
    path = tmp_path / "old.txt"
    path.write_bytes(data)
    for result in (run(mt, "--to", "be", input=data), run(mt, "--to", "be", str(path))):
        failure = error(result, InputError)
        assert (failure.exit_code, failure.line) == (2, 2)
        assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "kind", "code"),
    [
        (["--to", "xx"], ConfigError, 2),
        (["--to", "be", "--from", "?"], ConfigError, 2),
        (["--to", "en"], ConfigError, 2),
        (["--to", "be", "--engine", "agros"], ConfigError, 2),
        (["--to", "be", "--engine", "none"], ConfigError, 2),
        (["--to", "pl"], RouteMissingError, 3),
        (["--to", "be", "--engine", "argos"], RouteMissingError, 3),
        (["--to", "be", "none.txt"], InputError, 2),
    ],
)
def test_mt_errors(run: Run, arguments: list[str], kind: type[L10nError], code: int) -> None:
    """Each slip has its exit code and a remedy, and writes nothing on stdout."""
    result = run(mt, *arguments, input=b"one\n")
    failure = error(result, kind)
    assert failure.exit_code == code
    assert failure.hint
    assert result.stdout == ""


@pytest.mark.parametrize("command", [engines, mt], ids=lambda command: command.name)
def test_help_has_an_example(run: Run, command: Any) -> None:
    """Every command shows how it is called."""
    assert f"l10n {command.name}" in run(command, "--help").stdout
