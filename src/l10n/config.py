"""Settings of a project: ``[tool.l10n]`` in ``pyproject.toml``, read into one frozen ``Config``.

An option on the command line wins over its ``L10N_…`` variable, which wins over the file. The tables
``[tool.l10n.<command>]`` give defaults for the options of a command.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

from l10n.errors import ConfigError
from l10n.files import read_text
from l10n.locales import parse_locale
from l10n.locking import STATE_FOLDER
from l10n.model import EngineOptions, LocaleCode, Severity

COMMANDS = frozenset(
    "init translate status check review build segment glossary engines models mt memory merge xliff".split()
)
"""Commands that may have a table of defaults."""

PLACEHOLDERS = ("locale", "lang", "path", "dir", "name", "stem", "suffix")
"""What ``output`` may have in braces; ``Project.build_path`` fills them."""
VARIANTS: Mapping[str, LocaleCode] = {"be-tarask": "be", "be-Latn": "be"}
"""Other orthographies of a reviewed translation (``l10n.orthography``), with the locale each is made from."""
_NOTICES = {
    "be": "Гэты тэкст перакладзены машынай і яшчэ не правераны рэдактарам.",
    "ru": "Этот текст переведён машиной и ещё не проверен редактором.",
    "uk": "Цей текст перекладено машиною, редактор його ще не перевірив.",
    "en": "This text was translated by a machine and has not been checked by an editor yet.",
}
_FOLDER_DEFAULTS = {"source_dir": "source", "locales_dir": "locales", "build_dir": "build", "glossary": "glossary.csv"}


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The table ``[tool.l10n.checks]``. That its codes exist is seen when the checks are loaded."""

    disable: frozenset[str] = frozenset()
    """Codes that are not reported."""
    enable: frozenset[str] = frozenset()
    """Codes to report that are off unless asked for."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Code → the severity it has in this project."""
    fail: Severity = Severity.WARNING
    """The lowest severity that gives exit code 1."""
    dictionaries: tuple[Path, ...] = ()
    """Folders of Hunspell dictionaries, looked into before those of the system."""

    def codes(self) -> frozenset[str]:
        """Every code that is named."""
        return self.disable | self.enable | self.severity.keys()


