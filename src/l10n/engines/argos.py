"""Argos Translate packages: listing, unpacking and index through its package API. The only importer of argostranslate.

Inference does not go through argostranslate; ``ctranslate.py`` says why.
"""

from __future__ import annotations

import contextlib
import logging
import re
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from l10n.engines.ctranslate import CTranslateModel, Decoding, Language, RetryingEngine, SentencePiece, Tokenizer
from l10n.errors import EngineError, EngineFailedError, RouteMissingError
from l10n.files import reason
from l10n.model import Draft, EngineOptions, LocaleCode, Model

NAME = "argos"


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed package."""

    model: Model
    folder: Path
    prefix: str
    """Token the decoder must begin with; empty for most packages."""
    package: Any
    """The ``argostranslate.package.Package``."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A folder among the packages that is not one."""

    folder: Path
    message: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A package of the Argos index."""

    source: LocaleCode
    target: LocaleCode
    version: str
    links: tuple[str, ...]


class ArgosEngine(RetryingEngine):
    """Installed Argos packages; of several versions of a direction the highest is used."""

    name = NAME

    def __init__(self, options: EngineOptions) -> None:
        self._options = options
        self._loaded: dict[Path, CTranslateModel] = {}

    @property
    def version(self) -> str:
        """Version of the argostranslate library; empty if it cannot be told."""
        for distribution in ("argos-translate-lt", "argostranslate"):
            with contextlib.suppress(metadata.PackageNotFoundError):
                return metadata.version(distribution)
        return ""

    def models(self) -> Sequence[Model]:
        """List the installed directions; empty where argostranslate cannot be used (``problems`` says why)."""
        return [package.model for package in self._best().values()]

    def problems(self) -> list[str]:
        """Say what is wrong with the installed packages, a line each."""
        try:
            return [f"{item.message}: {item.folder}" for item in list_installed()[1]]
        except EngineFailedError as exc:
            return [str(exc)]

    def _translate(
        self, texts: Sequence[str], source: LocaleCode, target: LocaleCode, decoding: Decoding
    ) -> list[Draft]:
        found = self._best().get((source, target))
        if found is None:
            raise RouteMissingError(
                f"no Argos package from {source} to {target} is installed",
                hint=f"install one: l10n models install {source}_{target}",
            )
        if found.folder not in self._loaded:
            self._loaded[found.folder] = _load(found, self._options)
        language = Language([found.prefix] if found.prefix else [])
        return self._loaded[found.folder].translate(texts, language, decoding)

    def _best(self) -> dict[tuple[LocaleCode, LocaleCode], Installed]:
        try:
            packages, _ = list_installed()
        except EngineFailedError:
            return {}
        packages.sort(key=lambda item: (version_key(item.model.version), str(item.folder)))
        return {(item.model.source, item.model.target): item for item in packages}


def _load(found: Installed, options: EngineOptions) -> CTranslateModel:
    pair = f"{found.model.source}_{found.model.target}"
    pieces = found.folder / "sentencepiece.model"

    def tokenizer() -> Tokenizer:
        if pieces.exists():
            return SentencePiece(pieces)
        bpe: Tokenizer = found.package.tokenizer
        return bpe

    remedy = f"install it anew: l10n models remove --keep-lock {pair}, then l10n models install {pair}"
    return CTranslateModel(str(found.model), found.folder / "model", tokenizer, options, remedy)


def version_key(version: str) -> tuple[int, ...]:
    """Order versions by their numbers.

    >>> version_key("1.10") > version_key("1.9")
    True
    """
    return tuple(int(number) for number in re.findall(r"\d+", version))


def list_installed() -> tuple[list[Installed], list[Broken]]:
    """List the packages one by one, so that a broken folder does not hide the others.

    Returns:
        Packages of type translate, in the order of their folders, and the folders that are none.
    Raises:
        EngineFailedError: argostranslate is not available, or its package folder cannot be read.
    Source:
        argostranslate.package.get_installed_packages: one folder without metadata.json makes it raise for all.
    """
    api = _api()
    packages: list[Installed] = []
    broken: list[Broken] = []
    for parent in api.settings.package_dirs:
        try:
            folders = sorted(path for path in Path(parent).iterdir() if path.is_dir() and path.name[0] != ".")
        except FileNotFoundError:
            continue
        except OSError as exc:
            raise _unavailable(exc, Path(parent)) from exc
        for folder in folders:
            try:
                package = _read_package(api, folder)
            except _NotAPackageError as exc:
                broken.append(Broken(folder, str(exc)))
            else:
                packages += [package] if package else []
    return packages, broken


class _NotAPackageError(Exception):
    pass


def _read_package(api: Any, folder: Path) -> Installed | None:
    """Read one package; None for a type that is not about translation."""
    try:
        package = api.Package(folder)
    except FileNotFoundError:
        raise _NotAPackageError("no metadata.json, so this is not an Argos package") from None
    except (ValueError, TypeError, AttributeError, OSError) as exc:
        raise _NotAPackageError("metadata.json cannot be read") from exc
    if package.type != "translate":
        return None
    if not (isinstance(package.from_code, str) and isinstance(package.to_code, str)):
        raise _NotAPackageError("metadata.json names no languages")
    if not (folder / "model" / "model.bin").is_file():
        raise _NotAPackageError("the package has no model/model.bin")
    if not hasattr(package, "tokenizer"):
        raise _NotAPackageError("the package has neither sentencepiece.model nor bpe.model")
    model = Model(NAME, package.from_code, package.to_code, str(package.package_version))
    return Installed(model, folder, str(package.target_prefix or ""), package)


def packages_folder() -> Path:
    """Where argostranslate installs packages."""
    return Path(_api().settings.package_data_dir)


def downloads_folder() -> Path:
    """Where argostranslate keeps downloads."""
    return Path(_api().settings.downloads_dir)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a verified archive with argostranslate's installer, but into a folder of our own.

    ``install_from_path`` writes to the packages at once, so an interruption would leave half a package there, and that
    makes every argostranslate program on the machine fail. The caller moves the finished package into place.
    """
    api = _api()
    usual = api.settings.package_data_dir
    api.settings.package_data_dir = folder
    try:
        # After unpacking it imports argostranslate.translate, with everything that one needs; we do not need it.
        with contextlib.suppress(ImportError):
            api.install_from_path(archive)
    finally:
        api.settings.package_data_dir = usual


