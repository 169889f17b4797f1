from __future__ import annotations

import pytest

from l10n.memory.difference import describe_difference


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("She was released on Monday", "She was released early", "She was released [-on Monday-] {+early+}"),
        ("Yes.", "Yes.", "Yes."),
        ("", "Yes.", "{+Yes.+}"),
        ("A b c", "a b C", "[-A-] {+a+} b [-c-] {+C+}"),
    ],
)
def test_difference(old: str, new: str, line: str) -> None:
    """What went stands in [-…-], what came in {+…+}."""
    assert describe_difference(old, new) == line
