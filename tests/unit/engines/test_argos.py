from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import engine_fixtures
from tests.engine_fixtures import install_files, package_files, spell

from l10n.engines.argos import ArgosEngine, list_installed
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.model import EngineOptions, Model

argos_home = engine_fixtures.argos_home


@pytest.fixture
def engine(argos_home: Path) -> ArgosEngine:
    """The engine over an empty home."""
    return ArgosEngine(EngineOptions(threads=1))


def test_nothing_installed(engine: ArgosEngine) -> None:
    """A fresh machine has no models and no problems."""
    assert list(engine.models()) == []
    assert engine.problems() == []


@pytest.mark.parametrize("kind", [{}, {"prefix": "__ru__"}, {"bpe": True}, {"bpe": True, "prefix": "__ru__"}], ids=str)
def test_every_kind_of_package_translates(argos_home: Path, engine: ArgosEngine, kind: dict[str, object]) -> None:
    """SentencePiece and BPE packages, with and without target prefix."""
    install_files(argos_home, **kind)
    texts = ["Good morning, world.", "", "It is 5 past 12."]
    assert [draft.text for draft in engine.translate(texts, "en", "ru")] == [spell(text) for text in texts]


def test_direction_without_package(argos_home: Path, engine: ArgosEngine) -> None:
    """Another direction than the installed ones has no route, and the hint installs it."""
    install_files(argos_home)
    with pytest.raises(RouteMissingError) as caught:
        engine.translate(["one"], "en", "be")
    assert "models install en_be" in str(caught.value.hint)


def test_highest_version_wins(argos_home: Path, engine: ArgosEngine) -> None:
    """Versions are compared by their numbers, not as texts."""
    for version in ("1.9", "1.10", "1.2"):
        install_files(argos_home, version=version)
    assert list(engine.models()) == [Model("argos", "en", "ru", "1.10")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("metadata.json", None, "no metadata.json"),
        ("metadata.json", b"{", "metadata.json cannot be read"),
        ("metadata.json", b"[]", "metadata.json cannot be read"),
        ("metadata.json", b"\xff\xfe", "metadata.json cannot be read"),
        ("metadata.json", b"{}", "names no languages"),
        ("model/model.bin", None, "no model/model.bin"),
        ("sentencepiece.model", None, "neither sentencepiece.model nor bpe.model"),
    ],
)
def test_broken_folder_does_not_hide_the_others(
    argos_home: Path, engine: ArgosEngine, name: str, content: bytes | None, message: str
) -> None:
    """The good packages work, and the broken folder is named with what is wrong."""
    broken = install_files(argos_home, "uk", "be") / name
    if content is None:
        broken.unlink()
    else:
        broken.write_bytes(content)
    install_files(argos_home)
    assert [(model.source, model.target) for model in engine.models()] == [("en", "ru")]
    (problem,) = engine.problems()
    assert message in problem
    assert "uk_be" in problem


def test_other_package_types_are_passed_over(argos_home: Path, engine: ArgosEngine) -> None:
    """A sentence splitter package is neither a model nor a problem."""
    folder = argos_home / "sbd"
    folder.mkdir()
    (folder / "metadata.json").write_text('{"type": "sbd", "package_version": "1"}')
    assert list(engine.models()) == []
    assert engine.problems() == []


def test_damaged_model_has_a_remedy(argos_home: Path, engine: ArgosEngine) -> None:
    """The error says how to get the same model again."""
    (install_files(argos_home) / "model" / "model.bin").write_bytes(b"")
    with pytest.raises(EngineFailedError) as caught:
        engine.translate(["one"], "en", "ru")
    assert "models remove --keep-lock en_ru" in str(caught.value.hint)


def test_missing_package_folder_is_no_problem(argos_home: Path, engine: ArgosEngine) -> None:
    """A folder that is not there has no packages."""
    argos_home.rmdir()
    assert list_installed() == ([], [])


def test_home_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    """Without a home folder there are no models, and the reason is told instead of a traceback."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    script = (
        "from l10n.engines.argos import ArgosEngine\n"
        "from l10n.model import EngineOptions\n"
        "engine = ArgosEngine(EngineOptions())\n"
        "print(list(engine.models()), engine.problems())\n"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(blocked), "ARGOS_PACKAGES_DIR": str(blocked / "packages")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("[] [")
    assert "argos is not available" in done.stdout
    assert "Traceback" not in done.stderr


def test_listing_loads_no_model(argos_home: Path) -> None:
    """Engines can be listed without the libraries of inference."""
    for name, data in package_files().items():
        path = argos_home / "translate-en_ru-1_0" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    script = (
        "import sys\n"
        "from l10n.engines.argos import ArgosEngine\n"
        "from l10n.model import EngineOptions\n"
        "print(*ArgosEngine(EngineOptions()).models(), 'ctranslate2' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["argos:en_ru@1.0", "False"]
