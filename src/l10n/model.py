"""The values that the parts of l10n exchange: frozen, standard library only, no input or output.

Offsets are half-open and count code points of ``Document.text``; lines are 1-based.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

LocaleCode: TypeAlias = str
"""A locale as CLDR and gettext write it: be, ru, uk, sr_Latn."""


class State(StrEnum):
    """State of a catalog entry, derived from standard PO fields and never stored a second time."""

    EMPTY = "empty"  # no translation
    DRAFT = "draft"  # fuzzy
    STALE = "stale"  # fuzzy, and the source has changed since
    REVIEWED = "reviewed"  # a person removed fuzzy
    OBSOLETE = "obsolete"  # the sentence is no longer in the article (#~)


class Kind(StrEnum):
    """What a block of a document is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


class SegmentKey(NamedTuple):
    """Identity of a segment: gettext's own (msgctxt, msgid). An empty context means no msgctxt."""

    context: str
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that is translated as one flow: a title, a paragraph, a list item."""

    kind: Kind
    span: Span
    line: int
    note: str = ""
    """What a reviewer should know about it: a table cell, the title of a link."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence at its place. ``span`` covers the text as written; ``key.source`` has line breaks folded to spaces."""

    key: SegmentKey
    span: Span
    line: int
    kind: Kind
    block: int
    """Index into ``Document.blocks`` of the block it stands in."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as read. ``segments`` is empty until sentences have been found."""

    path: PurePosixPath
    locale: LocaleCode
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary."""

    source: str
    aliases: tuple[str, ...]
    targets: Mapping[LocaleCode, str]
    kind: str
    gender: str
    note: str
    row: int
    """1-based line of the glossary file."""
    forms: str = ""
    """The optional ``forms`` column as written: overrides of single case forms."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A mention of a term in a source text.

    ``terms`` has one item, or several where the mention alone does not say which (two people of one surname).
    """

    terms: tuple[Term, ...]
    alias: str
    """The spelling that was found, without a possessive 's."""
    part: str
    """``full``, ``last`` or ``first``: which part of a person's name it is; ``full`` for everything else."""
    span: Span
    others: tuple[Term, ...] = ()
    """Terms that share the spelling and that the text before made less likely."""

    @property
    def in_capitals(self) -> bool:
        """Whether it stands in capitals without being an abbreviation: MINSK, Belarus."""
        names = {name for term in self.terms for name in (term.source, *term.aliases)}
        return self.alias.isupper() and self.alias not in names

    def moved(self, offset: int) -> Hit:
        """Give the same mention with its span moved, from an article into a sentence, say."""
        return replace(self, span=Span(self.span.start + offset, self.span.end + offset))


class Severity(StrEnum):
    """How sure and how bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code of a check means; ``l10n check --explain CODE`` prints it."""

    severity: Severity
    """Unless the project sets another."""
    title: str
    """One line without a final period."""
    explanation: str
    """What is looked for, why it matters, an example, and what is known to be missed or reported wrongly."""
    fixable: bool = False
    """Whether the suggestion is so sure that ``--fix`` may write it without a person reading it."""
    optional: bool = False
    """Whether it is reported only where a project asks for it by ``enable``."""
    tacit: bool = False
    """Whether ``--fix`` corrects it even where it is optional: a matter of house style, not worth a finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found in a translation, at its place in the .po file."""

    code: str
    """Stable, in kebab case."""
    severity: Severity
    message: str
    path: str
    line: int
    locale: LocaleCode
    source: str
    target: str
    suggestion: str | None = None
    """The translation as it would be right, or None."""
    span: Span | None = None
    """Place in ``target``."""


@dataclass(frozen=True, slots=True)
class Model:
    """One installed direction of one engine."""

    engine: str
    source: LocaleCode
    target: LocaleCode
    version: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.source}_{self.target}@{self.version}"


