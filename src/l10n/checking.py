"""Running the checks over jobs: which codes count, what a person chose to ignore, and fixes that are safe.

It prints nothing. A check that fails stops no other.
"""

from __future__ import annotations

import difflib
import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from l10n.catalog.po import load_catalog, save_catalog
from l10n.catalog.provenance import is_untouched, text_hash
from l10n.config import CheckSettings, Config
from l10n.dictionaries import keep_answers_in, look_first_in
from l10n.errors import ConfigError
from l10n.jobs import Job, hits_of
from l10n.locking import STATE_FOLDER
from l10n.model import Entry, Finding, Kind, Rule, SegmentKey, Severity, Translation
from l10n.pipeline import Pipeline
from l10n.plugins import load_checks
from l10n.protocols import Check, Noticing, ProjectCheck

FAILED = "check-failed"
OWN_CODES: Mapping[str, Rule] = {
    FAILED: Rule(
        Severity.WARNING,
        "A check stopped with an error of its own, so that something was not checked",
        """\
A check raised an exception. It is reported once for a check, at the first sentence it failed on; other checks and other
sentences are not affected. Please report it to whoever wrote the check.""",
    )
}
"""Codes that belong to no check."""
ROUNDS = 20
"""How often a translation is corrected and checked again at most."""

_Argument = TypeVar("_Argument")
_IGNORE = re.compile(r"\s*(?:#\s*)?l10n:\s*ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)\s*")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found."""

    findings: tuple[Finding, ...]
    """Catalog by catalog as given, by line; of one line in the order of the checks."""
    notices: tuple[str, ...] = ()
    """What could not be checked, a line each."""

    def fails(self, limit: Severity) -> bool:
        """Whether something was found that is at least as bad as a limit."""
        bad = {Severity.ERROR, limit}
        return any(finding.severity in bad for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Fix:
    """A translation that was corrected."""

    path: str
    line: int
    before: str
    after: str
    codes: tuple[str, ...]
    """What was corrected, in order, each once."""


class Checker:
    """Checks with the settings of a project.

    Args:
        checks: by name.
        settings: which codes count, and how much.
        path: the file of the settings, for messages.
    Raises:
        ConfigError: the settings name a code that no check has; guesses the one that was meant.
    """

    def __init__(
        self, checks: Mapping[str, Check | ProjectCheck], settings: CheckSettings, path: Path | None = None
    ) -> None:
        rules = dict(OWN_CODES)
        for check in checks.values():
            rules.update(check.codes)
        self.rules: Mapping[str, Rule] = {
            code: replace(rule, severity=settings.severity.get(code, rule.severity)) for code, rule in rules.items()
        }
        """Every code with the severity it has in this project, in the order of the checks."""
        for code in sorted(settings.codes()):
            self.rule(code, path)
        wanted = {code for code, rule in rules.items() if not rule.optional or code in settings.enable}
        self.active = frozenset(wanted - settings.disable)
        """Codes that are reported."""
        tacit = {code for code, rule in rules.items() if rule.tacit} - settings.disable
        self._fixable = frozenset(code for code in self.active | tacit if self.rules[code].fixable)
        used = {name: check for name, check in checks.items() if (self.active | self._fixable) & check.codes.keys()}
        self._checks = {name: check for name, check in used.items() if isinstance(check, Check)}
        self._project_checks = {name: check for name, check in used.items() if isinstance(check, ProjectCheck)}
        self._correcting = {name: check for name, check in self._checks.items() if self._fixable & check.codes.keys()}
        self._failures: dict[str, list[tuple[Translation, str]]] = {}

    def rule(self, code: str, path: Path | None = None) -> Rule:
        """Give the meaning of a code.

        Raises:
            ConfigError: no check has it; guesses the one that was meant.
        """
        if code in self.rules:
            return self.rules[code]
        close = difflib.get_close_matches(code, self.rules, n=1)
        hint = f"did you mean {close[0]}?" if close else "l10n check --list shows all codes"
        raise ConfigError(f"no check has the code {code}", path=path, hint=hint)

    def run(self, translations: Sequence[Translation], advance: Callable[[int], None] = lambda done: None) -> Report:
        """Check translations.

        Args:
            translations: of the chosen articles and locales, catalog by catalog.
            advance: called with 1 after each translation.
        """
        self._failures = {}
        found: list[Finding] = []
        with _uncollected():
            for translation in translations:
                found += self.check(translation)
                advance(1)
            ignored = {_place(item): ignored_codes(item.entry) for item in translations}
            for name, check in self._project_checks.items() if translations else ():
                for finding in self._findings(name, check.check_all, translations, translations[0]):
                    found += self._kept(finding, ignored.get((finding.path, finding.line), frozenset()), self.active)
        for finding in self._failed():
            found += self._kept(finding, frozenset(), self.active)
        used = [*self._checks.values(), *self._project_checks.values()]
        notices = [line for item in used if isinstance(item, Noticing) for line in item.notices()]
        places = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in translations))}
        found.sort(key=lambda finding: (places.get(finding.path, len(places)), finding.line))
        return Report(tuple(found), tuple(dict.fromkeys(notices)))

    def check(self, translation: Translation, *, fixable: bool = False) -> list[Finding]:
        """Check one translation by itself, in the order of the checks.

        Args:
            translation: with a target.
            fixable: only look for what can be corrected safely.
        """
        ignored = ignored_codes(translation.entry)
        found: list[Finding] = []
        for name, check in (self._correcting if fixable else self._checks).items():
            for finding in self._findings(name, check.check, translation, translation):
                found += self._kept(finding, ignored, self._fixable if fixable else self.active)
        return found

    def correct(self, translation: Translation) -> tuple[str, tuple[str, ...]]:
        """Correct a translation as far as it is safe.

        Returns:
            The new target, and the codes that were corrected; the old target if correcting comes to no end.
        """
        codes: dict[str, None] = {}
        current = translation
        for _ in range(ROUNDS):
            fixes = [item for item in self.check(current, fixable=True) if (item.suggestion or "").strip()]
            fixes = [item for item in fixes if item.suggestion != current.target]
            if not fixes:
                return current.target, tuple(codes)
            codes[fixes[0].code] = None
            current = replace(current, entry=replace(current.entry, target=fixes[0].suggestion or ""))
        return translation.target, ()

    def _kept(self, finding: Finding, ignored: frozenset[str], wanted: frozenset[str]) -> Iterator[Finding]:
        """Give a finding with the project's severity, unless it is not wanted."""
        if finding.code in wanted and finding.code not in ignored:
            yield replace(finding, severity=self.rules[finding.code].severity)

    def _findings(
        self, name: str, run: Callable[[_Argument], Iterable[Finding]], argument: _Argument, place: Translation
    ) -> list[Finding]:
        """Run a check; an exception becomes a failure of it, at a place, and what it found before counts."""
        found: list[Finding] = []
        try:
            for finding in run(argument):
                if finding.code not in self.rules:
                    raise ValueError(f"the code {finding.code} is not among its codes")
                found.append(finding)
        except Exception as exc:  # whatever a check may raise
            self._failures.setdefault(name, []).append((place, " ".join(f"{type(exc).__name__}: {exc}".split())))
        return found

    def _failed(self) -> Iterator[Finding]:
        """Give one finding for each check that failed, at the first place."""
        for name, failures in self._failures.items():
            place, what = failures[0]
            more = "" if len(failures) == 1 else f" and on {len(failures) - 1} more"
            message = f"the check {name} failed on this sentence{more}: {what}"
            yield place.finding(FAILED, self.rules[FAILED], message)


