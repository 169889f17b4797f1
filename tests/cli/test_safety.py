"""Nothing that goes wrong during a run damages a catalog: a run that is killed, a full disk, two runs at once."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from tests.conftest import ROOT, FakeEngine, Run, approve

from l10n import pipeline
from l10n.catalog.po import load_catalog
from l10n.model import State

SCRIPT = """\
import sys, time
sys.path.insert(0, {tests!r})
from l10n import jobs, pipeline
from l10n.cli import main
from tests.conftest import FakeEngine

class Slow(FakeEngine):
    def translate(self, texts, source, target):
        time.sleep(0.02)
        return super().translate(texts, source, target)

save = jobs.Job.save
def tell(job):
    written = save(job)
    print(job.drafted, flush=True)
    return written

pipeline.BATCH = 4
jobs.Job.save = tell
pipeline.load_engines = lambda options: [Slow()]
sys.argv = ["l10n", "-C", {root!r}, "translate", "--locale", "be"]
main()
"""


def po(project: Path) -> Path:
    """The Belarusian catalog."""
    return project / "locales" / "be" / "LC_MESSAGES" / "news.po"


def run_script(project: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start ``l10n translate`` with a slow engine in another process; it prints the number of drafts on disk."""
    script = SCRIPT.format(tests=str(ROOT), root=str(project))
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
@pytest.mark.parametrize("seed", range(4))
def test_a_killed_run_leaves_valid_catalogs(project: Path, seed: int) -> None:
    """After kill -9 at any moment the catalog is valid and has every batch that was finished; the next run goes on."""
    sentences = [f"Witness number {number} spoke for an hour." for number in range(60)]
    (project / "source" / "news.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    process = run_script(project)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(random.Random(seed).randint(1, 10))]
    time.sleep(random.Random(seed).random() * 0.03)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    told = [int(line) for line in [*lines, *rest.splitlines(keepends=True)] if line.endswith("\n")]
    catalog = load_catalog(po(project), "be")
    done = sum(entry.state is State.DRAFT for entry in catalog.entries)
    assert len(catalog.entries) == 60
    assert done >= max(told)
    process = run_script(project)
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert [entry.state for entry in load_catalog(po(project), "be").entries] == [State.DRAFT] * 60
    assert not list(po(project).parent.glob(".*.tmp"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on the size of files")
def test_a_full_disk_leaves_the_old_catalog(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Where the catalog cannot be written to the end, the old one stays, and one line says so."""
    import resource

    l10n("translate", "--locale", "be")
    approve(po(project))
    before = po(project).read_bytes()
    article = project / "source" / "news.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\n\nOne more sentence.\n" * 5, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, len(before) // 2))

    process = run_script(project, limit)
    _, errors = process.communicate()
    assert process.returncode == 2
    assert "free space" in errors
    assert "Traceback" not in errors
    assert po(project).read_bytes() == before


def test_two_runs_do_not_write_at_once(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """A second run says that another one is at work and changes nothing; reading is always possible."""
    l10n("translate")
    before = {path: path.read_bytes() for path in project.rglob("*.po")}
    article = project / "source" / "news.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    with FileLock(project / ".l10n" / "lock"):
        result = l10n("translate")
        assert result.exit_code == 2
        assert "another l10n is writing into this project" in result.stderr
        assert l10n("status").exit_code == 0
        assert l10n("translate", "--dry-run").exit_code == 0
    assert {path: path.read_bytes() for path in project.rglob("*.po")} == before
    assert l10n("translate").exit_code == 0


def test_git_ignores_what_can_be_made_anew(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Lock and caches lie in a folder that tells git to leave it alone."""
    l10n("translate")
    assert (project / ".l10n" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_an_approval_during_a_run_is_kept(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Somebody who saves the catalog while new sentences are drafted loses nothing."""
    l10n("translate", "--locale", "be")
    article = project / "source" / "news.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    fake_engine.after_each = lambda: approve(po(project), lambda source: f"Так: {source}")
    assert l10n("translate", "--locale", "be").exit_code == 0
    entries = {entry.key.source: entry for entry in load_catalog(po(project), "be").entries}
    assert entries["She is free!"].state is State.REVIEWED
    assert entries["She is free!"].target == "Так: She is free!"
    assert entries["More."].state is State.DRAFT


def test_a_translation_written_during_a_run_is_kept(
    project: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who fills in sentences that the run has not come to yet is not overwritten when it does."""
    monkeypatch.setattr(pipeline, "BATCH", 2)

    def somebody() -> None:
        if po(project).exists():
            approve(po(project), lambda source: f"Так: {source}")

    fake_engine.after_each = somebody
    assert l10n("translate", "--locale", "be").exit_code == 0
    entries = load_catalog(po(project), "be").entries
    assert [entry.target for entry in entries] == [f"Так: {entry.key.source}" for entry in entries]
    assert all(entry.state is State.REVIEWED for entry in entries)


def test_a_header_written_during_a_run_is_kept(
    project: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who translated stays in the header, however many batches come after."""
    monkeypatch.setattr(pipeline, "BATCH", 2)
    done = []

    def somebody() -> None:
        if po(project).exists() and not done:
            text = po(project).read_text(encoding="utf-8")
            po(project).write_text(text.replace("Last-Translator: ", "Last-Translator: Hanna"), encoding="utf-8")
            done.append(True)

    fake_engine.after_each = somebody
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert load_catalog(po(project), "be").metadata["Last-Translator"] == "Hanna"


def test_a_catalog_cut_off_anywhere_is_never_overwritten(project: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """Half a catalog, as an editor that died leaves it, is refused with file and line, and stays as it is."""
    l10n("translate", "--locale", "be")
    whole = po(project).read_text(encoding="utf-8")
    start = whole.index("msgid", whole.index("X-Generator"))
    for cut in range(start, len(whole) - 2, 37):
        part = whole[:cut]
        last = part.rstrip().rpartition("\n\n")[2].splitlines()
        whole_entry = last[-1].startswith("msgstr") and last[-1].endswith('"') and len(last[-1]) > 8
        if whole_entry or all(re.match("#( |$)", line) for line in last):
            continue  # cut between two entries: a catalog in itself
        po(project).write_text(part, encoding="utf-8")
        result = l10n("translate", "--locale", "be")
        assert result.exit_code == 2, part[-200:]
        assert "news.po:" in result.stderr
        assert po(project).read_text(encoding="utf-8") == part


@pytest.mark.parametrize(
    "name", ["source/news.txt", "locales/be/LC_MESSAGES/news.po", "glossary.csv", "pyproject.toml"]
)
@pytest.mark.parametrize(
    "command",
    [
        ["memory", "export", "{}"],
        ["xliff", "export", "news", "--locale", "be", "--output", "{}"],
        ["review", "news", "--locale", "be", "--export", "{}"],
    ],
)
def test_an_export_replaces_no_file_of_the_project(
    project: Path, l10n: Run, fake_engine: FakeEngine, name: str, command: list[str]
) -> None:
    """A slip of the hand that names an article or a catalog costs nothing; an earlier export is replaced."""
    l10n("translate", "--locale", "be")
    before = (project / name).read_bytes()
    result = l10n(*(word.format(project / name) for word in command))
    assert result.exit_code == 2
    assert "would be replaced" in result.stderr
    assert (project / name).read_bytes() == before
    for _ in range(2):
        assert l10n(*(word.format(project / "out.dat") for word in command)).exit_code == 0
    assert (project / "out.dat").stat().st_size


@pytest.mark.skipif(sys.platform == "win32", reason="no devices in the file system")
def test_a_pipe_is_written_to_and_stays(project: Path, l10n: Run, fake_engine: FakeEngine, tmp_path: Path) -> None:
    """What is no file is not replaced by one."""
    l10n("translate", "--locale", "be")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        l10n("xliff", "export", "news", "--locale", "be", "--output", str(pipe))
        text, _ = reader.communicate(timeout=20)
    assert text.startswith("<?xml")
    assert pipe.is_fifo()
