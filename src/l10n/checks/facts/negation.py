"""Negation: what the source denies the translation denies, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n.facts.lexicon import LANGUAGES, language_of
from l10n.facts.negations import denials, hidden_negations, negations
from l10n.model import Finding, Rule, Severity, Translation


class NegationCheck:
    """The negations of a sentence and of its translation."""

    codes: Mapping[str, Rule] = {
        "negation-lost": Rule(
            Severity.WARNING,
            "The source denies something more often than the translation",
            """\
The source has not, no, never, nobody, without and the like more often than the translation has «не», «няма», «без» and
the like. A dropped negation turns a sentence into its opposite.

Example: “He did not confirm it” and «Ён гэта пацвердзіў».

A second negative word of a Slavic sentence («ніхто не») and idioms that deny nothing (not only) are not counted.

Known problems: a translation by an opposite («маўчыць» for does not speak) is good style and still
reported. Write «# l10n: ignore=negation-lost» above the entry.""",
        ),
        "negation-added": Rule(
            Severity.WARNING,
            "The translation denies something that the source does not",
            """\
The translation has a negation, and the source has neither one nor a word that could be rendered by one (unlawful,
refuse, hardly, only, until). A source that denies something itself is not looked at: one “not” for several things
becomes several in a Slavic sentence.

Known problems: a translation by an opposite («не спазняйцеся» for be on time) is good style and still reported.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield at most one finding; nothing for a locale whose negations are not known."""
        if not {language_of(translation.locale), language_of(translation.source_locale)} <= set(LANGUAGES):
            return
        before = negations(translation.source, translation.source_locale)
        after = negations(translation.target, translation.locale)
        if before > 1 and after:
            after = max(after, denials(translation.target, translation.locale))
        if before > after:
            message = f"negations in the source: {before}, in the translation: {after}"
            yield translation.finding("negation-lost", self.codes["negation-lost"], message)
        elif after and not before:
            denied = negations(translation.target, translation.locale, prepositions=False)
            if denied > hidden_negations(translation.source, translation.source_locale):
                message = f"negations in the translation: {denied}, in the source: none"
                yield translation.finding("negation-added", self.codes["negation-added"], message)
