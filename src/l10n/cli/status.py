"""``l10n status``."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App, json_option, print_data, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural, print_table

if TYPE_CHECKING:
    from l10n.config import Config
    from l10n.finished import Progress
    from l10n.model import LocaleCode
    from l10n.project import Article

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
    if published:
        _show_published(app, articles, chosen_locales(app.config, locale), as_json)
        return
    found = list(_count(app.config, articles, chosen_locales(app.config, locale)))
    if as_json:
        rows = [
            {"path": str(article.reference), "locale": target, "segments": progress.sentences, **progress._asdict()}
            for article, target, progress in found
        ]
        print_json({"articles": rows})
        return
    columns = ("article", "locale", *_COLUMNS, "sentences", "words", "ready")
    table = [
        [
            str(article.reference),
            target,
            *map(str, (*progress[:-1], progress.sentences, progress.words)),
            "yes" if progress.reviewed == progress.sentences else f"{progress.reviewed * 100 // progress.sentences} %",
        ]
        for article, target, progress in found
    ]
    print_table(columns, table, numeric=frozenset({*_COLUMNS, "sentences", "words", "ready"}))


def _count(
    config: Config, names: Sequence[str], locales: Sequence[LocaleCode]
) -> Iterator[tuple[Article, LocaleCode, Progress]]:
    """Count what is in the catalogs; those that are as they were last time are not read again."""
    from l10n.finished import Seen
    from l10n.plugins import load_formats
    from l10n.project import Project

    project = Project(config, frozenset(suffix for item in load_formats() for suffix in item.suffixes))
    articles = project.select(names)
    seen = Seen.load(config)
    wanted = {(article, locale): project.catalog_path(article, locale) for article in articles for locale in locales}
    stamps = {key: seen.stamps(key[0].path, path) for key, path in wanted.items()}
    known = {key: found for key, path in wanted.items() if (found := seen.progress(path, stamps[key]))}
    if len(known) < len(wanted):
        for key, progress in _look(config, articles, locales, known):
            known[key] = progress
            seen.note(wanted[key], stamps[key], progress)
        seen.save()
    for article, locale in wanted:
        yield article, locale, known[article, locale]


def _look(
    config: Config,
    articles: Sequence[Article],
    locales: Sequence[LocaleCode],
    known: Container[tuple[Article, LocaleCode]],
) -> Iterator[tuple[tuple[Article, LocaleCode], Progress]]:
    """Read what is not known."""
    from l10n.finished import Progress
    from l10n.model import State
    from l10n.pipeline import open_pipeline

    for group in open_pipeline(config).groups(articles, locales, known):
        for job in group:
            states = job.states()
            words = sum(len(entry.key.source.split()) for entry in job.entries if not entry.obsolete)
            reviewed, draft, stale, empty = (states[State(name)] for name in _COLUMNS)
            yield (job.article, job.locale), Progress(reviewed, draft, stale, empty, words)


def _show_published(app: App, names: Sequence[str], locales: Sequence[LocaleCode], as_json: bool) -> None:
    from l10n.building import corrections
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    work = pipeline.plan(pipeline.project.select(names), locales)
    found = [(job, *found) for job in work if (found := corrections(pipeline, job))]
    behind = [item for item in found if item[3]]
    if as_json:
        from dataclasses import asdict

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
