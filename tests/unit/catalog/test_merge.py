"""Verdicts on the sentences of a changed article."""

from __future__ import annotations

from dataclasses import replace

from l10n.catalog.merge import DOUBT, Outcome, Verdict, Wanted, merge
from l10n.catalog.po import new_catalog
from l10n.catalog.provenance import is_untouched, make_provenance
from l10n.facts import changed_facts
from l10n.model import Catalog, Entry, Former, SegmentKey, State

STRIKE = "They had been dismissed after a strike of eleven days."
LONGER = "They had been dismissed after a strike of twelve days."
RECIEVED = "He was recieved with applause outside the court."
RECEIVED = "He was received with applause outside the court."
BOTH = "The port said it would not appeal, and it promised new cranes by March."
ONE = "The port said it would not appeal."
OTHER = "It promised new cranes by March."


def entry(source: str, target: str = "Так.", context: str = "", **more: object) -> Entry:
    """A reviewed entry."""
    return replace(Entry(SegmentKey(context, source), target), **more)  # type: ignore[arg-type]


def draft(source: str, target: str = "Чарнавік.", **more: object) -> Entry:
    """A machine draft that nobody has touched."""
    return entry(source, target, fuzzy=True, provenance=make_provenance("fake:en_be@1", target), **more)


def updated(entries: list[Entry], sources: list[str]) -> tuple[Catalog, list[Outcome]]:
    """Bring a catalog with these entries up to date with an article of these sentences."""
    catalog = replace(new_catalog("be", "a.txt", "1"), entries=tuple(entries))
    wanted = [Wanted(SegmentKey("", source), (f"a.txt:{line}",), "") for line, source in enumerate(sources, 1)]
    found = merge(catalog, wanted, changed_facts)
    return found.catalog, list(found.outcomes)


def verdicts(outcomes: list[Outcome]) -> list[Verdict]:
    """The verdicts alone."""
    return [outcome.verdict for outcome in outcomes]


def test_unchanged_text_that_moved_stays() -> None:
    """Another order changes the order of the entries and nothing in them."""
    catalog, outcomes = updated([entry(ONE), entry(STRIKE)], [STRIKE, ONE])
    assert verdicts(outcomes) == [Verdict.REUSE, Verdict.REUSE]
    assert [item.state for item in catalog.entries] == [State.REVIEWED, State.REVIEWED]


def test_other_ids_of_tags_keep_the_approval() -> None:
    """A footnote or link more in a document renumbers the ones behind it: their sentences say what they said."""
    before, after = 'The ruling<x id="1"/> of <a id="2">11 May</a>.', 'The ruling<x id="2"/> of <a id="3">11 May</a>.'
    old = entry(before, 'Рашэнне<x id="1"/> ад <a id="2">11 мая</a>.')
    catalog, [outcome] = updated([old], [after])
    live, buried = catalog.entries
    assert outcome.verdict is Verdict.REUSE
    assert (live.target, live.state) == ('Рашэнне<x id="2"/> ад <a id="3">11 мая</a>.', State.REVIEWED)
    assert (buried.key.source, buried.obsolete) == (before, True)


def test_a_footnote_more_in_a_sentence_changes_no_fact() -> None:
    """The mark of a footnote is no number: the translation stays to be looked at."""
    _, [outcome] = updated([entry(BOTH)], [BOTH.replace("appeal", "appeal[^1]")])
    assert (outcome.verdict, outcome.reasons) == (Verdict.RECHECK, ())


def test_an_entry_whose_place_is_gone_is_retired() -> None:
    """A translation for the second place of a sentence goes when the sentence has one place only."""
    catalog, outcomes = updated([entry(ONE), entry(ONE, "Ды не.", context="#2", fuzzy=True)], [ONE])
    assert verdicts(outcomes) == [Verdict.REUSE, Verdict.RETIRE]
    assert [(item.key.context, item.obsolete) for item in catalog.entries] == [("", False), ("#2", True)]


def test_a_typing_error_keeps_the_translation_as_fuzzy() -> None:
    """The text stays, with the old sentence beside it; the approved entry is kept for the case that it returns."""
    catalog, [outcome] = updated([entry(RECIEVED, provenance=make_provenance("x:en_be@1", "Так."))], [RECEIVED])
    live, buried = catalog.entries
    assert (outcome.verdict, outcome.previous, outcome.reasons) == (Verdict.RECHECK, RECIEVED, ())
    assert (live.target, live.state, live.previous) == ("Так.", State.STALE, SegmentKey("", RECIEVED))
    assert not is_untouched(live)  # a person's text, though the hash of the draft would fit it
    assert (buried.key.source, buried.target, buried.fuzzy, buried.obsolete) == (RECIEVED, "Так.", False, True)


def test_another_figure_is_never_carried_over() -> None:
    """The entry is empty, to be drafted; the old text stands in it as former, and as an obsolete entry."""
    catalog, [outcome] = updated([entry(STRIKE, comment="Ask Hanna.")], [LONGER])
    live, buried = catalog.entries
    assert (outcome.verdict, outcome.previous, outcome.reasons) == (Verdict.REDRAFT, STRIKE, ("number",))
    assert (live.target, live.former, live.comment) == ("", (Former(STRIKE, "Так."),), "Ask Hanna.")
    assert live.previous == SegmentKey("", STRIKE)
    assert live.notes.startswith(DOUBT)
    assert (buried.key.source, buried.obsolete) == (STRIKE, True)


