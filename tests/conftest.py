from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from l10n.glossary.canonical import PROBE
from l10n.model import Draft, Model
from tests.engine_fixtures import isolate_argos

settings.register_profile("default", deadline=None, max_examples=60, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=1000)
settings.load_profile("default")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

ARTICLE = """Belarus Frees Prisoners

Belarus has released 123 inmates, among them Maria Kalesnikava. She is free!

Kalesnikava's lawyer thanked the U.S. for its help.

Who Is Next

- Ales Bialiatski, aged 63;
- others.
"""

GLOSSARY = """source,aliases,be,ru,uk,kind,gender,note
Maria Kalesnikava,Maria Kolesnikova,Марыя Калеснікава,Мария Колесникова,Марія Колесникова,person,f,
Ales Bialiatski,,Алесь Бяляцкі,Алесь Беляцкий,Алесь Біляцький,person,m,
Belarus,,Беларусь,Беларусь,Білорусь,place,f,
U.S.,US|USA,ЗША,США,США,place,pl,indeclinable
"""


class FakeEngine:
    """An engine that marks what it was asked, and counts."""

    name = "fake"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.after_each: Callable[[], None] = lambda: None

    def models(self) -> list[Model]:
        """Every direction from English that the tests need."""
        return [Model(self.name, "en", target, "1") for target in ("be", "ru", "uk", "pl")]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        """Give the text back with the locale before it."""
        drafts = []
        for text in texts:
            if not text.endswith(PROBE.format("")):  # trials of spellings are no sentences
                self.asked.append(text)
            self.after_each()
            drafts.append(Draft(f"[{target}] {text}" if text else "", -0.5))
        return drafts


@pytest.fixture(autouse=True, scope="session")
def no_installed_packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep Argos packages of this machine out of the tests, and the tests out of a person's home."""
    with pytest.MonkeyPatch.context() as patch:
        isolate_argos(tmp_path_factory.mktemp("argos"), patch)
        patch.delenv("L10N_HTTP_URL", raising=False)
        for engine in ("OPUS", "FIREFOX"):
            patch.setenv(f"L10N_{engine}_DIR", str(tmp_path_factory.mktemp(engine)))
        yield


@pytest.fixture
def no_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without engines; OPUS and Firefox models of a test go into folders of its own."""
    monkeypatch.setattr("l10n.engines.apertium.ApertiumEngine._directions", {})
    monkeypatch.setenv("L10N_OPUS_DIR", str(tmp_path / "opus"))
    monkeypatch.setenv("L10N_FIREFOX_DIR", str(tmp_path / "firefox"))
    monkeypatch.delenv("L10N_HTTP_URL", raising=False)


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """Put a fake engine in the place of all engines."""
    engine = FakeEngine()
    monkeypatch.setattr("l10n.pipeline.load_engines", lambda options: [engine])
    return engine


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article and a glossary; the current folder is elsewhere."""
    root = tmp_path / "newsroom"
    (root / "source").mkdir(parents=True)
    (root / "source" / "news.txt").write_text(ARTICLE, encoding="utf-8", newline="")
    (root / "glossary.csv").write_text(GLOSSARY, encoding="utf-8", newline="")
    (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be", "ru", "uk"]\n', encoding="utf-8")
    return root


Run = Callable[..., Result]


@pytest.fixture
def l10n(project: Path) -> Run:
    """Run the command line in the project."""
    from l10n.cli import cli

    def run(*arguments: str, root: Path = project) -> Result:
        return CliRunner().invoke(cli, ["-C", str(root), *arguments], prog_name="l10n")

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with test data that is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("needs the test data in ../shared, which a clone does not have")
    return SHARED


@pytest.fixture(scope="session")
def msgfmt() -> str:
    """GNU msgfmt."""
    found = shutil.which("msgfmt")
    if found is None:
        pytest.skip("needs GNU gettext (Debian package gettext)")
    return found


def approve(path: Path, translate: Callable[[str], str] | None = None) -> None:
    """Do what a reviewer does in a PO editor: remove every fuzzy mark, with a new text if given."""
    import polib

    file = polib.pofile(str(path), wrapwidth=0)
    for entry in file:
        if translate is not None and not entry.obsolete:
            entry.msgstr = translate(entry.msgid)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    file.save(str(path))
