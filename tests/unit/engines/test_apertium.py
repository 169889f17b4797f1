from __future__ import annotations

import sys
from pathlib import Path

import pytest

from l10n.engines import apertium
from l10n.engines.apertium import ApertiumEngine
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.model import Draft, EngineOptions

OPTIONS = EngineOptions()


@pytest.fixture(scope="module")
def engine() -> ApertiumEngine:
    """The installed Apertium."""
    found = ApertiumEngine(OPTIONS)
    if not {("ru", "be"), ("ru", "uk")} <= {(model.source, model.target) for model in found.models()}:
        pytest.skip("needs Apertium (Debian packages apertium-bel-rus and apertium-rus-ukr)")
    return found


def write_mode(share: Path, *programs: str) -> Path:
    """A direction made of Python programs that read and write as Apertium's do; its folder."""
    (share / "modes").mkdir(parents=True)
    parts = []
    for number, program in enumerate(programs):
        path = share / f"{number}.py"
        path.write_text(f"import sys\ndata = sys.stdin.buffer.read().decode()\n{program}\n", encoding="utf-8")
        parts.append(f"'{path}'")
    (share / "modes" / "rus-bel.mode").write_text(" | ".join(f"{sys.executable} {part}" for part in parts) + "\n")
    return share


@pytest.fixture
def plain_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs of a mode file be called without -z, which Python does not know."""
    real = apertium._read_mode
    monkeypatch.setattr(
        apertium, "_read_mode", lambda path: [[part for part in command if part != "-z"] for command in real(path)]
    )


def test_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Apertium there are no models, and a translation says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = ApertiumEngine(OPTIONS)
    assert engine.models() == []
    with pytest.raises(RouteMissingError) as caught:
        engine.translate(["один"], "ru", "be")
    assert "apt-get install apertium-bel-rus" in str(caught.value.hint)


def test_data_without_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data whose programs are missing is not an installed direction."""
    (tmp_path / "modes").mkdir()
    (tmp_path / "data.bin").write_bytes(b"")
    (tmp_path / "modes" / "rus-bel.mode").write_text(f"no-such-program '{tmp_path / 'data.bin'}'")
    assert ApertiumEngine(OPTIONS, tmp_path).models() == []


@pytest.mark.parametrize("mode", ["", "lt-proc '/nowhere/x.bin'", "lt-proc 'x", "lt-proc a; rm '/b'", "|"])
def test_strange_mode_file(tmp_path: Path, mode: str) -> None:
    """A mode file that is not understood is passed over, never run."""
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "rus-bel.mode").write_text(mode)
    assert ApertiumEngine(OPTIONS, tmp_path).models() == []


@pytest.mark.usefixtures("plain_programs")
@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("sys.exit('no dictionary')", "ended with 1: no dictionary"),
        ("import os\nos.kill(os.getpid(), 11)", "ended with -11"),
        ("print(data.split(chr(0))[0], end=chr(0))", "gave 1 texts for 2"),
        ("print(data.replace('[1]', '[0]'), end='')", "gave 2 texts for 2"),
    ],
)
def test_program_that_fails(tmp_path: Path, program: str, message: str) -> None:
    """A program that crashes or loses a text is an engine error, never a shifted draft."""
    engine = ApertiumEngine(OPTIONS, write_mode(tmp_path, program))
    with pytest.raises(EngineFailedError, match=message) as caught:
        engine.translate(["один", "два"], "ru", "be")
    assert caught.value.exit_code == 3
    assert caught.value.hint


@pytest.mark.usefixtures("plain_programs")
def test_each_program_gets_what_the_last_one_gave(tmp_path: Path) -> None:
    """The texts go through all programs, special characters protected on the way and bare again at the end."""
    share = write_mode(
        tmp_path, r"assert '\\[x\\]' in data; print(data.upper(), end=chr(0))", "print(data.replace('О', 'А'), end='')"
    )
    drafts = ApertiumEngine(OPTIONS, share).translate(["вода [x]", "", "лох"], "ru", "be")
    assert drafts == [Draft("ВАДА [X]"), Draft(""), Draft("ЛАХ")]


def test_belarusian(engine: ApertiumEngine) -> None:
    """A sentence with well-known words comes out in Belarusian."""
    (draft,) = engine.translate(["Президент прибыл в Минск в понедельник, 3 марта."], "ru", "be")
    assert draft.text == "Прэзідэнт прыбыў у Мінск у панядзелак, 3 сакавіка."


def test_ukrainian(engine: ApertiumEngine) -> None:
    """And in Ukrainian."""
    (draft,) = engine.translate(["Журналистка ответила: «Без комментариев»."], "ru", "uk")
    assert draft.text == "Журналістка відповіла: «Без коментарів»."


def test_unknown_words_stay_without_marks(engine: ApertiumEngine) -> None:
    """A word that no dictionary has is left as it is; stars and the like of the text itself stay too."""
    text = "Бромбулятор *звёзд* #тег user@example.org стоит [5] $3 {x} <b> a/b \\ ^."
    (draft,) = engine.translate([text], "ru", "be")
    words = draft.text.split()
    assert words[0] == "Бромбулятор"
    assert words[1][0] == words[1][-1] == "*"
    for kept in ("#тег", "user@example.org", "[5]", "$3", "{x}", "<b>", "a/b", "\\", "^."):
        assert kept in words


def test_texts_do_not_touch_each_other(engine: ApertiumEngine) -> None:
    """No rule reaches over the end of a text, whatever stands beside it."""
    texts = ["Новая", "книга", "[1]", "не пришёл", "3", "000"]
    together = engine.translate(texts, "ru", "be")
    assert together == [engine.translate([text], "ru", "be")[0] for text in texts]


def test_many_texts(engine: ApertiumEngine) -> None:
    """More texts than go through at once keep their order."""
    texts = [f"Дом номер {number} стоит у озера." for number in range(250)]
    drafts = engine.translate(texts, "ru", "be")
    assert [draft.text.split()[2] for draft in drafts] == [str(number) for number in range(250)]
