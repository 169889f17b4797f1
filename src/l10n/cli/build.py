"""``l10n build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from l10n.cli.context import App, print_data
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural


@click.command(
    epilog="""\b
Example:
  l10n build                            # build/<locale>/<article>, reviewed text only
  l10n build source/news.txt --drafts   # with machine drafts inside, to look at"""
)
@articles_argument
@locale_option
@click.option("--drafts", is_flag=True, help="Build even what nobody has reviewed; such articles are marked.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Instead of build/.")
@click.pass_obj
def build(app: App, articles: Sequence[str], locale: Sequence[str], drafts: bool, output: Path | None) -> None:
    """Write the localized articles.

    Translations are put into the original text, so everything else stays as it was. An article with a sentence that
    nobody approved is not built (exit code 1); the others are. With --drafts it is, and a file ARTICLE.drafts beside
    it lists what is not reviewed.
    """
    from l10n.building import unreviewed, write
    from l10n.errors import GateError
    from l10n.model import State
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    work = pipeline.plan(pipeline.project.select(articles), chosen_locales(app.config, locale))
    refused: list[str] = []
    count = 0
    for job in work:
        unready = unreviewed(pipeline.project, job)
        if unready and not drafts:
            refused.extend(unready)
            count += 1
            continue
        path = write(pipeline, job, output, drafts=drafts)
        print_data(pipeline.project.shown(path))
        if unready:
            states = job.states()
            left = f", {states[State.EMPTY]} not translated" if states[State.EMPTY] else ""
            app.say(f"  {plural(states[State.DRAFT] + states[State.STALE], 'draft')} inside{left}: not for publication")
    if refused:
        raise GateError(
            f"{plural(count, 'article')} not built, {plural(len(refused), 'sentence')} not reviewed",
            hint="review the .po files (remove the fuzzy marks), or look at the drafts with --drafts",
            details=refused,
        )
