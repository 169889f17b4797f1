"""What every command gets: the project, and where messages go."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from l10n.config import Config


@dataclass
class App:
    """State of one run. Data goes to stdout through ``print_data``, everything else to stderr through ``say``."""

    root: Path
    quiet: bool = False
    verbose: bool = False

    @cached_property
    def config(self) -> Config:
        """Settings of the project, read when a command first needs them."""
        from l10n.config import load_config

        return load_config(self.root)

    @cached_property
    def console(self) -> Console:
        """Console on stderr."""
        from rich.console import Console

        return Console(stderr=True, soft_wrap=True, highlight=False)

    def say(self, message: str) -> None:
        """Tell a person something, unless they asked for quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def detail(self, message: str) -> None:
        """Tell a person who asked for more."""
        if self.verbose and not self.quiet:
            click.echo(message, err=True)

    @property
    def interactive(self) -> bool:
        """Whether a person watches stderr, so that a progress bar makes sense."""
        return not self.quiet and sys.stderr.isatty()


def write_export(config: Config, path: Path, text: str) -> None:
    """Write what a command exports to a file that a person named.

    Raises:
        InputError: an article, a catalog, the glossary or the settings would be replaced, or it cannot be written.
    """
    from l10n.errors import InputError
    from l10n.files import write_if_changed

    place = path.resolve()
    folders = [config.source_dir, *([config.locales_dir] if place.suffix == ".po" else [])]
    own = any(place.is_relative_to(folder.resolve()) for folder in folders)
    if path.is_file() and (own or place in (config.glossary.resolve(), (config.root / "pyproject.toml").resolve())):
        raise InputError("a file of the project would be replaced", path=path, hint="name another file")
    write_if_changed(path, text)


def print_data(text: str) -> None:
    """Write a line of data to stdout."""
    click.echo(text)


def print_json(value: Any) -> None:
    """Write JSON to stdout, readable and with letters as they are."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


json_option: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")
