"""Case forms of names: tables written by hand, properties that hold for any text, and the gold table of the project."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.glossary.paradigms import CASES, KINDS, Paradigm, locales_with_paradigms, paradigm

GOLD = Path(__file__).parents[3].parent / "shared" / "data" / "names" / "gold_names.tsv"


@pytest.mark.parametrize(
    ("name", "locale", "kind", "gender", "case", "form"),
    [
        ("Арына Сабаленка", "be", "person", "f", "gen", "Арыны Сабаленкі"),
        ("Арына Сабаленка", "be", "person", "f", "dat", "Арыне Сабаленцы"),
        ("Вольга Хоміч", "be", "person", "f", "ins", "Вольгаю Хоміч"),
        ("Эмануэль Макрон", "be", "person", "m", "loc", "Эмануэлю Макрону"),
        ("Гомель", "be", "place", "m", "loc", "Гомелю"),
        ("Лукашенко", "uk", "person", "m", "dat", "Лукашенкові"),
        ("Олександр Лукашенко", "uk", "person", "m", "dat", "Олександрові Лукашенку"),
        ("Жадан", "uk", "person", "m", "loc", "Жадані"),
        ("Илья Яшин", "ru", "person", "m", "ins", "Ильёй Яшиным"),
        ("Жодино", "ru", "place", "n", "loc", "Жодине"),
    ],
)
def test_accepted_variants(name: str, locale: str, kind: str, gender: str, case: str, form: str) -> None:
    """Both ways of writing are accepted where careful writers use both."""
    assert form in paradigm(name, locale, kind, gender).forms[case]


@pytest.mark.parametrize(
    ("name", "locale", "genitive"),
    [
        ("Вольга Хоміч", "be", "Вольгі Хоміч"),
        ("Дзмітрый Хоміч", "be", "Дзмітрыя Хоміча"),
        ("Мікіта Каваль", "be", "Мікіты Каваля"),
        ("Сяргей Іванавіч Грынь", "be", "Сяргея Іванавіча Грыня"),
        ("Калеснікава", "be", "Калеснікавай"),
        ("Николь Кидман", "ru", "Николь Кидман"),
        ("Любовь Соболь", "ru", "Любови Соболь"),
        ("Ірина Верещук", "uk", "Ірини Верещук"),
        ("Микита Ткач", "uk", "Микити Ткача"),
    ],
)
def test_the_gender_of_persons_is_guessed(name: str, locale: str, genitive: str) -> None:
    """Without a gender the patronymic, the given name or the surname tells."""
    assert paradigm(name, locale).forms["gen"][0] == genitive


@pytest.mark.parametrize(
    ("name", "locale", "last", "first"),
    [
        ("Марыя Калеснікава", "be", "Калеснікавай", "Марыі"),
        ("Урсула фон дер Ляйен", "ru", "фон дер Ляйен", "Урсулы"),
        ("Александр Григорьевич Лукашенко", "ru", "Лукашенко", "Александра Григорьевича"),
        ("Сергій Жадан", "uk", "Жадана", "Сергія"),
        ("Кім Чэн Ын", "be", "Кіма", "Чэн Ына"),
    ],
)
def test_a_full_name_knows_its_parts(name: str, locale: str, last: str, first: str) -> None:
    """The surname and the given names of a person have paradigms of their own."""
    whole = paradigm(name, locale)
    assert whole.last is not None
    assert whole.first is not None
    assert (whole.last.forms["gen"][0], whole.first.forms["gen"][0]) == (last, first)


def test_a_surname_alone_has_no_parts() -> None:
    """Only a name of several words has parts, and only a person."""
    assert paradigm("Калеснікава", "be").last is None
    assert paradigm("Наша Ніва", "be", "media").last is None


def test_a_glossary_gender_that_cannot_be_is_ignored() -> None:
    """A glossary row has one gender for three languages: Вільнюс is m, Вильня is not."""
    assert paradigm("Вильня", "ru", "place", "m").forms["gen"] == ("Вильни",)
    assert paradigm("вид на жительство", "ru", "term", "f").forms["gen"][0] == "вида на жительство"


def test_cases_of_a_written_form() -> None:
    """A form can be several cases; apostrophes and Russian ё do not matter."""
    assert paradigm("Быкаў", "be", "person", "m").cases_of("Быкава") == ("gen", "acc")
    assert paradigm("Дар’я", "uk", "given", "f").cases_of("Дар'ю") == ("acc",)
    assert paradigm("Могилёв", "ru", "place", "m").cases_of("Могилеве") == ("loc",)
    assert paradigm("Магілёў", "be", "place", "m").cases_of("Магілеве") == ()


def test_indeclinable() -> None:
    """Names that never change say so."""
    assert paradigm("ААН", "be", "org", "f").indeclinable
    assert paradigm("Хоміч", "be", "person", "f").indeclinable
    assert not paradigm("Хоміч", "be", "person", "m").indeclinable


def test_overrides_replace_single_cases() -> None:
    """The glossary column sets the forms that the rules get wrong."""
    written = 'be: gen=Шырмы/Шырма ins="Шырмам Р."; ru: gen=Ширмы'
    found = paradigm("Шырма", "be", "person", "m", written)
    assert found.forms["gen"] == ("Шырмы", "Шырма")
    assert found.forms["ins"] == ("Шырмам Р.",)
    assert found.forms["dat"] == paradigm("Шырма", "be", "person", "m").forms["dat"]


@pytest.mark.parametrize(
    "text",
    [
        "gen=Шырмы",
        "be gen=Шырмы",
        "be: Шырмы",
        "be: gen=",
        "be: genitive=Шырмы",
        "be: voc=Шырма",
        'be: gen="Шырмы',
        "be:",
    ],
)
def test_malformed_overrides_are_refused(text: str) -> None:
    """A mistake in the column is named in one line."""
    with pytest.raises(ValueError, match="override") as caught:
        paradigm("Шырма", "be", overrides=text)
    assert "\n" not in str(caught.value)


def test_other_locales_have_the_nominative_only() -> None:
    """A locale without paradigms is no error."""
    assert dict(paradigm("Maria Kalesnikava", "pl").forms) == {"nom": ("Maria Kalesnikava",)}
    assert "pl" not in locales_with_paradigms()


def test_import_is_cheap() -> None:
    """The two packages for persons are loaded with the first person only."""
    code = "import sys, l10n.glossary.paradigms; print({'pytrovich', 'shevchenko'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_text_instead_of_a_name_stays() -> None:
    """A very long text is not declined and does no harm."""
    text = " і ".join(["Боснія"] * 2000)
    assert paradigm(text, "be", "place").indeclinable
    assert paradigm(text, "be", "person").forms["nom"] == (text,)


LOCALES = st.sampled_from(["be", "ru", "uk", "pl"])
KIND = st.sampled_from([*KINDS, "other"])
GENDER = st.sampled_from(["m", "f", "n", "pl", "", "-"])
CYRILLIC = st.text(alphabet="абвгдеёжзіыьўйкаяюєїи'’АБСТЯ-. «»()", max_size=30)
WORD = st.text(alphabet="абвгдежзіклмнорстуфцчшья", min_size=2, max_size=9).map(str.capitalize)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), CYRILLIC), LOCALES, KIND, GENDER)
def test_any_text_has_every_case(name: str, locale: str, kind: str, gender: str) -> None:
    """No text breaks it: all cases of the locale are there, and the nominative is the name."""
    found = paradigm(name, locale, kind, gender)
    expected = CASES if locale == "uk" else CASES[:6] if locale in locales_with_paradigms() else CASES[:1]
    assert tuple(found.forms) == expected
    assert found.forms["nom"] == (name,)
    assert all(variants and all(isinstance(one, str) for one in variants) for variants in found.forms.values())
    assert all(len(set(variants)) == len(variants) for variants in found.forms.values())
    assert "nom" in found.cases_of(name)


@settings(max_examples=200, deadline=None)
@given(WORD, WORD, st.sampled_from(["be", "ru", "uk"]), st.sampled_from(["place", "org", "media", "term"]), GENDER)
def test_marks_stay(first: str, second: str, locale: str, kind: str, gender: str) -> None:
    """Quotes, brackets, hyphens and capital letters stay in every form; Об gets an apostrophe: Об’ю."""

    def marks(form: str) -> str:
        return "".join(
            letter if not letter.isalpha() else "Aa"[letter.islower()]
            for letter in form
            if not letter.islower() and letter != "’"
        )

    for name in (f"«{first}»", f"{first}-{second}", f"«{first} {second}» (X)", f"{first} «{second}»"):
        found = paradigm(name, locale, kind, gender)
        assert {marks(form) for variants in found.forms.values() for form in variants} == {marks(name)}


@settings(max_examples=200, deadline=None)
@given(WORD, WORD, st.sampled_from(["be", "ru", "uk"]), st.sampled_from(["m", "f"]))
def test_a_full_name_is_its_parts(first: str, last: str, locale: str, gender: str) -> None:
    """The forms of a full name are put together from those of its parts."""
    whole: Paradigm = paradigm(f"{first} {last}", locale, "person", gender)
    assert whole.last is not None
    assert whole.first is not None
    if whole.last.name == last:
        for case, variants in whole.forms.items():
            assert variants[0] == f"{whole.first.forms[case][0]} {whole.last.forms[case][0]}"


@pytest.mark.skipif(not GOLD.exists(), reason="the shared test data is not there")
@pytest.mark.parametrize("locale", ["be", "ru", "uk"])
def test_gold_names(locale: str) -> None:
    """At least 99 % of the preferred forms of the project's own table are right."""
    kinds = {"surname": "person", "first": "given", "city": "place"}
    right = total = 0
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["lang"] != locale:
                continue
            forms = paradigm(row["nom"], locale, kinds.get(row["kind"], row["kind"]), row["gender"]).forms
            listed = {case: row[case].split("/") for case in forms if row[case]}
            total += len(listed)
            right += sum(forms[case][0] in variants for case, variants in listed.items())
    assert total
    assert right / total >= 0.99
