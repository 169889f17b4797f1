"""The syntax of .po files, read strictly: a text becomes messages, and every departure an error with its line.

What GNU gettext's own reader accepts is accepted, but for plural forms, which no article has, and hexadecimal escapes,
which no tool writes. Only a line feed (with or without a carriage return) ends a line: U+2028 and its kind stay in the
texts.

Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from l10n.errors import CatalogError

_STRING = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"([^"\\]*(?:\\.[^"\\]*)*)"\s*')
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3})+)|\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069\\S*|[^ \t]+")
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>")
_QUOTES = "texts stand in double quotes, and a double quote inside one needs a backslash"
_REMEDY = "correct the line in a text editor, or restore the file from version control; it was left as it is"


@dataclass(slots=True)
class Message:
    """A message as the file has it.

    ``texts`` has msgctxt, msgid and msgstr, and as ``|msgctxt`` and ``|msgid`` what they were before.
    """

    line: int
    """1-based line of its first comment or keyword."""
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    obsolete: bool = False


def read_messages(text: str, path: Path) -> Iterator[Message]:
    """Read all messages of a .po file, the header among them.

    Comments after the last message count as its own.

    Args:
        text: the whole file.
        path: for error messages.
    Raises:
        CatalogError: with the line.
    """
    reader = _Reader(path)
    for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        line = raw.lstrip(" \t\r")
        if line:
            done = reader.read(line, number)
            if done is not None:
                yield done
    yield from reader.finish()


def broken(path: Path, message: str, line: int | None) -> CatalogError:
    """Make the error for a file that a person has to correct."""
    return CatalogError(message, path=path, line=line, hint=_REMEDY)


class _Reader:
    """Reads line by line. A message is complete when something follows its msgstr that begins a new one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._message = Message(0)
        self._last: Message | None = None
        self._field = ""
        self._number = 0

    def read(self, line: str, number: int) -> Message | None:
        """Take a line that is not blank.

        Returns:
            The message before, if this line begins another.
        """
        self._number = number
        if line[0] != "#":
            return self._text(line, "", obsolete=False)
        mark = line[1:2]
        if mark == "|":
            return self._text(line[2:].lstrip(" \t"), "|", obsolete=False)
        if mark != "~":
            return self._comment(mark, line)
        rest = line[2:].lstrip(" \t")
        if rest.startswith("|"):
            return self._text(rest[1:].lstrip(" \t"), "|", obsolete=True)
        if rest.startswith("#"):
            return self._comment(rest[1:2], rest)
        return self._text(rest, "", obsolete=True)

    def finish(self) -> Iterator[Message]:
        """Give the last message.

        Raises:
            CatalogError: the file has none, or stops inside it.
        """
        message = self._message
        if not message.texts:
            if self._last is None:
                raise broken(self._path, "is empty", 1)
            if message.notes or message.references or message.flags:
                raise broken(self._path, "ends in the middle of an entry", self._number)
            self._last.comments.extend(message.comments)
            yield self._last
            return
        texts = message.texts
        cut = "msgstr" not in texts or (texts.get("msgid") and _ends(texts["msgstr"]) and not _ends(texts["msgid"]))
        if cut:
            raise broken(self._path, "ends in the middle of an entry", self._number)
        if self._last is not None:
            yield self._last
        yield message

    def _comment(self, mark: str, line: str) -> Message | None:
        message, done = self._message, None
        if "msgstr" in message.texts:
            done, message = self._next(), self._message
        elif not message.line:
            message.line = self._number
        self._field = ""
        if mark == ":":
            message.references += _REFERENCE.findall(line[2:].rstrip())
        elif mark == ".":
            message.notes.append(line[2:].removeprefix(" "))
        elif mark == "," or mark == "=":
            message.flags += [flag for flag in map(str.strip, line[2:].split(",")) if flag]
        else:
            message.comments.append(line[1:].removeprefix(" "))
        return done

    def _text(self, line: str, bar: str, *, obsolete: bool) -> Message | None:
        if not line:
            return None
        found = _STRING.fullmatch(line)
        if found is None:
            raise self._not_a_line(line)
        keyword, text = found.groups()
        if "\\" in text:
            text = _ESCAPE.sub(self._unescape, text)
        if keyword is None:
            if not self._field or self._field.startswith("|") != bool(bar):
                raise self._not_a_line(line)
            self._message.texts[self._field] += text
            return None
        done = self._next() if "msgstr" in self._message.texts else None
        self._begin(bar + keyword, obsolete=obsolete)
        self._message.texts[self._field] = text
        return done

    def _begin(self, name: str, *, obsolete: bool) -> None:
        """Begin a text of the message, and see that it may stand here."""
        message, texts = self._message, self._message.texts
        message.line = message.line or self._number
        if name == "msgid_plural" or name.startswith("msgstr["):
            raise broken(self._path, "has an entry with plural forms, which no article has", message.line)
        if name in texts or (name == "msgctxt" and "msgid" in texts):
            raise broken(self._path, f"has a {name} where the msgstr of the entry should be", self._number)
        if name == "msgstr" and "msgid" not in texts:
            raise broken(self._path, "has a msgstr without a msgid", self._number)
        if message.obsolete != obsolete and ("msgid" in texts or "msgctxt" in texts):
            raise broken(self._path, "has an entry that is only partly obsolete (#~)", self._number)
        if name[0] != "|":
            message.obsolete = obsolete
        self._field = name

    def _next(self) -> Message | None:
        """Begin a message; the one that is complete waits for comments that may follow it."""
        done, self._last = self._last, self._message
        self._message, self._field = Message(self._number), ""
        return done

    def _unescape(self, found: re.Match[str]) -> str:
        octal, letter = found.groups()
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        with contextlib.suppress(ValueError):
            if octal:
                return bytes(int(digits, 8) for digits in octal.split("\\")[1:]).decode("utf-8")
        raise broken(self._path, f"has an unknown escape {found[0]}; a backslash is written \\\\", self._number)

    def _not_a_line(self, line: str) -> CatalogError:
        what = "an unresolved merge conflict" if line.startswith(_MARKERS) else _QUOTES
        return broken(self._path, f"not a line of a .po file: {line[:40]!r}, {what}", self._number)


def _ends(text: str) -> bool:
    return text.endswith("\n")
