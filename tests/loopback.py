"""Small web servers on loopback for tests."""

from __future__ import annotations

import http.server
import threading
from typing import Any


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers in silence; a test adds ``get`` or ``post``."""

    def do_GET(self) -> None:
        """Let a test answer."""
        self.get()

    def do_POST(self) -> None:
        """Let a test answer."""
        self.post()

    def get(self) -> None:
        """Answer a GET request."""
        self.send_error(501)

    def post(self) -> None:
        """Answer a POST request."""
        self.send_error(501)

    def give(self, status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None) -> None:
        """Send an answer; ``length`` is what it says of its length where that is not the truth."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Write nothing to stderr."""


class Loopback:
    """A server that answers until it is closed; its address is ``url``."""

    def __init__(self, handler: type[Handler]) -> None:
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
