"""Addresses and abbreviations: what is the same in every language, and what has one usual counterpart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n.facts.abbreviations import lost_abbreviations
from l10n.facts.addresses import addresses
from l10n.model import Finding, Rule, Severity, Translation


class LinksCheck:
    """URLs, e-mail addresses, handles and hashtags."""

    codes: Mapping[str, Rule] = {
        "link-differs": Rule(
            Severity.ERROR,
            "An address of the source is not in the translation as it stands",
            """\
A URL, an e-mail address, a domain, a handle (@name) or a hashtag must be the same, letter by letter: it is not read
but used.

Known problems: a hashtag that readers of the other language know by another name.""",
        ),
        "link-extra": Rule(
            Severity.WARNING,
            "The translation has an address that the source has not",
            "A URL, an e-mail address or a handle stands in the translation only. Machine translation makes some up.",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield a finding for each address that only one side has."""
        before, after = addresses(translation.source), addresses(translation.target)
        missing = [text for text in before if text not in translation.target]
        extra = [(text, span) for text, span in after.items() if text not in translation.source]
        for text in missing:
            suggestion = None
            if len(missing) == len(extra) == 1:
                start, end = extra[0][1]
                suggestion = translation.target[:start] + text + translation.target[end:]
            message = f"not in the translation: {text}"
            span = extra[0][1] if suggestion else None
            yield translation.finding(
                "link-differs", self.codes["link-differs"], message, suggestion=suggestion, span=span
            )
        for text, span in extra if not missing else ():
            yield translation.finding("link-extra", self.codes["link-extra"], f"not in the source: {text}", span=span)


class AbbreviationCheck:
    """Abbreviations of states and bodies that everybody knows."""

    codes: Mapping[str, Rule] = {
        "abbreviation-lost": Rule(
            Severity.WARNING,
            "A well-known abbreviation of the source has no counterpart in the translation",
            """\
The source has an abbreviation such as U.S., EU or NATO, and the translation has neither its usual counterpart (ЗША /
США / США) nor the full name. A counterpart in a sibling language (США in Belarusian) is reported too.

Known problems: a pronoun or a description in its place.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield a finding for each abbreviation; nothing for a locale without a table."""
        if not translation.source_locale.startswith("en"):
            return
        for short, usual in lost_abbreviations(translation.source, translation.target, translation.locale):
            message = f"nothing in the translation stands for {short}; usual is {usual}"
            yield translation.finding("abbreviation-lost", self.codes["abbreviation-lost"], message)
