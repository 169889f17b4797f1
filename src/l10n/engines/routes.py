"""Which way leads from one locale to another, and going it.

A route has one step or two. Every route there is gets a rank in chrF points:

    rank = quality of its weakest step − penalty for each step after the first

with the figures of ``quality.toml``. The best rank wins; of equal ranks the shorter route, then the sum of the
qualities of its steps, then the name. A longer route with a step of an engine that a direct one beats in any case
(``beats`` there) comes after all others.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from l10n.errors import ConfigError, EngineFailedError, RouteMissingError
from l10n.model import Draft, LocaleCode, Model, Route
from l10n.protocols import Engine

MAX_STEPS = 2
AUTO, NONE = "auto", "none"
_BEATS_BY = 0.1


def find_routes(engines: Sequence[Engine], source: LocaleCode, target: LocaleCode) -> list[Route]:
    """Find every route over the installed models, best first; empty if there is none.

    Raises:
        EngineFailedError: an engine cannot list its models.
    """
    models = [model for engine in engines for model in engine.models()]
    routes = [Route((model,)) for model in models if (model.source, model.target) == (source, target)]
    routes += [
        Route((first, second))
        for first in models
        if first.source == source and first.target not in {source, target}
        for second in models
        if (second.source, second.target) == (first.target, target)
    ]
    direct = [route.steps[0] for route in routes if len(route.steps) == 1]
    return sorted(routes, key=lambda route: (_is_beaten(route, direct), *_preference(route)))


def _preference(route: Route) -> tuple[float, int, float, str]:
    return -rank(route), len(route.steps), -sum(map(quality, route.steps)), str(route)


def _is_beaten(route: Route, direct: Sequence[Model]) -> bool:
    """Whether a step of a longer route is of an engine that a direct one beats in any case."""
    beaten = {name for model in direct for name in _table().get(model.engine, {}).get("beats", ())}
    return len(route.steps) > 1 and any(step.engine in beaten for step in route.steps)


def best_route(engines: Sequence[Engine], source: LocaleCode, target: LocaleCode) -> Route:
    """Find the best route.

    Raises:
        RouteMissingError: there is none; the hint says what to install.
    """
    routes = find_routes(engines, source, target)
    if not routes:
        names = ", ".join(engine.name for engine in engines) or "none"
        raise RouteMissingError(
            f"no route from {source} to {target} (engines: {names})",
            hint=_remedy([engine.name for engine in engines], source, target),
        )
    return routes[0]


def _remedy(engines: Sequence[str], source: LocaleCode, target: LocaleCode) -> str:
    if engines == ["http"]:
        return (
            "set http_url in [tool.l10n] to a LibreTranslate server that has the pair: l10n engines lists what it has"
        )
    return f"l10n models install {source}_{target}, or another engine: l10n engines lists them"


def rank(route: Route) -> float:
    """Expected quality of a route in chrF points; the module docstring gives the formula."""
    return min(map(quality, route.steps)) - float(_table()["penalty"]) * (len(route.steps) - 1)


def quality(model: Model) -> float:
    """Measured chrF of a model on FLORES, or what its engine gets where nobody measured.

    Raised above the models of the same direction that its engine beats in any case (``beats`` in ``quality.toml``).
    """
    figures = _table().get(model.engine, {})
    own = figures.get(f"{model.source}_{model.target}", figures.get("default", _table()["default"]))
    beaten = [quality(Model(name, model.source, model.target, "")) for name in figures.get("beats", ())]
    return max(float(own), *(value + _BEATS_BY for value in beaten), 0.0)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "quality.toml").read_text(encoding="utf-8"))


def parse_route(text: str, engines: Sequence[Engine]) -> Route:
    """Read a route as ``str(route)`` writes it; versions may be left out.

    Args:
        text: for example ``argos:en_ru>embedded:ru_be``.
        engines: where the models must be.
    Raises:
        ConfigError: not a route, or an unknown engine.
        RouteMissingError: a model is not installed; the hint says how to install it.
    """
    parts = [part.strip() for part in text.split(">")]
    if len(parts) > MAX_STEPS:
        raise ConfigError(f"a route has at most {MAX_STEPS} steps: {text}", hint="leave a step out")
    route = Route(tuple(_parse_step(part, text, engines) for part in parts))
    for before, after in zip(route.steps, route.steps[1:], strict=False):
        if before.target != after.source:
            raise ConfigError(
                f"the steps of the route do not fit: {text}",
                hint=f"the step after {before} must begin at {before.target}",
            )
    return route


def _parse_step(part: str, text: str, engines: Sequence[Engine]) -> Model:
    name, colon, direction = part.partition(":")
    pair, at, version = direction.partition("@")
    if not colon or not name or "_" not in pair or (at and not version):
        raise ConfigError(f"not a route: {text}", hint="write it as in: argos:en_ru>embedded:ru_be")
    engine = _engine(engines, name)
    models = {f"{model.source}_{model.target}": model for model in engine.models()}
    found = models.get(pair)
    if found is None or (at and found.version != version):
        there = f"; there is version {found.version}" if found else ""
        has = f"{name} has: {', '.join(sorted(models)) or 'none'}"
        installs = {"argos": pair, "firefox": f"firefox:{pair.replace('_', '-')}"}
        hint = f"l10n models install {installs[name]}" if name in installs else has
        raise RouteMissingError(f"not installed: {part}{there}", hint=hint)
    return found


def _engine(engines: Sequence[Engine], name: str) -> Engine:
    for engine in engines:
        if engine.name == name:
            return engine
    names = [engine.name for engine in engines]
    close = difflib.get_close_matches(name, [*names, AUTO, NONE], n=1)
    hint = f"did you mean {close[0]}?" if close else f"engines: {', '.join(names)}"
    raise ConfigError(f"unknown engine: {name}", hint=hint)


def select_route(
    engines: Sequence[Engine],
    source: LocaleCode,
    target: LocaleCode,
    *,
    engine: str = AUTO,
    routes: Mapping[LocaleCode, str] | None = None,
) -> Route:
    """Choose a route by the settings.

    Args:
        engines: all that there are.
        engine: ``auto``, the name of an engine that is to do it alone, or a route.
        routes: a route per target locale; it wins over ``engine``.
    Raises:
        ConfigError: not a route, an unknown engine, a route between other locales, or ``none``.
        RouteMissingError: no installed models lead there.
    """
    wanted = (routes or {}).get(target, engine)
    if wanted == NONE:
        raise ConfigError(
            "machine translation is switched off: engine is none", hint="choose another engine: --engine auto"
        )
    if wanted == AUTO:
        return best_route(engines, source, target)
    if ":" not in wanted and ">" not in wanted:
        return best_route([_engine(engines, wanted)], source, target)
    route = parse_route(wanted, engines)
    if (route.steps[0].source, route.steps[-1].target) != (source, target):
        raise ConfigError(
            f"the route does not lead from {source} to {target}: {wanted}",
            hint=f"write a route that begins at {source} and ends at {target}; [tool.l10n.routes] has one per locale",
        )
    return route


def translate_along(engines: Sequence[Engine], route: Route, texts: Sequence[str]) -> list[Draft]:
    """Translate sentences along a route.

    Args:
        engines: the engines of the route, and perhaps others.
        texts: n sentences that are already split.
    Returns:
        Exactly n drafts. ``score`` is the sum of the scores of the steps, the log probability of both having gone well
        per token; None where a step gives none. ``pivot`` is the text between two steps.
    Raises:
        EngineFailedError: a model failed, or an engine did not give one draft for each text.
    """
    drafts = [Draft(text, 0.0) for text in texts]
    for number, step in enumerate(route.steps):
        answers = _engine(engines, step.engine).translate([draft.text for draft in drafts], step.source, step.target)
        if len(answers) != len(drafts):
            raise EngineFailedError(
                f"{step} gave {len(answers)} drafts for {len(drafts)} texts", hint="choose another engine: --engine"
            )
        drafts = [
            Draft(after.text, _sum(before.score, after.score), before.text if number and before.text else None)
            for before, after in zip(drafts, answers, strict=True)
        ]
    return drafts


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second
