"""The page's own words are all translated."""

from __future__ import annotations

import json
import re

import pytest

from l10n.checking import OWN_CODES
from l10n.plugins import load_checks
from l10n.review.page import scripts
from l10n.review.strings import languages, strings

CALL = re.compile(r'\bt\(\s*("(?:[^"\\]|\\.)*")')
PLACE = re.compile(r"\{\w+\}")


def used() -> set[str]:
    """Every string that a script asks for."""
    texts = [path.read_text(encoding="utf-8") for path in scripts() if "vendor" not in path.parts]
    return {json.loads(found) for text in texts for found in CALL.findall(text)}


def titles() -> set[str]:
    """What the checks call their findings."""
    tables = [OWN_CODES, *(check.codes for check in load_checks().values())]
    return {rule.title for table in tables for rule in table.values()}


def test_every_string_is_a_literal() -> None:
    """No script asks for a string that this test cannot see."""
    for path in scripts():
        if "vendor" not in path.parts:
            assert re.findall(r"\bt\(\s*[^\"\s]", path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_the_catalogs_have_what_the_page_says(language: str) -> None:
    """No string of the page or title of a finding is missing, none is left over, and values keep their places."""
    translated = strings(language)
    assert set(translated) == used() | titles()
    for source, target in translated.items():
        assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(target)), source
