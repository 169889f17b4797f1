from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary.matching import Matcher, split_person
from l10n.glossary.table import load_glossary
from l10n.model import Term


def term(source: str, *aliases: str, kind: str = "person") -> Term:
    """A row of a glossary."""
    return Term(source, aliases, {"be": "Імя"}, kind, "", "", 2)


TERMS = [
    term("Maria Kalesnikava", "Maria Kolesnikova"),
    term("Volha Khomich"),
    term("Dzmitry Khomich"),
    term("Ursula von der Leyen"),
    term("Belarus", kind="place"),
    term("Belarusian Association of Journalists", kind="org"),
    term("U.S.", "US", kind="place"),
    term("X", kind="media"),
    term("Mexico", kind="place"),
    term("Anna Mark"),
    term("election commission", kind="term"),
]


def found(text: str) -> list[tuple[str, str]]:
    """Mentions as (spelling, names in the glossary)."""
    return [(hit.alias, "|".join(item.source for item in hit.terms)) for hit in Matcher(TERMS).hits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kalesnikava's lawyer", [("Kalesnikava", "Maria Kalesnikava")]),
        ("Kolesnikova’s lawyer", [("Kolesnikova", "Maria Kalesnikava")]),
        ("Maria spoke.", []),
        ("Maria Kalesnikava spoke. Maria left.", [("Maria Kalesnikava",) * 2, ("Maria", "Maria Kalesnikava")]),
        ("kalesnikava", []),
        ("Khomich spoke.", [("Khomich", "Volha Khomich|Dzmitry Khomich")]),
        ("Volha Khomich spoke. Khomich left.", [("Volha Khomich",) * 2, ("Khomich", "Volha Khomich")]),
        (
            "Volha Khomich and Dzmitry Khomich. Khomich left.",
            [("Volha Khomich",) * 2, ("Dzmitry Khomich",) * 2, ("Khomich", "Dzmitry Khomich")],
        ),
        ("Von der Leyen and von der Leyen", [("von der Leyen", "Ursula von der Leyen")]),
        ("Belarusians in Belarus-Ukraine", [("Belarus", "Belarus")]),
        ("the Belarusian Association of Journalists", [("Belarusian Association of Journalists",) * 2]),
        ("the U.S.-led US, USA", [("U.S.", "U.S."), ("US", "U.S.")]),
        ("an X-ray on X.", [("X", "X")]),
        ("@X and #Belarus", []),
        ("Election commission", [("Election commission", "election commission")]),
        ("Maria\nKalesnikava", [("Maria Kalesnikava", "Maria Kalesnikava")]),
        ("BELARUS (AP) — Police", [("BELARUS", "Belarus")]),
        ("KALESNIKAVA’S LAWYER", [("KALESNIKAVA", "Maria Kalesnikava")]),
        ("VON DER LEYEN IN MAY", [("VON DER LEYEN", "Ursula von der Leyen")]),
        ("ELECTION COMMISSION SPEAKS TO MARK", [("ELECTION COMMISSION", "election commission")]),
        ("a mark for Mark Belarus", [("Belarus", "Belarus")]),
        ("New Mexico and Mexico, New Belarus", [("Mexico", "Mexico"), ("Belarus", "Belarus")]),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    """Aliases, possessives, last and first names are found, the longest first, at word boundaries."""
    assert found(text) == expected


@given(st.text(alphabet="MariaKlesnkvXU.S's -\n’Bu", max_size=80))
def test_hits_are_where_they_say(text: str) -> None:
    """A hit's span holds its spelling; hits are in order and do not overlap."""
    position = 0
    for hit in Matcher(TERMS).hits(text):
        assert " ".join(text[hit.span.start : hit.span.end].split()) == hit.alias
        assert hit.span.start >= position
        position = hit.span.end


def test_no_terms_no_hits() -> None:
    """An empty glossary finds nothing."""
    assert Matcher([]).hits("Maria") == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lukashenko", ("", "Lukashenko")),
        ("Robert F. Kennedy Jr.", ("Robert F.", "Kennedy")),
        ("Charles de Gaulle", ("Charles", "de Gaulle")),
        ("Van Morrison", ("Van", "Morrison")),
    ],
)
def test_split_person(name: str, parts: tuple[str, str]) -> None:
    """A last name has its particles and not its suffixes."""
    assert split_person(name) == parts


def test_every_listed_mention_is_found(shared: Path) -> None:
    """Each name the reference lists for the test articles is found in its line, and no other."""
    for name, folder in (("seed", "seed"), ("dev1", "articles"), ("dev2", "articles")):
        data = shared / "data" / folder
        text = (data / f"{name}.en").read_text(encoding="utf-8")
        hits = Matcher(load_glossary(data / "glossary.csv")).hits(text)
        with (data / "names.tsv").open(encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t") if row["lang"] == "be"]
        wanted = Counter(int(row["line"]) for row in rows if row.get("article", name) == name)
        names = [hit for hit in hits if hit.terms[0].kind != "term" or folder == "seed"]
        assert Counter(text.count("\n", 0, hit.span.start) + 1 for hit in names) == wanted
