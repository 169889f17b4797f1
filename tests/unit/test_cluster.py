from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest
from tests.conftest import FakeEngine

from l10n import __version__, cluster
from l10n.batches import Batch, Drafts
from l10n.cluster import Cluster, Here, work
from l10n.errors import EngineError, EngineFailedError
from l10n.model import Draft, EngineOptions, Hit, Model, Route, Span, Term

ROUTE = Route((Model("fake", "en", "be", "1"),))
TERM = Term("Minsk", (), {"be": "Мінск"}, "place", "m", "", 2)
OPTIONS = EngineOptions()


def batch(*sentences: str, route: Route = ROUTE) -> Batch:
    """Sentences without markup or names."""
    return Batch(route, (), "plain", sentences, tuple(() for _ in sentences))


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """This process as a worker with a fake engine."""
    engine = FakeEngine()
    monkeypatch.setattr(cluster, "load_engines", lambda options: [engine])
    monkeypatch.setattr(cluster, "_name", lambda: "tcp://10.0.0.7:1234")
    cluster._here.cache_clear()
    return engine


def test_a_batch_is_drafted_here() -> None:
    """What comes back is the batch itself with a draft for each sentence, in order."""
    engine = FakeEngine()
    given = batch("She came home.", "He left.")
    ((done, found),) = Here(lambda: [engine]).put(given)
    assert done is given
    assert [draft.text for draft in found.drafts] == ["[be] She came home.", "[be] He left."]
    assert found.seconds >= 0
    assert list(Here(lambda: [engine]).rest()) == []


def test_engines_are_made_when_there_is_work() -> None:
    """Nobody asks for engines before the first batch, and only once for a route."""
    asked = []

    def engines() -> list[FakeEngine]:
        asked.append(True)
        return [FakeEngine()]

    here = Here(engines)
    assert not asked
    here.put(batch("One."))
    here.put(batch("Two."))
    assert len(asked) == 1


def test_a_worker_drafts_as_this_process_does(worker: FakeEngine) -> None:
    """The task gives what ``Here`` gives, after a journey as bytes in both directions."""
    hit = Hit((TERM,), "Minsk", "full", Span(8, 13))
    given = Batch(ROUTE, (), "markdown", ("She saw Minsk **again**.",), ((hit,),))
    sent = pickle.loads(pickle.dumps(given))
    found = pickle.loads(pickle.dumps(work(__version__, OPTIONS, sent)))
    ((_, expected),) = Here(lambda: [FakeEngine()]).put(given)
    assert isinstance(found, Drafts)
    assert list(found.drafts) == list(expected.drafts)


def test_a_worker_of_another_version_says_so(worker: FakeEngine) -> None:
    """The error is given back, not raised, so that nobody tries again; it names the worker and both versions."""
    found = work("0.0.1", OPTIONS, batch("One."))
    assert isinstance(found, EngineError)
    assert str(found) == f"worker tcp://10.0.0.7:1234 has l10n {__version__}, and 0.0.1 is needed"
    assert found.exit_code == 3
    assert worker.asked == []


def test_a_worker_without_the_model_says_so(worker: FakeEngine) -> None:
    """A model of another version is not the model."""
    found = work(__version__, OPTIONS, batch("One.", route=Route((Model("fake", "en", "be", "2"),))))
    assert isinstance(found, EngineError)
    assert str(found) == "worker tcp://10.0.0.7:1234 does not have fake:en_be@2"
    assert found.hint


def test_a_failed_engine_is_named_with_its_worker(worker: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised, since another try may help, and survives the journey back with its hint."""

    def fail(texts: Sequence[str], source: str, target: str) -> list[Draft]:
        raise EngineFailedError("no answer", hint="start the server")

    monkeypatch.setattr(worker, "translate", fail)
    with pytest.raises(EngineFailedError, match=r"worker tcp://10.0.0.7:1234: no answer") as caught:
        work(__version__, OPTIONS, batch("One."))
    back = pickle.loads(pickle.dumps(caught.value))
    assert (str(back), back.hint, back.exit_code) == (str(caught.value), "start the server", 3)


def test_a_cluster_that_is_not_used_is_not_connected() -> None:
    """A run with nothing to draft needs no scheduler."""
    with Cluster("tcp://127.0.0.1:9", OPTIONS) as unused:
        assert list(unused.rest()) == []


def test_distributed_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the message says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with Cluster("tcp://127.0.0.1:9", OPTIONS) as unused, pytest.raises(EngineError) as caught:
        list(unused.put(batch("One.")))
    assert "l10n[cluster]" in str(caught.value.hint)
