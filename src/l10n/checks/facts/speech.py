"""Speech: quotations stay quotations, and who said it stays said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from l10n.facts.attribution import may_report, reports
from l10n.facts.quotations import quotations
from l10n.model import Finding, Rule, Severity, Span, Translation

_MARKS = re.compile(r"</?[A-Za-z][^<>]*>|\]\([^()]*\)")
_LONGEST_SAID = 80
"""Characters between two parts of one quotation: who says it."""


class QuotationCheck:
    """The quotation marks of a sentence and of its translation."""

    codes: Mapping[str, Rule] = {
        "quotation-lost": Rule(
            Severity.WARNING,
            "The translation has fewer quotations than the source",
            """\
Something in quotation marks in the source is not in the translation. Without them the words of another, or a doubt
about a word, become the newspaper's own.

Example: He called it “illegal”. / Ён назваў гэта незаконным.

Any kind of marks counts, and a quotation that begins or ends in another sentence. More quotations than in the source
are no mistake: names of companies and media are quoted in Belarusian, Russian and Ukrainian.

Known problems: foreign words and terms that English quotes once and the translation does not.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield at most one finding."""
        before = quotations(_without_marks(translation.source))
        missing = _fewest(translation.source, before) - len(quotations(_without_marks(translation.target)))
        if before and missing > 0:
            first = translation.source[slice(*before[0])]
            message = f"quotations missing: {missing} of {len(before)}, in the source {_short(first)}"
            yield translation.finding("quotation-lost", self.codes["quotation-lost"], message)


def _fewest(text: str, found: Sequence[Span]) -> int:
    """Count quotations, taking one that goes on after who says it for one: “Yes,” she said, “if they come.”"""
    whole = len(found)
    for one, other in pairwise(found):
        said = text[one.end : other.start]
        comma = text[one.start : one.end].rstrip("\"”’'")[-1:] == ","
        goes_on = comma and text[other.start + 1 : other.start + 2].islower()
        whole -= goes_on and len(said) <= _LONGEST_SAID
    return whole


def _without_marks(text: str) -> str:
    """Blank tags and the targets of links, whose attributes and titles are quoted by syntax; the length stays."""
    return _MARKS.sub(lambda match: " " * len(match[0]), text) if "<" in text or "](" in text else text


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


class AttributionCheck:
    """Who said it, in a sentence and in its translation."""

    codes: Mapping[str, Rule] = {
        "attribution-lost": Rule(
            Severity.WARNING,
            "The translation does not say that somebody said it",
            """\
The source reports what somebody said (said, according to, claimed, allegedly), and nothing in the translation may say
so. A claim must not become a fact.

Example: Police said the bomb was real. / Бомба была сапраўднай.

Known problems: a verb in the translation that is not in the list; a report in two sentences.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield at most one finding; nothing where the source is not English."""
        if not translation.source_locale.startswith("en"):
            return
        found = reports(translation.source)
        if found and not may_report(translation.target, translation.locale):
            word = translation.source[slice(*found[0])]
            message = f"nothing in the translation stands for “{word}”"
            yield translation.finding("attribution-lost", self.codes["attribution-lost"], message)
