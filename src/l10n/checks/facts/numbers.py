"""Numbers: the values of the source are those of the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from l10n.facts.agreement import Disagreement, disagreement, words_that_differ
from l10n.facts.lexicon import has_unit
from l10n.facts.markup import without_markup_numbers
from l10n.facts.quantities import Quantity, quantities
from l10n.locales import is_locale, number_symbols
from l10n.model import Finding, LocaleCode, Rule, Severity, Span, Translation

_KNOWN = """\
Understood in English, Belarusian, Russian and Ukrainian: number words in all cases, thousands and decimal separators,
mln and the like, 12 and 24 hours, Roman numerals, units that the translation converts (miles, feet, pounds,
Fahrenheit)."""

_PERCENT = re.compile(r"[%‰]|\b(?:per ?cent|pct|працэнт|адсот|процент|відсот)", re.IGNORECASE)
_PERCENT_HINTS = ("%", "‰", "ercent", "er cent", "ERCENT", "pct", "цэнт", "цент", "дсот", "ЦЭНТ", "ЦЕНТ", "ДСОТ")
_POINTS = re.compile(r"\d[\d.,]*[ -]percentage[ -]points?\b|\b(?:пункт|[пв]\. ?п\b)", re.IGNORECASE)
_LONGEST_SHOWN = 15
"""Most digits of a number that is written out beside its figures."""
_CURRENCIES = {"usd": "dollars", "eur": "euros", "gbp": "pounds", "rub": "rubles", "uah": "hryvnias"}
"""Units that the lexicons of all four languages have, and what they are called."""


class NumbersCheck:
    """The numbers of a sentence and of its translation."""

    codes: Mapping[str, Rule] = {
        "numbers-differ": Rule(
            Severity.ERROR,
            "The translation has another number than the source",
            f"""\
A number of the source is missing, and the translation has one instead that nothing in the source explains.

Example: “11 years” and «12 гадоў».

{_KNOWN}

Known problems: a height in feet and inches, or a temperature difference in Fahrenheit, that is converted well may be
reported; so may a number that the translator rounded.""",
        ),
        "number-words-differ": Rule(
            Severity.WARNING,
            "A number in words is another one than in the source",
            f"""\
Both sides write a number in words, from three on, and neither is explained by the other side.

Example: “eleven years” and «дванаццаць гадоў».

{_KNOWN}

Known problems: fractions and dozens that the translator put in another way.""",
        ),
        "currency-differs": Rule(
            Severity.ERROR,
            "The same sum in another currency",
            """\
The translation has the number of the source with another currency. Known are dollars, euros, pounds, rubles, hryvnias.

Example: “$55 million” and «55 млн еўра».

Known problems: none yet.""",
        ),
        "percent-differs": Rule(
            Severity.ERROR,
            "Percent on one side only, or in the place of percentage points",
            """\
The number of the source stands in the translation, but not as percent, or as percent where the source has none; or the
source has percentage points, which are not percent, and the translation names none.

Example: “12 percent” and «12»; “5 percentage points” and «5 %» instead of «5 працэнтных пунктаў».

Known problems: none yet.""",
        ),
        "number-missing": Rule(
            Severity.WARNING,
            "A number of the source is missing in the translation",
            f"""\
The source has a number, in figures or in words from thirteen on, and the translation has none that says the same.

{_KNOWN}

Known problems: a number in the name of a model or a law that the translator described.""",
        ),
        "number-extra": Rule(
            Severity.WARNING,
            "The translation has a number that the source has not",
            f"""\
The translation has figures that no number of the source explains.

{_KNOWN}

