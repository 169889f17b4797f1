from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checks.translations import translation

from l10n.checks.language import BelarusianCheck, CalqueCheck
from l10n.model import Finding


def found(target: str, locale: str = "be") -> list[Finding]:
    """What the check says."""
    return list(BelarusianCheck().check(translation("The source.", target, locale)))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Яна жыла у Мінску.", "Яна жыла ў Мінску."),
        ("Ён быў ў Мінску.", "Ён быў у Мінску."),
        ("Гэта ужо было.", "Гэта ўжо было."),
        ("Прэс-служба універсітэта", "Прэс-служба ўніверсітэта"),
        ("Час, ў які ён жыў", "Час, у які ён жыў"),
        ("ў Мінску", "у Мінску"),
        ("Яна\u00a0у\u00a0Мінску была у сяброў", "Яна\u00a0ў\u00a0Мінску была ў сяброў"),
    ],
)
def test_short_u_follows_the_word_before(wrong: str, right: str) -> None:
    """After a vowel ў, otherwise у; the correction leaves nothing to say."""
    (finding,) = found(wrong)
    assert (finding.code, finding.suggestion) == ("be-short-u", right)
    assert not found(right)


@pytest.mark.parametrize(
    "target",
    [
        "Яна, у Мінску",
        "Яна — у Мінску",
        "Яна была на Украіне і ва Узбекістане.",
        "Газета «Звязда» у Мінску",
        "Газета «Звязда» ў Мінску",
        "ЗША у спісе",
        "ЗША ў спісе",
        "у 2020 ў Мінску",
        "на ўрок прыйшла унія",
        "Радыё BBC у Лондане",
        "Паглядзіце example.com/a у сеціве",
    ],
)
def test_short_u_is_left_where_no_rule_is_certain(target: str) -> None:
    """Punctuation, capitals, abbreviations, figures and foreign words decide nothing."""
    assert not found(target)


@pytest.mark.parametrize("word", ["дерево", "орех", "жінка", "шість", "чісты", "дзверь", "речка", "тема", "кровь"])
def test_hard_consonants(word: str) -> None:
    """т, д, р, ж, ш, ч and labials are never soft in a word in small letters."""
    codes = [finding.code for finding in found(f"Гэта {word} там.")]
    assert codes == ["be-hard-consonant"]


@pytest.mark.parametrize(
    "word",
    "дзверы цеста дырэктар тэатар рэчка жыццё шыя чысты міжінстытуцкі постіндустрыяльны інтэр’ер ад’ютант сьвет"
    " здароўе паўабарот беспрацоўя Дзядзька Тигр Рейнджэр".split(),
)
def test_good_words_and_names_pass(word: str) -> None:
    """Correct words pass, and names may be anything."""
    assert not [finding for finding in found(f"Гэта {word}.") if finding.code != "foreign-letter"]


@pytest.mark.parametrize(
    ("word", "right"),
    [("выіграць", "выйграць"), ("заіграла", "зайграла"), ("прыісці", "прыйсці"), ("невыігрышны", "невыйгрышны")],
)
def test_prefixes(word: str, right: str) -> None:
    """і of the root becomes й after a prefix in a vowel."""
    (finding,) = found(f"Гэта {word} там.")
    assert (finding.code, finding.suggestion) == ("be-prefix", f"Гэта {right} там.")


@pytest.mark.parametrize("word", ["праігнараваць", "наіўны", "заінтрыгаваць", "выйграць", "неігравы"])
def test_other_roots_keep_their_vowel(word: str) -> None:
    """The rule holds for two roots."""
    assert not found(f"Гэта {word} там.")


@pytest.mark.parametrize("word", ["тўр", "праўаз", "гэтымў"])
def test_short_u_inside_a_word(word: str) -> None:
    """ў stands after a vowel, and not before one."""
    assert [finding.code for finding in found(f"Гэта {word}.")] == ["be-short-u-inside"]


def test_other_languages_are_left_alone() -> None:
    """The rules are those of Belarusian."""
    assert not found("Она была у реки, и дерево росло.", "ru")


@given(st.lists(st.sampled_from("яна|быў|у Мінску|ў сяброў|ужо|«Звязда»,|—|5|ЗША|і|універсітэт|Украіна|X".split("|"))))
def test_corrections_are_final(words: list[str]) -> None:
    """A corrected text needs no second correction of у and ў."""
    text = " ".join(words)
    for finding in found(text):
        assert finding.suggestion is not None
        assert finding.suggestion != text
        assert not found(finding.suggestion)


def calques(target: str, locale: str = "be") -> list[tuple[str, str]]:
    """What is said to be Russian, and what is named as usual."""
    found = [finding.message for finding in CalqueCheck().check(translation("The source.", target, locale))]
    return [(message.partition(":")[0], message.rpartition("usual is ")[2]) for message in found]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Слядуючая сустрэча будзе ў панядзелак.", [("Слядуючая", "наступны")]),
        ("Яна сустрэла ўчастнікаў.", [("ўчастнікаў", "удзельнік")]),
        ("На протязе года тагда многае змянілася.", [("На протязе", "на працягу, цягам"), ("тагда", "тады")]),
        ("Гэта здарылася ў цячэнне года.", [("ў цячэнне года", "на працягу, цягам")]),
        ("Ён чакаў два года, тры гады.", [("два года", "два гады, тры гады")]),
        (
            "Людзі смяяліся над ім і згодна закону былі правы.",
            [("смяяліся над", "смяяцца з"), ("згодна закону", "згодна з, паводле")],
        ),
    ],
)
def test_russian_in_belarusian_letters(target: str, expected: list[tuple[str, str]]) -> None:
    """Words in their forms, with ў for у as well, and turns of phrase; what is usual is named."""
    assert calques(target) == expected


@pytest.mark.parametrize(
    "target",
    [
        "Наступная сустрэча ўдзельнікаў будзе на працягу года.",
        "Цячэнне ракі тут хуткае.",
        "Пісьменнік Следуюч прыехаў да Усягда.",
        "Згодна з законам яна мела права; яна была згодна.",
        "Чытайце на https://example.org/следуючы",
    ],
)
def test_belarusian_words_and_names_pass(target: str) -> None:
    """Neither what is Belarusian, nor names, nor addresses."""
    assert not calques(target)


def test_calques_are_of_belarusian_alone() -> None:
    """The same letters in another language say nothing."""
    assert not calques("тагда на протязе", "uk")
