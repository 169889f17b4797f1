"""Throughput of ``l10n translate`` beside the pipeline that everyone writes first, on the same model.

    python bench/throughput.py [--sentences 1000] [--locale be] [--beams 4 2 1] [--repeat 3] [--json FILE]
    python bench/throughput.py --same 300      # drafts made together and one by one, compared
    python bench/throughput.py --limit 300     # arithmetic of the drafts beside plain matrix products on one core

The other pipeline asks ``argostranslate.translate`` for one sentence after the other and writes a .po file with
polib. Both use the embedded model, packed as an Argos package in a folder of its own, on at most two cores. The
contenders take turns; each run is a process of its own with start and loading of the model. Printed are medians of
wall and CPU seconds, their ratio to the other pipeline, and chrF where there are references. The other pipeline
runs twice: as it is, with a thread for each core inside a sentence, and with one thread, which is quicker where
waking threads is dear.

Argos gets a splitter that does nothing, since its own would be downloaded: the sentences are split already.
A line "model" says what part of the wall time of a run is spent in CTranslate2; it is taken in a run of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from report import publish

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "eval"
SETS = ("ntrex-dev", "wmt19", "flores-dev")
MODEL = ROOT / "src" / "l10n" / "engines" / "data" / "mini"
ARTICLE = 25
"""Sentences of an article."""
CORES = 2
NAIVE = "argostranslate, sentence by sentence, beam 4"
ONE_THREAD = f"{NAIVE}, one thread (ARGOS_INTRA_THREADS=1)"
LIBRARIES = ("ctranslate2", "sentencepiece", "argos-translate-lt", "polib")


class Text(NamedTuple):
    """Sentences to translate, and translations by people where there are some."""

    sentences: list[str]
    references: list[str]


class Run(NamedTuple):
    """What a run took, in seconds."""

    wall: float
    cpu: float


def read_text(folder: Path, count: int, locale: str) -> Text:
    """Read news sentences, each once; those of the example articles, numbered, where there is no data."""
    found: dict[str, str] = {}
    for name in SETS:
        if (folder / f"{name}.en").exists() and (folder / f"{name}.{locale}").exists():
            sides = [(folder / f"{name}.{code}").read_text(encoding="utf-8").split("\n") for code in ("en", locale)]
            found.update((one.strip(), other) for one, other in zip(*sides, strict=True) if one.strip())
    if found:
        return Text(list(found)[:count], list(found.values())[:count])
    lines = [line for path in sorted((ROOT / "source").glob("*.txt")) for line in path.read_text("utf-8").split("\n")]
    lines = [line.strip() for line in lines if line.strip()]
    return Text([f"{number}. {lines[number % len(lines)]}" for number in range(count)], [])


def install_model(folder: Path, locale: str) -> dict[str, str]:
    """Pack the embedded model as an Argos package; give the variables with which argostranslate finds it."""
    package = folder / "packages" / f"translate-en_{locale}-1_0"
    shutil.copytree(MODEL / "model", package / "model")
    shutil.copy(MODEL / "sentencepiece.model", package)
    fields = {"from_code": "en", "to_code": locale, "from_name": "en", "to_name": locale, "type": "translate"}
    fields |= {"package_version": "1.0", "argos_version": "1.9", "target_prefix": f"__{locale}__"}
    (package / "metadata.json").write_text(json.dumps(fields), encoding="utf-8")
    homes = {f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "CONFIG", "CACHE")}
    return {**homes, "ARGOS_PACKAGES_DIR": str(package.parent)}


def make_project(root: Path, sentences: Sequence[str], locale: str, beam: int) -> Path:
    """Write a project in which every sentence is a paragraph."""
    (root / "source").mkdir(parents=True)
    settings = f'[tool.l10n]\nlocales = ["{locale}"]\nengine = "argos"\nbeam = {beam}\n'
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    for start in range(0, len(sentences), ARTICLE):
        text = "\n\n".join(sentences[start : start + ARTICLE])
        (root / "source" / f"article{start:06}.txt").write_text(f"{text}\n", encoding="utf-8")
    return root


def translate_naively(sentences: Path, locale: str, output: Path) -> None:
    """Be the other pipeline."""
    import argostranslate.translate
    import polib

    class Whole:
        def split_sentences(self, text: str) -> list[str]:
            return [text]

    translation = argostranslate.translate.get_translation_from_codes("en", locale)
    translation.underlying.sentencizer = Whole()
    catalog = polib.POFile()
    for line in sentences.read_text(encoding="utf-8").split("\n"):
        catalog.append(polib.POEntry(msgid=line, msgstr=translation.translate(line), flags=["fuzzy"]))
    catalog.save(str(output))


def run(command: Sequence[str], variables: Mapping[str, str]) -> Run:
    """Run a process to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **variables})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed with {process.returncode}: {' '.join(command)}")
    return Run(wall, usage.ru_utime + usage.ru_stime)


