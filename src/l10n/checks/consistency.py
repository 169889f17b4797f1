"""What only shows when sentences, articles and locales are laid side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from l10n.glossary.enforcement.sounds import likeness
from l10n.model import Finding, Kind, Rule, Severity, State, Translation

_MIN_WORDS = 3
"""Shorter sentences ("Yes.", "No one.") depend on what stands before them."""
_ALIKE = 80.0
"""How much a word must sound like an English name to be its rendering; see ``likeness``."""
_LETTERS = 5
"""Shorter names sound like too many words."""

_LARGE = 31
"""Figures up to this one are often spelled out, or belong to a time of day or a date."""

_THOUSANDS = re.compile(r"(?:000)+$")
_FIGURES = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*[.,]\d{1,2}(?!\d)")
_SPACE = re.compile(r"(?<=\d)[ \u00a0\u202f.,](?=\d)")
_NAME = re.compile(rf"(?<=[a-z,] )[A-Z][a-z]{{{_LETTERS - 1},}}\b")
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_ADJECTIVE = re.compile(r"[сцз]ь?к[а-яёіїєў]{1,3}$")
"""The end of an adjective made of a name, which is no form of it: Браціслаўскі."""
_SLAVIC = re.compile("[sc]k")
_ENDING = re.compile(
    r"[вгджзклмнстхцчш]{0,2}[ьй]?(?:[аяуюыиіїеєэоё]|[оеєёаяыиі][йюм]|[ыі][мх]|[аяы][мх][иі]?|и[хм]и?|[оеаяє]?г[оа]|[оеаяє]?м[уі]|"
    r"ові|еві|єві|ова|ове|[аяоу][яею]|[іїоеєа][вў])?"
)
"""What two forms of one name may differ in: an ending, after a consonant that alternates (Прага, Празе)."""


class ConsistencyCheck:
    """The same thing said in different ways: in one locale, in one article, between locales."""

    codes: Mapping[str, Rule] = {
        "translated-differently": Rule(
            Severity.WARNING,
            "The same sentence has another approved translation elsewhere",
            f"""\
A sentence that stands in several articles (or several times in one) was approved in different wordings. Sentences of
fewer than {_MIN_WORDS} words are left alone: what "Not yet." becomes depends on the question.""",
        ),
        "name-differs": Rule(
            Severity.WARNING,
            "A name is written in two ways in one article",
            """\
A name that is not in the glossary (those are looked at by name-wrong) stands in an article in two spellings that are
not forms of one word: usually one is transliterated from English and the other from the original. The best remedy is a
row in the glossary.

Example: «Колесникова» in the first paragraph, «Калеснікава» in the third.""",
        ),
        "locales-differ": Rule(
            Severity.WARNING,
            "A figure that the translations into the other locales have is missing",
            """\
The translations of a sentence into at least two other locales have the same figures, and this one lacks one of them.
Looked for where at least three locales are checked together. Figures up to 31 (spelled out in one language and not in
another; times of day), whole thousands, and 96 for 1996 are left alone.

Known problems: a figure that this translation alone spells out, or converts into another unit.""",
        ),
        "headline-differs": Rule(
            Severity.WARNING,
            "A figure of the headline is another one in the text",
            """\
The source has a figure in the headline and again in the text; the translated headline has it too, and the translated
text nowhere.

