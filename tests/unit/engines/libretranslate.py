"""A small server with LibreTranslate's interface on loopback, which can misbehave on demand."""

from __future__ import annotations

import html
import json
import time
from typing import Any

from tests.engine_fixtures import spell
from tests.loopback import Handler, Loopback

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["be", "en", "ru"]},
    {"code": "ru", "name": "Russian", "targets": ["be", "ru"]},
]


class LibreTranslate(Loopback):
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

        class Answers(Handler):
            def get(self) -> None:
                server.asked.append((self.path, None))
                self.answer(200, server.languages if self.path == "/languages" else {})

            def post(self) -> None:
                fields = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append((self.path, fields))
                if server.failures:
                    self.fail(server.failures.pop(0))
                elif server.key and fields.get("api_key") != server.key:
                    self.answer(403, {"error": f"Invalid API key {fields.get('api_key')}"})
                else:
                    texts = [html.unescape(spell(text)) for text in fields["q"]]
                    self.answer(200, {"translatedText": texts[: len(texts) - server.lose]})

            def fail(self, failure: Any) -> None:
                if isinstance(failure, float):
                    time.sleep(failure)
                    self.close_connection = True
                elif isinstance(failure, int):
                    self.answer(failure, {"error": "Slowdown: too many requests"})
                else:
                    self.answer(*failure[::2], headers=failure[1])

            def answer(self, status: int, data: Any, headers: dict[str, str] | None = None) -> None:
                self.give(status, data if isinstance(data, bytes) else json.dumps(data).encode(), headers)

        super().__init__(Answers)

    @property
    def posts(self) -> list[Any]:
        """What was asked of /translate."""
        return [fields for path, fields in self.asked if path == "/translate"]
