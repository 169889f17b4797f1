"""Translation memory: what a person approved is offered again, for the same sentence and for a similar one."""

from __future__ import annotations

from l10n.memory.entries import CatalogFile, Match
from l10n.memory.recall import Memory, open_memory

__all__ = ["CatalogFile", "Match", "Memory", "open_memory"]
