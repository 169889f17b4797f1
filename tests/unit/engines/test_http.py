from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.engine_fixtures import spell
from tests.unit.engines.libretranslate import LibreTranslate

from l10n.engines import http
from l10n.engines.http import HttpEngine, Patience
from l10n.errors import EngineFailedError, RouteMissingError
from l10n.model import Draft, EngineOptions, Model

QUICK = Patience(timeout_s=5.0, pause_s=0.0, max_pause_s=0.01)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LibreTranslate]:
    """A running server that the environment points at."""
    running = LibreTranslate()
    monkeypatch.setenv("L10N_HTTP_URL", running.url + "/")
    monkeypatch.delenv("L10N_HTTP_API_KEY", raising=False)
    yield running
    running.close()


@pytest.fixture
def engine(server: LibreTranslate) -> HttpEngine:
    """The engine as the command line makes it, but in a hurry."""
    return HttpEngine(EngineOptions(), patience=QUICK)


def test_without_an_address_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable, no models, no request; a translation says which variable to set."""
    monkeypatch.delenv("L10N_HTTP_URL", raising=False)
    engine = HttpEngine(EngineOptions())
    assert engine.models() == []
    with pytest.raises(RouteMissingError, match="L10N_HTTP_URL is not set"):
        engine.translate(["one"], "en", "be")


def test_models_are_those_of_the_server(server: LibreTranslate, engine: HttpEngine) -> None:
    """Every direction the server lists, without those from a language to itself; it is asked once."""
    pairs = [("en", "be"), ("en", "ru"), ("ru", "be")]
    assert engine.models() == [Model("http", source, target, "1") for source, target in pairs]
    engine.models()
    assert [path for path, _ in server.asked] == ["/languages"]


def test_texts_go_in_batches(server: LibreTranslate, engine: HttpEngine) -> None:
    """Each text is sent once, empty ones never, in requests of a bounded size."""
    texts = [f"Sentence number {number}." for number in range(70)]
    drafts = engine.translate([*texts, "", texts[0]], "en", "ru")
    assert [draft.text for draft in drafts] == [*map(spell, texts), "", spell(texts[0])]
    assert [len(post["q"]) for post in server.posts] == [32, 32, 6]
    assert server.posts[0]["format"] == "text"
    assert {post["source"] + post["target"] for post in server.posts} == {"enru"}
    assert "api_key" not in server.posts[0]


def test_nothing_is_unescaped_twice(server: LibreTranslate, engine: HttpEngine) -> None:
    """The server undoes HTML escapes; those that are left were meant."""
    server.failures = [(200, {}, b'{"translatedText": ["5 &lt; 6 &amp; 7"]}')]
    assert engine.translate(["5 < 6"], "en", "ru") == [Draft("5 &lt; 6 &amp; 7")]


def test_busy_server_is_asked_again(server: LibreTranslate, engine: HttpEngine) -> None:
    """Too many requests and failures of the server pass."""
    server.failures = [429, (503, {"Retry-After": "1"}, b"busy"), 500]
    assert engine.translate(["one"], "en", "ru") == [Draft(spell("one"))]
    assert len(server.posts) == 4


def test_retries_are_bounded(server: LibreTranslate, engine: HttpEngine) -> None:
    """A server that stays busy is given up, with what it said."""
    server.failures = [429] * 20
    with pytest.raises(EngineFailedError, match="answers 429: Slowdown: too many requests") as caught:
        engine.translate(["one"], "en", "ru")
    assert len(server.posts) == 4
    assert caught.value.exit_code == 3


def test_pauses_grow_and_follow_the_server(monkeypatch: pytest.MonkeyPatch, server: LibreTranslate) -> None:
    """Each pause is twice the last one, or what Retry-After says, and never longer than the limit."""
    pauses: list[float] = []
    monkeypatch.setattr(http.time, "sleep", pauses.append)
    server.failures = [500, (429, {"Retry-After": "7"}, b""), (429, {"Retry-After": "999"}, b"")]
    HttpEngine(EngineOptions()).translate(["one"], "en", "ru")
    assert pauses == [0.5, 7.0, 30.0]


def test_refusal_is_not_repeated(server: LibreTranslate, engine: HttpEngine) -> None:
    """A request the server refuses is refused once; a page that is not JSON is shown too."""
    server.failures = [(400, {}, b'{"error": "be is not supported"}'), (404, {}, b"<h1>no such page</h1>")]
    with pytest.raises(EngineFailedError, match="answers 400: be is not supported"):
        engine.translate(["one"], "en", "be")
    with pytest.raises(EngineFailedError, match="answers 404: <h1>no such page"):
        engine.translate(["one"], "en", "be")
    assert len(server.posts) == 2


def test_silent_server(server: LibreTranslate) -> None:
    """A server that takes too long is asked again, then given up."""
    patience = Patience(timeout_s=0.1, tries=2, pause_s=0.0)
    engine = HttpEngine(EngineOptions(), patience=patience)
    server.failures = [0.3, 0.3]
    with pytest.raises(EngineFailedError, match="no answer in time"):
        engine.translate(["one"], "en", "ru")
    assert len(server.posts) == 2


def test_connection_that_breaks(server: LibreTranslate, engine: HttpEngine) -> None:
    """A connection closed without an answer is tried again."""
    server.failures = [0.0, 0.0]
    assert engine.translate(["one"], "en", "ru") == [Draft(spell("one"))]


def test_unreachable_server(server: LibreTranslate, engine: HttpEngine) -> None:
    """Nobody there: one line with the host and the variable, exit code 3."""
    server.close()
    with pytest.raises(EngineFailedError, match=r"127\.0\.0\.1:\d+ failed: Connection refused") as caught:
        engine.models()
    assert "L10N_HTTP_URL" in str(caught.value.hint)
    assert caught.value.exit_code == 3


def test_key_comes_from_the_environment_and_stays_secret(
    server: LibreTranslate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is sent, and never shown, even if the server repeats it."""
    server.key = "right"
    monkeypatch.setenv("L10N_HTTP_API_KEY", "right")
    assert HttpEngine(EngineOptions(), patience=QUICK).translate(["one"], "en", "ru") == [Draft(spell("one"))]
    monkeypatch.setenv("L10N_HTTP_API_KEY", "s3cret")
    with pytest.raises(EngineFailedError, match=r"answers 403: Invalid API key \*\*\*") as caught:
        HttpEngine(EngineOptions(), patience=QUICK).translate(["one"], "en", "ru")
    assert "s3cret" not in str(caught.value)


