"""``l10n check``."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, print_data, print_json
from l10n.cli.options import articles_argument, chosen_locales, locale_option
from l10n.cli.render import plural, print_table, progress
from l10n.errors import EXIT_FINDINGS
from l10n.model import Severity

if TYPE_CHECKING:
    from l10n.checking import Checker, Fix, Report
    from l10n.model import LocaleCode, Translation
    from l10n.pipeline import Pipeline

_FORMATS = ("text", "json", "sarif", "junit", "github")


@click.command(
    epilog="""\b
Example:
  l10n check
  l10n check source/news.txt --locale be --format json
  l10n check --fix                           # correct quotation marks, dashes, spaces …
  l10n check --explain quotes-unbalanced"""
)
@articles_argument
@locale_option
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="How to print findings.")
@click.option("--fix", is_flag=True, help="Correct what is safe to correct, then check.")
@click.option("--fail", type=click.Choice([str(item) for item in Severity]), help="Exit with 1 from this severity on.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and check nothing.")
@click.option("--list", "as_list", is_flag=True, help="List all codes, and check nothing.")
@click.pass_context
def check(
    ctx: click.Context,
    articles: Sequence[str],
    locale: Sequence[str],
    form: str,
    fix: bool,
    fail: str | None,
    explain: str | None,
    as_list: bool,
) -> None:
    """Check translations, drafts and reviewed ones alike.

    Looks at names, facts, language, typography and consistency. A finding is printed as FILE:LINE: severity: code:
    what is wrong. Exit code 1 if there are findings, or findings of the severity that --fail names. A line
    "# l10n: ignore=CODE" above an entry of a .po file silences a code for it.
    """
    from l10n.checking import open_checker
    from l10n.dictionaries import keep_answers
    from l10n.pipeline import open_pipeline

    app: App = ctx.obj
    pipeline = open_pipeline(app.config)
    checker = open_checker(pipeline)
    if explain:
        _explain(checker, explain)
        return
    if as_list:
        _list(checker, as_json=form == "json")
        return
    locales = chosen_locales(app.config, locale)
    fixes = _fix(app, pipeline, checker, articles, locales) if fix else []
    translations = _translations(pipeline, articles, locales)
    with progress(app, "Checking", len(translations)) as advance:
        report = checker.run(translations, partial(_advance, advance))
    keep_answers()
    limit = Severity(fail) if fail else app.config.checks.fail
    _print(app, form, checker, translations, report, fixes, limit)
    if report.fails(limit):
        ctx.exit(EXIT_FINDINGS)


def _advance(advance: Any, done: int) -> None:
    advance(done, "")


def _explain(checker: Checker, code: str) -> None:
    rule = checker.rule(code)
    marks = [str(rule.severity), *(["--fix corrects it"] if rule.fixable else [])]
    if code not in checker.active:
        marks.append("off in this project")
    print_data(f"{code} ({', '.join(marks)})\n{rule.title}.\n\n{textwrap.dedent(rule.explanation).strip()}")


def _list(checker: Checker, *, as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "code": code,
                "severity": rule.severity,
                "fixable": rule.fixable,
                "active": code in checker.active,
                "title": rule.title,
                "explanation": rule.explanation,
            }
            for code, rule in checker.rules.items()
        ]
        print_json({"codes": rows})
        return
    cells = [
        [code, str(rule.severity), "yes" if rule.fixable else "", "yes" if code in checker.active else "", rule.title]
        for code, rule in checker.rules.items()
    ]
    print_table(("code", "severity", "--fix", "on", "what it means"), cells)


def _translations(pipeline: Pipeline, articles: Sequence[str], locales: Sequence[LocaleCode]) -> list[Translation]:
    from l10n.checking import translations_of

    jobs = pipeline.plan(pipeline.project.select(articles), locales)
    return [item for job in jobs for item in translations_of(pipeline, job)]


def _fix(
    app: App, pipeline: Pipeline, checker: Checker, articles: Sequence[str], locales: Sequence[LocaleCode]
) -> list[Fix]:
    from l10n.checking import fix_job
    from l10n.locking import project_lock

    with project_lock(app.config.root):
        jobs = pipeline.plan(pipeline.project.select(articles), locales)
        fixes = [item for job in jobs for item in fix_job(pipeline, job, checker)]
    for item in fixes:
        app.say(f"{item.path}:{item.line}: fixed: {', '.join(item.codes)}\n  - {item.before}\n  + {item.after}")
    app.say(f"{plural(len(fixes), 'translation')} corrected")
    return fixes


def _print(
    app: App,
    form: str,
    checker: Checker,
    translations: Sequence[Translation],
    report: Report,
    fixes: Sequence[Fix],
    limit: Severity,
) -> None:
    """Print a report: findings on stdout in the chosen form, the rest on stderr."""
    from dataclasses import asdict

    from l10n import __version__
    from l10n.checks.report import as_github, as_json, as_text, junit, sarif
    from l10n.files import read_lines

    findings = report.findings
    if form == "json":
        print_json({"findings": [as_json(item) for item in findings], "fixed": [asdict(item) for item in fixes]})
    elif form == "sarif":
        root = app.config.root
        print_data(sarif(findings, checker.rules, __version__, lambda path: read_lines(root / path)))
    elif form == "junit":
        print_data(junit(translations, findings, limit))
    else:
        for finding in findings:
            print_data(as_github(finding) if form == "github" else as_text(finding))
        app.say(_summary(report))
    for notice in report.notices:
        app.say(notice)


def _summary(report: Report) -> str:
    counts = [
        plural(count, str(severity))
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in report.findings))
    ]
    total = plural(len(report.findings), "finding")
    return f"{total}: {', '.join(counts)}" if counts else total
