"""``l10n review``: the server as a process, and work that goes out and comes back as files."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.conftest import Run

from l10n.catalog.po import load_catalog

ARTICLE = "source/news.txt"


def work_of(page: str, target: str) -> dict[str, object]:
    """Do what a volunteer does on an exported page: approve a translation of its last sentence."""
    data = json.loads(page.partition('id="l10n-data">')[2].partition("</script>")[0])
    article = data["article"]
    entry = list(article["entries"].values())[-1]
    base = {"base": entry["target"], "base_state": entry["state"]}
    edit = {"context": entry["context"], "source": entry["source"], **base, "target": target, "state": "reviewed"}
    head = {"format": "l10n-review", "version": 1, "path": article["path"], "locale": article["locale"]}
    return {**head, "made": "2026-03-01", "edits": [edit]}


def test_out_and_back(project: Path, tmp_path: Path, l10n: Run) -> None:
    """A page goes out, work comes back: it is in the catalog, and a later change by others is not overwritten."""
    page, file = tmp_path / "review.html", tmp_path / "work.json"
    done = l10n("review", ARTICLE, "--locale", "be", "--export", str(page))
    assert (done.exit_code, done.output) == (0, f"{page}: {ARTICLE} in be\n")
    assert not (project / "locales").exists()
    file.write_text(json.dumps(work_of(page.read_text(encoding="utf-8"), "іншыя.")), encoding="utf-8")
    done = l10n("review", "--import", str(file))
    assert (done.exit_code, done.output) == (0, "locales/be/LC_MESSAGES/news.po: 1 approved\n")
    catalog = load_catalog(project / "locales" / "be" / "LC_MESSAGES" / "news.po", "be")
    assert [entry.target for entry in catalog.entries if not entry.fuzzy and entry.target] == ["іншыя."]
    file.write_text(json.dumps(work_of(page.read_text(encoding="utf-8"), "астатнія.")), encoding="utf-8")
    done = l10n("review", "--import", str(file))
    assert done.exit_code == 1
    assert "conflict: the catalog has another approved translation: 'others.'" in done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--export", "x.html"], "--export needs an ARTICLE and a --locale"),
        ([ARTICLE, "--export", "x.html"], "--export needs an ARTICLE and a --locale"),
        (["--locale", "be", "--export", "x.html"], "--export needs an ARTICLE and a --locale"),
        (["--export", "x.html", "--import", "y.json"], "exclude each other"),
        (["--import", "none.json"], "none.json: file not found"),
        (["source/none.txt"], "no such article"),
        ([ARTICLE, "--locale", "pl"], "locale pl is not one of this project's"),
        (["--lang", "xx"], "does not speak 'xx'"),
        (["--port", "70000"], "70000 is not in the range"),
    ],
)
def test_what_cannot_be_done(l10n: Run, arguments: list[str], message: str) -> None:
    """Each mistake is told with what to do, and no server is started."""
    done = l10n("review", *arguments)
    assert done.exit_code == 2
    assert message in done.output


def test_a_port_that_is_taken(l10n: Run) -> None:
    """The port is named, and the remedy."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = l10n("review", "--no-browser", "--port", str(port))
    assert done.exit_code == 2
    assert f"cannot listen on port {port}" in done.output


def test_no_source_folder(tmp_path: Path, l10n: Run) -> None:
    """A folder without articles is no project to review."""
    done = l10n("review", "--no-browser", root=tmp_path)
    assert done.exit_code == 2
    assert "no source folder" in done.output


@pytest.mark.skipif(os.name == "nt", reason="sends an interrupt as POSIX has it")
def test_a_server(project: Path) -> None:
    """The address stands alone on stdout, answers on loopback with its token, and Ctrl+C ends it quietly."""
    command = [sys.executable, "-m", "l10n", "-C", str(project), "review", ARTICLE, "--locale", "be", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert b"<html" in answer.read()
        base, _, token = address.partition("/?token=")
        request = urllib.request.Request(f"{base}/api/project", headers={"X-L10N-Token": token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert json.load(answer)["start"] == {"path": ARTICLE, "locale": "be"}
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{base}/api/project", timeout=60)
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=60)
    assert (running.returncode, rest, errors) == (0, "", "")
