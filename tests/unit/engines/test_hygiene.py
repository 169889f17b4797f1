from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.opus_fixtures import write_opus

from l10n.engines.hygiene import (
    CODES,
    MESSAGES,
    CheckedDraft,
    other_routes,
    problems,
    repair_numbers,
    translate_checked,
)
from l10n.engines.opus import OpusEngine
from l10n.engines.routes import parse_route
from l10n.errors import EngineFailedError
from l10n.model import Draft, EngineOptions, Model, Route

SOURCE = "The minister said on Monday that the talks would go on."
GOOD = {
    "be": "Міністр сказаў у панядзелак, што перамовы будуць працягвацца.",
    "ru": "Министр заявил в понедельник, что переговоры продолжатся.",
    "uk": "Міністр сказав у понеділок, що переговори триватимуть.",
}


class Scripted:
    """An engine that answers from tables: the first for a translation, the others for each retry."""

    def __init__(self, name: str, *answers: Mapping[str, str] | Exception, target: str = "be") -> None:
        self.name = name
        self.asked: list[tuple[int, list[str]]] = []
        self._answers = answers
        self._target = target

    def models(self) -> Sequence[Model]:
        """One direction."""
        return [Model(self.name, "en", self._target, "1")]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Draft]:
        """Answer from the first table."""
        return self._answer(0, texts)

    def _answer(self, number: int, texts: Sequence[str]) -> list[Draft]:
        self.asked.append((number, list(texts)))
        answers = self._answers[number]
        if isinstance(answers, Exception):
            raise answers
        return [Draft(answers.get(text, ""), -0.5) for text in texts]


class Persistent(Scripted):
    """One that has further ways to decode."""

    @property
    def retries(self) -> int:
        """As many as there are tables."""
        return len(self._answers) - 1

    def retranslate(self, texts: Sequence[str], source: str, target: str, attempt: int) -> list[Draft]:
        """Answer from the table of the attempt."""
        return self._answer(attempt + 1, texts)


def route(name: str) -> Route:
    """The route of a scripted engine."""
    return Route((Model(name, "en", "be", "1"),))


@pytest.mark.parametrize("target", ["be", "ru", "uk"])
def test_good_drafts_have_no_problems(target: str) -> None:
    """A translation in the right language passes."""
    assert problems(SOURCE, GOOD[target], target) == ()


@pytest.mark.parametrize("target", ["be", "ru", "uk"])
@pytest.mark.parametrize("other", ["be", "ru", "uk"])
def test_other_language(target: str, other: str) -> None:
    """A sister language is seen; the own one is not taken for another."""
    assert problems(SOURCE, GOOD[other], target) == (() if target == other else ("wrong-language",))


@pytest.mark.parametrize(
    ("draft", "target"),
    [
        ("Ён сустрэў Ігара Щедрина ў Мінску ўвечары.", "be"),
        ("Він читав газету «Коммерсантъ» у київському метро.", "uk"),
        ("Группа «Океан Ельзи» і её поклонники приехали в Москву.", "ru"),
        ("Так.", "be"),
        ("ООН", "uk"),
        ("Он тут.", "ru"),
    ],
)
def test_single_foreign_words_are_allowed(draft: str, target: str) -> None:
    """A name with a letter of another alphabet does not make another language, nor does a short text without ours."""
    assert "wrong-language" not in problems("He met Igor Shchedrin in Minsk in the evening, they say.", draft, target)


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        (SOURCE, SOURCE),
        ("Who Is Next", "Who Is Next"),
        ("No comment.", "No comment."),
        (SOURCE, "The міністр said on Monday that the talks would go on."),
    ],
)
def test_copy_of_the_source(source: str, draft: str) -> None:
    """English left as it is is seen, whole or nearly."""
    assert "copy" in problems(source, draft, "be")


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("The New York Times", "The New York Times"),
        ("iPhone 15 Pro", "iPhone 15 Pro"),
        ("https://example.org/who-is-next", "https://example.org/who-is-next"),
        ("BBC", "BBC"),
        ("He works for Radio Free Europe/Radio Liberty.", "Ён працуе на Radio Free Europe/Radio Liberty."),
        ("2021", "2021"),
    ],
)
def test_names_and_addresses_may_stay(source: str, draft: str) -> None:
    """What is written in Latin letters in every language is no copy."""
    assert problems(source, draft, "be") == ()


