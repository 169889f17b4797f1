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


def print_data(text: str) -> None:
    """Write a line of data to stdout."""
    click.echo(text)


def print_json(value: Any) -> None:
    """Write JSON to stdout, readable and with letters as they are."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


json_option: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")
