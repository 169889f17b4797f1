"""Engines, document formats and checks: those of l10n, and those that other distributions add by entry points.

``l10n.engines``: a factory that takes ``EngineOptions`` and gives an ``Engine``. ``l10n.formats`` and ``l10n.checks``:
a factory without arguments that gives a ``DocumentFormat``, or a ``Check`` or ``ProjectCheck``. Nothing is loaded
before it is asked for, and a plugin never replaces what l10n has itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any, get_args

from l10n.errors import ConfigError, EngineError, L10nError
from l10n.model import EngineOptions
from l10n.protocols import Check, DocumentFormat, Engine, ProjectCheck

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
    "markdown": "l10n.documents.markdown:MarkdownFormat",
    "html": "l10n.documents.html:HtmlFormat",
    "docx": "l10n.documents.docx:DocxFormat",
}
CHECKS = {
    "names": "l10n.checks.names:NamesCheck",
    "numbers": "l10n.checks.facts:NumbersCheck",
    "dates": "l10n.checks.facts:DatesCheck",
    "negation": "l10n.checks.facts:NegationCheck",
    "quotation": "l10n.checks.facts:QuotationCheck",
    "attribution": "l10n.checks.facts:AttributionCheck",
    "links": "l10n.checks.facts:LinksCheck",
    "abbreviations": "l10n.checks.facts:AbbreviationCheck",
    "script": "l10n.checks.language:ScriptCheck",
    "sibling": "l10n.checks.language:SiblingCheck",
    "wrong-language": "l10n.checks.language:WrongLanguageCheck",
    "leftover": "l10n.checks.language:LeftoverCheck",
    "spelling": "l10n.checks.language:SpellingCheck",
    "belarusian": "l10n.checks.language:BelarusianCheck",
    "calques": "l10n.checks.language:CalqueCheck",
    "repeat": "l10n.checks.language:RepeatCheck",
    "length": "l10n.checks.language:LengthCheck",
    "typography": "l10n.checks.typography:TypographyCheck",
    "balance": "l10n.checks.typography:BalanceCheck",
    "no-break-space": "l10n.checks.typography:NoBreakSpaceCheck",
    "consistency": "l10n.checks.consistency:ConsistencyCheck",
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


def load_formats(front_matter: Sequence[str] | None = None) -> list[DocumentFormat]:
    """Make every document format, those of l10n first.

    Args:
        front_matter: keys of the front matter whose values Markdown translates; None takes its default.
    Raises:
        ConfigError: a plugin cannot be loaded, gives no format, or takes a name that is taken; names the plugin.
    """
    keys = {} if front_matter is None else {"markdown": (frozenset(front_matter),)}
    return [
        _make(name, factory, keys.get(name, ()), DocumentFormat, ConfigError)
        for name, factory in _factories("l10n.formats", FORMATS, ConfigError)
    ]


def load_checks() -> dict[str, Check | ProjectCheck]:
    """Make every check, those of l10n first, by name.

    Raises:
        ConfigError: a plugin cannot be loaded, gives no check, or takes a name or a code that is taken; names the
            plugin.
    """
    checks: dict[str, Check | ProjectCheck] = {}
    owners: dict[str, str] = {}
    for name, factory in _factories("l10n.checks", CHECKS, ConfigError):
        check = _make(name, factory, (), Check | ProjectCheck, ConfigError)
        for code in check.codes:
            if owners.setdefault(code, name) != name:
                raise ConfigError(f"the plugin {name} takes the code {code}, which is taken", hint=_HINT)
        checks[name] = check
    return checks


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
        raise error(f"the plugin {name} gives no {_kind_name(kind)}: {type(made).__name__}", hint=_HINT)
    return made


def _kind_name(kind: Any) -> str:
    return " or ".join(item.__name__ for item in get_args(kind) or (kind,))


def _import(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _label(point: EntryPoint) -> str:
    return f"{point.name} ({point.dist.name})" if point.dist else point.name
