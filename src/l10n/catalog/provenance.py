"""The ``# l10n:`` line of an entry: which engine made the draft, and a hash that shows a later edit by hand.

It is a translator comment because that is the only carrier that msgmerge, msgcat, Poedit and Weblate all keep.
"""

from __future__ import annotations

import hashlib
import re

from l10n.model import Entry, Provenance

_PREFIX = "l10n:"
_LINE = re.compile(r"l10n:\s+engine=(\S+)(?:\s+score=(-?\d+(?:\.\d+)?))?\s+text=([0-9a-f]+)\s*")


def text_hash(text: str) -> str:
    """Short hash of a draft.

    >>> text_hash("Так.")
    'eb6bd5'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:6]


def make_provenance(engine: str, text: str, score: float | None = None) -> Provenance:
    """Describe a draft that was just made."""
    return Provenance(engine, None if score is None else round(score, 2), text_hash(text))


def format_provenance(provenance: Provenance) -> str:
    """Write the line, without the ``# ``.

    >>> format_provenance(Provenance("embedded:en_be@0", -0.41, "9f3c1a"))
    'l10n: engine=embedded:en_be@0 score=-0.41 text=9f3c1a'
    """
    score = "" if provenance.score is None else f" score={provenance.score:.2f}"
    return f"{_PREFIX} engine={provenance.engine}{score} text={provenance.text}"


def split_comment(comment: str) -> tuple[Provenance | None, str]:
    """Take our line out of a translator comment.

    Returns:
        The provenance, or None, and the other lines, a person's, in their order.

    >>> split_comment("Ask Hanna.\\nl10n: engine=argos:en_ru@1.9 text=9f3c1a")
    (Provenance(engine='argos:en_ru@1.9', score=None, text='9f3c1a'), 'Ask Hanna.')
    """
    found: Provenance | None = None
    kept: list[str] = []
    for line in comment.split("\n"):
        match = _LINE.fullmatch(line.strip())
        if match and found is None:
            found = Provenance(match[1], float(match[2]) if match[2] else None, match[3])
        else:
            kept.append(line)
    return found, "\n".join(kept)


def is_untouched(entry: Entry) -> bool:
    """Whether a draft is just as the engine gave it, so that nothing of a person's would be lost with it."""
    return entry.fuzzy and entry.provenance is not None and entry.provenance.text == text_hash(entry.target)
