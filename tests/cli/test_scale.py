"""Many articles: worked on in groups, and drafted by workers on other machines."""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import FakeEngine, Run

from l10n import pipeline
from l10n.jobs import Job
from l10n.memory import recall

ARTICLES = 12
SENTENCES = 5


@pytest.fixture
def archive(project: Path) -> Path:
    """A project of several short articles; one sentence of each is the same."""
    (project / "source" / "news.txt").unlink()
    for number in range(ARTICLES):
        text = [f"Witness {number}{place} spoke about Maria Kalesnikava." for place in range(SENTENCES - 1)]
        path = project / "source" / f"{number:02}.txt"
        path.write_text(" ".join([*text, "Write to us."]) + "\n", encoding="utf-8")
    return project


def catalogs(project: Path) -> dict[str, str]:
    """Every catalog without the minute it was made in."""
    return {
        path.relative_to(project).as_posix(): re.sub(r'"PO-Revision-Date: .*"', "", path.read_text(encoding="utf-8"))
        for path in project.rglob("*.po")
    }


def groups_of(monkeypatch: pytest.MonkeyPatch, sentences: int, batch: int = 128) -> None:
    """Make groups and batches small."""
    monkeypatch.setattr(pipeline, "GROUP", sentences)
    monkeypatch.setattr(pipeline, "BATCH", batch)


@pytest.mark.parametrize(("group", "batch"), [(1, 2), (12, 7)])
def test_groups_and_batches_change_nothing(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, group: int, batch: int
) -> None:
    """However the articles are grouped, the catalogs are the same and the same is said about them."""
    said = l10n("translate")
    whole = catalogs(archive)
    assert len(whole) == 3 * ARTICLES
    shutil.rmtree(archive / "locales")
    groups_of(monkeypatch, group, batch)
    again = l10n("translate")
    assert (again.exit_code, again.stderr) == (0, said.stderr)
    assert catalogs(archive) == whole


def test_short_articles_are_drafted_together(archive: Path, l10n: Run, fake_engine: FakeEngine) -> None:
    """The sentences of all articles of a group go to the engine at once, equal ones once."""
    calls: list[int] = []
    translate = fake_engine.translate

    def count(texts: Sequence[str], source: str, target: str) -> list[Any]:
        calls.append(len(texts))
        return translate(texts, source, target)

    fake_engine.translate = count  # type: ignore[method-assign]
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert max(calls) == ARTICLES * (SENTENCES - 1) + 1
    assert fake_engine.asked.count("Write to us.") == 1


