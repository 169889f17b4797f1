"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from l10n.errors import ConfigError

if TYPE_CHECKING:
    from l10n.config import Config
    from l10n.model import LocaleCode

articles_argument: Callable[[Any], Any] = click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
locale_option: Callable[[Any], Any] = click.option(
    "--locale", multiple=True, metavar="LOCALE", help="Only this locale; may be given several times."
)


def chosen_locales(config: Config, names: Sequence[str]) -> tuple[LocaleCode, ...]:
    """Give the locales a person named, all of the project's when none is named.

    Raises:
        ConfigError: the project does not have such a locale.
    """
    wanted = [part for name in names for part in name.replace(",", " ").split()]
    for name in wanted:
        if name not in config.locales:
            raise ConfigError(
                f"locale {name} is not one of this project's: {', '.join(config.locales)}",
                hint="name one of these, or add it to locales in [tool.l10n] of pyproject.toml",
            )
    return tuple(dict.fromkeys(wanted)) or config.locales
