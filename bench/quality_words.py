"""What is wrong with a translated line: words of a sister language, the wrong language, loops, lost digits.

Rules of its own on purpose: a benchmark that borrowed the checks of the product would not see their mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCALES = ("be", "ru", "uk")
DICTIONARIES = {"be": "be_BY", "ru": "ru_RU", "uk": "uk_UA"}
SPELLERS = Path("/usr/share/hunspell")

_FOREIGN = {
    "be": re.compile(r"[ищъїєґ]|[тд][еёіюяь]|ре|[ржшч][іюяьё]"),
    "ru": re.compile(r"[іўїєґ’ʼ']"),
    "uk": re.compile(r"[ыэёўъ]"),
}
"""Letters and pairs of letters that no word of the language has (a lower-case one; names may)."""
_LETTERS = {"be": re.compile(r"[ищъїєґ]"), "ru": re.compile(r"[іўїєґ’ʼ]"), "uk": re.compile(r"[ыэёўъ]")}
_WORD = re.compile(r"[^\W\d_]+(?:[’ʼ'-][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-z]")
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_LOOP_WORDS = re.compile(r"(\b[^\W\d_]\w*(?:\W+\w+){0,5})(?:\W+\1\b){2,}", re.IGNORECASE)
_LOOP_LETTERS = re.compile(r"([^\W\d_]{1,12}?)\1{4,}", re.IGNORECASE)
_SHORT = 2


def normalise(line: str) -> str:
    """NFC with straight spaces."""
    return " ".join(unicodedata.normalize("NFC", line).split())


def words(line: str) -> list[str]:
    """Words of a line in the order they stand.

    >>> words("Ён з’еў 3 яблыкі — well-known")
    ['Ён', 'з’еў', 'яблыкі', 'well-known']
    """
    return _WORD.findall(line)


def plain_words(line: str) -> list[str]:
    """Cyrillic words in lower case: names, which follow other rules, are left out."""
    return [word for word in words(line) if word == word.lower() and _CYRILLIC.search(word)]


def breaks_alphabet(word: str, locale: str) -> bool:
    """Whether a lower-case word has letters, or a pair of them, that its language does not.

    >>> breaks_alphabet("рюкзак", "be"), breaks_alphabet("заплечнік", "be"), breaks_alphabet("был", "uk")
    (True, False, True)
    """
    return bool(_FOREIGN[locale].search(word))


class Spellers:
    """Hunspell dictionaries of the three languages, as many as can be opened.

    Attributes:
        missing: why there is no spelling, or an empty text.
    """

    def __init__(self, folder: Path = SPELLERS) -> None:
        self.missing = ""
        self._open: dict[str, Any] = {}
        self._seen: dict[tuple[str, str], bool] = {}
        absent = [name for name in DICTIONARIES.values() if not (folder / f"{name}.dic").exists()]
        try:
            from hunspell import Hunspell
        except ImportError:
            self.missing = "chunspell is not installed"
            return
        if absent:
            self.missing = f"no dictionary {', '.join(absent)} in {folder}"
            return
        self._open = {
            locale: Hunspell(name, hunspell_data_dir=str(folder), system_encoding="UTF-8")
            for locale, name in DICTIONARIES.items()
        }

    def knows(self, word: str, locale: str) -> bool:
        """Whether a dictionary has a word (the apostrophe as the dictionaries write it)."""
        key = (word, locale)
        if key not in self._seen:
            self._seen[key] = bool(self._open[locale].spell(re.sub("[’ʼ]", "'", word)))
        return self._seen[key]

    def sister(self, word: str, locale: str) -> bool:
        """Whether a word is unknown in its language and known in a sister language."""
        if not self._open or len(word) <= _SHORT or self.knows(word, locale):
            return False
        return any(self.knows(word, other) for other in LOCALES if other != locale)


def wrong_language(line: str, locale: str) -> bool:
    """Whether a line is not in its language: mostly Latin words, or more words fit another alphabet.

    >>> wrong_language("Он ушёл из этой больницы", "be"), wrong_language("Ён пайшоў з гэтай бальніцы", "be")
    (True, False)
    >>> wrong_language("He left the hospital", "be"), wrong_language("BBC", "be")
    (True, False)
    """
    found = words(line)
    latin = sum(bool(_LATIN.search(word)) for word in found)
    if latin > len(found) - latin:
        return len(found) > _SHORT
    fits = {name: sum(not rule.search(word.lower()) for word in found) for name, rule in _LETTERS.items()}
    return max(fits.values()) > fits[locale]


def loops(line: str) -> bool:
    """Whether a line says the same three times in a row, words or letters.

    >>> loops("у горадзе у горадзе у горадзе"), loops("хахахахаха"), loops("вельмі, вельмі добра")
    (True, True, False)
    """
    return bool(_LOOP_WORDS.search(line) or _LOOP_LETTERS.search(line))


def kept_digits(source: str, target: str) -> tuple[int, int]:
    """How many runs of digits of a source are in its target, and how many there are; 1,200 and 1 200 are one run.

    >>> kept_digits("In 2021, 1,200 people and 2.5 tons", "У 2021 годзе 1 200 чалавек і 25 тон")
    (2, 4)
    """
    wanted = _DIGITS.findall(_GROUPED.sub("", source))
    there = _DIGITS.findall(_GROUPED.sub("", target))
    found = 0
    for run in wanted:
        if run in there:
            there.remove(run)
            found += 1
    return found, len(wanted)


@dataclass(frozen=True, slots=True)
class Faults:
    """Counts over the lines of a translation. Shares are in percent; ``spelling`` is None without dictionaries."""

    letters: float
    spelling: float | None
    wrong: int
    loops: int
    empty: int
    digits: float

    def as_json(self) -> Mapping[str, float | int | None]:
        """The counts by name, for ``--json``."""
        return {name: getattr(self, name) for name in self.__slots__}


def find_faults(sources: list[str], targets: list[str], locale: str, spellers: Spellers) -> Faults:
    """Count the faults of a translation.

    Args:
        sources: n lines.
        targets: n lines, the translations.
        locale: the language the targets ought to be in.
        spellers: dictionaries, perhaps none.
    """
    plain = [word for line in targets for word in plain_words(line)]
    letters = sum(breaks_alphabet(word, locale) for word in plain)
    both = sum(breaks_alphabet(word, locale) or spellers.sister(word, locale) for word in plain)
    digits = [kept_digits(source, target) for source, target in zip(sources, targets, strict=True)]
    return Faults(
        letters=_percent(letters, len(plain)),
        spelling=None if spellers.missing else _percent(both, len(plain)),
        wrong=sum(wrong_language(line, locale) for line in targets if line),
        loops=sum(loops(target) and not loops(source) for source, target in zip(sources, targets, strict=True)),
        empty=sum(bool(source) and not target for source, target in zip(sources, targets, strict=True)),
        digits=_percent(sum(found for found, _ in digits), sum(wanted for _, wanted in digits)),
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
