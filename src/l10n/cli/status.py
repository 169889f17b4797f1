"""``l10n status``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from l10n.cli.context import App, json_option, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import print_table

_COLUMNS = ("reviewed", "draft", "stale", "empty")


@click.command(
    epilog="""\b
Example:
  l10n status
  l10n status source/news.txt --json"""
)
@articles_argument
@locale_option
@json_option
@click.pass_obj
def status(app: App, articles: Sequence[str], locale: Sequence[str], as_json: bool) -> None:
    """Show how much of each article is reviewed.

    Counts are sentences of the article as it is now; words are words of the source. Machine drafts do not count as
    translated.
    """
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    work = pipeline.plan(pipeline.project.select(articles), chosen_locales(app.config, locale))
    rows: list[dict[str, Any]] = []
    for job in work:
        states = {str(state): count for state, count in job.states().items()}
        live = [entry for entry in job.entries if not entry.obsolete]
        rows.append(
            {
                "path": str(job.article.reference),
                "locale": job.locale,
                "segments": len(live),
                **{name: states[name] for name in _COLUMNS},
                "words": sum(len(entry.key.source.split()) for entry in live),
            }
        )
    if as_json:
        print_json({"articles": rows})
        return
    columns = ("article", "locale", *_COLUMNS, "sentences", "words", "ready")
    table = [
        [
            row["path"],
            row["locale"],
            *(str(row[name]) for name in _COLUMNS),
            str(row["segments"]),
            str(row["words"]),
            "yes" if row["reviewed"] == row["segments"] else f"{row['reviewed'] * 100 // row['segments']} %",
        ]
        for row in rows
    ]
    print_table(columns, table, numeric=frozenset({*_COLUMNS, "sentences", "words", "ready"}))
