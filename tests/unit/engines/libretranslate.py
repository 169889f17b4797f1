"""A small server with LibreTranslate's interface on loopback, which can misbehave on demand."""

from __future__ import annotations

import html
import http.server
import json
import threading
import time
from typing import Any

from tests.engine_fixtures import spell

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["be", "en", "ru"]},
    {"code": "ru", "name": "Russian", "targets": ["be", "ru"]},
]


class LibreTranslate:
    """Translates by spelling in Cyrillic letters; ``failures`` are given first, one for each request.

    A failure is a status, ``(status, headers, body)``, or a number of seconds (float) to be silent.
    """

    def __init__(self) -> None:
        self.failures: list[Any] = []
        self.asked: list[tuple[str, Any]] = []
        self.languages: Any = LANGUAGES
        self.key = ""
        self.lose = 0
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, None))
                self.give(200, server.languages if self.path == "/languages" else {})

            def do_POST(self) -> None:
                fields = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append((self.path, fields))
                if server.failures:
                    self.fail(server.failures.pop(0))
                elif server.key and fields.get("api_key") != server.key:
                    self.give(403, {"error": f"Invalid API key {fields.get('api_key')}"})
                else:
                    texts = [html.unescape(spell(text)) for text in fields["q"]]
                    self.give(200, {"translatedText": texts[: len(texts) - server.lose]})

            def fail(self, failure: Any) -> None:
                if isinstance(failure, float):
                    time.sleep(failure)
                    self.close_connection = True
                elif isinstance(failure, int):
                    self.give(failure, {"error": "Slowdown: too many requests"})
                else:
                    self.give(*failure[::2], headers=failure[1])

            def give(self, status: int, data: Any, headers: dict[str, str] | None = None) -> None:
                body = data if isinstance(data, bytes) else json.dumps(data).encode()
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def posts(self) -> list[Any]:
        """What was asked of /translate."""
        return [fields for path, fields in self.asked if path == "/translate"]

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
