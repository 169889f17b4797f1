"""Where batches of sentences are drafted: in this process, or on the workers of a Dask cluster.

It is the same work everywhere: a ``Batch`` goes in, ``Drafts`` come out. Only the process that a person started reads
the project and writes catalogs.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Self

from l10n import __version__
from l10n.batches import Batch, Drafts
from l10n.drafting import Drafter
from l10n.errors import EngineError, EngineFailedError, L10nError
from l10n.model import EngineOptions, Route
from l10n.plugins import load_engines
from l10n.protocols import Engine

CONNECT_S = 10.0
"""How long to wait for a scheduler to answer."""
WORKERS_S = 60.0
"""How long to wait for a worker when there is none, at the start or because all have died."""
RETRIES = 2
"""How often a batch is given out again after its engine failed. What died with its worker is given out again anyway."""
AHEAD = 2
"""Batches under way for each worker: one that it works on and one that waits for it."""

_PULSE_S = 2.0
"""How often to see whether there are workers while nothing comes back."""
_AGAIN = "everything finished so far is on disk; start what is missing and run the command again"
_REMEDY = "install the same l10n with the same models on every worker, and start it again"


class Here:
    """Drafts batches in this process, one after the other.

    Args:
        engines: gives the engines of all routes; called when there is something to draft.
    """

    def __init__(self, engines: Callable[[], Sequence[Engine]]) -> None:
        self._engines = engines
        self._drafters: dict[tuple[Route, tuple[Route, ...]], Drafter] = {}

    def put(self, batch: Batch) -> list[tuple[Batch, Drafts]]:
        """Draft a batch; see ``Workers``."""
        return [(batch, self.draft(batch))]

    def rest(self) -> Iterator[tuple[Batch, Drafts]]:
        """Nothing is ever under way."""
        return iter(())

    def draft(self, batch: Batch) -> Drafts:
        """Draft a batch; what was learned before about spellings on its route is used again."""
        way = batch.route, batch.alternatives
        if way not in self._drafters:
            self._drafters[way] = Drafter(self._engines(), *way)
        drafter = self._drafters[way]
        before = drafter.seconds
        drafts = drafter.draft(batch.sentences, batch.hits, batch.syntax)
        return Drafts(drafts, drafter.seconds - before)

    def lacking(self, route: Route) -> list[str]:
        """Name the models of a route that are not installed."""
        installed = {model for engine in self._engines() for model in engine.models()}
        return [str(step) for step in route.steps if step not in installed]


class Cluster:
    """Drafts batches on the workers of a Dask cluster; use it as a context manager.

    A worker that dies costs the batch it was at, which another worker gets. Workers may come and go. The connection
    is made when there is something to draft.

    Args:
        address: of the scheduler: ``tcp://HOST:PORT``, or ``tls://…`` with the certificates that Dask's own settings
            name.
        options: that each worker makes its engines with.
    """

    def __init__(self, address: str, options: EngineOptions) -> None:
        self._address = address
        self._options = options
        self._client: Any = None
        self._running: dict[Any, Batch] = {}
        """Future → batch."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._client is not None:
            self._running.clear()
            self._client.close()

    def put(self, batch: Batch) -> Iterator[tuple[Batch, Drafts]]:
        """Give a batch to the cluster; see ``Workers``.

        Raises:
            EngineError: the scheduler cannot be reached, there are no workers, one does not fit, or an engine failed.
        """
        client = self._connected()
        future = client.submit(work, __version__, self._options, batch, pure=False, retries=RETRIES)
        self._running[future] = batch
        while len(self._running) >= AHEAD * max(len(self._workers()), 1):
            yield from self._finished()

    def rest(self) -> Iterator[tuple[Batch, Drafts]]:
        """Wait for what is under way; see ``Workers``."""
        while self._running:
            yield from self._finished()

    def _connected(self) -> Any:
        if self._client is None:
            distributed = _distributed()
            for name in ("distributed", "distributed.client"):  # our errors say what they would, without tracebacks
                logging.getLogger(name).setLevel(logging.CRITICAL)
            try:
                self._client = distributed.Client(self._address, timeout=CONNECT_S, set_as_default=False)
                self._client.wait_for_workers(1, timeout=WORKERS_S)
            except (OSError, ValueError, TypeError, RuntimeError) as exc:  # a timeout is an OSError
                raise self._unreachable(exc) from exc
            self._inspect()
        return self._client

    def _unreachable(self, exc: Exception) -> EngineError:
        if self._client is not None:
            return EngineError(f"{self._address} has no workers", hint=f"start some: dask worker {self._address}")
        first = next(iter(str(exc).splitlines()), "") or type(exc).__name__
        hint = "start one with: dask scheduler; the address is in its first lines"
        return EngineError(f"no scheduler answers at {self._address}: {first}", hint=hint)

    def _inspect(self) -> None:
        """See that every worker has this l10n.

        Raises:
            EngineError: one has not; names all that have not.
        """
        wrong = []
        for worker, answer in sorted(self._client.run(version, on_error="return").items()):
            if isinstance(answer, Exception):
                wrong.append(f"worker {worker} has no l10n that fits: {answer}")
            elif answer != __version__:
                wrong.append(_other_version(worker, answer))
        if wrong:
            raise EngineError(wrong[-1], hint=_REMEDY, details=wrong[:-1])

    def _workers(self) -> dict[str, int]:
        """Address of each worker there is, with its threads."""
        try:
            found: dict[str, int] = self._client.nthreads()
        except OSError as exc:  # a closed connection is one
            raise EngineError(f"the scheduler at {self._address} is gone: {exc}", hint=_AGAIN) from exc
        return found

    def _finished(self) -> Iterator[tuple[Batch, Drafts]]:
        """Wait until something is finished, and give it."""
        for future in self._wait():
            batch = self._running.pop(future)
            yield batch, self._result(future)

    def _wait(self) -> list[Any]:
        distributed = _distributed()
        lonely = 0.0
        while lonely < WORKERS_S:
            try:
                with self._client.as_current():
                    waiting = list(self._running)
                    return list(distributed.wait(waiting, timeout=_PULSE_S, return_when="FIRST_COMPLETED").done)
            except distributed.client.CancelledError as exc:
                raise self._dropped(exc) from exc
            except TimeoutError:
                lonely = 0.0 if self._workers() else lonely + _PULSE_S
        raise EngineError(f"{self._address} has no workers any more", hint=_AGAIN)

    def _result(self, future: Any) -> Drafts:
        """Give what became of a batch, or raise what went wrong with it."""
        distributed = _distributed()
        try:
            found: Drafts | EngineError = future.result()
        except distributed.KilledWorker as exc:
            message = f"worker {exc.last_worker.address} died, as others did before it, over the same sentences"
            raise EngineFailedError(message, hint="see its log; it may lack memory") from exc
        except distributed.client.CancelledError as exc:
            raise self._dropped(exc) from exc
        except ModuleNotFoundError:
            self._inspect()
            raise
        if isinstance(found, EngineError):
            raise found
        return found

    def _dropped(self, exc: BaseException) -> EngineError:
        return EngineError(f"the scheduler at {self._address} dropped the work: {exc}", hint=_AGAIN)


