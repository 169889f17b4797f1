"""The smaller commands: init, segment, glossary."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import ARTICLE, FakeEngine, Run, approve


def test_init_makes_a_project_that_works(tmp_path: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A new project takes an article at once; a second init changes nothing."""
    root = tmp_path / "new"
    assert l10n("init", str(root)).exit_code == 0
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert l10n("init", str(root)).exit_code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    (root / "source" / "news.txt").write_text(ARTICLE, encoding="utf-8")
    assert l10n("translate", root=root).exit_code == 0
    assert l10n("glossary", "check", root=root).exit_code == 0


def test_init_keeps_settings_of_other_tools(tmp_path: Path, l10n: Run) -> None:
    """An existing pyproject.toml is added to, not replaced."""
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    l10n("init", str(tmp_path))
    text = (tmp_path / "pyproject.toml").read_text()
    assert text.startswith("[tool.other]\nx = 1\n")
    assert "[tool.l10n]" in text


def test_segment_prints_a_sentence_a_line(project: Path, l10n: Run) -> None:
    """Sentences come out one a line and nothing else."""
    result = l10n("segment", str(project / "source" / "news.txt"))
    assert result.stdout.splitlines() == [
        "Belarus Frees Prisoners",
        "Belarus has released 123 inmates, among them Maria Kalesnikava.",
        "She is free!",
        "Kalesnikava's lawyer thanked the U.S. for its help.",
        "Who Is Next",
        "Ales Bialiatski, aged 63;",
        "others.",
    ]
    assert result.stderr == ""


