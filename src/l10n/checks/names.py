"""Names: the glossary's renderings, in the case their place asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n.glossary.check import check_names
from l10n.model import Finding, Rule, Severity, Translation


class NamesCheck:
    """The names of the glossary in a translation."""

    codes: Mapping[str, Rule] = {
        "name-wrong": Rule(
            Severity.ERROR,
            "A name is not written as the glossary has it, or not in the case its place asks for",
            """\
The mention of a glossary name was found in the translation in another spelling (transliterated anew, or as a sibling
language writes it), or in a case that its place rules out. The suggestion has the glossary's form in the right case.

Example: «сустрэўся з Колесниковой» should be «сустрэўся з Калеснікавай».

Known problems: a person of the same surname who is not in the glossary is taken for the one who is.""",
        ),
        "name-unclear": Rule(
            Severity.WARNING,
            "A name is probably in a wrong form, but which one is right cannot be told from the sentence",
            """\
The mention of a glossary name was found, but its form is doubtful: the sentence admits several cases, or several
people have the name. The message lists what is expected; a person decides.""",
        ),
        "name-missing": Rule(
            Severity.WARNING,
            "A name of the source was not found in the translation",
            """\
The source mentions a name of the glossary, and nothing in the translation looks like it.

Known problems: a pronoun or a description in its place («президент» for a surname) is good style and still reported.
Write «# l10n: ignore=name-missing» above the entry.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield a finding for each name that is not as the glossary has it."""
        yield from check_names(translation.entry, translation.hits, translation.locale, translation.path)
