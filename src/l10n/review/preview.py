"""The localized article as a document to look at: no scripts, and nothing of a text becomes markup by itself.

The page shows it in a frame without rights. HTML articles are shown as they are written; that frame runs no scripts.
"""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath

from l10n.building import render
from l10n.documents.frontmatter import find_front_matter
from l10n.jobs import targets
from l10n.markup.masking import mask
from l10n.model import Kind
from l10n.protocols import BinaryFormat
from l10n.review.desk import Sheet
from l10n.review.sheets import title_of

_ELEMENTS = {Kind.TITLE: "h1", Kind.HEADING: "h2", Kind.PARAGRAPH: "p", Kind.ITEM: "li"}


def preview(sheet: Sheet, *, drafts: bool) -> str:
    """Give the localized article as an HTML document.

    Args:
        sheet: of the article.
        drafts: whether to show drafts too; where there is nothing to show, the source stands.
    Raises:
        InputError: the article cannot be read.
    """
    job, pipeline = sheet.job, sheet.pipeline
    form = pipeline.format_of(job.article.path)
    if isinstance(form, BinaryFormat) or form.syntax == "plain":
        return _document(sheet, _paragraphs(sheet, form.syntax, drafts=drafts))
    text = str(render(pipeline, job, drafts=drafts))
    if form.syntax == "html":
        return text
    before = _front_matter_end(job.document.text, job.document.path)
    titles = _paragraphs(sheet, form.syntax, drafts=drafts, end=before)
    return _document(sheet, titles + _markdown(text[_front_matter_end(text, job.document.path) :]))


def _document(sheet: Sheet, body: str) -> str:
    title = escape(title_of(sheet.job.document))
    language = escape(sheet.job.locale.replace("_", "-"))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )


def _paragraphs(sheet: Sheet, syntax: str, *, drafts: bool, end: int | None = None) -> str:
    """Write the blocks of an article, all or those that begin before ``end``, without the markup inside."""
    document, known = sheet.job.document, targets(sheet.job, drafts=drafts)
    texts: dict[int, list[str]] = {}
    for segment in document.segments:
        if end is not None and segment.span.start >= end:
            break
        text = known.get(segment.key) or segment.key.source
        texts.setdefault(segment.block, []).append(mask(text, syntax).text)
    lines = [
        f"<{(name := _ELEMENTS[document.blocks[index].kind])}>{escape(' '.join(parts))}</{name}>\n"
        for index, parts in sorted(texts.items())
    ]
    return "".join(lines)


def _front_matter_end(text: str, path: PurePosixPath) -> int:
    front = find_front_matter(text, frozenset(), path)
    return front.end if front else 0


def _markdown(text: str) -> str:
    """Render Markdown; HTML in it is shown as text, and an address that runs a script is no link."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    dialect = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).use(footnote_plugin)
    return str(dialect.render(text))
