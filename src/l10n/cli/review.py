"""``l10n review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App, print_data, write_export
from l10n.cli.options import chosen_locales
from l10n.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from l10n.model import LocaleCode


@click.command(
    epilog="""\b
Example:
  l10n review                                # the page of the whole project
  l10n review source/news.txt --locale be
  l10n review source/news.txt --locale be --export review.html   # for somebody without l10n
  l10n review --import news.be.json          # what came back"""
)
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--locale", metavar="LOCALE", help="The locale to begin with.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="A free port by default.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--export",
    "exported",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write ARTICLE in LOCALE as one page that needs no server.",
)
@click.option(
    "--import",
    "imported",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take over the work that somebody did on such a page.",
)
@click.option(
    "--lang", "language", metavar="LANG", help="Language of the page: be, en, ru or uk; the browser's by default."
)
@click.pass_context
def review(
    ctx: click.Context,
    article: str | None,
    locale: str | None,
    port: int,
    no_browser: bool,
    exported: Path | None,
    imported: Path | None,
    language: str | None,
) -> None:
    """Review translations in the browser.

    Opens a page that shows an article beside its translation: read, correct and approve sentence by sentence. Whatever
    is done there is in the .po file at once. The page is served on this machine alone, to whoever has its address;
    Ctrl+C ends it.
    """
    from l10n.errors import ConfigError
    from l10n.review.strings import languages

    app: App = ctx.obj
    if language is not None and language not in languages():
        raise ConfigError(f"the page does not speak {language!r}", hint=f"choose one of {', '.join(languages())}")
    if exported and imported:
        raise click.UsageError("--export and --import exclude each other.")
    code = chosen_locales(app.config, [locale])[0] if locale else None
    if imported:
        _import(ctx, imported)
    elif exported:
        _export(app, article, code, exported, language)
    else:
        _serve(app, article, code, language, port, browser=not no_browser)


def _serve(
    app: App, article: str | None, locale: LocaleCode | None, language: str | None, port: int, *, browser: bool
) -> None:
    from l10n.review.app import Start
    from l10n.review.server import Options, serve

    start = Start(_reference(app, article) if article else None, locale, language)
    serve(app.config, start, Options(port, browser), print_data)


def _export(app: App, article: str | None, locale: LocaleCode | None, output: Path, language: str | None) -> None:
    from l10n.review.desk import Desk
    from l10n.review.export import export_page

    if article is None or locale is None:
        raise click.UsageError("--export needs an ARTICLE and a --locale: a page holds one article in one locale.")
    page = export_page(Desk(app.config), _reference(app, article), locale, language)
    write_export(app.config, output, page)
    app.say(f"{output}: {article} in {locale}")


def _reference(app: App, article: str) -> str:
    """Find an article as a person named it, and give its path from the project root."""
    from l10n.pipeline import open_pipeline

    (found,) = open_pipeline(app.config).project.select([article])
    return str(found.reference)


def _import(ctx: click.Context, file: Path) -> None:
    from l10n.review.importing import take_file

    app: App = ctx.obj
    taken = take_file(app.config, file)
    for line in taken.told:
        click.echo(f"{file}: {line}", err=True)
    app.say(f"{taken.catalog}: {taken.summary}")
    if taken.told:
        ctx.exit(EXIT_FINDINGS)
