"""Catalog → article: the localized articles, the gate before them, and the record of what they were made from.

It prints nothing.
"""

from __future__ import annotations

from pathlib import Path

from l10n.errors import DocumentError, InputError
from l10n.files import read_bytes, write_if_changed
from l10n.jobs import Job, targets
from l10n.model import State
from l10n.pipeline import Pipeline
from l10n.project import Project
from l10n.protocols import BinaryFormat, RenderOptions
from l10n.published import Change, changes, read_record, record_path, write_record


def render(pipeline: Pipeline, job: Job, *, drafts: bool) -> str | bytes:
    """Make the localized article: reviewed translations, and drafts too if asked; the rest stays as written."""
    form = pipeline.format_of(job.article.path)
    text = form.render(job.document, targets(job, drafts=drafts), RenderOptions(job.locale))
    return form.pack(text, read_bytes(job.article.path, DocumentError)) if isinstance(form, BinaryFormat) else text


def write(pipeline: Pipeline, job: Job, output: Path | None, *, drafts: bool) -> Path:
    """Write the localized article of a job, and a record of what it was made from.

    While drafts are inside, a file ``<article>.drafts`` beside it lists them, so that nobody publishes them by
    mistake, and there is no record; a later build without drafts removes the file.
    """
    path = pipeline.project.build_path(job.article, job.locale, output)
    if _same_file(path, job.article.path):
        raise InputError("the build would overwrite the article", path=path, hint="choose another --output")
    content = render(pipeline, job, drafts=drafts)
    marker = path.with_name(path.name + ".drafts")
    unready = unreviewed(pipeline.project, job)
    if unready:
        write_if_changed(marker, "".join(f"{line}\n" for line in unready))
    write_if_changed(path, content)
    if not unready:
        marker.unlink(missing_ok=True)
        write_record(job, targets(job, drafts=False), record_path(path, output or pipeline.project.config.build_dir))
    return path


def corrections(pipeline: Pipeline, job: Job) -> tuple[Path, str, list[Change]] | None:
    """Compare a built article with its source as it is now.

    Returns:
        The localized article, when it was built, and what has changed since; None if it was never built.
    """
    path = pipeline.project.build_path(job.article, job.locale)
    record = read_record(record_path(path, pipeline.project.config.build_dir))
    return (path, record.built, list(changes(record, job, pipeline.changed_facts))) if record else None


def unreviewed(project: Project, job: Job) -> list[str]:
    """List the live entries of a job that nobody approved: ``file:line: state: sentence``, in document order."""
    place = project.shown(job.path)
    return [
        f"{place}:{entry.line or 1}: {entry.state}: {_shorten(entry.key.source)}"
        for entry in job.entries
        if not entry.obsolete and entry.state is not State.REVIEWED
    ]


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _shorten(text: str, width: int = 80) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
