"""``l10n check``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from l10n.cli.context import App, print_data, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural
from l10n.errors import EXIT_FINDINGS


@click.command(
    epilog="""\b
Example:
  l10n check
  l10n check source/news.txt --locale be --format json"""
)
@articles_argument
@locale_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.pass_context
def check(ctx: click.Context, articles: Sequence[str], locale: Sequence[str], form: str) -> None:
    """Check translations, drafts and reviewed ones alike.

    Looks for names that are not the glossary's, or not in the case their place asks for. A finding is printed as
    FILE:LINE: severity: code: what is wrong. Exit code 1 if there are findings.
    """
    from l10n.pipeline import open_pipeline

    app: App = ctx.obj
    pipeline = open_pipeline(app.config)
    work = pipeline.plan(pipeline.project.select(articles), chosen_locales(app.config, locale))
    findings = [finding for job in work for finding in pipeline.check(job)]
    if form == "json":
        keys = ("code", "severity", "message", "path", "line", "locale", "source", "target", "suggestion")
        print_json({"findings": [{key: getattr(finding, key) for key in keys} for finding in findings]})
    else:
        for finding in findings:
            print_data(f"{finding.path}:{finding.line}: {finding.severity}: {finding.code}: {finding.message}")
        app.say(plural(len(findings), "finding"))
    if findings:
        ctx.exit(EXIT_FINDINGS)
