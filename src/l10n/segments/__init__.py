"""Sentences of a block: ``split`` gives their spans.

The knowledge is in SRX rules, not in Python: ``rules/news.srx`` holds ours, choppa brings LanguageTool's.
Importing this package is cheap; the rules are read with the first call, and each is compiled when it is first asked.
"""

from __future__ import annotations

from l10n.segments.splitter import split

__all__ = ["split"]