def test_key_without_encryption_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that would go over the network in the open is told."""
    monkeypatch.setenv("L10N_HTTP_API_KEY", "s3cret")
    assert "unencrypted" in HttpEngine(EngineOptions(), "http://mt.example").problems()[0]
    assert HttpEngine(EngineOptions(), "https://mt.example").problems() == []
    assert HttpEngine(EngineOptions(), "http://localhost:5000").problems() == []


def test_redirect_is_not_followed(server: LibreTranslate, engine: HttpEngine) -> None:
    """An answer that points elsewhere is shown, and nothing is sent there."""
    server.failures = [(301, {"Location": "http://127.0.0.1:9/"}, b"")]
    with pytest.raises(EngineFailedError, match="answers 301"):
        engine.translate(["one"], "en", "ru")


@pytest.mark.parametrize("languages", [{"error": "x"}, [1], [{"name": "x"}], "x", b"<html>"])
def test_other_server(server: LibreTranslate, engine: HttpEngine, languages: object) -> None:
    """A server that lists no languages is not taken for a translation server."""
    server.languages = languages
    with pytest.raises(EngineFailedError, match="no LibreTranslate server"):
        engine.models()


def test_server_that_loses_texts(server: LibreTranslate, engine: HttpEngine) -> None:
    """Fewer translations than texts are a failure, never shifted drafts."""
    server.lose = 1
    with pytest.raises(EngineFailedError, match="not one translation for each text"):
        engine.translate(["one", "two"], "en", "ru")


def test_address_of_another_kind() -> None:
    """Only http and https are opened."""
    with pytest.raises(EngineFailedError, match="must begin with http"):
        HttpEngine(EngineOptions(), "file:///etc/passwd").models()
