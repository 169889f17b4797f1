"""XLIFF 2.0: a catalog as CAT tools exchange it, one file, one unit of one segment for each live entry.

Source: XLIFF Version 2.0, OASIS Standard, 2014, sections 4.2 (elements), 4.3 (attributes), 4.7.3.1 (state machine).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from l10n.catalog.provenance import format_provenance, text_hash
from l10n.errors import InputError
from l10n.model import Catalog, Entry, LocaleCode, SegmentKey, State

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
APPROVED = ("reviewed", "final")
"""States of a segment that mean what a missing fuzzy mark means."""

_STATES = {State.EMPTY: "initial", State.DRAFT: "translated", State.STALE: "translated", State.REVIEWED: "final"}
_VERSIONS = ("2.0", "2.1")
_OURS = "l10n-"
_EXPORTED, _RIVAL = _OURS + "exported", _OURS + "otherwise"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE = "line"
_MAX_DEPTH = 64
_TRANSPARENT = ("pc", "mrk")
_EMPTY_MARKS = ("sm", "em")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it came back from a CAT tool."""

    identity: str
    source: str
    target: str
    approved: bool
    exported: str | None
    """Hash of the translation that was sent out; None if the tool lost it."""
    rivals: tuple[str, ...]
    """The texts that the translator was told of."""
    remarks: tuple[str, ...]
    """Notes that are not ours: the translator's."""
    line: int
    problem: str = ""
    """Why the unit cannot be used; empty if it can."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """An XLIFF file: the article, its locale, that of the translations, and the units in their order."""

    original: str
    source: LocaleCode
    locale: LocaleCode
    units: tuple[Unit, ...]
    line: int
    """Of ``<xliff>``, which names the locales."""
    original_line: int
    """Of ``<file>``, which names the article."""


def identify(key: SegmentKey) -> str:
    """Give the identity of an entry's unit, which stays the same as long as the sentence does.

    >>> identify(SegmentKey("", "Yes."))
    'u-9a09c71a5d4f'
    """
    return "u-" + hashlib.sha256("\4".join(key).encode("utf-8")).hexdigest()[:12]


def format_xliff(catalog: Catalog, original: str, source: LocaleCode) -> str:
    """Write the live entries of a catalog as the text of an XLIFF file.

    Args:
        catalog: any.
        original: path of the article as references give it.
        source: locale of the article.
    """
    languages = f"srcLang={quoteattr(_tag(source))} trgLang={quoteattr(_tag(catalog.locale))}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="2.0" {languages}>',
        f'  <file id="article" original={quoteattr(original)} canResegment="no" xml:space="preserve">',
        *(line for entry in catalog.entries if not entry.obsolete for line in _unit(entry)),
        "  </file>",
        "</xliff>",
    ]
    return "\n".join(lines) + "\n"


def parse_xliff(text: str, path: Path) -> Exchange:
    """Read the text of an XLIFF file that came of one of ours.

    Raises:
        InputError: it is not well-formed XML, has a DOCTYPE, or is not XLIFF 2.0 of one article; names the line.
    """
    root = _parse_xml(text, path)
    if root.tag != _name("xliff") or root.get("version") not in _VERSIONS:
        hint = "have the CAT tool save XLIFF 2.0"
        raise InputError("not an XLIFF 2.0 file", path=path, line=_line(root), hint=hint)
    files = root.findall(_name("file"))
    if len(files) != 1:
        hint = "import the files of the articles one by one"
        raise InputError(f"has {len(files)} <file> elements, not 1", path=path, line=_line(root), hint=hint)
    original = _required(files[0], "original", path)
    source, locale = (_required(root, name, path).replace("-", "_") for name in ("srcLang", "trgLang"))
    units = tuple(_read_unit(unit, path) for unit in files[0].iter(_name("unit")))
    return Exchange(original, source, locale, units, _line(root), _line(files[0]))


def _unit(entry: Entry) -> Iterator[str]:
    stale = ' subState="l10n:stale"' if entry.state is State.STALE else ""
    yield f'    <unit id="{identify(entry.key)}">'
    yield "      <notes>"
    for category, text in _notes(entry):
        yield f'        <note category="{category}">{_content(text, plain=True)}</note>'
    yield "      </notes>"
    yield f'      <segment state="{_STATES[entry.state]}"{stale}>'
    yield f"        <source>{_content(entry.key.source)}</source>"
    if entry.target:
        yield f"        <target>{_content(entry.target)}</target>"
    yield "      </segment>"
    yield "    </unit>"


def _notes(entry: Entry) -> Iterator[tuple[str, str]]:
    """List what a translator should know, by category."""
    yield _EXPORTED, text_hash(entry.target)
    if entry.key.context:
        yield _OURS + "context", entry.key.context
    if entry.references:
        yield _OURS + "place", " ".join(entry.references)
    if entry.notes:
        yield _OURS + "glossary", entry.notes
    if entry.comment:
        yield _OURS + "comment", entry.comment
    if entry.previous:
        yield _OURS + "previous", entry.previous.source
    for former in entry.former:
        yield _OURS + "formerly", f"{former.source} → {former.target}"
    for rival in entry.rivals:
        yield _RIVAL, rival
    if entry.provenance:
        yield _OURS + "provenance", format_provenance(entry.provenance)


def _content(text: str, *, plain: bool = False) -> str:
    """Escape a text; what XML cannot hold becomes ``<cp>``, or is left out where only text may stand."""
    escaped = escape(text, {"\r": "&#13;"})
    return _FORBIDDEN.sub(lambda found: "" if plain else f'<cp hex="{ord(found[0]):04X}"/>', escaped)


def _tag(locale: LocaleCode) -> str:
    return locale.replace("_", "-")


def _parse_xml(text: str, path: Path) -> Element:
    """Build a tree whose elements know their lines."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            hint = "export it again from the CAT tool"
            raise InputError(
                "elements inside each other too deeply", path=path, line=parser.CurrentLineNumber, hint=hint
            )
        builder.start(f"{{{name}", {**attributes, _LINE: str(parser.CurrentLineNumber)})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(f"{{{name}")

    def refuse(*_: object) -> None:
        hint = "remove the DOCTYPE; XLIFF has none"
        raise InputError("has a DOCTYPE", path=path, line=parser.CurrentLineNumber, hint=hint)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as exc:
        hint = "export it again from the CAT tool"
        message = f"not well-formed XML: {expat.ErrorString(exc.code)}"
        raise InputError(message, path=path, line=exc.lineno, hint=hint) from exc
    return builder.close()


