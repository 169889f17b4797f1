"""The example articles of docs/examples, with the reviewed catalogs beside them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path, PurePosixPath

import pytest
from tests.conftest import ROOT, Run
from tests.unit.documents.corpus import Page, pseudo_translated, read, renderer

from l10n.documents.docx import DocxFormat
from l10n.documents.html import HtmlFormat
from l10n.documents.markdown import MarkdownFormat
from l10n.protocols import BinaryFormat, DocumentFormat

EXAMPLES = ROOT / "docs" / "examples"
FORMATS: dict[str, tuple[DocumentFormat, int]] = {
    "md": (MarkdownFormat(), 25),
    "html": (HtmlFormat(), 20),
    "docx": (DocxFormat(), 16),
}
NAMES = {"be": "дарадца Ціханоўскай.", "ru": "советник Тихановской.", "uk": "радник Тихановської."}
every_suffix = pytest.mark.parametrize("suffix", FORMATS)


def text_of(path: Path) -> str:
    """The text of an article, as its format reads it."""
    form, _ = FORMATS[path.suffix[1:]]
    data = path.read_bytes()
    return form.unpack(data, PurePosixPath(path.name)) if isinstance(form, BinaryFormat) else data.decode()


def seen(path: Path) -> tuple[list[object], list[str]]:
    """The tags of an article as a reader's program has them, and its Latin words; addresses are no words."""
    text = text_of(path)
    if path.suffix == ".docx":
        tags: list[object] = re.findall(r"<w:(?:p|tbl|tc|hyperlink|pStyle|drawing)\b[^>]*>", text)
        return tags, re.findall("[A-Za-z]{2,}", " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", text)))
    page = Page(renderer().render(text) if path.suffix == ".md" else text)
    pairs = [
        (tag[0], [pair for pair in tag[1] if pair[0] != "lang"]) if isinstance(tag, tuple) else tag for tag in page.tags
    ]
    return pairs, page.words


@pytest.fixture
def examples(project: Path, request: pytest.FixtureRequest) -> Path:
    """A project with one example and its reviewed catalogs."""
    name = f"council-election.{request.param}"
    (project / "source" / "news.txt").unlink()
    shutil.copy(EXAMPLES / name, project / "source" / name)
    shutil.copy(ROOT / "glossary.csv", project / "glossary.csv")
    for locale in NAMES:
        folder = project / "locales" / locale / "LC_MESSAGES"
        folder.mkdir(parents=True)
        shutil.copy(EXAMPLES / "locales" / locale / f"{name}.po", folder / "council-election.po")
    return project


@every_suffix
def test_examples(suffix: str) -> None:
    """Each has its sentences, comes back as it is, and can be translated wholly."""
    form, count = FORMATS[suffix]
    text = text_of(EXAMPLES / f"council-election.{suffix}")
    document = read(form, text)
    sources = [item.key.source for item in document.segments]
    assert len(sources) == count
    assert any("Belarusians living abroad" in source for source in sources)
    assert form.render(document, {item.key: item.key.source for item in document.segments}) == text
    assert pseudo_translated(form, document) != text


@pytest.mark.parametrize("examples", FORMATS, indirect=True)
def test_reviewed_examples_are_built(examples: Path, l10n: Run) -> None:
    """The reviewed catalogs are complete, and the built articles have all of the markup and no English."""
    [source] = (examples / "source").iterdir()
    catalogs = {path: path.read_bytes() for path in (examples / "locales").rglob("*.po")}
    assert l10n("translate", "--engine", "none").exit_code == 0
    assert {path: path.read_bytes() for path in catalogs} == catalogs
    assert l10n("build").exit_code == 0
    before, _ = seen(source)
    for locale, name in NAMES.items():
        built = examples / "build" / locale / source.name
        tags, words = seen(built)
        assert sorted(map(str, tags)) == sorted(map(str, before))
        assert set(words) <= {"Nasha", "Niva", "https", "example", "org", "stations"}
        text = text_of(built)
        assert name in text
        assert source.suffix == ".docx" or f'lang="{locale}"' in text or f"lang: {locale}\n" in text
