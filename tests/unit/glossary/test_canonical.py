"""Names are given to an engine in the spelling that it renders best."""

from __future__ import annotations

from collections.abc import Sequence

from l10n.glossary.canonical import PROBE, Spellings
from l10n.glossary.matching import Matcher
from l10n.model import Term

NAMES = {"be": "Марыя Калеснікава", "ru": "Мария Колесникова"}
KALESNIKAVA = Term("Maria Kalesnikava", ("Maria Kolesnikova",), NAMES, "person", "f", "", 2)
MINSK = Term("Minsk", ("Mensk",), {"be": "Мінск"}, "place", "m", "", 3)


class Machine:
    """An engine that knows one spelling and garbles the others."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[str]:
        self.asked += texts
        return [text.replace("Kolesnikova", "Колесникова").replace("Kalesnikava", "Калявава") for text in texts]


def rewritten(sentence: str, spellings: Spellings) -> str:
    """Rewrite a sentence with the mentions found in it."""
    return spellings.rewrite(sentence, Matcher([KALESNIKAVA, MINSK]).hits(sentence))


def test_the_spelling_the_engine_knows_is_used() -> None:
    """Every part of a name is written in the spelling that came out best; possessives stay."""
    spellings = Spellings(Machine(), "ru")
    spellings.learn([KALESNIKAVA])
    sentence = "Maria Kalesnikava left. Kalesnikava's lawyer, like Maria, stayed in Minsk."
    expected = "Maria Kolesnikova left. Kolesnikova's lawyer, like Maria, stayed in Minsk."
    assert rewritten(sentence, spellings) == expected


def test_a_name_in_capitals_is_given_in_small_letters() -> None:
    """Engines know no KALESNIKAVA; an abbreviation of the glossary's own stays."""
    spellings = Spellings(Machine(), "ru")
    spellings.learn([KALESNIKAVA])
    assert rewritten("KALESNIKAVA’S LAWYER in MINSK", spellings) == "Kolesnikova’S LAWYER in Minsk"


def test_the_glossary_spelling_stays_when_nothing_is_better() -> None:
    """Where the engine renders no spelling better, the glossary's own is used."""
    spellings = Spellings(list, "ru")
    spellings.learn([KALESNIKAVA])
    assert rewritten("Maria Kolesnikova left.", spellings) == "Maria Kalesnikava left."


def test_each_spelling_is_tried_once() -> None:
    """Terms that were tried are not tried again; a term without a name in the locale is never tried."""
    machine = Machine()
    spellings = Spellings(machine, "ru")
    for _ in range(2):
        spellings.learn([KALESNIKAVA, MINSK])
    assert machine.asked == [PROBE.format("Maria Kalesnikava"), PROBE.format("Maria Kolesnikova")]
