"""The training pipeline, on a corpus of a few made sentences. Skipped where torch is not installed."""

from __future__ import annotations

import base64
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "l10n" / "engines" / "data" / "mini"
TINY = ["--dim", "32", "--heads", "2", "--enc", "1", "--dec", "1", "--batch-tokens", "400", "--warmup", "10"]
TINY += ["--threads", "1", "--log-steps", "2", "--cpu"]
MODULES = (
    "augment",
    "batches",
    "card",
    "checkpoints",
    "corpus",
    "ct2",
    "export",
    "figures",
    "pieces",
    "prepare",
    "revocab",
    "scores",
    "train",
)


@pytest.fixture(scope="module")
def tools() -> SimpleNamespace:
    """The modules of the pipeline; the tests are skipped where they cannot run."""
    pytest.importorskip("torch", reason="torch is not installed: training/requirements.txt")
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return SimpleNamespace(**{name: importlib.import_module(f"training.{name}") for name in MODULES})


@pytest.fixture(scope="module")
def prepared(tools: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was prepared and not begun."""
    folder = tmp_path_factory.mktemp("prepared")
    rows = ["\t".join((*row[:4], "tatoeba")) for row in tools.augment.augment(150, 1)]
    rows += ["en\tbe\tHello\tHello\tfirefox", "en\tbe\tA long road.\tДорога длинная щ.\tfirefox"]
    (folder / "corpus.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    words = ["--run", str(folder / "run"), "--corpus", str(folder / "corpus.tsv")]
    own = {
        "one": "Rain fell.\tІшоў дождж.\tШел дождь.\tІшов дощ.",
        "two": "It snowed.\tІшоў снег.\tШел снег.\tІшов сніг.",
    }
    for name, line in own.items():
        (folder / name).mkdir()
        (folder / name / "A.tsv").write_text(f"{line}\n", encoding="utf-8")
        words += ["--own", str(folder / name)]
    tools.prepare.main([*words, "--pieces", "300", "--augment", "20", "--join", "5", "--copies", "50"])
    return folder / "run"


@pytest.fixture
def run(prepared: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Make a run of that name with prepared data."""

    def make(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for item in ("data.npz", "spm.model", "prepare.json"):
            os.link(prepared / item, folder / item)
        return folder

    return make


def learn(tools: SimpleNamespace, folder: Path, steps: int, *words: str) -> Any:
    """Train until so many steps have been made in all."""
    given = ["--run", str(folder), "--steps", str(steps), *TINY, *words]
    return tools.train.train(tools.train.arguments(given))


def test_preparing_counts_what_is_left_out(prepared: Path) -> None:
    """What was not translated, or has letters of another language, is dropped and counted."""
    about = json.loads((prepared / "prepare.json").read_text(encoding="utf-8"))
    assert about["dropped"]["not translated"] == 1
    assert about["dropped"]["letters of another language"] == 1
    assert about["origins"]["own"] == 18  # two sentences and both together, in six directions
    assert about["augmented"] == 120


def test_own_sentences_of_two_languages(tools: SimpleNamespace, tmp_path: Path) -> None:
    """A file whose name says its languages goes in the directions between them; other lines are left out."""
    (tmp_path / "a.tsv").write_text("Rain.\tДождж.\tДождь.\tДощ.\n", encoding="utf-8")
    lines = "в Твери\tу Цверы\nнет перевода\nодин\tадзін\tодин\n"
    (tmp_path / "b.ru-be.tsv").write_text(lines, encoding="utf-8")
    rows = list(tools.corpus.read_own(tmp_path))
    assert sorted(row[:2] for row in rows if row.origin == "own") == sorted(tools.corpus.directions())
    assert [row for row in rows if row.origin != "own"] == [("ru", "be", "в Твери", "у Цверы", "phrases")]


def test_made_sentences_copy_figures(tools: SimpleNamespace) -> None:
    """A made sentence has the same digits on both sides, and the same seed makes the same sentences."""
    rows = list(tools.augment.augment(40, 7))
    assert rows == list(tools.augment.augment(40, 7))
    for row in rows:
        digits = [sorted(letter for letter in text if letter.isdigit()) for text in (row.source, row.target)]
        assert digits[0] == digits[1], row


def test_joined_sentences_stay_together(tools: SimpleNamespace) -> None:
    """Each sentence is used once at most, beside the one that its translation stands beside."""
    corpus, texts = tools.corpus, [f"Number {number}." for number in range(7)]
    rows = [corpus.Row("en", "be", text, text.replace("Number", "Нумар"), "own") for text in texts]
    made = list(tools.augment.joined([*rows, rows[0]._replace(origin="tatoeba")], 9, 1))
    assert [row.target for row in made] == [row.source.replace("Number", "Нумар") for row in made]
    assert len(made) == len({part for row in made for part in row.source.split(". ")}) // 2 == 3


def test_clauses_are_cut_at_the_same_place(tools: SimpleNamespace) -> None:
    """Both halves of both sides make the whole again; what has no clause end at the same place stays whole."""
    row, cut = tools.corpus.Row, tools.augment.clauses
    sentence = row("ru", "be", "Никто из них не знал, где он живет.", "Ніхто з іх не ведаў, дзе ён жыве.", "own")
    moved = row("en", "be", "When it rained, nobody came to us.", "Ніхто да нас не прыходзіў, калі ішоў дождж.", "own")
    made = list(cut([sentence, moved, sentence._replace(origin="tatoeba")], 1))
    assert [(half.source, half.target) for half in made] == [
        ("Никто из них не знал,", "Ніхто з іх не ведаў,"),
        ("где он живет.", "дзе ён жыве."),
    ]
    assert {half.origin for half in made} == {"clauses"}


def test_headlines_have_no_full_stop(tools: SimpleNamespace) -> None:
    """Short sentences without quotations become headlines; some of the English ones get capitals, the targets never."""
    row = tools.corpus.Row
    rows = [
        row("en", "be", f"The council of {number} towns met.", f"Рада {number} гарадоў сышлася.", "own")
        for number in range(9)
    ]
    rest = [row("en", "be", "“Go,” he said.", "«Ідзі», — сказаў ён.", "own"), rows[0]._replace(origin="tatoeba")]
    made = list(tools.augment.titles([*rows, *rest], 1))
    assert [head.target for head in made] == [one.target.rstrip(".") for one in rows]
    assert [head.source.lower() for head in made] == [one.source.lower().rstrip(".") for one in rows]
    assert {"Council" in head.source for head in made} == {True, False}
    assert all(" of " in head.source and head.origin == "titles" for head in made)


def test_other_figures_take_the_same_words(tools: SimpleNamespace) -> None:
    """Both sides get the same new figures, none that asks for another form, and no part of a word changes."""
    row, refigured = tools.corpus.Row, tools.figures.refigured
    both = row("en", "be", "21 of 2,300 A4 pages, 4 books", "21 з 2 300 старонак A4, 4 кнігі", "own")
    made = next(refigured([both], 2))
    new = re.findall(r"\d+", made.source)
    assert new == [*re.findall(r"\d+", made.target)[:3], "4", new[-1]]
    assert made.target == f"{new[0]} з {new[1]} {new[2]} старонак A4, {new[-1]} кнігі"
    assert re.fullmatch("[2-9]1", new[0])
    assert new[2].endswith("00")
    assert new[-1] in {"2", "3", "4"}
    assert made != both._replace(origin="figures")
    words = both._replace(source="Three of 20 pages", target="Тры з дваццаці старонак")
    assert not list(refigured([words, both._replace(origin="tatoeba")], 2))


def test_sources_are_cut_in_other_ways_as_well(tools: SimpleNamespace, prepared: Path) -> None:
    """The copies of a sentence spell its source, share its weight and are the same for the same seed."""
    processor = tools.prepare.sentencepiece.SentencePieceProcessor(model_file=str(prepared / "spm.model"))
    own = tools.corpus.Row("en", "be", "Rain fell on the long road to Minsk.", "Ішоў дождж.", "own")
    rows = [own, own._replace(origin="tatoeba")]
    made = list(tools.prepare.with_samples(rows, 5, processor, 1))
    assert made == list(tools.prepare.with_samples(rows, 5, processor, 1))
    assert [row.origin for row, _, _ in made] == ["own", "tatoeba", *["own"] * 5]
    assert {processor.decode(pieces) for _, pieces, _ in made} == {own.source}
    assert len({tuple(pieces) for row, pieces, _ in made if row == own}) > 1
    total = sum(weight for row, _, weight in made if row == own)
    assert total == pytest.approx(tools.corpus.weight("own"))


def test_other_pieces_for_a_trained_network(tools: SimpleNamespace, run: Callable[[str], Path], tmp_path: Path) -> None:
    """A piece that both vocabularies have keeps its row, another begins as the mean of those that spell it."""
    folder, out = run("old"), tmp_path / "new.pt"
    trainer = learn(tools, folder, 4)
    processor = tools.prepare.sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
    before = tools.pieces.all_pieces(processor)
    first, second = (piece for piece in before[-40:-38])
    after = [*before[:100], first + second, *before[100:]]
    found = tools.checkpoints.load(folder / "checkpoint.pt")
    tools.revocab.revocab(found, before, after, dict.fromkeys(before, -1.0))
    tools.checkpoints.save(found, out)
    old, new = trainer.network.state_dict()["emb.weight"], tools.checkpoints.load(out)["sd"]["emb.weight"]
    assert new[:100].equal(old[:100])
    assert new[101:].equal(old[100:])
    parts = tools.revocab.spell(first + second, dict.fromkeys(before, -1.0))
    assert "".join(parts) == first + second
    assert new[100].allclose(old[[before.index(part) for part in parts]].mean(0))
    assert tools.checkpoints.network(found).cfg["vocab"] == len(after) + 1


def test_a_resumed_run_equals_an_uninterrupted_one(tools: SimpleNamespace, run: Callable[[str], Path]) -> None:
    """Stopping and going on changes neither weights nor optimizer nor what comes next."""
    torch = importlib.import_module("torch")
    whole, parts = run("whole"), run("parts")
    straight = learn(tools, whole, 14)
    learn(tools, parts, 5)
    learn(tools, parts, 6)
    resumed = learn(tools, parts, 14)
    assert straight.position == resumed.position
    assert straight.tokens == resumed.tokens
    for name, value in straight.network.state_dict().items():
        assert torch.equal(value, resumed.network.state_dict()[name]), name
    files = [torch.load(folder / "checkpoint.pt", weights_only=True) for folder in (whole, parts)]
    assert torch.equal(files[0]["rng"]["cpu"], files[1]["rng"]["cpu"])
    moments = [file["opt"]["state"][0]["exp_avg_sq"] for file in files]
    assert torch.equal(*moments)


def test_a_batch_has_one_target_language(tools: SimpleNamespace, prepared: Path) -> None:
    """All targets begin with the tag of the batch's language, and no batch is larger than asked."""
    tags = {"be": 3, "ru": 4, "uk": 5}
    data = tools.batches.Data(prepared / "data.npz", tags, 300)
    pool = data.pool(0, 1, 400)
    assert {data.locale(members) for members in pool} == set(tags)
    for members in pool:
        _, target = data.tensors(members)
        assert set(target[:, 1].tolist()) == {tags[data.locale(members)]}
        assert len(members) == 1 or target.numel() <= 400


def test_batches_hold_sentences_of_like_length(tools: SimpleNamespace, prepared: Path) -> None:
    """Little of the batches of a pool is padding."""
    data = tools.batches.Data(prepared / "data.npz", {"be": 3, "ru": 4, "uk": 5}, 300)
    sides = [side for members in data.pool(0, 1, 400) for side in data.tensors(members)]
    padding = sum(int((side == 300).sum()) for side in sides)
    assert padding < 0.08 * sum(side.numel() for side in sides)


def test_batches_go_on_at_any_position(tools: SimpleNamespace, prepared: Path) -> None:
    """The batches from a position are those an earlier start gives, across the end of a pool too."""
    torch = importlib.import_module("torch")
    data = tools.batches.Data(prepared / "data.npz", {"be": 3, "ru": 4, "uk": 5}, 300)
    last = len(data.pool(0, 1, 4000)) - 2
    first = tools.batches.batches(data, 1, 4000, tools.batches.Position(0, last))
    straight = [next(first) for _ in range(4)]
    again = tools.batches.batches(data, 1, 4000, straight[1].after)
    for expected in straight[2:]:
        actual = next(again)
        assert actual.after == expected.after
        assert torch.equal(actual.target, expected.target)
    assert straight[1].after == (1, 0)


def test_a_termination_signal_leaves_a_checkpoint(tools: SimpleNamespace, run: Callable[[str], Path]) -> None:
    """SIGTERM ends a run in order: exit code 0, a checkpoint, the signal in the log."""
    folder = run("stopped")
    words = [sys.executable, "-m", "training.train", "--run", str(folder), "--steps", "1000000", *TINY]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
    process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    log, end = folder / "log.jsonl", time.monotonic() + 60
    while time.monotonic() < end and not (log.exists() and '"train"' in log.read_text(encoding="utf-8")):
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    stopped = json.loads(log.read_text(encoding="utf-8").split("\n")[-2])
    assert (stopped["event"], stopped["signals"]) == ("stop", [signal.SIGTERM])
    assert tools.checkpoints.load(folder / "checkpoint.pt")["step"] == stopped["step"]


def test_an_exported_model_translates(tools: SimpleNamespace, run: Callable[[str], Path], tmp_path: Path) -> None:
    """A package is a model that the embedded engine loads; its version is the next one; Argos packages fit too."""
    from l10n.engines.embedded import EmbeddedEngine
    from l10n.model import EngineOptions

    folder, package = run("exported"), tmp_path / "mini"
    learn(tools, folder, 6)
    words = ["--run", str(folder), "--package", str(package), "--argos", str(tmp_path / "argos")]
    for expected in ("0", "1"):
        tools.export.export(tools.export.arguments(words))
        about = tomllib.loads((package / "model.toml").read_text(encoding="utf-8"))
        assert (about["version"], about["steps"]) == (expected, 6)
    assert json.loads((package / "targets.json").read_text(encoding="utf-8")).keys() == {"be", "ru", "uk"}
    with (package / "model.toml").open("a", encoding="utf-8") as file:
        file.write('also = ["second"]\n')
    tools.export.export(tools.export.arguments(["--run", str(folder), "--package", str(package / "second")]))
    tools.export.export(tools.export.arguments(words))
    assert tomllib.loads((package / "model.toml").read_text(encoding="utf-8"))["also"] == ["second"]
    engine = EmbeddedEngine(EngineOptions(threads=1, beam=1), package)
    assert {(model.source, model.target) for model in engine.models()} == set(tools.corpus.directions())
    assert len(engine.translate(["Rain fell.", ""], "en", "be")) == 2
    made = sorted((tmp_path / "argos").glob("*.argosmodel"))
    assert len(made) == 6
    with zipfile.ZipFile(made[0]) as archive:
        about = json.loads(archive.read("translate-en_be-2/metadata.json"))
    assert (about["from_code"], about["to_code"], about["target_prefix"]) == ("en", "be", "__be__")


def test_a_language_is_written_with_the_pieces_of_its_text(tools: SimpleNamespace, run: Callable[[str], Path]) -> None:
    """A piece that no target of a language has is barred there, figures too; so are the tags."""
    folder = run("pieces")
    processor = tools.export.sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
    pieces = tools.pieces.all_pieces(processor)
    found = tools.pieces.written_with(folder / "data.npz", pieces)
    for locale, foreign in (("be", "ищъ"), ("ru", "іўї"), ("uk", "ыэъ")):
        bits = "".join(f"{byte:08b}" for byte in base64.b64decode(found[locale]))
        barred = {piece for piece, bit in zip(pieces, bits, strict=False) if bit == "0"}
        assert {letter for letter in foreign if letter in pieces} <= barred
        marks = {pieces[0], pieces[1], *(piece for piece in pieces if piece.startswith("__"))}
        assert marks <= barred  # nobody ever taught the model not to write them
        seen = tools.pieces.counts(folder / "data.npz", len(pieces))[locale]
        figures = {piece for piece in pieces if not any(map(str.isalpha, piece))} - marks
        assert barred & figures == {piece for piece in figures if not seen[pieces.index(piece)]}
        assert any(piece.isascii() for piece in barred)  # of English words
        assert pieces[tools.corpus.EOS] not in barred  # a sentence has to end
        assert set(bits[len(pieces) :]) <= {"0"}


def test_validation_measures_every_direction(
    tools: SimpleNamespace, run: Callable[[str], Path], tmp_path: Path
) -> None:
    """Every direction has a figure in the log at the end of a run."""
    pytest.importorskip("sacrebleu", reason="sacrebleu is not installed: training/requirements.txt")
    for locale, text in {"en": "Rain fell.", "be": "Ішоў дождж.", "ru": "Шел дождь.", "uk": "Ішов дощ."}.items():
        (tmp_path / f"flores-dev.{locale}").write_text(f"{text}\n" * 3, encoding="utf-8")
    folder = run("validated")
    learn(tools, folder, 3, "--validate", str(tmp_path), "--lines", "2")
    events = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    (scores, loss) = next((event["chrf"], event["loss"]) for event in events if event["event"] == "validation")
    assert set(loss) == {"_".join(pair) for pair in tools.corpus.directions()}
    assert all(0 < value < 10 for value in loss.values())
    assert set(scores) == {"_".join(pair) for pair in tools.corpus.directions()} | {"mean"}
    assert all(0 <= score <= 100 for score in scores.values())


def test_the_loss_falls_while_a_sentence_is_learned(
    tools: SimpleNamespace, run: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checkpoints are compared by what they lose on sentences that people wrote."""
    for locale, text in {"en": "Rain fell.", "be": "Ішоў дождж.", "ru": "Шел дождь.", "uk": "Ішов дощ."}.items():
        (tmp_path / f"flores-dev.{locale}").write_text(f"{text}\n", encoding="utf-8")
    folder = run("learned")
    for steps in (1, 12):
        learn(tools, folder, steps)
    paths = map(str, tools.checkpoints.snapshots(folder))
    tools.scores.main(["--run", str(folder), "--validate", str(tmp_path), "--lines", "1", *paths])
    first, last = (json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith('{"checkpoint'))
    assert (first["step"], last["step"]) == (1, 12)
    assert all(last["loss"][name] < value for name, value in first["loss"].items())


def test_averaging_takes_the_mean_of_snapshots(tools: SimpleNamespace, run: Callable[[str], Path]) -> None:
    """The mean of two snapshots lies between them, and asking for more than there are is an error."""
    torch = importlib.import_module("torch")
    folder = run("averaged")
    for steps in (2, 4):
        learn(tools, folder, steps)
    paths = tools.checkpoints.snapshots(folder)
    assert [path.stem for path in paths] == ["000000002", "000000004"]
    mean = tools.checkpoints.average(paths)
    sides = [tools.checkpoints.load(path)["sd"]["out_bias"].float() for path in paths]
    torch.testing.assert_close(mean["sd"]["out_bias"], (sides[0] + sides[1]) / 2)
    given = tools.export.arguments(["--run", str(folder), "--average", "3", "--out", "unused"])
    with pytest.raises(ValueError, match="2 snapshots, not 3"):
        tools.export.choose(given)


def test_the_shipped_model_comes_back_whole(tools: SimpleNamespace, tmp_path: Path) -> None:
    """Reading the shipped int8 model and writing it again gives the same bytes."""
    network = tools.ct2.read(PACKAGE / "model")
    pieces = json.loads((PACKAGE / "model" / "shared_vocabulary.json").read_text(encoding="utf-8"))
    made = tools.ct2.write(network, pieces, tmp_path / "model")
    before, after = (tools.ct2.read_variables(folder / "model.bin") for folder in (PACKAGE / "model", made))
    assert before.keys() == after.keys()
    for name, value in before.items():
        assert value.dtype == after[name].dtype
        assert abs(value.astype(float) - after[name]).max(initial=0) <= (1e-3 if value.dtype.kind == "f" else 1), name


def test_training_goes_on_from_a_package(tools: SimpleNamespace, run: Callable[[str], Path], tmp_path: Path) -> None:
    """A run begun from a package counts its steps and tokens on, and its weights are those of the package."""
    first, second, package = run("first"), run("second"), tmp_path / "mini"
    before = learn(tools, first, 4)
    tools.export.export(tools.export.arguments(["--run", str(first), "--package", str(package)]))
    started = learn(tools, second, 4, "--init-from", str(package))
    assert (started.step, started.tokens) == (4, before.tokens)
    gap = (before.network.en.weight - started.network.en.weight).detach().abs().max()
    assert float(gap) == 0
    assert learn(tools, second, 5).step == 5
    words = ["--from-ct2", str(package), "--checkpoint", str(tmp_path / "weights.pt")]
    tools.export.export(tools.export.arguments(words))
    assert tools.checkpoints.load(tmp_path / "weights.pt")["tokens"] == before.tokens


def test_a_card_has_its_sections(tools: SimpleNamespace, run: Callable[[str], Path], tmp_path: Path) -> None:
    """The card names size, scores, limits, terms and counts, from what the run wrote."""
    folder, package = run("card"), tmp_path / "mini"
    learn(tools, folder, 4)
    tools.export.export(tools.export.arguments(["--run", str(folder), "--package", str(package)]))
    faults = {"letters": 1.0, "spelling": None, "wrong": 0, "loops": 2, "empty": 0, "digits": 90.0}
    row = {"system": "embedded:en_be@0", "direction": "en→be", "source": "reference", "lines": 9, "chrf": 12.3}
    report = {"set": "flores-dev", "beam": 4, "signatures": "s", "rows": [row | {"bleu": 1.0, "faults": faults}]}
    text = tools.card.card(folder, package, [report], ["A note."])
    for title in ("Scores", "Limits", "Training", "Files", "Licence", "Training data"):
        assert f"\n## {title}\n" in text
    for part in ("CC BY-SA 4.0", "| en→be | reference | 12.3 |", "4 steps", "CC BY 2.0 FR", "A note.", "own | 18 |"):
        assert part in text
    assert "not stated" not in text


def test_the_rate_falls_to_nothing_at_the_end(tools: SimpleNamespace, run: Callable[[str], Path]) -> None:
    """Before the annealing nothing changes; from there the rate falls with every step, and stays above zero."""
    plain, annealed = learn(tools, run("plain"), 20), learn(tools, run("annealed"), 20, "--anneal", "10")
    rates = []
    for step in range(1, 21):
        plain.step = annealed.step = step
        rates.append((plain.rate(), annealed.rate()))
    assert all(one == other for one, other in rates[:10])
    falling = [other for _, other in rates[9:]]
    assert falling == sorted(falling, reverse=True)
    assert 0 < falling[-1] < 0.1 * rates[-1][0]


def test_annealing_needs_an_end(tools: SimpleNamespace) -> None:
    """Without a last step, or one before it, the command line is refused."""
    for words in (["--anneal", "10"], ["--anneal", "10", "--steps", "10"]):
        with pytest.raises(SystemExit):
            tools.train.arguments(["--run", "x", *words])
