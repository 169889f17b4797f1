from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from l10n.engines.ctranslate import Decoding
from l10n.engines.embedded import FOLDER, EmbeddedEngine
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.model import EngineOptions


def test_directions_from_the_description() -> None:
    """Every direction the model is described with is offered, all with one version."""
    engine = EmbeddedEngine(EngineOptions())
    pairs = {(model.source, model.target) for model in engine.models()}
    assert {("en", "be"), ("en", "ru"), ("en", "uk")} <= pairs
    assert {model.version for model in engine.models()} == {engine.version}


def test_each_target_gets_a_draft() -> None:
    """The model writes something for every direction; what, is a matter of the model."""
    engine = EmbeddedEngine(EngineOptions(threads=1, beam=1))
    texts = {"en": "The president arrived in Minsk.", "ru": "Президент приехал в Минск.", "uk": "Президент приїхав."}
    for model in engine.models():
        (draft,) = engine.translate([texts[model.source]], model.source, model.target)
        assert draft.text
        assert "__" not in draft.text


def test_a_draft_does_not_depend_on_its_company() -> None:
    """Alone or among sentences of other lengths, a sentence has the same draft with the same score."""
    engine = EmbeddedEngine(EngineOptions(threads=2, beam=2))
    article = (ROOT / "source" / "council-election.txt").read_text(encoding="utf-8")
    texts = [*filter(None, article.split("\n")[:12]), "No.", "He left on Monday.", "Talks " * 20]
    alone = [engine.translate([text], "en", "be")[0] for text in texts]
    assert engine.translate(texts, "en", "be") == alone


