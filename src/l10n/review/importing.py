"""Taking over the work that somebody did on an exported page: a small JSON file, checked before it is believed.

    {"format": "l10n-review", "version": 1, "path": "source/news.txt", "locale": "be", "made": "2026-03-01T12:00:00Z",
     "edits": [{"context": "", "source": …, "base": …, "base_state": …, "target": …, "state": …, "comment": …}]}

``base`` and ``base_state`` are what the person saw. Where the catalog still has that, the edit is made. Where somebody
has changed the entry since, both are weighed as in ``l10n merge``, and what is not taken stands beside it as a rival.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from l10n.catalog.merge import settled
from l10n.catalog.trust import reconcile, union, union_of_lines
from l10n.config import Config
from l10n.errors import InputError
from l10n.files import read_text
from l10n.jobs import Job
from l10n.model import Entry, SegmentKey, State
from l10n.review import requests
from l10n.review.desk import Desk
from l10n.review.editing import Edit, edited, identify, is_based_on, is_done
from l10n.review.requests import RequestError

FORMAT, VERSION = "l10n-review", 1
MAX_BYTES = 10_000_000
"""Of a file."""
_KEYS = frozenset({"format", "version", "path", "locale", "made", "edits"})
_EDIT_KEYS = frozenset({"context", "source", "base", "base_state", "target", "state", "comment"})


class Outcome(StrEnum):
    """What became of an edit."""

    APPROVED = "approved"  # its text is now reviewed
    DRAFT = "draft"  # its text is there, still to be approved
    SAME = "same"  # the catalog already says so
    KEPT = "kept"  # the catalog has a later text, which stays; the edit's stands beside it
    CONFLICT = "conflict"  # two approved texts; a person must choose
    GONE = "gone"  # the sentence has changed or is no longer in the article


_TOLD = {
    Outcome.KEPT: "somebody has changed the translation since; it stays, and yours stands in its comment",
    Outcome.CONFLICT: "conflict: the catalog has another approved translation",
    Outcome.GONE: "left: the sentence has changed or is no longer in the article",
}


@dataclass(slots=True)
class Work:
    """A file as read: the article, the locale, and the edits with the keys of their entries."""

    path: str
    locale: str
    edits: list[tuple[SegmentKey, Edit]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file.

    ``catalog`` as shown to a person, ``summary`` the counts, ``told`` a line for each edit that was not taken.
    """

    catalog: str
    summary: str
    told: tuple[str, ...]


def take_file(config: Config, file: Path) -> Taken:
    """Take over a file, and write the catalog at once.

    Raises:
        InputError: the file is damaged or for something the project does not have, or the catalog cannot be read or
            written; then nothing is changed.
    """
    work = read_work(file)
    desk = Desk(config)
    outcomes: list[Outcome] = []

    def take(job: Job) -> bool:
        before = list(job.entries)
        outcomes[:] = take_edits(job, work)
        return job.entries != before

    try:
        sheet = desk.change(work.path, work.locale, take)
    except RequestError as exc:
        raise InputError(exc.message, path=file, hint=exc.hint) from exc
    told = [
        f"{_TOLD[outcome]}: {key.source!r}"
        for (key, _), outcome in zip(work.edits, outcomes, strict=True)
        if outcome in _TOLD
    ]
    counted = [f"{count} {outcome}" for outcome in Outcome if (count := outcomes.count(outcome))]
    return Taken(sheet.pipeline.project.shown(sheet.job.path), ", ".join(counted) or "no edits", tuple(told))


def read_work(file: Path) -> Work:
    """Read a file and check everything that it says of itself.

    Raises:
        InputError: it is too large, no JSON, not of this format, or something in it is missing or of a wrong kind.
    """
    try:
        if file.is_file() and file.stat().st_size > MAX_BYTES:
            raise RequestError(f"larger than {MAX_BYTES} bytes")
        value = json.loads(read_text(file))
    except (ValueError, RecursionError) as exc:
        raise InputError("not valid JSON", path=file, hint=_HINT) from exc
    except RequestError as exc:
        raise InputError(exc.message, path=file, hint=_HINT) from exc
    number = 0
    try:
        work = _work(value)
        for number, item in enumerate(requests.field(value, "edits", list), 1):  # noqa: B007 (for the message)
            work.edits.append(_edit(item))
        return work
    except RequestError as exc:
        where = f"edit {number}: " if number else ""
        raise InputError(f"{where}{exc.message}", path=file, hint=_HINT) from exc


_HINT = "ask for the file again: the page writes it with “Save my work”"


def take_edits(job: Job, work: Work) -> list[Outcome]:
    """Put edits into the entries of a job.

    Returns:
        What became of each, in order.
    """
    outcomes: list[Outcome] = []
    for key, edit in work.edits:
        index = job.places().get(key)
        if index is None:
            outcomes.append(Outcome.GONE)
        else:
            job.entries[index], outcome = _take(job.entries[index], edit)
            outcomes.append(outcome)
    return outcomes


def _take(entry: Entry, edit: Edit) -> tuple[Entry, Outcome]:
    if edit.comment is not None:
        edit = replace(edit, comment=union_of_lines(entry.comment, edit.comment))
    if is_done(entry, edit):
        return entry, Outcome.SAME
    taken = Outcome.APPROVED if edit.reviewed else Outcome.DRAFT
    if is_based_on(entry, edit):
        made = edited(entry, edit)
        kept = union(made.rivals, entry.rivals)  # nobody knows which of them the person saw
        return replace(made, rivals=tuple(text for text in kept if text != edit.target)), taken
    if edit.target == edit.base and edit.reviewed is (edit.base_state is State.REVIEWED):  # only a comment, if that
        return replace(entry, comment=entry.comment if edit.comment is None else edit.comment), Outcome.SAME
    stale = edit.base_state is State.STALE
    base = replace(
        entry,
        target=edit.base,
        fuzzy=edit.base_state in (State.DRAFT, State.STALE),
        previous=entry.previous if stale else None,
        rivals=(),
    )
    found = reconcile(base, entry, edited(base, edit))
    merged = settled(found.entry)
    if found.conflict:
        return merged, Outcome.CONFLICT
    return merged, taken if merged.target == edit.target else Outcome.KEPT


def _work(value: object) -> Work:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise RequestError("not a file of the review page")
    if value.get("version") != VERSION or isinstance(value.get("version"), bool):
        raise RequestError(f"version {VERSION} is expected")
    _only(value, _KEYS)
    try:
        datetime.fromisoformat(requests.text_of(value, "made"))
    except ValueError:
        raise RequestError("made must be a date") from None
    if len(requests.field(value, "edits", list)) > requests.MAX_EDITS:
        raise RequestError(f"more than {requests.MAX_EDITS} edits")
    return Work(requests.text_of(value, "path"), requests.text_of(value, "locale"))


def _edit(value: object) -> tuple[SegmentKey, Edit]:
    if not isinstance(value, dict):
        raise RequestError("must be an object")
    _only(value, _EDIT_KEYS)
    key = SegmentKey(requests.text_of(value, "context"), requests.field(value, "source", str))
    try:
        identity = identify(key)
    except UnicodeEncodeError:
        raise RequestError("source is no text") from None
    return key, requests.edit_of(value, identity)


def _only(value: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        raise RequestError(f"unknown: {unknown[0]!r}")
