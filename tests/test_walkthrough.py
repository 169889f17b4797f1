"""docs/walkthrough.md is true: its story is run step by step, and the commands print what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from l10n.catalog.po import load_catalog, save_catalog
from l10n.cli import cli
from l10n.model import State
from tests.conftest import ROOT

DOCUMENT = ROOT / "docs" / "walkthrough.md"
APPROVED = "Ухвалена: "
PO = Path("locales/be/LC_MESSAGES/port.po")
STEP = re.compile(
    r"<!-- (?P<what>.*?) -->\n(?:```\w+\n(?P<text>.*?)```\n)?|```console\n(?P<console>.*?)```\n", re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """A step of the story: what to do, and the block below it."""

    what: str
    text: str


def steps() -> Iterator[Step]:
    """Read the story."""
    for match in STEP.finditer(DOCUMENT.read_text(encoding="utf-8")):
        what, text = match["what"], match["text"] or ""
        if what and what.startswith("approve"):  # the block below is a step of its own
            yield Step(what, "")
            if text:
                yield Step("console", text)
        else:
            yield Step(what or "console", text or match["console"])


def pattern(expected: str) -> re.Pattern[str]:
    """What a command may print: ``…`` is anything, and any number of spaces is as good as one."""
    return re.compile(".*".join(map(re.escape, squeeze(expected).split("…"))), re.DOTALL)


def squeeze(text: str) -> str:
    """Make one of several spaces."""
    return re.sub(" +", " ", text).strip()


def approve(path: Path, count: int, *, backwards: bool) -> None:
    """Approve so many drafts, as a person does."""
    catalog = load_catalog(path, "be")
    entries = list(catalog.entries)
    drafts = [index for index, entry in enumerate(entries) if entry.state in (State.DRAFT, State.STALE)]
    for index in (drafts[::-1] if backwards else drafts)[:count]:
        entry = entries[index]
        carried = entry.target.startswith(APPROVED)
        target = entry.target if carried else APPROVED + entry.key.source
        entries[index] = replace(entry, target=target, fuzzy=False)
    save_catalog(replace(catalog, entries=tuple(entries)), path)


def edit(path: Path, diff: str) -> None:
    """Make the edits of a diff: each line with - becomes the line with + below it."""
    text = path.read_text(encoding="utf-8")
    lines = diff.splitlines()
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert (old[:2], new[:2]) == ("- ", "+ "), (old, new)
        assert text.count(old[2:]) == 1, old
        text = text.replace(old[2:], new[2:])
    path.write_text(text, encoding="utf-8")


def run(console: str) -> None:
    """Run the commands of a block and compare what they print."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        program, *arguments = shlex.split(command)
        if program == "cp":
            shutil.copyfile(*arguments)
            continue
        assert program == "l10n"
        result = CliRunner().invoke(cli, arguments, prog_name="l10n")
        assert result.exit_code == 0, result.output
        assert pattern(expected).fullmatch(squeeze(result.output)), f"$ {command}\n{result.output}"


def asked(entry: str, words: str) -> bool:
    """Whether an entry is the one with certain words in its sentence."""
    return words in entry.partition("\nmsgid ")[2]


def test_the_story_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_engines: None) -> None:
    """Every command of the walkthrough does what the walkthrough says."""
    monkeypatch.chdir(tmp_path)
    done = 0
    for step in steps():
        verb, _, rest = step.what.partition(": ")
        if verb == "console":
            run(step.text)
        elif verb == "file":
            Path(rest).parent.mkdir(exist_ok=True)
            Path(rest).write_text(step.text, encoding="utf-8")
        elif verb == "approve":
            path = Path("theirs.po") if "theirs.po" in rest else PO
            approve(path, int(rest.split()[0]), backwards="from the end" in rest)
        elif verb == "edit":
            edit(Path(rest), step.text)
        else:
            assert verb == "shows"
            found = next(part for part in PO.read_text(encoding="utf-8").split("\n\n") if asked(part, rest))
            assert pattern(f"…{step.text.strip()}…").fullmatch(squeeze(found)), found
        done += 1
    assert done > 15