def uninstall(package: Installed) -> None:
    """Remove an installed package from the disk."""
    _api().uninstall(package.package)


def fetch_index(timeout_s: float = 30.0) -> list[Offer]:
    """Download the Argos index and list its translation packages.

    Args:
        timeout_s: seconds without an answer after which it gives up.
    Raises:
        EngineError: no network, or what came is not an index; one line, with the way without network.
    Source:
        argostranslate.package.update_package_index logs its errors and returns; it knows no timeout.
        get_available_packages never ends when there is no index and no network.
    """
    api = _api()
    index = Path(api.settings.local_package_index)
    usual = socket.getdefaulttimeout()
    socket.setdefaulttimeout(timeout_s)
    try:
        with _logged_errors() as errors:
            api.update_package_index()
    except OSError as exc:
        errors.append(reason(exc))
    finally:
        socket.setdefaulttimeout(usual)
    if errors or not index.exists():
        why = errors[0] if errors else "nothing came"
        raise EngineError(f"cannot reach the Argos package index: {_plain(why)}", hint=OFFLINE_HINT)
    try:
        return [offer for package in api.get_available_packages() if (offer := _offer(package))]
    except (ValueError, TypeError, AttributeError) as exc:
        with contextlib.suppress(OSError):
            index.unlink()
        raise EngineError(
            f"what came is not an Argos package index: {api.settings.remote_package_index}", hint=OFFLINE_HINT
        ) from exc


OFFLINE_HINT = (
    "download the .argosmodel file on another machine, then: l10n models add FILE; "
    "without it the embedded engine works: --engine embedded"
)


def _offer(package: Any) -> Offer | None:
    if package.type != "translate" or not package.from_code or not package.to_code:
        return None
    links = tuple(link for link in package.links if isinstance(link, str))
    return Offer(str(package.from_code), str(package.to_code), str(package.package_version), links)


@contextlib.contextmanager
def _logged_errors() -> Iterator[list[str]]:
    """Collect what argostranslate logs as an error, and keep it off the screen."""
    messages: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("argostranslate.utils")
    handler, propagate = Collect(logging.ERROR), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _plain(message: str) -> str:
    """Take the words out of an exception that argostranslate logged as a tuple.

    >>> _plain("(URLError(ConnectionRefusedError(111, 'Connection refused')),)")
    'Connection refused'
    """
    quoted = re.findall(r"'([^']+)'|\"([^\"]+)\"", message)
    return next(filter(None, quoted[-1])) if quoted else message


def _api() -> Any:
    """Import argostranslate.package.

    Its settings make folders in the home directory and may print to stdout while they are imported.
    """
    try:
        with contextlib.redirect_stdout(sys.stderr):
            from argostranslate import package
    except (ImportError, OSError, ValueError, KeyError, AssertionError, RuntimeError) as exc:
        raise _unavailable(exc, None) from exc
    return package


def _unavailable(exc: Exception, path: Path | None) -> EngineFailedError:
    why = reason(exc) if isinstance(exc, OSError) else str(exc) or type(exc).__name__
    where = getattr(exc, "filename", None)
    return EngineFailedError(
        f"argos is not available: {why}",
        path=path or where,
        hint="set ARGOS_PACKAGES_DIR, XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME to folders that can be written",
    )
