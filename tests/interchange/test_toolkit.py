"""Our files through the Translate Toolkit, as Weblate and Pootle use it, and through Babel."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.interchange.samples import ODD, catalog, unharmed, write

from l10n.catalog.po import load_catalog, save_catalog
from l10n.model import State


def test_translate_toolkit(tmp_path: Path) -> None:
    """Read and saved, everything is still there, and saving gives our form again."""
    pypo = pytest.importorskip("translate.storage.pypo", reason="needs the Translate Toolkit")
    path = write(tmp_path, ODD)
    ours = path.read_bytes()
    store = pypo.pofile.parsefile(str(path))
    store.save()
    assert unharmed(path, ODD)
    save_catalog(load_catalog(path, "be"), path)
    assert path.read_bytes() == ours


def test_weblate(tmp_path: Path) -> None:
    """Weblate wraps at 77, keeps a header of its own, and removes fuzzy from what a person approves."""
    pypo = pytest.importorskip("translate.storage.pypo", reason="needs the Translate Toolkit")
    path = write(tmp_path)
    store = pypo.pofile.parsefile(str(path))
    store.wrapper.width = 77
    for unit in store.units:
        if unit.source == "A draft.":
            unit.target = "Зусім іншы тэкст, напісаны чалавекам у рэдактары, даўжэйшы за адзін радок файла."
            unit.markfuzzy(False)
    store.updateheader(add=True, X_Generator="Weblate 5.9", Last_Translator="Hanna <hanna@localhost>")
    store.save()
    found = load_catalog(path, "be")
    before = {entry.key: entry for entry in catalog().entries}
    for entry in found.entries:
        old = before[entry.key]
        assert (entry.comment, entry.former, entry.rivals) == (old.comment, old.former, old.rivals)
        if entry.key.source == "A draft.":
            assert entry.state is State.REVIEWED
            assert entry.provenance == old.provenance
        else:
            assert (entry.target, entry.state, entry.previous) == (old.target, old.state, old.previous)
    assert found.metadata["X-Generator"] == "Weblate 5.9"
    assert found.metadata["Language"] == "be"


def test_babel_reads_everything_but_the_previous_sentence(tmp_path: Path) -> None:
    """Babel sees the same texts and marks; what it would write has lost ``#|``, so it is for reading only."""
    from babel.messages.pofile import read_po, write_po

    data = write(tmp_path).read_bytes()
    found = read_po(io.BytesIO(data), locale="be")
    live = [entry for entry in catalog().entries if not entry.obsolete]
    assert [(m.context or "", m.id, m.string, m.fuzzy) for m in found if m.id] == [
        (*entry.key, entry.target, entry.fuzzy) for entry in live
    ]
    written = io.BytesIO()
    write_po(written, found)
    assert b"#| msgid" in data
    assert b"#| msgid" not in written.getvalue()
