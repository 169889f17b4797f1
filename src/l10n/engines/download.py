"""Downloading a package file: streamed, with a timeout and a limit on its size."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from l10n.engines.argos import OFFLINE_HINT
from l10n.errors import EngineError, InputError
from l10n.files import reason

Progress = Callable[[int, int | None], None]
"""Called with the bytes so far and the bytes in all, if the server says how many."""

_CHUNK_BYTES = 1 << 16


def download(
    links: Sequence[str],
    path: Path,
    *,
    max_bytes: int,
    progress: Progress | None = None,
    timeout_s: float = 30.0,
    hint: str = OFFLINE_HINT,
) -> str:
    """Download a file from the first address that gives it.

    Args:
        links: addresses in order of preference; those that are not http or https are passed over.
        path: where to write it.
        max_bytes: the largest size that is accepted.
        timeout_s: seconds without an answer after which an address is given up.
        hint: what a person can do without the network.
    Returns:
        The address it came from.
    Raises:
        EngineError: no address gives the file.
        InputError: the file is larger than ``max_bytes``, or cannot be written.
    """
    failures: list[str] = []
    for link in links:
        if urllib.parse.urlsplit(link).scheme not in {"http", "https"}:
            continue
        try:
            _fetch(link, path, max_bytes, progress, timeout_s)
        except urllib.error.HTTPError as exc:
            failures.append(f"{_host(link)} answers {exc.code}")
            exc.close()
        except (OSError, http.client.HTTPException, ValueError) as exc:
            failures.append(f"{_host(link)}: {_reason(exc)}")
        else:
            return link
    why = "; ".join(failures) or "the index gives no address for it that starts with http"
    raise EngineError(f"cannot download the package: {why}", hint=hint)


def _fetch(link: str, path: Path, max_bytes: int, progress: Progress | None, timeout_s: float) -> None:
    request = urllib.request.Request(link, headers={"User-Agent": "l10n"})
    with urllib.request.urlopen(request, timeout=timeout_s) as answer:
        total = int(answer.headers.get("Content-Length") or 0) or None
        with _open(path) as file:
            done = 0
            while chunk := answer.read(_CHUNK_BYTES):
                done += len(chunk)
                if done > max_bytes or (total or 0) > max_bytes:
                    raise InputError(
                        f"refused: the download is larger than the limit of {max_bytes} bytes: {link}",
                        hint="nothing was changed; check the address of the index",
                    )
                _write(file, chunk, path)
                if progress:
                    progress(done, total)
        if total is not None and done < total:
            raise ConnectionError(f"the connection ended after {done} of {total} bytes")


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as exc:
        raise _cannot_write(path, exc) from exc


def _write(file: IO[bytes], chunk: bytes, path: Path) -> None:
    try:
        file.write(chunk)
    except OSError as exc:
        raise _cannot_write(path, exc) from exc


def _cannot_write(path: Path, exc: OSError) -> InputError:
    return InputError(f"cannot write: {reason(exc)}", path=path, hint="check the free space and the permissions")


def _reason(exc: Exception) -> str:
    inner = getattr(exc, "reason", None)
    if isinstance(inner, OSError):
        return reason(inner)
    return str(inner or (reason(exc) if isinstance(exc, OSError) else exc) or type(exc).__name__)


def _host(link: str) -> str:
    return urllib.parse.urlsplit(link).netloc
