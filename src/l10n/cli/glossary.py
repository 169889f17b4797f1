"""``l10n glossary``."""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli.context import App, json_option, print_data, print_json


@click.group(
    epilog="""\b
Example:
  l10n glossary check
  l10n glossary hits source/news.txt"""
)
def glossary() -> None:
    """Work with the glossary of names."""


@glossary.command(
    epilog="""\b
Example:
  l10n glossary check"""
)
@click.pass_obj
def check(app: App) -> None:
    """Check the glossary file.

    Every problem is listed with its line and column.
    """
    from l10n.errors import GlossaryError
    from l10n.glossary.table import load_glossary

    path = app.config.glossary
    if not path.exists():
        raise GlossaryError("file not found", path=path, hint="make one with l10n init, or set glossary in [tool.l10n]")
    terms = load_glossary(path)
    for locale in app.config.locales:
        missing = [term for term in terms if locale not in term.targets]
        for term in missing:
            app.say(f"{path}:{term.row}: column {locale}: no {locale} name for {term.source!r}")
    app.say(f"{path}: {len(terms)} terms, no problems")


@glossary.command(
    epilog="""\b
Example:
  l10n glossary hits source/news.txt
  l10n glossary hits source/news.txt --json"""
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def hits(app: App, file: Path, as_json: bool) -> None:
    """Show where FILE mentions names of the glossary.

    One mention a line: FILE:LINE, the spelling in the text, the name in the glossary. With --json also offsets in
    code points.
    """
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    document = pipeline.read(file)
    rows = [
        {
            "name": " | ".join(term.source for term in hit.terms),
            "alias": hit.alias,
            "line": document.text.count("\n", 0, hit.span.start) + 1,
            "start": hit.span.start,
            "end": hit.span.end,
        }
        for hit in pipeline.hits(document)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_data(f"{file}:{row['line']}: {row['alias']} = {row['name']}")
