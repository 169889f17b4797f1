from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config import load_config
from l10n.errors import ConfigError


def write(root: Path, text: str) -> Path:
    """Make a project with these settings."""
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    return root


def test_defaults_hold_without_a_file(tmp_path: Path) -> None:
    """A folder without settings is a project with the default locales."""
    config = load_config(tmp_path)
    assert config.locales == ("be", "ru", "uk")
    assert config.source_dir == tmp_path / "source"


def test_settings_are_read(tmp_path: Path) -> None:
    """Every kind of key is read; tables of commands become defaults of their options."""
    text = """
    [tool.l10n]
    locales = ["be", "pl"]
    source-dir = "texts"
    engine = "none"
    beam = 2
    routes = { be = "argos:en_ru>embedded:ru_be" }
    [tool.l10n.translate]
    dry-run = true
    """
    config = load_config(write(tmp_path, text))
    assert config.locales == ("be", "pl")
    assert config.source_dir == tmp_path / "texts"
    assert (config.engine, config.beam) == ("none", 2)
    assert config.routes == {"be": "argos:en_ru>embedded:ru_be"}
    assert config.defaults == {"translate": {"dry_run": True}}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[tool.l10n]\nlocale = []", "did you mean locales"),
        ("[tool.l10n]\nlocales = 'be'", "locales must be a list"),
        ("[tool.l10n]\nlocales = ['be', 'be']", "without repeats"),
        ("[tool.l10n]\nlocales = ['Belarus!']", "not a locale code"),
        ("[tool.l10n]\nlocales = ['en']", "en is the source locale"),
        ("[tool.l10n]\nbeam = 0", "beam must be"),
        ("[tool.l10n]\nbeam = true", "beam must be"),
        ("[tool.l10n]\nengine = 3", "engine must be"),
        ("[tool.l10n]\nglossary = ''", "glossary must be"),
        ("[tool.l10n]\nroutes = 'x'", "routes must be"),
        ("[tool]\nl10n = 1", "must be a table"),
        ("[tool.l10n", "not valid TOML"),
    ],
)
def test_wrong_settings_name_file_and_key(tmp_path: Path, text: str, word: str) -> None:
    """Each wrong setting is refused with the file, the key and what it should be."""
    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, text))
    message = f"{caught.value} {caught.value.hint}"
    assert "pyproject.toml" in message
    assert word in message


def test_missing_project_folder_is_refused(tmp_path: Path) -> None:
    """A project folder that does not exist is named."""
    with pytest.raises(ConfigError, match="nowhere"):
        load_config(tmp_path / "nowhere")