def targets(paths: Sequence[Path]) -> dict[str, str]:
    """Read what is in catalogs: source → target."""
    import polib

    return {entry.msgid: entry.msgstr for path in paths for entry in polib.pofile(str(path), wrapwidth=0)}


def chrf(text: Text, found: Mapping[str, str]) -> float | None:
    """Compare with the references, by the sentences that are one entry of their catalog."""
    try:
        import sacrebleu
    except ImportError:
        return None
    pairs = [(found[one], other) for one, other in zip(text.sentences, text.references, strict=False) if one in found]
    if not pairs:
        return None
    hypotheses, references = zip(*pairs, strict=True)
    return round(float(sacrebleu.corpus_chrf(list(hypotheses), [list(references)]).score), 2)


def model_share(root: Path, variables: Mapping[str, str]) -> float:
    """Take the part of the wall time of a run, without start and loading, in which CTranslate2 decodes."""
    script = (
        "import json, sys, time\n"
        "from l10n.engines import ctranslate\n"
        "spent, inner, load = [0.0], ctranslate._run, ctranslate.CTranslateModel._load\n"
        "def timed(function):\n"
        "    def call(*arguments):\n"
        "        start = time.perf_counter()\n"
        "        try:\n"
        "            return function(*arguments)\n"
        "        finally:\n"
        "            spent[0] += time.perf_counter() - start\n"
        "    return call\n"
        "ctranslate._run, ctranslate.CTranslateModel._load = timed(inner), timed(load)\n"
        "from l10n.cli import cli\n"
        "import l10n.pipeline, l10n.drafting\n"
        "start = time.perf_counter()\n"
        "try:\n"
        "    cli(['-q', '-C', sys.argv[1], 'translate'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "print(spent[0] / (time.perf_counter() - start))\n"
    )
    command = [sys.executable, "-c", script, str(root)]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=True)
    return round(float(done.stdout.split()[-1]), 3)


