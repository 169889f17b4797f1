from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine_fixtures import spell
from tests.unit.engines.firefox_fixtures import (
    HAS_FXTRANSLATE,
    RECORDS,
    Registry,
    StandInTranslator,
    files_of,
    sha256,
    use_stand_in,
    write_firefox,
)

from l10n.engines import firefox, firefox_models
from l10n.engines.firefox import FirefoxEngine
from l10n.engines.firefox_models import install, remove, verify
from l10n.engines.lock import load_lock
from l10n.engines.store import Status
from l10n.errors import EngineError, EngineFailedError, InputError, RouteMissingError
from l10n.model import Draft, EngineOptions, Model

EN_UK = ("en", "uk")
OPTIONS = EngineOptions()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for models, with the stand-in for fxtranslate."""
    monkeypatch.setenv("L10N_FIREFOX_DIR", str(tmp_path / "models"))
    use_stand_in(monkeypatch)
    return tmp_path / "models"


@pytest.fixture
def registry(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry that fxtranslate points at."""
    running = Registry()
    use_stand_in(monkeypatch, running.url + RECORDS)
    yield running
    running.close()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Where the lock file of a project will be."""
    return tmp_path / "l10n.lock"


@pytest.mark.parametrize("split", [False, True], ids=["one vocabulary", "two vocabularies"])
def test_translates_with_an_installed_model(home: Path, split: bool) -> None:
    """The files are found by their names, and each sentence is trimmed."""
    write_firefox(home, split=split)
    engine = FirefoxEngine(OPTIONS)
    assert engine.models() == [Model("firefox", "en", "uk", "1")]
    assert engine.translate(["Good morning.", "", "Good morning."], "en", "uk") == [
        Draft(spell("Good morning.")),
        Draft(""),
        Draft(spell("Good morning.")),
    ]


def test_long_text_goes_through_in_pieces(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """fxtranslate drops what is too long for a model without a word, so it never gets that much."""
    asked: list[str] = []
    monkeypatch.setattr(StandInTranslator, "translate", lambda self, text: asked.append(text) or spell(text))
    write_firefox(home)
    text = "He said that, " * 90 + "and left."
    assert FirefoxEngine(OPTIONS).translate([text], "en", "uk") == [Draft(spell(text))]
    assert len(asked) > 2
    assert all(len(piece) <= firefox.MAX_CHARACTERS for piece in asked)


def test_without_the_library(home: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models without fxtranslate are a problem that says which extra to install, and so is installing one."""
    monkeypatch.setattr(firefox, "has_library", lambda: False)
    assert FirefoxEngine(OPTIONS).problems() == []
    write_firefox(home)
    engine = FirefoxEngine(OPTIONS)
    assert engine.models() == []
    assert 'pip install "l10n[firefox]"' in engine.problems()[0]
    with pytest.raises(RouteMissingError) as missing:
        engine.translate(["one"], "en", "uk")
    assert "l10n[firefox]" in str(missing.value.hint)
    with pytest.raises(EngineError, match="need the package fxtranslate") as caught:
        install(EN_UK, lock)
    assert "l10n[firefox]" in str(caught.value.hint)
    assert caught.value.exit_code == 3