@dataclass(frozen=True, slots=True)
class Route:
    """A chain of models from one locale to another, in the order they are applied; at least one step.

    >>> en_ru = Model("argos", "en", "ru", "1.9")
    >>> str(Route((en_ru, Model("embedded", "ru", "be", "1"))))
    'argos:en_ru@1.9>embedded:ru_be@1'
    """

    steps: tuple[Model, ...]

    def __str__(self) -> str:
        return ">".join(str(step) for step in self.steps)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine gives back for one segment.

    ``score``: mean log probability of a target token (0 is certain, more negative is less so); compare it within one
    model only. None where the engine gives none.
    """

    text: str
    score: float | None = None
    pivot: str | None = None
    """The text in the bridge language where the route has one."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a translation came from: the ``# l10n:`` comment of an entry.

    ``text`` is a short hash of the draft as the engine gave it, so that an edit by hand is seen.
    """

    engine: str
    score: float | None
    text: str


class Former(NamedTuple):
    """A person's translation of an earlier wording of a sentence, kept beside the draft of the new one."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a catalog with everything a PO file can say about it."""

    key: SegmentKey
    target: str = ""
    fuzzy: bool = False
    obsolete: bool = False
    provenance: Provenance | None = None
    references: tuple[str, ...] = ()
    notes: str = ""
    """Extracted comments (``#.``), ours to rewrite."""
    comment: str = ""
    """Translator comments (``#``) without our own ``# l10n:`` lines, a person's and never touched."""
    former: tuple[Former, ...] = ()
    """What a person had made of earlier wordings of the sentence, oldest first; none of it stands in ``target``."""
    rivals: tuple[str, ...] = ()
    """Other translations of this very sentence by other people, to choose from: the entry is in conflict."""
    flags: tuple[str, ...] = ()
    """Flags other than fuzzy, as found."""
    previous: SegmentKey | None = None
    """The source sentence that the translation was made for, where it has changed since (``#|``)."""
    line: int = 0
    """1-based line of the .po file; 0 for an entry that is not in a file yet."""

    @property
    def state(self) -> State:
        """State by the standard PO fields.

        >>> Entry(SegmentKey("", "Yes."), "Так.", fuzzy=True).state
        <State.DRAFT: 'draft'>
        """
        if self.obsolete:
            return State.OBSOLETE
        if not self.target.strip():
            return State.EMPTY
        if not self.fuzzy:
            return State.REVIEWED
        return State.DRAFT if self.previous is None else State.STALE


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated sentence with what a check has to know about it. The target is not empty."""

    entry: Entry
    hits: tuple[Hit, ...]
    """Mentions of glossary terms in ``entry.key.source``, spans into it, in order."""
    kind: Kind
    """What the sentence is in the article, at its first place."""
    path: str
    """The .po file, as shown to a person."""
    locale: LocaleCode
    source_locale: LocaleCode

    @property
    def source(self) -> str:
        """The sentence of the article."""
        return self.entry.key.source

    @property
    def target(self) -> str:
        """Its translation."""
        return self.entry.target

    def finding(
        self, code: str, rule: Rule, message: str, *, suggestion: str | None = None, span: Span | None = None
    ) -> Finding:
        """Make a finding about this translation.

        Args:
            code: one of the codes of the check.
            rule: what the code means; gives the severity.
            message: what is wrong here, one line without a final period.
            suggestion: the whole target as it would be right.
            span: place in the target.
        """
        entry = self.entry
        place = (self.path, entry.line or 1, self.locale, entry.key.source, entry.target)
        return Finding(code, rule.severity, message, *place, suggestion, span)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of one article in one locale, in document order, obsolete ones last."""

    locale: LocaleCode
    entries: tuple[Entry, ...]
    header: str = ""
    """Comment at the top of the file."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Header fields in file order."""
    fuzzy_header: bool = False
    """Whether the header entry is marked fuzzy, as in a template."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Settings an engine is made with."""

    threads: int = 0
    """Parallel workers; 0 takes one per core."""
    beam: int = 4
    """Beam size of the decoder; 1 is fastest."""
    http_url: str = ""
    """Address of a LibreTranslate-compatible server; the variable ``L10N_HTTP_URL`` wins over it."""
