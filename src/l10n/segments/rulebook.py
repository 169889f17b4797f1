"""The SRX rules and the engine that applies them. Only this module imports choppa, and only when rules are needed.

Ours come first, LanguageTool's after them. In SRX the first rule that speaks about a place decides, so ``news.srx``
can forbid a break that LanguageTool would make, and make one that it would forbid.

Source: LanguageTool's ``segment.srx`` (LGPL-2.1), as shipped with choppa-srx; https://github.com/lang-uk/choppa
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "rules" / "news.srx"

# Longest stretch that ``*`` and ``+`` may cover before a break in an exception rule. choppa's default of 100 makes
# LanguageTool's rules on brackets quartic: 4,000 characters of ". . . ." took 265 s, and take under a second with 24.
# Our rules state their lengths, as in ``{0,200}``, and are not touched by this.
LOOKBEHIND = 24


@cache
def _document() -> Any:
    """Our rules and LanguageTool's in one SRX document, in this order."""
    from choppa import DEFAULT_SRX_RULESET, SrxDocument

    document = SrxDocument(ruleset=RULES)
    for entry in SrxDocument(ruleset=DEFAULT_SRX_RULESET).language_map_list:
        document.add_language_map(entry.language_pattern.pattern, entry.language_rule)
    return document


def language_key(locale: str) -> str:
    """Name of a locale in the language maps: the bare language, and LanguageTool's mark for "a blank line ends it".

    >>> language_key("be"), language_key("en-GB"), language_key("uk_UA")
    ('be_two', 'en_two', 'uk_two')
    """
    return locale.replace("_", "-").partition("-")[0].lower() + "_two"


def cut(text: str, locale: str) -> Iterator[str]:
    """Cut a text where the rules say so; the pieces, whitespace included, make up the text again.

    >>> list(cut("He left. She stayed.", "en"))
    ['He left. ', 'She stayed.']
    """
    from choppa import SrxTextIterator

    key = language_key(locale)
    yield from SrxTextIterator(_document(), key, text, max_lookbehind_construct_length=LOOKBEHIND)
