"""docs/checks.md says what the checks are."""

from __future__ import annotations

import re

from tests.conftest import ROOT

from l10n.checking import Checker
from l10n.config import CheckSettings
from l10n.plugins import load_checks


def test_the_table_of_codes_is_complete() -> None:
    """Code, severity, whether --fix corrects it and title of every rule, in the order of ``--list``."""
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    table = text.partition("<!-- codes -->")[2].partition("<!-- end of codes -->")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (yes)? ?\| (.*) \|$", table, re.MULTILINE)
    expected = [
        (code, str(rule.severity), "yes" if rule.fixable else "", rule.title + (" (off)" if rule.optional else ""))
        for code, rule in Checker(load_checks(), CheckSettings()).rules.items()
    ]
    assert rows == expected
