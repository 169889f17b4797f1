"""Engines and document formats: those of l10n, and those that other distributions add by entry points.

``l10n.engines``: a factory that takes ``EngineOptions`` and gives an ``Engine``. ``l10n.formats``: a factory without
arguments that gives a ``DocumentFormat``. Nothing is loaded before it is asked for, and a plugin never replaces what
l10n has itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from l10n.errors import ConfigError, EngineError, L10nError
from l10n.model import EngineOptions
from l10n.protocols import DocumentFormat, Engine

ENGINES = {
    "argos": "l10n.engines.argos:ArgosEngine",
    "embedded": "l10n.engines.embedded:EmbeddedEngine",
    "firefox": "l10n.engines.firefox:FirefoxEngine",
    "opus": "l10n.engines.opus:OpusEngine",
    "apertium": "l10n.engines.apertium:ApertiumEngine",
    "http": "l10n.engines.http:HttpEngine",
}
FORMATS = {
    "text": "l10n.documents.text:TextFormat",
}
_HINT = "upgrade or uninstall the distribution it comes from"


def load_engines(options: EngineOptions) -> list[Engine]:
    """Make every engine, those of l10n first; no model is loaded.

    Raises:
        EngineError: a plugin cannot be loaded, gives no engine, or takes a name that is taken; names the plugin.
    """
    return [
        _make(name, factory, (options,), Engine, EngineError)
        for name, factory in _factories("l10n.engines", ENGINES, EngineError)
    ]


def load_formats() -> list[DocumentFormat]:
    """Make every document format, those of l10n first.

    Raises:
        ConfigError: a plugin cannot be loaded, gives no format, or takes a name that is taken; names the plugin.
    """
    return [
        _make(name, factory, (), DocumentFormat, ConfigError)
        for name, factory in _factories("l10n.formats", FORMATS, ConfigError)
    ]


def _factories(
    group: str, builtin: dict[str, str], error: type[L10nError]
) -> Iterator[tuple[str, Callable[[], Callable[..., Any]]]]:
    """Give name and loader of every plugin of a group."""
    for name, target in builtin.items():
        yield name, partial(_import, target)
    taken = set(builtin)
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        if point.name in taken:
            raise error(f"the plugin {_label(point)} takes a name that is taken", hint=_HINT)
        taken.add(point.name)
        yield _label(point), point.load


def _make(
    name: str, load: Callable[[], Callable[..., Any]], arguments: tuple[Any, ...], kind: Any, error: type[L10nError]
) -> Any:
    try:
        made = load()(*arguments)
    except L10nError:
        raise
    except Exception as exc:  # whatever a stranger's code may raise
        raise error(f"the plugin {name} cannot be loaded: {type(exc).__name__}: {exc}", hint=_HINT) from exc
    if not isinstance(made, kind):
        raise error(f"the plugin {name} gives no {kind.__name__}: {type(made).__name__}", hint=_HINT)
    return made


def _import(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _label(point: EntryPoint) -> str:
    return f"{point.name} ({point.dist.name})" if point.dist else point.name
