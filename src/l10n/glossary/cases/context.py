"""What is known about a mention of a name."""

from __future__ import annotations

from dataclasses import dataclass

BEFORE, AFTER = 6, 4
"""Target tokens looked at on each side."""

SOURCE_BEFORE, SOURCE_AFTER = 5, 4
"""English tokens looked at on each side."""


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one mention.

    Attributes:
        locale: target locale.
        before: up to 6 target tokens before the mention, the nearest last; words and punctuation are tokens.
        after: up to 4 target tokens after it, the nearest first.
        source_before: up to 5 English tokens before the English mention, the nearest last.
        source_after: up to 4 English tokens after it, the nearest first; a possessive is the token ``'s``.
        kind: ``person``, ``given``, ``place``, ``org``, ``media`` or ``term``.
        conjunct: possible cases of a coordinated name just before the mention, empty if there is none or unknown.

    Longer contexts are allowed, what is too far away is not looked at.
    """

    locale: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    source_before: tuple[str, ...]
    source_after: tuple[str, ...]
    kind: str = "person"
    conjunct: tuple[str, ...] = ()
