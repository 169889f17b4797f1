"""Addresses and signs that stay as they are in every language: URLs, e-mail, handles, hashtags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from l10n.model import Span

_QUICK = re.compile(r"@|#|://|\.\w")
"""Without one of these a text has no address. Each begins with one character, which is quickly found."""
_ADDRESS = re.compile(
    r"(?P<url>(?:https?|ftp)://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]'’]|\bwww\.[\w-]+\.[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]'’])"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<handle>(?<![\w/@.])@[A-Za-z]\w{1,})"
    r"|(?P<tag>(?<![\w/&#])#[^\W\d_]\w+)"
    r"|(?P<domain>(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|info|by|ru|ua|eu|pl|lt|io|tv|news|media|gov|edu)(?:/[^\s<>\"«»]*[\w/])?(?![\w.-]*\w))",
)


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def addresses(text: str) -> Mapping[str, Span]:
    """Find the addresses of a sentence with their places; domains in lower case only.

    >>> list(addresses("See https://example.org/a, write to a@b.org or @ann #news on example.by."))
    ['https://example.org/a', 'a@b.org', '@ann', '#news', 'example.by']
    """
    if not _QUICK.search(text):
        return {}
    return {match[0]: Span(*match.span()) for match in _ADDRESS.finditer(text)}
