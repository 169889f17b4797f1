"""``l10n translate``."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural, progress

if TYPE_CHECKING:
    from l10n.pipeline import Job, Pipeline


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

    New sentences are drafted and marked fuzzy. What a person wrote or approved is never touched, and a second run
    changes nothing.
    """
    from l10n.pipeline import open_pipeline

    started = time.perf_counter()
    pipeline = open_pipeline(app.config)
    wanted = chosen_locales(app.config, locale)
    work = pipeline.plan(pipeline.project.select(articles), wanted)
    _mention_unreadable(app, pipeline, articles)
    if redraft:
        pipeline.redraft(work)
    pipeline.recall(work)
    spent = 0.0
    if not dry_run:
        spent = _run(app, pipeline, work, engine, jobs)
    if as_json:
        report = [_as_json(job, pipeline) for job in work]
        seconds = round(time.perf_counter() - started, 3)
        print_json({"articles": report, "engine_seconds": round(spent, 3), "seconds": seconds})
        return
    for job in work:
        app.say(_summary(job, pipeline, dry_run=dry_run))
    _advise(app, work, dry_run=dry_run)


def _run(app: App, pipeline: Pipeline, work: Sequence[Job], engine: str | None, jobs: int | None) -> float:
    """Draft and write everything; return the seconds spent in engines."""
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
    from l10n.model import State
    from l10n.pipeline import iter_verdicts

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
        "route": str(job.route) if job.route else None,
        "verdicts": [
            {"line": line, "source": source, "verdict": verdict, "previous": previous}
            for line, source, verdict, previous in iter_verdicts(job)
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
    for verdict, word in ((Verdict.REVIVE, "revived"), (Verdict.RETIRE, "retired")):
        if job.count(verdict):
            parts.append(f"{job.count(verdict)} {word}")
    if not (job.drafted or job.memory or waiting or job.count(Verdict.REVIVE) or job.count(Verdict.RETIRE)):
        parts.append("nothing to do")
    return f"{pipeline.project.shown(job.path)}: {', '.join(parts)}"


def _advise(app: App, work: Sequence[Job], *, dry_run: bool) -> None:
    from l10n.model import State

    left = sum(job.states()[State.DRAFT] for job in work)
    if dry_run:
        app.say("Nothing was written (--dry-run).")
    elif left:
        app.say(f"{plural(left, 'draft')} to review: correct the .po files, remove the fuzzy marks, run l10n build.")


def _mention_unreadable(app: App, pipeline: Pipeline, articles: Sequence[str]) -> None:
    if not articles:
        for path in pipeline.project.unreadable():
            app.say(f"{pipeline.project.shown(path)}: skipped, no format reads {path.suffix or 'it'}")
