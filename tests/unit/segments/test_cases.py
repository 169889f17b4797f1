"""Sentences as people marked them: the case files, and news paragraphs kept beside the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.segments import split

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "segments"
DATA = ROOT.parent / "shared" / "data"
MARK = "¦"


def marked_lines(path: Path) -> list[tuple[int, str]]:
    """Numbered lines of a file with marks, without remarks and empty lines."""
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def case_parameters() -> Iterator[object]:
    """Every line of every case file, named after its place."""
    for path in sorted(CASES.glob("*.txt")):
        for number, line in marked_lines(path):
            yield pytest.param(path.stem, line, id=f"{path.name}:{number}")


def sentences(text: str, locale: str = "en") -> list[str]:
    """Texts of the sentences."""
    return [text[span.start : span.end] for span in split(text, locale)]


def ends(text: str, locale: str = "en") -> set[int]:
    """Offsets at which a sentence ends inside a text."""
    return {span.end for span in split(text, locale)[:-1]}


def data_file(name: str) -> Path:
    """A file beside the repository; without it the test is skipped."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name} in the data folder beside the repository")
    return path


@pytest.mark.parametrize(("locale", "line"), list(case_parameters()))
def test_case_file(locale: str, line: str) -> None:
    """A paragraph falls into the sentences that the case file marks."""
    expected = [part.strip() for part in line.split(MARK)]
    assert sentences(line.replace(MARK, ""), locale) == expected


@pytest.mark.parametrize("space", ["\n", "\r\n", "\t", "\N{NO-BREAK SPACE}", "  ", " \N{THIN SPACE}\r\n  "])
@pytest.mark.parametrize("locale", ["en", "be", "ru", "uk"])
def test_case_files_with_other_whitespace(locale: str, space: str) -> None:
    """How whitespace is written changes no sentence: a paragraph may be wrapped anywhere."""
    for number, line in marked_lines(CASES / f"{locale}.txt"):
        expected = [part.strip().replace(" ", space) for part in line.split(MARK)]
        actual = sentences(line.replace(MARK, "").replace(" ", space), locale)
        assert actual == expected, f"{locale}.txt:{number}"


@pytest.mark.parametrize(("locale", "least"), [("en", 60), ("be", 15), ("ru", 15), ("uk", 15)])
def test_case_files_are_not_empty(locale: str, least: int) -> None:
    """There are enough cases for each language, so that a lost file cannot pass unseen."""
    assert len(marked_lines(CASES / f"{locale}.txt")) >= least


def test_news_paragraphs() -> None:
    """F1 of sentence ends in the marked news paragraphs is at least 0.98."""
    hits = found = wanted = 0
    for _, line in marked_lines(data_file("segmentation/en.txt")):
        parts = line.split(MARK)
        expected = {len("".join(parts[:count])) for count in range(1, len(parts))}
        actual = ends("".join(parts))
        hits, found, wanted = hits + len(actual & expected), found + len(actual), wanted + len(expected)
    assert 2 * hits / (found + wanted) >= 0.98


@pytest.mark.parametrize("space", [" ", "\n", "\r\n"])
def test_example_article(space: str) -> None:
    """The example article has its 19 sentences, the title included, also with hard line breaks."""
    blocks = data_file("seed/seed.en").read_text(encoding="utf-8").strip().split("\n\n")
    expected = [block.split("\n") for block in blocks]
    assert [sentences(block.replace("\n", space)) for block in blocks] == expected
    assert sum(map(len, expected)) == 19
