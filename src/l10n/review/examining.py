"""Findings about the entries of a sheet. Each sentence is checked once, whatever happens around it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import replace

from l10n.checking import Checker, checks_for, translations_of
from l10n.config import CheckSettings
from l10n.errors import CatalogError
from l10n.model import Entry, Finding, LocaleCode, Rule, Translation
from l10n.pipeline import Pipeline
from l10n.protocols import Check, ProjectCheck
from l10n.review.desk import Desk, Sheet
from l10n.review.editing import identify
from l10n.review.requests import RequestError
from l10n.review.views import Json, finding_json

_CacheKey = tuple[LocaleCode, str, str, str, str]
MAX_KNOWN = 50_000
"""Sentences whose findings are remembered at most."""


class Examiner:
    """Checks translations with the settings of the project; for all threads of the server.

    Args:
        desk: whose sheets are examined.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.RLock()
        self._pipeline: Pipeline | None = None
        self._sentences = self._project = Checker({}, CheckSettings())
        self._known: dict[_CacheKey, tuple[Finding, ...]] = {}
        self._between: dict[tuple[str, LocaleCode], tuple[tuple[str, ...], list[Finding]]] = {}

    def rules(self) -> Mapping[str, Rule]:
        """Give what each code of a finding means."""
        return {**self._project.rules, **self._sentences.rules}

    def findings(self, sheet: Sheet) -> dict[str, list[Finding]]:
        """Check a sheet, and compare it with the other locales of its article.

        Returns:
            The findings of each entry that has some, by identity.
        Raises:
            L10nError: a check or a setting of checks cannot be loaded, or a catalog of another locale cannot be read.
        """
        translations = translations_of(sheet.pipeline, sheet.job)
        found = {identify(item.entry.key): list(self.check(sheet.pipeline, item)) for item in translations}
        lines = {item.entry.line or 1: item for item in translations}
        for finding in self._compared(sheet):
            item = lines.get(finding.line)
            if item is not None and (item.source, item.target) == (finding.source, finding.target):
                found[identify(item.entry.key)].append(finding)
        return {identity: items for identity, items in found.items() if items}

    def described(self, sheet: Sheet) -> Json:
        """Describe the findings of a sheet; raises what ``findings`` does."""
        found = self.findings(sheet)
        rules = self.rules()
        return {
            "revision": sheet.revision,
            "findings": {key: [finding_json(item, rules) for item in items] for key, items in found.items()},
        }

    def check(self, pipeline: Pipeline, translation: Translation) -> tuple[Finding, ...]:
        """Check one translation by itself."""
        entry = translation.entry
        names = "\n".join(f"{hit.alias}:{hit.part}:{hit.span.start}" for hit in translation.hits)
        key = (translation.locale, entry.key.context, entry.key.source + "\0" + names, entry.target, entry.comment)
        with self._lock:
            self._load(pipeline)
            if key not in self._known:
                if len(self._known) >= MAX_KNOWN:
                    self._known.clear()
                self._known[key] = self._sentences.run([translation]).findings
            return tuple(replace(item, line=entry.line or 1) for item in self._known[key])

    def try_out(self, sheet: Sheet, identity: str, target: str) -> tuple[Translation, tuple[Finding, ...]]:
        """Check a text that a person is writing for an entry; nothing is remembered or written.

        Raises:
            RequestError: the entry is no longer there.
        """
        translation = translation_for(sheet, identity, target)
        if not target.strip():
            return translation, ()
        with self._lock:
            self._load(sheet.pipeline)
            return translation, self._sentences.run([translation]).findings

    def correct(self, sheet: Sheet, identity: str) -> tuple[str, tuple[str, ...]]:
        """Give the translation of an entry as far as it can be corrected safely, and the codes of what was wrong.

        Raises:
            RequestError: the entry is no longer there.
        """
        translation = translation_for(sheet, identity)
        if not translation.target.strip():
            return translation.target, ()
        with self._lock:
            self._load(sheet.pipeline)
            return self._sentences.correct(translation)

    def _compared(self, sheet: Sheet) -> list[Finding]:
        """Findings that only show when all locales of an article are laid side by side; kept while nothing changes."""
        job = sheet.job
        path = str(job.article.reference)
        sheets = [sheet]
        for code in sheet.pipeline.project.config.locales:
            with contextlib.suppress(CatalogError):  # damaged: said where it is opened
                sheets += [self._desk.sheet(path, code)] if code != job.locale else []
        revisions = tuple(item.revision for item in sheets)
        with self._lock:
            known = self._between.get((path, job.locale))
            if known is None or known[0] != revisions:
                everything = [found for item in sheets for found in translations_of(item.pipeline, item.job)]
                self._load(sheet.pipeline)
                place = sheet.pipeline.project.shown(job.path)
                findings = [item for item in self._project.run(everything).findings if item.path == place]
                known = self._between[path, job.locale] = (revisions, findings)
            return known[1]

    def _load(self, pipeline: Pipeline) -> None:
        """Load the checks with the settings as they are now."""
        if self._pipeline is pipeline:
            return
        config = pipeline.project.config
        settings, path = config.checks, config.root / "pyproject.toml"
        checks = checks_for(config)
        Checker(checks, settings, path)  # says it if the settings name an unknown code
        single = {name: check for name, check in checks.items() if isinstance(check, Check)}
        compared = {name: check for name, check in checks.items() if not isinstance(check, Check)}
        self._sentences, self._project = _checker(single, settings), _checker(compared, settings)
        self._known.clear()
        self._between.clear()
        self._pipeline = pipeline


def translation_for(sheet: Sheet, identity: str, target: str | None = None) -> Translation:
    """Give an entry of a sheet as checks see it, with another target if one is given.

    Raises:
        RequestError: the entry is no longer there.
    """
    entry = sheet.entries.get(identity)
    if entry is None:
        raise RequestError("the sentence is no longer there", hint="reload the page", status=404)
    tried = replace(entry, target=entry.target if target is None else target)
    shown = replace(sheet.job, entries=[_filled(tried)])
    (translation,) = translations_of(sheet.pipeline, shown)
    return replace(translation, entry=tried)


def _filled(entry: Entry) -> Entry:
    """The same entry with some text, so that it counts as a translation."""
    return entry if entry.target.strip() else replace(entry, target="?")


def _checker(checks: Mapping[str, Check | ProjectCheck], settings: CheckSettings) -> Checker:
    """Make a checker of some of the checks; settings about others are left out."""
    codes = Checker(checks, CheckSettings()).rules.keys()
    return Checker(
        checks,
        replace(
            settings,
            disable=settings.disable & codes,
            enable=settings.enable & codes,
            severity={code: value for code, value in settings.severity.items() if code in codes},
        ),
    )
