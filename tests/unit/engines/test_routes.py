from __future__ import annotations

from collections.abc import Sequence

import pytest

from l10n.engines.embedded import EmbeddedEngine
from l10n.engines.routes import best_route, find_routes, parse_route, quality, select_route, translate_along
from l10n.errors import ConfigError, EngineFailedError, RouteMissingError
from l10n.model import Draft, EngineOptions, Model


class Marking:
    """An engine that writes its steps down in the text."""

    def __init__(self, name: str, *pairs: str, version: str = "1", score: float | None = -0.5) -> None:
        self.name = name
        self.score = score
        self._models = [Model(name, *pair.split("_"), version) for pair in pairs]  # type: ignore[arg-type]

    def models(self) -> Sequence[Model]:
        """The pairs it was made with."""
        return self._models

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        """Append the direction."""
        return [Draft(f"{text} {source}_{target}", self.score) if text else Draft("") for text in texts]


EMBEDDED = EmbeddedEngine(EngineOptions())


def names(engines: Sequence[Marking | EmbeddedEngine], target: str, source: str = "en") -> list[str]:
    """The routes, best first, without versions."""
    routes = find_routes(engines, source, target)
    return [">".join(f"{step.engine}:{step.source}_{step.target}" for step in route.steps) for route in routes]


@pytest.mark.parametrize("target", ["be", "ru", "uk"])
def test_fresh_machine_goes_directly(target: str) -> None:
    """With the embedded engine alone, one step is better than two."""
    assert names([EMBEDDED], target)[0] == f"embedded:en_{target}"


def test_belarusian_over_an_argos_package() -> None:
    """A good first step and a short second one are better than a weak direct model."""
    assert names([Marking("argos", "en_ru"), EMBEDDED], "be")[0] == "argos:en_ru>embedded:ru_be"


@pytest.mark.parametrize("pair", ["en_be", "en_ru", "en_uk", "en_pl"])
def test_argos_wins_its_direction(pair: str) -> None:
    """An installed Argos package for the direction itself wins over every other route."""
    argos = Marking("argos", "en_ru", "en_uk", pair)
    assert names([EMBEDDED, argos], pair[3:])[0] == f"argos:{pair}"


def test_argos_wins_over_embedded_whatever_the_figures() -> None:
    """The rule does not hang on measured figures."""
    for pair in ("en_be", "en_ru", "en_uk", "ru_be", "ru_uk", "uk_be"):
        source, target = pair.split("_")
        assert quality(Model("argos", source, target, "1")) > quality(Model("embedded", source, target, "1"))


def test_no_circles() -> None:
    """A route does not come back to where it was."""
    routes = names([Marking("a", "en_ru", "ru_en", "ru_be", "be_ru", "be_be")], "be")
    assert routes == ["a:en_ru>a:ru_be"]


def test_order_does_not_depend_on_the_order_of_engines() -> None:
    """Equal ranks are decided by the name."""
    first, second = Marking("a", "en_pl"), Marking("b", "en_pl")
    assert names([first, second], "pl") == names([second, first], "pl") == ["a:en_pl", "b:en_pl"]


def test_no_route_says_what_to_install() -> None:
    """Three steps are not tried, and the hint names the package."""
    with pytest.raises(RouteMissingError, match="from en to pl") as caught:
        best_route([Marking("a", "en_ru", "ru_be", "be_pl")], "en", "pl")
    assert "models install en_pl" in str(caught.value.hint)
    assert caught.value.exit_code == 3
    with pytest.raises(RouteMissingError) as caught:
        best_route([Marking("http")], "en", "pl")
    assert "http_url" in str(caught.value.hint)


@pytest.mark.parametrize("text", ["argos:en_ru>b:ru_be", "argos:en_ru@1.9>b:ru_be@1", " argos:en_ru > b:ru_be "])
def test_parse_route(text: str) -> None:
    """A route is read as it is printed; versions and spaces are optional."""
    engines = [Marking("argos", "en_ru", version="1.9"), Marking("b", "ru_be")]
    route = parse_route(text, engines)
    assert str(route) == "argos:en_ru@1.9>b:ru_be@1"
    assert parse_route(str(route), engines) == route


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("argos", "not a route"),
        ("argos:en", "not a route"),
        (":en_ru", "not a route"),
        ("argos:en_ru@", "not a route"),
        ("argos:en_ru>", "not a route"),
        ("agros:en_ru", "unknown engine: agros"),
        ("argos:en_ru>argos:uk_be", "do not fit"),
        ("argos:en_ru>argos:ru_uk>argos:uk_be", "at most 2 steps"),
    ],
)
def test_wrong_routes(text: str, message: str) -> None:
    """What is wrong in a setting is an error of the setting."""
    with pytest.raises(ConfigError, match=message):
        parse_route(text, [Marking("argos", "en_ru", "ru_uk", "uk_be")])