def measure(text: Text, locale: str, beams: Sequence[int], repeat: int) -> dict[str, object]:
    """Let the contenders take turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = install_model(folder, locale)
        (folder / "sentences.txt").write_text("\n".join(text.sentences), encoding="utf-8")
        naive = [sys.executable, __file__, "--locale", locale, "--naive", str(folder / "sentences.txt")]
        contenders = {NAIVE: 0, ONE_THREAD: -1, **{f"l10n translate, beam {beam}": beam for beam in beams}}
        runs: dict[str, list[Run]] = {contender: [] for contender in contenders}
        scores: dict[str, float | None] = {}
        for number in range(repeat):
            for contender, beam in contenders.items():
                place = folder / f"{beam}-{number}"
                if beam > 0:
                    make_project(place, text.sentences, locale, beam)
                    command = [sys.executable, "-m", "l10n", "-q", "-C", str(place), "translate"]
                else:
                    place.mkdir()
                    command = [*naive, str(place / "all.po")]
                threads = {"ARGOS_INTRA_THREADS": "1"} if contender == ONE_THREAD else {}
                runs[contender].append(run(command, variables | threads))
                scores[contender] = chrf(text, targets(list(place.rglob("*.po"))))
        project = make_project(folder / "share", text.sentences, locale, beams[0])
        share = model_share(project, variables)
    return {**results(runs, scores, len(text.sentences)), "model": {f"beam {beams[0]}": share}}


def results(runs: Mapping[str, Sequence[Run]], scores: Mapping[str, float | None], count: int) -> dict[str, object]:
    """Take medians, and ratios to the first contender turn by turn."""
    first = next(iter(runs.values()))
    rows = {}
    for contender, found in runs.items():
        wall, cpu = (statistics.median(getattr(item, part) for item in found) for part in Run._fields)
        rows[contender] = {
            "wall_s": round(wall, 2),
            "cpu_s": round(cpu, 2),
            "sentences_per_cpu_s": round(count / cpu, 1),
            "times_wall": round(statistics.median(a.wall / b.wall for a, b in zip(first, found, strict=True)), 2),
            "times_cpu": round(statistics.median(a.cpu / b.cpu for a, b in zip(first, found, strict=True)), 2),
            "chrf": scores[contender],
        }
    return {"contenders": rows}


def count_same(sentences: Sequence[str], locale: str, beam: int) -> dict[str, object]:
    """Draft sentences with the embedded engine all together, and each in a call of its own; count equal drafts."""
    from l10n.engines.embedded import EmbeddedEngine
    from l10n.model import EngineOptions

    engine = EmbeddedEngine(EngineOptions(threads=CORES, beam=beam))
    together = engine.translate(sentences, "en", locale)
    alone = [engine.translate([sentence], "en", locale)[0] for sentence in sentences]
    same_text = sum(one.text == other.text for one, other in zip(together, alone, strict=True))
    same_score = sum(one == other for one, other in zip(together, alone, strict=True))
    return {"sentences": len(sentences), "beam": beam, "same text": same_text, "same text and score": same_score}


def measure_limit(sentences: Sequence[str], locale: str, beam: int) -> dict[str, object]:
    """Compare the arithmetic of drafting on one core, in a second of CPU, with float32 products of the same shapes.

    Counted are the matrix products of the network alone, two operations for each weight and token: the encoder once
    for each source token, decoder and output layer once for each target token and beam. CTranslate2's products are of
    8-bit integers, which the core can do faster than float32.
    """
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import numpy as np

    from l10n.engines.ctranslate import SentencePiece
    from l10n.engines.embedded import EmbeddedEngine
    from l10n.model import EngineOptions

    width, inner, encoder, decoder, pieces = 256, 1024, 4, 2, 12_001
    tokenizer = SentencePiece(MODEL / "sentencepiece.model")
    engine = EmbeddedEngine(EngineOptions(threads=1, beam=beam))
    engine.translate(sentences[:1], "en", locale)
    seconds = -time.process_time()
    drafts = engine.translate(sentences, "en", locale)
    seconds += time.process_time()
    sources = sum(len(tokenizer.encode(sentence)) + 1 for sentence in sentences)
    targets = sum(len(tokenizer.encode(draft.text)) + 2 for draft in drafts)
    layer = 4 * width * width + 2 * width * inner
    step = decoder * (layer + 4 * width * width) + width * pieces
    operations = 2 * (sources * encoder * layer + targets * beam * step)
    one, other = (np.ones(shape, np.float32) for shape in ((128, width), (width, inner)))
    begin, turns = time.process_time(), 3000
    for _ in range(turns):
        one @ other
    plain = 2 * 128 * width * inner * turns / (time.process_time() - begin)
    rate = operations / seconds
    return {
        "sentences": len(sentences),
        "beam": beam,
        "Gop/s drafting": round(rate / 1e9, 1),
        "Gop/s float32 products": round(plain / 1e9, 1),
        "share": round(rate / plain, 2),
    }


def machine() -> dict[str, object]:
    """Say what it runs on."""
    cpu = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().split("\n") if "model name" in line]
    return {
        "machine": f"{cpu[0] if cpu else platform.machine()}, {CORES} of {os.cpu_count()} cores used at most",
        "load": round(os.getloadavg()[0], 1),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in ("l10n", *LIBRARIES)}},
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--locale", default="be")
    parser.add_argument("--beams", type=int, nargs="+", default=[4, 2, 1])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--same", type=int, metavar="N", help="only compare the drafts of N sentences")
    parser.add_argument("--limit", type=int, metavar="N", help="only compare the arithmetic of N drafts")
    parser.add_argument("--naive", type=Path, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.naive:
        translate_naively(given.naive[0], given.locale, given.naive[1])
        return
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    for count, work in ((given.same, count_same), (given.limit, measure_limit)):
        if count:
            sentences = read_text(given.data, count, given.locale).sentences
            print(json.dumps(work(sentences, given.locale, given.beams[0]), indent=2))
            return
    text = read_text(given.data, given.sentences, given.locale)
    found = machine() | {"sentences": len(text.sentences), "locale": given.locale, "repeat": given.repeat}
    found |= measure(text, given.locale, given.beams, given.repeat)
    publish(found, given.json)


if __name__ == "__main__":
    main()