Known problems: a year or a count that the translator added to make a name clear.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield at most one finding: numbers that differ, or those that only one side has."""
        source, target = map(without_markup_numbers, (translation.source, translation.target))
        found = disagreement(source, target, translation.source_locale, translation.locale)
        in_words = not found.missing and not found.extra
        if in_words:
            found = words_that_differ(source, target, translation.source_locale, translation.locale)
        if not found.missing and not found.extra:
            yield from self._currency(translation, source, target)
            yield from self._percent(translation, source, target)
            return
        missing, extra = (_list(items) for items in (found.missing, found.extra))
        if in_words:
            code, message = "number-words-differ", f"the source has {missing}, the translation has {extra}"
        elif found.missing and found.extra:
            code, message = "numbers-differ", f"the source has {missing}, the translation has {extra}"
        elif found.missing:
            code, message = "number-missing", f"not in the translation: {missing}"
        else:
            code, message = "number-extra", f"not in the source: {extra}"
        yield translation.finding(
            code,
            self.codes[code],
            message,
            suggestion=_suggestion(translation, found),
            span=found.extra[0].span if found.extra else None,
        )

    def _currency(self, translation: Translation, source: str, target: str) -> Iterator[Finding]:
        """Yield at most one finding, for the first sum that is one of another currency in the translation."""
        if not has_unit(source, translation.source_locale, frozenset(_CURRENCIES)):
            return
        after = [item for item in quantities(target, translation.locale) if item.unit in _CURRENCIES]
        for item in quantities(source, translation.source_locale) if after else ():
            same = [other for other in after if item.readings & other.readings]
            if item.unit in _CURRENCIES and same and all(other.unit != item.unit for other in same):
                wrong = f"{_CURRENCIES[item.unit]} in the source, {_CURRENCIES[same[0].unit]} in the translation"
                rule = self.codes["currency-differs"]
                yield translation.finding("currency-differs", rule, f"{item.text}: {wrong}", span=same[0].span)
                return

    def _percent(self, translation: Translation, source: str, target: str) -> Iterator[Finding]:
        """Yield at most one finding, for the first number that is percent on one side only."""
        wanted, got = _find_percent(source), _find_percent(target)
        if not wanted and not got:
            return
        points = _POINTS.search(source)
        rule = self.codes["percent-differs"]
        if points and got and not _POINTS.search(target):
            message = f"{points[0]}: percentage points in the source, percent in the translation"
            yield translation.finding("percent-differs", rule, message, span=Span(*got.span()))
        if wanted and got:
            return
        sides = quantities(source, translation.source_locale), quantities(target, translation.locale)
        marked, plain = sides if wanted else sides[::-1]
        where = "the source, not in the translation" if wanted else "the translation, not in the source"
        for item in marked:
            same = [other for other in plain if item.readings & other.readings]
            if item.unit == "percent" and not item.spelled and same and not any(other.unit for other in same):
                span = (same[0] if wanted else item).span
                yield translation.finding("percent-differs", rule, f"{item.text}: percent in {where}", span=span)
                return


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def _find_percent(text: str) -> re.Match[str] | None:
    """Find percent in a text: most have none of the letters, which is quickly seen."""
    return _PERCENT.search(text) if any(hint in text for hint in _PERCENT_HINTS) else None


def _list(items: Sequence[Quantity]) -> str:
    return ", ".join(dict.fromkeys(_shown(item) for item in items))


def _shown(item: Quantity) -> str:
    """The number as written; with a word for a large one, what both come to."""
    value = max(item.readings, key=len)
    if not item.scaled or not value.isdecimal() or len(value) > _LONGEST_SHOWN:
        return item.text
    return f"{item.text} ({int(value):,})".replace(",", " ")


def _suggestion(translation: Translation, found: Disagreement) -> str | None:
    """Put the source's figures where the translation has others; only where it is one number on each side."""
    if len(found.missing) != 1 or len(found.extra) != 1:
        return None
    wanted, wrong = found.missing[0], found.extra[0]
    if wanted.unit == "degree":  # a difference in Fahrenheit is another number in Celsius
        return None
    if wanted.spelled or wanted.clock or wrong.clock or wanted.scaled != wrong.scaled or wanted.unit != wrong.unit:
        return None
    target = translation.target
    return target[: wrong.span.start] + _localized(wanted.text, translation.locale) + target[wrong.span.end :]


def _localized(figures: str, locale: LocaleCode) -> str:
    """Write English figures as a locale does."""
    if not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+", figures) or not is_locale(locale):
        return figures
    group, decimal = number_symbols(locale)
    return figures.translate({ord(","): group, ord("."): decimal})
