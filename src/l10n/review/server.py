"""Serving the page on loopback."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

from l10n.config import Config
from l10n.errors import InputError
from l10n.files import reason
from l10n.review.app import Review, Start, create_app
from l10n.review.desk import Desk

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve: ``port`` 0 takes a free one."""

    port: int = 0
    browser: bool = True


def serve(config: Config, start: Start, options: Options, announce: Callable[[str], None]) -> None:
    """Serve the page until a person stops it with Ctrl+C.

    Args:
        config: of the project.
        start: where the page begins.
        options: how to serve.
        announce: gets the address, once the server answers there.
    Raises:
        InputError: the port is taken, or the project has no source folder.
    """
    desk = Desk(config)
    desk.articles()
    token = secrets.token_urlsafe(32)
    review = Review(desk, start)
    with contextlib.closing(_listen(options.port)) as listening:
        port = int(listening.getsockname()[1])
        threading.Thread(target=review.warm, daemon=True, name="warm").start()
        import uvicorn  # while the article is being read

        app = create_app(review, token, port)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                lifespan="off",
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=1,
            )
        )
        address = f"http://{LOOPBACK}:{port}/?token={token}"
        announce(address)
        if options.browser:
            threading.Thread(target=webbrowser.open, args=[address], daemon=True, name="browser").start()
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    """Listen on loopback, so that the address answers from the moment it is announced.

    Raises:
        InputError: the port is taken or not ours to take.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((LOOPBACK, port))
        found.listen(100)
    except (OSError, OverflowError) as exc:
        found.close()
        why = reason(exc) if isinstance(exc, OSError) else str(exc)
        raise InputError(f"cannot listen on port {port}: {why}", hint="choose another --port, or none") from exc
    return found
