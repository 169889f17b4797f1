"""Reading and writing TMX 1.4b, the exchange format of translation memories.

The reader takes what other programs write: any encoding XML knows, region codes (``be-BY``), inline codes, and the
older versions 1.1 to 1.3. It refuses document types and entities, so nothing outside the file is ever opened and
nothing in it can grow. One line is let pass, since OmegaT, Trados and the Translate Toolkit write it into every file:
``<!DOCTYPE tmx SYSTEM "tmx14.dtd">``, the name of TMX itself, which is not opened either.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from l10n import __version__
from l10n.errors import InputError
from l10n.files import reason
from l10n.memory.entries import Approved
from l10n.model import LocaleCode

MAX_DEPTH = 50
"""Elements inside each other; TMX itself needs six and a few for inline codes."""

MAX_TEXT = 100_000
"""Characters of a segment."""

_CHUNK = 1 << 16
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that hold codes of another format, not text; the text of ``hi`` belongs to the sentence."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that XML 1.0 cannot hold, not even escaped."""
_DATE = re.compile(r"\d{8}T\d{6}Z")
_DTD = re.compile(r"tmx1[1-4]b?\.dtd")
_REPAIR = "correct the file, or export it again from the program it came from"


class Variant(NamedTuple):
    """A text of a unit in one language."""

    language: str
    """As the file has it: ``EN-US``."""
    text: str
    revised: str = ""
    """In the form ``TMX_DATE``, or empty."""


Unit = tuple[Variant, ...]
"""Texts that translate each other, in file order."""


def iter_units(path: Path) -> Iterator[Unit]:
    """Read a file unit by unit; its size does not matter.

    Blanks at the ends of a text with a line break in them are taken for the layout of the file.

    Raises:
        InputError: it cannot be read, is not well-formed XML, not TMX, declares a document type of its own, has
            entities or elements nested too deeply; names the line.
    """
    reader = _Reader(path)
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                reader.feed(chunk)
                yield from reader.take()
            reader.feed(b"", last=True)
            yield from reader.take()
    except FileNotFoundError:
        raise InputError(
            "file not found", path=path, hint="check the path; it is relative to the current folder"
        ) from None
    except OSError as exc:
        raise InputError(f"cannot read: {reason(exc)}", path=path, hint="name a TMX file that can be read") from exc


def pairs(unit: Unit, source_locale: LocaleCode, locale: LocaleCode) -> Iterator[Approved]:
    """Give the translations of one direction in a unit, each source with each target.

    Sources are put on one line, as sentences of articles are.
    """
    for source in _in_locale(unit, source_locale):
        text = _BLANKS.sub(" ", source.text).strip(" ")
        for target in _in_locale(unit, locale):
            if text and target.text.strip():
                yield Approved(text, target.text, revised=target.revised)


def format_tmx(units: Iterable[Unit], source_locale: LocaleCode) -> tuple[str, int]:
    """Write units as the text of a file; the same units always give the same text.

    Returns:
        The text, and the number of units left out because they have characters that XML cannot hold.
    """
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'  <header creationtool="l10n" creationtoolversion="{__version__}" segtype="sentence" o-tmf="po" '
        f'adminlang="en" srclang="{_tag(source_locale)}" datatype="plaintext"/>\n  <body>\n'
    ]
    left_out = 0
    for unit in units:
        if any(_FORBIDDEN.search(variant.text) for variant in unit):
            left_out += 1
            continue
        parts += ["    <tu>\n", *(_format(variant) for variant in unit), "    </tu>\n"]
    parts.append("  </body>\n</tmx>\n")
    return "".join(parts), left_out


def _format(variant: Variant) -> str:
    text = html.escape(variant.text, quote=False).replace("\r", "&#13;")
    date = f' changedate="{variant.revised}"' if variant.revised else ""
    return f'      <tuv xml:lang="{_tag(variant.language)}"{date}><seg>{text}</seg></tuv>\n'


def _tag(locale: LocaleCode) -> str:
    return html.escape(locale.replace("_", "-"))