@dataclass(frozen=True, slots=True)
class Config:
    """What a project has set; every path is absolute or relative to the current folder, ready to open."""

    root: Path
    source_locale: LocaleCode = "en"
    locales: tuple[LocaleCode, ...] = ("be", "ru", "uk")
    source_dir: Path = Path(_FOLDER_DEFAULTS["source_dir"])
    locales_dir: Path = Path(_FOLDER_DEFAULTS["locales_dir"])
    build_dir: Path = Path(_FOLDER_DEFAULTS["build_dir"])
    glossary: Path = Path(_FOLDER_DEFAULTS["glossary"])
    output: str = "{locale}/{path}"
    """Where a localized article lies in the build folder, with ``PLACEHOLDERS``."""
    front_matter: tuple[str, ...] = ("title", "description", "summary", "alt")
    """Keys of YAML front matter whose values are translated."""
    notice: Mapping[str, str] = field(default_factory=dict)
    """Locale → what an article says while drafts are inside, variant → what it says always; empty: nothing more."""
    variants: tuple[str, ...] = ()
    """``VARIANTS`` that every build makes."""
    engine: str = "auto"
    """``auto``, ``none``, the name of an engine, or a whole route such as ``argos:en_ru>embedded:ru_be``."""
    routes: Mapping[LocaleCode, str] = field(default_factory=dict)
    """A route per target locale; it wins over ``engine``."""
    beam: int = 4
    http_url: str = ""
    """Address of a LibreTranslate-compatible server."""
    memory: str = ".l10n/memory.sqlite"
    """The translation memory: a path, from the project folder, or the address of a PostgreSQL server."""
    memory_threshold: int = 75
    """Similarity in percent from which on a near match is offered; 100 gives exact matches alone."""
    checks: CheckSettings = CheckSettings()
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Command name → option name → value."""

    def engine_options(self, threads: int = 0) -> EngineOptions:
        """Give the settings for engines; ``threads`` as in ``EngineOptions``."""
        return EngineOptions(threads=threads, beam=self.beam, http_url=self.http_url)

    @property
    def lock(self) -> Path:
        """The file with the checksums of the models this project uses."""
        return self.root / "l10n.lock"


def load_config(root: Path) -> Config:
    """Read the settings of the project in a folder.

    Args:
        root: the project folder; without a ``pyproject.toml`` in it, or without ``[tool.l10n]``, defaults hold.
    Raises:
        ConfigError: the folder does not exist, or a key is unknown or has a value of a wrong kind; names file and key.
    """
    if not root.is_dir():
        raise ConfigError("no such project folder", path=root, hint="give the folder with the articles: l10n -C DIR")
    path = root / "pyproject.toml"
    table = _read_table(path) if path.exists() else {}
    values: dict[str, Any] = {name: root / default for name, default in _FOLDER_DEFAULTS.items()}
    defaults: dict[str, Mapping[str, Any]] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name in _FOLDER_DEFAULTS:
            values[name] = _folder(root, path, key, value)
        elif key in COMMANDS and isinstance(value, dict):
            defaults[key] = {option.replace("-", "_"): item for option, item in value.items()}
        elif name in _READERS:
            values[name] = _READERS[name](path, key, value)
        else:
            raise _unknown_key(path, key)
    notice = values.pop("notice", None)
    config = Config(root=root, defaults=defaults, **values)
    if config.source_locale in config.locales:
        raise ConfigError(
            f"[tool.l10n] locales: {config.source_locale} is the source locale",
            path=path,
            hint="list the locales to translate into",
        )
    for variant in config.variants:
        if VARIANTS[variant] not in config.locales:
            hint = "add it to locales, or take the variant out"
            raise ConfigError(f"[tool.l10n] variants: {variant} is made from {VARIANTS[variant]}", path=path, hint=hint)
    return replace(config, notice=_notices(path, config.locales, notice))


def _read_table(path: Path) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(read_text(path, ConfigError).removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as exc:
        raise ConfigError(f"not valid TOML: {exc}", path=path, hint="correct the file at that place") from exc
    table = data.get("tool", {}).get("l10n", {})
    if not isinstance(table, dict):
        raise ConfigError("[tool.l10n] must be a table", path=path, hint="write [tool.l10n] on a line of its own")
    return table


def _unknown_key(path: Path, key: str) -> ConfigError:
    return unknown_key(path, key, key, sorted({*_FOLDER_DEFAULTS, *_READERS, *COMMANDS}))


def unknown_key(path: Path, key: str, name: str, known: Sequence[str]) -> ConfigError:
    """An unknown key, with a guess at the known one that was meant.

    Args:
        key: with the tables it stands in.
        name: without them.
        known: what it may be.
    """
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"known keys: {', '.join(known)}"
    return ConfigError(f"[tool.l10n] has an unknown key: {key}", path=path, hint=hint)


def _wrong(path: Path, key: str, expected: str) -> ConfigError:
    return ConfigError(f"[tool.l10n] {key} must be {expected}", path=path, hint="see docs/configuration.md")


def _folder(root: Path, path: Path, key: str, value: object) -> Path:
    if not isinstance(value, str) or not value:
        raise _wrong(path, key, "a path")
    return root / value


def _locale(path: Path, key: str, value: object) -> LocaleCode:
    if not isinstance(value, str):
        raise _wrong(path, key, "a locale code")
    try:
        return parse_locale(value)
    except ConfigError as exc:
        raise ConfigError(f"[tool.l10n] {key}: {exc.message}", path=path, hint=exc.hint) from exc


def _locales(path: Path, key: str, value: object) -> tuple[LocaleCode, ...]:
    if not isinstance(value, list) or not value:
        raise _wrong(path, key, "a list of locale codes")
    codes = tuple(_locale(path, key, item) for item in value)
    if len(set(codes)) < len(codes):
        raise _wrong(path, key, "a list without repeats")
    return codes


def _text(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(path, key, "a text")
    return value


def _routes(path: Path, key: str, value: object) -> dict[LocaleCode, str]:
    if not isinstance(value, dict):
        raise _wrong(path, key, 'a table, for example { be = "argos:en_ru>embedded:ru_be" }')
    return {_locale(path, key, code): _text(path, f"{key}.{code}", item) for code, item in value.items()}


def _output(path: Path, key: str, value: object) -> str:
    """Read a template of paths: inside the build folder, other for each locale and each article."""
    text = _text(path, key, value)
    try:
        fields = [field[1:] for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        raise _wrong(path, key, "a path such as {dir}/{stem}.{locale}{suffix}") from None
    names = {str(name) for name, _, _ in fields}
    for name, form, conversion in fields:
        if name not in PLACEHOLDERS or form or conversion:
            raise ConfigError(
                f"[tool.l10n] {key} has an unknown placeholder: {{{name}}}",
                path=path,
                hint="known: " + ", ".join(f"{{{known}}}" for known in PLACEHOLDERS),
            )
    parts = text.split("/")
    if {"", ".", "..", STATE_FOLDER} & set(parts) or "\\" in text or ":" in text or not text.isprintable():
        raise _wrong(path, key, "a path inside the build folder, with / between folders")
    if not names & {"locale", "lang"}:
        raise _wrong(path, key, "a path with {locale}, so that one locale does not replace another")
    if not names & {"path", "name", "stem"}:
        raise _wrong(path, key, "a path with {path}, {name} or {stem}, so that one article does not replace another")
    return text


def _names(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _wrong(path, key, 'a list of keys, for example ["title", "description"]')
    return tuple(dict.fromkeys(value))


def _variants(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(path, key, 'a list, for example ["be-tarask", "be-Latn"]')
    unknown = [item for item in value if item not in VARIANTS]
    if unknown:
        hint = f"known: {', '.join(VARIANTS)}"
        raise ConfigError(f"[tool.l10n] {key}: no such variant: {unknown[0]}", path=path, hint=hint)
    return tuple(dict.fromkeys(value))


def _notice(path: Path, key: str, value: object) -> dict[str, str] | None:
    """Read the notices; None: nothing is said."""
    if isinstance(value, bool):
        return {} if value else None
    if not isinstance(value, dict):
        raise _wrong(path, key, 'true, false or a table, for example { pl = "…" }')
    return {_locale(path, key, code): _text(path, f"{key}.{code}", item) for code, item in value.items()}


def _notices(path: Path, locales: Sequence[LocaleCode], own: Mapping[str, str] | None) -> dict[str, str]:
    """Give each locale its notice: the text of the project, or the default one."""
    if own is None:
        return {}
    stray = next((code for code in own if code not in (*locales, *VARIANTS)), None)
    if stray:
        raise _wrong(path, f"notice.{stray}", f"for one of {', '.join((*locales, *VARIANTS))}")
    texts = {**{code: _NOTICES[code] for code in locales if code in _NOTICES}, **own}
    missing = [code for code in locales if code not in texts]
    if missing:
        raise ConfigError(
            f"[tool.l10n] notice: no text for {', '.join(missing)}",
            path=path,
            hint=f'write it: notice = {{ {missing[0]} = "…" }}',
        )
    return texts


def _number(first: int, last: int, path: Path, key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not first <= value <= last:
        raise _wrong(path, key, f"a number from {first} to {last}")
    return value


def _checks(path: Path, key: str, value: object) -> CheckSettings:
    if not isinstance(value, dict):
        raise _wrong(path, key, 'a table, for example { fail = "error" }')
    found: dict[str, Any] = {}
    for name, item in value.items():
        inner = f"{key}.{name}"
        if name not in _CHECK_READERS:
            raise unknown_key(path, inner, name, sorted(_CHECK_READERS))
        found[name] = _CHECK_READERS[name](path, inner, item)
    return CheckSettings(**found)


def _codes(path: Path, key: str, value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(path, key, "a list of codes of checks")
    return frozenset(value)


def _severity(path: Path, key: str, value: object) -> Severity:
    if not isinstance(value, str) or value not in set(Severity):
        raise _wrong(path, key, " or ".join(Severity))
    return Severity(value)


def _severities(path: Path, key: str, value: object) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise _wrong(path, key, 'a table, for example { ellipsis = "error" }')
    return {code: _severity(path, f"{key}.{code}", item) for code, item in value.items()}


def _paths(path: Path, key: str, value: object) -> tuple[Path, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(path, key, 'a list of folders, for example ["dictionaries"]')
    return tuple(path.parent / Path(item).expanduser() for item in value)


_CHECK_READERS: Mapping[str, Callable[[Path, str, object], Any]] = {
    "disable": _codes,
    "enable": _codes,
    "severity": _severities,
    "fail": _severity,
    "dictionaries": _paths,
}
_READERS: Mapping[str, Callable[[Path, str, object], Any]] = {
    "source_locale": _locale,
    "locales": _locales,
    "output": _output,
    "front_matter": _names,
    "notice": _notice,
    "variants": _variants,
    "engine": _text,
    "routes": _routes,
    "beam": partial(_number, 1, 16),
    "http_url": _text,
    "memory": _text,
    "memory_threshold": partial(_number, 50, 100),
    "checks": _checks,
}
