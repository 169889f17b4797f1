"""The ``# l10n:`` lines of an entry: the engine of the draft with a hash that shows a later edit by hand, what a person
had made of the sentence before it changed, and what another person made of the same sentence.

They are translator comments because those are the only carrier that msgmerge, msgcat, Poedit and Weblate all keep.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from l10n.model import Entry, Former, Provenance

_PREFIX = "l10n:"
_LINE = re.compile(r"l10n:\s+engine=(\S+)(?:\s+score=(-?\d+(?:\.\d+)?))?\s+text=([0-9a-f]+)\s*")
_TEXT = r'("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u00[0-9a-f]{2}))*")'
_FORMER = re.compile(rf"l10n: formerly {_TEXT} → {_TEXT}")
_RIVAL = re.compile(rf"l10n: otherwise {_TEXT}")


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


@dataclass(frozen=True, slots=True)
class Comment:
    """A translator comment taken apart: our own lines, and ``text``, the other lines, a person's, in their order."""

    text: str
    provenance: Provenance | None = None
    former: tuple[Former, ...] = ()
    rivals: tuple[str, ...] = ()


def parse_comment(comment: str) -> Comment:
    """Take our lines out of a translator comment. A line that is not quite ours is a person's.

    >>> found = parse_comment("Ask Hanna.\\nl10n: engine=argos:en_ru@1.9 text=9f3c1a")
    >>> found.text, found.provenance
    ('Ask Hanna.', Provenance(engine='argos:en_ru@1.9', score=None, text='9f3c1a'))
    """
    provenance: Provenance | None = None
    former: list[Former] = []
    rivals: list[str] = []
    kept: list[str] = []
    for line in comment.split("\n"):
        if provenance is None and (found := _LINE.fullmatch(line.strip())):
            provenance = Provenance(found[1], float(found[2]) if found[2] else None, found[3])
        elif found := _FORMER.fullmatch(line.strip()):
            former.append(Former(json.loads(found[1]), json.loads(found[2])))
        elif found := _RIVAL.fullmatch(line.strip()):
            rivals.append(json.loads(found[1]))
        else:
            kept.append(line)
    return Comment("\n".join(kept), provenance, tuple(former), tuple(rivals))


def format_comment(entry: Entry) -> str:
    """Write the translator comment of an entry: a person's lines, then ours.

    >>> from l10n.model import SegmentKey
    >>> print(format_comment(Entry(SegmentKey("", "12 years."), former=(Former("11 years.", "11 гадоў."),))))
    l10n: formerly "11 years." → "11 гадоў."
    """
    lines = [entry.comment] if entry.comment else []
    lines += [f"{_PREFIX} formerly {_quoted(source)} → {_quoted(target)}" for source, target in entry.former]
    lines += [f"{_PREFIX} otherwise {_quoted(target)}" for target in entry.rivals]
    if entry.provenance:
        lines.append(format_provenance(entry.provenance))
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def is_redrafted(entry: Entry) -> bool:
    """Whether a change of the source, shown by ``#|``, was answered by a new draft; ``former`` has the old text."""
    return entry.previous is not None and any(item.source == entry.previous.source for item in entry.former)


def is_untouched(entry: Entry) -> bool:
    """Whether a draft is just as the engine gave it, so that nothing of a person's would be lost with it.

    A text that was carried over from another wording is none, even where its hash still fits.
    """
    if not entry.fuzzy or entry.provenance is None or entry.provenance.text != text_hash(entry.target):
        return False
    return entry.previous is None or is_redrafted(entry)
