"""From English sentences to drafts: names in the best spelling, the engine, another try where it plainly failed, and
the glossary's names put right.

What does the work is imported with the first sentence: most runs of l10n draft nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.model import Hit, Route, Span
from l10n.protocols import Engine

if TYPE_CHECKING:
    from l10n.glossary.canonical import Spellings
    from l10n.markup.masking import Masked


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

    @cached_property
    def _spellings(self) -> Spellings:
        from l10n.glossary.canonical import Spellings

        return Spellings(self._try, self.locale)

    def draft(self, sentences: Sequence[str], hits: Sequence[Sequence[Hit]], syntax: str = "plain") -> list[Drafted]:
        """Draft sentences.

        Args:
            sentences: n English sentences, one line each, as msgids have them.
            hits: n lists, the mentions of each, spans into it.
            syntax: of the markup in the sentences; the engine never sees it.
        Returns:
            n drafts, in order, with the markup of their sentences.
        """
        from l10n.engines.hygiene import MESSAGES, translate_checked
        from l10n.glossary.check import describe_decision
        from l10n.glossary.enforcement import enforce
        from l10n.markup.masking import mask
        from l10n.markup.unmasking import unmask

        self._spellings.learn([hit.terms[0] for inside in hits for hit in inside if len(hit.terms) == 1])
        masked = [mask(sentence, syntax, self.route.steps[0].source) for sentence in sentences]
        mentions = [_inside(item, inside) for item, inside in zip(masked, hits, strict=True)]
        texts = [self._written(item.text, inside) for item, inside in zip(masked, mentions, strict=True)]
        with self._clock():
            drafts = translate_checked(self._engines, self.route, self.alternatives, texts)
        pieces = self._pieces(masked, mentions)
        drafted: list[Drafted] = []
        for item, inside, draft, parts in zip(masked, mentions, drafts, pieces, strict=True):
            text, decisions = enforce(item.text, draft.text, inside, self.locale)
            doubts = [MESSAGES[code] for code in draft.problems] if text else []
            doubts += [describe_decision(decision) for decision in decisions if decision.decision == "reported"]
            if text:
                text, _, lost = unmask(item, text, parts)
                doubts += lost
            drafted.append(Drafted(text, draft.score, draft.route, tuple(doubts)))
        return drafted

    def _pieces(self, masked: Sequence[Masked], mentions: Sequence[Sequence[Hit]]) -> list[dict[str, str]]:
        """Translate the texts by which the markup of each sentence is put back, and those inside it."""
        from l10n.glossary.enforcement import enforce

        wanted: list[tuple[int, str, list[Hit]]] = []
        asides: list[tuple[int, str]] = []
        for number, item in enumerate(masked):
            for span in item.phrases():
                inside = [hit.moved(-span.start) for hit in mentions[number] if _holds(span, hit.span)]
                wanted.append((number, item.text[span.start : span.end], inside))
            asides += [(number, text) for text in item.asides()]
        found: list[dict[str, str]] = [{} for _ in masked]
        if wanted:
            texts = self._try([self._written(text.strip(), inside) for _, text, inside in wanted])
            for (number, text, inside), translation in zip(wanted, texts, strict=True):
                found[number][text] = enforce(text, translation, inside, self.locale)[0]
        if asides:
            texts = self._try([self._written(masked[number].read(text).strip(), []) for number, text in asides])
            for (number, text), translation in zip(asides, texts, strict=True):
                found[number][text] = masked[number].write(translation)
        return found

    def _written(self, text: str, mentions: Sequence[Hit]) -> str:
        """Write a text as engines know it best: without the capitals of a headline, names in their best spelling."""
        from l10n.headlines import sentence_case

        if self.route.steps[0].source == "en":
            text = sentence_case(text, [hit.span for hit in mentions])
        return self._spellings.rewrite(text, mentions)

    def _try(self, texts: Sequence[str]) -> list[str]:
        from l10n.engines.routes import translate_along

        with self._clock():
            return [draft.text for draft in translate_along(self._engines, self.route, texts)]

    @contextmanager
    def _clock(self) -> Iterator[None]:
        before = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - before


def _inside(masked: Masked, hits: Sequence[Hit]) -> list[Hit]:
    """Carry mentions over to the text without markup; one that is not at its place is looked up by its spelling."""
    found: list[Hit] = []
    end = 0
    for hit in hits:
        place = masked.place(hit.span)
        if place is None and (start := masked.text.find(hit.alias, end)) >= 0:
            place = Span(start, start + len(hit.alias))
        if place is not None:
            found.append(replace(hit, span=place))
            end = place.end
    return found


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
