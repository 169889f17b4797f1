from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from tests.conftest import FakeEngine, Run

from l10n.config import load_config
from l10n.errors import InputError
from l10n.jobs import Job, can_join, join_sentences, split_sentences
from l10n.model import SegmentKey, State
from l10n.pipeline import Pipeline, open_pipeline

ONE = SegmentKey("", "Belarus has released 123 inmates, among them Maria Kalesnikava.")
TWO = SegmentKey("", "She is free!")
BOTH = SegmentKey("", f"{ONE.source} {TWO.source}")
LAST = SegmentKey("", "others.")


@pytest.fixture
def pipeline(project: Path, l10n: Run, fake_engine: FakeEngine) -> Pipeline:
    """A project with drafts."""
    assert l10n("translate", "--locale", "be").exit_code == 0
    return open_pipeline(load_config(project))


def plan(pipeline: Pipeline) -> Job:
    """The one article in Belarusian."""
    return pipeline.plan(pipeline.project.select([]), ["be"])[0]


def states(job: Job) -> dict[SegmentKey, State]:
    """The state of every entry, live or obsolete."""
    return {entry.key: entry.state for entry in job.entries}


def approve(job: Job, texts: dict[SegmentKey, str]) -> None:
    """Write translations as a person does, and save them."""
    job.entries = [
        replace(entry, target=texts[entry.key], fuzzy=False) if entry.key in texts else entry for entry in job.entries
    ]
    job.save()


def join(pipeline: Pipeline) -> Job:
    """Join the two sentences, save and plan again."""
    job = plan(pipeline)
    assert join_sentences(job, [ONE, TWO]) == BOTH
    job.save()
    return plan(pipeline)


def test_two_sentences_become_one_entry(pipeline: Pipeline) -> None:
    """The joined entry is a draft with both texts and takes the place of the two."""
    approve(plan(pipeline), {ONE: "Беларусь вызваліла 123 вязняў.", TWO: "Яна на волі!"})
    job = join(pipeline)
    assert job.joined == {BOTH}
    [entry] = [entry for entry in job.entries if entry.key == BOTH]
    assert (entry.target, entry.state) == ("Беларусь вызваліла 123 вязняў. Яна на волі!", State.DRAFT)
    assert states(job)[ONE] == states(job)[TWO] == State.OBSOLETE
    assert [key for key in states(job) if key in (ONE, TWO)]


def test_splitting_brings_the_single_sentences_back(pipeline: Pipeline) -> None:
    """What was approved before the join is approved after the split, and the joined text is not lost."""
    approve(plan(pipeline), {ONE: "Беларусь вызваліла 123 вязняў.", TWO: "Яна на волі!"})
    job = join(pipeline)
    approve(job, {BOTH: "Беларусь вызваліла 123 вязняў, і яна на волі!"})
    job = plan(pipeline)
    split_sentences(job, BOTH)
    job.save()
    job = plan(pipeline)
    assert not job.joined
    assert states(job)[ONE] == states(job)[TWO] == State.REVIEWED
    assert states(job)[BOTH] == State.OBSOLETE
    again = join(pipeline)
    assert states(again)[BOTH] == State.REVIEWED


def test_the_article_is_built_with_one_sentence(pipeline: Pipeline, l10n: Run, project: Path) -> None:
    """The joined translation stands in place of both sentences; the text around stays."""
    approve(join(pipeline), {BOTH: "Беларусь вызваліла 123 вязняў, і яна на волі!"})
    result: Result = l10n("build", "--locale", "be", "--drafts")
    assert result.exit_code == 0, result.output
    [built] = (project / "build" / "be").rglob("*.txt")
    assert "\n\nБеларусь вызваліла 123 вязняў, і яна на волі!\n\n" in built.read_text(encoding="utf-8")


def test_a_second_run_changes_nothing(pipeline: Pipeline, l10n: Run, project: Path) -> None:
    """The catalog alone remembers the join; translate neither drafts nor rewrites anything."""
    join(pipeline).save()
    [path] = (project / "locales" / "be").rglob("*.po")
    before = path.read_bytes()
    assert l10n("translate", "--locale", "be").exit_code == 0
    assert path.read_bytes() == before
    assert plan(pipeline).joined == {BOTH}


def test_a_changed_sentence_falls_out_of_the_join(pipeline: Pipeline, project: Path) -> None:
    """When the article changes one of the two, they are single again and the joined text is kept as obsolete."""
    approve(join(pipeline), {BOTH: "Беларусь вызваліла 123 вязняў, і яна на волі!"})
    [article] = (project / "source").glob("*.txt")
    article.write_text(article.read_text(encoding="utf-8").replace("123 inmates", "99 inmates"), encoding="utf-8")
    job = plan(open_pipeline(pipeline.project.config))
    assert not job.joined
    assert states(job)[BOTH] == State.OBSOLETE
    assert states(job)[TWO] is not State.OBSOLETE


def test_only_neighbours_of_one_block_are_joined(pipeline: Pipeline) -> None:
    """Sentences of two paragraphs, or in the wrong order, are refused; a single one cannot be split."""
    job = plan(pipeline)
    assert ONE in can_join(job)
    assert TWO not in can_join(job)
    for keys in ([TWO, ONE], [TWO, LAST], [ONE], []):
        with pytest.raises(InputError, match="follow each other"):
            join_sentences(job, keys)
    with pytest.raises(InputError, match="one sentence"):
        split_sentences(job, ONE)
