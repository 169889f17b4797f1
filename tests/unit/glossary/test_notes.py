"""What a reviewer reads about names, and how the columns of a row help one another."""

from __future__ import annotations

import pytest

from l10n.glossary.forms import forms_of
from l10n.glossary.notes import describe
from l10n.model import Hit, Span, Term


def person(be: str, ru: str, uk: str, gender: str = "m", forms: str = "") -> Term:
    """A row of the glossary."""
    return Term("A Name", (), {"be": be, "ru": ru, "uk": uk}, "person", gender, "", 7, forms)


@pytest.mark.parametrize(
    ("term", "locale", "case", "form"),
    [
        (person("Фернанда Алонса", "Фернандо Алонсо", "Фернандо Алонсо"), "be", "ins", "Фернанда Алонса"),
        (person("Янка Лукашэнка", "Янка Лукашенко", "Янка Лукашенко"), "be", "gen", "Янкі Лукашэнкі"),
        (person("Анджэй Дуда", "Анджей Дуда", "Анджей Дуда"), "be", "ins", "Анджэем Дудам"),
        (person("Джоні Рыд", "Джонни Рид", "Джонні Рід"), "uk", "gen", "Джонні Ріда"),
        (person("Рыд", "Рид", "Рід"), "uk", "dat", "Ріду"),
    ],
)  # fmt: skip
def test_columns_help_one_another(term: Term, locale: str, case: str, form: str) -> None:
    """What one language's letters do not show, those of another in the same row do."""
    found = forms_of(term, locale)
    assert found is not None
    assert found.forms[case][0] == form


def test_parts_of_a_name() -> None:
    """The last and the first name alone have paradigms of their own; a name of one word is its own last name."""
    term = person("Сяргей Румас", "Сергей Румас", "Сергій Румас")
    parts = {part: forms_of(term, "be", part) for part in ("last", "first")}
    assert {part: found.forms["gen"][0] for part, found in parts.items() if found} == {
        "last": "Румаса",
        "first": "Сяргея",
    }
    single = forms_of(person("Пеле", "Пеле", "Пеле"), "be", "last")
    assert single is not None
    assert single.name == "Пеле"


def test_overrides_win() -> None:
    """Forms written by hand in the glossary are the ones that are used."""
    found = forms_of(person("Трубяцкі", "Трубецкой", "Трубецький", forms="be: gen=Трубяцкога"), "be")
    assert found is not None
    assert found.forms["gen"] == ("Трубяцкога",)


def test_an_override_of_one_word_is_the_last_name() -> None:
    """For a person of several words a single word declines the last name, alone and after the first."""
    term = person("Сяргей Трубяцкі", "Сергей Трубецкой", "Сергій Трубецький", forms="be: gen=Трубяцкога")
    found = [forms_of(term, "be", part) for part in ("full", "last")]
    assert [one.forms["gen"][0] for one in found if one] == ["Сяргея Трубяцкога", "Трубяцкога"]


def test_notes_are_short() -> None:
    """Cases of one form stand together; what is not declined says so; a missing name is named with its line."""
    term = person("Вольга Хоміч", "Ольга Хомич", "Ольга Хомич", "f")
    last = Hit((term,), "Khomich", "last", Span(0, 7))
    assert describe(last, "be") == ["Khomich (A Name) = Хоміч (not declined)"]
    assert describe(Hit((term,), "A Name", "full", Span(0, 6)), "be") == [
        "A Name = Вольга Хоміч nom · Вольгі Хоміч gen · Вользе Хоміч dat loc · Вольгу Хоміч acc · Вольгай Хоміч ins"
    ]
    assert describe(last, "pl") == ["Khomich (A Name): no pl name in the glossary (line 7)"]
