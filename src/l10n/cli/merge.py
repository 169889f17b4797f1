"""``l10n merge``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App
from l10n.cli.render import plural
from l10n.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from l10n.model import Catalog

PATH = click.Path(path_type=Path)


@click.command(
    epilog="""\b
Example:
  l10n merge base.po ours.po theirs.po
As git's merge driver for .po files:
  git config merge.l10n.driver "l10n merge --path %P %O %A %B"
  echo "*.po merge=l10n" >> .gitattributes"""
)
@click.argument("base", type=PATH)
@click.argument("ours", type=PATH)
@click.argument("theirs", type=PATH)
@click.option("--output", type=PATH, metavar="FILE", help="Write the result here instead of to OURS.")
@click.option("--path", "shown", metavar="PATH", help="Name of the file in messages; git knows it as %P.")
@click.pass_context
def merge(ctx: click.Context, base: Path, ours: Path, theirs: Path, output: Path | None, shown: str | None) -> None:
    """Merge two versions of a .po file that both come from BASE, sentence by sentence.

    What one side changed is taken; a reviewed text beats a draft. Where both sides approved different texts, the entry
    becomes fuzzy and keeps them all: the others stand in its comment, after "l10n: otherwise". Choose one, remove the
    mark. The result is written to OURS. Exit code 1 if there are such entries, 2 if a file cannot be read; OURS is
    then as it was. An empty BASE means that each side added the file.
    """
    from l10n.catalog.po import load_catalog, save_catalog
    from l10n.catalog.threeway import merge_catalogs
    from l10n.errors import CatalogError

    app: App = ctx.obj
    versions = [_load(path) for path in (ours, theirs)]
    languages = [version.locale for version in versions]
    if all(languages) and len({language.partition("_")[0] for language in languages}) > 1:
        raise CatalogError(
            f"is in {languages[1]}, {ours} is in {languages[0]}",
            path=theirs,
            hint="name two versions of one file, or correct Language in a header",
        )
    found = merge_catalogs(_load(base) if _has_text(base) else None, *versions)
    target = output or ours
    save_catalog(found.catalog, target)
    written = load_catalog(target, found.catalog.locale)
    lines = {entry.key: entry.line for entry in written.entries if not entry.obsolete}
    for key in found.conflicts:
        click.echo(f"{shown or target}:{lines[key]}: conflict: two approved translations of {key.source!r}", err=True)
    if found.conflicts:
        app.say(f"{plural(len(found.conflicts), 'conflict')}: choose a text in each, and remove the fuzzy mark")
        ctx.exit(EXIT_FINDINGS)


def _load(path: Path) -> Catalog:
    """Read a catalog in the locale that its header names."""
    from dataclasses import replace

    from l10n.catalog.po import load_catalog

    catalog = load_catalog(path, "")
    return replace(catalog, locale=catalog.metadata.get("Language", ""))


def _has_text(path: Path) -> bool:
    """Whether a file has anything in it; git gives an empty one where there was none before."""
    from l10n.errors import CatalogError
    from l10n.files import read_text

    return bool(read_text(path, CatalogError).strip())
