"""Typography of Belarusian, Russian and Ukrainian: marks, spaces and separators, most of them with a safe correction.

Modules: ``edits`` (corrections, protected spans), ``quotes`` (pairs of quotation marks), ``rules`` (what is wrong and
how it is corrected), ``balance`` (marks without a partner), ``binding`` (non-breaking spaces), ``codes`` (what the
codes mean).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from l10n.checks.typography.balance import is_whole, lone_bracket, lone_quotes, lone_tag, unpaired
from l10n.checks.typography.binding import loose_spaces
from l10n.checks.typography.codes import BALANCE, BINDING, MARKS
from l10n.checks.typography.edits import Edit, allowed, apply, protected, substitute
from l10n.checks.typography.rules import LOCALES, NBSP, RULES, Case
from l10n.model import Finding, Rule, Span, Translation

__all__ = ["BalanceCheck", "NoBreakSpaceCheck", "TypographyCheck"]

_QUOTES = frozenset('"«»„“”‟')


class TypographyCheck:
    """Marks, spaces and separators; silent for other languages than Belarusian, Russian and Ukrainian."""

    codes: Mapping[str, Rule] = MARKS

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for each code; its suggestion corrects every place of that code."""
        if translation.locale in LOCALES:
            case = Case(translation.source, translation.target, translation.locale, translation.kind)
            for code, rule in RULES.items():
                if edits := rule(case):
                    yield from _corrected(translation, code, self.codes[code], edits)


class NoBreakSpaceCheck:
    """Spaces that should not break; for the same languages, where a project asks for it."""

    codes: Mapping[str, Rule] = BINDING

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding whose suggestion binds every such space."""
        if translation.locale in LOCALES:
            edits = substitute(loose_spaces(translation.locale), NBSP, translation.target)
            yield from _corrected(translation, "no-break-space", self.codes["no-break-space"], edits)


class BalanceCheck:
    """Quotation marks, brackets and tags without a partner, in any language.

    A mark that has none in the source either is not reported; nor is one whose partner stands in a sentence nearby.
    """

    codes: Mapping[str, Rule] = BALANCE

    def check_all(self, translations: Sequence[Translation]) -> Iterator[Finding]:
        """Yield a finding for each sentence with such a quotation mark, and for each with such a bracket or tag."""
        for _, catalog in groupby(translations, lambda item: item.path):
            yield from self._quotes(list(catalog))
        for item in translations:
            place = lone_bracket(item.target)
            if place is not None and lone_bracket(item.source) is None:
                yield self._finding(item, "brackets-unbalanced", place)
            place = lone_tag(item.target)
            if place is not None and lone_tag(item.source) is None:
                yield self._finding(item, "tags-unbalanced", place)

    def _quotes(self, catalog: Sequence[Translation]) -> Iterator[Finding]:
        lonely = [lone_quotes(item.target) if not _QUOTES.isdisjoint(item.target) else ([], []) for item in catalog]
        reported: set[int] = set()
        for number, place in unpaired(lonely):
            item = catalog[number]
            if number not in reported and is_whole(item.source):
                reported.add(number)
                yield self._finding(item, "quotes-unbalanced", place)

    def _finding(self, item: Translation, code: str, place: int) -> Finding:
        message = f"{item.target[place]} has no partner: {_around(item.target, place)}"
        return item.finding(code, self.codes[code], message, span=Span(place, place + 1))


def _corrected(translation: Translation, code: str, rule: Rule, edits: Iterable[Edit]) -> Iterator[Finding]:
    """Give a finding for edits, unless all of them touch something protected."""
    target = translation.target
    edits = sorted(allowed(edits, protected(target)))
    if edits:
        more = "" if len(edits) == 1 else f" (and {len(edits) - 1} more)"
        message = f"{rule.title[0].lower()}{rule.title[1:]}: {_around(target, edits[0].span.start)}{more}"
        yield translation.finding(code, rule, message, suggestion=apply(target, edits), span=edits[0].span)


def _around(text: str, place: int) -> str:
    """A few letters on both sides of a place."""
    return text[max(0, place - 12) : place + 13].strip()
