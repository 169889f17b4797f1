"""Batches: the sentences of many articles, drafted together wherever there is somebody to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from l10n.drafting import Drafted
from l10n.files import sweep
from l10n.jobs import Job, hits_of, with_draft
from l10n.model import Hit, Route, SegmentKey, State


class Batch(NamedTuple):
    """Sentences to draft together, with all that is needed for it; plain data that can be sent anywhere."""

    route: Route
    alternatives: tuple[Route, ...]
    syntax: str
    """Of the markup in the sentences."""
    sentences: tuple[str, ...]
    hits: tuple[tuple[Hit, ...], ...]
    """For each sentence, spans into it."""


class Drafts(NamedTuple):
    """What became of a batch: a draft for each sentence, and the seconds spent in engines."""

    drafts: Sequence[Drafted]
    seconds: float


class Workers(Protocol):
    """Where batches are drafted: in this process, or on other machines (``cluster``)."""

    def put(self, batch: Batch) -> Iterable[tuple[Batch, Drafts]]:
        """Take a batch to draft, after waiting while too many are under way; give what was finished meanwhile.

        Raises:
            EngineError: a batch cannot be drafted.
        """
        ...

    def rest(self) -> Iterable[tuple[Batch, Drafts]]:
        """Wait for what is under way, and give it as it is finished."""
        ...


def draft_groups(
    groups: Iterable[Sequence[Job]],
    syntax_of: Callable[[Job], str],
    workers: Workers,
    advance: Callable[[int, str], None],
    size: int,
) -> Iterator[tuple[Sequence[Job], float]]:
    """Draft what is missing in jobs, and write every catalog; see ``Pipeline.draft``.

    Args:
        groups: of jobs that are drafted together.
        syntax_of: gives the syntax of the markup in an article.
        workers, advance: as for ``Pipeline.draft``.
        size: sentences in a batch.
    """
    under_way: dict[int, tuple[Batch, _Group, list[_Sentence]]] = {}

    def settle(finished: Iterable[tuple[Batch, Drafts]]) -> Iterator[tuple[Sequence[Job], float]]:
        for batch, result in finished:
            _, group, sentences = under_way.pop(id(batch))
            _fill(sentences, result.drafts)
            group.seconds += result.seconds
            first = sentences[0].places[0].job
            advance(sum(len(sentence.places) for sentence in sentences), f"{first.article.name} {first.locale}")
            yield from group.less()

    for jobs in groups:
        group = _Group(jobs)
        for job in jobs:
            sweep(job.path)
            if job.route is None or not job.pending():
                job.save()
        for batch, sentences in _batches(jobs, syntax_of, size):
            under_way[id(batch)] = batch, group, sentences
            group.waiting += 1
            yield from settle(workers.put(batch))
        yield from group.less()
    yield from settle(workers.rest())


class _Place(NamedTuple):
    """An entry to fill."""

    job: Job
    key: SegmentKey


@dataclass(slots=True)
class _Sentence:
    """A sentence to draft, and where the draft belongs: several places where articles share it."""

    hits: tuple[Hit, ...]
    places: list[_Place] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Jobs that are drafted together."""

    jobs: Sequence[Job]
    seconds: float = 0.0
    waiting: int = 1
    """Batches under way, and one while there may be more."""

    def less(self) -> Iterator[tuple[Sequence[Job], float]]:
        """Count one batch less; yield the jobs if it was the last."""
        self.waiting -= 1
        if not self.waiting:
            yield self.jobs, self.seconds


def _batches(
    jobs: Sequence[Job], syntax_of: Callable[[Job], str], size: int
) -> Iterator[tuple[Batch, list[_Sentence]]]:
    """Put the sentences that go one way together; each batch leaves out what a person has translated by then."""
    pools: dict[tuple[Route, tuple[Route, ...], str], dict[tuple[object, ...], _Sentence]] = {}
    for job in jobs:
        if job.route is not None:
            pool = pools.setdefault((job.route, tuple(job.alternatives), syntax_of(job)), {})
            for index in job.pending():
                entry = job.entries[index]
                hits = tuple(hits_of(job, entry))
                sentence = pool.setdefault((entry.key.source, *map(_meaning, hits)), _Sentence(hits))
                sentence.places.append(_Place(job, entry.key))
    for way, pool in pools.items():
        waiting = list(pool.values())
        for start in range(0, len(waiting), size):
            batch = _still_empty(waiting[start : start + size])
            if batch:
                sources = tuple(sentence.places[0].key.source for sentence in batch)
                yield Batch(*way, sources, tuple(sentence.hits for sentence in batch)), batch


def _meaning(hit: Hit) -> tuple[object, ...]:
    """What may differ between mentions in the same sentence of two articles: a surname can be another person's."""
    return hit.span, hit.part, tuple(term.row for term in hit.terms), tuple(term.row for term in hit.others)


def _indexes(sentences: Sequence[_Sentence]) -> dict[int, tuple[Job, dict[SegmentKey, int]]]:
    """Give each job that sentences belong to, with the indexes of its entries, by its identity."""
    jobs = {id(place.job): place.job for sentence in sentences for place in sentence.places}
    return {number: (job, job.places()) for number, job in jobs.items()}


def _still_empty(sentences: Sequence[_Sentence]) -> list[_Sentence]:
    """Leave out what nobody needs to draft any more."""
    indexes = _indexes(sentences)

    def is_empty(place: _Place) -> bool:
        index = indexes[id(place.job)][1].get(place.key)
        return index is not None and place.job.entries[index].state is State.EMPTY

    return [sentence for sentence in sentences if any(map(is_empty, sentence.places))]


def _fill(sentences: Sequence[_Sentence], drafts: Sequence[Drafted]) -> None:
    """Put drafts into the entries they are for, where those are empty still, and write the catalogs."""
    indexes = _indexes(sentences)
    for sentence, draft in zip(sentences, drafts, strict=True):
        for job, key in sentence.places:
            index = indexes[id(job)][1].get(key)
            if draft.text and index is not None and job.entries[index].state is State.EMPTY:
                job.entries[index] = with_draft(job.entries[index], draft)
                job.drafted += 1
    for job, _ in indexes.values():
        job.save()
