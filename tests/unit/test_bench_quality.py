"""What bench/quality.py counts. The scores themselves are sacrebleu's, which is not needed here."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The rules about single lines."""
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("quality_words")


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The reader of evaluation sets."""
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("quality_data")


@pytest.mark.parametrize(
    ("word", "locale", "alien"),
    [
        ("дзіця", "be", False),
        ("дитя", "be", True),
        ("речь", "be", True),
        ("рюкзак", "be", True),
        ("этот", "uk", True),
        ("цей", "uk", False),
        ("сонца", "ru", False),
        ("з’їзд", "ru", True),
    ],
)
def test_alien_letters(words: ModuleType, word: str, locale: str, alien: bool) -> None:
    """A word with letters, or a pair of them, that its language lacks is of another language."""
    assert words.breaks_alphabet(word, locale) is alien


@pytest.mark.parametrize(
    ("line", "locale", "wrong"),
    [
        ("Праезд праз мост закрыты.", "be", False),
        ("Проезд через мост закрыт и объезд тоже.", "be", True),
        ("Проїзд через міст закрито.", "ru", True),
        ("Проезд через мост был закрыт.", "uk", True),
        ("The bridge is closed to traffic.", "ru", True),
        ("BBC", "uk", False),
        ("Канал BBC News паведаміў.", "be", False),
    ],
)
def test_wrong_language(words: ModuleType, line: str, locale: str, wrong: bool) -> None:
    """A line is in the wrong language when another alphabet fits more of its words, or Latin words prevail."""
    assert words.wrong_language(line, locale) is wrong


@pytest.mark.parametrize(
    ("line", "loop"),
    [
        ("Ён сказаў, што ён сказаў, што ён сказаў, што", True),
        ("дом дом дом", True),
        ("тратататататата", True),
        ("Дзень за днём, год за годам", False),
        ("1 000 000 000", False),
        ("…………", False),
    ],
)
def test_loops(words: ModuleType, line: str, loop: bool) -> None:
    """The same words three times in a row are a loop; figures and dots are not."""
    assert words.loops(line) is loop


def test_faults_without_dictionaries(words: ModuleType, tmp_path: Path) -> None:
    """Faults are counted line by line; without dictionaries there is no share of alien words, and a reason."""
    spellers = words.Spellers(tmp_path)
    assert spellers.missing
    sources = ["In 2021, 1,200 people came.", "Yes, yes.", "A house."]
    targets = ["У 2021 годзе прыйшлі 1200 чалавек.", "", "дзіця ў дом дом дом дитя"]
    faults = words.find_faults(sources, targets, "be", spellers)
    assert (faults.wrong, faults.loops, faults.empty, faults.digits) == (0, 1, 1, 100.0)
    assert faults.spelling is None
    assert faults.letters == pytest.approx(100 / 9)
    assert set(faults.as_json()) == {"letters", "spelling", "wrong", "loops", "empty", "digits"}


def test_recorded_files_are_found_and_entities_undone(data: ModuleType, tmp_path: Path) -> None:
    """A set has a text in each language and outputs of systems; good Russian of others stands in for a first step."""
    files = {"flores-dev.en": "A\nB\n", "flores-dev.be": "А\nБ\n", "flores-dev.ru": "А\nБ\n"}
    files |= {"flores-dev.google.be": "аб&#39;ект\nБ\n", "flores-dev.microsoft.ru": "я\nю\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = data.EvalSet("flores-dev", 1, tmp_path)
    assert [(item.system, item.target, item.lines) for item in found.recorded()] == [
        ("google", "be", ["аб'ект"]),
        ("microsoft", "ru", ["я"]),
    ]
    assert [(item.name, item.lines) for item in found.sources("ru")] == [("microsoft", ["я"])]
    assert [(item.name, item.lines) for item in found.sources("en")] == [("reference", ["A"])]
    with pytest.raises(FileNotFoundError):
        data.EvalSet("ntrex-dev", 1, tmp_path)
