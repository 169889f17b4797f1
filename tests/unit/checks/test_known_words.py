from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.dictionaries import Dictionary, Speller
from l10n.known_words import FILE, Answers, KnownWords

WORD = st.text("абвгдж’-", min_size=1, max_size=6)


class Words:
    """A dictionary that tells how often it was opened."""

    def __init__(self, words: str) -> None:
        self._words = words.split()
        self.opened = 0

    def __call__(self) -> Speller:
        """Open it."""
        self.opened += 1
        return self

    def spell(self, word: str) -> bool:
        """Whether it has a word."""
        return word in self._words


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    """The files of a dictionary."""
    path = tmp_path / "be_BY.aff"
    path.write_text("SET UTF-8\n", encoding="utf-8")
    path.with_suffix(".dic").write_text("1\nсвет\n", encoding="utf-8")
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder."""
    folder = tmp_path / ".l10n"
    folder.mkdir()
    return folder


def test_what_was_asked_before_opens_no_dictionary(dictionary: Path, state: Path) -> None:
    """A later run knows what an earlier one was told, good words and bad, and opens it for new ones only."""
    first, words = Words("свет"), KnownWords(state)
    asked = Dictionary(first, dictionary, words.of(dictionary))
    assert [asked.knows(word) for word in ("свет", "цьма")] == [True, False]
    asked.meant["цьма"] = ["цемра"]
    words.save()
    second = Words("свет новы")
    again = Dictionary(second, dictionary, KnownWords(state).of(dictionary))
    assert [again.knows(word) for word in ("свет", "цьма")] == [True, False]
    assert again.meant == {"цьма": ["цемра"]}
    assert second.opened == 0
    assert again.knows("новы")
    assert (first.opened, second.opened) == (1, 1)


@pytest.mark.parametrize("suffix", [".aff", ".dic"])
def test_a_dictionary_that_was_changed_is_asked_anew(dictionary: Path, state: Path, suffix: str) -> None:
    """A word that was added to a dictionary is known at the next run."""
    words = KnownWords(state)
    Dictionary(Words("свет"), dictionary, words.of(dictionary)).knows("цьма")
    words.save()
    with dictionary.with_suffix(suffix).open("a", encoding="utf-8") as file:
        file.write("цьма\n")
    assert Dictionary(Words("цьма"), dictionary, KnownWords(state).of(dictionary)).knows("цьма")


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[]",
        '{"made by": "0", "dictionaries": {}}',
        '{"made by": "VERSION", "dictionaries": {"PATH": {"has": 3}}}',
    ],
)
def test_a_damaged_file_is_no_file(dictionary: Path, state: Path, damaged: str) -> None:
    """Nothing is believed that this version did not write, and the file is replaced."""
    from l10n import __version__

    text = damaged.replace("VERSION", __version__).replace("PATH", str(dictionary))
    (state / FILE).write_text(text, encoding="utf-8")
    words = KnownWords(state)
    answers = words.of(dictionary)
    assert not answers
    answers.known["свет"] = True
    words.save()
    assert KnownWords(state).of(dictionary).known == {"свет": True}


def test_nothing_is_written_where_l10n_keeps_nothing(dictionary: Path, tmp_path: Path) -> None:
    """A check leaves no folder behind in a project that has none."""
    words = KnownWords(tmp_path / "none")
    words.of(dictionary).known["свет"] = True
    words.save()
    assert not (tmp_path / "none").exists()


@given(st.dictionaries(WORD, st.booleans()), st.dictionaries(WORD, st.lists(WORD, max_size=3)))
def test_answers_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, known: dict[str, bool], meant: dict[str, list[str]]
) -> None:
    """Whatever was answered is answered again; other dictionaries in the file keep their answers."""
    folder = tmp_path_factory.mktemp("state")
    one, other = folder / "one.aff", folder / "other.aff"
    earlier = KnownWords(folder)
    earlier.of(other).known["іншы"] = True
    earlier.save()
    words = KnownWords(folder)
    answers = words.of(one)
    answers.known |= known
    answers.meant |= meant
    words.save()
    later = KnownWords(folder)
    assert later.of(one) == Answers(known, meant)
    assert later.of(other) == Answers({"іншы": True}, {})
