"""Places: words made of their names, names that do not change, and the nouns and verbs around them."""

from __future__ import annotations

import pytest

from l10n.glossary.enforcement import enforce
from l10n.glossary.enforcement.derived import is_adjective, is_derived
from l10n.glossary.forms import forms_of
from l10n.glossary.matching import Matcher
from l10n.model import Term

ROWS = """
Belarus; Беларусь; Беларусь; Білорусь
Minsk; Мінск; Минск; Мінськ
Homiel; Гомель; Гомель; Гомель
Vitsebsk; Віцебск; Витебск; Вітебськ
Kharkiv; Харкаў; Харьков; Харків
Riga; Рыга; Рига; Рига
Warsaw; Варшава; Варшава; Варшава
Moscow; Масква; Москва; Москва
Brussels; Брусель; Брюссель; Брюссель
Poland; Польшча; Польша; Польща
U.S.; ЗША; США; США
UK; Вялікабрытанія; Великобритания; Велика Британія
Berlin; Берлін; Берлин; Берлін
Denver; Дэнвер; Денвер; Денвер
Qatar; Катар; Катар; Катар
Luxembourg; Люксембург; Люксембург; Люксембург
Nairobi; Найробі; Найроби; Найробі
"""
LOCALES = ("be", "ru", "uk")
PLACES = [
    Term(source, (), dict(zip(LOCALES, names, strict=True)), "place", "", "", 2)
    for source, *names in (row.split("; ") for row in ROWS.strip().splitlines())
]
PERSON = Term(
    "Sviatlana Tsikhanouskaya",
    (),
    {"be": "Святлана Ціханоўская", "ru": "Светлана Тихановская", "uk": "Світлана Тихановська"},
    "person",
    "f",
    "",
    3,
)


def told(source: str, draft: str, locale: str) -> list[str]:
    """What is not right about the names of a draft, in the opinion of the check."""
    hits = Matcher([*PLACES, PERSON]).hits(source)
    assert hits
    text, decisions = enforce(source, draft, hits, locale)
    changed = [] if text == draft else [text]
    return changed + [decision.alias for decision in decisions if decision.decision != "kept"]


@pytest.mark.parametrize(
    ("locale", "source", "draft"),
    [
        # adjectives
        ("be", "The Minsk court fined him.", "Мінскі суд аштрафаваў яго."),
        ("be", "The Vitsebsk region", "Віцебская вобласць"),
        ("be", "Poland's border", "Польская мяжа"),
        ("be", "The UK prime minister", "Брытанскі прэм’ер"),
        ("ru", "The president of Belarus said", "Об этом заявил белорусский президент"),
        ("ru", "the Homiel region", "Гомельская область"),
        ("ru", "In the Minsk region", "В Минской области"),
        ("ru", "in the Minsk metro", "в минском метро"),
        ("ru", "the Riga zoo", "рижский зоопарк"),
        ("ru", "The U.S. president", "Американский президент"),
        ("uk", "The Kharkiv region", "Харківська область"),
        ("uk", "Minsk metro", "Мінське метро"),
        ("uk", "Warsaw police", "Варшавська поліція"),
        # people, surroundings
        ("be", "Belarus's people", "Беларусы"),
        ("ru", "Belarus's people", "Белорусы"),
        ("be", "aid to people in Belarus", "дапамога беларусам"),
        ("be", "in the Moscow region", "у Падмаскоўі"),
        # nouns that say what a place is
        ("be", "the laws of Belarus", "законы Рэспублікі Беларусь"),
        ("uk", "in the city of Homiel", "у місті Гомель"),
        # verbs and nouns of motion
        ("be", "She arrived in Minsk.", "Яна прыляцела ў Мінск."),
        ("be", "Police have arrived in Minsk.", "У Мінск прыбыла паліцыя."),
        ("ru", "a visit to Berlin", "визит в Берлин"),
        # sizes
        ("be", "an iceberg the size of Luxembourg", "айсберг памерам з Люксембург"),
        # titles of other things
        ("ru", "against the Denver Nuggets", "против «Денвер Наггетс»"),
        ("ru", "with Qatar Airways", "рейсом Qatar Airways"),
        # a word that opens a sentence
        ("ru", "Tsikhanouskaya's adviser said so.", "Советник Тихановской так сказал."),
        ("ru", "TSIKHANOUSKAYA'S ADVISER", "СОВЕТНИК ТИХАНОВСКОЙ"),
    ],
)
def test_correct_sentences_stay(locale: str, source: str, draft: str) -> None:
    """Nothing is said of them."""
    assert told(source, draft, locale) == []


