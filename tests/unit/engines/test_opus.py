from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.engine_fixtures import spell
from tests.unit.engines.opus_fixtures import MARKS, TOKENS, write_opus

from l10n.engines.opus import OpusEngine
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.model import EngineOptions, Model

OPTIONS = EngineOptions(threads=1, beam=2)


def pairs(engine: OpusEngine) -> list[tuple[str, str]]:
    """The directions of an engine."""
    return [(model.source, model.target) for model in engine.models()]


def test_nothing_installed(tmp_path: Path) -> None:
    """A machine without the folder has no models and no problems."""
    engine = OpusEngine(OPTIONS, tmp_path / "none")
    assert (engine.models(), engine.problems()) == ([], [])
    with pytest.raises(RouteMissingError) as caught:
        engine.translate(["one"], "en", "be")
    assert "docs/engines.md" in str(caught.value.hint)


@pytest.mark.parametrize("target", ["be", "ru", "uk"])
def test_target_language_is_a_token_before_the_source(tmp_path: Path, target: str) -> None:
    """A model of several languages is told which, and the two SentencePiece models are each used on their side."""
    write_opus(tmp_path)
    (draft,) = OpusEngine(OPTIONS, tmp_path).translate(["Good morning, Minsk!"], "en", target)
    assert draft.text == MARKS[TOKENS[target]] + " " + spell("Good morning, Minsk!")


def test_every_piece_of_a_long_text_has_the_token(tmp_path: Path) -> None:
    """A text that goes through in several pieces names the language in each of them."""
    write_opus(tmp_path)
    (draft,) = OpusEngine(OPTIONS, tmp_path).translate(["good morning, " * 30 + "bye"], "en", "be")
    assert draft.text.lower().split().count("б") > 1
    assert re.sub("[Бб] ", "", draft.text) == spell("good morning, " * 30 + "bye")


def test_languages_from_the_name(tmp_path: Path) -> None:
    """A folder with the name of the model needs no description."""
    write_opus(tmp_path)
    assert pairs(OpusEngine(OPTIONS, tmp_path)) == [("en", "be"), ("en", "ru"), ("en", "uk")]


def test_model_of_one_language_gets_no_token(tmp_path: Path) -> None:
    """A model with a single target wants none; the version is what follows the languages."""
    write_opus(tmp_path, "opus-mt-en-ru-2020-02-11")
    engine = OpusEngine(OPTIONS, tmp_path)
    assert engine.models() == [Model("opus", "en", "ru", "2020-02-11")]
    assert engine.translate(["Minsk"], "en", "ru")[0].text == spell("Minsk")


def test_sister_languages(tmp_path: Path) -> None:
    """A group on both sides gives every direction between two languages."""
    write_opus(tmp_path, "opus-mt-tc-big-zle-zle")
    assert set(pairs(OpusEngine(OPTIONS, tmp_path))) == {
        (source, target) for source in ("be", "ru", "uk") for target in ("be", "ru", "uk") if source != target
    }


def test_description_wins_over_the_name(tmp_path: Path) -> None:
    """l10n.toml says the languages, the version and unusual tokens."""
    about = 'from = "en"\nto = ["be", "pl"]\nversion = "7"\ntokens = { pl = ">>ukr<<" }\n'
    write_opus(tmp_path, "my model", about=about)
    engine = OpusEngine(OPTIONS, tmp_path)
    assert [str(model) for model in engine.models()] == ["opus:en_be@7", "opus:en_pl@7"]
    assert engine.translate(["Minsk"], "en", "pl")[0].text == "У " + spell("Minsk")


def test_place_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L10N_OPUS_DIR says where, else the folder for the user's data."""
    write_opus(tmp_path / "here")
    monkeypatch.setenv("L10N_OPUS_DIR", str(tmp_path / "here"))
    assert OpusEngine(OPTIONS).models()
    monkeypatch.delenv("L10N_OPUS_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert OpusEngine(OPTIONS).models() == []
    (tmp_path / "l10n").mkdir()
    (tmp_path / "here").rename(tmp_path / "l10n" / "opus")
    assert OpusEngine(OPTIONS).models()


@pytest.mark.parametrize(
    ("name", "about", "leave_out", "message"),
    [
        ("opus-mt-en-ru", "", ["source.spm"], "it has no source.spm"),
        ("opus-mt-en-ru", "", ["model.bin", "target.spm"], "it has no model.bin and no target.spm"),
        ("thing", "", [], "no l10n.toml says from and to"),
        ("thing", 'from = "en"\nto = ["pl", "be"]', [], "no token is known for pl"),
        ("thing", "from = 3\nto = 4", [], "must be language codes"),
        ("thing", "from = [", [], "no OPUS-MT model: "),
    ],
)
def test_folder_that_is_no_model(tmp_path: Path, name: str, about: str, leave_out: list[str], message: str) -> None:
    """It is named with what is missing, and does not hide the others."""
    write_opus(tmp_path)
    broken = write_opus(tmp_path, name, about=about, leave_out=leave_out)
    engine = OpusEngine(OPTIONS, tmp_path)
    (problem,) = engine.problems()
    assert message in problem
    assert str(broken) in problem
    assert len(engine.models()) == 3


def test_damaged_model(tmp_path: Path) -> None:
    """A model that cannot be loaded is an engine error with its remedy."""
    folder = write_opus(tmp_path)
    (folder / "model.bin").write_bytes(b"x")
    with pytest.raises(EngineFailedError, match="opus:opus-mt-tc-big-en-zle cannot translate") as caught:
        OpusEngine(OPTIONS, tmp_path).translate(["one"], "en", "be")
    assert "ct2-opus-mt-converter" in str(caught.value.hint)


def test_other_decoding_settings(tmp_path: Path) -> None:
    """A draft can be asked for again in as many ways as the engine says."""
    write_opus(tmp_path)
    engine = OpusEngine(OPTIONS, tmp_path)
    for attempt in range(engine.retries):
        assert engine.retranslate(["Minsk"], "en", "be", attempt)[0].text.startswith("Б")
