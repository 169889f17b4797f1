"""Facts read out of sentences of four languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.facts.abbreviations import lost_abbreviations
from l10n.facts.addresses import addresses
from l10n.facts.agreement import disagreement
from l10n.facts.dates import months, weekdays
from l10n.facts.negations import negations
from l10n.facts.quantities import quantities
from l10n.facts.quotations import quotations


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("be", "пяць", "5"),
        ("be", "пяццю", "5"),
        ("be", "дваццаць адзін", "21"),
        ("be", "паўтара", "1.5"),
        ("be", "два з паловай", "2.5"),
        ("be", "трыста сорак пяць", "345"),
        ("be", "дзвесце тысяч", "200000"),
        ("be", "1,5 млн", "1500000"),
        ("be", "1\N{NO-BREAK SPACE}200", "1200"),
        ("be", "дзясятага", "10"),
        ("be", "дваццаць пятага", "25"),
        ("be", "пяцігадовы", "5"),
        ("ru", "двумястами", "200"),
        ("ru", "сорока двух", "42"),
        ("ru", "полторы", "1.5"),
        ("ru", "два с половиной миллиона", "2500000"),
        ("ru", "3,2 млрд", "3200000000"),
        ("ru", "двадцать первого", "21"),
        ("ru", "восьмидесятых", "80"),
        ("ru", "семнадцатилетний", "17"),
        ("ru", "5-миллиардный", "5000000000"),
        ("uk", "п’ятьма", "5"),
        ("uk", "двадцять п’ятого", "25"),
        ("uk", "півтора", "1.5"),
        ("uk", "шість тисяч двісті", "6200"),
        ("uk", "2-х мільйонів", "2000000"),
        ("uk", "десятирічний", "10"),
        ("en", "forty-two", "42"),
        ("en", "one hundred and five", "105"),
        ("en", "two and a half million", "2500000"),
        ("en", "1,234.5", "1234.5"),
        ("en", "twenty-first", "21"),
        ("en", "6:15 p.m.", "18:15"),
        ("uk", "18:15", "18:15"),
    ],
)
def test_numbers_in_figures_and_words(locale: str, text: str, value: str) -> None:
    """A number is read whole, in any of its forms."""
    (found,) = quantities(text, locale)
    assert value in found.readings


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("be", "She got 11 years.", "Яна атрымала адзінаццаць гадоў."),
        ("ru", "It cost $1,200.50.", "Это стоило 1\N{NO-BREAK SPACE}200,50 доллара."),
        ("uk", "The train leaves at 6:15 p.m.", "Потяг відходить о 18:15."),
        ("uk", "The train leaves at 7 p.m.", "Потяг відходить о 19 годині."),
        ("ru", "The village is 10 miles away.", "Деревня в 16 км отсюда."),
        ("be", "It was 86 degrees Fahrenheit.", "Было 30 градусаў."),
        ("ru", "a castle of the 16th century", "замок XVI века"),
        ("be", "5-10 million people", "5—10 млн чалавек"),
        ("uk", "on 3 November 2025", "03.11.2025"),
        ("ru", "in the 1980s", "в 80-х годах"),
        ("be", "the 2024-25 season", "сезон 2024—2025 гадоў"),
        ("ru", "two dozen houses", "24 дома"),
        ("uk", "for 24 hours", "протягом доби"),
        ("be", "an area of 50 km2", "плошча ў 50 км²"),
    ],
)
def test_translators_write_numbers_in_their_own_way(locale: str, source: str, target: str) -> None:
    """Words, other units, clocks and Roman numerals are the same number."""
    found = disagreement(source, target, "en", locale)
    assert not found.missing
    assert not found.extra


@pytest.mark.parametrize(
    ("locale", "source", "target", "missing", "extra"),
    [
        ("be", "She got 11 years.", "Яна атрымала 12 гадоў.", ["11"], ["12"]),
        ("be", "She got 11 years.", "Яна атрымала дванаццаць гадоў.", ["11"], []),
        ("ru", "It cost $5 million.", "Это стоило 5 млрд долларов.", ["5"], ["5"]),
        ("uk", "The train leaves at 6:15 p.m.", "Потяг відходить о 16:15.", ["6:15 p.m."], ["16:15"]),
        ("ru", "The village is 10 miles away.", "Деревня в 26 км отсюда.", ["10"], ["26"]),
        ("uk", "They won.", "Вони виграли 3 матчі.", [], ["3"]),
        ("be", "Fifty people came.", "Прыйшлі людзі, іх было 60.", ["Fifty"], ["60"]),
    ],
)
def test_other_numbers(locale: str, source: str, target: str, missing: list[str], extra: list[str]) -> None:
    """What nothing on the other side explains is given, as written."""
    found = disagreement(source, target, "en", locale)
    assert [item.text for item in found.missing] == missing
    assert [item.text for item in found.extra] == extra


def test_dates() -> None:
    """Months and weekdays are known in every case; words of the same look are not taken for them in English."""
    assert set(months("у лістападзе і 5 траўня", "be")) == {11, 5}
    assert set(months("майские праздники и первое апреля", "ru")) == {5, 4}
    assert set(weekdays("у п’ятницю та минулої середи", "uk")) == {5, 3}
    assert months("He may march on.", "en") == {}
    assert set(weekdays("Monday’s talks", "en")) == {1}
    assert months("w maju", "pl") == {}


@pytest.mark.parametrize(
    ("locale", "text", "count"),
    [
        ("en", "He didn’t come and said no.", 2),
        ("en", "Not only Ann came.", 0),
        ("en", "It is No. 5.", 0),
        ("be", "Ніхто не прыйшоў.", 1),
        ("be", "Прыйшла не толькі Ганна.", 0),
        ("be", "Там няма нікога.", 1),
        ("be", "Ніколі!", 1),
        ("ru", "Он ничего не сказал.", 1),
        ("ru", "Ни слова.", 1),
        ("ru", "Не менее ста человек.", 0),
        ("uk", "Немає жодного квитка.", 1),
        ("uk", "Він пішов без слова.", 1),
        ("pl", "Nie ma nikogo.", 0),
    ],
)
def test_negations(locale: str, text: str, count: int) -> None:
    """A sentence denies once where grammar asks for two negative words; idioms deny nothing."""
    assert negations(text, locale) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“Yes,” she said. “No.”", 2),
        ('"Yes," she said.', 1),
        ("‘Yes,’ she said.", 1),
        ("«Так», — сказала яна.", 1),
        ("„Так“, — сказала яна.", 1),
        ("It’s Ann’s and the teachers’ idea.", 0),
        ("«Кніга „Так“» выйшла.", 1),
        ("“It begins here.", 1),
        ("It ends here.”", 1),
        ("", 0),
    ],
)
def test_quotations(text: str, count: int) -> None:
    """Outermost quotations count, those that begin or end in another sentence too."""
    assert len(quotations(text)) == count


def test_addresses() -> None:
    """Addresses are found without the marks after them."""
    text = "See https://example.org/a?b=1, www.example.org; mail a.b@example.org (@ann, #news) or example.by."
    assert list(addresses(text)) == [
        "https://example.org/a?b=1",
        "www.example.org",
        "a.b@example.org",
        "@ann",
        "#news",
        "example.by",
    ]
    assert addresses("He left.Then came No.5 at 3.30 p.m.") == {}


def test_abbreviations() -> None:
    """An abbreviation, or what it is short for, stands for it; one of a sibling language does not."""
    assert lost_abbreviations("The U.S. and NATO", "Злучаныя Штаты і НАТА", "be") == []
    assert lost_abbreviations("The U.S. and NATO", "США і НАТА", "be") == [("U.S.", "ЗША")]


@pytest.mark.parametrize(
    ("locale", "usual"), [("be", "Вялікабрытанія"), ("ru", "Великобритания"), ("uk", "Велика Британія")]
)
def test_the_usual_counterpart_is_a_word(locale: str, usual: str) -> None:
    """What is named in a message can be written so, and counts as a counterpart."""
    assert lost_abbreviations("The UK left.", "—", locale) == [("UK", usual)]
    assert not lost_abbreviations("The UK left.", usual, locale)
    assert lost_abbreviations("They told us.", "Яны сказалі.", "be") == []
    assert lost_abbreviations("The EU", "Unia", "pl") == []


@given(source=st.text(max_size=60), target=st.text(max_size=60), locale=st.sampled_from(["be", "ru", "uk", "pl"]))
def test_any_text_can_be_read(source: str, target: str, locale: str) -> None:
    """No text is too odd, and places lie in it."""
    found = disagreement(source, target, "en", locale)
    for spans, text in (
        ([item.span for item in found.missing], source),
        ([item.span for item in found.extra], target),
        (quotations(target), target),
        (list(addresses(target).values()), target),
        (list(months(target, locale).values()), target),
    ):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
