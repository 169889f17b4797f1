"""From English sentences to drafts: names in the best spelling, the engine, another try where it plainly failed, and
the glossary's names put right."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from l10n.engines.hygiene import MESSAGES, translate_checked
from l10n.engines.routes import translate_along
from l10n.glossary.canonical import Spellings
from l10n.glossary.check import describe_decision
from l10n.glossary.enforcement import enforce
from l10n.model import Hit, Route
from l10n.protocols import Engine


@dataclass(frozen=True, slots=True)
class Drafted:
    """A finished draft. ``doubts`` are lines for the reviewer; ``text`` is empty where the engine gave nothing."""

    text: str
    score: float | None
    route: Route
    """The way it came by: the usual one, or another that did better."""
    doubts: tuple[str, ...]


class Drafter:
    """Drafts sentences along one route.

    Args:
        engines: all that there are.
        route: the way to take.
        alternatives: ways to try where a draft is plainly wrong.
    """

    def __init__(self, engines: Sequence[Engine], route: Route, alternatives: Sequence[Route] = ()) -> None:
        self.route = route
        self.alternatives = alternatives
        self.locale = route.steps[-1].target
        self.seconds = 0.0
        """Spent in engines so far."""
        self._engines = engines
        self._spellings = Spellings(self._try, self.locale)

    def draft(self, sentences: Sequence[str], hits: Sequence[Sequence[Hit]]) -> list[Drafted]:
        """Draft sentences.

        Args:
            sentences: n English sentences, one line each.
            hits: n lists, the mentions of each, spans into it.
        Returns:
            n drafts, in order.
        """
        self._spellings.learn([hit.terms[0] for inside in hits for hit in inside if len(hit.terms) == 1])
        texts = [self._spellings.rewrite(*pair) for pair in zip(sentences, hits, strict=True)]
        with self._clock():
            drafts = translate_checked(self._engines, self.route, self.alternatives, texts)
        drafted: list[Drafted] = []
        for source, inside, draft in zip(sentences, hits, drafts, strict=True):
            text, decisions = enforce(source, draft.text, inside, self.locale)
            doubts = [MESSAGES[code] for code in draft.problems] if text else []
            doubts += [describe_decision(item) for item in decisions if item.decision == "reported"]
            drafted.append(Drafted(text, draft.score, draft.route, tuple(doubts)))
        return drafted

    def _try(self, texts: Sequence[str]) -> list[str]:
        with self._clock():
            return [draft.text for draft in translate_along(self._engines, self.route, texts)]

    @contextmanager
    def _clock(self) -> Iterator[None]:
        before = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - before