@pytest.mark.parametrize(
    ("text", "hint"), [("argos:en_be", "models install en_be"), ("b:en_be", "ru_be"), ("argos:en_ru@2", "en_ru")]
)
def test_routes_over_models_that_are_not_there(text: str, hint: str) -> None:
    """A route over a model that is not installed is missing, and the hint says how to get it or what there is."""
    with pytest.raises(RouteMissingError, match="not installed") as caught:
        parse_route(text, [Marking("argos", "en_ru"), Marking("b", "ru_be")])
    assert hint in str(caught.value.hint)


def test_select_route() -> None:
    """The route of the locale wins over the engine, and an engine by name does it alone."""
    engines = [Marking("argos", "en_ru", "ru_be"), Marking("b", "en_be")]
    routes = {"be": "b:en_be", "ru": "argos:en_ru"}

    def chosen(engine: str, **more: dict[str, str]) -> str:
        return str(select_route(engines, "en", "be", engine=engine, **more))

    assert chosen("argos", routes=routes) == "b:en_be@1"
    assert chosen("argos") == "argos:en_ru@1>argos:ru_be@1"
    assert chosen("b") == "b:en_be@1"
    assert chosen("argos:en_ru>argos:ru_be") == "argos:en_ru@1>argos:ru_be@1"
    assert chosen("auto") in {"b:en_be@1", "argos:en_ru@1>argos:ru_be@1"}


@pytest.mark.parametrize(
    ("engine", "message"),
    [("none", "switched off"), ("agros", "unknown engine"), ("argos:en_ru", "does not lead from en to be")],
)
def test_select_route_refuses(engine: str, message: str) -> None:
    """Settings that cannot be meant are errors of the settings."""
    with pytest.raises(ConfigError, match=message) as caught:
        select_route([Marking("argos", "en_ru", "en_be")], "en", "be", engine=engine)
    assert caught.value.exit_code == 2
    if engine == "agros":
        assert caught.value.hint == "did you mean argos?"


def test_translate_along_two_steps() -> None:
    """The second step gets the drafts of the first, the scores add up, and the text between is kept."""
    engines = [Marking("a", "en_ru"), Marking("b", "ru_be", score=-0.25)]
    drafts = translate_along(engines, parse_route("a:en_ru>b:ru_be", engines), ["one", "", "two"])
    assert drafts == [
        Draft("one en_ru ru_be", -0.75, "one en_ru"),
        Draft("", None, None),
        Draft("two en_ru ru_be", -0.75, "two en_ru"),
    ]


def test_translate_along_one_step() -> None:
    """A direct route has no text between, and a missing score stays missing."""
    engines = [Marking("a", "en_ru", score=None)]
    assert translate_along(engines, parse_route("a:en_ru", engines), ["one"]) == [Draft("one en_ru")]


def test_engine_that_loses_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that gives back fewer drafts than texts is named."""
    engine = Marking("a", "en_ru")
    route = parse_route("a:en_ru", [engine])
    monkeypatch.setattr(engine, "translate", lambda texts, source, target: [Draft("x")])
    with pytest.raises(EngineFailedError, match=r"a:en_ru@1 gave 1 drafts for 2 texts"):
        translate_along([engine], route, ["one", "two"])


@pytest.mark.parametrize(
    ("better", "worse", "pair"),
    [
        ("firefox", "argos", "en_uk"),
        ("opus", "argos", "en_uk"),
        ("firefox", "opus", "en_uk"),
        ("argos", "opus", "en_ru"),
    ],
)
def test_measured_order_of_direct_models(better: str, worse: str, pair: str) -> None:
    """An installed Firefox or OPUS-MT model wins over Argos for Ukrainian."""
    routes = names([Marking(worse, pair), Marking(better, pair)], pair[3:])
    assert routes[0] == f"{better}:{pair}"


def test_opus_goes_to_belarusian_directly() -> None:
    """A direct OPUS-MT model is better than any way over Russian."""
    engines = [Marking("argos", "en_ru"), Marking("firefox", "en_ru"), Marking("apertium", "ru_be"), EMBEDDED]
    assert names([*engines, Marking("opus", "en_be")], "be")[0] == "opus:en_be"
    assert names(engines, "be")[0].startswith("firefox:en_ru>")


@pytest.mark.parametrize(
    ("step", "hint"), [("firefox:en_uk", "models install firefox:en-uk"), ("argos:en_uk", "models install en_uk")]
)
def test_missing_model_says_how_to_install_it(step: str, hint: str) -> None:
    """The hint is a command that installs that very model."""
    with pytest.raises(RouteMissingError) as caught:
        parse_route(step, [Marking("firefox"), Marking("argos")])
    assert hint in str(caught.value.hint)
