from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.engine_fixtures import install_files, spell

from l10n.engines.clauses import tidy
from l10n.engines.ctranslate import ANY, MAX_TOKENS, USUAL, CTranslateModel, Language, SentencePiece
from l10n.errors import EngineFailedError
from l10n.model import Draft, EngineOptions

SENTENCES = ["Good morning, world.", "It is 5 o'clock.", "No!", "A long sentence (with more to say); so it goes on."]
RUSSIAN = Language(["__ru__"])


def make_model(folder: Path, beam: int = 4) -> CTranslateModel:
    """The model of an unpacked package."""
    pieces = folder / "sentencepiece.model"
    return CTranslateModel(
        "test:en_ru@1", folder / "model", lambda: SentencePiece(pieces), EngineOptions(2, beam), "do it"
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> CTranslateModel:
    """A model without target prefix."""
    return make_model(install_files(tmp_path_factory.mktemp("plain")))


@pytest.fixture(scope="module")
def prefixed(tmp_path_factory: pytest.TempPathFactory) -> CTranslateModel:
    """A model that is told the target language by a prefix token."""
    return make_model(install_files(tmp_path_factory.mktemp("prefixed"), prefix="__ru__"))


def test_every_text_has_its_own_draft_in_order(plain: CTranslateModel) -> None:
    """Batches are sorted by length inside, but the drafts come in the order of the texts."""
    assert [draft.text for draft in plain.translate(SENTENCES)] == [spell(text) for text in SENTENCES]


@pytest.mark.parametrize("beam", [1, 4])
def test_prefix_token_is_not_part_of_the_draft(tmp_path: Path, beam: int) -> None:
    """The prefix is taken off as a token, whatever the beam."""
    model = make_model(install_files(tmp_path, prefix="__ru__"), beam)
    assert [draft.text for draft in model.translate(SENTENCES, RUSSIAN)] == [spell(text) for text in SENTENCES]


def test_several_hypotheses(prefixed: CTranslateModel) -> None:
    """As many as asked for, the best first, which is the draft; none where there is nothing to read."""
    several = USUAL._replace(hypotheses=4)
    found = prefixed.hypotheses([*SENTENCES, "", SENTENCES[0]], RUSSIAN, several)
    assert {*found} == {*SENTENCES}
    assert all(len({item.text for item in items}) == 4 for items in found.values())
    assert all(item.score <= 0 and item.tokens > 0 for items in found.values() for item in items)
    assert [found[text][0].text for text in SENTENCES] == [spell(text) for text in SENTENCES]


def test_text_that_looks_like_the_prefix_stays(prefixed: CTranslateModel) -> None:
    """Letters in a text that spell the prefix are the text's own."""
    assert prefixed.translate(["ru is __ru"], RUSSIAN)[0].text == spell("ru is __ru")


def test_underscores_stay(plain: CTranslateModel) -> None:
    """A name in snake case does not fall apart, as it does in argostranslate's own decoder."""
    assert plain.translate(["snake_case_name"])[0].text == spell("snake_case_name")


def test_empty_texts_ask_nobody(tmp_path: Path) -> None:
    """Empty texts have empty drafts, even where there is no model at all."""
    assert make_model(tmp_path).translate(["", " \n\t", "\x00"]) == [Draft("")] * 3


def test_empty_text_between_others(plain: CTranslateModel) -> None:
    """An empty text does not move its neighbours."""
    assert [draft.text for draft in plain.translate(["one", " ", "two"])] == [spell("one"), "", spell("two")]


def test_unknown_characters_are_kept(plain: CTranslateModel) -> None:
    """A letter the vocabulary does not know is copied."""
    assert plain.translate(["漢 word"])[0].text == "漢 " + spell("word")


@pytest.mark.parametrize(
    "text",
    ["one two, " * 100 + "three", "word " * 200 + "end", "x" * 1000, "a, " + "y" * 500 + " b", "é" * 400],
    ids=["clauses", "spaces", "one word", "mixed", "unknown letters"],
)
def test_long_text_is_translated_whole(plain: CTranslateModel, text: str) -> None:
    """What is longer than the context of the model is neither refused nor cut."""
    assert plain.translate([text])[0].text == spell(text)


def test_many_texts_together_as_one_by_one(plain: CTranslateModel) -> None:
    """The company of a text does not change its draft."""
    texts = [f"{'word ' * (number % 40)}number {number}." for number in range(60)]
    assert [draft.text for draft in plain.translate(texts)] == [plain.translate([text])[0].text for text in texts]


def test_equal_texts_have_equal_drafts(plain: CTranslateModel) -> None:
    """The same sentence twice in a batch gives the same draft with the same score."""
    first, _, second = plain.translate(["Same.", "Other.", "Same."])
    assert first == second


def test_score_is_a_mean_log_probability(plain: CTranslateModel, prefixed: CTranslateModel) -> None:
    """Scores are at most 0, near it for a certain model, and the prefix does not count."""
    for model, language in ((plain, ANY), (prefixed, RUSSIAN)):
        for draft in model.translate(["a", "word", "two words here"], language):
            assert draft.score is not None
            assert -0.1 < draft.score <= 0


def test_draft_is_one_line_nfc(plain: CTranslateModel) -> None:
    """Line breaks in a text do not reach the draft, and letters are composed."""
    draft = plain.translate(["one\ntwo\u2028three cafe\u0301"])[0].text
    assert draft.splitlines() == [draft]
    assert unicodedata.is_normalized("NFC", draft)


@pytest.mark.parametrize("damage", ["no model.bin", "empty", "short", "no vocabulary", "no tokenizer", "bad tokenizer"])
def test_damaged_model_names_folder_and_remedy(tmp_path: Path, damage: str) -> None:
    """Whatever is wrong with the files, it is an error that says where and what to do."""
    folder = install_files(tmp_path)
    binary = folder / "model" / "model.bin"
    {
        "no model.bin": binary.unlink,
        "empty": lambda: binary.write_bytes(b""),
        "short": lambda: binary.write_bytes(binary.read_bytes()[:20_000]),
        "no vocabulary": (folder / "model" / "shared_vocabulary.json").unlink,
        "no tokenizer": (folder / "sentencepiece.model").unlink,
        "bad tokenizer": lambda: (folder / "sentencepiece.model").write_bytes(b"what is this"),
    }[damage]()
    with pytest.raises(EngineFailedError, match="test:en_ru@1 cannot translate") as caught:
        make_model(folder).translate(["one"])
    assert caught.value.path == str(folder / "model")
    assert caught.value.hint == "do it"
    assert caught.value.exit_code == 3


@given(st.text())
@example("a \x00 b")
def test_tidy_is_one_stable_line(text: str) -> None:
    """Tidying twice changes nothing more, and there is one line at most."""
    once = tidy(text)
    assert tidy(once) == once
    assert len(once.splitlines()) <= 1


def test_limit_leaves_room() -> None:
    """A piece of the longest size fits the context of the smallest models with its end mark and prefix."""
    assert MAX_TOKENS + 2 < 256
