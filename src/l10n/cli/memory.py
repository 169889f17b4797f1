"""``l10n memory``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App, json_option, print_json, write_export
from l10n.cli.options import chosen_locales, locale_option
from l10n.cli.render import plural, print_table

if TYPE_CHECKING:
    from l10n.memory import Memory


@click.group(
    epilog="""\b
Example:
  l10n memory stats
  l10n memory import agency.tmx"""
)
def memory() -> None:
    """Exchange approved translations with other programs.

    What is approved in any article is offered for the same sentence, and for a similar one, wherever it comes up.
    """


@memory.command(
    "import",
    epilog="""\b
Example:
  l10n memory import agency.tmx""",
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.pass_obj
def import_(app: App, files: Sequence[Path]) -> None:
    """Take the translations of TMX files in as approved.

    A copy of each FILE is kept in the folder memory/ of the project, from which its translations can be learned again
    at any time. Importing it once more changes nothing; deleting the copy takes the translations back.
    """
    from l10n.memory.imports import import_file

    config = app.config
    for file in files:
        kept, counts = import_file(file, config.root / "memory", config.source_locale, config.locales)
        found = ", ".join(f"{count} {locale}" for locale, count in counts.items())
        app.say(f"{file}: {found}, kept as {kept}")
    with _opened(app):
        pass


@memory.command(
    epilog="""\b
Example:
  l10n memory export memory.tmx
  l10n memory export --locale be > be.tmx"""
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False, metavar="[FILE]")
@locale_option
@click.pass_obj
def export(app: App, file: Path | None, locale: Sequence[str]) -> None:
    """Write the approved translations as TMX 1.4b, to stdout if no FILE is named.

    A sentence comes once, with the translation that l10n itself would offer in each locale.
    """
    from l10n.memory.imports import iter_exported
    from l10n.memory.tmx import format_tmx

    source_locale = app.config.source_locale
    with _opened(app) as opened:
        approved = {name: opened.approved(name) for name in chosen_locales(app.config, locale)}
        units = list(iter_exported(approved, source_locale))
    text, left_out = format_tmx(units, source_locale)
    if left_out:
        app.say(f"{plural(left_out, 'sentence')} left out: control characters cannot stand in a TMX file")
    if file is None:
        click.echo(text, nl=False)
        return
    write_export(app.config, file, text)
    app.say(f"{file}: {plural(len(units) - left_out, 'sentence')}")


@memory.command(
    epilog="""\b
Example:
  l10n memory stats
  l10n memory stats --json"""
)
@json_option
@click.pass_obj
def stats(app: App, as_json: bool) -> None:
    """Show how many approved translations the memory has, and where they come from."""
    with _opened(app) as opened:
        counts = opened.counts()
        own = opened.project
    if as_json:
        print_json(
            {
                "project": own,
                "files": [
                    {"project": count.project, "locale": count.locale, "file": count.title, "entries": count.entries}
                    for count in counts
                ],
            }
        )
        return
    rows = [
        ["" if count.project == own else count.project, count.title, count.locale, str(count.entries)]
        for count in counts
    ]
    print_table(("other project", "file", "locale", "sentences"), rows, numeric=frozenset({"sentences"}))


def _opened(app: App) -> AbstractContextManager[Memory]:
    """Open the memory of the project and make it know what the catalogs say now."""
    from l10n.pipeline import open_pipeline

    return open_pipeline(app.config).memory(app.config.locales, app.say)
