from __future__ import annotations

import sys
import types
from importlib.metadata import EntryPoint

import pytest

from l10n import plugins
from l10n.engines.embedded import EmbeddedEngine
from l10n.errors import ConfigError, EngineError
from l10n.model import EngineOptions
from l10n.protocols import DocumentFormat, Engine

BUILT_IN = ["argos", "embedded", "firefox", "opus", "apertium", "http"]


class Other(EmbeddedEngine):
    """An engine of somebody else."""

    name = "other"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    """The plugins of other distributions; tests append to it."""
    points: list[EntryPoint] = []
    module = types.ModuleType("somebodys_plugin")
    module.Other = Other  # type: ignore[attr-defined]
    module.nothing = lambda *arguments: object()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "somebodys_plugin", module)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point for point in points if point.group == group])
    return points


def test_built_in_engines(installed: list[EntryPoint]) -> None:
    """Without plugins there are the engines of l10n."""
    assert [engine.name for engine in plugins.load_engines(EngineOptions())] == BUILT_IN


def test_plugin_comes_after_the_built_in_ones(installed: list[EntryPoint]) -> None:
    """A plugin adds to the engines and takes none away."""
    installed.append(EntryPoint("other", "somebodys_plugin:Other", "l10n.engines"))
    engines = plugins.load_engines(EngineOptions())
    assert [engine.name for engine in engines] == [*BUILT_IN, "other"]
    assert all(isinstance(engine, Engine) for engine in engines)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("bad", "no_such_module_anywhere:X", "the plugin bad cannot be loaded: ModuleNotFoundError"),
        ("bad", "somebodys_plugin:Missing", "the plugin bad cannot be loaded: AttributeError"),
        ("bad", "somebodys_plugin:nothing", "the plugin bad gives no Engine: object"),
        ("argos", "somebodys_plugin:Other", "the plugin argos takes a name that is taken"),
    ],
)
def test_bad_engine_plugin_is_named(installed: list[EntryPoint], name: str, value: str, message: str) -> None:
    """Whatever a plugin does wrong, the error names it and is an engine error."""
    installed.append(EntryPoint(name, value, "l10n.engines"))
    with pytest.raises(EngineError, match=message) as caught:
        plugins.load_engines(EngineOptions())
    assert caught.value.hint


def test_formats(installed: list[EntryPoint]) -> None:
    """Plain text is built in, and every format keeps the contract."""
    formats = plugins.load_formats()
    assert "text" in [item.name for item in formats]
    assert all(isinstance(item, DocumentFormat) for item in formats)


def test_bad_format_plugin_is_named(installed: list[EntryPoint]) -> None:
    """A format that cannot be loaded is an error of the configuration."""
    installed.append(EntryPoint("bad", "somebodys_plugin:nothing", "l10n.formats"))
    with pytest.raises(ConfigError, match="the plugin bad gives no DocumentFormat"):
        plugins.load_formats()
