"""The command line: a group that loads commands when they are used, and turns errors into messages and exit codes."""

from __future__ import annotations

import errno
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from l10n import __version__
from l10n.cli.context import App
from l10n.errors import EXIT_BUG, EXIT_INTERRUPTED, ConfigError, InputError, L10nError

_NO_BUGS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT})
"""What the machine may refuse at any moment."""

COMMANDS = {
    "init": "Make a project in DIR, the current folder by default.",
    "translate": "Draft articles into .po files.",
    "status": "Show how much of each article is reviewed.",
    "check": "Check translations, drafts and reviewed ones alike.",
    "review": "Review translations in the browser.",
    "build": "Write the localized articles.",
    "segment": "Print the sentences of FILE, one a line.",
    "glossary": "Work with the glossary of names.",
    "memory": "Exchange approved translations with other programs.",
    "merge": "Merge two versions of a .po file that both come from BASE, sentence by sentence.",
    "xliff": "Exchange catalogs with CAT tools as XLIFF 2.0.",
    "engines": "Show the engines, what is installed, and the route for each locale.",
    "models": "Install, check and remove the models of machine translation.",
    "mt": "Translate lines by machine: a line in, a line out.",
}
"""In the order of the help, with the first sentence of their own; each is the attribute of that name of a module."""


class Group(click.Group):
    """The ``l10n`` command. Commands are imported when they are used, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"l10n.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; the one place where errors become messages and exit codes."""
        try:
            return super().invoke(ctx)
        except L10nError as exc:
            raise Report(exc) from exc
        except KeyboardInterrupt:
            click.echo("\nInterrupted; everything finished so far is on disk.", err=True)
            ctx.exit(EXIT_INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except OSError as exc:
            if exc.errno not in _NO_BUGS:
                _tell_bug(ctx)
            raise _refused(exc) from exc
        except Exception:
            _tell_bug(ctx)


def _tell_bug(ctx: click.Context) -> None:
    """Show the exception that nobody expected, and end."""
    import traceback

    click.echo(traceback.format_exc(), err=True, nl=False)
    click.echo("This is a bug in l10n; please report it with the lines above.", err=True)
    ctx.exit(EXIT_BUG)


def _refused(exc: OSError) -> Report:
    """Tell what the machine refused."""
    from l10n.files import reason

    where = exc.filename if isinstance(exc.filename, str) else None
    hint = "check the permissions and the free space; everything finished so far is on disk"
    return Report(InputError(f"cannot go on: {reason(exc)}", path=where, hint=hint))


class Report(click.ClickException):
    """An ``L10nError`` as click shows it: one line with the remedy, after a line for each detail."""

    def __init__(self, error: L10nError) -> None:
        remedy = f" — {error.hint}" if error.hint else ""
        super().__init__(f"{error}{remedy}")
        self.exit_code = error.exit_code  # type: ignore[misc]  # click sets it per instance too
        self.details = error.details

    def show(self, file: Any = None) -> None:
        """Write the message to stderr."""
        for detail in self.details:
            click.echo(detail, err=True)
        super().show(file)


@click.group(
    cls=Group,
    context_settings={"auto_envvar_prefix": "L10N", "help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Example:
  l10n translate             # draft every article of source/ into locales/
  l10n status                # what is left to review
  l10n build                 # write the reviewed articles to build/

Every option can be set as a variable (L10N_TRANSLATE_LOCALE=be) or in pyproject.toml ([tool.l10n.translate]).""",
)
@click.option(
    "-C",
    "--project",
    "root",
    type=click.Path(path_type=Path),
    default=".",
    metavar="DIR",
    envvar="L10N_PROJECT",
    help="The project folder; the current folder by default.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more on stderr.")
@click.version_option(__version__, prog_name="l10n")
@click.pass_context
def cli(ctx: click.Context, root: Path, quiet: bool, verbose: bool) -> None:
    """Localize news articles into Belarusian, Russian and Ukrainian.

    l10n cuts an article into sentences, puts in the names of the glossary, drafts translations by machine and writes
    them as .po files. When a person has reviewed those, it builds the localized articles.
    """
    app = App(root, quiet, verbose)
    ctx.obj = app
    if ctx.invoked_subcommand != "init" and root.is_dir():
        try:
            ctx.default_map = {name: dict(options) for name, options in app.config.defaults.items()}
            _check_defaults(ctx, app)
        except ConfigError as exc:
            if "--help" not in ctx.args and "-h" not in ctx.args:
                raise exc


def _check_defaults(ctx: click.Context, app: App) -> None:
    """Refuse a default in the settings that the command does not have.

    Raises:
        ConfigError: names the key and what it could be.
    """
    name = ctx.invoked_subcommand or ""
    given = [key for key, value in app.config.defaults.get(name, {}).items() if not isinstance(value, dict)]
    command = cli.get_command(ctx, name) if given else None
    if command is None:
        return
    known = [option.name for option in command.params if option.name]
    from l10n.config import unknown_key

    for key in given:
        if key not in known:
            raise unknown_key(app.root / "pyproject.toml", f"{name}.{key}", key, known)


def main() -> None:
    """Entry point of the ``l10n`` command."""
    try:
        cli(prog_name="l10n")
    except OSError as exc:  # click writes the help and the version before any command runs
        if exc.errno not in _NO_BUGS:
            raise
        report = _refused(exc)
        report.show()
        sys.exit(report.exit_code)
