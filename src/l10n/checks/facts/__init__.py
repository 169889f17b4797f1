"""Facts: what a translation says must be what the article says."""

from __future__ import annotations

from l10n.checks.facts.addresses import AbbreviationCheck, LinksCheck
from l10n.checks.facts.dates import DatesCheck
from l10n.checks.facts.negation import NegationCheck
from l10n.checks.facts.numbers import NumbersCheck
from l10n.checks.facts.speech import AttributionCheck, QuotationCheck

__all__ = [
    "AbbreviationCheck",
    "AttributionCheck",
    "DatesCheck",
    "LinksCheck",
    "NegationCheck",
    "NumbersCheck",
    "QuotationCheck",
]
