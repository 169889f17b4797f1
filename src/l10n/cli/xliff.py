"""``l10n xliff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App, print_data, write_export
from l10n.cli.options import chosen_locales
from l10n.cli.render import plural
from l10n.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from l10n.catalog.xliff import Exchange
    from l10n.model import Catalog

_TOLD = {
    "kept": "the reviewed text stays; the draft stands in its comment",
    "conflict": "conflict: the catalog has another approved translation",
    "gone": "left: the sentence has changed or is no longer in the article",
    "unusable": "left: ",
}


@click.group(
    epilog="""\b
Example:
  l10n xliff export source/news.txt --locale be --output news.be.xlf
  l10n xliff import news.be.xlf"""
)
def xliff() -> None:
    """Exchange catalogs with CAT tools as XLIFF 2.0."""


@xliff.command(
    epilog="""\b
Example:
  l10n xliff export source/news.txt --locale be --output news.be.xlf"""
)
@click.argument("article")
@click.option("--locale", required=True, metavar="LOCALE", help="The locale of the catalog.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write here, not to stdout.")
@click.pass_obj
def export(app: App, article: str, locale: str, output: Path | None) -> None:
    """Write the catalog of ARTICLE as XLIFF.

    Drafts are "translated", reviewed sentences "final", and those without a translation "initial". Glossary notes,
    comments, earlier wordings and other translations of a sentence go along as notes.
    """
    from l10n.catalog.xliff import format_xliff
    from l10n.errors import InputError

    (code,) = chosen_locales(app.config, [locale])
    path, original, catalog = _open(app, article, code)
    if all(entry.obsolete for entry in catalog.entries):
        raise InputError("has no sentences to translate", path=path, hint="run l10n translate")
    text = format_xliff(catalog, original, app.config.source_locale)
    if output is None:
        print_data(text.removesuffix("\n"))
    else:
        write_export(app.config, output, text)
        app.say(f"{output}: {plural(text.count('<unit '), 'sentence')}")


@xliff.command(
    "import",
    epilog="""\b
Example:
  l10n xliff import news.be.xlf""",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Put the translations of FILE into the catalog they came from.

    "reviewed" and "final" approve a sentence; a changed text in another state becomes a draft. A reviewed text is never
    replaced by a different one: the entry becomes fuzzy and keeps both, as in l10n merge. Units whose sentence has
    changed since are left. Each of these is named as FILE:LINE, and the exit code is 1.
    """
    from l10n.catalog.exchange import Outcome, take_units
    from l10n.catalog.po import save_catalog
    from l10n.catalog.xliff import parse_xliff
    from l10n.files import read_text
    from l10n.locking import project_lock

    app: App = ctx.obj
    exchange = parse_xliff(read_text(file), file)
    _refuse_other_locales(app, exchange, file)
    with project_lock(app.config.root):
        path, catalog = _catalog_of(app, exchange, file)
        imported = take_units(catalog, exchange.units)
        save_catalog(imported.catalog, path)
    counts = dict.fromkeys(Outcome, 0)
    for unit, outcome in imported.outcomes:
        counts[outcome] += 1
        if outcome in _TOLD:
            click.echo(f"{file}:{unit.line}: {_TOLD[outcome]}{unit.problem}: {unit.source!r}", err=True)
    app.say(f"{path}: {', '.join(f'{count} {outcome}' for outcome, count in counts.items() if count) or 'no units'}")
    if any(counts[Outcome(outcome)] for outcome in _TOLD):
        ctx.exit(EXIT_FINDINGS)


def _refuse_other_locales(app: App, exchange: Exchange, file: Path) -> None:
    from l10n.errors import InputError

    source, locales = app.config.source_locale, app.config.locales
    if exchange.source.partition("_")[0] != source.partition("_")[0]:
        message = f"translated from {exchange.source}, but the articles here are in {source}"
        raise InputError(message, path=file, line=exchange.line, hint="import it into the project it came from")
    if exchange.locale not in locales:
        message = f"translated into {exchange.locale}, which is not one of this project's locales: {', '.join(locales)}"
        hint = "import it into the project it came from, or correct trgLang"
        raise InputError(message, path=file, line=exchange.line, hint=hint)


def _catalog_of(app: App, exchange: Exchange, file: Path) -> tuple[Path, Catalog]:
    """Find and read the catalog that a file came from."""
    from l10n.errors import InputError

    try:
        path, _, catalog = _open(app, exchange.original, exchange.locale)
    except InputError as exc:
        if exc.path != exchange.original:
            raise
        raise InputError(f"{exc.path}: {exc.message}", path=file, line=exchange.original_line, hint=exc.hint) from exc
    return path, catalog


def _open(app: App, article: str, locale: str) -> tuple[Path, str, Catalog]:
    """Find and read the catalog of an article: its path, the article as references give it, the catalog."""
    from l10n.catalog.po import load_catalog
    from l10n.errors import InputError
    from l10n.pipeline import open_pipeline

    project = open_pipeline(app.config).project
    (found,) = project.select([article])
    path = project.catalog_path(found, locale)
    if not path.exists():
        raise InputError("no catalog yet", path=path, hint=f"run l10n translate {article} --locale {locale}")
    return path, str(found.reference), load_catalog(path, locale)