def test_copy_in_a_latin_locale() -> None:
    """Where the alphabet says nothing, only the very same sentence is a copy."""
    assert problems("Who is next?", "Who is next?", "pl") == ("copy",)
    assert problems("Who is next?", "Kto jest next?", "pl") == ()
    assert problems("Radio Liberty", "Radio Liberty", "pl") == ()


@pytest.mark.parametrize(
    "draft",
    [
        "Міністр сказаў, што што што што што перамовы будуць.",
        "Міністр сказаў у панядзелак, сказаў у панядзелак, сказаў у панядзелак.",
        "Міністраравававававававава сказаў у панядзелак.",
        "Міністр сказаў. " * 20,
        "Слова " + "і яшчэ адно слова тут і " * 3,
        "Пустыня ўначы ўначы ўначы сапраўдная",
        "Раён Біннастастастастастава",
        "Міністр сказаў, не, не, не і паехаў.",
    ],
)
def test_loops(draft: str) -> None:
    """Repeated words, phrases and syllables are seen, and a draft without an end."""
    assert "loop" in problems(SOURCE, draft, "be")


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("No, no, no, no, no!", "Не, не, не, не, не!"),
        ("Ha ha ha ha ha ha ha.", "Ха ха ха ха ха ха ха."),
        ("Day by day by day by day", "Дзень за днём, дзень за днём, дзень за днём"),
        ("U.S.", "Злучаныя Штаты Амерыкі"),
        ("1000000000", "1000000000"),
    ],
)
def test_what_the_source_repeats_may_be_repeated(source: str, draft: str) -> None:
    """Repetition that the source has is no loop."""
    assert "loop" not in problems(source, draft, "be")


def test_empty_and_truncated() -> None:
    """Nothing, and far too little; nothing for nothing is right."""
    assert problems(SOURCE, " ", "be") == ("empty",)
    assert problems(" ", "", "be") == ()
    assert problems(SOURCE, "Міністр сказаў.", "be") == ("truncated",)
    assert problems("No.", "Не", "be") == ()


def test_english_comma_is_a_problem_until_it_is_repaired() -> None:
    """The number as English writes it counts, and its repair takes the problem away."""
    source, draft = "Some 1,200 people came.", "Прыйшло каля 1,200 чалавек."
    assert problems(source, draft, "be") == ("numbers",)
    assert problems(source, repair_numbers(source, draft, "be"), "be") == ()


def test_every_code_has_a_message() -> None:
    """A person can be told what each code means."""
    assert set(MESSAGES) == set(CODES)


@given(source=st.text(max_size=60), draft=st.text(max_size=120), target=st.sampled_from(["be", "ru", "uk", "pl"]))
def test_any_text_can_be_checked(source: str, draft: str, target: str) -> None:
    """Nothing fails, codes come in their order, and the same question has the same answer."""
    found = problems(source, draft, target)
    assert list(found) == [code for code in CODES if code in found]
    assert found == problems(source, draft, target)


def test_good_drafts_are_asked_for_once() -> None:
    """What is fine is not translated twice, and is what translate_along gives."""
    engine = Persistent("a", {SOURCE: GOOD["be"]}, {})
    (draft,) = translate_checked([engine], route("a"), [], [SOURCE])
    assert draft == CheckedDraft(GOOD["be"], -0.5, route=route("a"))
    assert isinstance(draft, Draft)
    assert [number for number, _ in engine.asked] == [0]


def test_numbers_are_repaired_without_another_try() -> None:
    """An English comma is put right on the spot."""
    engine = Persistent("a", {"Some 1,200 came.": "Прыйшло каля 1,200."}, {})
    (draft,) = translate_checked([engine], route("a"), [], ["Some 1,200 came."])
    assert (draft.text, draft.problems) == ("Прыйшло каля 1\u00a0200.", ())
    assert len(engine.asked) == 1


def test_bad_drafts_are_tried_with_other_settings() -> None:
    """Only the bad ones are asked for again, until they are good."""
    engine = Persistent("a", {SOURCE: SOURCE, "Yes.": "Так."}, {SOURCE: GOOD["ru"]}, {SOURCE: GOOD["be"]}, {})
    drafts = translate_checked([engine], route("a"), [], ["Yes.", SOURCE])
    assert [draft.text for draft in drafts] == ["Так.", GOOD["be"]]
    assert engine.asked == [(0, ["Yes.", SOURCE]), (1, [SOURCE]), (2, [SOURCE])]