def open_checker(pipeline: Pipeline) -> Checker:
    """Make the checker of a project, with the installed checks.

    Raises:
        ConfigError: the settings name an unknown code, or a plugin cannot be loaded.
    """
    config = pipeline.project.config
    return Checker(checks_for(config), config.checks, config.root / "pyproject.toml")


def checks_for(config: Config) -> dict[str, Check | ProjectCheck]:
    """Load the installed checks for a project: they look into its dictionaries first, and know what was asked before.

    Raises:
        ConfigError: a plugin cannot be loaded, or a folder of dictionaries is not there.
    """
    for folder in config.checks.dictionaries:
        if not folder.is_dir():
            message = f"[tool.l10n.checks] dictionaries: there is no folder {folder}"
            raise ConfigError(message, path=config.root / "pyproject.toml", hint="make it, or take it out of the list")
    look_first_in(config.checks.dictionaries)
    keep_answers_in(config.root / STATE_FOLDER)
    return load_checks()


def translations_of(pipeline: Pipeline, job: Job) -> list[Translation]:
    """Gather the translations of a job, drafts and reviewed ones alike, in the order of the catalog."""
    place = pipeline.project.shown(job.path)
    source_locale = pipeline.project.config.source_locale
    kinds: dict[str, Kind] = {}
    for segment in job.document.segments:
        kinds.setdefault(segment.key.source, segment.kind)
    return [
        Translation(
            entry,
            tuple(hits_of(job, entry)),
            kinds.get(entry.key.source, Kind.PARAGRAPH),
            place,
            job.locale,
            source_locale,
        )
        for entry in job.entries
        if not entry.obsolete and entry.target.strip()
    ]


def fix_job(pipeline: Pipeline, job: Job, checker: Checker) -> list[Fix]:
    """Correct what is safe in the catalog of a job, and write it if something changed.

    States, comments and the order of entries stay; a machine draft that nobody touched stays one.

    Raises:
        L10nError: the catalog cannot be written; it is left as it was.
    """
    fixes: list[Fix] = []
    targets: dict[SegmentKey, tuple[str, str]] = {}
    for translation in translations_of(pipeline, job):
        after, codes = checker.correct(translation)
        if after != translation.target:
            targets[translation.entry.key] = (translation.target, after)
            fixes.append(Fix(translation.path, translation.entry.line or 1, translation.target, after, codes))
    if targets:
        catalog = load_catalog(job.path, job.locale)
        entries = tuple(_corrected(entry, *targets.get(entry.key, ("", ""))) for entry in catalog.entries)
        save_catalog(replace(catalog, entries=entries), job.path)
    return fixes


def ignored_codes(entry: Entry) -> frozenset[str]:
    """Codes that a person told us to ignore in an entry.

    >>> entry = Entry(SegmentKey("", "Yes."), comment="As agreed.\\nl10n: ignore=ellipsis, name-missing")
    >>> sorted(ignored_codes(entry))
    ['ellipsis', 'name-missing']
    """
    if "ignore" not in entry.comment:
        return frozenset()
    found = (_IGNORE.fullmatch(line) for line in entry.comment.split("\n"))
    return frozenset(code for match in found if match for code in re.split(r"\s*,\s*", match[1]))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the search for cyclic garbage: the checks make none, and it takes time where much is remembered."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()  # and at once back: all that was made meanwhile counts as old, and is not searched right now
            gc.unfreeze()
            gc.enable()


def _corrected(entry: Entry, before: str, after: str) -> Entry:
    """Put a corrected target into an entry that still has the one it was made from."""
    if entry.obsolete or entry.target != before or before == after:
        return entry
    provenance = entry.provenance
    if provenance is not None and is_untouched(entry):
        provenance = replace(provenance, text=text_hash(after))
    return replace(entry, target=after, provenance=provenance)


def _place(translation: Translation) -> tuple[str, int]:
    return translation.path, translation.entry.line or 1