def _in_locale(unit: Unit, locale: LocaleCode) -> list[Variant]:
    """Texts in a locale: those with the very code if there are any, else those that differ in the region alone.

    A script or an orthography makes another language of it: ``be-Latn`` and ``be-tarask`` are not ``be``.
    """
    wanted = _subtags(locale)
    found = [variant for variant in unit if _subtags(variant.language) == wanted]
    return found or [variant for variant in unit if _plain(_subtags(variant.language)) == _plain(wanted)]


def _subtags(code: str) -> tuple[str, ...]:
    return tuple(code.replace("_", "-").casefold().split("-"))


def _plain(subtags: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the region: two letters or three digits after the language."""
    language, *rest = subtags
    return (language, *(part for part in rest if not re.fullmatch(r"[a-z]{2}|\d{3}", part)))


@dataclass(slots=True)
class _Reader:
    """Parser of one file: bytes in, units out."""

    path: Path
    _parser: expat.XMLParserType = field(init=False)
    _open: list[str] = field(init=False, default_factory=list)
    _done: list[Unit] = field(init=False, default_factory=list)
    _unit: list[Variant] = field(init=False, default_factory=list)
    _unit_date: str = field(init=False, default="")
    _language: str = field(init=False, default="")
    _date: str = field(init=False, default="")
    _text: list[str] | None = field(init=False, default=None)
    """Parts of the segment that is open."""
    _length: int = field(init=False, default=0)
    _codes: int = field(init=False, default=0)
    """Open inline elements that hold no text of the sentence."""

    def __post_init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity

    def feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as exc:
            message = f"not valid XML: {expat.ErrorString(exc.code)}"
            raise InputError(message, path=self.path, line=exc.lineno, hint=_REPAIR) from exc
        except (ValueError, LookupError) as exc:  # an encoding that expat and Python do not have in common
            hint = "save the file as UTF-8"
            raise InputError(f"encoding not known: {exc}", path=self.path, line=1, hint=hint) from exc

    def take(self) -> list[Unit]:
        done, self._done = self._done, []
        return done

    def _refuse(self, message: str, hint: str = _REPAIR) -> NoReturn:
        raise InputError(message, path=self.path, line=self._parser.CurrentLineNumber, hint=hint)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal or name != "tmx" or not _DTD.fullmatch(system or ""):
            self._refuse("declares a document type of its own", "remove what begins with <!DOCTYPE, up to its end")

    def _entity(self, name: str, is_parameter: bool) -> None:
        self._refuse(f"has an undefined entity: {name[:40]}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open and name != "tmx":
            self._refuse(f"not a TMX file: it begins with <{name[:40]}>", "name a file in TMX format")
        if len(self._open) >= MAX_DEPTH:
            self._refuse(f"elements are nested more than {MAX_DEPTH} deep")
        self._open.append(name)
        if self._text is not None:
            self._codes += self._codes > 0 or name in _CODES
        elif name == "tu":
            self._unit, self._unit_date = [], _date(attributes)
        elif name == "tuv":
            self._language = attributes.get("xml:lang") or attributes.get("lang", "")
            self._date = _date(attributes) or self._unit_date
        elif name == "seg" and self._open[-2] == "tuv":
            self._text, self._length = [], 0

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._codes:
            self._codes -= 1
        elif name == "seg" and self._text is not None:
            self._unit.append(Variant(self._language.strip(), _trim("".join(self._text)), self._date))
            self._text = None
        elif name == "tu" and self._unit:
            self._done.append(tuple(self._unit))
            self._unit = []

    def _characters(self, text: str) -> None:
        if self._text is None or self._codes:
            return
        self._length += len(text)
        if self._length > MAX_TEXT:
            self._refuse(f"has a segment of more than {MAX_TEXT} characters")
        self._text.append(text)


def _date(attributes: dict[str, str]) -> str:
    found = attributes.get("changedate") or attributes.get("creationdate", "")
    return found if _DATE.fullmatch(found) else ""


def _trim(text: str) -> str:
    r"""Drop the blanks at the ends if there is a line break in them.

    >>> _trim("\n  Yes. \n"), _trim(" Yes.")
    ('Yes.', ' Yes.')
    """
    text = re.sub(r"\A[ \t]*\n[ \t\n]*", "", text)
    return re.sub(r"\s*\Z", "", text) if re.search(r"\n[ \t]*\Z", text) else text
