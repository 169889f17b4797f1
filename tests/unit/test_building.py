"""From catalogs to localized articles: which files are articles, where the result lies, and what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import FakeEngine, Run, approve
from tests.unit.documents.docx_fixtures import docx, paragraph, run

from l10n.config import load_config
from l10n.orthography import converter
from l10n.pipeline import open_pipeline

PAGE = "<!DOCTYPE html>\n<html lang=en><title>A page</title><h1>A page</h1><p>It rains.</html>\n"
Write = Callable[..., None]


@pytest.fixture
def write(project: Path) -> Write:
    """Write articles by name into an empty source folder, and settings."""
    (project / "source" / "news.txt").unlink()

    def write_all(articles: dict[str, str | bytes], settings: str = "") -> None:
        for name, content in articles.items():
            path = project / "source" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (project / "pyproject.toml").write_text(f"[tool.l10n]\n{settings}\n", encoding="utf-8")

    return write_all


def built(project: Path, folder: str = "build") -> list[str]:
    """Every built file, without records."""
    files = [path.relative_to(project / folder) for path in (project / folder).rglob("*") if path.is_file()]
    return sorted(path.as_posix() for path in files if path.parts[0] != ".l10n")


def test_articles_without_a_known_suffix(project: Path, l10n: Run, write: Write, fake_engine: FakeEngine) -> None:
    """Their content tells the format; pictures and data are left out, and named when somebody asks for them."""
    articles: dict[str, str | bytes] = {
        "plain": "A title\n\nIt rains.\n",
        "dump.cms": PAGE,
        "post.mdx": "---\ntitle: A post\n---\nIt **rains**.\n",
        "letter.bin": docx(paragraph(run("It rains."))),
        "photo.png": b"\x89PNG\r\n\0",
        "data.csv": "a,b\n",
    }
    write(articles, 'locales = ["ru"]')
    result = l10n("translate")
    assert result.exit_code == 0
    found = {path.name: path.read_text(encoding="utf-8") for path in (project / "locales").rglob("*.po")}
    assert sorted(found) == ["dump.po", "letter.po", "plain.po", "post.po"]
    assert 'msgid "It **rains**."' in found["post.po"]
    assert 'msgid "It rains."' in found["dump.po"]
    assert l10n("build", "--drafts").exit_code == 0
    assert '<html lang="ru"' in (project / "build" / "ru" / "dump.cms").read_text().replace("lang=ru", 'lang="ru"')
    refused = l10n("build", str(project / "source" / "photo.png"))
    assert (refused.exit_code, "binary" in refused.stderr) == (2, True)
    assert l10n("segment", str(project / "source" / "data.csv")).exit_code == 2


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{locale}/{path}", "be/2026/news.txt"),
        ("{dir}/{stem}.{locale}{suffix}", "2026/news.be.txt"),
        ("{stem}/{lang}{suffix}", "news/be.txt"),
        ("{dir}/{locale}-{name}", "2026/be-news.txt"),
    ],
)
def test_templates_of_paths(
    project: Path, l10n: Run, write: Write, fake_engine: FakeEngine, template: str, expected: str
) -> None:
    """Article, mark of drafts and record lie where the template says, also under another build folder."""
    write({"2026/news.txt": "It rains.\n"}, f'locales = ["be"]\noutput = "{template}"')
    l10n("translate")
    assert l10n("build", "--drafts").stdout == f"build/{expected}\n"
    assert built(project) == [expected, f"{expected}.drafts"]
    approve(next((project / "locales").rglob("*.po")))
    assert l10n("build").stdout == f"build/{expected}\n"
    assert built(project) == [expected]
    assert (project / "build" / ".l10n" / f"{expected}.json").is_file()
    (project / "source" / "2026" / "news.txt").write_text("It snows.\n")
    changed = json.loads(l10n("status", "--published", "--json").stdout)
    assert changed["published"][0]["changes"]
    (project / "source" / "2026" / "news.txt").write_text("It rains.\n")
    assert l10n("build", "--output", str(project / "out")).exit_code == 0
    assert built(project, "out") == [expected]


def test_a_file_at_the_top_has_no_empty_folder(project: Path, l10n: Run, write: Write, fake_engine: FakeEngine) -> None:
    """{dir} of an article outside folders is nothing."""
    write({"news.txt": "It rains.\n"}, 'locales = ["be"]\noutput = "{dir}/{stem}.{locale}{suffix}"')
    l10n("translate")
    assert l10n("build", "--drafts").stdout == "build/news.be.txt\n"


def test_articles_that_would_be_one_file(project: Path, l10n: Run, write: Write, fake_engine: FakeEngine) -> None:
    """Nothing is written when two articles, or two locales, have one path."""
    write({"a/news.txt": "One.\n", "b/news.txt": "Two.\n"}, 'output = "{locale}/{name}"')
    l10n("translate", "--engine", "none")
    result = l10n("build", "--drafts")
    assert result.exit_code == 2
    assert "source/a/news.txt in be and source/b/news.txt in be would be one file" in result.stderr
    assert not (project / "build").exists()
    write({}, 'output = "{lang}/{path}"')
    result = l10n("build", "--drafts", "--variant", "be-tarask")
    assert result.exit_code == 2
    assert "in be and source/a/news.txt in be-tarask" in result.stderr


def test_nothing_is_built_into_the_source_folder(project: Path, l10n: Run, write: Write) -> None:
    """A localized article there would be an article itself; a build folder inside it is none of it."""
    write({"news.txt": "One.\n"}, 'build_dir = "source"\noutput = "{stem}.{locale}{suffix}"')
    result = l10n("build", "--drafts")
    assert (result.exit_code, "in the source folder" in result.stderr) == (2, True)
    assert [path.name for path in (project / "source").iterdir()] == ["news.txt"]
    write({}, 'source_dir = "."\nlocales = ["be"]')
    (project / "glossary.csv").unlink()
    for _ in range(2):
        assert l10n("build", "--drafts").stdout == "build/be/source/news.txt\n"


def test_keys_of_front_matter(project: Path, l10n: Run, write: Write) -> None:
    """The settings name those that are translated."""
    text = "---\ntitle: A title\nlead: A lead\n---\nIt rains.\n"
    write({"news.md": text}, 'front_matter = ["lead"]')
    assert l10n("segment", str(project / "source" / "news.md")).stdout.splitlines() == ["A lead", "It rains."]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("news.txt", "A title\n\nIt rains.\n", "[ru] A title\n\nMachine.\n\n[ru] It rains.\n"),
        ("news.md", "# A title\n\nIt rains.\n", "# [ru] A title\n\nMachine.\n\n[ru] It rains.\n"),
        (
            "news.html",
            "<h1>A title</h1>\n<p>Rain.</p>",
            '<h1>[ru] A title</h1><p role="note">Machine.</p>\n<p>[ru] Rain.</p>',
        ),
    ],
)
def test_a_notice_while_drafts_are_inside(
    project: Path, l10n: Run, write: Write, fake_engine: FakeEngine, name: str, text: str, expected: str
) -> None:
    """The article says what it is until everything is reviewed."""
    write({name: text}, 'locales = ["ru"]\nnotice = { ru = "Machine." }')
    l10n("translate")
    l10n("build", "--drafts")
    path = project / "build" / "ru" / name
    assert path.read_text(encoding="utf-8") == expected
    approve(next((project / "locales").rglob("*.po")))
    l10n("build", "--drafts")
    assert "Machine." not in path.read_text(encoding="utf-8")


def test_no_notice_unless_asked_for(project: Path, l10n: Run, write: Write, fake_engine: FakeEngine) -> None:
    """Without the setting an article with drafts has its own text alone; with it there is a text for be, ru and uk."""
    write({"news.txt": "It rains.\n"})
    l10n("translate")
    l10n("build", "--drafts")
    assert (project / "build" / "be" / "news.txt").read_text(encoding="utf-8") == "[be] It rains.\n"
    write({}, "notice = true")
    l10n("build", "--drafts")
    for locale, word in (("be", "машынай"), ("ru", "машиной"), ("uk", "машиною")):
        assert word in (project / "build" / locale / "news.txt").read_text(encoding="utf-8")


def test_variants_of_reviewed_text(project: Path, l10n: Run, write: Write, fake_engine: FakeEngine) -> None:
    """They are made once everything is reviewed, declare themselves, and say that a program made them."""
    pytest.importorskip("quickjs", reason='needs QuickJS: pip install "l10n[variants]"')
    write({"news.html": PAGE}, 'variants = ["be-tarask"]\nlocales = ["be", "ru"]')
    l10n("translate")
    assert l10n("build", "--drafts").stdout == "build/be/news.html\nbuild/ru/news.html\n"
    for path in (project / "locales").rglob("*.po"):
        approve(path, lambda source: f"План снегу: {source}")
    assert l10n("build").stdout.splitlines()[:2] == ["build/be/news.html", "build/be-tarask/news.html"]
    text = (project / "build" / "be-tarask" / "news.html").read_text(encoding="utf-8")
    assert "<html lang=be-tarask>" in text
    assert "<h1>Плян сьнегу: A page</h1>" in text
    assert text.count("аўтаматычна") == 1
    assert not (project / "build" / ".l10n" / "be-tarask").exists()
    only = l10n("build", "--locale", "be", "--variant", "be-Latn")
    assert only.stdout.splitlines() == ["build/be/news.html", "build/be-Latn/news.html"]
    latin = (project / "build" / "be-Latn" / "news.html").read_text(encoding="utf-8")
    assert "<html lang=be-Latn>" in latin
    assert "<p>Płan sniehu: It rains." in latin
    wrong = l10n("build", "--locale", "ru", "--variant", "be-Latn")
    assert (wrong.exit_code, "made from be" in wrong.stderr) == (2, True)


def test_a_variant_without_its_engine_stops_the_build(
    project: Path, l10n: Run, write: Write, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is told before anything is written."""
    monkeypatch.setitem(sys.modules, "quickjs", None)
    converter.cache_clear()
    write({"news.txt": "One.\n"}, 'variants = ["be-Latn"]')
    result = l10n("build", "--drafts")
    assert (result.exit_code, "l10n[variants]" in result.stderr) == (2, True)
    assert not (project / "build").exists()
    assert l10n("build", "--drafts", "--locale", "ru").exit_code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("news.md", "**Maria** Kalesnikava is free. [Kalesnikava](/mk)'s lawyer spoke. *Ales* _Bialiatski_ is not.\n"),
        (
            "news.html",
            "<p><b>Maria</b> Kalesnikava is free. <a href=/mk>Kalesnikava</a>'s lawyer spoke. "
            "<i>Ales</i>\n<u>Bialiatski</u> is not.",
        ),
    ],
)
def test_names_with_markup_inside(project: Path, write: Write, name: str, text: str) -> None:
    """A name is found where a part of it is emphasised or linked; code between words keeps them apart."""
    write({name: text})
    pipeline = open_pipeline(load_config(project))
    document = pipeline.read(project / "source" / name)
    found = [(hit.alias, hit.part) for hit in pipeline.hits(document)]
    assert found == [("Maria Kalesnikava", "full"), ("Kalesnikava", "last"), ("Ales Bialiatski", "full")]
    for hit in pipeline.hits(document):
        assert document.text[hit.span.start :].lstrip("*<bi>_[").startswith(hit.alias.split()[0])


def test_damaged_word_files_end_with_2(project: Path, l10n: Run, write: Write) -> None:
    """A document made to do harm is refused with its name, and nothing is written."""
    write({"evil.docx": docx('<!DOCTYPE x [<!ENTITY a "b">]>' + paragraph(run("One")))})
    for command in ("translate", "build"):
        result = l10n(command)
        assert (result.exit_code, "evil.docx" in result.stderr) == (2, True)
    assert not (project / "locales").exists()
