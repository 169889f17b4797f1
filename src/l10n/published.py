"""What was published, and what has changed in its source since: the sentences to correct.

Every build leaves a record beside the localized article, ``build/.l10n/<locale>/<article>.json``: the sentences it was
made from, their translations, and when.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from l10n.catalog.alignment import align, join
from l10n.errors import InputError
from l10n.files import read_text, write_if_changed
from l10n.jobs import Job
from l10n.model import SegmentKey

FOLDER = ".l10n"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a published article and its source as it is now; both sides may be several sentences.

    ``line`` is where the source has it now, None where it was taken out. ``published`` is the translation that went
    out. ``facts`` says what differs in fact, if anything does.
    """

    line: int | None
    before: str | None
    after: str | None
    published: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A built article: source sentence → translation, in document order, and when it was built (UTC, ISO 8601)."""

    built: str
    sentences: dict[str, str]


def record_path(built: Path, output: Path) -> Path:
    """Where the record of a built article lies.

    Args:
        built: the localized article.
        output: the build folder it lies in.
    """
    place = built.relative_to(output)
    return output / FOLDER / place.with_name(place.name + ".json")


def write_record(job: Job, targets: dict[SegmentKey, str], path: Path) -> None:
    """Record a build. The record of the same text keeps its date."""
    sentences = {segment.key.source: targets.get(segment.key, segment.key.source) for segment in job.document.segments}
    if path.exists() and _read(path).sentences == sentences:
        return
    value = {"built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "sentences": sentences}
    write_if_changed(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def read_record(path: Path) -> Record | None:
    """Read the record of a built article; None if it was never built.

    Raises:
        InputError: it is damaged.
    """
    return _read(path) if path.exists() else None


def _read(path: Path) -> Record:
    try:
        value: Any = json.loads(read_text(path))
        return Record(str(value["built"]), {str(key): str(text) for key, text in value["sentences"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise InputError("not a record of a build", path=path, hint="delete the file and build again") from exc


def changes(record: Record, job: Job, changed: Callable[[str, str], Collection[str]]) -> Iterator[Change]:
    """Yield what has changed in the source of a built article since, in the order of the source; what went, last.

    Args:
        record: of the build.
        job: the article as it is now.
        changed: compares two wordings.
    """
    now = list(dict.fromkeys(segment.key.source for segment in job.document.segments))
    before = list(record.sentences)
    pairings = align(before, now)
    made_of = {pairing.new[0]: pairing for pairing in pairings}
    paired_new = {index for pairing in pairings for index in pairing.new}
    paired_old = {index for pairing in pairings for index in pairing.old}
    known = set(before)
    for index, source in enumerate(now):
        if index in made_of:
            pairing = made_of[index]
            old, new = _texts(before, pairing.old), _texts(now, pairing.new)
            published = join([record.sentences[before[place]] for place in pairing.old])
            yield Change(job.lines.get(source), old, new, published, tuple(sorted(map(str, changed(old, new)))))
        elif index not in paired_new and source not in known:
            yield Change(job.lines.get(source), None, source, None, ())
    there = set(now)
    for index, source in enumerate(before):
        if index not in paired_old and source not in there:
            yield Change(None, source, None, record.sentences[source], ())


def _texts(sentences: Sequence[str], indexes: Sequence[int]) -> str:
    return join([sentences[index] for index in indexes])