@pytest.mark.parametrize(
    ("locale", "source", "draft", "right"),
    [
        ("be", "the Minsk metro", "метро Минска", "метро Мінска"),
        ("be", "She lives in Vitsebsk.", "Яна жыве ў Витебске.", "Яна жыве ў Віцебску."),
        ("uk", "They live in Vitsebsk.", "Вони живуть у Віцебську.", "Вони живуть у Вітебську."),
        ("be", "He came to Qatar.", "Ён прыехаў у Qatar.", "Ён прыехаў у Катар."),
        ("ru", "Sviatlana Tsikhanouskaya", "Святлана Тихановская", "Светлана Тихановская"),
    ],
)
def test_wrong_names_are_still_put_right(locale: str, source: str, draft: str, right: str) -> None:
    """What is no other word is a wrong spelling."""
    assert told(source, draft, locale)[0] == right


@pytest.mark.parametrize(
    ("names", "genitives"),
    [
        (("Найробі", "Найроби", "Найробі"), ("Найробі", "Найроби", "Найробі")),
        (("Гаіці", "Гаити", "Гаїті"), ("Гаіці", "Гаити", "Гаїті")),
        (("Малі", "Мали", "Малі"), ("Малі", "Мали", "Малі")),
        (("Фіджы", "Фиджи", "Фіджі"), ("Фіджы", "Фиджи", "Фіджі")),
        (("Каломба", "Коломбо", "Коломбо"), ("Каломба", "Коломбо", "Коломбо")),
        (("Того", "Того", "Того"), ("Того", "Того", "Того")),
        (("Зімбабвэ", "Зимбабве", "Зімбабве"), ("Зімбабвэ", "Зимбабве", "Зімбабве")),
        (("Нікарагуа", "Никарагуа", "Нікарагуа"), ("Нікарагуа", "Никарагуа", "Нікарагуа")),
        (("Сараева", "Сараево", "Сараєво"), ("Сараева", "Сараево", "Сараєва")),
        (("Дняпро", "Днипро", "Дніпро"), ("Дняпра", "Днипро", "Дніпра")),
        (("Роўна", "Ровно", "Рівне"), ("Роўна", "Ровно", "Рівного")),
        (("Масква", "Москва", "Москва"), ("Масквы", "Москвы", "Москви")),
        (("Маўрыкій", "Маврикий", "Маврикій"), ("Маўрыкія", "Маврикия", "Маврикія")),
        (("Вена", "Вена", "Відень"), ("Вены", "Вены", "Відня")),
        (("Кішынёў", "Кишинев", "Кишинів"), ("Кішынёва", "Кишинева", "Кишинева")),
        (("Севілья", "Севилья", "Севілья"), ("Севільі", "Севильи", "Севільї")),
        (
            ("Еўрапейскі Саюз", "Европейский Союз", "Європейський Союз"),
            ("Еўрапейскага Саюза", "Европейского Союза", "Європейського Союзу"),
        ),
        (("Гвінея-Бісау", "Гвинея-Бисау", "Гвінея-Бісау"), ("Гвінеі-Бісау", "Гвинеи-Бисау", "Гвінеї-Бісау")),
    ],
)
def test_genitives(names: tuple[str, str, str], genitives: tuple[str, str, str]) -> None:
    """Foreign names in a vowel stay in every case where the languages agree on it; native ones change."""
    term = Term("X", (), dict(zip(LOCALES, names, strict=True)), "place", "", "", 2)
    found = [paradigm.forms["gen"][0] for paradigm in (forms_of(term, locale) for locale in LOCALES) if paradigm]
    assert tuple(found) == genitives


def test_neuter_belarusian_towns() -> None:
    """A Belarusian town in -а is a neuter where the Russian one is in -о."""
    term = Term("Sarajevo", (), {"be": "Сараева", "ru": "Сараево"}, "place", "", "", 2)
    paradigm = forms_of(term, "be")
    assert paradigm
    assert (paradigm.forms["ins"][0], paradigm.forms["loc"][0]) == ("Сараевам", "Сараеве")


@pytest.mark.parametrize("form", ["Мінск", "Мінска", "Мінску", "Мінскам"])
def test_forms_of_the_name_are_no_adjectives(form: str) -> None:
    """Though Мінск itself ends as adjectives do."""
    assert not is_adjective(form, "Мінск")


@pytest.mark.parametrize(
    ("word", "name"), [("Полацк", "Польшча"), ("галоўны", "Гомель"), ("мінула", "Мінск"), ("отримав", "Рим")]
)
def test_other_words_are_not_derived(word: str, name: str) -> None:
    """A common beginning is not enough."""
    assert not is_derived(word, name)
