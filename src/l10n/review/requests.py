"""What the page may ask for, checked before anything is done with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from l10n.catalog.provenance import parse_comment
from l10n.errors import InputError
from l10n.model import State
from l10n.review.editing import Edit

MAX_TEXT = 20_000
"""Code points of a translation or a comment at most."""
MAX_EDITS = 5_000
"""Edits in one request at most."""

_KINDS: Mapping[type, str] = {str: "a text", list: "a list", dict: "an object"}


class RequestError(InputError):
    """Something that was sent cannot be used; ``status`` is the HTTP status that says so."""

    def __init__(self, message: str, *, hint: str | None = None, status: int = 400) -> None:
        super().__init__(message, hint=hint)
        self.status = status


def field(body: Mapping[str, Any], name: str, kind: type) -> Any:
    """Give a value of an object.

    Args:
        body: as sent.
        name: of the value.
        kind: ``str``, ``list`` or ``dict``.
    Raises:
        RequestError: it is missing or of another kind.
    """
    value = body.get(name)
    if not isinstance(value, kind):
        raise RequestError(f"{name} must be {_KINDS[kind]}", hint="reload the page")
    return value


def text_of(body: Mapping[str, Any], name: str) -> str:
    """Give a text that can be written into a catalog, with line ends as line feeds.

    Raises:
        RequestError: it is no text, too long, or has a character that a catalog cannot hold.
    """
    text: str = field(body, name, str).replace("\r\n", "\n")
    if len(text) > MAX_TEXT:
        raise RequestError(f"{name} is longer than {MAX_TEXT} characters", hint="shorten it")
    bad = next((letter for letter in text if not _is_writable(letter)), None)
    if bad is not None:
        raise RequestError(f"{name} has the character U+{ord(bad):04X}, which is no text", hint="remove it")
    return text


def comment_of(body: Mapping[str, Any]) -> str | None:
    """Give the comment of an edit, None where there is none.

    Raises:
        RequestError: as ``text_of``, or a line would be taken for one of the lines that l10n writes itself.
    """
    if body.get("comment") is None:
        return None
    lines = [line.strip() for line in text_of(body, "comment").split("\n")]
    comment = "\n".join(lines).strip("\n")
    if parse_comment(comment).text != comment:
        raise RequestError("the comment has a line that l10n writes itself", hint="leave out lines that begin l10n:")
    return comment


def edit_of(value: object, identity: str | None = None) -> Edit:
    """Read an edit.

    Args:
        value: an object with id, base, base_state, target, state, and a comment if there is one.
        identity: of the entry, where the object has none.
    Raises:
        RequestError: something is missing or of a wrong kind, or an empty text would be approved.
    """
    if not isinstance(value, dict):
        raise RequestError("an edit must be an object", hint="reload the page")
    base: str = field(value, "base", str)
    edit = Edit(
        field(value, "id", str) if identity is None else identity,
        base,
        _state(value, "base_state"),
        base if value.get("target") == base else text_of(value, "target"),
        _state(value, "state") is State.REVIEWED,
        comment_of(value),
    )
    if edit.reviewed and not edit.target.strip():
        raise RequestError("an empty translation cannot be approved", hint="write the translation first")
    return edit


def edits_of(body: Mapping[str, Any]) -> list[Edit]:
    """Read the edits of a request.

    Raises:
        RequestError: as ``edit_of``, or there are too many.
    """
    values: Sequence[object] = field(body, "edits", list)
    if len(values) > MAX_EDITS:
        raise RequestError(f"more than {MAX_EDITS} edits at once", hint="send them in parts")
    return [edit_of(value) for value in values]


def identities(body: Mapping[str, Any]) -> list[str]:
    """Give the list ``ids``.

    Raises:
        RequestError: it is not a list of texts.
    """
    values: list[object] = field(body, "ids", list)
    if len(values) > MAX_EDITS or not all(isinstance(value, str) for value in values):
        raise RequestError("ids must be a list of texts", hint="reload the page")
    return [str(value) for value in values]


def _state(body: Mapping[str, Any], name: str) -> State:
    value = field(body, name, str)
    if value not in set(State) - {State.OBSOLETE}:
        raise RequestError(f"{name} must be empty, draft, stale or reviewed", hint="reload the page")
    return State(value)


def _is_writable(letter: str) -> bool:
    """Whether a catalog can hold a character: no control but tab and line feed, no half of a pair, no U+FFFD."""
    if letter in "\t\n":
        return True
    return unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp") and letter != "\ufffd"
