"""Inline markup: where it stands in a text, and how a sentence goes through an engine without it.

A msgid keeps the markup of its sentence, in the syntax of its format (``SYNTAXES``). ``mask`` takes it out for an
engine, ``unmask`` puts it back into the draft. markdown-it and rapidfuzz are imported when they are first needed.
"""

from __future__ import annotations

from l10n.markup.masking import HTML, MARKDOWN, PLAIN, SYNTAXES, Masked, mask
from l10n.markup.unmasking import Unmasked, unmask

__all__ = ["HTML", "MARKDOWN", "PLAIN", "SYNTAXES", "Masked", "Unmasked", "mask", "unmask"]
