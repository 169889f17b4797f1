"""Words and punctuation marks of a text, for contexts."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"(?P<possessive>(?<=\w)['’]s(?!\w)|(?<=[A-Za-z]\.)['’]s(?!\w))"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*(?![^\W_]|-[^\W\d_])"
    r"|[^\W_]+(?:(?!['’]s(?!\w))['’ʼ‑-][^\W_]+)*"
    r"|\S"
)


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Split a text into words, numbers and single punctuation marks.

    Inner apostrophes and hyphens belong to the word, dotted abbreviations stay whole.

    Args:
        text: any text, English or of a target locale.
    Returns:
        (token, start, end) in order of the text, code points, half-open. The token is the text between the two, but
        an English possessive always reads ``'s``.

    >>> [token for token, _, _ in tokenize("The U.S. re-elected Trump’s ally, 38.5%")]
    ['The', 'U.S.', 're-elected', 'Trump', "'s", 'ally', ',', '38.5', '%']
    >>> tokenize("сям’я «Х»")
    [('сям’я', 0, 5), ('«', 6, 7), ('Х', 7, 8), ('»', 8, 9)]
    """
    return [("'s" if match["possessive"] else match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
