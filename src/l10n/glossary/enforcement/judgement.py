"""What is right at a place: keep a form, write another, or report it.

A wrong form is corrected in the case it shows. A right form is doubted only if it is a nominative, or an accusative
that looks like one: that is what machines leave where they do not know a name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from l10n.glossary.cases import Context
from l10n.glossary.cases.government import adjective_cases
from l10n.glossary.enforcement.mentions import Candidate
from l10n.glossary.paradigms import Paradigm
from l10n.model import Span

SURE = 0.55
"""Share of the probability that one form needs to be written where the draft's form leaves several open."""
IMPLAUSIBLE = 0.2
"""A nominative whose cases have less probability than this is reported where the English asks for another case."""
VERY_IMPLAUSIBLE = 0.08
"""... and where the English says nothing, or the name may be in apposition."""
ENGLISH_CASES = frozenset("of for to with from in at on between against about over under without near after".split())
"""English prepositions whose object is hardly ever a nominative in translation; "by" often becomes the subject."""
_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")

Outcome = tuple["Decision", tuple[str, ...]]
"""A decision, and the cases that a name coordinated with this one has."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done about one mention.

    ``decision`` is kept, replaced or reported. ``found`` and ``written`` are None where the draft has no rendering;
    ``span`` is where the rendering stands in the new text. ``candidates`` are the forms a person may choose from.
    """

    name: str
    alias: str
    decision: str
    found: str | None
    written: str | None
    case: str | None
    candidates: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A rendering at its place: all that a decision rests on."""

    base: Decision
    own: Paradigm
    candidate: Candidate
    context: Context
    allowed: frozenset[str] | None
    """Cases that grammar leaves open, None where it says nothing."""
    scores: dict[str, float]

    def chance(self, cases: frozenset[str]) -> float:
        """Share of the probability that some cases have among those that grammar leaves open."""
        among = self.allowed or frozenset(_CASES)
        total = sum(self.scores.get(case, 0.0) for case in among) or 1.0
        return sum(self.scores.get(case, 0.0) for case in cases & among) / total

    def kept(self, cases: frozenset[str]) -> Outcome:
        """Leave the form as it is."""
        shown = tuple(case for case in _CASES if case in cases)
        return replace(self.base, case="/".join(shown) or None), shown

    def replaced(self, case: str, form: str) -> Outcome:
        """Write a form, unless it is there already."""
        form = form.upper() if self.candidate.capitals else form
        decision = "kept" if form == self.base.found else "replaced"
        return replace(self.base, decision=decision, written=form, case=case), (case,)

    def reported(self, cases: frozenset[str]) -> Outcome:
        """Leave the form and name the candidates."""
        forms = tuple(dict.fromkeys(self.own.forms[case][0] for case in _CASES if case in cases)) or (self.own.name,)
        return replace(self.base, decision="reported", candidates=forms), tuple(sorted(cases))


def judge(place: Place, *, may_doubt: bool, breaks_list: bool) -> Outcome:
    """Judge a right form.

    Args:
        place: with a form of the glossary's own.
        may_doubt: whether a nominative may be wrong here; it may not after "the newspaper".
        breaks_list: whether the name before it in a list was found in a wrong nominative.
    """
    cases, allowed = place.candidate.cases, place.allowed
    if not may_doubt or "nom" not in cases:
        return place.kept(cases & allowed if allowed and cases & allowed else cases)
    if allowed and not cases & allowed:
        best = _best(place, allowed)
        return place.replaced(*best) if best else place.reported(allowed)
    agreeing = _agreeing(place.context)
    if agreeing and not cases & agreeing:
        return place.reported(agreeing)
    among = allowed or frozenset(_CASES)
    chance = place.chance(cases)
    if place.candidate.foreign - cases - {"voc"} and chance < IMPLAUSIBLE / 2:  # ru Лукашенко in Ukrainian is any case
        best = _best(place, among - cases)
        if best is not None and place.chance(frozenset({best[0]})) >= SURE:
            return place.replaced(*best)
    if breaks_list or chance < (IMPLAUSIBLE if _is_oblique(place.context) else VERY_IMPLAUSIBLE):
        return place.reported(frozenset(case for case in among - cases if place.chance(frozenset({case})) >= 0.1))
    return place.kept(cases & among)


def correct(place: Place) -> Outcome:
    """Write the glossary's form for a wrong one, in the case that the wrong one shows, if that can be told."""
    found = place.candidate
    cases = found.cases - {"voc"} or frozenset(_CASES)
    heard = any(reading.origin == "sound" for reading in found.readings)
    bare = not found.cases or "nom" in found.cases  # what machines do with names they do not know
    if place.allowed:
        cases = cases & place.allowed or (place.allowed if bare or heard else cases)
    elif bare:
        agreeing = _agreeing(place.context)
        cases = cases & agreeing or agreeing or cases
    if bare and not place.allowed and place.chance(cases) < IMPLAUSIBLE / 2:  # Лукашэнко left undeclined
        best = _best(place, frozenset(_CASES) - cases)
        if best is not None:
            return place.replaced(*best)
    best = _best(place, cases)
    return place.replaced(*best) if best else place.reported(cases)


def _agreeing(context: Context) -> frozenset[str]:
    """Cases of an adjective directly before a name, which the name shares (43-гадовую Калеснікаву); empty if none."""
    word = context.before[-1] if context.before else ""
    return adjective_cases(word, context.locale) if word[:1].islower() or word[:1].isdigit() else frozenset()


def _is_oblique(context: Context) -> bool:
    """Whether the English has a possessive or a preposition that makes a nominative in the translation unlikely."""
    if context.kind not in ("person", "given", "place"):
        return False
    before = context.source_before[-1] if context.source_before else ""
    return context.source_after[:1] == ("'s",) or before in ENGLISH_CASES


def _best(place: Place, cases: frozenset[str]) -> tuple[str, str] | None:
    """Choose among the cases: (case, form) if they share a form or one is likely enough, else None."""
    shares: dict[str, float] = {}
    for case in _CASES:
        if case in cases:
            form = place.own.forms[case][0]
            shares[form] = shares.get(form, 0.0) + place.scores.get(case, 0.0) + 1e-9
    if not shares:
        return None
    form = max(shares, key=lambda item: shares[item])
    if len(shares) > 1 and shares[form] / sum(shares.values()) < SURE:
        return None
    of_form = [case for case in _CASES if case in cases and place.own.forms[case][0] == form]
    return max(of_form, key=lambda case: place.scores.get(case, 0.0)), form
