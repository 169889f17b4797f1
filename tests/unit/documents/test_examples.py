"""The example articles of docs/examples."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from tests.conftest import ROOT
from tests.unit.documents.corpus import pseudo_translated, read

from l10n.documents.docx import DocxFormat
from l10n.documents.html import HtmlFormat
from l10n.documents.markdown import MarkdownFormat
from l10n.protocols import BinaryFormat, DocumentFormat

EXAMPLES = {"md": (MarkdownFormat(), 25), "html": (HtmlFormat(), 20), "docx": (DocxFormat(), 16)}


@pytest.mark.parametrize("suffix", EXAMPLES)
def test_examples(suffix: str) -> None:
    """Each has its sentences, comes back as it is, and can be translated wholly."""
    form: DocumentFormat
    form, count = EXAMPLES[suffix]
    path = ROOT / "docs" / "examples" / f"council-election.{suffix}"
    data = path.read_bytes()
    text = form.unpack(data, PurePosixPath(path.name)) if isinstance(form, BinaryFormat) else data.decode()
    document = read(form, text)
    sources = [item.key.source for item in document.segments]
    assert len(sources) == count
    assert any("Belarusians living abroad" in source for source in sources)
    assert form.render(document, {item.key: item.key.source for item in document.segments}) == text
    assert pseudo_translated(form, document) != text
