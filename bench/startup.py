"""Time until l10n has answered, for what people do many times a day.

    python bench/startup.py [--repeat 9] [--json FILE]

On a copy of the example project, after a first run: help, version, status, ``translate`` with nothing to do, and
status without what an earlier one has remembered. The commands take turns; printed are medians of wall and CPU
milliseconds, and CPU as a multiple of a Python that does nothing, which says more on a busy machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import publish

from l10n import __version__

ROOT = Path(__file__).resolve().parents[1]
NOTHING = "python -c pass"
L10N = [sys.executable, "-m", "l10n", "-q"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With the byte code that any installed program has."""
COMMANDS = {
    NOTHING: [sys.executable, "-c", "pass"],
    "l10n --version": [*L10N, "--version"],
    "l10n --help": [*L10N, "--help"],
    "l10n status": [*L10N, "status"],
    "l10n translate, nothing to do": [*L10N, "translate", "--engine", "none"],
    "l10n status, nothing remembered": [*L10N, "status"],
}


def make_project(root: Path) -> None:
    """Copy the example project and bring it up to date."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "glossary.csv", root)
    (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be", "ru", "uk"]\n', encoding="utf-8")
    for article in (root / "source").iterdir():
        if not (root / "locales" / "be" / "LC_MESSAGES" / f"{article.stem}.po").exists():
            article.unlink()
    for command in ("translate", "status"):
        subprocess.run([*L10N, command], cwd=root, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; give wall and CPU milliseconds."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed with {process.returncode}: {' '.join(command)}")
    return 1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime)


def measure(repeat: int) -> dict[str, dict[str, float]]:
    """Let the commands take turns."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_project(root)
        for _ in range(repeat):
            for title, command in COMMANDS.items():
                if title.endswith("remembered"):
                    (root / ".l10n" / "status.json").unlink()
                runs[title].append(run(command, root))
    least = statistics.median(cpu for _, cpu in runs[NOTHING])
    found = {}
    for title, times in runs.items():
        wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
        found[title] = {"wall_ms": round(wall), "cpu_ms": round(cpu), "pythons": round(cpu / least, 1)}
    return found


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "l10n": __version__,
        "commands": measure(given.repeat),
    }
    publish(found, given.json)


if __name__ == "__main__":
    main()