Known problems: a figure that the text spells out.""",
        ),
    }

    def check_all(self, translations: Sequence[Translation]) -> Iterator[Finding]:
        """Compare the translations of all chosen articles and locales."""
        yield from self._differently(translations)
        yield from self._between_locales(translations)
        for _, found in groupby(translations, lambda item: item.path):
            article = list(found)
            yield from self._headlines(article)
            yield from self._names(article)

    def _differently(self, translations: Sequence[Translation]) -> Iterator[Finding]:
        first: dict[tuple[str, str], Translation] = {}
        for item in translations:
            if item.entry.state is State.REVIEWED and len(item.source.split()) >= _MIN_WORDS:
                other = first.setdefault((item.locale, _folded(item.source)), item)
                if other is not item and _folded(other.target) != _folded(item.target):
                    where = f"{other.path}:{other.entry.line or 1}"
                    yield self._finding(item, "translated-differently", f"at {where} it is: {other.target}")

    def _between_locales(self, translations: Sequence[Translation]) -> Iterator[Finding]:
        groups: dict[tuple[tuple[str, ...], str], list[Translation]] = {}
        for item in translations:
            groups.setdefault((item.entry.references, item.source), []).append(item)
        for group in groups.values():
            large = [(_large(item.target), item.locale) for item in group]
            for item in group:
                others = [figures for figures, locale in large if locale != item.locale]
                if len(others) > 1 and others[0] and all(other == others[0] for other in others):
                    own = _figures(item.target)
                    if lost := [figure for figure in sorted(others[0]) if not _covered(figure, own)]:
                        yield self._finding(item, "locales-differ", f"{', '.join(lost)} is missing")

    def _headlines(self, article: Sequence[Translation]) -> Iterator[Finding]:
        body = [item for item in article if item.kind is not Kind.TITLE]
        for item in article:
            shared = _figures(item.source).keys() & _figures(item.target).keys() if item.kind is Kind.TITLE else ()
            if shared:
                in_source = {figure for other in body for figure in _figures(other.source)}
                in_target = {figure for other in body for figure in _figures(other.target)}
                if lost := sorted((shared & in_source) - in_target):
                    yield self._finding(item, "headline-differs", f"the text does not have {', '.join(lost)}")

    def _names(self, article: Sequence[Translation]) -> Iterator[Finding]:
        first: dict[str, _Rendering] = {}
        for name, rendering in _renderings(article):
            other = first.setdefault(name, rendering)
            if not same_word(other.written, rendering.written):
                message = f"{name}: {rendering.written} here, {other.written} at line {other.item.entry.line or 1}"
                yield self._finding(rendering.item, "name-differs", message)

    def _finding(self, item: Translation, code: str, message: str) -> Finding:
        return item.finding(code, self.codes[code], message)


class _Rendering(NamedTuple):
    """A word of a translation that renders an English name."""

    written: str
    item: Translation


def same_word(one: str, other: str) -> bool:
    """Whether two spellings may be forms of one name.

    >>> same_word("Прага", "Празе"), same_word("Калеснікавай", "Калеснікаву"), same_word("Байдэн", "Байден")
    (True, True, False)
    """
    same = 0
    one, other = (word.casefold().replace("ё", "е") for word in (one, other))
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same > 1 and all(_ENDING.fullmatch(word[same:]) for word in (one, other))


def _renderings(article: Sequence[Translation]) -> Iterator[tuple[str, _Rendering]]:
    """Find the words that render English names which the glossary does not have and which occur several times."""
    names = [set(_NAME.findall(item.source)) for item in article]
    counts = Counter(name for found in names for name in found)
    for item, found in zip(article, names, strict=True):
        repeated = {name for name in found if counts[name] > 1}
        if repeated:
            repeated -= {word for hit in item.hits for word in _WORD.findall(hit.alias)}
            words = [word for word in _WORD.findall(item.target) if word[0].isupper() and word[0] > "\u0400"]
            for name in sorted(repeated):
                fitting = [word for word in words if _SLAVIC.search(name) or not _ADJECTIVE.search(word)]
                score, written = max(((_likeness(name, word), word) for word in fitting), default=(0.0, ""))
                if score >= _ALIKE:
                    yield name, _Rendering(written, item)


_likeness = lru_cache(maxsize=50_000)(likeness)  # a name meets the same words again and again


def _figures(text: str) -> Counter[str]:
    """Count the figures of a text; separators between digits do not matter."""
    found = _FIGURES.findall(text)
    return Counter(found if len(found) < 2 else _FIGURES.findall(_SPACE.sub("", text)))


def _large(text: str) -> frozenset[str]:
    """The figures that every language writes with digits: large ones, without the zeros of thousands."""
    if not _FIGURES.search(text):
        return frozenset()
    found = (_THOUSANDS.sub("", figure) for figure in _figures(_DECIMAL.sub(" ", text)))
    return frozenset(figure for figure in found if figure and int(figure) > _LARGE)


def _covered(figure: str, figures: Iterable[str]) -> bool:
    """Whether a figure stands among others, with zeros of thousands or not, or shortened to its last digits."""
    return any(_THOUSANDS.sub("", other).endswith(figure) or figure.endswith(other) for other in figures)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
