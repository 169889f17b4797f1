"""Sentences in another language, and English that was left in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from l10n.checks.language.alphabets import ALPHABETS, LATIN, is_cyrillic
from l10n.checks.language.siblings import SIBLINGS
from l10n.checks.language.spellers import Spellers
from l10n.checks.language.text import Word, open_words, without_addresses, words_of
from l10n.engines.hygiene import is_copy, is_other_language
from l10n.facts.lexicon import language_of
from l10n.model import Finding, Rule, Severity, Span, Translation

_NAMES = {"be": "Belarusian", "ru": "Russian", "uk": "Ukrainian"}
_FEWEST_WORDS = 4
_SHARE_FOREIGN = 0.4
_LINKS = frozenset(
    "of the and for in on at to by with from or a an de la le el von van der du da di y et al vs".split()
)
"""Small words inside names and titles that stay in Latin letters."""
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december president minister senator governor secretary mr mrs ms"
)
_CAPITALISED = frozenset(word.capitalize() for word in _CALENDAR.split())
"""Words that English writes with a capital and that nobody leaves in English."""
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»|„[^„“”]*[“”]|“[^“”]*”|\"[^\"]*\"|(?<!\w)[‘'][^‘’']*[’'](?!\w)|\*[^*]+\*|_[^_]+_"
)


class WrongLanguageCheck:
    """Whole sentences that are not in the language of the catalog."""

    codes: Mapping[str, Rule] = {
        "wrong-language": Rule(
            Severity.ERROR,
            "The translation is in another language",
            """\
The sentence is in a sibling language: letters and common words that the language does not have, or, where
dictionaries are installed, more words of the sibling than of its own. A catalog of another locale was copied, or a
machine translated into the wrong language.

Example: «Президент прибыл в Минск» in a Belarusian catalog.

Known problems: a sentence of one to three words may not show it; a quotation left in its own language on purpose is
reported. Write «# l10n: ignore=wrong-language» above the entry.""",
        ),
    }

    def __init__(self) -> None:
        self._spellers = Spellers("the language of short sentences is not checked")

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield at most one finding."""
        language = language_of(translation.locale)
        if language not in ALPHABETS:
            return
        target = without_addresses(translation.target)
        if is_other_language(target, language) or self._has_foreign_words(translation, language):
            message = f"the translation is not in {_NAMES[language]}"
            yield translation.finding("wrong-language", self.codes["wrong-language"], message)

    def _has_foreign_words(self, translation: Translation, language: str) -> bool:
        """Whether the dictionary of a sibling knows many more of the words than the own one does."""
        own = self._spellers.get(translation.locale)
        if own is None:
            return False
        words = [word.text for word in open_words(translation)]
        unknown = own.unknown(filter(_is_common, own.not_known_yet(words)))
        if len(unknown) < 2:
            return False
        texts = list(filter(_is_common, words))
        if len(texts) < _FEWEST_WORDS or len(unknown) < _SHARE_FOREIGN * len(texts):
            return False
        spellers = [self._spellers.get(other) for other in SIBLINGS[language]]
        return any(
            speller is not None and sum(map(speller.knows, unknown)) >= max(2, _SHARE_FOREIGN * len(texts))
            for speller in spellers
        )


class LeftoverCheck:
    """English that nobody translated."""

    codes: Mapping[str, Rule] = {
        "untranslated": Rule(
            Severity.ERROR,
            "The translation is the source, or English",
            """\
The target is a copy of the source, or mostly English words. Names, addresses and titles alone may stay as they are
and are not reported.

Example: «Who is next?» for «Who is next?».

Known problems: headings of two or three words that begin with capitals look like names and pass.""",
        ),
        "english-left": Rule(
            Severity.ERROR,
            "An English word of the source was left in the translation",
            """\
A word in small Latin letters stands in the running text, as in the source: not a name, not inside a title in Latin
letters, not in brackets or quotation marks (where authors explain foreign words). Also names of months and weekdays,
President, Minister and the like in Latin letters.

Example: «Кіраўніца announced пра перамовы».

Known problems: brands in small letters (adidas) are reported unless the glossary has them; words that are English
only by origin and written in Latin on purpose (offline) too.""",
        ),
        "english-word": Rule(
            Severity.WARNING,
            "A word in small Latin letters that is not in the source",
            """\
As english-left, but the source does not have the word: a foreign word, a scientific name, or a slip of the keyboard
layout.

Example: «яны go дадому».

Known problems: units and Latin terms (in vitro) in running text.""",
        ),
    }

    def __init__(self) -> None:
        self._spellers = Spellers("foreign words of the source pass for English")

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for a translation that is English, else one for each English word."""
        language = language_of(translation.locale)
        if language_of(translation.source_locale) != "en" or language == "en":
            return
        if is_copy(translation.source, translation.target, language):
            yield translation.finding(
                "untranslated", self.codes["untranslated"], "the translation is a copy of the source, or English"
            )
        elif language in ALPHABETS:
            yield from self._words(translation)

    def _words(self, translation: Translation) -> Iterator[Finding]:
        target = translation.target
        if not LATIN.search(target):
            return
        aside = [Span(*match.span()) for match in _ASIDE.finditer(target)]
        source = {word.text for word in words_of(translation.source)}
        for word in _plain_latin(open_words(translation), target):
            if any(start <= word.start < end for start, end in aside):
                continue
            known = word.text in source or word.text.lower() in source
            if known and (english := self._spellers.get("en")) is not None and not english.knows(word.text):
                continue  # the source itself quotes a word of a third language
            code = "english-left" if known else "english-word"
            message = f"{word.text}: " + ("left in English" if known else "Latin letters in running text")
            yield translation.finding(code, self.codes[code], message, span=word.span)


def _is_common(word: str) -> bool:
    """Whether a word is Cyrillic and no name."""
    return word.islower() and is_cyrillic(word[0])


def _plain_latin(words: Sequence[Word], target: str) -> Iterator[Word]:
    """Give the words in small Latin letters, and those of the calendar, that are no part of a Latin name."""
    for run in _latin_runs(words, target):
        named = any(not word.text.islower() and word.text not in _CAPITALISED for word in run)
        if named and all(word.text in _LINKS or not word.text.islower() for word in run):
            continue
        for word in run:
            plain = word.text.islower() and len(word.text) > 1 and word.text.isalpha()
            if (plain and not (named and word.text in _LINKS)) or (word.text in _CAPITALISED and not named):
                yield word


def _latin_runs(words: Sequence[Word], target: str) -> Iterator[list[Word]]:
    """Group Latin words that only spaces and hyphens part."""
    run: list[Word] = []
    for word in words:
        if not word.text.isascii():
            if run:
                yield run
            run = []
            continue
        if run and target[run[-1].end : word.start].strip(" \u00a0&-–’'."):
            yield run
            run = []
        run.append(word)
    if run:
        yield run
