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
    from l10n.engines.store import Checked, Outcome, Pair
    from l10n.model import Model

_ORIGINS = {"embedded": "built in", "opus": "local folder", "apertium": "system", "http": "server"}
"""Where models come from that l10n does not install."""


@click.group(
    epilog="""\b
Example:
  l10n models install en_ru firefox:en-uk
  l10n models add translate-en_ru-1_9.argosmodel
  l10n models verify"""
)
def models() -> None:
    """Install, check and remove the models of machine translation.

    A PAIR is two language codes: en_ru for an Argos package, firefox:en-uk for a model of Firefox. The checksums of
    what a project uses are in l10n.lock. OPUS-MT models, Apertium and servers are set up outside l10n: see
    docs/engines.md.
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
    from l10n.errors import EngineError
    from l10n.plugins import load_engines

    rows = [_locked_row(item) for manager in _managers() for item in manager.verify(app.config.lock)]
    problems: list[str] = []
    for engine in load_engines(app.config.engine_options()):
        problems += getattr(engine, "problems", list)()
        if engine.name not in {"argos", "firefox"}:
            try:
                rows += [_row(model) for model in engine.models()]
            except EngineError as exc:
                problems.append(f"{exc}; {exc.hint}")
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
  l10n models install en_ru
  l10n models install firefox:en-uk"""
)
@click.argument("pairs", nargs=-1, required=True, metavar="PAIR...")
@click.pass_obj
def install(app: App, pairs: Sequence[str]) -> None:
    """Download models from the Argos package index, or Mozilla's registry, and install them.

    Mozilla's need the extra firefox: pip install "l10n[firefox]". The version and the checksum in l10n.lock decide,
    where it has them; a changed file is refused. Without network, take an Argos package to this machine in another way
    and use: l10n models add FILE.
    """
    for manager, pair in [_parse(text) for text in pairs]:
        with _progress(app, "_".join(pair)) as progress:
            outcome = manager.install(pair, app.config.lock, progress=progress)
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
    from l10n.engines.store import Status

    app: App = ctx.obj
    remedies = {
        Status.OK: "",
        Status.CHANGED: "not the files of l10n.lock: l10n models remove --keep-lock {0}, then install it again",
        Status.MISSING: "l10n models install {0}",
        Status.UNLOCKED: "l10n.lock does not know it; to record it: l10n models install {0}",
    }
    checked = [item for manager in _managers() for item in manager.verify(app.config.lock)]
    for item in checked:
        name, asked = _names(item)
        remedy = remedies[item.status].format(asked)
        if item.status is Status.UNLOCKED and item.engine == "argos":
            remedy += ", or add FILE"
        print_data(f"{name:<20} {item.status:<8} {remedy}".rstrip())
    if not checked:
        app.say("No Argos models and no Firefox models are installed, and l10n.lock asks for none.")
    if any(item.status in {Status.CHANGED, Status.MISSING} for item in checked):
        ctx.exit(EXIT_FINDINGS)


@models.command(
    epilog="""\b
Example:
  l10n models remove en_ru
  l10n models remove firefox:en-uk"""
)
@click.argument("pair")
@click.option("--keep-lock", is_flag=True, help="Keep the checksum in l10n.lock: only the same file may come back.")
@click.pass_obj
def remove(app: App, pair: str, keep_lock: bool) -> None:
    """Remove the model of PAIR.

    Its checksum goes from l10n.lock too, unless --keep-lock says otherwise.
    """
    manager, parsed = _parse(pair)
    folders = manager.remove(parsed, app.config.lock, keep_lock=keep_lock)
    app.say(f"Removed: {', '.join(folder.name for folder in folders) or 'the entry in l10n.lock'}")


def _report(app: App, outcome: Outcome) -> None:
    what = "Installed" if outcome.installed else "Already installed, with the same files"
    app.say(f"{what}: {outcome.model} (SHA-256 {outcome.entry.sha256[:12]}…, {outcome.entry.size} bytes)")


def _managers() -> tuple[Any, Any]:
    """The modules that install models, with the same functions each: Argos packages, Firefox models."""
    from l10n.engines import firefox_models, packages

    return packages, firefox_models


def _parse(text: str) -> tuple[Any, Pair]:
    """Read a PAIR: who installs it, and the languages."""
    from l10n.engines.packages import parse_pair

    packages, firefox_models = _managers()
    if text.startswith("firefox:"):
        return firefox_models, parse_pair(text.removeprefix("firefox:"))
    return packages, parse_pair(text.removeprefix("argos:"))


def _names(item: Checked) -> tuple[str, str]:
    """The name of a model as in a route, and as a PAIR on the command line."""
    pair = "_".join(item.pair)
    return f"{item.engine}:{pair}", pair if item.engine == "argos" else f"{item.engine}:{'-'.join(item.pair)}"


def _locked_row(item: Checked) -> dict[str, Any]:
    return {
        "name": _names(item)[0],
        "engine": item.engine,
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
        "status": _ORIGINS.get(model.engine, "plugin"),
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
