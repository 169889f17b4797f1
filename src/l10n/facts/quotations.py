"""What stands in quotation marks, whatever marks a language uses."""

from __future__ import annotations

import re
from functools import lru_cache

from l10n.model import Span

_PLAIN = str.maketrans({"‟": '"', "″": '"', "‹": "«", "›": "»", "〝": '"', "〞": '"', "＂": '"'})
_DOUBLED = re.compile(r"''|``|‘‘|’’|,,|<<|>>")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ‘`](?=\w)|(?<=\w)['’](?=\s)(?<=s['’])")
_SINGLE = re.compile(r"(?<!\w)['‘’‚](?=[\w\"“«(\[…-])([^'‘’‚]{2,}?)(?<=[\w.,!?…)\"”»\]])['’‘](?!\w)")
_MARK = re.compile(r"[\"“”„«»'‘’‚`‹›‟″〝〞＂]")
_OPEN, _CLOSE = "“«„", "”»"


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def quotations(text: str) -> tuple[Span, ...]:
    """Find quotations, outermost only, with their marks; one that is opened or closed elsewhere counts up to there.

    >>> [text for text in ("«Так», — сказаў ён.", "It's the boys' “house”.") for _ in quotations(text)]
    ['«Так», — сказаў ён.', "It's the boys' “house”."]
    """
    if not _MARK.search(text):
        return ()
    plain = _DOUBLED.sub('""', text.translate(_PLAIN))
    found: list[Span] = []
    start, depth = -1, 0
    straight = False
    for at, letter in enumerate(plain):
        if letter == '"':
            if at and plain[at - 1] == '"':
                continue
            opens = not straight
            straight = opens
        elif letter in _OPEN:
            opens = not (letter == "“" and depth and plain[at - 1 : at].strip() != "")
        elif letter in _CLOSE:
            opens = False
        else:
            continue
        if opens:
            start = at if depth == 0 else start
            depth += 1
        elif depth <= 1:
            found.append(Span(start if depth else 0, at + 1))
            depth = 0
        else:
            depth -= 1
    if depth:
        found.append(Span(start, len(text)))
    return tuple(found) or _single(text)


def _single(text: str) -> tuple[Span, ...]:
    """Quotations in single marks, which are apostrophes too."""
    if not any(letter in text for letter in "'‘’‚"):
        return ()
    masked = _APOSTROPHE.sub("x", text)
    return tuple(Span(*match.span()) for match in _SINGLE.finditer(masked))
