"""Findings in the forms that other programs read."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from tests.unit.checks.translations import translation

from l10n.checks.report import as_github, as_json, as_text, junit, sarif
from l10n.model import Rule, Severity, Span

RULES = {
    "dash": Rule(Severity.WARNING, "A hyphen", "Write a dash.", fixable=True),
    "quotes-unbalanced": Rule(Severity.ERROR, "A mark", "Find its partner."),
}
ITEM = translation('Minsk is a "city".', 'Мінск - "горад".', path="locales/be/a b.po", line=3)
DASH = ITEM.finding("dash", RULES["dash"], "50 %: a, b\nc", suggestion='Мінск — "горад".', span=Span(6, 7))
MARK = ITEM.finding("quotes-unbalanced", RULES["quotes-unbalanced"], "no partner \x07 \ud800")
LINES = ["", "#, fuzzy", 'msgid "Minsk is a \\"city\\"."', 'msgstr "Мінск - \\"горад\\"."', "", 'msgstr "x"']


def test_text_is_a_line_and_a_suggestion() -> None:
    """FILE:LINE: severity: code: message, then the suggestion, indented."""
    assert as_text(MARK).startswith("locales/be/a b.po:3: error: quotes-unbalanced: no partner")
    assert as_text(DASH).splitlines()[-1] == '    → Мінск — "горад".'


def test_json_has_the_stable_keys() -> None:
    """The keys of the contract, and the span."""
    keys = {"code", "severity", "message", "path", "line", "locale", "source", "target", "suggestion"}
    found = json.loads(json.dumps(as_json(DASH)))
    assert keys <= found.keys()
    assert (found["severity"], found["line"], found["span"]) == ("warning", 3, [6, 7])


def test_github_escapes_what_would_end_a_command() -> None:
    """Percent signs, line ends, and in properties colons and commas."""
    assert as_github(DASH) == "::warning file=locales/be/a b.po,line=3,title=dash::50 %25: a, b%0Ac"


def test_sarif_has_rules_places_and_fixes() -> None:
    """Every result points at its rule and line; a suggestion replaces the line of the translation."""
    (run,) = json.loads(sarif([DASH, MARK], RULES, "1.0", lambda path: LINES))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["dash", "quotes-unbalanced"]
    dash, mark = run["results"]
    assert (dash["ruleId"], dash["ruleIndex"], dash["level"]) == ("dash", 0, "warning")
    place = dash["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("locales/be/a%20b.po", 3)
    (replacement,) = dash["fixes"][0]["artifactChanges"][0]["replacements"]
    region = {"startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": len(LINES[3]) + 1}
    assert replacement["deletedRegion"] == region
    assert replacement["insertedContent"]["text"] == 'msgstr "Мінск — \\"горад\\"."'
    assert (mark["level"], "fixes" in mark) == ("error", False)


def test_sarif_has_no_fix_for_a_wrapped_translation() -> None:
    """Where the translation does not stand on one line of its entry, nothing is offered to replace."""
    wrapped = [*LINES[:3], 'msgstr ""', '"Мінск - \\"горад\\"."', "", LINES[3]]
    (run,) = json.loads(sarif([DASH], RULES, "1.0", lambda path: wrapped))["runs"]
    assert "fixes" not in run["results"][0]


def test_junit_counts_cases_and_failures() -> None:
    """A suite for a catalog, a case for a sentence; below the limit a finding is told and fails nothing."""
    other = translation("x", "y", path="b.po")
    root = ElementTree.fromstring(junit([ITEM, other], [DASH, MARK], Severity.WARNING))
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [("locales/be/a b.po", "1"), ("b.po", "0")]
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("type") == "dash"
    assert "quotes-unbalanced" in (failure.text or "")
    mild = ElementTree.fromstring(junit([ITEM], [DASH], Severity.ERROR))
    assert mild.get("failures") == "0"
    assert "dash" in (mild.findtext("testsuite/testcase/system-out") or "")