def described(folder: Path, directions: str, also: str = "") -> Path:
    """The main model in a folder of its own, with some directions."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    lines = ["version = '1'", "prefix = '__{target}__'", f"directions = {directions.split()}", f"also = {also.split()}"]
    (folder / "model.toml").write_text("\n".join(lines))
    return folder


def sentences() -> list[str]:
    """Those of the example article."""
    article = (ROOT / "source" / "council-election.txt").read_text(encoding="utf-8")
    return [line for line in article.split("\n") if line.endswith(".")]


def translated(folder: Path, target: str, beam: int) -> list[str]:
    """Drafts of the example article."""
    engine = EmbeddedEngine(EngineOptions(threads=1, beam=beam), folder)
    return [draft.text for draft in engine.translate(sentences(), "en", target)]


def test_belarusian_by_two_ways(tmp_path: Path) -> None:
    """Into Belarusian a model goes by way of Russian too, if it can; with a beam of 1 it is asked for one guess."""
    one = described(tmp_path / "one", "en_be")
    both = described(tmp_path / "both", "en_be en_ru ru_be")
    assert translated(one, "be", 4) != translated(both, "be", 4)
    assert translated(one, "be", 1) == translated(both, "be", 1)


def test_every_model_of_the_package_has_its_say(tmp_path: Path) -> None:
    """Drafts are neither those of one model nor of the other; with a beam of 1 the first is asked alone."""
    main = described(tmp_path, "en_uk")
    assert translated(FOLDER, "uk", 4) != translated(main, "uk", 4)
    assert translated(FOLDER, "uk", 1) == translated(main, "uk", 1)


def test_the_model_with_fewest_directions_is_asked_first(tmp_path: Path) -> None:
    """With a beam of 1 a model for Belarusian alone is asked before one for all languages."""
    alone = shutil.copytree(FOLDER / "belarusian", tmp_path / "belarusian")
    described(tmp_path, "en_be en_ru en_uk ru_uk", also="belarusian")
    assert translated(tmp_path, "be", 1) == translated(alone, "be", 1)
    assert translated(tmp_path, "uk", 1) == translated(FOLDER, "uk", 1)


def test_directions_of_a_second_model(tmp_path: Path) -> None:
    """What one of the models can do, the engine can."""
    described(tmp_path, "en_be", also="second")
    described(tmp_path / "second", "en_ru")
    engine = EmbeddedEngine(EngineOptions(threads=1, beam=2), tmp_path)
    assert [(model.source, model.target) for model in engine.models()] == [("en", "be"), ("en", "ru")]
    assert engine.translate(["He left."], "en", "ru")[0].text
    with pytest.raises(RouteMissingError):
        engine.translate(["He left."], "en", "uk")


def test_missing_second_model_says_to_reinstall(tmp_path: Path) -> None:
    """A model that is named and not there is a damaged installation."""
    described(tmp_path, "en_be", also="second")
    shutil.rmtree(tmp_path / "second", ignore_errors=True)
    with pytest.raises(EngineFailedError) as caught:
        EmbeddedEngine(EngineOptions(), tmp_path).models()
    assert "second" in str(caught.value.path)
    assert "reinstall" in str(caught.value.hint)


def test_unknown_direction() -> None:
    """A direction the model does not have is no route."""
    with pytest.raises(RouteMissingError):
        EmbeddedEngine(EngineOptions()).translate(["one"], "en", "pl")


@pytest.mark.parametrize(
    "content",
    [None, "version =", "version = '1'", "version = '1'\nprefix = ''\ndirections = ['enru']", "directions = 3"],
    ids=["missing", "no TOML", "no directions", "no pair", "no list"],
)
def test_damaged_description_says_to_reinstall(tmp_path: Path, content: str | None) -> None:
    """A damaged installation is an error with a remedy, not a traceback."""
    if content is not None:
        (tmp_path / "model.toml").write_text(content)
    with pytest.raises(EngineFailedError) as caught:
        EmbeddedEngine(EngineOptions(), tmp_path).models()
    assert "reinstall" in str(caught.value.hint)


def test_missing_weights_say_to_reinstall(tmp_path: Path) -> None:
    """So is a model that is not there."""
    (tmp_path / "model.toml").write_text((FOLDER / "model.toml").read_text())
    with pytest.raises(EngineFailedError) as caught:
        EmbeddedEngine(EngineOptions(), tmp_path).translate(["one"], "en", "be")
    assert "reinstall" in str(caught.value.hint)


@pytest.mark.parametrize(("target", "foreign"), [("be", "ищъїєґ"), ("uk", "ыэъёў")])
def test_letters_of_a_sibling_are_never_written(target: str, foreign: str) -> None:
    """The model copies what it does not know from the source, but not in letters that the target does not have."""
    texts = [
        "Помощник мэра объявил, что съезд переносится.",
        "Щукин и Чижиков съели борщ в чешской пиццерии.",
        "Тысячи бывших жителей посёлка Рыбный ищут защиты и помощи.",
    ]
    drafts = EmbeddedEngine(EngineOptions(threads=1, beam=2)).translate(texts, "ru", target)
    assert all(draft.text for draft in drafts)
    assert not set(foreign) & set("".join(draft.text.lower() for draft in drafts))


@pytest.mark.parametrize("content", ["{", "[]", '{"be": 1}', '{"be": "AAAA"}', '{"be": "?"}'])
def test_damaged_list_of_pieces_says_to_reinstall(tmp_path: Path, content: str) -> None:
    """What is not a bit for each piece is a damaged installation, too."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "targets.json").write_text(content)
    with pytest.raises(EngineFailedError) as caught:
        EmbeddedEngine(EngineOptions(), tmp_path).translate(["one"], "en", "be")
    assert "targets.json" in str(caught.value.path)
    assert "reinstall" in str(caught.value.hint)


def test_card_states_licence_and_origins() -> None:
    """The weights ship with their terms."""
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    assert "tatoeba" in card


def test_scores_are_means_whatever_the_length_penalty() -> None:
    """The same draft has the same score, so that scores of one model can be compared."""
    texts = ["Thank you very much.", "She was born in Minsk in 1975.", "The court sentenced him to 11 years.", "Yes."]
    found = []
    for penalty in (0.0, 1.0, 1.7):
        engine = EmbeddedEngine(EngineOptions(threads=1))
        engine.decodings = (Decoding(length_penalty=penalty),)
        found.append(engine.translate(texts, "en", "be"))
    same = [drafts for drafts in zip(*found, strict=True) if len({draft.text for draft in drafts}) == 1]
    assert same
    for drafts in same:
        assert [draft.score for draft in drafts] == pytest.approx([drafts[0].score] * 3, rel=1e-4)