def test_only_a_group_is_in_memory(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is finished is let go of: no more jobs exist at a time than those of two groups and the next article."""
    groups_of(monkeypatch, 2 * SENTENCES)
    there: list[int] = []
    translate = fake_engine.translate

    def count(texts: Sequence[str], source: str, target: str) -> list[Any]:
        there.append(sum(isinstance(item, Job) for item in gc.get_objects()))
        return translate(texts, source, target)

    gc.collect()
    before = sum(isinstance(item, Job) for item in gc.get_objects())
    fake_engine.translate = count  # type: ignore[method-assign]
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert max(there) - before <= 5 < ARTICLES


def test_the_memory_is_opened_once(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All groups ask one memory, and each locale is learned once."""
    groups_of(monkeypatch, SENTENCES)
    opened: list[object] = []
    open_memory = recall.open_memory

    def count(address: str | Path, *given: Any, **named: Any) -> Any:
        opened.append(address)
        return open_memory(address, *given, **named)

    monkeypatch.setattr(recall, "open_memory", count)
    assert l10n("translate").exit_code == 0
    assert len(opened) == 1


def test_an_error_later_on_leaves_what_is_finished(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged article stops the run; the groups before it are on disk, which is said, and are not read again."""
    groups_of(monkeypatch, 2 * SENTENCES)
    article = archive / "source" / "07.txt"
    good = article.read_bytes()
    article.write_bytes(b"\xff")
    result = l10n("translate", "--locale", "be")
    assert result.exit_code == 2
    assert "07.txt:1" in result.stderr.splitlines()[-1]
    assert "Stopped after 6 catalogs" in result.stderr
    assert len(catalogs(archive)) == 6
    article.write_bytes(good)
    again = l10n("translate", "--locale", "be")
    assert again.exit_code == 0
    assert again.stderr.count("nothing to do") == 6
    assert len(catalogs(archive)) == ARTICLES


def test_an_interruption_leaves_what_is_finished(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the middle: exit code 130, whole batches on disk, and the next run makes what it would have made."""
    groups_of(monkeypatch, 2 * SENTENCES, 4)
    assert l10n("translate", "--locale", "be").exit_code == 0
    whole = catalogs(archive)
    shutil.rmtree(archive / "locales")

    def interrupt() -> None:
        if "Witness 33 spoke about Maria Kalesnikava." in fake_engine.asked:
            raise KeyboardInterrupt

    fake_engine.asked.clear()
    fake_engine.after_each = interrupt
    result = l10n("translate", "--locale", "be")
    assert result.exit_code == 130
    assert "locales/be/LC_MESSAGES/01.po" in catalogs(archive)
    fake_engine.after_each = lambda: None
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert catalogs(archive) == whole


def test_json_of_groups_is_one_list(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles come in order, group by group, written as JSON of a single group is."""
    whole = json.loads(l10n("translate", "--dry-run", "--json").stdout)
    groups_of(monkeypatch, 3 * SENTENCES)
    result = l10n("translate", "--dry-run", "--json")
    found = json.loads(result.stdout)
    assert found["articles"] == whole["articles"]
    assert [row["path"] for row in found["articles"][::3]] == [f"source/{n:02}.txt" for n in range(ARTICLES)]
    assert result.stdout == json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def test_a_dry_run_in_groups_writes_nothing(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is drafted, no catalog is made."""
    groups_of(monkeypatch, SENTENCES)
    result = l10n("translate", "--dry-run")
    assert result.exit_code == 0
    assert result.stderr.count("5 to draft") == 3 * ARTICLES
    assert catalogs(archive) == {}
    assert fake_engine.asked == []


def test_an_unreachable_scheduler_is_one_line(
    archive: Path, l10n: Run, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3 with the address and what to start; an address that is none likewise."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("l10n.cluster.CONNECT_S", 0.2)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        result = l10n("translate", "--scheduler", address)
        assert result.exit_code == 3
        assert address in result.stderr.splitlines()[-1]
        assert "dask scheduler" in result.stderr
        assert "Traceback" not in result.stderr


ENGINE = """\
import os, signal
from pathlib import Path
from l10n.model import Draft, Model

class Parrot:
    name = "parrot"

    def __init__(self, options):
        pass

    def models(self):
        return [Model("parrot", "en", target, "1") for target in ("be", "ru", "uk")]

    def translate(self, texts, source, target):
        trap = Path(os.environ["PARROT_TRAP"])
        if trap.exists():
            trap.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return [Draft(f"[{target}] {text}" if text else "", -0.5) for text in texts]
"""
RUN = """\
import sys
from l10n import pipeline
from l10n.cli import main
pipeline.BATCH, pipeline.GROUP = 4, 15
sys.argv[0] = "l10n"
main()
"""
NO_L10N = "import sys\nsys.modules['l10n'] = None\n"
OLD_L10N = "import l10n\nl10n.__version__ = '0.0.1'\n"

real_workers = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("distributed") is None,
    reason="needs distributed (the extra l10n[cluster]) and kill -9",
)


class Machines:
    """A scheduler and workers, each a process of its own, on loopback."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        plugin = folder / "plugin"
        about = plugin / "parrot-1.0.dist-info"
        about.mkdir(parents=True)
        (plugin / "parrot_engine.py").write_text(ENGINE, encoding="utf-8")
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: parrot\nVersion: 1.0\n", encoding="utf-8")
        (about / "entry_points.txt").write_text("[l10n.engines]\nparrot = parrot_engine:Parrot\n", encoding="utf-8")
        self.trap = folder / "trap"
        """A worker that sees this file removes it and dies at once."""
        self._plugin = plugin
        self._started = 0
        process = self._start(stack, "dask_scheduler", "--port", "0", "--no-dashboard")
        self.address = _wait_for(process, r"Scheduler at:\s+(tcp://\S+)")

    def environment(self, *folders: Path) -> dict[str, str]:
        """Variables of a process, with folders to import from."""
        path = os.pathsep.join(map(str, [*folders, self._plugin]))
        return {**os.environ, "PYTHONPATH": path, "PARROT_TRAP": str(self.trap)}

    @contextmanager
    def workers(self, *customizations: str) -> Iterator[list[str]]:
        """Start workers, each with code that runs before anything else in it; give their addresses."""
        with ExitStack() as stack:
            processes = []
            for code in customizations:
                self._started += 1
                folder = self._folder / f"worker{self._started}"
                folder.mkdir()
                (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
                options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
                processes.append(self._start(stack, "dask_worker", self.address, *options, folders=[folder]))
            addresses = [_wait_for(process, r"Start worker at:\s+(tcp://\S+)") for process in processes]
            for process in processes:
                _wait_for(process, r"(Registered) to")
            yield addresses

    def translate(self, project: Path, *options: str) -> subprocess.CompletedProcess[str]:
        """Run ``l10n translate`` in small groups and batches."""
        command = [sys.executable, "-c", RUN, "-C", str(project), "translate", "--engine", "parrot", *options]
        return subprocess.run(command, capture_output=True, text=True, env=self.environment(), check=False)

    def _start(
        self, stack: ExitStack, program: str, *arguments: str, folders: Sequence[Path] = ()
    ) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--host", "127.0.0.1", *arguments]
        environment = self.environment(*folders)
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, cwd=self._folder
        )
        stack.enter_context(process)
        stack.callback(process.kill)
        return process


def _wait_for(process: subprocess.Popen[str], pattern: str) -> str:
    """Read what a process says until it says something."""
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        found = re.search(pattern, line)
        if found:
            return found[1]
    raise AssertionError("".join(said))


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler without workers."""
    with ExitStack() as stack:
        yield Machines(tmp_path_factory.mktemp("machines"), stack)


@real_workers
def test_workers_give_what_this_machine_gives(archive: Path, machines: Machines) -> None:
    """Two workers, one of them killed with kill -9 in the middle: the catalogs are those of a run without workers."""
    local = machines.translate(archive)
    assert local.returncode == 0, local.stderr
    expected = catalogs(archive)
    with machines.workers("", ""):
        shutil.rmtree(archive / "locales")
        machines.trap.touch()
        result = machines.translate(archive, "--scheduler", machines.address)
    assert result.returncode == 0, result.stderr
    assert catalogs(archive) == expected
    assert sorted(result.stderr.splitlines()) == sorted(local.stderr.splitlines())
    assert not machines.trap.exists()


@real_workers
def test_workers_that_do_not_fit_are_named(archive: Path, machines: Machines) -> None:
    """Without l10n, or with another version: exit code 3, the address of the worker, nothing written."""
    with machines.workers("", NO_L10N, OLD_L10N) as (_, none, old):
        result = machines.translate(archive, "--scheduler", machines.address)
    assert result.returncode == 3, result.stderr
    assert f"worker {none} has no l10n" in result.stderr
    assert f"worker {old} has l10n 0.0.1" in result.stderr
    assert "same l10n" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert catalogs(archive) == {}
