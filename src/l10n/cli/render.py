"""What people see: tables on stdout, progress on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from l10n.cli.context import App

if TYPE_CHECKING:
    from rich.table import Table


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: frozenset[str] = frozenset()) -> None:
    """Print a table on stdout.

    Args:
        columns: n headings.
        rows: any number of rows of n cells.
        numeric: headings of the columns to align right.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table: Table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    if not console.is_terminal:  # a pipe or file has no width: do not fold cells
        console.width = 1000
    console.print(table)


@contextmanager
def progress(app: App, title: str, total: int) -> Iterator[Callable[[int, str], None]]:
    """Show a progress bar on a terminal; elsewhere, and with --quiet, nothing.

    Yields:
        A function that takes the number of things done since the last call and what is being worked on.
    """
    if not app.interactive or total == 0:
        yield lambda done, label: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=app.console, transient=True) as bar:
        task = bar.add_task(title, total=total)

        def advance(done: int, label: str) -> None:
            bar.update(task, advance=done, description=f"{title} {label}")

        yield advance


def plural(count: int, noun: str) -> str:
    """Write a number with its noun.

    >>> plural(1, "sentence"), plural(3, "entry"), plural(0, "draft")
    ('1 sentence', '3 entries', '0 drafts')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun[:-1]}ies" if noun.endswith("y") else f"{count} {noun}s"
