"""``l10n models``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_data, print_json
from l10n.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from l10n.engines.packages import Checked, Outcome
    from l10n.model import Model


@click.group(
    epilog="""\b
Example:
  l10n models install en_ru en_uk
  l10n models add translate-en_ru-1_9.argosmodel
  l10n models verify"""
)
def models() -> None:
    """Install, check and remove the models of machine translation.

    A PAIR is two language codes: en_ru. The checksums of what a project uses are in l10n.lock.
    """


@models.command(
    "list",
    epilog="""\b
Example:
  l10n models list""",
)
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """List the installed models, and those that l10n.lock asks for."""
    from l10n.engines.packages import verify
    from l10n.model import EngineOptions
    from l10n.plugins import load_engines

    rows = [_locked_row(item) for item in verify(app.config.lock)]
    problems: list[str] = []
    for engine in load_engines(EngineOptions()):
        if engine.name == "argos":
            problems += getattr(engine, "problems", list)()
        else:
            rows += [_row(model) for model in engine.models()]
    if as_json:
        print_json({"models": rows, "problems": problems})
        return
    for row in rows:
        print_data(f"{row['name']:<20} {row['version'] or '-':<8} {row['status']}")
    for problem in problems:
        app.say(f"Problem: {problem}")


@models.command(
    epilog="""\b
Example:
  l10n models install en_ru"""
)
@click.argument("pairs", nargs=-1, required=True, metavar="PAIR...")
@click.pass_obj
def install(app: App, pairs: Sequence[str]) -> None:
    """Download models from the Argos package index and install them.

    The version and the checksum in l10n.lock decide, where it has them; a changed file is refused. Without network,
    take the file to this machine in another way and use: l10n models add FILE.
    """
    from l10n.engines.packages import install as install_pair
    from l10n.engines.packages import parse_pair

    for pair in [parse_pair(text) for text in pairs]:
        with _progress(app, "_".join(pair)) as progress:
            outcome = install_pair(pair, app.config.lock, progress=progress)
        _report(app, outcome)


@models.command(
    epilog="""\b
Example:
  l10n models add translate-en_ru-1_9.argosmodel"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def add(app: App, file: Path) -> None:
    """Install a model from an .argosmodel file."""
    from l10n.engines.packages import add as add_file

    _report(app, add_file(file, app.config.lock))


@models.command(
    epilog="""\b
Example:
  l10n models verify"""
)
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Compare the installed models with l10n.lock.

    Exit code 1 if one is changed or missing.
    """
    from l10n.engines.packages import Status
    from l10n.engines.packages import verify as verify_all

    app: App = ctx.obj
    remedies = {
        Status.OK: "",
        Status.CHANGED: "not the files of l10n.lock: l10n models remove --keep-lock {0}, then install it again",
        Status.MISSING: "l10n models install {0}",
        Status.UNLOCKED: "l10n.lock does not know it; to record it: l10n models install {0}, or add FILE",
    }
    checked = verify_all(app.config.lock)
    for item in checked:
        pair = "_".join(item.pair)
        print_data(f"{'argos:' + pair:<20} {item.status:<8} {remedies[item.status].format(pair)}".rstrip())
    if not checked:
        app.say("No Argos models are installed and l10n.lock asks for none.")
    if any(item.status in {Status.CHANGED, Status.MISSING} for item in checked):
        ctx.exit(EXIT_FINDINGS)


@models.command(
    epilog="""\b
Example:
  l10n models remove en_ru"""
)
@click.argument("pair")
@click.option("--keep-lock", is_flag=True, help="Keep the checksum in l10n.lock: only the same file may come back.")
@click.pass_obj
def remove(app: App, pair: str, keep_lock: bool) -> None:
    """Remove the model of PAIR.

    Its checksum goes from l10n.lock too, unless --keep-lock says otherwise.
    """
    from l10n.engines.packages import parse_pair
    from l10n.engines.packages import remove as remove_pair

    folders = remove_pair(parse_pair(pair), app.config.lock, keep_lock=keep_lock)
    app.say(f"Removed: {', '.join(folder.name for folder in folders) or 'the entry in l10n.lock'}")


def _report(app: App, outcome: Outcome) -> None:
    what = "Installed" if outcome.installed else "Already installed, with the same files"
    app.say(f"{what}: {outcome.model} (SHA-256 {outcome.entry.sha256[:12]}…, {outcome.entry.size} bytes)")


def _locked_row(item: Checked) -> dict[str, Any]:
    pair = f"{item.pair[0]}_{item.pair[1]}"
    return {
        "name": f"argos:{pair}",
        "engine": "argos",
        "from": item.pair[0],
        "to": item.pair[1],
        "version": item.model.version if item.model else None,
        "status": str(item.status),
        "sha256": item.entry.sha256 if item.entry else None,
        "size": item.entry.size if item.entry else None,
    }


def _row(model: Model) -> dict[str, Any]:
    return {
        "name": f"{model.engine}:{model.source}_{model.target}",
        "engine": model.engine,
        "from": model.source,
        "to": model.target,
        "version": model.version,
        "status": "built in" if model.engine == "embedded" else "plugin",
        "sha256": None,
        "size": None,
    }


@contextmanager
def _progress(app: App, label: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """Show a progress bar where a person watches; it appears with the first bytes."""
    if not app.interactive:
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=app.console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
