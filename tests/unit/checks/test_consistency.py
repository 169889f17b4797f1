"""Consistency: the same thing said in different ways."""

from __future__ import annotations

from tests.unit.checks.translations import translation

from l10n.checks.consistency import ConsistencyCheck
from l10n.model import Kind, Translation


def codes(*items: Translation) -> list[tuple[str, str, int]]:
    """Code, catalog and line of each finding."""
    return [(item.code, item.path, item.line) for item in ConsistencyCheck().check_all(items)]


def test_approved_translations_of_one_sentence() -> None:
    """Two approved wordings are reported at the later place; drafts and short sentences are not."""
    one = translation("She is not free.", "Яна не вольная.", path="a.po")
    other = translation("She is not free.", "Яна за кратамі.", path="b.po", line=7)
    assert codes(one, other) == [("translated-differently", "b.po", 7)]
    assert codes(one, translation("She is not free.", "Яна за кратамі.", path="b.po", fuzzy=True)) == []
    assert codes(one, translation("She is not free.", "Она не свободна.", "ru", path="b.po")) == []
    assert codes(translation("Not yet.", "Яшчэ не."), translation("Not yet.", "Пакуль не.", path="b.po")) == []


def test_a_name_in_two_spellings() -> None:
    """A name outside the glossary that changes its spelling is reported; case forms and adjectives are not."""
    first = translation("They met Kalesnikava there.", "Яны сустрэлі Калеснікаву.", line=1)
    assert codes(first, translation("So said Kalesnikava.", "Так сказала Колесникова.", line=2)) == [
        ("name-differs", "be.po", 2)
    ]
    assert codes(first, translation("So said Kalesnikava.", "Так сказана Калеснікавай.", line=2)) == []
    prague = translation("They met in Bratislava.", "Яны сустрэліся ў Браціславе.", line=1)
    assert codes(prague, translation("The old Bratislava castle.", "Стары Браціслаўскі замак.", line=2)) == []


def test_a_figure_that_one_locale_lacks() -> None:
    """What two locales agree on and the third lacks is reported there; small and shortened figures are not."""

    def three(be: str, ru: str, uk: str) -> list[Translation]:
        places = {"references": ("source/a.txt:3",)}
        texts = {"be": be, "ru": ru, "uk": uk}
        return [translation("x", text, code, path=f"{code}.po", **places) for code, text in texts.items()]

    assert codes(*three("85 чалавек", "58 человек", "85 людей")) == [("locales-differ", "ru.po", 1)]
    assert codes(*three("8 чалавек", "восемь человек", "8 людей")) == []
    assert codes(*three("85 000 чалавек", "85 тысяч человек", "85.000 людей")) == []
    assert codes(*three("85 чалавек", "85 человек, 153 мили", "85 людей")) == []
    assert codes(*three("85 чалавек", "58 человек", "85 людей")[:2]) == []


def test_headline_against_body() -> None:
    """A figure that the source has in headline and text must be in both translations."""
    title = translation("123 freed", "123 вызваленыя", kind=Kind.TITLE)
    assert codes(title, translation("Minsk freed 123 people.", "Мінск вызваліў 132 чалавекі.", line=2)) == [
        ("headline-differs", "be.po", 1)
    ]
    assert codes(title, translation("Minsk freed 123 people.", "Мінск вызваліў 123 чалавекі.", line=2)) == []
    assert codes(title, translation("Minsk freed people.", "Мінск вызваліў людзей.", line=2)) == []
