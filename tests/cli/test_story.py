"""The main job as a user does it: translate, review, build."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ARTICLE, GLOSSARY, FakeEngine, Run, approve

from l10n.catalog.po import load_catalog
from l10n.model import State

LOCALES = ("be", "ru", "uk")


def po(project: Path, locale: str, name: str = "news") -> Path:
    """Path of a catalog."""
    return project / "locales" / locale / "LC_MESSAGES" / f"{name}.po"


def test_translate_drafts_every_sentence(project: Path, l10n: Run, fake_engine: FakeEngine, msgfmt: str) -> None:
    """Three catalogs appear; every sentence is a fuzzy draft with provenance; gettext accepts the files."""
    result = l10n("translate")
    assert (result.exit_code, result.stdout) == (0, "")
    for locale in LOCALES:
        catalog = load_catalog(po(project, locale), locale)
        assert [entry.state for entry in catalog.entries] == [State.DRAFT] * 7
        assert all(entry.target.startswith(f"[{locale}] ") for entry in catalog.entries)
        assert all(entry.provenance and entry.provenance.engine == f"fake:en_{locale}@1" for entry in catalog.entries)
        done = subprocess.run([msgfmt, "-c", "-o", "-", str(po(project, locale))], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_the_engine_sees_headlines_as_sentences(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Without the capitals that only headlines have, but with those of the glossary's names; the source stays."""
    headline = "Court Frees Maria Kalesnikava After Green Protest"
    (project / "glossary.csv").write_text(GLOSSARY + "Green Protest,,Зялёны пратэст,,,term,,\n", encoding="utf-8")
    (project / "source" / "news.txt").write_text(f"{headline}\n\nShe Is Free.\n", encoding="utf-8")
    l10n("translate", "--locale", "be")
    assert fake_engine.asked[0] == "Court frees Maria Kalesnikava after Green Protest"
    assert load_catalog(po(project, "be"), "be").entries[0].key.source == headline