def version() -> str:
    """Give the version of l10n in this process."""
    return __version__


def work(client_version: str, options: EngineOptions, batch: Batch) -> Drafts | EngineError:
    """Draft a batch on a worker; one at a time in a process, since the engine takes all cores by itself.

    Args:
        client_version: of the l10n that sent the batch.
        options: for the engines.
        batch: to draft.
    Returns:
        The drafts, or the error where this worker can never draft it, however often it is asked.
    Raises:
        EngineFailedError: the engine failed; it may do better another time.
    """
    if client_version != __version__:
        return EngineError(_other_version(_name(), __version__, client_version), hint=_REMEDY)
    with _lock:
        try:
            here = _here(options)
            lacking = here.lacking(batch.route)
            if lacking:
                return EngineError(f"worker {_name()} does not have {', '.join(lacking)}", hint=_REMEDY)
            return here.draft(batch)
        except L10nError as exc:
            raise EngineFailedError(f"worker {_name()}: {exc}", hint=exc.hint) from None


_lock = threading.Lock()


@cache
def _here(options: EngineOptions) -> Here:
    """The engines and drafters of this process: a model is loaded once."""
    engines = load_engines(options)
    return Here(lambda: engines)


def _distributed() -> Any:
    """Import Dask's scheduler, which takes half a second and is an extra."""
    try:
        return importlib.import_module("distributed")
    except ImportError as exc:
        raise EngineError("distributed is not installed", hint='pip install "l10n[cluster]"') from exc


def _name() -> str:
    """Address of this worker."""
    return str(_distributed().get_worker().address)


def _other_version(worker: str, there: str, here: str = __version__) -> str:
    return f"worker {worker} has l10n {there}, and {here} is needed"
