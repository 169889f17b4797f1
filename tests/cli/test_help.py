from __future__ import annotations

import click
import pytest
from click.testing import CliRunner
from tests.conftest import ROOT

from l10n import __version__
from l10n.cli import COMMANDS, cli


def every_command() -> list[tuple[str, ...]]:
    """Every command and subcommand as words of the command line."""
    found: list[tuple[str, ...]] = []
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        found.append((name,))
        if isinstance(command, click.Group):
            found.extend((name, sub) for sub in command.commands)
    return found


@pytest.mark.parametrize("words", [(), *every_command()], ids=" ".join)
def test_help_has_an_example(words: tuple[str, ...]) -> None:
    """The help of every command says what it does and shows an example of itself."""
    result = CliRunner().invoke(cli, [*words, "--help"], prog_name="l10n")
    assert result.exit_code == 0
    _, _, example = result.stdout.partition("Example:")
    assert " ".join(["l10n", *words]) in example


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_readme_or_docs_name_every_command(words: tuple[str, ...]) -> None:
    """No command is missing from the documentation."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert " ".join(["l10n", *words]) in text


def test_the_list_of_commands_says_what_their_help_says() -> None:
    """The list in the help, for which no command is loaded, has the first sentence of the help of each."""
    context = click.Context(cli)
    for name, text in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str(limit=300) == text


def test_version() -> None:
    """``--version`` prints the version of the package."""
    result = CliRunner().invoke(cli, ["--version"], prog_name="l10n")
    assert result.stdout.split()[-1] == __version__


def test_options_can_be_variables_and_settings(project: object, l10n: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """An option is also read from its variable and from [tool.l10n.COMMAND]; the nearest one wins."""
    from pathlib import Path

    assert isinstance(project, Path)
    assert callable(l10n)
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text() + "[tool.l10n.translate]\ndry-run = true\nengine = 'none'\n")
    assert "Nothing was written" in l10n("translate").stderr
    monkeypatch.setenv("L10N_TRANSLATE_LOCALE", "uk")
    result = l10n("translate")
    assert "locales/uk" in result.stderr
    assert "locales/be" not in result.stderr
    assert "locales/ru" in l10n("translate", "--locale", "ru").stderr
