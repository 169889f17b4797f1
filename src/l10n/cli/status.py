"""``l10n status``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_data, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural, print_table

if TYPE_CHECKING:
    from l10n.jobs import Job
    from l10n.pipeline import Pipeline

_COLUMNS = ("reviewed", "draft", "stale", "empty")


@click.command(
    epilog="""\b
Example:
  l10n status
  l10n status source/news.txt --json
  l10n status --published      # what to correct in articles that are out"""
)
@articles_argument
@locale_option
@click.option("--published", is_flag=True, help="List built articles whose source has changed since.")
@json_option
@click.pass_obj
def status(app: App, articles: Sequence[str], locale: Sequence[str], published: bool, as_json: bool) -> None:
    """Show how much of each article is reviewed.

    Counts are sentences of the article as it is now; words are words of the source. Machine drafts do not count as
    translated. With --published: what has changed in the source of the articles in the build folder since they were
    built, sentence by sentence.
    """
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    work = pipeline.plan(pipeline.project.select(articles), chosen_locales(app.config, locale))
    if published:
        _show_published(app, pipeline, work, as_json)
        return
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


def _show_published(app: App, pipeline: Pipeline, work: Sequence[Job], as_json: bool) -> None:
    from l10n.building import corrections

    found = [(job, *found) for job in work if (found := corrections(pipeline, job))]
    behind = [item for item in found if item[3]]
    if as_json:
        rows = [
            {
                "path": str(job.article.reference),
                "locale": job.locale,
                "output": pipeline.project.shown(path),
                "built": built,
                "changes": [asdict(change) for change in changes],
            }
            for job, path, built, changes in behind
        ]
        print_json({"published": rows})
        return
    for job, path, built, changes in behind:
        print_data(
            f"{pipeline.project.shown(path)}: {plural(len(changes), 'sentence')} changed since it was built {built}"
        )
        for change in changes:
            place = f"{job.article.reference}:{change.line}: " if change.line else ""
            what = "gone" if change.after is None else "new" if change.before is None else "changed"
            facts = f" ({', '.join(change.facts)})" if change.facts else ""
            print_data(f"  {place}{what}{facts}")
            for mark, text in (("-", change.before), ("+", change.after), ("=", change.published)):
                if text is not None:
                    print_data(f"    {mark} {text}")
    app.say(f"{plural(len(found), 'article')} built, {len(behind)} to correct")
