"""What ``protocols.Engine`` promises, for every engine that is registered and every kind of Argos package.

Engines that are not installed by l10n itself are given something to work with: a server on loopback, a tiny OPUS-MT
model, a stand-in for fxtranslate. Apertium is the installed one, and skipped where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine_fixtures import install_files, isolate_argos
from tests.unit.engines.firefox_fixtures import use_stand_in, write_firefox
from tests.unit.engines.libretranslate import LibreTranslate
from tests.unit.engines.opus_fixtures import write_opus

from l10n.engines.argos import ArgosEngine
from l10n.errors import RouteMissingError
from l10n.model import Draft, EngineOptions
from l10n.plugins import load_engines
from l10n.protocols import Engine

KINDS: dict[str, dict[str, object]] = {
    "argos sentencepiece": {},
    "argos prefix": {"prefix": "__ru__"},
    "argos bpe": {"bpe": True},
    "argos bpe prefix": {"bpe": True, "prefix": "__ru__"},
}
REGISTERED = [engine.name for engine in load_engines(EngineOptions()) if engine.name != "argos"]
TEXTS = [
    "The president arrived in Minsk on Monday.",
    "",
    "No.",
    "Hello!",
    "   ",
    "A journalist asked her about 3,000 people; she answered: no comment.",
    "No.",
    "snake_case_name",
    "漢字 ☃",
    "one\ntwo",
]


def registered(name: str, options: EngineOptions, home: Path, patch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A registered engine with something installed."""
    server = None
    if name == "http":
        server = LibreTranslate()
        patch.setenv("L10N_HTTP_URL", server.url)
    elif name == "opus":
        write_opus(home)
        patch.setenv("L10N_OPUS_DIR", str(home))
    elif name == "firefox":
        use_stand_in(patch)
        write_firefox(home)
        patch.setenv("L10N_FIREFOX_DIR", str(home))
    engine = next(engine for engine in load_engines(options) if engine.name == name)
    if name == "apertium" and not engine.models():
        pytest.skip("needs Apertium (Debian packages apertium-bel-rus and apertium-rus-ukr)")
    yield engine
    if server:
        server.close()


@pytest.fixture(scope="module", params=[*KINDS, *REGISTERED])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine, with something installed."""
    options = EngineOptions(threads=2, beam=2)
    if request.param not in KINDS:
        with pytest.MonkeyPatch.context() as patch:
            yield from registered(request.param, options, tmp_path_factory.mktemp("engine"), patch)
        return
    with pytest.MonkeyPatch.context() as patch:
        packages = isolate_argos(tmp_path_factory.mktemp("argos"), patch)
        install_files(packages, **KINDS[request.param])
        yield ArgosEngine(options)


@pytest.fixture
def pair(engine: Engine) -> tuple[str, str]:
    """A direction that the engine has."""
    model = min(engine.models(), key=str)
    return model.source, model.target


def test_is_an_engine(engine: Engine) -> None:
    """It has the members of the protocol, and models that bear its name and a version."""
    assert isinstance(engine, Engine)
    assert engine.name == engine.name.lower()
    assert engine.models()
    assert all(model.engine == engine.name and model.version for model in engine.models())


def test_listing_is_repeatable(engine: Engine) -> None:
    """Listing twice gives the same models, each direction once."""
    models = list(engine.models())
    assert models == list(engine.models())
    assert len({(model.source, model.target) for model in models}) == len(models)


def test_a_draft_for_each_text(engine: Engine, pair: tuple[str, str]) -> None:
    """n texts give n drafts, and empty texts give empty ones."""
    drafts = engine.translate(TEXTS, *pair)
    assert len(drafts) == len(TEXTS)
    assert all(draft.text == "" for draft, text in zip(drafts, TEXTS, strict=True) if not text.strip())
    assert drafts[0].text


def test_drafts_are_single_trimmed_lines(engine: Engine, pair: tuple[str, str]) -> None:
    """A draft never has line breaks or spaces around it."""
    for draft in engine.translate(TEXTS, *pair):
        assert draft.text == draft.text.strip()
        assert len(draft.text.splitlines()) <= 1
        assert draft.score is None or draft.score <= 0


def alike(first: Draft, second: Draft) -> bool:
    """Whether two drafts are the same, or so nearly as likely that rounding decided between them."""
    if first.text == second.text:
        return True
    return first.score is not None and second.score is not None and abs(first.score - second.score) < 0.05


def test_batch_as_one_by_one_in_order(engine: Engine, pair: tuple[str, str]) -> None:
    """The draft of a text does not depend on the others, so their order is that of the texts."""
    together = engine.translate(TEXTS, *pair)
    alone = [engine.translate([text], *pair)[0] for text in TEXTS]
    backwards = engine.translate(TEXTS[::-1], *pair)[::-1]
    assert all(map(alike, together, alone))
    assert all(map(alike, together, backwards))


def test_same_text_same_draft(engine: Engine, pair: tuple[str, str]) -> None:
    """Nothing is left to chance."""
    first, second = engine.translate(["Good morning.", "Good morning."], *pair)
    assert first == second
    assert engine.translate(["Good morning."], *pair) == engine.translate(["Good morning."], *pair)


@pytest.mark.parametrize("text", ["He said that, " * 60 + "and left.", "x" * 1500, "漢" * 600, "a " * 500], ids=len)
def test_long_text(engine: Engine, pair: tuple[str, str], text: str) -> None:
    """A text of any length gets a draft, and its neighbours keep theirs."""
    drafts = engine.translate([TEXTS[0], text, TEXTS[2]], *pair)
    assert len(drafts) == 3
    assert all(alike(drafts[number], engine.translate([TEXTS[number]], *pair)[0]) for number in (0, 2))


def test_nothing_to_translate(engine: Engine, pair: tuple[str, str]) -> None:
    """No texts, no drafts."""
    assert engine.translate([], *pair) == []


def test_direction_it_does_not_have(engine: Engine) -> None:
    """A direction without a model is a missing route, with a hint."""
    with pytest.raises(RouteMissingError) as caught:
        engine.translate(["one"], "xx", "yy")
    assert caught.value.hint