def test_library_is_not_imported_to_list(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Listing models needs no import."""
    write_firefox(home)
    monkeypatch.setattr(firefox, "has_library", lambda: True)
    monkeypatch.delitem(sys.modules, "fxtranslate")
    assert FirefoxEngine(OPTIONS).models()
    assert "fxtranslate" not in sys.modules


@pytest.mark.parametrize(
    ("name", "missing", "message"),
    [
        ("en-be", "model", "it has no model"),
        ("en-be", "vocab", "it has no vocabulary of the source"),
        ("english", "", "not a language pair"),
    ],
)
def test_folder_that_is_no_model(home: Path, name: str, missing: str, message: str) -> None:
    """It is named, and does not hide the others."""
    write_firefox(home)
    folder = write_firefox(home, name)
    if missing:
        (folder / files_of(name)[missing][0]).unlink()
    engine = FirefoxEngine(OPTIONS)
    (problem,) = engine.problems()
    assert message in problem
    assert str(folder) in problem
    assert [model.target for model in engine.models()] == ["uk"]


def test_damaged_model(home: Path) -> None:
    """A model that cannot be loaded is an engine error with its remedy."""
    folder = write_firefox(home)
    (folder / files_of()["model"][0]).write_bytes(b"x")
    with pytest.raises(EngineFailedError, match=r"firefox:en_uk@1 cannot translate: unsupported model") as caught:
        FirefoxEngine(OPTIONS).translate(["one"], "en", "uk")
    assert "models remove --keep-lock firefox:en-uk" in str(caught.value.hint)


def test_install_downloads_checks_and_records(home: Path, registry: Registry, lock: Path) -> None:
    """The files are unpacked, their checksum is Mozilla's, and the model translates."""
    registry.offer()
    steps: list[tuple[int, int | None]] = []
    outcome = install(EN_UK, lock, progress=lambda done, total: steps.append((done, total)))
    assert outcome.installed
    assert str(outcome.model) == "firefox:en_uk@3.0"
    assert steps
    entry = load_lock(lock)["firefox:en_uk"]
    assert entry.sha256 == sha256(b"model en-uk 3.0 base-memory")
    assert entry.source == registry.url + RECORDS
    assert json.loads((home / "en-uk" / "l10n.json").read_text()) == {"architecture": "base-memory", "version": "3.0"}
    assert [path.name for path in home.iterdir()] == ["en-uk"]
    assert FirefoxEngine(OPTIONS).translate(["one"], "en", "uk") == [Draft(spell("one"))]
    assert [(item.pair, item.status) for item in verify(lock)] == [(EN_UK, Status.OK)]


def test_install_again_asks_nobody(registry: Registry, lock: Path) -> None:
    """What is installed as locked needs no network."""
    registry.offer()
    install(EN_UK, lock)
    registry.asked.clear()
    assert not install(EN_UK, lock).installed
    assert registry.asked == []


def test_best_model_is_chosen(registry: Registry, lock: Path) -> None:
    """The newest version, of it the best architecture; trials, other directions and halves are passed over."""
    registry.offer(version="2.9", kind="base")
    registry.offer(version="2.10", kind="tiny")
    registry.offer(version="2.10", kind="base-memory")
    registry.offer(version="4.0", filter_expression="env.channel == 'nightly'")
    registry.offer("uk-en", version="5.0")
    registry.offer(version="6.0")
    registry.records = [item for item in registry.records if (item["version"], item["fileType"]) != ("6.0", "vocab")]
    registry.records += [{}, {"sourceLanguage": "en", "targetLanguage": "uk", "fileType": "model"}]
    install(EN_UK, lock)
    assert load_lock(lock)["firefox:en_uk"].sha256 == sha256(b"model en-uk 2.10 base-memory")


def test_locked_version_is_installed(home: Path, registry: Registry, lock: Path) -> None:
    """With a lock entry the same files come back, though the registry has newer ones; if it cannot, it says so."""
    registry.offer(version="1.0")
    install(EN_UK, lock)
    remove(EN_UK, lock, keep_lock=True)
    registry.offer(version="2.0")
    assert install(EN_UK, lock).model.version == "1.0"
    remove(EN_UK, lock, keep_lock=True)
    registry.records = [item for item in registry.records if item["version"] == "2.0"]
    with pytest.raises(InputError, match=r"no longer has firefox:en-uk 1\.0"):
        install(EN_UK, lock)
    assert not list(home.iterdir())


@pytest.mark.parametrize("change", ["file", "packed", "hash"])
def test_file_that_is_not_the_one_in_the_registry(home: Path, registry: Registry, lock: Path, change: str) -> None:
    """A file that differs from its checksum, packed or unpacked, is refused, and nothing stays."""
    registry.offer()
    record = registry.records[0]
    path = f"/files/{record['attachment']['location']}"
    if change == "file":
        registry.files[path] = registry.files[path][:-1] + b"!"
    elif change == "packed":
        registry.files[path] = b"no zstd"
        record["attachment"]["hash"] = sha256(b"no zstd")
    else:
        record["decompressedHash"] = "0" * 64
    with pytest.raises(InputError, match=r"refused: model\.enuk") as caught:
        install(EN_UK, lock)
    assert caught.value.exit_code == 2
    assert not list(home.iterdir())
    assert not lock.exists()


def test_registry_that_changed_its_mind(home: Path, registry: Registry, lock: Path) -> None:
    """Other files under the locked version are refused, whatever the registry says about them."""
    registry.offer()
    install(EN_UK, lock)
    remove(EN_UK, lock, keep_lock=True)
    registry.records.clear()
    registry.offer(kind="tiny")
    with pytest.raises(InputError, match=r"is not the one in l10n\.lock"):
        install(EN_UK, lock)
    assert not list(home.iterdir())


def test_hostile_names(home: Path, registry: Registry, lock: Path) -> None:
    """A file name with a path in it is never written."""
    registry.offer()
    for record in registry.records:
        record["name"] = "../" + record["name"]
    with pytest.raises(InputError, match="has no model firefox:en-uk"):
        install(EN_UK, lock)
    assert not list(home.parent.glob("*.bin"))


def test_another_model_is_in_the_way(home: Path, registry: Registry, lock: Path) -> None:
    """A model that somebody put there is not replaced."""
    registry.offer()
    write_firefox(home)
    with pytest.raises(InputError, match="another model from en to uk is installed") as caught:
        install(EN_UK, lock)
    assert "models remove firefox:en-uk" in str(caught.value.hint)
    assert (home / "en-uk" / files_of()["model"][0]).read_bytes() == b"model en-uk"


def test_belarusian_is_not_offered(registry: Registry, lock: Path) -> None:
    """A pair that Mozilla does not have is an input error."""
    registry.offer()
    with pytest.raises(InputError, match="no model firefox:en-be") as caught:
        install(("en", "be"), lock)
    assert caught.value.hint


def test_no_network(home: Path, registry: Registry, lock: Path) -> None:
    """Without network: exit code 3, with the other way in the hint."""
    registry.close()
    with pytest.raises(EngineError, match="Connection refused") as caught:
        install(EN_UK, lock)
    assert caught.value.exit_code == 3
    assert "docs/engines.md" in str(caught.value.hint)
    assert not list(home.iterdir())


def test_answer_that_is_no_registry(registry: Registry, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of a hotel network is not taken for the registry."""
    monkeypatch.setattr(Registry, "answer", lambda self, path: b"<html>Please log in</html>")
    with pytest.raises(EngineError, match="not Mozilla's registry"):
        install(EN_UK, lock)


def test_verify_and_remove(home: Path, registry: Registry, lock: Path) -> None:
    """Changed, missing and unlocked models are told apart; removing takes folder and checksum away."""
    registry.offer()
    write_firefox(home, "en-ru")
    install(EN_UK, lock)
    (home / "en-uk" / "l10n.json").write_text("{}")
    assert {item.pair: item.status for item in verify(lock)} == {
        ("en", "ru"): Status.UNLOCKED,
        EN_UK: Status.CHANGED,
    }
    shutil.rmtree(home / "en-uk")
    assert {item.pair: item.status for item in verify(lock)}[EN_UK] is Status.MISSING
    assert remove(EN_UK, lock) == []
    assert remove(("en", "ru"), lock) == [home / "en-ru"]
    assert load_lock(lock) == {}
    with pytest.raises(InputError, match="not installed: firefox:en-uk"):
        remove(EN_UK, lock)


@pytest.mark.skipif(not HAS_FXTRANSLATE, reason="needs the extra firefox (fxtranslate)")
def test_real_library_refuses_what_is_no_model(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """fxtranslate itself is called with the right arguments: it gets as far as the first bytes of the model."""
    monkeypatch.delitem(sys.modules, "fxtranslate")
    write_firefox(home)
    with pytest.raises(EngineFailedError, match="cannot translate"):
        FirefoxEngine(OPTIONS).translate(["one"], "en", "uk")
    assert firefox_models.firefox.library().discovery.records_url()
