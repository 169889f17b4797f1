"""Who may ask: the page itself, with the token, from this machine. Everybody else is refused before anything is read.

A page of another site that a person has open can send requests to loopback, and with a name that it points to
127.0.0.1 it can even read the answers. So Host must be a name of loopback, Origin none but our own, and whatever reads
or changes the project needs a token that only our page knows.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = "x-l10n-token"
MAX_BODY = 1_000_000
"""Bytes of a request at most."""
API = "/api/"
REMEDY = "open the address that l10n review printed"

HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Of every answer."""


class Guard:
    """Lets requests of our own page through.

    Args:
        app: what answers them.
        token: the secret of this run.
        port: the server listens on.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(Request(scope))
        body = b"" if refusal else await _body(receive)
        if body is None:
            refusal = (413, "the request is larger than 1 MB", "send the edits in parts")
        read = False

        async def again() -> Message:
            nonlocal read
            if read:
                return await receive()  # tells that the page has gone
            read = True
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.encode(): value.encode() for name, value in HEADERS.items()}
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in own]
                message["headers"] = [*kept, *own.items()]
            await send(message)

        if refusal:
            await _refuse(marked, *refusal)
        else:
            await self._app(scope, again, marked)

    def _refusal(self, request: Request) -> tuple[int, str, str] | None:
        """Say why a request is refused: status, message, what to do."""
        headers = request.headers
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "this is not the address of the review page", REMEDY
        origins = headers.getlist("origin")
        if any(origin not in {f"http://{host}" for host in self._hosts} for origin in origins):
            return 403, "another site may not use the review page", REMEDY
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return 403, "another site may not use the review page", REMEDY
        if request.url.path.startswith(API) and not is_same(headers.get(TOKEN_HEADER, ""), self._token):
            return 403, "the token is missing or wrong", REMEDY
        if request.method == "POST":
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != "application/json":
                return 415, "the request must be application/json", "reload the page"
        return None


def is_same(given: str, token: str) -> bool:
    """Compare a token in a time that does not tell how much of it was right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


async def _body(receive: Receive) -> bytes | None:
    """Read the body of a request; None if it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


async def _refuse(send: Send, status: int, error: str, hint: str) -> None:
    body = json.dumps({"error": error, "hint": hint}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
