"""What a memory needs from a database, and how sentences are cut into the words it is searched by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n.memory.entries import Approved, Count, Known
from l10n.model import LocaleCode

VERSION = 1
"""Of the tables and of what is learned; a database of another version is filled anew."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Learned:
    """The approved translations of one file."""

    name: str
    title: str
    stamp: str
    entries: tuple[Approved, ...]


class Store(Protocol):
    """A database of approved translations; ``tests/unit/memory`` runs one suite over all of them.

    Every method raises InputError where the database cannot be reached or written, and then has changed nothing.
    """

    def stamps(self, project: str, locale: LocaleCode) -> dict[str, str]:
        """Give name → stamp of the files of a project that were learned for a locale."""
        ...

    def update(self, project: str, locale: LocaleCode, learned: Sequence[Learned], forgotten: Sequence[str]) -> None:
        """Put files in the place of what they held before, and drop files by name: all of it or nothing."""
        ...

    def exact(self, source: str, locale: LocaleCode) -> list[Known]:
        """Give the approved translations of a sentence, in any order."""
        ...

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """Count the sentences with each word, at least up to some thousands."""
        ...

    def similar(self, words: Sequence[str], shortest: int, longest: int) -> list[str]:
        """Give every sentence, whatever its locales, that has one of the words and a length within bounds.

        Args:
            words: at least one, as ``words_of`` gives them.
            shortest, longest: in code points, both included.
        Returns:
            In any order; shorter and longer sentences may be among them.
        """
        ...

    def everything(self, locale: LocaleCode) -> list[tuple[str, Known]]:
        """Give every source with each of its approved translations, in any order."""
        ...

    def counts(self) -> list[Count]:
        """Count the entries of each file, in order of project, locale and title."""
        ...

    def close(self) -> None:
        """Let go of the database; calling it again does nothing."""
        ...


def words_of(text: str) -> list[str]:
    """Cut a sentence into its distinct words, without case, in order.

    >>> words_of("Sapega's sentence: 11 years, 11 months")
    ['sapega', 's', 'sentence', '11', 'years', 'months']
    """
    return list(dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", text).casefold())))


def key_of(text: str) -> bytes:
    """Give 16 bytes that stand for a sentence in an index."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
