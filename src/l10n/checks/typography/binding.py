"""Non-breaking spaces, for newsrooms that set them by hand: they keep together what should not part at a line end."""

from __future__ import annotations

import re
from collections.abc import Mapping

from l10n.model import LocaleCode

_SHORT: Mapping[LocaleCode, str] = {
    "be": "а аб без да для за з і на не ні о па пад пры са у ў",
    "ru": "а без в во да для до за и из к ко на не ни но о об от по под при с со у",
    "uk": "а без в від для до з за зі із і й на не ні о об по під при та у",
}
"""Short words that should not end a line: prepositions, conjunctions, negations."""
_INITIALS = r"(?<=\b[А-ЯЁІЎЇЄҐ]\.) (?=[А-ЯЁІЎЇЄҐ](?:\.|[а-яёіўїєґ’]))"
_NAMES_OF_UNITS = "км м см мм кг г т га л тыс тис млн млрд трлн руб грн долл дал гг год гадз ч хв мін мин"
_UNITS = rf"(?<=\d) (?=[%°€$₽₴£№]|(?:{'|'.join(_NAMES_OF_UNITS.split())})\b)"


def loose_spaces(locale: LocaleCode) -> re.Pattern[str]:
    """Find the spaces that should not break.

    >>> loose_spaces("be").sub("_", "А. Іваноў быў у Мінску, 5 км.")
    'А._Іваноў быў у_Мінску, 5_км.'
    """
    return _PATTERNS[locale]


def _pattern(words: str) -> re.Pattern[str]:
    """Join what is looked for; a lookbehind has a fixed width, so words go by length."""
    by_length: dict[int, list[str]] = {}
    for word in words.split():
        by_length.setdefault(len(word), []).append(word)
    behind = "|".join(rf"(?<=\b(?i:{'|'.join(group)}))" for group in by_length.values())
    return re.compile(rf"(?:{behind}) (?=\S)|{_INITIALS}|{_UNITS}")


_PATTERNS = {locale: _pattern(words) for locale, words in _SHORT.items()}
