"""Facts of sentences: figures, dates, names, negation, quantity, and who said it."""

from __future__ import annotations

from l10n.facts.compare import changed_facts
from l10n.facts.lexicon import Fact

__all__ = ["Fact", "changed_facts"]