def test_a_figure_that_returns_is_reviewed_again() -> None:
    """Taking the correction back revives what was approved."""
    catalog, _ = updated([entry(STRIKE)], [LONGER])
    again, outcomes = updated(list(catalog.entries), [STRIKE])
    assert verdicts(outcomes)[0] is Verdict.REVIVE
    assert (again.entries[0].target, again.entries[0].state) == ("Так.", State.REVIEWED)


def test_a_draft_of_another_figure_is_forgotten() -> None:
    """A machine draft that nobody touched is made anew without a trace."""
    catalog, [outcome] = updated([draft(STRIKE)], [LONGER])
    assert outcome.verdict is Verdict.REDRAFT
    assert [(item.target, item.former, item.previous) for item in catalog.entries] == [("", (), None)]


def test_a_chain_of_changes_is_compared_with_every_wording() -> None:
    """A text that was carried over once is compared with the wording it was made for, too."""
    third = RECEIVED.replace("court", "courthouse")
    catalog, _ = updated([entry(RECIEVED)], [RECEIVED])
    catalog, [outcome, *_] = updated(list(catalog.entries), [third])
    assert outcome.verdict is Verdict.RECHECK
    assert catalog.entries[0].previous == SegmentKey("", RECIEVED)
    catalog, [outcome, *_] = updated(list(catalog.entries), [third.replace("He was", "He was not")])
    assert (outcome.verdict, outcome.reasons) == (Verdict.REDRAFT, ("negation",))
    assert catalog.entries[0].former == (Former(RECIEVED, "Так."),)


def test_an_approved_wording_stays_approved_through_two_changes() -> None:
    """First a typing error, then another figure: the first wording, when it returns, is reviewed still."""
    first = "On the 4th day a doctor came."
    catalog, _ = updated([entry(first)], ["On, the 4th day a doctor came."])
    catalog, _ = updated(list(catalog.entries), ["On, the 22nd day a doctor came."])
    catalog, outcomes = updated(list(catalog.entries), [first])
    assert verdicts(outcomes)[0] is Verdict.REVIVE
    assert catalog.entries[0].state is State.REVIEWED


def test_an_edited_redraft_is_not_compared_with_the_first_wording_alone() -> None:
    """12 years after 11 years, edited by a person, do not become 11 years again."""
    stale = entry(
        LONGER, "Дванаццаць.", fuzzy=True, previous=SegmentKey("", STRIKE), former=(Former(STRIKE, "Адзінаццаць."),)
    )
    catalog, [outcome] = updated([stale], [STRIKE.replace("They", "Workers")])
    assert outcome.verdict is Verdict.REDRAFT
    assert Former(LONGER, "Дванаццаць.") in catalog.entries[0].former


def test_a_false_figure_carried_over_by_another_tool_is_taken_out() -> None:
    """msgmerge keeps eleven years for twelve years; the next update does not."""
    carried = entry(LONGER, "Адзінаццаць.", fuzzy=True, previous=SegmentKey("", STRIKE))
    catalog, [outcome] = updated([carried], [LONGER])
    assert outcome.verdict is Verdict.REDRAFT
    assert (catalog.entries[0].target, catalog.entries[0].former) == ("", (Former(STRIKE, "Адзінаццаць."),))
    again, [outcome] = updated(list(catalog.entries), [LONGER])
    assert (again, outcome.verdict) == (catalog, Verdict.DRAFT)


def test_approval_takes_the_reminders_away() -> None:
    """Once a person has approved the new text, the old wordings are obsolete entries alone."""
    approved = entry(LONGER, "Дванаццаць.", previous=SegmentKey("", STRIKE), former=(Former(STRIKE, "Адзінаццаць."),))
    catalog, [outcome] = updated([approved], [LONGER])
    assert outcome.verdict is Verdict.REUSE
    assert (catalog.entries[0].previous, catalog.entries[0].former) == (None, ())


def test_a_split_sentence_is_drafted_anew_with_the_old_text_at_hand() -> None:
    """No half of it gets the whole translation."""
    catalog, outcomes = updated([entry(BOTH)], [ONE, OTHER])
    assert verdicts(outcomes) == [Verdict.REDRAFT, Verdict.REDRAFT]
    assert [item.former for item in catalog.entries[:2]] == [(Former(BOTH, "Так."),)] * 2
    assert not any(item.target for item in catalog.entries[:2])


def test_merged_sentences_get_both_translations() -> None:
    """Two approved sentences that became one: both translations, one after the other, as fuzzy."""
    catalog, [outcome, *_] = updated(
        [entry(ONE, "Раз."), entry(OTHER, "Два.")], [f"{ONE[:-1]}, it promised new cranes by March."]
    )
    assert outcome.verdict is Verdict.RECHECK
    assert (catalog.entries[0].target, catalog.entries[0].state) == ("Раз. Два.", State.STALE)


def test_contexts_of_a_changed_sentence_change_with_it() -> None:
    """Both entries of a sentence that a reviewer translates in two ways are carried over."""
    catalog, _ = updated([entry(RECIEVED, "Раз."), entry(RECIEVED, "Два.", "#2")], [RECEIVED])
    assert [(item.key.context, item.target) for item in catalog.entries[:2]] == [("", "Раз."), ("#2", "Два.")]


def test_rivals_stay_until_a_person_deletes_them() -> None:
    """Another reviewer's text is not dropped by an update."""
    catalog, _ = updated([entry(ONE, rivals=("Не.",))], [ONE])
    assert catalog.entries[0].rivals == ("Не.",)
