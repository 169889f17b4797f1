"""``l10n build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App, print_data
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural

if TYPE_CHECKING:
    from l10n.config import Config


@click.command(
    epilog="""\b
Example:
  l10n build                            # build/<locale>/<article>, reviewed text only
  l10n build source/news.txt --drafts   # with machine drafts inside, to look at
  l10n build --variant be-tarask        # build/be-tarask/<article> too"""
)
@articles_argument
@locale_option
@click.option("--drafts", is_flag=True, help="Build even what nobody has reviewed; such articles are marked.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Instead of build/.")
@click.option(
    "--variant",
    multiple=True,
    type=click.Choice(["be-tarask", "be-Latn"]),
    help="Reviewed Belarusian in this orthography too, converted by a program; may be given several times.",
)
@click.pass_obj
def build(
    app: App,
    articles: Sequence[str],
    locale: Sequence[str],
    drafts: bool,
    output: Path | None,
    variant: Sequence[str],
) -> None:
    """Write the localized articles.

    Translations are put into the original text, so everything else stays as it was. An article with a sentence that
    nobody approved is not built (exit code 1); the others are. With --drafts it is, and a file ARTICLE.drafts beside
    it lists what is not reviewed. Variants are made from reviewed text alone.
    """
    from l10n.building import check_outputs, unreviewed, write, write_variants
    from l10n.errors import GateError
    from l10n.model import State
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    locales, variants = _wanted(app.config, locale, variant)
    chosen = pipeline.project.select(articles)
    check_outputs(pipeline.project, variants, output)
    work = pipeline.plan(chosen, locales)
    refused: list[str] = []
    count = missing = 0
    for job in work:
        unready = unreviewed(pipeline.project, job)
        if unready and not drafts:
            refused.extend(unready)
            count += 1
            missing += not job.path.exists()
            continue
        print_data(pipeline.project.shown(write(pipeline, job, output, drafts=drafts)))
        if unready:
            states = job.states()
            left = f", {states[State.EMPTY]} not translated" if states[State.EMPTY] else ""
            app.say(f"  {plural(states[State.DRAFT] + states[State.STALE], 'draft')} inside{left}: not for publication")
            continue
        for path in write_variants(pipeline, job, variants, output):
            print_data(pipeline.project.shown(path))
    if refused:
        first = "run l10n translate, then review" if missing == count else "review"
        sentences = len(refused) - missing
        raise GateError(
            f"{plural(count, 'article')} not built, "
            + (f"{plural(sentences, 'sentence')} not reviewed" if sentences else "not translated yet"),
            hint=f"{first} the .po files (remove the fuzzy marks), or look at the drafts with --drafts",
            details=refused,
        )


def _wanted(config: Config, locale: Sequence[str], variant: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Give the locales and variants to build: what a person named, or else those of the project.

    Raises:
        ConfigError: a variant was named whose locale is not built.
    """
    from l10n.config import VARIANTS
    from l10n.errors import ConfigError

    locales = chosen_locales(config, locale)
    for name in variant:
        if VARIANTS[name] not in locales:
            base = VARIANTS[name]
            raise ConfigError(f"{name} is made from {base}, which is not built", hint=f"add --locale {base}")
    if variant:
        return locales, tuple(dict.fromkeys(variant))
    return locales, [name for name in config.variants if VARIANTS[name] in locales]
