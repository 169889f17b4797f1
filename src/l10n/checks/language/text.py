"""The words of a translation as the language checks see them, and the places that are nobody's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, repeat
from typing import NamedTuple

from l10n.engines.hygiene import is_other_language
from l10n.facts.lexicon import language_of
from l10n.glossary.forms import forms_of
from l10n.model import LocaleCode, Span, Term, Translation

GAP = "\ufffc"
"""Stands for each character of an address, a tag or a placeholder."""

_INNER = "'’ʼ\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"([^\W\d_]++(?:[{_INNER}-]++[^\W\d_]++)*+[\u0300-\u036f]*+)")
_IGNORED = re.compile("[\u00ad\u0301\u200b-\u200d\u2060\ufeff]")
_FOREIGN_PLACES = re.compile(
    r"`[^`]*`|</?[A-Za-z][^<>]*>|\{[^{}]*\}|%\(\w+\)\w|\]\([^()\s]*\)|\S*(?:://|www\.|\w@\w)\S*|[#@]\w+"
    r"|(?<!\w)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,6}\b(?:/\S*)?|&#?\w+;"
)
_HINTS = re.compile(r"`|<|\{|%|\]|@|#|/|&|www\.|\.[a-z]")
"""Without one of these a text has no such place. Each begins with one character, which is quickly found."""
_QUOTES = re.compile('[«„“"]')
_WITHIN = frozenset({" ", ", ", " «", "» ", "\u00a0"})
"""The commonest of what stands between words of one sentence."""
_SENTENCE_END = re.compile(r"[.!?…:]|^\s*[—–-]\s*$")
_TITLE = re.compile(r"«([^«»]{1,80})»|„([^„“”]{1,80})[“”]|“([^“”]{1,80})”|\"([^\"]{1,80})\"")
_TITLE_WORDS = 5
_MOST_WORDS = 3


class Word(NamedTuple):
    """A word at its place; hyphens and apostrophes are inside it."""

    text: str
    """NFC, without invisible characters and stress marks."""
    start: int
    end: int
    titled: bool
    """Whether it stands in what looks like a title in quotation marks."""
    first: bool
    """Whether it opens the text or a sentence, so that its capital says nothing."""

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.end)


_word: Callable[[tuple[str, int, int, bool, bool]], Word] = partial(tuple.__new__, Word)  # quicker than Word(...)


@lru_cache(maxsize=1024)
def without_addresses(text: str) -> str:
    """Put a mark for each character of addresses, tags, code, placeholders and hashtags; the length stays.

    >>> without_addresses("Піша example.com.").replace(GAP, "_")
    'Піша ___________.'
    """
    if not _HINTS.search(text):
        return text
    return _FOREIGN_PLACES.sub(lambda match: GAP * len(match[0]), text)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """Find the words of a text, in any script, outside addresses and the like.

    >>> [word.text for word in words_of("Па-за межамі м. Брэста, п’ять разоў")]
    ['Па-за', 'межамі', 'м', 'Брэста', 'п’ять', 'разоў']
    """
    plain = without_addresses(text)
    titles = list(_titles(plain)) if _QUOTES.search(plain) else []
    clean = unicodedata.is_normalized("NFC", plain) and not _IGNORED.search(plain)
    parts = _WORD.split(plain)  # by turns what stands between words, and a word
    places = list(accumulate(map(len, parts), initial=0))
    starts, ends = places[1::2], places[2::2]
    texts = parts[1::2] if clean else map(_cleaned, parts[1::2])
    firsts = [between not in _WITHIN and _SENTENCE_END.search(between) is not None for between in parts[:-1:2]]
    firsts[:1] = [True] * len(firsts[:1])
    titled: Iterable[bool] = repeat(False)
    if titles:
        titled = [any(opened <= start < closed for opened, closed in titles) for start in starts]
    return tuple(map(_word, zip(texts, starts, ends, titled, firsts, strict=False)))


def glossary_spans(translation: Translation) -> list[Span]:
    """Find where the glossary's own renderings of the mentioned names stand in the target, in any case form."""
    found = []
    for form in {form for hit in translation.hits for form in _forms(translation.locale, hit.terms, hit.part)}:
        start = translation.target.find(form)
        while start >= 0:
            found.append(Span(start, start + len(form)))
            start = translation.target.find(form, start + 1)
    return found


def open_words(translation: Translation) -> Sequence[Word]:
    """Give the words of the target that are not the glossary's."""
    words = words_of(translation.target)
    spans = glossary_spans(translation) if translation.hits else []
    if not spans:
        return words
    return [word for word in words if not any(start < word.end and word.start < end for start, end in spans)]


def is_flood(count: int, translation: Translation) -> bool:
    """Whether words that are wrong one by one make a sentence in another language, which is reported as such."""
    return count > _MOST_WORDS and is_other_language(translation.target, language_of(translation.locale))


def _forms(locale: LocaleCode, terms: Sequence[Term], part: str) -> Iterator[str]:
    for term in terms:
        paradigm = forms_of(term, locale, part)
        if paradigm is not None:
            yield from (form for forms in paradigm.forms.values() for form in forms)


def _titles(text: str) -> Iterator[tuple[int, int]]:
    for match in _TITLE.finditer(text):
        inner = match[match.lastindex or 0].strip()
        if inner[:1].isupper() and len(inner.split()) <= _TITLE_WORDS and inner[-1] not in ".,":
            yield match.span()


@lru_cache(maxsize=100_000)
def _cleaned(word: str) -> str:
    return unicodedata.normalize("NFC", _IGNORED.sub("", word))
