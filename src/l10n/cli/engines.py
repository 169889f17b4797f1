"""``l10n engines``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_data, print_json
from l10n.errors import RouteMissingError

if TYPE_CHECKING:
    from l10n.model import LocaleCode, Route
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
    """Show the engines, what is installed, and the route for each locale."""
    from l10n.model import EngineOptions
    from l10n.plugins import load_engines

    found = load_engines(EngineOptions(beam=app.config.beam))
    routes: dict[LocaleCode, Route | None] = {}
    missing: dict[LocaleCode, str] = {}
    for locale in app.config.locales:
        try:
            routes[locale] = _route(app, found, locale)
        except RouteMissingError as exc:
            routes[locale], missing[locale] = None, f"{exc}; {exc.hint}"
    problems = [f"{engine.name}: {line}" for engine in found for line in _problems(engine)]
    if as_json:
        print_json(
            {
                "engines": [_engine_json(engine) for engine in found],
                "routes": {locale: _steps(route) for locale, route in routes.items()},
                "missing": missing,
                "problems": problems,
                "note": NOTE,
            }
        )
        return
    _print(found, routes, missing)
    for problem in problems:
        app.say(f"Problem: {problem}")


def _route(app: App, found: Sequence[Engine], locale: LocaleCode) -> Route | None:
    """Choose the route of a locale; None where machine translation is switched off."""
    from l10n.engines.routes import NONE, select_route

    config = app.config
    if config.routes.get(locale, config.engine) == NONE:
        return None
    return select_route(found, config.source_locale, locale, engine=config.engine, routes=config.routes)


def _print(found: Sequence[Engine], routes: dict[LocaleCode, Route | None], missing: dict[LocaleCode, str]) -> None:
    print_data("Engines")
    for engine in found:
        models = sorted(f"{model.source}_{model.target} {model.version}" for model in engine.models())
        print_data(f"  {engine.name:<10} {', '.join(models) or 'nothing installed'}")
    print_data("Routes")
    for locale, route in routes.items():
        if locale in missing:
            print_data(f"  {locale:<10} no route: {missing[locale]}")
        else:
            print_data(f"  {locale:<10} {route if route else 'switched off: engine is none'}")
    print_data(NOTE)


def _engine_json(engine: Engine) -> dict[str, Any]:
    models = sorted(engine.models(), key=str)
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
    problems = getattr(engine, "problems", None)
    return list(problems()) if problems else []
