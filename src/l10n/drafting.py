"""One sentence from English to a draft: the best spelling of its names, the engine, the glossary's names put right."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.engines.routes import translate_along
from l10n.glossary.canonical import Spellings
from l10n.glossary.check import describe_decision
from l10n.glossary.enforcement import enforce
from l10n.model import Draft, Hit, Route
from l10n.protocols import Engine


@dataclass(frozen=True, slots=True)
class Drafted:
    """A finished draft. ``doubts`` are lines for the reviewer; ``text`` is empty where the engine gave nothing."""

    text: str
    score: float | None
    doubts: tuple[str, ...]


class Drafter:
    """Drafts sentences along one route.

    Args:
        engines: all that there are.
        route: the way to take.
    """

    def __init__(self, engines: Sequence[Engine], route: Route) -> None:
        self.route = route
        self.locale = route.steps[-1].target
        self.seconds = 0.0
        """Spent in engines so far."""
        self._engines = engines
        self._spellings = Spellings(lambda texts: [draft.text for draft in self._ask(texts)], self.locale)

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
        drafted: list[Drafted] = []
        for source, inside, draft in zip(sentences, hits, self._ask(texts), strict=True):
            text, decisions = enforce(source, draft.text, inside, self.locale)
            doubts = tuple(describe_decision(item) for item in decisions if item.decision == "reported")
            drafted.append(Drafted(text, draft.score, doubts))
        return drafted

    def _ask(self, texts: Sequence[str]) -> list[Draft]:
        before = time.perf_counter()
        drafts = translate_along(self._engines, self.route, texts)
        self.seconds += time.perf_counter() - before
        return drafts
