from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.review.client import Page


@pytest.fixture
def page(project: Path, no_engines: None) -> Page:
    """The page of a project with drafts in Belarusian, on a machine without engines."""
    found = Page(project)
    found.fill()
    return found