def _read_unit(unit: Element, path: Path) -> Unit:
    notes = [(note.get("category", ""), "".join(note.itertext())) for note in unit.iter(_name("note"))]
    parts = [part for part in unit if part.tag in (_name("segment"), _name("ignorable"))]
    texts: dict[str, list[str]] = {"source": [], "target": []}
    problem = "" if parts else "it has no segment"
    for part in parts:
        for name, found in texts.items():
            for element in part.findall(_name(name)):
                try:
                    found.append(_text_of(element))
                except ValueError as exc:
                    problem = str(exc)
    states = [part.get("state", "initial") for part in parts if part.tag == _name("segment")]
    return Unit(
        identity=_required(unit, "id", path),
        source="".join(texts["source"]),
        target="".join(texts["target"]),
        approved=bool(states) and all(state in APPROVED for state in states),
        exported=next((text for category, text in notes if category == _EXPORTED), None),
        rivals=tuple(text for category, text in notes if category == _RIVAL),
        remarks=tuple(text for category, text in notes if not category.startswith(_OURS) and text.strip()),
        line=_line(unit),
        problem=problem,
    )


def _text_of(element: Element) -> str:
    """Give the text of a source or target.

    Raises:
        ValueError: it has inline codes, which our sentences have none of, or asks to be put elsewhere.
    """
    if element.get("order"):
        raise ValueError("its segments are in another order")
    parts = [element.text or ""]
    for child in element:
        name = child.tag.removeprefix(_name(""))
        if name == "cp":
            parts.append(_character(child))
        elif name in _TRANSPARENT:
            parts.append(_text_of(child))
        elif name not in _EMPTY_MARKS:
            raise ValueError(f"it has an inline code <{name}>")
        parts.append(child.tail or "")
    return "".join(parts)


def _character(element: Element) -> str:
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        raise ValueError("it has a <cp> without a number") from None


def _required(element: Element, attribute: str, path: Path) -> str:
    value = element.get(attribute)
    if not value:
        name = element.tag.removeprefix(_name(""))
        hint = "export it again from the CAT tool"
        raise InputError(f"<{name}> has no {attribute}", path=path, line=_line(element), hint=hint)
    return value


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _line(element: Element) -> int:
    return int(element.get(_LINE, "1"))
