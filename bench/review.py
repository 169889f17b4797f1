"""Measure the review page in headless Chromium: time until it is usable, and until a key shows.

    python bench/review.py                        # an article of 500 sentences
    python bench/review.py --sentences 2000 --keys 200

Needs Chromium and the Python package playwright. Usable: all sentences are in the page, one is open and has the focus,
and the frame is drawn; counted from the start of the navigation, with a server that has been asked once before. A key
is measured from its event to the frame after it.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

USABLE = """
(function wait() {
  const field = document.querySelector(".row.open .field textarea");
  if (field && document.activeElement === field)
    requestAnimationFrame(() => setTimeout(() => (window.usable = performance.now())));
  else requestAnimationFrame(wait);
})();
window.delays = [];
addEventListener("keydown", (event) => {
  const start = event.timeStamp;
  requestAnimationFrame(() => setTimeout(() => window.delays.push(performance.now() - start)));
}, true);
"""


def make(root: Path, sentences: int) -> None:
    """Make a project with one article, four sentences a paragraph, drafted."""
    names = ("Maria Kalesnikava", "Ales Bialiatski", "Viktar Babaryka", "Sviatlana Tsikhanouskaya")
    said = [
        f"Sentence {number} of a long article about {names[number % 4]} and {2000 + number} other people in Minsk."
        for number in range(sentences)
    ]
    paragraphs = [" ".join(said[start : start + 4]) for start in range(0, sentences, 4)]
    (root / "source").mkdir()
    (root / "source" / "long.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    (root / "pyproject.toml").write_text('[tool.l10n]\nlocales = ["be", "ru", "uk"]\n', encoding="utf-8")
    shutil.copy(Path(__file__).resolve().parent.parent / "glossary.csv", root)
    subprocess.run([sys.executable, "-m", "l10n", "-C", root, "-q", "translate", "--engine", "none"], check=True)
    import polib

    for path in root.rglob("*.po"):
        file = polib.pofile(str(path), wrapwidth=0)
        for entry in file:
            entry.msgstr, entry.flags = f"Пераклад: {entry.msgid}", ["fuzzy"]
        file.save(str(path))


def measure(browser: Any, url: str, keys: int) -> tuple[float, list[float], list[float]]:
    """Milliseconds until usable, of each key while typing, and of each approval with the step to the next sentence."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, bypass_csp=True)  # to wait for expressions
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(USABLE)
    page.goto(url)
    page.wait_for_function("window.usable")
    page.wait_for_function("L10n.desk.checked")

    def delays(key: str, count: int) -> list[float]:
        page.evaluate("window.delays = []")
        for _ in range(count):
            page.keyboard.press(key)
        page.wait_for_function(f"window.delays.length >= {count}")
        return list(page.evaluate("window.delays"))

    typed = delays("x", keys)
    approved = delays("Control+Enter", 20)
    usable = float(page.evaluate("window.usable"))
    context.close()
    return usable, typed, approved


def line(name: str, values: list[float]) -> str:
    """Median, 95th percentile and maximum."""
    ordered = sorted(values)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return f"  {name:18} median {statistics.median(ordered):6.1f}  95 % {late:6.1f}  largest {ordered[-1]:6.1f} ms"


def main() -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sentences", type=int, default=500)
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        make(root, arguments.sentences)
        options = ["--no-browser", "--lang", "en", "--locale", "be"]
        command = [sys.executable, "-m", "l10n", "-C", folder, "review", *options]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )
        try:
            assert server.stdout
            url = server.stdout.readline().strip()
            measure(browser, url, 1)  # the server reads the project once
            rounds = [measure(browser, url, arguments.keys) for _ in range(arguments.rounds)]
        finally:
            browser.close()
            server.terminate()
            server.communicate()
    print(f"{arguments.sentences} sentences, {arguments.rounds} rounds")
    print(line("usable after", [usable for usable, _, _ in rounds]))
    print(line("key shows after", [value for _, typed, _ in rounds for value in typed]))
    print(line("approved after", [value for _, _, approved in rounds for value in approved]))


if __name__ == "__main__":
    main()
