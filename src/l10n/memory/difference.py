"""How two versions of a sentence differ, for a person to read."""

from __future__ import annotations

from difflib import SequenceMatcher


def describe_difference(old: str, new: str) -> str:
    """Write both versions as one line: what went in ``[-…-]``, what came in ``{+…+}``, as wdiff does.

    Differences are whole words with the punctuation at them.

    >>> describe_difference("She was released on Monday.", "She was released early.")
    'She was released [-on Monday.-] {+early.+}'
    >>> describe_difference("The court ruled.", "The court has ruled.")
    'The court {+has+} ruled.'
    """
    before, after = old.split(), new.split()
    parts: list[str] = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(before[start:end]))
            continue
        if end > start:
            parts.append(f"[-{' '.join(before[start:end])}-]")
        if last > first:
            parts.append(f"{{+{' '.join(after[first:last])}+}}")
    return " ".join(parts)
