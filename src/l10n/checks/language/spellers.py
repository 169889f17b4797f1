"""The dictionaries a check works with, and what to tell where one is missing."""

from __future__ import annotations

from collections.abc import Sequence

from l10n.dictionaries import Dictionary, load_dictionary, missing_dictionary
from l10n.model import LocaleCode

_NAMES = {"be": "Belarusian", "ru": "Russian", "uk": "Ukrainian", "en": "English"}


class Spellers:
    """Dictionaries by locale, loaded when a word is looked up; remembers which were asked for and are missing.

    Args:
        without: what is not done without a dictionary, for the notice.
    """

    def __init__(self, without: str) -> None:
        self._without = without
        self._found: dict[LocaleCode, Dictionary | None] = {}

    def get(self, locale: LocaleCode) -> Dictionary | None:
        """Give the dictionary of a locale, or None and note that it is missing."""
        if locale not in self._found:
            self._found[locale] = load_dictionary(locale)
        return self._found[locale]

    def notices(self) -> Sequence[str]:
        """Give one line for each dictionary that was asked for in vain."""
        return [
            f"no {_NAMES.get(locale, locale)} dictionary, so {self._without}; {missing_dictionary(locale)}"
            for locale, dictionary in self._found.items()
            if dictionary is None
        ]
