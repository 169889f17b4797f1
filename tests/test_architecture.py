from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "l10n"
RANKS = {
    "errors": 0,
    "model": 0,
    "protocols": 1,
    "files": 2,
    "locales": 3,
    "locking": 3,
    "config": 4,
    "known_words": 4,
    "dictionaries": 5,
    "facts": 4,
    "headlines": 4,
    "markup": 4,
    "orthography": 4,
    "documents": 5,
    "segments": 5,
    "glossary": 5,
    "engines": 5,
    "catalog": 5,
    "memory": 5,
    "drafting": 6,
    "checks": 6,
    "plugins": 6,
    "project": 6,
    "finished": 7,
    "jobs": 7,
    "published": 8,
    "pipeline": 9,
    "batches": 8,
    "building": 10,
    "checking": 10,
    "cluster": 10,
    "review": 11,
    "cli": 12,
    "__main__": 13,
    "__init__": 0,
}
"""A module imports only modules of lower rank; those of one rank do not know each other."""

OWNERS = {
    "babel": {"locales.py"},
    "polib": {"catalog/writer.py"},
    "argostranslate": {"engines/argos.py"},
    "hunspell": {"dictionaries.py"},
    "markdown_it": {"documents/markdown.py", "markup/markdown.py", "review/preview.py"},
    "psycopg": {"memory/postgres.py"},
    "quickjs": {"orthography"},
    "regex": {"segments"},
    "ruamel": {"documents/frontmatter.py"},
    "pytrovich": {"glossary/paradigms"},
    "shevchenko": {"glossary/paradigms"},
}
HEAVY = set(
    "argostranslate babel choppa ctranslate2 distributed fxtranslate hunspell markdown_it numpy polib psycopg "
    "pytrovich quickjs rapidfuzz regex rich ruamel sentencepiece sqlite3 starlette uvicorn".split()
)
MAX_LINES = 400


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "l10n")
    return found


def part(path: Path) -> str:
    """The part of the package a file belongs to: the name in RANKS."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_lower_ranks(path: Path) -> None:
    """A module imports only its own part and parts of lower rank."""
    own = part(path)
    for name in imports(path):
        if name.startswith("l10n."):
            other = name.split(".")[1]
            if other in RANKS and other != own:
                assert RANKS[other] < RANKS[own], f"{path.name} imports {name}"


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_libraries_have_one_owner(library: str) -> None:
    """A library with a contract of its own is imported in one place."""
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if any(name == library or name.startswith(f"{library}.") for name in imports(path))
    }
    assert all(any(user.startswith(owner) for owner in OWNERS[library]) for user in users), users
    assert users, f"nobody imports {library}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_stay_small(path: Path) -> None:
    """No module is longer than a person can keep in mind."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["translate", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help and version answer without loading libraries they do not need."""
    script = (
        "import sys\n"
        "from l10n.cli import cli\n"
        "try:\n"
        f"    cli({arguments!r}, prog_name='l10n')\n"
        "except SystemExit as exc:\n"
        "    assert not exc.code, exc.code\n"
        f"print(sorted(set(sys.modules) & {HEAVY!r}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
