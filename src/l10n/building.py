"""Catalog → article: the localized articles, the gate before them, and the record of what they were made from.

It prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from l10n.config import VARIANTS
from l10n.documents.respelling import respelled
from l10n.errors import DocumentError, InputError
from l10n.files import read_bytes, write_if_changed
from l10n.jobs import Job, targets
from l10n.model import SegmentKey, State
from l10n.orthography import NOTICES, convert, converter
from l10n.pipeline import Pipeline
from l10n.project import Project
from l10n.protocols import BinaryFormat, RenderOptions
from l10n.published import Change, changes, read_record, record_path, write_record


def render(pipeline: Pipeline, job: Job, *, drafts: bool) -> str | bytes:
    """Make the localized article: reviewed translations, and drafts too if asked; the rest stays as written.

    Where the project wants a notice, an article with something unreviewed inside has it.
    """
    project = pipeline.project
    notice = project.config.notice.get(job.locale, "") if unreviewed(project, job) else ""
    return _render(pipeline, job, targets(job, drafts=drafts), RenderOptions(job.locale, notice))


def render_variant(pipeline: Pipeline, job: Job, variant: str) -> str | bytes:
    """Make the reviewed article in another orthography; it says that a program has converted it.

    Raises:
        ConfigError: what converts it is not installed.
    """
    syntax = pipeline.format_of(job.article.path).syntax
    respell = partial(convert, variant=variant)
    written = {
        key: target if target == key.source else respelled(target, syntax, job.locale, respell)
        for key, target in targets(job, drafts=False).items()
    }
    notice = pipeline.project.config.notice.get(variant, NOTICES[variant])
    return _render(pipeline, job, written, RenderOptions(variant, notice))


def _render(pipeline: Pipeline, job: Job, written: Mapping[SegmentKey, str], options: RenderOptions) -> str | bytes:
    form = pipeline.format_of(job.article.path)
    text = form.render(job.document, written, options)
    return form.pack(text, read_bytes(job.article.path, DocumentError)) if isinstance(form, BinaryFormat) else text


def check_outputs(project: Project, variants: Sequence[str], output: Path | None) -> None:
    """See that no two localized articles of a project, in any locale, are one file, and that none is an article.

    Args:
        variants: that are built beside the locales.
        output: the build folder; None takes that of the settings.
    Raises:
        InputError: names both articles.
        ConfigError: what makes a variant is not installed.
    """
    for variant in variants:
        converter(variant)
    made: dict[Path, str] = {}
    for article in project.articles():
        for locale in (*project.config.locales, *variants):
            path, what = project.build_path(article, locale, output), f"{article.reference} in {locale}"
            if path in made:
                raise InputError(
                    f"{made[path]} and {what} would be one file",
                    path=project.shown(path),
                    hint="let output in [tool.l10n] tell them apart, for example {locale}/{path}",
                )
            if project.is_source(path):
                raise InputError(
                    f"{what} would lie in the source folder, and be an article itself",
                    path=project.shown(path),
                    hint="choose another --output, build_dir or output",
                )
            made[path] = what


def write(pipeline: Pipeline, job: Job, output: Path | None, *, drafts: bool) -> Path:
    """Write the localized article of a job, and a record of what it was made from.

    While drafts are inside, a file ``<article>.drafts`` beside it lists them, so that nobody publishes them by
    mistake, and there is no record; a later build without drafts removes the file.
    """
    path = pipeline.project.build_path(job.article, job.locale, output)
    _refuse_overwriting(path, job)
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


def write_variants(pipeline: Pipeline, job: Job, variants: Sequence[str], output: Path | None) -> list[Path]:
    """Write a reviewed article in those orthographies that are made from its locale; without drafts or a record."""
    written: list[Path] = []
    for variant in variants:
        if VARIANTS[variant] == job.locale:
            path = pipeline.project.build_path(job.article, variant, output)
            _refuse_overwriting(path, job)
            write_if_changed(path, render_variant(pipeline, job, variant))
            written.append(path)
    return written


def corrections(pipeline: Pipeline, job: Job) -> tuple[Path, str, list[Change]] | None:
    """Compare a built article with its source as it is now.

    Returns:
        The localized article, when it was built, and what has changed since; None if it was never built.
    """
    path = pipeline.project.build_path(job.article, job.locale)
    record = read_record(record_path(path, pipeline.project.config.build_dir))
    return (path, record.built, list(changes(record, job, pipeline.changed_facts))) if record else None


def unreviewed(project: Project, job: Job) -> list[str]:
    """List the live entries of a job that nobody approved: ``file:line: state: sentence``, in document order.

    Where there is no catalog yet that is all there is to say.
    """
    place = project.shown(job.path)
    found = [
        f"{place}:{entry.line or 1}: {entry.state}: {_shorten(entry.key.source)}"
        for entry in job.entries
        if not entry.obsolete and entry.state is not State.REVIEWED
    ]
    if found and not job.path.exists():
        return [f"{place}: not there yet: run l10n translate {project.shown(job.article.path)}"]
    return found


def _refuse_overwriting(path: Path, job: Job) -> None:
    """Refuse a path that is the article itself, through a link for example."""
    if path.exists() and path.samefile(job.article.path):
        raise InputError("the build would overwrite the article", path=path, hint="choose another --output")


def _shorten(text: str, width: int = 80) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
