"""Names that are easily declined wrongly, and correct sentences with them that have to stay as they are."""

from __future__ import annotations

import pytest

from l10n.glossary.enforcement import enforce_lines
from l10n.glossary.forms import forms_of
from l10n.glossary.matching import Matcher
from l10n.glossary.paradigms import CASES, paradigm
from l10n.model import Term

# locale | name | kind and gender | some preferred forms
FORMS = """
ru | Чарли Чаплин | person m | ins Чарли Чаплином
uk | Чарлз Дарвін | person m | ins Чарлзом Дарвіном
be | Рудольф Вірхаў | person m | ins Рудольфам Вірхавам
be | Грэм Грын | person m | ins Грэмам Грынам
uk | Маріус Петіпа | person m | gen Маріуса Петіпа
ru | Эжен Делакруа | person m | gen Эжена Делакруа
uk | Вольфганг Шойбле | person m | gen Вольфганга Шойбле, voc Вольфгангу Шойбле
be | Юрый Сядых | person m | gen Юрыя Сядых
be | Віталь Клічко | person m | gen Віталя Клічка
be | Леся Украінка | person f | gen Лесі Украінкі, dat Лесі Украінцы
be | Зміцер Дашкевіч | person m | gen Змітра Дашкевіча, ins Змітрам Дашкевічам
be | Лука Дзекуць | person m | ins Лукой Дзекуцем
be | Мікалай Гогаль | person m | ins Мікалаем Гогалем
be | Андрэй Ярмак | person m | ins Андрэем Ярмаком
be | Пан Гі Мун | person m | gen Пан Гі Муна
ru | Вэнь Цзябао | person m | gen Вэнь Цзябао
ru | Тран Дай Куанг | person m | gen Тран Дай Куанга
ru | Пётр Ковалёнок | person m | gen Петра Ковалёнка
ru | Иван Соловей | person m | gen Ивана Соловья
uk | Антін Мельник | person m | gen Антона Мельника
uk | Змітрок Бядуля | person m | gen Змітрока Бядулі
uk | Антоніу Гутерреш | person m | ins Антоніу Гутеррешем
be | Міхаіл Швыдкой | person m | gen Міхаіла Швыдкога, ins Міхаілам Швыдкім
uk | Михайло Швидкой | person m | gen Михайла Швидкого
uk | Вацлав Гавел | person m | voc Вацлаве Гавеле
be | Ян Цой | person m | gen Яна Цоя
be | Дняпро | place m | gen Дняпра, loc Дняпры
uk | Дніпро | place m | gen Дніпра, loc Дніпрі
uk | Ірпінь | place m | gen Ірпеня
uk | Тель-Авів | place m | gen Тель-Авіва
uk | Кривий Ріг | place m | loc Кривому Розі
be | Крывы Рог | place m | loc Крывым Розе
uk | Часів Яр | place m | gen Часового Яру
ru | Белая Церковь | place f | gen Белой Церкви
be | Белая Царква | place f | ins Белай Царквой
ru | Старые Дороги | place pl | gen Старых Дорог
be | Старыя Дарогі | place pl | gen Старых Дарог
uk | Великі Луки | place pl | gen Великих Лук
ru | Черновцы | place pl | gen Черновцов
ru | Каменец-Подольский | place m | ins Каменцем-Подольским
uk | Єгипет | place m | gen Єгипту
be | Ашмяны | place pl | gen Ашмян
be | праваабаронца | term m | gen праваабаронцы, dat праваабаронцу, acc праваабаронцу, ins праваабаронцам
ru | убийца | term m | gen убийцы, ins убийцей
be | суддзя | term m | ins суддзёй
uk | суддя | term m | gen судді, acc суддю, ins суддею
uk | голова | term m | gen голови, voc голово
ru | военный | term m | acc военного
uk | захисник | term m | acc захисника, loc захиснику, voc захиснику
be | вайсковец | term m | gen вайскоўца, ins вайскоўцам
ru | беженец | term m | ins беженцем
be | Міністэрства ўнутраных спраў | org n | dat Міністэрству ўнутраных спраў, ins Міністэрствам унутраных спраў
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in FORMS.strip().splitlines()]


@pytest.mark.parametrize(("locale", "name", "about", "forms"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_forms(locale: str, name: str, about: str, forms: str) -> None:
    """The preferred form in the cases that go wrong easily; the nominative stays the name itself."""
    kind, gender = about.split()
    found = paradigm(name, locale, kind, gender).forms
    wanted = dict(form.split(" ", 1) for form in forms.split(", "))
    assert {case: found[case][0] for case in wanted} == wanted
    assert found["nom"][0] == name


@pytest.mark.parametrize(
    ("locale", "name", "form"),
    [("uk", "Лев Толстой", "Льва Толстого"), ("be", "Віталь Клічко", "Віталя Клічко"), ("ru", "Соловей", "Соловея")],
)
def test_the_other_usual_form_is_accepted(locale: str, name: str, form: str) -> None:
    """Where writers differ, neither form is called wrong."""
    assert "gen" in paradigm(name, locale, "person", "m").cases_of(form)


def person(source: str, be: str, ru: str, uk: str) -> Term:
    """A man of the glossary."""
    return term(source, be, ru, uk, "person", "m")


def term(source: str, be: str, ru: str, uk: str, kind: str, gender: str) -> Term:
    """A row of the glossary."""
    targets = {"be": be, "ru": ru, "uk": uk}
    return Term(source=source, aliases=(), targets=targets, kind=kind, gender=gender, forms="", note="", row=1)


TERMS = [
    person("Kim Jong Un", "Кім Чэн Ын", "Ким Чен Ын", "Кім Чен Ин"),
    person("Xi Jinping", "Сі Цзіньпін", "Си Цзиньпин", "Сі Цзіньпін"),
    person("Ho Chi Minh", "Хо Шы Мін", "Хо Ши Мин", "Хо Ши Мін"),
    person("Ban Ki-moon", "Пан Гі Мун", "Пан Ги Мун", "Пан Гі Мун"),
    person("Charlie Chaplin", "Чарлі Чаплін", "Чарли Чаплин", "Чарлі Чаплін"),
    person("Émile Zola", "Эміль Заля", "Эмиль Золя", "Еміль Золя"),
    person("Pablo Soto", "Пабла Сота", "Пабло Сото", "Пабло Сото"),
    person("Valer Tsapkala", "Валер Цапкала", "Валерий Цепкало", "Валерій Цепкало"),
    person("Mykhailo Saltykov", "Міхаіл Салтыкоў-Шчадрын", "Михаил Салтыков-Щедрин", "Михайло Салтиков-Щедрін"),
    term("Dnipro", "Дняпро", "Днепр", "Дніпро", "place", "m"),
    term(
        "Interior Ministry",
        "Міністэрства ўнутраных спраў",
        "Министерство внутренних дел",
        "Міністерство внутрішніх справ",
        "org",
        "n",
    ),
]


@pytest.mark.parametrize(
    ("locale", "source", "draft"),
    [
        ("be", "He met Kim Jong Un.", "Ён сустрэўся з Кім Чэн Ынам."),
        ("be", "Kim was glad.", "Кім Чэн Ын быў рады."),
        ("be", "He wrote to Kim.", "Ён напісаў Кіму."),
        ("be", "He met Xi Jinping.", "Ён сустрэўся з Сі Цзіньпінам."),
        ("be", "Books of Émile Zola were sold.", "Кнігі Эміля Заля прадаваліся."),
        ("be", "Pablo Soto's wife came.", "Прыйшла жонка Пабла Сота."),
        ("be", "Valer Tsapkala's wife came.", "Прыйшла жонка Валера Цапкалы."),
        ("be", "They live in Dnipro.", "Яны жывуць у Дняпры."),
        ("be", "It was built by the Interior Ministry.", "Пабудавана Міністэрствам унутраных спраў."),
        ("ru", "He met Kim Jong Un.", "Он встретился с Ким Чен Ыном."),
        ("ru", "He came with Charlie Chaplin.", "Он пришел с Чарли Чаплином."),
        ("ru", "Books of Émile Zola were sold.", "Книги Эмиля Золя продавались."),
        ("ru", "Xi met Kim in Dnipro.", "Си встретился с Кимом в Днепре."),
        ("ru", "He spoke with Ban Ki-moon.", "Он говорил с Пан Ги Муном."),
        ("uk", "He came with Ho Chi Minh.", "Він прийшов із Хо Ши Міном."),
        ("uk", "He came with Xi Jinping.", "Він прийшов із Сі Цзіньпіном."),
        ("uk", "He came with Charlie Chaplin.", "Він прийшов із Чарлі Чапліном."),
    ],
)
def test_correct_sentences_stay(locale: str, source: str, draft: str) -> None:
    """What a careful writer wrote is not changed."""
    ((text, decisions),) = enforce_lines([source], [draft], TERMS, locale)
    assert text == draft
    assert decisions
    assert all(item.decision == "kept" for item in decisions)


@pytest.mark.parametrize("locale", ["be", "ru", "uk"])
@pytest.mark.parametrize("item", TERMS, ids=[item.source for item in TERMS])
def test_every_part_has_all_cases(item: Term, locale: str) -> None:
    """No name of the glossary is too odd to be declined, as a whole and in parts; what does not change is the name."""
    for part in ("full", "last", "first"):
        found = forms_of(item, locale, part)
        assert found is not None
        assert set(found.forms) == set(CASES if locale == "uk" else CASES[:6])
        assert all(found.forms.values())
    assert "".join(dict(forms_of(item, locale).forms)["nom"]) == item.targets[locale]  # type: ignore[union-attr]


def test_a_vowel_is_kept_in_its_own_word() -> None:
    """The і of Щедрін stays without pushing one into the word before."""
    found = forms_of(TERMS[8], "uk", "last")
    assert found is not None
    assert "Салтиковові-Щедріну" in found.forms["dat"]
    assert not any("Щідр" in form for forms in found.forms.values() for form in forms)


def test_the_family_name_of_east_asian_people_is_their_first_word() -> None:
    """Kim and Xi are last names in English too, Un and Jinping are not."""
    hits = Matcher(TERMS).hits("Kim met Xi. Un smiled.")
    assert [(hit.alias, hit.part) for hit in hits] == [("Kim", "last"), ("Xi", "last")]
