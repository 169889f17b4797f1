"""Reading ``glossary.csv``.

Columns, in any order: ``source`` (required), ``aliases`` (separated by ``|``), one column per locale, ``kind``,
``gender``, ``forms``, ``note``. All errors of a file are reported at once, each with its line and column.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from l10n.errors import GlossaryError
from l10n.files import read_text
from l10n.glossary.paradigms import parse_overrides
from l10n.locales import is_locale
from l10n.model import LocaleCode, Term

KINDS = ("person", "given", "place", "org", "media", "term")
GENDERS = ("m", "f", "n", "pl")
_FIXED = ("source", "aliases", "kind", "gender", "forms", "note")
_WORD = re.compile(r"[^\W\d_]+")


def load_glossary(path: Path) -> tuple[Term, ...]:
    """Read and check a glossary.

    Args:
        path: a CSV file, UTF-8 with or without a byte order mark, any line ends.
    Returns:
        The terms in file order.
    Raises:
        GlossaryError: the file cannot be read, or breaks a rule; ``details`` has one line per problem:
            ``glossary.csv:LINE: column NAME: what is wrong: what to do``.
    """
    text = read_text(path, GlossaryError).removeprefix("\ufeff")
    reader = _Reader(path)
    terms = reader.read(text)
    if reader.problems:
        count = len(reader.problems)
        raise GlossaryError(
            f"{count} problem{'s' if count > 1 else ''} in the glossary",
            path=path,
            hint="correct these lines; nothing else was done",
            details=reader.problems,
        )
    return terms


class _Reader:
    """One reading of one file; collects problems instead of stopping at the first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[str] = []
        self.seen: dict[str, int] = {}

    def problem(self, line: int, column: str, message: str) -> None:
        self.problems.append(f"{self.path}:{line}: column {column}: {message}")

    def read(self, text: str) -> tuple[Term, ...]:
        rows = self._rows(text)
        header = next(rows, None)
        if header is None:
            raise GlossaryError(
                "the glossary is empty", path=self.path, hint="start it with: source,aliases,be,ru,uk,kind,gender,note"
            )
        names = self._header(*header)
        if self.problems:
            return ()
        terms = (self._term(line, names, fields) for line, fields in rows if any(field.strip() for field in fields))
        return tuple(term for term in terms if term is not None)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield (line the row starts on, fields)."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        while True:
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as exc:
                self.problem(
                    line,
                    "?",
                    f"not valid CSV ({exc}): put a field with commas in double quotes, and double a quote inside it",
                )
                return
            yield line, fields
            line = reader.line_num + 1

    def _header(self, line: int, fields: Sequence[str]) -> list[str]:
        names = [field.strip().lower() if field.strip().lower() in _FIXED else field.strip() for field in fields]
        for number, name in enumerate(names, 1):
            if names.count(name) > 1 and names.index(name) == number - 1:
                self.problem(line, name, "stands in the header more than once: keep one")
            elif name not in _FIXED and not is_locale(name):
                close = difflib.get_close_matches(name.lower(), _FIXED, n=1)
                advice = f"did you mean {close[0]}?" if close else f"use a locale code or one of {', '.join(_FIXED)}"
                self.problem(line, name or str(number), f"unknown column: {advice}")
        if "source" not in names:
            self.problem(
                line,
                "source",
                "missing from the header: the first line names the columns: source,aliases,be,ru,uk,kind,gender,note",
            )
        return names

    def _term(self, line: int, names: Sequence[str], fields: Sequence[str]) -> Term | None:
        before = len(self.problems)
        if len(fields) > len(names):
            extra = fields[len(names)].strip()
            self.problem(
                line,
                str(len(names) + 1),
                f"{len(fields)} fields where the header has {len(names)}, left over from {extra!r}: "
                "put a field with commas in double quotes",
            )
            return None
        row = {name: _clean(value) for name, value in zip(names, fields, strict=False)}
        for name, value in zip(names, fields, strict=False):
            if any(unicodedata.category(char) == "Cc" and char not in "\r\n\t" for char in value):
                self.problem(line, name, "contains a control character: remove it")
        source = row.get("source", "")
        aliases = tuple(alias for alias in map(_clean, row.get("aliases", "").split("|")) if alias)
        self._check_names(line, source, aliases)
        kind, gender = self._check_words(line, row)
        targets = {name: value for name, value in row.items() if name not in _FIXED and value}
        self._check_targets(line, targets)
        try:
            parse_overrides(row.get("forms", ""))
        except ValueError as exc:
            self.problem(line, "forms", f"{exc}: see docs/glossary.md")
        if len(self.problems) > before:
            return None
        return Term(source, aliases, targets, kind, gender, row.get("note", ""), line, row.get("forms", ""))

    def _check_names(self, line: int, source: str, aliases: Sequence[str]) -> None:
        if not source:
            self.problem(line, "source", "empty: write the name as the English text has it")
        for column, name in [("source", source), *(("aliases", alias) for alias in aliases)]:
            if name and name in self.seen:
                where = "this row" if self.seen[name] == line else f"line {self.seen[name]}"
                self.problem(line, column, f"{name!r} is already in {where}: keep it in one place")
            elif name:
                self.seen[name] = line
            mixed = _mixed_word(name)
            if mixed:
                self.problem(line, column, f"{mixed!r} mixes Latin and Cyrillic letters: type it again")

    def _check_words(self, line: int, row: Mapping[str, str]) -> tuple[str, str]:
        kind, gender = row.get("kind", "").lower() or "term", row.get("gender", "").lower().strip("-–")
        if kind not in KINDS:
            close = difflib.get_close_matches(kind, KINDS, n=1)
            advice = f"did you mean {close[0]}?" if close else f"use one of {', '.join(KINDS)}"
            self.problem(line, "kind", f"unknown kind {kind!r}: {advice}")
        if gender and gender not in GENDERS:
            self.problem(line, "gender", f"unknown gender {gender!r}: use m, f, n, pl or leave it empty")
        return kind, gender

    def _check_targets(self, line: int, targets: Mapping[LocaleCode, str]) -> None:
        for locale, target in targets.items():
            mixed = _mixed_word(target)
            if mixed:
                self.problem(line, locale, f"{mixed!r} mixes Latin and Cyrillic letters: type it again")


def _clean(value: str) -> str:
    """NFC, one space between words, none around.

    >>> _clean("  Maria\\u00a0 Kalesnikava ")
    'Maria Kalesnikava'
    """
    return " ".join(unicodedata.normalize("NFC", value).split())


def _mixed_word(text: str) -> str | None:
    """Find a word with letters of two scripts, a typing slip that no reader sees.

    >>> _mixed_word("Mінск"), _mixed_word("«Люстэрка» (Zerkalo)")
    ('Mінск', None)
    """
    for match in _WORD.finditer(text):
        scripts = {unicodedata.name(char, "").split(" ")[0] for char in match.group()}
        if {"LATIN", "CYRILLIC"} <= scripts:
            return match.group()
    return None
