"""``l10n check`` as a newsroom and its continuous integration run it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.conftest import FakeEngine, Run, approve

from l10n import dictionaries
from l10n.catalog.po import load_catalog, save_catalog
from l10n.catalog.provenance import is_untouched, make_provenance
from l10n.model import State

TARGETS = {
    "Belarus Frees Prisoners": "Беларусь вызваляе зняволеных",
    "Belarus has released 123 inmates, among them Maria Kalesnikava.": (
        "Беларусь вызваліла 123 зняволеных, у тым ліку Марыю Калеснікаву."
    ),
    "She is free!": "Яна вольная!",
    "Kalesnikava's lawyer thanked the U.S. for its help.": "Адвакат Калеснікавай падзякаваў ЗША за дапамогу.",
    "Who Is Next": "Хто наступны",
    "Ales Bialiatski, aged 63;": "Алесь Бяляцкі, 63 гады;",
    "others.": "іншыя.",
}


@pytest.fixture
def catalog(project: Path, l10n: Run, fake_engine: FakeEngine) -> Path:
    """A reviewed Belarusian catalog with nothing wrong in it."""
    (project / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be"]\n', encoding="utf-8")
    l10n("translate")
    path = project / "locales" / "be" / "LC_MESSAGES" / "news.po"
    approve(path, TARGETS.__getitem__)
    return path


@pytest.fixture
def spoil(catalog: Path) -> Callable[[str, str], int]:
    """Replace a text of the catalog; give the line of the entry."""

    def change(old: str, new: str) -> int:
        text = catalog.read_text(encoding="utf-8")
        assert text.count(old) == 1
        catalog.write_text(text.replace(old, new), encoding="utf-8", newline="")
        entries = load_catalog(catalog, "be").entries
        return next((entry.line for entry in entries if new in entry.target), 0)

    return change


def configure(project: Path, table: str) -> None:
    """Write settings of the checks."""
    text = f'[tool.l10n]\nlocales = ["be"]\n[tool.l10n.checks]\n{table}\n'
    (project / "pyproject.toml").write_text(text, encoding="utf-8")


def test_a_good_catalog_has_no_findings(catalog: Path, l10n: Run) -> None:
    """Nothing on stdout, exit code 0."""
    result = l10n("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 findings" in result.stderr


def test_text_names_file_line_and_remedy(catalog: Path, l10n: Run, spoil: Callable[[str, str], int]) -> None:
    """FILE:LINE: severity: code: message, the suggestion below; exit code 1."""
    line = spoil("Яна вольная!", "Яна - вольная!")
    result = l10n("check", "--locale", "be")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"locales/be/LC_MESSAGES/news.po:{line}: warning: dash: ")
    assert second == "    → Яна — вольная!"
    assert "1 finding: 1 warning" in result.stderr


def test_dictionaries_of_the_project(
    project: Path, catalog: Path, l10n: Run, spoil: Callable[[str, str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that the settings name is looked into; where no dictionary is found, the run says what to do."""
    pytest.importorskip("hunspell", reason="needs chunspell (the extra l10n[spelling])")
    monkeypatch.setattr("l10n.dictionaries._FOLDERS", ())
    monkeypatch.setattr("l10n.dictionaries._OFFICE", ())
    monkeypatch.setattr("l10n.dictionaries._PACKAGES", {})
    spoil("Яна вольная!", "Яна вызвалена!")
    words = "вызваліла зняволеных вызвалена вызваленая падзякаваў дапамогу наступны гады іншыя вольная адвакат".split()
    (project / "words").mkdir()
    (project / "words" / "be_BY.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (project / "words" / "be_BY.dic").write_text("\n".join([str(len(words)), *words]), encoding="utf-8")
    assert "[tool.l10n.checks] dictionaries" in l10n("check").stderr
    configure(project, 'dictionaries = ["words"]')
    assert not l10n("check").stdout
    spoil("Яна вызвалена!", "Яна вызвлена!")
    assert "misspelt" not in l10n("check").stdout  # too far from any word
    spoil("Яна вызвлена!", "Яна вызваленна!")
    assert "вызвалена?" in l10n("check").stdout


def test_folder_of_dictionaries_that_is_not_there(project: Path, catalog: Path, l10n: Run) -> None:
    """A name typed wrong is told, not passed over."""
    configure(project, 'dictionaries = ["wrods"]')
    result = l10n("check")
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr
    assert "wrods" in result.stderr


def test_a_second_check_opens_no_dictionary(
    project: Path, catalog: Path, l10n: Run, spoil: Callable[[str, str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a dictionary said of a word is kept for the next run, which finds the same."""
    pytest.importorskip("hunspell", reason="needs chunspell (the extra l10n[spelling])")
    spoil("Яна вольная!", "Яна вызваленна!")
    (project / "words").mkdir()
    (project / "words" / "be_BY.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (project / "words" / "be_BY.dic").write_text("1\nвызвалена\n", encoding="utf-8")
    configure(project, 'dictionaries = ["words"]')
    monkeypatch.setattr(dictionaries, "_open", cache(dictionaries._open.__wrapped__))  # as a new process
    first = l10n("check")
    assert "вызвалена?" in first.stdout
    monkeypatch.setattr(dictionaries, "_open", cache(dictionaries._open.__wrapped__))
    monkeypatch.setattr("hunspell.Hunspell", None)
    second = l10n("check")
    assert (second.stdout, second.exit_code) == (first.stdout, first.exit_code)


@pytest.mark.parametrize(("table", "option", "code"), [("", "error", 0), ('fail = "error"', None, 0), ("", None, 1)])
def test_the_exit_code_is_the_projects_choice(
    project: Path, catalog: Path, l10n: Run, spoil: Callable[[str, str], int], table: str, option: str | None, code: int
) -> None:
    """With --fail error, or the setting, warnings are printed and pass."""
    spoil("Яна вольная!", "Яна - вольная!")
    configure(project, table)
    result = l10n("check", *(["--fail", option] if option else []))
    assert (result.exit_code, "dash" in result.stdout) == (code, True)


def test_settings_and_comments_silence_codes(
    project: Path, catalog: Path, l10n: Run, spoil: Callable[[str, str], int]
) -> None:
    """A project disables a code or makes it an error; a person ignores it above an entry, and translate keeps that."""
    spoil("Яна вольная!", "Яна - вольная!")
    configure(project, 'severity = { dash = "error" }')
    assert ": error: dash:" in l10n("check", "--fail", "error").stdout
    configure(project, 'disable = ["dash"]')
    assert l10n("check").exit_code == 0
    configure(project, "")
    spoil('msgid "She is free!"', '# l10n: ignore=dash\nmsgid "She is free!"')
    assert l10n("check").exit_code == 0
    l10n("translate")
    assert "# l10n: ignore=dash" in catalog.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('disable = ["dahs"]', "no check has the code dahs — did you mean dash?"),
        ('fial = "error"', "unknown key: checks.fial — did you mean fail?"),
        ('fail = "fatal"', "checks.fail must be error or warning"),
        ('severity = { dash = "bad" }', "checks.severity.dash must be error or warning"),
        ("severity = 1", "checks.severity must be a table"),
        ('disable = "dash"', "checks.disable must be a list"),
        ('dictionaries = "words"', "checks.dictionaries must be a list of folders"),
    ],
)
def test_wrong_settings_are_named(project: Path, catalog: Path, l10n: Run, table: str, message: str) -> None:
    """A slip in the settings is an error with the file, the key and a guess."""
    configure(project, table)
    result = l10n("check")
    assert result.exit_code == 2
    assert "pyproject.toml" in result.stderr
    assert message in result.stderr


def test_fix_corrects_what_is_safe_once(catalog: Path, l10n: Run, spoil: Callable[[str, str], int]) -> None:
    """Typography is corrected in reviewed entries, which stay reviewed; what is left is reported; again is nothing."""
    spoil("Яна вольная!", "Яна - вольная  ( так )!")
    spoil("падзякаваў ЗША за дапамогу.", "падзякаваў «ЗША за дапамогу.")
    result = l10n("check", "--fix")
    assert result.exit_code == 1
    assert "fixed: dash, spaces" in result.stderr
    assert "1 translation corrected" in result.stderr
    assert [line.split(": ")[2] for line in result.stdout.splitlines()] == ["quotes-unbalanced"]
    entries = {entry.key.source: entry for entry in load_catalog(catalog, "be").entries}
    assert entries["She is free!"].target == "Яна — вольная (так)!"
    assert all(entry.state is State.REVIEWED for entry in entries.values())
    before = catalog.read_bytes()
    assert "0 translations corrected" in l10n("check", "--fix").stderr
    assert catalog.read_bytes() == before


def test_fix_leaves_drafts_untouched_drafts(catalog: Path, l10n: Run, spoil: Callable[[str, str], int]) -> None:
    """A machine draft that was corrected still counts as the machine's, so that --redraft may replace it."""
    l10n("translate")
    found = load_catalog(catalog, "be")
    text = "Яна - вольная!"
    drafts = [
        replace(entry, target=text, fuzzy=True, provenance=make_provenance("x", text)) for entry in found.entries[2:3]
    ]
    save_catalog(replace(found, entries=(*found.entries[:2], *drafts, *found.entries[3:])), catalog)
    l10n("check", "--fix")
    entry = load_catalog(catalog, "be").entries[2]
    assert (entry.target, entry.state, is_untouched(entry)) == ("Яна — вольная!", State.DRAFT, True)


def test_machine_formats_are_valid(catalog: Path, l10n: Run, spoil: Callable[[str, str], int]) -> None:
    """JSON, SARIF, JUnit and GitHub tell the same finding, and nothing else is on stdout, also with --fix."""
    line = spoil("за дапамогу.", "за «дапамогу.")
    where = "locales/be/LC_MESSAGES/news.po"
    (found,) = json.loads(l10n("check", "--format", "json", "--fix").stdout)["findings"]
    assert (found["code"], found["path"], found["line"]) == ("quotes-unbalanced", where, line)
    (run,) = json.loads(l10n("check", "--format", "sarif").stdout)["runs"]
    assert run["results"][0]["ruleId"] == "quotes-unbalanced"
    root = ElementTree.fromstring(l10n("check", "--format", "junit").stdout)
    assert (root.get("tests"), root.get("failures")) == ("7", "1")
    github = l10n("check", "--format", "github").stdout
    assert github.startswith(f"::error file={where},line={line},title=quotes-unbalanced::")


def test_codes_are_listed_and_explained(project: Path, l10n: Run) -> None:
    """--list names every code, --explain says more; both work before there are catalogs. A slip is guessed."""
    codes = {row["code"]: row for row in json.loads(l10n("check", "--list", "--format", "json").stdout)["codes"]}
    assert {"dash", "quotes-unbalanced", "name-wrong", "check-failed"} <= codes.keys()
    assert not codes["no-break-space"]["active"]
    listed = l10n("check", "--list")
    assert (listed.exit_code, all(code in listed.stdout for code in codes)) == (0, True)
    result = l10n("check", "--explain", "dash")
    assert result.exit_code == 0
    assert result.stdout.startswith("dash (warning, --fix corrects it)\n")
    assert "did you mean dash?" in l10n("check", "--explain", "dahs").stderr


def test_a_check_that_crashes_is_reported(
    catalog: Path, l10n: Run, spoil: Callable[[str, str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other checks go on, and the run says which one failed."""

    def fail(self: object, translation: object) -> None:
        raise RuntimeError("broken")

    spoil("за дапамогу.", "за «дапамогу.")
    monkeypatch.setattr("l10n.checks.typography.TypographyCheck.check", fail)
    codes = [line.split(": ")[2] for line in l10n("check").stdout.splitlines()]
    assert sorted(codes) == ["check-failed", "quotes-unbalanced"]
