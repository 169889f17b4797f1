from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.figures import changed_figures, figures, repair_figures
from l10n.engines.hygiene import problems

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("source", "draft", "target"),
    [
        ("Some 1,200 people came.", f"Прыйшло каля 1{NBSP}200 чалавек.", "be"),
        ("Some 1,200 people came.", "Пришло около 1 200 человек.", "ru"),
        ("Some 1,200 people came.", "Прийшло близько 1200 людей.", "uk"),
        ("It cost $1.5 million.", "Гэта каштавала 1,5 млн долараў.", "be"),
        ("It cost 1,500,000 dollars.", "Это стоило 1,5 миллиона долларов.", "ru"),
        ("The 3,000 soldiers left.", "3 тысячі солдатів пішли.", "uk"),
        ("It took 5 years.", "На гэта спатрэбілася пяць гадоў.", "be"),
        ("There were 40 of them.", "Их было сорок.", "ru"),
        ("There were 48 of them.", "Їх було сорок вісім.", "uk"),
        ("About three thousand years later", "Праз каля 3000 гадоў", "be"),
        ("In the 1960s he left.", "В шестидесятые годы он уехал.", "ru"),
        ("In the 2018-19 season", "У сезоні 2018/2019", "uk"),
        ("They met at 2 p.m.", "Яны сустрэліся а 14-й гадзіне.", "be"),
        ("It is 40 miles away.", "Это в 64 километрах.", "ru"),
        ("In the 15th century", "У XV столітті", "uk"),
        ("On November 3, 2025", "3.11.2025", "ru"),
        ("No numbers here.", "Тут няма лічбаў.", "be"),
    ],
)
def test_other_ways_to_write_a_number(source: str, draft: str, target: str) -> None:
    """What people do with numbers is no change."""
    assert changed_figures(source, draft, target) == []


@pytest.mark.parametrize(
    ("source", "draft", "found"),
    [
        ("At least 43 people died.", "Загінула не менш за 48 чалавек.", ["43", "48"]),
        ("At least 43 people died.", "Загінулі людзі.", ["43"]),
        ("People died.", "Загінула 43 чалавекі.", ["43"]),
        ("In 2021 and 2025", "У 2021 годзе", ["2025"]),
        ("It rose by 12.4 percent.", "Ён вырас на 14,2 працэнта.", ["12.4", "14,2"]),
        ("Some 1,300 came.", "Прыйшлі каля 13 чалавек.", ["1,300", "13"]),
    ],
)
def test_changed_numbers(source: str, draft: str, found: list[str]) -> None:
    """A lost or new number is named as it is written."""
    assert changed_figures(source, draft, "be") == found


def test_locale_without_number_words() -> None:
    """A locale without a list of number words is compared by its digits."""
    assert changed_figures("There were 40 of them.", "Było ich 40.", "pl") == []
    assert changed_figures("There were 40 of them.", "Było ich czterdzieści.", "pl") == ["40"]


@pytest.mark.parametrize(
    ("source", "draft", "target", "wanted"),
    [
        ("Some 128,500 people", "Каля 128,500 чалавек", "be", f"Каля 128{NBSP}500 чалавек"),
        ("1,234,567.89 dollars", "1,234,567.89 долара", "uk", f"1{NBSP}234{NBSP}567,89 долара"),
        ("12.4 percent of 1,200", "12.4 % из 1,200", "ru", f"12,4 % из 1{NBSP}200"),
        ("It cost $14.7m.", "Это стоило $14.7m.", "ru", "Это стоило $14,7m."),
        ("A 7.2 magnitude quake", "Землетрус магнітудою 7.2", "uk", "Землетрус магнітудою 7,2"),
        ("12.4 percent", "12,4 працэнта", "be", "12,4 працэнта"),
        ("some 1,200", "каля 1 200", "be", "каля 1 200"),
        ("It opens at 9.30", "Ён адчыняецца ў 9.30", "be", "Ён адчыняецца ў 9.30"),
        ("It opens at 9.30am", "Ён адчыняецца ў 9.30", "be", "Ён адчыняецца ў 9.30"),
        ("It fell by 2.50 points", "Ён упаў на 2.50 пункта", "be", "Ён упаў на 2,50 пункта"),
        ("version 3.11 of it", "версия 3.11", "ru", "версия 3.11"),
        ("with iOS 17.4", "з iOS 17.4", "uk", "з iOS 17.4"),
        ("with Windows 8.1", "з Windows 8.1", "uk", "з Windows 8.1"),
        ("under Article 19.2", "по статье 19.2", "ru", "по статье 19.2"),
        ("on 3.11.2025", "3.11.2025", "ru", "3.11.2025"),
        ("at 192.168.1.10", "на 192.168.1.10", "ru", "на 192.168.1.10"),
        ("some 1,200", "na około 1,200", "en_GB", "na około 1,200"),
        ("some 1,200", "1,200", "zz", "1,200"),
        ("", "1,200 и 3.5", "ru", "1,200 и 3.5"),
        ("some 1,200", "1,2000 и 11,200", "ru", "1,2000 и 11,200"),
    ],
)
def test_repair(source: str, draft: str, target: str, wanted: str) -> None:
    """Numbers taken over from English get the form of the locale; times, versions, dates and references stay."""
    assert repair_figures(source, draft, target) == wanted


TEXTS = st.text(st.sampled_from("0123456789.,: %абв km$—" + NBSP), max_size=40)


def test_numbers_of_any_length() -> None:
    """No number is too long to be compared or repaired."""
    text = f"{'1' * 9000} and {'2' * 9000}.5 at {'3' * 9000}.30"
    assert changed_figures(text, text, "be") == []
    assert problems(text, text.replace("and", "і").replace("at", "а"), "be") == ("numbers",)


@given(source=TEXTS, draft=TEXTS)
def test_repair_changes_separators_only(source: str, draft: str) -> None:
    """Whatever the texts, digits and words stay, and a second repair changes nothing."""
    repaired = repair_figures(source, draft, "uk")
    assert [letter for letter in repaired if letter not in f",.{NBSP}"] == [
        letter for letter in draft if letter not in f",.{NBSP}"
    ]
    assert repair_figures(source, repaired, "uk") == repaired


@given(text=TEXTS)
def test_a_text_has_its_own_numbers(text: str) -> None:
    """No text differs from itself, and every number has a reading."""
    assert changed_figures(text, text, "ru") == []
    assert all(figure.readings for figure in figures(text))
