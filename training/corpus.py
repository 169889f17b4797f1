"""Parallel sentences: reading and cleaning them, and how often each is sampled.

A corpus has five tab-separated columns: source language, target language, source, target, origin. The files of the
folder ``own`` beside it have four: the same sentence in en, be, ru, uk; or, where their name says it (``a.ru-be.tsv``),
as many as the name has languages.
"""

from __future__ import annotations

import lzma
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

LOCALES = ("en", "be", "ru", "uk")
TAGS = {"be": "__be__", "ru": "__ru__", "uk": "__uk__"}
"""First target token: the language to write."""
BOS, EOS = 1, 2
MAX_CHARACTERS = 400
RATIO = 2.5

_FOREIGN = {"be": re.compile("[ищъїєґ]"), "ru": re.compile("[іўїєґ]"), "uk": re.compile("[ыэёўъ]")}
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")


class Row(NamedTuple):
    """A sentence and its translation."""

    source_locale: str
    target_locale: str
    source: str
    target: str
    origin: str


@cache
def settings() -> Mapping[str, Any]:
    """``data.toml``."""
    return tomllib.loads((Path(__file__).parent / "data.toml").read_text(encoding="utf-8"))


def directions() -> dict[tuple[str, str], float]:
    """Share of each direction, in the order of ``data.toml``; together they make 1."""
    shares = {tuple(name.split("_")): float(share) for name, share in settings()["directions"].items()}
    return {(source, target): share for (source, target), share in shares.items()}


def weight(origin: str) -> float:
    """How often a sentence of an origin is sampled.

    >>> weight("own"), weight("tri-tatoeba"), weight("firefox")
    (10.0, 2.0, 0.5)
    """
    weights = settings()["weights"]
    return float(weights.get(origin.removeprefix("tri-"), weights["default"]))


def read_corpus(path: Path) -> Iterator[Row]:
    """Read a corpus, compressed with xz or not; lines of other shapes are left out."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == len(Row._fields):
                yield Row(*cells)


def read_own(folder: Path) -> Iterator[Row]:
    """Read every ``*.tsv`` of a folder of own sentences, in all directions that a file has the languages for.

    The origin is ``own`` for sentences in four languages and ``phrases`` for the rest; lines of other shapes are left
    out.
    """
    for path in sorted(folder.glob("*.tsv")):
        _, _, languages = path.stem.partition(".")
        locales = tuple(languages.split("-")) if languages else LOCALES
        pairs = [pair for pair in directions() if set(pair) <= set(locales)]
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if len(cells) == len(locales):
                text = dict(zip(locales, cells, strict=True))
                for source, target in pairs:
                    yield Row(source, target, text[source], text[target], "phrases" if languages else "own")


def clean(rows: Iterable[Row], copies: int, dropped: Counter[str]) -> Iterator[Row]:
    """Give the rows worth training on, in NFC.

    Args:
        rows: as read.
        copies: how many rows of a direction may differ in case, figures and punctuation alone.
        dropped: counts what was left out, by reason.
    """
    seen: Counter[int] = Counter()
    wanted = set(directions())
    for row in rows:
        source, target = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (row.source, row.target))
        tidy = row._replace(source=source, target=target)
        reason = "direction" if tidy[:2] not in wanted else _fault(tidy)
        key = hash((tidy[:2], _bare(source), _bare(target)))
        if not reason and seen[key] >= copies:
            reason = "copies"
        if reason:
            dropped[reason] += 1
            continue
        seen[key] += 1
        yield tidy


def _fault(row: Row) -> str:
    """Why a row is not worth training on, or an empty text."""
    if not row.source or not row.target:
        return "empty"
    if max(len(row.source), len(row.target)) > MAX_CHARACTERS:
        return "long"
    ratio = len(row.target) / len(row.source)
    if not 1 / RATIO <= ratio <= RATIO:
        return "length ratio"
    if row.source_locale == "en" and row.source == row.target and _LETTER.search(row.source):
        return "not translated"
    if any(rule.search(text.lower()) for locale, text in _sides(row) if (rule := _FOREIGN.get(locale))):
        return "letters of another language"
    return ""


def _sides(row: Row) -> tuple[tuple[str, str], tuple[str, str]]:
    return (row.source_locale, row.source), (row.target_locale, row.target)


def _bare(text: str) -> str:
    """A text without case and punctuation, its figures made 0."""
    return "".join(letter for letter in _DIGITS.sub("0", text.casefold()) if letter.isalnum())
