"""Errors a user can act on, and the exit code that belongs to each class.

    L10nError                       2   base: message, optional path and line, hint
    ├─ ConfigError                  2   unknown key, plugin or locale
    ├─ InputError                   2   a file or folder the user can repair
    │   ├─ DocumentError
    │   ├─ GlossaryError
    │   └─ CatalogError
    ├─ EngineError                  3   no engine, or an engine failed
    │   ├─ RouteMissingError
    │   └─ EngineFailedError
    └─ GateError                    1   build refused: text that nobody approved

The code belongs to the class, the text to the instance. A message has no final period; ``hint`` says what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath
from typing import ClassVar

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_ENGINE = 3
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class L10nError(Exception):
    """Something the user can repair.

    Args:
        message: what is wrong, one line, no final period.
        path: the file it is wrong in.
        line: 1-based line in ``path``.
        hint: what to do about it, one line.
        details: further problems of the same kind, one complete line each (all errors of a file at once).
    """

    exit_code: ClassVar[int] = EXIT_USAGE

    def __init__(
        self,
        message: str,
        *,
        path: str | PathLike[str] | None = None,
        line: int | None = None,
        hint: str | None = None,
        details: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else fspath(path)
        self.line = line
        self.hint = hint
        self.details = tuple(details)

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}: " if self.line is None else f"{self.path}:{self.line}: "
        return place + self.message


class ConfigError(L10nError):
    """A setting has an unknown name or a value that cannot be used."""


class InputError(L10nError):
    """A file or folder is missing, unreadable or malformed."""


class DocumentError(InputError):
    """An article cannot be read."""


class GlossaryError(InputError):
    """The glossary breaks its own rules; ``details`` lists every row that does."""


class CatalogError(InputError):
    """A .po file cannot be read; it is left as it is."""


class EngineError(L10nError):
    """Machine translation is not possible."""

    exit_code = EXIT_ENGINE


class RouteMissingError(EngineError):
    """No chain of installed models leads from the source to the target locale."""


class EngineFailedError(EngineError):
    """An installed engine or model did not do its work."""


class GateError(L10nError):
    """The build was refused because of entries that nobody approved; ``details`` lists them."""

    exit_code = EXIT_FINDINGS
