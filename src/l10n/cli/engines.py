"""``l10n engines``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_data, print_json
from l10n.errors import EngineError

if TYPE_CHECKING:
    from l10n.model import LocaleCode, Model, Route
    from l10n.protocols import Engine

NOTE = "The embedded engine is weak: its drafts are a beginning for a person to correct, never to publish as they are."


@click.command(
    epilog="""\b
Example:
  l10n engines
  l10n engines --json"""
)
@json_option
@click.pass_obj
def engines(app: App, as_json: bool) -> None:
    """Show the engines, what is installed, and the route for each locale.

    An engine has a model for each direction. Argos packages and Firefox models come with l10n models install; OPUS-MT
    models, Apertium and a LibreTranslate server (L10N_HTTP_URL) are set up outside: see docs/engines.md.
    """
    from l10n.plugins import load_engines

    found = load_engines(app.config.engine_options())
    routes: dict[LocaleCode, Route | None] = {}
    missing: dict[LocaleCode, str] = {}
    for locale in app.config.locales:
        try:
            routes[locale] = _route(app, found, locale)
        except EngineError as exc:
            routes[locale], missing[locale] = None, f"{exc}; {exc.hint}"
    models = {engine.name: _models(engine) for engine in found}
    problems = [f"{engine.name}: {line}" for engine in found for line in _problems(engine)]
    if as_json:
        print_json(
            {
                "engines": [_engine_json(engine, models[engine.name]) for engine in found],
                "routes": {locale: _steps(route) for locale, route in routes.items()},
                "missing": missing,
                "problems": problems,
                "note": NOTE,
            }
        )
        return
    _print(models, routes, missing)
    for problem in problems:
        app.say(f"Problem: {problem}")


def _route(app: App, found: Sequence[Engine], locale: LocaleCode) -> Route | None:
    """Choose the route of a locale; None where machine translation is switched off."""
    from l10n.engines.routes import NONE, select_route

    config = app.config
    if config.routes.get(locale, config.engine) == NONE:
        return None
    return select_route(found, config.source_locale, locale, engine=config.engine, routes=config.routes)


def _models(engine: Engine) -> list[Model]:
    """List what an engine has; nothing where it cannot say, which ``_problems`` tells."""
    try:
        return sorted(engine.models(), key=str)
    except EngineError:
        return []


def _print(
    models: dict[str, list[Model]], routes: dict[LocaleCode, Route | None], missing: dict[LocaleCode, str]
) -> None:
    print_data("Engines")
    for name, found in models.items():
        directions = _shorten([f"{model.source}_{model.target} {model.version}" for model in found])
        print_data(f"  {name:<10} {directions or 'nothing installed'}")
    print_data("Routes")
    for locale, route in routes.items():
        if locale in missing:
            print_data(f"  {locale:<10} no route: {missing[locale]}")
        else:
            print_data(f"  {locale:<10} {route if route else 'switched off: engine is none'}")
    print_data(NOTE)


def _shorten(items: Sequence[str], limit: int = 12) -> str:
    """Join items; a server may have hundreds of directions."""
    rest = len(items) - limit
    return ", ".join(items[:limit]) + (f" and {rest} more" if rest > 0 else "")


def _engine_json(engine: Engine, models: Sequence[Model]) -> dict[str, Any]:
    return {
        "name": engine.name,
        "installed": bool(models),
        "version": getattr(engine, "version", None) or None,
        "models": [{"from": model.source, "to": model.target, "version": model.version} for model in models],
    }


def _steps(route: Route | None) -> list[dict[str, str]]:
    return [
        {"engine": step.engine, "from": step.source, "to": step.target, "model": str(step), "version": step.version}
        for step in (route.steps if route else ())
    ]


def _problems(engine: Engine) -> list[str]:
    found = list(getattr(engine, "problems", list)())
    try:
        engine.models()
    except EngineError as exc:
        found.append(f"{exc}; {exc.hint}")
    return found
