"""Dates: months and weekdays of the source are those of the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from l10n.facts.dates import months, weekdays
from l10n.facts.lexicon import lexicon
from l10n.model import Finding, Rule, Severity, Span, Translation

_MONTH_OR_NAME = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|and|last|next|this|early|late|mid|before|after|on)[ -]"
    r"(?:May|March|August)\b"
    r"|\b(?:May|March|August)\W{1,2}\d|\d(?:st|nd|rd|th)?,? (?:of )?(?:May|March|August)\b"
)
_TITLE = re.compile(
    r"\b(?:The )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?!(?:Night|Morning|Evening|Afternoon)\b(?! [A-Z]))[A-Z]"
    r"|Black Friday|Good Friday|Ash Wednesday|Bloody Sunday|Cyber Monday"
)
"""Names that begin with a weekday."""
_EXCEPT = re.compile(
    r"\b(?:except|apart from|closed on|акрамя|апрача|апроч|за выключэннем"
    r"|кроме|за исключением|крім|окрім|за винятком)\b",
    re.IGNORECASE,
)
"""Daily except Monday is Tuesday to Sunday."""
_SHORT = frozenset({"sun", "sat", "mon", "wed", "mar", "jan", "dec", "sep"})


class DatesCheck:
    """The months and weekdays of a sentence and of its translation."""

    codes: Mapping[str, Rule] = {
        "date-differs": Rule(
            Severity.ERROR,
            "The translation has another month than the source",
            """\
A month of the source is missing, and the translation has another one.

Example: “on May 14” and «14 сакавіка».

Months are known in all cases, as adjectives, and in figures (14.05.2026).""",
        ),
        "weekday-differs": Rule(
            Severity.ERROR,
            "The translation has another weekday than the source",
            """\
A weekday of the source is missing, and the translation has another one.

Example: “on Tuesday” and «у сераду».

Known problems: the translator moved the date into the reader's time zone.""",
        ),
        "date-missing": Rule(
            Severity.WARNING,
            "A month or a weekday of the source is missing in the translation",
            """\
The source names a month or a weekday, and the translation names none.

Known problems: «учора» for a weekday, and names of newspapers and persons (Sunday, May).""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield a finding for the months, and one for the weekdays."""
        if lexicon(translation.locale).months:
            yield from self._compare(translation, "date-differs", *_months(translation))
            before, after = _weekdays(translation)
            if before and bool(_EXCEPT.search(translation.source)) == bool(_EXCEPT.search(translation.target)):
                yield from self._compare(translation, "weekday-differs", before, after)

    def _compare(
        self, translation: Translation, code: str, before: Mapping[int, Span], after: Mapping[int, Span]
    ) -> Iterator[Finding]:
        missing = [translation.source[slice(*span)] for value, span in before.items() if value not in after]
        extra = [span for value, span in after.items() if value not in before]
        if not missing:
            return
        names = ", ".join(missing)
        if not extra:
            yield translation.finding("date-missing", self.codes["date-missing"], f"not in the translation: {names}")
            return
        wrong = translation.target[slice(*extra[0])]
        message = f"the source has {names}, the translation has {wrong}"
        yield translation.finding(code, self.codes[code], message, span=extra[0])


def _months(translation: Translation) -> tuple[Mapping[int, Span], Mapping[int, Span]]:
    before = months(translation.source, translation.source_locale)
    if not before:
        return {}, {}
    after = months(translation.target, translation.locale)
    sure = _MONTH_OR_NAME.search(translation.source)
    named = {
        value: span
        for value, span in before.items()
        if translation.source[slice(*span)] not in ("May", "March", "August") or sure or value in after
    }
    numeric = re.findall(r"\b\d{1,2}[./](\d{1,2})(?:[./]\d|\b)|\b\d{4}-(\d\d)-\d\d\b", translation.target)
    for month in (int(one or other) for one, other in numeric):
        named.pop(month, None)
    return named, after


def _weekdays(translation: Translation) -> tuple[Mapping[int, Span], Mapping[int, Span]]:
    source = translation.source
    before = weekdays(source, translation.source_locale)
    if not before:
        return {}, {}
    titles = [match.span() for match in _TITLE.finditer(source)]
    named = {
        value: span
        for value, span in before.items()
        if source[slice(*span)].lower() not in _SHORT and not any(start <= span.start < end for start, end in titles)
    }
    return named, weekdays(translation.target, translation.locale)