def test_a_lost_figure_goes_through_as_a_plain_one() -> None:
    """What a model makes of a figure that it loses is asked for with another, before other settings are tried."""
    source, other = "Some 128,543 people came.", "Some 23 people came."
    engine = Persistent("a", {source: "Прыйшло каля 128 чалавек.", other: "Прыйшлі каля 23 чалавекі."}, {})
    (draft,) = translate_checked([engine], route("a"), [], [source])
    assert (draft.text, draft.problems) == ("Прыйшлі каля 128\u00a0543 чалавекі.", ())
    assert engine.asked == [(0, [source]), (0, [other])]


def test_another_route_is_named() -> None:
    """A draft that came by another route says so; the others have the usual one."""
    engines = [Scripted("a", {SOURCE: SOURCE, "Yes.": "Так."}), Scripted("b", {SOURCE: GOOD["be"]})]
    drafts = translate_checked(engines, route("a"), [route("b")], ["Yes.", SOURCE])
    assert [(draft.text, draft.route) for draft in drafts] == [("Так.", route("a")), (GOOD["be"], route("b"))]
    assert engines[1].asked == [(0, [SOURCE])]


def test_the_least_bad_is_kept_with_its_problems() -> None:
    """If nothing is good, what leaves most to work with is kept, and what is wrong with it is told."""
    source = "The minister said on Monday that 43 people came."
    nearly = "Міністр сказаў у панядзелак, што прыйшлі 48 чалавек."
    engine = Persistent("a", {source: source}, {source: nearly}, {source: ""})
    (draft,) = translate_checked([engine], route("a"), [], [source])
    assert (draft.text, draft.problems) == (nearly, ("numbers",))


def test_of_equal_drafts_the_first_is_kept() -> None:
    """Another route has to be better, not merely different."""
    engines = [Scripted("a", {SOURCE: GOOD["ru"]}), Scripted("b", {SOURCE: GOOD["ru"] + "."})]
    (draft,) = translate_checked(engines, route("a"), [route("b")], [SOURCE])
    assert (draft.text, draft.route, draft.problems) == (GOOD["ru"], route("a"), ("wrong-language",))


def test_alternative_that_fails_is_passed_over() -> None:
    """A second engine that fails does not take the first one's drafts away; the first one's own failure is told."""
    broken = Scripted("b", EngineFailedError("gone"))
    engines = [Scripted("a", {SOURCE: SOURCE}), broken]
    (draft,) = translate_checked(engines, route("a"), [route("b")], [SOURCE])
    assert (draft.text, draft.problems) == (SOURCE, ("copy",))
    with pytest.raises(EngineFailedError):
        translate_checked(engines, route("b"), [route("a")], [SOURCE])


def test_empty_texts_stay_empty() -> None:
    """Nothing to translate is no problem."""
    engine = Persistent("a", {}, {})
    assert [draft.problems for draft in translate_checked([engine], route("a"), [], ["", ""])] == [(), ()]
    assert translate_checked([engine], route("a"), [], []) == []


def test_other_routes() -> None:
    """The best routes between the same locales, without the one that is taken."""
    engines = [Scripted("a", {}), Scripted("b", {}), Scripted("c", {})]
    assert other_routes(engines, route("a")) == [route("b")]
    assert other_routes(engines, route("b"), limit=5) == [route("a"), route("c")]
    assert other_routes(engines[:1], route("a")) == []


def test_real_engine_with_other_settings(tmp_path: Path) -> None:
    """A CTranslate2 engine is asked again in its own ways, and its first draft stays if none is better."""
    write_opus(tmp_path)
    engine = OpusEngine(EngineOptions(threads=1, beam=1), tmp_path)
    way = parse_route("opus:en_be", [engine])
    drafts = translate_checked([engine], way, [], ["Minsk in 2025", "aaaaaaaaaaaaaaaaaaaa"])
    assert [draft.route for draft in drafts] == [way, way]
    assert drafts[0].text.endswith("2025")
