"""``l10n segment``."""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli.context import App, json_option, print_data, print_json


@click.command(
    epilog="""\b
Example:
  l10n segment source/news.txt
  l10n segment source/news.txt --json"""
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def segment(app: App, file: Path, as_json: bool) -> None:
    """Print the sentences of FILE, one a line.

    With --json also the line each starts on, its offsets in code points and what it is: title, heading, paragraph or
    item.
    """
    from l10n.pipeline import open_pipeline

    document = open_pipeline(app.config).read(file)
    if as_json:
        print_json(
            [
                {
                    "text": item.key.source,
                    "line": item.line,
                    "start": item.span.start,
                    "end": item.span.end,
                    "kind": str(item.kind),
                }
                for item in document.segments
            ]
        )
        return
    for item in document.segments:
        print_data(item.key.source)