def test_the_engine_sees_attributes_as_readers_do(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """References in the values of attributes are read before the engine sees them, and written again."""
    page = '<html><body><p>See <img src="x.png" alt="cats &amp; &quot;dogs&quot;"> here.</p></body></html>\n'
    (project / "source" / "page.html").write_text(page, encoding="utf-8")
    l10n("translate", "--locale", "be")
    assert 'cats & "dogs"' in fake_engine.asked
    entry = load_catalog(po(project, "be", "page"), "be").entries[0]
    assert 'alt="[be] cats &amp; &quot;dogs&quot;"' in entry.target


def test_notes_tell_names_and_paragraph(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """The reviewer sees the names of the sentence in the target language, and the paragraph it stands in."""
    l10n("translate", "--locale", "be")
    entries = {entry.key.source: entry for entry in load_catalog(po(project, "be"), "be").entries}
    entry = entries["Kalesnikava's lawyer thanked the U.S. for its help."]
    assert "Калеснікавай gen" in entry.notes
    assert "U.S. = ЗША" in entry.notes
    assert "¶" not in entry.notes
    assert entry.references == ("source/news.txt:5",)
    assert "¶ Belarus has released 123 inmates" in entries["She is free!"].notes


def test_second_run_changes_no_byte_and_asks_no_engine(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A second run is free."""
    l10n("translate")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.rglob("*.po")}
    fake_engine.asked.clear()
    result = l10n("translate")
    assert result.exit_code == 0
    assert fake_engine.asked == []
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.rglob("*.po")} == before


def test_what_a_person_did_is_never_touched(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Approved and hand-edited translations survive new runs, new engines and --redraft."""
    l10n("translate", "--locale", "be")
    path = po(project, "be")
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgstr "[be] She is free!"', 'msgstr "Яна вольная!"')  # edited, still fuzzy
    head, tail = text.split('msgid "Who Is Next"')
    text = head.removesuffix("#, fuzzy\n") + 'msgid "Who Is Next"' + tail  # approved as it is
    path.write_text(text, encoding="utf-8")
    for options in ([], ["--redraft"], ["--engine", "fake"]):
        assert l10n("translate", "--locale", "be", *options).exit_code == 0
        entries = {entry.key.source: entry for entry in load_catalog(path, "be").entries}
        assert entries["She is free!"].target == "Яна вольная!"
        assert entries["Who Is Next"].state is State.REVIEWED


def test_redraft_makes_untouched_drafts_anew(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """With --redraft the engine is asked again for drafts that nobody touched, and only for those."""
    l10n("translate", "--locale", "be")
    approve(po(project, "be"))
    l10n("translate", "--locale", "ru")
    fake_engine.asked.clear()
    l10n("translate", "--redraft", "--locale", "be", "--locale", "ru")
    assert len(fake_engine.asked) == 7


def test_build_refuses_drafts_and_lists_them(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Without review nothing is built; every sentence is named with file and line."""
    l10n("translate")
    result = l10n("build")
    assert result.exit_code == 1
    assert not (project / "build").exists()
    listed = [line for line in result.stderr.splitlines() if line.startswith("locales/be/")]
    assert len(listed) == 7
    number = int(listed[0].split(":")[1])
    assert po(project, "be").read_text(encoding="utf-8").splitlines()[number - 1].startswith(("msgid", "#"))
    assert "3 articles not built, 21 sentences not reviewed" in result.stderr


def test_build_with_drafts_marks_the_articles(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """--drafts builds articles with the paragraphs of the source, says what is inside and marks the files."""
    l10n("translate")
    result = l10n("build", "--drafts")
    assert result.exit_code == 0
    assert result.stderr.count("7 drafts inside") == 3
    for locale in LOCALES:
        built = project / "build" / locale / "news.txt"
        text = built.read_text(encoding="utf-8")
        assert text.count("\n\n") == ARTICLE.count("\n\n")
        assert f"- [{locale}] others." in text
        assert len(built.with_name("news.txt.drafts").read_text(encoding="utf-8").splitlines()) == 7


def test_reviewed_article_is_built_and_the_mark_goes(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """When a person has approved a locale it is built, others are refused, and the mark of drafts is removed."""
    l10n("translate")
    l10n("build", "--drafts")
    approve(po(project, "be"))
    result = l10n("build")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["build/be/news.txt"]
    assert not (project / "build" / "be" / "news.txt.drafts").exists()
    assert (project / "build" / "ru" / "news.txt.drafts").exists()
    assert l10n("build", "--locale", "be").exit_code == 0


@pytest.mark.parametrize(
    "article", [ARTICLE, "\ufeff" + ARTICLE.replace("\n", "\r\n"), ARTICLE.rstrip(), "One\ttwo  three"]
)
def test_identity_translation_gives_the_source(project: Path, l10n: Run, fake_engine: FakeEngine, article: str) -> None:
    """An article translated by itself is built byte for byte."""
    source = project / "source" / "news.txt"
    source.write_bytes(article.encode("utf-8"))
    l10n("translate", "--locale", "be")
    approve(po(project, "be"), lambda msgid: msgid)
    assert l10n("build", "--locale", "be").exit_code == 0
    assert (project / "build" / "be" / "news.txt").read_bytes() == source.read_bytes()


def test_removed_sentence_returns_as_it_was(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A sentence taken out of the article is kept as obsolete and comes back approved."""
    l10n("translate", "--locale", "be")
    approve(po(project, "be"))
    source = project / "source" / "news.txt"
    source.write_text(ARTICLE.replace(" She is free!", ""), encoding="utf-8")
    assert "1 retired" in l10n("translate", "--locale", "be").stderr
    assert '#~ msgid "She is free!"' in po(project, "be").read_text(encoding="utf-8")
    source.write_text(ARTICLE, encoding="utf-8")
    fake_engine.asked.clear()
    assert "1 revived" in l10n("translate", "--locale", "be").stderr
    assert fake_engine.asked == []
    assert l10n("build", "--locale", "be").exit_code == 0


def test_approved_sentences_of_other_articles_are_offered(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A sentence approved in one article is a draft from memory in the next, also without any engine."""
    l10n("translate", "--locale", "be")
    approve(po(project, "be"), lambda msgid: f"<{msgid}>")
    (project / "source" / "more.txt").write_text("She is free! Nobody knew.", encoding="utf-8")
    result = l10n("translate", "more", "--locale", "be", "--engine", "none", "--json")
    (article,) = json.loads(result.stdout)["articles"]
    assert (article["memory"], article["drafted"], article["segments"]) == (1, 0, 2)
    found, missing = load_catalog(po(project, "be", "more"), "be").entries
    assert (found.target, found.state) == ("<She is free!>", State.DRAFT)
    assert found.provenance
    assert found.provenance.engine == "memory:source/news.txt"
    assert missing.state is State.EMPTY


def test_repeated_sentences_are_one_entry(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A sentence that stands twice is one entry with two places, drafted once."""
    (project / "source" / "news.txt").write_text("No.\n\nYes. No. Yes.\n", encoding="utf-8")
    l10n("translate", "--locale", "be")
    entries = load_catalog(po(project, "be"), "be").entries
    assert {entry.key.source: entry.references for entry in entries} == {
        "No.": ("source/news.txt:1", "source/news.txt:3"),
        "Yes.": ("source/news.txt:3",),
    }
    assert sorted(fake_engine.asked) == ["No.", "Yes."]


def test_dry_run_writes_nothing(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """--dry-run says what would be drafted, asks no engine and leaves no file."""
    result = l10n("translate", "--dry-run")
    assert "7 to draft" in result.stderr
    assert fake_engine.asked == []
    assert not (project / "locales").exists()


def test_json_of_translate_and_status(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """The JSON of both commands has the keys that scripts rely on."""
    report = json.loads(l10n("translate", "--json").stdout)
    keys = {"path", "locale", "catalog", "segments", "reused", "memory", "drafted", "stale", "revived", "retired"}
    assert {"articles", "engine_seconds", "seconds"} <= report.keys()
    for article in report["articles"]:
        assert keys | {"verdicts"} <= article.keys()
        assert article["drafted"] == article["segments"] == 7
        assert article["verdicts"][0] == {
            "line": 1, "source": "Belarus Frees Prisoners", "verdict": "draft", "previous": None, "facts": [],
        }  # fmt: skip
    (be, *_) = json.loads(l10n("status", "--json").stdout)["articles"]
    assert be == {
        "path": "source/news.txt", "locale": "be", "segments": 7, "reviewed": 0, "draft": 7, "stale": 0, "empty": 0,
        "words": len(ARTICLE.replace("- ", "").split()),
    }  # fmt: skip


def test_interruption_keeps_finished_work(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Ctrl-C exits with 130; what was finished is on disk and is not drafted again."""

    def interrupt() -> None:
        if len(fake_engine.asked) == 10:
            raise KeyboardInterrupt

    fake_engine.after_each = interrupt
    result = l10n("translate")
    assert result.exit_code == 130
    assert len(load_catalog(po(project, "be"), "be").entries) == 7
    fake_engine.after_each = lambda: None
    fake_engine.asked.clear()
    assert l10n("translate").exit_code == 0
    assert len(fake_engine.asked) == 14


def test_fourth_locale_works(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A locale without names, paradigms or rules of ours is translated and built like the others."""
    (project / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["pl"]\n', encoding="utf-8")
    assert l10n("translate").exit_code == 0
    assert "no pl name in the glossary" in po(project, "pl").read_text(encoding="utf-8")
    approve(po(project, "pl"))
    assert l10n("build").exit_code == 0


def test_articles_in_folders_and_names_with_spaces(
    project: Path, l10n: Run, fake_engine: FakeEngine, msgfmt: str
) -> None:
    """Folders below source/ are kept in catalogs and built articles; a name with spaces survives gettext."""
    path = project / "source" / "2026" / "big news.txt"
    path.parent.mkdir()
    path.write_text("Big news.", encoding="utf-8")
    assert l10n("translate", "2026/big news", "--locale", "be").exit_code == 0
    catalog = po(project, "be", "2026/big news")
    subprocess.run([msgfmt, "-c", "-o", "-", str(catalog)], capture_output=True, check=True)
    assert l10n("translate", "2026/big news", "--locale", "be").exit_code == 0
    assert l10n("build", str(path), "--drafts", "--locale", "be").stdout == "build/be/2026/big news.txt\n"
