from __future__ import annotations

from pathlib import Path

import pytest

from l10n.errors import GlossaryError
from l10n.glossary.table import load_glossary

HEADER = "source,aliases,be,kind,gender,note\n"


def load(tmp_path: Path, data: str | bytes) -> list[tuple[object, ...]]:
    """Load a glossary from text; terms as tuples of what the tests look at."""
    path = tmp_path / "glossary.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return [(term.source, term.aliases, dict(term.targets), term.row) for term in load_glossary(path)]


@pytest.mark.parametrize(
    "data",
    [
        HEADER + "Minsk,,Мінск,place,m,\n",
        "\ufeff" + HEADER + "Minsk,,Мінск,place,m,\n",
        (HEADER + "Minsk,,Мінск,place,m,\n").replace("\n", "\r\n"),
        HEADER + "\nMinsk , ,  Мінск,place,m,\n",
        HEADER + "Minsk,,Мінск\n",
    ],
)
def test_forms_of_the_same_file(tmp_path: Path, data: str) -> None:
    """A byte order mark, CRLF, blank lines, spaces and missing last fields change nothing."""
    (term,) = load(tmp_path, data)
    assert term[:3] == ("Minsk", (), {"be": "Мінск"})


def test_quoted_fields_and_aliases(tmp_path: Path) -> None:
    """Fields with commas, quotes and line breaks are read; rows keep the line they start on."""
    text = HEADER + 'A,"B|C",«А»,org,f,"one, ""two""\nthree"\nD,,Д,term,-,\n'
    assert load(tmp_path, text) == [("A", ("B", "C"), {"be": "«А»"}, 2), ("D", (), {"be": "Д"}, 4)]


def test_all_problems_are_listed_at_once(tmp_path: Path) -> None:
    """Each problem of a file has its line, its column and a remedy."""
    text = HEADER + (
        ",,Мінск,place,m,\n"  # no source
        "Brest,,Брэст,plase,m,\n"  # unknown kind
        "Homiel,,Гомель,place,q,\n"  # unknown gender
        "Brest,,Брэст,place,m,\n"  # twice
        "Riga,Riga,Рыга,place,f,\n"  # alias is the source
        "Paris,,Парыж,place,m,a,b\n"  # too many fields
        "Lviv,,Lвоў,place,m,\n"  # Latin letter inside
        "Kyiv,,Кі\x07еў,place,m,\n"  # control character
    )
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path, text)
    places = [line.split("glossary.csv:")[1] for line in caught.value.details]
    starts = ["2: column source", "3: column kind", "4: column gender", "5: column source", "6: column aliases"]
    starts += ["7: column 7", "8: column be", "9: column be"]
    assert [place[: len(start)] for place, start in zip(places, starts, strict=True)] == starts
    assert "did you mean place?" in places[1]
    assert "line 3" in places[3]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("", "empty"),
        ("name,be\nA,Б\n", "column source"),
        ("source,Kind ,knd\nA,Б\n", "did you mean kind"),
        ("source,be,be\nA,Б,В\n", "more than once"),
        (HEADER + 'A,,"Б\n', "not valid CSV"),
        (HEADER.encode() + "А".encode("cp1251") + b",\n", "UTF-8"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, data: str | bytes, word: str) -> None:
    """A header or file that cannot be used is named with what to do."""
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path, data)
    assert word in " ".join([str(caught.value), *caught.value.details])


def test_a_wrong_forms_column_is_a_problem_of_its_line(tmp_path: Path) -> None:
    """Overrides of case forms are checked when the glossary is read."""
    with pytest.raises(GlossaryError) as caught:
        load(tmp_path, "source,be,forms\nA,А,be: genitive\n")
    assert "glossary.csv:2: column forms" in caught.value.details[0]


def test_reference_glossaries_are_read(shared: Path) -> None:
    """The glossaries of the test articles have no problems."""
    for folder in ("seed", "articles"):
        assert len(load_glossary(shared / "data" / folder / "glossary.csv")) >= 20
