"""A server that speaks LibreTranslate's interface, on this machine or another.

Set ``http_url`` in ``[tool.l10n]``, or ``L10N_HTTP_URL``. A key comes from ``L10N_HTTP_API_KEY`` and from nowhere else,
so that it never gets into a file.

Source:
    LibreTranslate 1.9 as run here: ``q`` may be a list, errors are ``{"error": TEXT}``, and the server itself undoes
    HTML escapes in what it gives back, so nothing is undone a second time.
"""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from l10n.engines.clauses import tidy
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.files import reason
from l10n.model import Draft, EngineOptions, LocaleCode, Model

NAME = "http"
URL_VARIABLE = "L10N_HTTP_URL"
KEY_VARIABLE = "L10N_HTTP_API_KEY"
VERSION = "1"
"""Of the interface; the server does not say which model it has."""

_BATCH_TEXTS, _BATCH_CHARACTERS = 32, 4000
_MAX_ANSWER_BYTES = 16 << 20
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a server, and how often to ask again."""

    timeout_s: float = 60.0
    tries: int = 4
    pause_s: float = 0.5
    """Before the second try; doubled before each further one."""
    max_pause_s: float = 30.0
    """Whatever the server asks for in Retry-After."""


class HttpEngine:
    """The models of one server; none where no address is set."""

    name = NAME

    def __init__(self, options: EngineOptions, url: str | None = None, patience: Patience | None = None) -> None:
        self._url = (os.environ.get(URL_VARIABLE) or options.http_url if url is None else url).strip().rstrip("/")
        self._key = os.environ.get(KEY_VARIABLE, "").strip()
        self._patience = patience or Patience()
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._lock = threading.Lock()
        self._models: list[Model] | None = None

    def models(self) -> Sequence[Model]:
        """List the directions of the server, which is asked once; empty where no address is set.

        Raises:
            EngineFailedError: the server cannot be reached, or what it says is no list of languages.
        """
        with self._lock:
            if self._models is None:
                self._models = _directions(self._ask("/languages", None)) if self._url else []
            return list(self._models)

    def problems(self) -> list[str]:
        """Say what a person should know about the settings, a line each."""
        address = urllib.parse.urlsplit(self._url)
        if self._key and address.scheme == "http" and address.hostname not in {"localhost", "127.0.0.1", "::1"}:
            return [f"the key goes over the network unencrypted: {URL_VARIABLE} does not begin with https"]
        return []

    def translate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode) -> list[Draft]:
        """Translate sentences that are already split; see ``Engine.translate``."""
        if (source, target) not in {(model.source, model.target) for model in self.models()}:
            where = "the server has" if self._url else f"{URL_VARIABLE} is not set, so the http engine has"
            raise RouteMissingError(
                f"{where} no model from {source} to {target}",
                hint=f"set {URL_VARIABLE} to a LibreTranslate server that has one, or choose another engine: --engine",
            )
        lines = [tidy(text) for text in texts]
        drafts = {"": ""}
        for batch in _batches([line for line in dict.fromkeys(lines) if line]):
            fields = {"q": batch, "source": source, "target": target, "format": "text"}
            answer = self._ask("/translate", {**fields, **({"api_key": self._key} if self._key else {})})
            drafts.update(zip(batch, self._translations(answer, len(batch)), strict=True))
        return [Draft(drafts[line]) for line in lines]

    def _translations(self, answer: Any, wanted: int) -> list[str]:
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != wanted or not all(isinstance(text, str) for text in found):
            raise self._failure("the answer has not one translation for each text")
        return [tidy(text) for text in found]

    def _ask(self, path: str, fields: dict[str, Any] | None) -> Any:
        """Ask the server, again where it was busy or silent.

        Raises:
            EngineFailedError: it refuses, or does not answer after all tries.
        """
        if urllib.parse.urlsplit(self._url).scheme not in {"http", "https"}:
            raise self._failure("the address must begin with http:// or https://")
        for number in range(self._patience.tries):
            last = number == self._patience.tries - 1
            try:
                return self._ask_once(path, fields)
            except urllib.error.HTTPError as exc:
                message = _error_text(exc)
                if exc.code not in _BUSY or last:
                    raise self._failure(f"it answers {exc.code}: {message}") from exc
                pause = self._pause(number, exc.headers.get("Retry-After"))
            except (OSError, http.client.HTTPException) as exc:
                if last or _is_final(exc):
                    raise self._failure(_why(exc)) from exc
                pause = self._pause(number, None)
            except ValueError as exc:
                raise self._failure("its answer is not JSON, so this is no LibreTranslate server") from exc
            time.sleep(pause)
        raise AssertionError("unreachable")

    def _ask_once(self, path: str, fields: dict[str, Any] | None) -> Any:
        data = None if fields is None else json.dumps(fields).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "l10n"}
        request = urllib.request.Request(self._url + path, data=data, headers=headers)
        with self._opener.open(request, timeout=self._patience.timeout_s) as answer:
            body = answer.read(_MAX_ANSWER_BYTES + 1)
        if len(body) > _MAX_ANSWER_BYTES:
            raise self._failure(f"its answer is larger than {_MAX_ANSWER_BYTES} bytes")
        return json.loads(body)

    def _pause(self, number: int, asked: str | None) -> float:
        usual = self._patience.pause_s * (1 << number)
        wanted = float(asked) if asked and asked.strip().isdigit() else usual
        return min(max(usual, wanted), self._patience.max_pause_s)

    def _failure(self, message: str) -> EngineFailedError:
        """Make the error of this server; the key is taken out of whatever it says."""
        shown = message.replace(self._key, "***") if self._key else message
        address = urllib.parse.urlsplit(self._url)
        place = address.netloc.rpartition("@")[2] or self._url or "no address"
        return EngineFailedError(
            f"the translation server {place} failed: {tidy(shown)}",
            hint=f"check {URL_VARIABLE}, {KEY_VARIABLE} and that the server runs; another engine: --engine embedded",
        )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would lose its body and may leave the host: the person should set the right address."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def _directions(answer: Any) -> list[Model]:
    try:
        listed = [(item["code"], item["targets"]) for item in answer]
        pairs = {(source, target) for source, targets in listed for target in targets}
    except (TypeError, KeyError) as exc:
        raise EngineFailedError(
            "the translation server lists no languages, so it is no LibreTranslate server",
            hint=f"check {URL_VARIABLE}",
        ) from exc
    usable = sorted(
        (source, target)
        for source, target in pairs
        if isinstance(source, str) and isinstance(target, str) and source and target and source != target
    )
    return [Model(NAME, source, target, VERSION) for source, target in usable]


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Put texts together, a few thousand characters at a time; a longer text goes alone.

    >>> [len(batch) for batch in _batches(["x" * 1500] * 5)]
    [2, 2, 1]
    """
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == _BATCH_TEXTS or sum(map(len, batch)) + len(text) > _BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _error_text(exc: urllib.error.HTTPError) -> str:
    """What the server says about an error: its JSON, else the beginning of its page, else the name of the status."""
    try:
        body = exc.read(4000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        body = ""
    finally:
        exc.close()
    try:
        said = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        said = body
    return " ".join(str(said).split())[:300] or str(exc.reason)


def _is_final(exc: Exception) -> bool:
    """Whether another try cannot help: the name of the host is wrong, or nothing listens there."""
    inner = getattr(exc, "reason", exc)
    return isinstance(inner, ConnectionRefusedError)


def _why(exc: Exception) -> str:
    inner = getattr(exc, "reason", exc)
    if isinstance(inner, TimeoutError):
        return "no answer in time"
    if isinstance(inner, OSError):
        return reason(inner)
    return str(inner) or type(inner).__name__
