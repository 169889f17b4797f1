"""The seams: what an engine and a document format promise. The contract is the docstring.

Implementations are found through the tables in ``plugins.py`` and the entry points ``l10n.engines`` and
``l10n.formats``; ``tests/contracts/`` runs one suite over all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol, runtime_checkable

from l10n.model import Document, Draft, LocaleCode, Model, SegmentKey


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


@runtime_checkable
class DocumentFormat(Protocol):
    """A way to read an article and to write translations back into it."""

    name: str
    suffixes: frozenset[str]
    """File name suffixes with the dot, in lower case."""

    def parse(self, text: str, path: PurePosixPath, locale: LocaleCode) -> Document:
        """Find the blocks to translate.

        Args:
            text: the whole file, decoded, with its own line ends and byte order mark if it has one.
            path: where it came from, for messages and references; nothing is opened.
            locale: language of the text.
        Returns:
            A document without segments whose blocks are in order and do not overlap.
        Raises:
            DocumentError: the text cannot be an article of this format.
        """
        ...

    def render(self, document: Document, targets: Mapping[SegmentKey, str]) -> str:
        """Put translations in place of their segments.

        A segment without a target, or whose target equals its source, stays as written, so that
        ``render(document, {}) == document.text`` and the identity translation gives the source back, byte for byte.
        """
        ...
