"""``l10n translate``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural, progress

if TYPE_CHECKING:
    from l10n.finished import Counts, Finished
    from l10n.jobs import Job
    from l10n.model import LocaleCode
    from l10n.pipeline import Pipeline
    from l10n.project import Article


@click.command(
    epilog="""\b
Example:
  l10n translate                             # every article, every locale
  l10n translate source/news.txt --locale be
  l10n translate --engine none               # catalogs only, no machine translation"""
)
@articles_argument
@locale_option
@click.option("--engine", metavar="NAME", help="auto, none, an engine, or a route: argos:en_ru>embedded:ru_be.")
@click.option("--redraft", is_flag=True, help="Make drafts anew that no person has touched.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Parallel workers; one per core by default.")
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
    dry_run: bool,
    as_json: bool,
) -> None:
    """Draft articles into .po files.

    New sentences are drafted and marked fuzzy. What a person wrote or approved is never lost, and a second run
    changes nothing. Where the article has changed, each changed sentence gets a verdict: recheck (reworded, the
    translation is kept as fuzzy), redraft (another number, date, name, negation, quantifier or speaker: drafted anew,
    the old translation stands in the comment), revive (it is back, and so is its translation) or retire.
    """
    from l10n.finished import Finished
    from l10n.locking import project_lock
    from l10n.pipeline import open_pipeline

    with nullcontext() if dry_run else project_lock(app.config.root):
        started = time.perf_counter()
        pipeline = open_pipeline(app.config)
        finished = Finished.load(app.config)
        chosen = pipeline.project.select(articles)
        idle = {} if as_json or redraft else _idle(pipeline, finished, chosen, chosen_locales(app.config, locale))
        work = pipeline.plan(chosen, chosen_locales(app.config, locale), idle)
        _mention_unreadable(app, pipeline, articles)
        if redraft:
            pipeline.redraft(work)
        pipeline.recall(work, app.say, keep=not dry_run)
        spent = 0.0 if dry_run else _run(app, pipeline, work, engine, jobs)
        if not dry_run:
            _remember(finished, work)
    if as_json:
        report = [_as_json(job, pipeline) for job in work]
        seconds = round(time.perf_counter() - started, 3)
        print_json({"articles": report, "engine_seconds": round(spent, 3), "seconds": seconds})
        return
    for (article, target), counts in idle.items():
        path = pipeline.project.shown(pipeline.project.catalog_path(article, target))
        app.say(f"{path}: {plural(counts.sentences, 'sentence')}, nothing to do")
    for job in work:
        app.say(_summary(job, pipeline, dry_run=dry_run))
        for line in _changes(job):
            app.say(f"  {line}")
    _advise(app, sum(counts.drafts for counts in idle.values()), work, dry_run=dry_run)


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


def _remember(finished: Finished, work: Sequence[Job]) -> None:
    from l10n.finished import Counts
    from l10n.model import State

    for job in work:
        states = job.states()
        if not states[State.EMPTY] and not job.conflicts:
            counts = Counts(sum(states.values()), states[State.DRAFT] + states[State.STALE])
            finished.note(job.article.path, job.path, counts)
    finished.save()


def _run(app: App, pipeline: Pipeline, work: Sequence[Job], engine: str | None, jobs: int | None) -> float:
    """Draft and write everything; return the seconds spent in engines."""
    from l10n.files import sweep

    for job in work:
        sweep(job.path)
    if any(job.pending() for job in work):
        engines = pipeline.engines(jobs or 0)
        pipeline.choose_routes(work, engines, engine)
    for target, route in {job.locale: job.route for job in work if job.route}.items():
        app.say(f"{target}: {route}")
    spent = 0.0
    with progress(app, "Drafting", sum(len(job.pending()) for job in work if job.route)) as advance:
        for job in work:
            if job.route is None:
                job.save()
                continue
            label = f"{job.article.name} {job.locale}"
            advance(0, label)
            spent += pipeline.draft(job, engines, partial(_advance, advance, label))
    return spent


def _advance(advance: Callable[[int, str], None], label: str, done: int) -> None:
    advance(done, label)


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


def _advise(app: App, drafts: int, work: Sequence[Job], *, dry_run: bool) -> None:
    from l10n.model import State

    left = drafts + sum(job.states()[State.DRAFT] + job.states()[State.STALE] for job in work)
    if dry_run:
        app.say("Nothing was written (--dry-run).")
    elif left:
        app.say(f"{plural(left, 'draft')} to review: correct the .po files, remove the fuzzy marks, run l10n build.")


def _mention_unreadable(app: App, pipeline: Pipeline, articles: Sequence[str]) -> None:
    if not articles:
        for path in pipeline.project.unreadable():
            app.say(f"{pipeline.project.shown(path)}: skipped, no format reads {path.suffix or 'it'}")
