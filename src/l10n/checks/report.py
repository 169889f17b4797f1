"""Findings for other programs: JSON, SARIF 2.1.0, JUnit XML, annotations of GitHub; and for people, a line each.

Nothing is read or printed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from l10n.model import Finding, Rule, Severity, Translation

KEYS = ("code", "severity", "message", "path", "line", "locale", "source", "target", "suggestion")
"""Keys of a finding in JSON; stable."""

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(finding: Finding) -> str:
    """Write ``FILE:LINE: severity: code: message``, and the suggestion on a line of its own where there is one."""
    line = f"{finding.path}:{finding.line}: {finding.severity}: {finding.code}: {finding.message}"
    return line if finding.suggestion is None else f"{line}\n    → {finding.suggestion}"


def as_json(finding: Finding) -> dict[str, Any]:
    """Give a finding as a JSON object; ``span`` is [start, end) in code points of the target, or null."""
    return {key: getattr(finding, key) for key in KEYS} | {"span": finding.span}


def as_github(finding: Finding) -> str:
    """Write a workflow command that GitHub shows beside the line.

    Source:
        Escapes as in actions/toolkit, ``packages/core/src/command.ts``.
    """
    place = f"file={_property(finding.path)},line={finding.line},title={_property(finding.code)}"
    return f"::{finding.severity} {place}::{_data(finding.message)}"


def sarif(
    findings: Iterable[Finding], rules: Mapping[str, Rule], version: str, lines: Callable[[str], Sequence[str]]
) -> str:
    """Write a SARIF 2.1.0 log with one run.

    Args:
        findings: with paths relative to the project folder.
        rules: every code that may occur.
        version: of l10n.
        lines: gives the lines of a .po file; a suggestion becomes a fix where the translation stands on one line.
    """
    order = {code: number for number, code in enumerate(rules)}
    results = [_result(finding, order, lines) for finding in findings]
    driver = {
        "name": "l10n",
        "version": version,
        "rules": [_descriptor(code, rule) for code, rule in rules.items()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def junit(translations: Sequence[Translation], findings: Sequence[Finding], limit: Severity) -> str:
    """Write JUnit XML: a suite for each catalog, a case for each translation.

    Args:
        translations: what was checked, catalog by catalog.
        findings: about them.
        limit: findings less severe than this are told, but are no failures.
    """
    by_place: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        by_place.setdefault((finding.path, finding.line), []).append(finding)
    bad = {Severity.ERROR, limit}
    root = ElementTree.Element("testsuites", name="l10n check")
    for path, items in groupby(translations, lambda item: item.path):
        suite = ElementTree.SubElement(root, "testsuite", name=path)
        for item in items:
            _case(suite, item, by_place.pop((path, item.entry.line or 1), []), bad)
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
        suite.set("errors", "0")
    for key in ("tests", "failures"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _descriptor(code: str, rule: Rule) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": str(rule.severity), "enabled": not rule.optional},
    }


def _result(finding: Finding, order: Mapping[str, int], lines: Callable[[str], Sequence[str]]) -> dict[str, Any]:
    artifact = {"uri": quote(finding.path)}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": order[finding.code],
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": finding.line}}}],
    }
    place = None if finding.suggestion is None else _target_line(finding, lines(finding.path))
    if place is not None:
        number, length = place
        region = {"startLine": number, "startColumn": 1, "endLine": number, "endColumn": length + 1}
        replacement = {"deletedRegion": region, "insertedContent": {"text": _msgstr(finding.suggestion or "")}}
        result["fixes"] = [
            {
                "description": {"text": f"Write: {finding.suggestion}"},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
            }
        ]
    return result


def _target_line(finding: Finding, lines: Sequence[str]) -> tuple[int, int] | None:
    """Find the line of a .po file that has the whole translation: (1-based line, its length)."""
    wanted = _msgstr(finding.target)
    for number, line in enumerate(lines[finding.line - 1 :], finding.line):
        if line == wanted:
            return number, len(line)
        if not line.strip():
            return None
    return None


def _msgstr(target: str) -> str:
    escaped = target.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'msgstr "{escaped}"'


def _case(suite: ElementTree.Element, item: Translation, findings: Sequence[Finding], bad: set[Severity]) -> None:
    name = f"{item.entry.line or 1}: {_printable(item.source)}"
    case = ElementTree.SubElement(suite, "testcase", name=name, classname=item.path, file=item.path)
    failures = [finding for finding in findings if finding.severity in bad]
    if failures:
        first = failures[0]
        failure = ElementTree.SubElement(case, "failure", type=first.code, message=_printable(first.message))
        failure.text = _printable("\n".join(as_text(finding) for finding in failures))
    rest = [finding for finding in findings if finding.severity not in bad]
    if rest:
        told = ElementTree.SubElement(case, "system-out")
        told.text = _printable("\n".join(as_text(finding) for finding in rest))


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