def test_segment_json_has_places(project: Path, l10n: Run) -> None:
    """Offsets are code points of the file; kinds are those of the blocks."""
    rows = json.loads(l10n("segment", str(project / "source" / "news.txt"), "--json").stdout)
    assert [row["kind"] for row in rows] == ["title", *["paragraph"] * 3, "heading", "item", "item"]
    assert all(ARTICLE[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["line"] for row in rows] == [1, 3, 3, 5, 7, 9, 10]


def test_glossary_hits(project: Path, l10n: Run) -> None:
    """Mentions are listed with line, spelling and name."""
    result = l10n("glossary", "hits", str(project / "source" / "news.txt"), "--json")
    rows = json.loads(result.stdout)
    assert [(row["line"], row["alias"], row["name"]) for row in rows] == [
        (1, "Belarus", "Belarus"),
        (3, "Belarus", "Belarus"),
        (3, "Maria Kalesnikava", "Maria Kalesnikava"),
        (5, "Kalesnikava", "Maria Kalesnikava"),
        (5, "U.S.", "U.S."),
        (9, "Ales Bialiatski", "Ales Bialiatski"),
    ]
    assert all(ARTICLE[row["start"] : row["end"]] == row["alias"] for row in rows)
    plain = l10n("glossary", "hits", str(project / "source" / "news.txt")).stdout.splitlines()
    assert plain[3].endswith("news.txt:5: Kalesnikava = Maria Kalesnikava")


def test_glossary_check(project: Path, l10n: Run) -> None:
    """A good glossary passes; names that a locale lacks are mentioned; problems exit with 2."""
    result = l10n("glossary", "check")
    assert (result.exit_code, "4 terms, no problems" in result.stderr) == (0, True)
    (project / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["pl"]\n')
    assert "no pl name" in l10n("glossary", "check").stderr
    (project / "glossary.csv").unlink()
    assert l10n("glossary", "check").exit_code == 2


def test_glossary_forms(project: Path, l10n: Run) -> None:
    """Forms are shown for a name, an alias, a last name of the glossary and a name in the letters of the locale."""
    result = l10n("glossary", "forms", "Ales Bialiatski", "--locale", "be", "--json")
    forms = json.loads(result.stdout)
    assert (forms["name"], forms["locale"]) == ("Ales Bialiatski", "be")
    assert forms["forms"]["gen"] == ["Алеся Бяляцкага"]
    assert list(forms["forms"]) == ["nom", "gen", "dat", "acc", "ins", "loc"]
    assert "voc" in json.loads(l10n("glossary", "forms", "Kolesnikova", "--locale", "uk", "--json").stdout)["forms"]
    assert "acc  Калеснікаву" in l10n("glossary", "forms", "Kalesnikava", "--locale", "be").stdout.splitlines()
    assert "Быкава" in l10n("glossary", "forms", "Быкаў", "--locale", "be", "--gender", "m").stdout
    unknown = l10n("glossary", "forms", "Kalesnikov", "--locale", "be")
    assert unknown.exit_code == 2
    assert "did you mean" in unknown.stderr
    assert l10n("glossary", "forms", "Minsk", "--locale", "be", "--kind", "x").exit_code == 2


def test_glossary_enforce(tmp_path: Path, l10n: Run) -> None:
    """Exactly the lines of the draft come out, with the names put right; doubts go to stderr, decisions to JSON."""
    source, draft = tmp_path / "a.en", tmp_path / "a.be"
    source.write_text("They met Kalesnikava.\n\nBialiatski left.\n", encoding="utf-8")
    draft.write_text("Яны сустрэліся з Колесниковой.\n\nЁн з’ехаў.\n", encoding="utf-8")
    result = l10n("glossary", "enforce", "--locale", "be", str(source), str(draft))
    assert result.exit_code == 0
    assert result.stdout == "Яны сустрэліся з Калеснікавай.\n\nЁн з’ехаў.\n"
    assert "a.be:3: Bialiatski: not found" in result.stderr
    rows = json.loads(l10n("glossary", "enforce", "--locale", "be", str(source), str(draft), "--json").stdout)
    assert [(row["line"], row["name"], row["decision"]) for row in rows] == [
        (1, "Maria Kalesnikava", "replaced"),
        (3, "Ales Bialiatski", "reported"),
    ]
    assert (rows[0]["found"], rows[0]["written"]) == ("Колесниковой", "Калеснікавай")
    draft.write_text("Адзін радок.\n", encoding="utf-8")
    unequal = l10n("glossary", "enforce", "--locale", "be", str(source), str(draft))
    assert unequal.exit_code == 2
    assert "3" in unequal.stderr


def test_glossary_suggest(project: Path, l10n: Run) -> None:
    """New names come out as rows of the glossary's own columns; a near spelling is reported as a possible alias."""
    article = project / "source" / "news.txt"
    article.write_text(
        "A Headline With Capitals\n\nThe writer Anna Petrova met Kalesnykava in Vitebsk. "
        "Polish President Jan Nowak came on Monday.\n",
        encoding="utf-8",
    )
    result = l10n("glossary", "suggest", str(article))
    assert [line.split(",")[0] for line in result.stdout.splitlines()] == ["Anna Petrova", "Vitebsk", "Jan Nowak"]
    assert "Anna Petrova,,Анна Петрова,Анна Петрова,Анна Петрова,person,," in result.stdout
    assert "news.txt:3: Kalesnykava looks like Maria Kalesnikava" in result.stderr
    with (project / "glossary.csv").open("a", encoding="utf-8") as file:
        file.write(result.stdout)
    assert l10n("glossary", "check").exit_code == 0


def test_check_finds_wrong_names(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Names that are not the glossary's are findings, in reviewed text too, with file, line and what is right."""
    l10n("translate", "--locale", "be")
    path = project / "locales" / "be" / "LC_MESSAGES" / "news.po"
    released = "Belarus has released 123 inmates, among them Maria Kalesnikava."
    right = {
        "Belarus Frees Prisoners": "Беларусь вызваляе вязняў",
        released: "Беларусь адпусціла 123 вязняў і Марыю Калеснікаву.",
        "Kalesnikava's lawyer thanked the U.S. for its help.": "Адвакат Калеснікавай падзякаваў ЗША за дапамогу.",
        "Ales Bialiatski, aged 63;": "63-гадовы Алесь Бяляцкі;",
    }
    approve(path, lambda msgid: right.get(msgid, "Тэкст."))
    assert (l10n("check", "--locale", "be").exit_code, l10n("check", "--locale", "be").stdout) == (0, "")
    wrong = {**right, "Ales Bialiatski, aged 63;": "63-гадовы Алесь Беляцкий;"}
    approve(path, lambda msgid: wrong.get(msgid, "Тэкст."))
    result = l10n("check", "--locale", "be")
    assert result.exit_code == 1
    line = next(line for line in result.stdout.splitlines() if "name-wrong" in line)
    assert line.startswith("locales/be/LC_MESSAGES/news.po:")
    assert line.endswith("error: name-wrong: Ales Bialiatski: Алесь Беляцкий should be Алесь Бяляцкі (nom)")
    findings = json.loads(l10n("check", "--locale", "be", "--format", "json").stdout)["findings"]
    (finding,) = [found for found in findings if found["code"] == "name-wrong"]
    assert (finding["code"], finding["locale"], finding["suggestion"]) == (
        "name-wrong",
        "be",
        "63-гадовы Алесь Бяляцкі;",
    )


def test_drafts_get_the_names_of_the_glossary(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A machine draft has its names put right before a person sees it; doubts stay in the notes until it is edited."""
    l10n("translate", "--locale", "be")
    path = project / "locales" / "be" / "LC_MESSAGES" / "news.po"
    text = path.read_text(encoding="utf-8")
    assert 'msgstr "[be] Алесь Бяляцкі, aged 63;"' in text
    before = path.read_bytes()
    l10n("translate", "--locale", "be")
    assert path.read_bytes() == before


def test_build_before_translate_says_so(project: Path, l10n: Run) -> None:
    """Where no catalog is, there is nothing to review yet."""
    result = l10n("build", "--locale", "be")
    assert result.exit_code == 1
    assert "be/LC_MESSAGES/news.po: not there yet: run l10n translate" in result.stderr
    assert "run l10n translate, then review" in result.stderr
    assert not (project / "build").exists()
