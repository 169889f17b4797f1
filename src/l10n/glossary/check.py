"""The check of names: findings for translations whose names are not the glossary's, by machine or by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.glossary.enforcement import Decision, enforce
from l10n.model import Entry, Finding, Hit, LocaleCode, Severity

CODES = {
    "name-wrong": (
        Severity.ERROR,
        "A name is not written as the glossary has it, or not in the case its place asks for.",
    ),
    "name-unclear": (
        Severity.WARNING,
        "A name is probably in a wrong form, but which one is right cannot be told from the sentence.",
    ),
    "name-missing": (
        Severity.WARNING,
        "A name of the source was not found in the translation.",
    ),
}
"""Code → (severity, what it means)."""


def check_names(entry: Entry, hits: Sequence[Hit], locale: LocaleCode, path: str) -> Iterator[Finding]:
    """Check the names of one translation.

    Args:
        entry: with a target.
        hits: the mentions in ``entry.key.source``, spans into it.
        locale: of the translation.
        path: of the .po file, for the findings.
    """
    fixed, decisions = enforce(entry.key.source, entry.target, hits, locale)
    for decision in decisions:
        if decision.decision != "kept":
            yield _finding(entry, decision, locale, path, fixed)


def describe_decision(decision: Decision) -> str:
    """Say what is wrong with a mention, and what would be right.

    >>> describe_decision(Decision("Maria Kalesnikava", "Kalesnikava", "reported", None, None, None, ("Калеснікава",)))
    'Kalesnikava: not found in the translation; expected a form of Калеснікава'
    """
    if decision.found is None:
        return f"{decision.alias}: not found in the translation; expected a form of {' or '.join(decision.candidates)}"
    if decision.decision == "replaced":
        case = f" ({decision.case})" if decision.case else ""
        return f"{decision.alias}: {decision.found} should be {decision.written}{case}"
    return f"{decision.alias}: {decision.found} is doubtful; expected {' or '.join(decision.candidates)}"


def _finding(entry: Entry, decision: Decision, locale: LocaleCode, path: str, fixed: str) -> Finding:
    if decision.decision == "replaced":
        code = "name-wrong"
    else:
        code = "name-missing" if decision.found is None else "name-unclear"
    suggestion = fixed if code == "name-wrong" else None
    severity = CODES[code][0]
    line = entry.line or 1
    message = describe_decision(decision)
    return Finding(code, severity, message, path, line, locale, entry.key.source, entry.target, suggestion, None)
