"""The seams: what an engine and a document format promise. The contract is the docstring.

Implementations are found through the tables in ``plugins.py`` and the entry points ``l10n.engines``,
``l10n.formats`` and ``l10n.checks``; ``tests/contracts/`` runs one suite over all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol, runtime_checkable

from l10n.model import Document, Draft, Finding, LocaleCode, Model, Rule, SegmentKey, Translation


@runtime_checkable
class Engine(Protocol):
    """A source of machine translation."""

    name: str
    """Lower-case identifier, as in ``argos:en_ru@1.9``."""

    def models(self) -> Sequence[Model]:
        """List the installed directions, in any order; empty when the engine has none. Loads no model.

        Raises:
            EngineFailedError: what is installed cannot even be listed.
        """
        ...

    def translate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode) -> list[Draft]:
        """Translate sentences that are already split.

        Args:
            texts: n sentences, one line each, any length; empty ones are allowed.
            source, target: a direction that ``models()`` lists.
        Returns:
            Exactly n drafts, ``result[i]`` for ``texts[i]``; an empty text gives an empty draft.
        Raises:
            RouteMissingError: no model for this direction.
            EngineFailedError: the model is damaged or failed; names the model and what to do.
        """
        ...


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What else is written into a localized article."""

    locale: LocaleCode = ""
    """The language to declare where the format can do that; empty leaves what the source declares."""
    notice: str = ""
    """A paragraph to put at the top, in the target language, such as a word about machine translation."""


AS_WRITTEN = RenderOptions()
"""Translations and nothing else."""


@runtime_checkable
class DocumentFormat(Protocol):
    """A way to read an article and to write translations back into it."""

    name: str
    suffixes: frozenset[str]
    """File name suffixes with the dot, in lower case."""
    syntax: str
    """How msgids are written, one of ``markup.masking.SYNTAXES``: plain, markdown or html."""

    def parse(self, text: str, path: PurePosixPath, locale: LocaleCode) -> Document:
        """Find the blocks to translate.

        Args:
            text: the whole file, decoded, with its own line ends and byte order mark if it has one.
            path: where it came from, for messages and references; nothing is opened.
            locale: language of the text.
        Returns:
            A document without segments whose blocks are in order and do not overlap. Text that must not be translated
            is in no block.
        Raises:
            DocumentError: the text cannot be an article of this format.
        """
        ...

    def render(self, document: Document, targets: Mapping[SegmentKey, str], options: RenderOptions = AS_WRITTEN) -> str:
        """Put translations in place of their segments.

        A segment without a target, or whose target equals its source, stays as written, so that without options
        ``render(document, {}) == document.text`` and the identity translation gives the source back, byte for byte.
        """
        ...


@runtime_checkable
class BinaryFormat(DocumentFormat, Protocol):
    """A format whose files are not text: what ``parse`` and ``render`` work on is unpacked from the file."""

    def unpack(self, data: bytes, path: PurePosixPath) -> str:
        """Give the text of a file, whose offsets the document counts in.

        Raises:
            DocumentError: the file is damaged, or is made to do harm.
        """
        ...

    def pack(self, text: str, data: bytes) -> bytes:
        """Put a rendered text into a copy of the file it was unpacked from.

        ``pack(unpack(data, path), data) == data``.
        """
        ...


@runtime_checkable
class Check(Protocol):
    """Looks at one translation at a time. One check serves all locales and keeps no state that changes its findings."""

    codes: Mapping[str, Rule]
    """Every code it can give, in kebab case, with its meaning."""

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield what is wrong with a translation; nothing for a locale it knows nothing about.

        Every finding has one of ``codes``, its severity, and the place of the translation
        (``Translation.finding`` sees to that). A span lies in the target; a suggestion is the whole target, corrected
        in this one respect. An exception is reported as ``check-failed`` and stops no other check.
        """
        ...


@runtime_checkable
class ProjectCheck(Protocol):
    """Needs all translations at once: compares sentences, articles and locales."""

    codes: Mapping[str, Rule]
    """As in ``Check``."""

    def check_all(self, translations: Sequence[Translation]) -> Iterator[Finding]:
        """Yield what is wrong, in any order.

        Args:
            translations: of the chosen articles and locales: article by article, locale by locale, in document order.
        """
        ...


@runtime_checkable
class Noticing(Protocol):
    """What a ``Check`` or ``ProjectCheck`` may have besides: something to tell once, after the run."""

    def notices(self) -> Sequence[str]:
        """Say what could not be checked, and what to do about it, a line each: a dictionary is missing, say."""
        ...
