"""``l10n translate``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural, progress
from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.batches import Workers
    from l10n.finished import Counts, Finished
    from l10n.jobs import Job
    from l10n.model import LocaleCode
    from l10n.pipeline import Pipeline
    from l10n.project import Article
    from l10n.protocols import Engine


@click.command(
    epilog="""\b
Example:
  l10n translate                             # every article, every locale
  l10n translate source/news.txt --locale be
  l10n translate --engine none               # catalogs only, no machine translation
  l10n translate --scheduler tcp://10.0.0.5:8786"""
)
@articles_argument
@locale_option
@click.option("--engine", metavar="NAME", help="auto, none, an engine, or a route: argos:en_ru>embedded:ru_be.")
@click.option("--redraft", is_flag=True, help="Make drafts anew that no person has touched.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Parallel workers; one per core by default.")
@click.option("--scheduler", metavar="ADDRESS", help="Draft on the workers of the Dask cluster at this address.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
@json_option
@click.pass_obj
def translate(
    app: App,
    articles: Sequence[str],
    locale: Sequence[str],
    engine: str | None,
    redraft: bool,
    jobs: int | None,
    scheduler: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Draft articles into .po files.

    New sentences are drafted and marked fuzzy. What a person wrote or approved is never lost, and a second run
    changes nothing. Where the article has changed, each changed sentence gets a verdict: recheck (reworded, the
    translation is kept as fuzzy), redraft (another number, date, name, negation, quantifier or speaker: drafted anew,
    the old translation stands in the comment), revive (it is back, and so is its translation) or retire.

    Many articles are worked on group by group, and the catalogs of a group are written before the next is read.
    """
    from l10n.finished import Finished
    from l10n.locking import project_lock
    from l10n.pipeline import open_pipeline

    with nullcontext() if dry_run else project_lock(app.config.root), ExitStack() as stack:
        started = time.perf_counter()
        pipeline = open_pipeline(app.config)
        finished = Finished.load(app.config)
        chosen, locales = pipeline.project.select(articles), chosen_locales(app.config, locale)
        idle = {} if as_json or redraft else _idle(pipeline, finished, chosen, locales)
        _mention_unreadable(app, pipeline, articles)
        report: _Lines | _Json = _Lines(app, pipeline, idle, dry_run=dry_run)
        if as_json:
            report = stack.enter_context(closing(_Json(pipeline, chosen)))
        if len(idle) == len(chosen) * len(locales):
            report.finish(0.0, 0.0)
            return
        recall = stack.enter_context(pipeline.recalling(app.say, keep=not dry_run))
        groups = _planned(pipeline, pipeline.groups(chosen, locales, idle), recall, redraft=redraft)
        spent = 0.0
        if dry_run:
            for group in groups:
                report.add(group)
        else:
            engines = cache(lambda: pipeline.engines(jobs or 0))
            workers = stack.enter_context(_workers(app, engines, scheduler, jobs))
            waiting = sum(any((article, code) not in idle for code in locales) for article in chosen)
            bar = stack.enter_context(_Bar(app, waiting))
            ready = _with_routes(app, pipeline, groups, engines, engine, bar)
            spent = _follow(app, pipeline.draft(ready, workers, bar.advance), finished, report)
        report.finish(spent, time.perf_counter() - started)


def _idle(
    pipeline: Pipeline, finished: Finished, articles: Sequence[Article], locales: Sequence[LocaleCode]
) -> dict[tuple[Article, LocaleCode], Counts]:
    """Find the articles and locales that are as the last run left them."""
    return {
        (article, locale): counts
        for article in articles
        for locale in locales
        if (counts := finished.counts(article.path, pipeline.project.catalog_path(article, locale)))
    }


def _planned(
    pipeline: Pipeline, groups: Iterable[Sequence[Job]], recall: Callable[[Sequence[Job]], None], *, redraft: bool
) -> Iterator[Sequence[Job]]:
    """Yield groups with what is known without an engine."""
    for group in groups:
        if redraft:
            pipeline.redraft(group)
        recall(group)
        yield group


def _with_routes(
    app: App,
    pipeline: Pipeline,
    groups: Iterable[Sequence[Job]],
    engines: Callable[[], Sequence[Engine]],
    engine: str | None,
    bar: _Bar,
) -> Iterator[Sequence[Job]]:
    """Yield groups ready to be drafted; a route is told when it is first taken."""
    told = set[str]()
    for group in groups:
        if any(job.pending() for job in group):
            pipeline.choose_routes(group, engines(), engine)
        for target, route in {job.locale: job.route for job in group if job.route}.items():
            if target not in told:
                app.say(f"{target}: {route}")
                told.add(target)
        bar.begin(group)
        yield group


def _workers(
    app: App, engines: Callable[[], Sequence[Engine]], scheduler: str | None, jobs: int | None
) -> AbstractContextManager[Workers]:
    """Choose where to draft."""
    from l10n.cluster import Cluster, Here

    if scheduler:
        return Cluster(scheduler, app.config.engine_options(jobs or 0))
    return nullcontext(Here(engines))


def _follow(app: App, done: Iterator[tuple[Sequence[Job], float]], finished: Finished, report: _Lines | _Json) -> float:
    """Report and note each group when it is on disk; return the seconds spent in engines."""
    spent, catalogs = 0.0, 0
    try:
        for group, seconds in done:
            spent += seconds
            catalogs += len(group)
            report.add(group)
            _note(finished, group)
    except L10nError:
        if catalogs:
            app.say(f"Stopped after {plural(catalogs, 'catalog')}, which are finished and on disk.")
        raise
    finally:
        if catalogs:
            finished.save()
    return spent


def _note(finished: Finished, jobs: Sequence[Job]) -> None:
    from l10n.finished import Counts
    from l10n.model import State

    for job in jobs:
        states = job.states()
        if not states[State.EMPTY] and not job.conflicts:
            counts = Counts(sum(states.values()), states[State.DRAFT] + states[State.STALE])
            finished.note(job.article.path, job.path, counts)


class _Bar:
    """A progress bar for each group, one after the other.

    Args:
        articles: number of them in all groups.
    """

    def __init__(self, app: App, articles: int) -> None:
        self._app = app
        self._articles = articles
        self._begun = 0
        self._stack = ExitStack()
        self._advance: Callable[[int, str], None] = lambda done, label: None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def begin(self, group: Sequence[Job]) -> None:
        """Begin the bar of a group."""
        self._stack.close()
        self._begun += len({job.article for job in group})
        title = "Drafting" if self._begun == self._articles else f"{self._begun} of {self._articles} articles: drafting"
        sentences = sum(len(job.pending()) for job in group if job.route)
        self._advance = self._stack.enter_context(progress(self._app, title, sentences))

    def advance(self, done: int, label: str) -> None:
        """Go on by some sentences; ``label`` says where they are."""
        self._advance(done, label)


class _Lines:
    """Says what became of each article, in lines for a person."""

    def __init__(
        self, app: App, pipeline: Pipeline, idle: Mapping[tuple[Article, LocaleCode], Counts], *, dry_run: bool
    ) -> None:
        self._app = app
        self._pipeline = pipeline
        self._dry_run = dry_run
        self._drafts = sum(counts.drafts for counts in idle.values())
        for (article, target), counts in idle.items():
            path = pipeline.project.shown(pipeline.project.catalog_path(article, target))
            app.say(f"{path}: {plural(counts.sentences, 'sentence')}, nothing to do")

    def add(self, jobs: Sequence[Job]) -> None:
        """Say what became of a group."""
        from l10n.model import State

        for job in jobs:
            self._app.say(_summary(job, self._pipeline, dry_run=self._dry_run))
            for line in _changes(job):
                self._app.say(f"  {line}")
            states = job.states()
            self._drafts += states[State.DRAFT] + states[State.STALE]

    def finish(self, engine_seconds: float, seconds: float) -> None:
        """Say what to do next."""
        if self._dry_run:
            self._app.say("Nothing was written (--dry-run).")
        elif self._drafts:
            left = plural(self._drafts, "draft")
            self._app.say(f"{left} to review: correct the .po files, remove the fuzzy marks, run l10n build.")


class _Json:
    """Says the same as JSON: kept in a temporary file, so that stdout has all of it, in order, or nothing."""

    def __init__(self, pipeline: Pipeline, articles: Sequence[Article]) -> None:
        import tempfile

        self._pipeline = pipeline
        self._order = {article: number for number, article in enumerate(articles)}
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
        self._groups: list[tuple[int, int, int]] = []
        """The number of the first article, place and size."""

    def add(self, jobs: Sequence[Job]) -> None:
        """Keep what became of a group."""
        import json

        texts = [json.dumps(_as_json(job, self._pipeline), ensure_ascii=False, indent=2) for job in jobs]
        data = ",\n".join(texts).replace("\n", "\n    ").encode()
        self._groups.append((self._order[jobs[0].article], self._file.tell(), len(data)))
        self._file.write(data)

    def finish(self, engine_seconds: float, seconds: float) -> None:
        """Print everything."""
        click.echo('{\n  "articles": [')
        groups = sorted(self._groups)
        for number, (_, place, size) in enumerate(groups, 1):
            self._file.seek(place)
            click.echo("    " + self._file.read(size).decode() + ("," if number < len(groups) else ""))
        click.echo(f'  ],\n  "engine_seconds": {round(engine_seconds, 3)},\n  "seconds": {round(seconds, 3)}\n}}')

    def close(self) -> None:
        """Delete the temporary file."""
        self._file.close()


def _as_json(job: Job, pipeline: Pipeline) -> dict[str, Any]:
    from l10n.catalog.merge import Verdict
    from l10n.jobs import outcomes
    from l10n.model import State

    states = job.states()
    return {
        "path": str(job.article.reference),
        "locale": job.locale,
        "catalog": pipeline.project.shown(job.path),
        "segments": sum(states.values()),
        "reused": job.count(Verdict.REUSE),
        "memory": job.memory,
        "drafted": job.drafted,
        "stale": states[State.STALE],
        "revived": job.count(Verdict.REVIVE),
        "retired": job.count(Verdict.RETIRE),
        "rechecked": job.count(Verdict.RECHECK),
        "redrafted": job.count(Verdict.REDRAFT),
        "route": str(job.route) if job.route else None,
        "verdicts": [
            {
                "line": found.line,
                "source": found.source,
                "verdict": str(found.verdict),
                "previous": found.previous,
                "facts": list(found.reasons),
            }
            for found in outcomes(job)
        ],
    }


def _summary(job: Job, pipeline: Pipeline, *, dry_run: bool) -> str:
    from l10n.catalog.merge import Verdict

    states = job.states()
    parts = [plural(sum(states.values()), "sentence")]
    if job.drafted:
        parts.append(f"{job.drafted} drafted")
    if job.memory:
        parts.append(f"{job.memory} from memory")
    waiting = len(job.pending())
    if waiting:
        parts.append(f"{waiting} {'to draft' if dry_run else 'without translation'}")
    words = {
        Verdict.RECHECK: "to recheck",
        Verdict.REDRAFT: "redrafted",
        Verdict.REVIVE: "revived",
        Verdict.RETIRE: "retired",
    }
    parts += [f"{job.count(verdict)} {word}" for verdict, word in words.items() if job.count(verdict)]
    if len(parts) == 1:
        parts.append("nothing to do")
    return f"{pipeline.project.shown(job.path)}: {', '.join(parts)}"


def _changes(job: Job) -> Iterator[str]:
    """Say what became of the sentences that are not as they were."""
    from l10n.catalog.merge import Verdict
    from l10n.jobs import outcomes

    for key in job.conflicts:
        yield f"conflict: somebody approved another translation meanwhile, both are in the entry: {key.source}"
    for found in outcomes(job):
        if found.verdict not in (Verdict.REUSE, Verdict.DRAFT):
            place = f"{job.article.reference}:{found.line}: " if found.line else ""
            facts = f" ({', '.join(found.reasons)})" if found.reasons else ""
            before = f"{found.previous} → " if found.previous and found.previous != found.source else ""
            yield f"{place}{found.verdict}{facts}: {before}{found.source}"


def _mention_unreadable(app: App, pipeline: Pipeline, articles: Sequence[str]) -> None:
    if not articles:
        for path in pipeline.project.unreadable():
            app.say(f"{pipeline.project.shown(path)}: skipped, no format reads {path.suffix or 'it'}")
