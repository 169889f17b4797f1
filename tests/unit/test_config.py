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


def test_settings_of_localized_articles(tmp_path: Path) -> None:
    """Where they lie, what of the front matter is translated, what they say, and in which orthographies."""
    text = """
    [tool.l10n]
    locales = ["be", "pl"]
    output = "{dir}/{stem}.{locale}{suffix}"
    front_matter = ["headline", "lead", "headline"]
    variants = ["be-Latn"]
    [tool.l10n.notice]
    pl = "Tekst przetłumaczony przez maszynę."
    """
    config = load_config(write(tmp_path, text))
    assert config.output == "{dir}/{stem}.{locale}{suffix}"
    assert config.front_matter == ("headline", "lead")
    assert config.variants == ("be-Latn",)
    assert config.notice["pl"] == "Tekst przetłumaczony przez maszynę."
    assert "машынай" in config.notice["be"]
    assert not load_config(write(tmp_path, "[tool.l10n]\nnotice = false")).notice
    assert list(load_config(write(tmp_path, "[tool.l10n]\nnotice = true")).notice) == ["be", "ru", "uk"]


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
        ("[tool.l10n]\noutput = '{locale}/{title}'", "unknown placeholder: {title}"),
        ("[tool.l10n]\noutput = '{locale!r}/{path}'", "unknown placeholder"),
        ("[tool.l10n]\noutput = '{}/{locale}'", "unknown placeholder"),
        ("[tool.l10n]\noutput = '{locale/{path}'", "output must be a path such as"),
        ("[tool.l10n]\noutput = '/{locale}/{path}'", "inside the build folder"),
        ("[tool.l10n]\noutput = '{locale}/../{path}'", "inside the build folder"),
        ("[tool.l10n]\noutput = '{locale}\\{path}'", "inside the build folder"),
        ("[tool.l10n]\noutput = 'C:/{locale}/{path}'", "inside the build folder"),
        ("[tool.l10n]\noutput = '.l10n/{locale}/{path}'", "inside the build folder"),
        ("[tool.l10n]\noutput = '{path}'", "a path with {locale}"),
        ("[tool.l10n]\noutput = '{dir}/{locale}'", "{path}, {name} or {stem}"),
        ("[tool.l10n]\nfront_matter = 'title'", "front_matter must be a list of keys"),
        ("[tool.l10n]\nvariants = ['be-Arab']", "no such variant: be-Arab"),
        ("[tool.l10n]\nvariants = 'be-Latn'", "variants must be a list"),
        ("[tool.l10n]\nlocales = ['ru']\nvariants = ['be-Latn']", "be-Latn is made from be"),
        ("[tool.l10n]\nlocales = ['be', 'pl']\nnotice = true", "no text for pl"),
        ("[tool.l10n]\nnotice = 'Machine'", "notice must be true, false or a table"),
        ("[tool.l10n]\nnotice = { pl = 'M' }", "for one of be, ru, uk"),
        ("[tool.l10n]\nnotice = { be = '' }", "notice.be must be a text"),
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
