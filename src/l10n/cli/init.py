"""``l10n init``."""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli.context import App

_SETTINGS = """[tool.l10n]
source_locale = "en"
locales = ["be", "ru", "uk"]
"""

_GLOSSARY = """source,aliases,be,ru,uk,kind,gender,forms,note
Maria Kalesnikava,Maria Kolesnikova,Марыя Калеснікава,Мария Колесникова,Марія Колесникова,person,f,,
Minsk,,Мінск,Минск,Мінськ,place,m,,
"""


@click.command(
    epilog="""\b
Example:
  l10n init newsroom
  cd newsroom"""
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False, metavar="[DIR]")
@click.pass_obj
def init(app: App, folder: Path | None) -> None:
    """Make a project in DIR, the current folder by default.

    Files that are there already are left as they are.
    """
    from l10n.files import read_text, write_if_changed

    root = folder or app.root
    settings = root / "pyproject.toml"
    if not settings.exists():
        write_if_changed(settings, _SETTINGS)
        app.say(f"{settings}: settings")
    elif "[tool.l10n]" not in (text := read_text(settings)):
        write_if_changed(settings, f"{text.rstrip()}\n\n{_SETTINGS}")
        app.say(f"{settings}: [tool.l10n] added")
    for path, text, what in (
        (root / "glossary.csv", _GLOSSARY, "names; the two rows are examples"),
        (root / "source" / ".gitkeep", "", "put your English articles here"),
        (root / "locales" / ".gitkeep", "", "catalogs for the reviewers"),
        (root / ".gitignore", "/build/\n", "built articles are made anew"),
    ):
        shown = path.parent if path.name == ".gitkeep" else path
        if path.exists() or (path.name == ".gitkeep" and path.parent.is_dir()):
            app.say(f"{shown}: left as it is")
        else:
            write_if_changed(path, text)
            app.say(f"{shown}: {what}")
    app.say("Next: put an article into source/, then run l10n translate.")
