"""What the words beside a mention say about its case: titles, adjectives, agents, coordinated names, generic nouns.

Rules of grammar, each with the weight it leaves to the cases it speaks against. No weight is 0: tables and texts err.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.glossary.cases.context import BEFORE, Context
from l10n.glossary.cases.government import (
    LOCALES,
    QUOTES,
    TITLED,
    adjective_cases,
    governed,
    grammar,
    has_title,
    plain,
)

UNGOVERNED = 0.005
"""For cases that the preposition does not govern."""

NOT_NOMINATIVE = 0.01
"""For oblique cases of a quoted name beside the noun that says what it is."""

DISAGREEING = 0.01
"""For cases that the title noun or adjective beside the name cannot be, and for others than that of an agent."""

FAR = 0.03
"""For cases that a title noun some words before the name cannot be."""

UNJOINED = {True: 0.1, False: 0.02}
"""For cases other than those of the name it is joined to: by a comma, by a conjunction."""

ENGLISH_TITLES = frozenset(
    word
    for line in (
        "president minister premier chancellor leader adviser advisor spokesman spokeswoman spokesperson lawyer deputy",
        "ambassador diplomat senator candidate laureate winner recipient activist journalist economist politician",
        "analyst expert director professor doctor governor mayor prosecutor judge secretary editor coordinator author",
        "speaker coach engineer architect emperor king queen prince princess mr mrs ms general colonel captain major",
        "commander chief head founder representative husband wife son daughter brother sister father mother uncle aunt",
        "friend colleague singer actor actress writer poet artist scientist historian sociologist philosopher",
        "physicist chemist biologist priest bishop archbishop patriarch cardinal reporter photographer correspondent",
        "blogger businessman businesswoman billionaire prisoner witness commissioner opponent rival predecessor",
        "successor chairman chairwoman chairperson opposition defender champion player striker goalkeeper dr",
    )
    for word in line.split()
)
_OWNERS = frozenset(("of", "to", "for"))


def plausibility(context: Context) -> dict[str, float]:
    """Weigh the cases by the rules: a case nothing speaks against has 1 and is not listed.

    >>> rules = plausibility(Context("ru", ("бывшему", "послу"), (), ("former", "ambassador"), ()))
    >>> rules["nom"] < 0.1 and "dat" not in rules
    True
    """
    weights: dict[str, float] = {}
    for allowed, weight in _rules(context):
        for case in ("nom", "gen", "dat", "acc", "ins", "loc"):
            if case not in allowed:
                weights[case] = weights.get(case, 1.0) * weight
    return weights


def _rules(context: Context) -> Iterator[tuple[frozenset[str], float]]:
    """List (cases a rule allows, weight of the others)."""
    if is_apposition(context):
        yield frozenset(("nom",)), NOT_NOMINATIVE
        return
    cases = governed(context)
    if cases is not None:
        yield cases, UNGOVERNED
    if is_agent(context):
        yield frozenset(("ins",)), DISAGREEING
    elif (agreeing := adjective_beside(context)) and (cases is None or agreeing & cases):
        yield agreeing, DISAGREEING
    found = title(context)
    if found is not None:
        cases, distance = found
        yield cases, FAR if distance else DISAGREEING
    if context.conjunct and _is_list(context):
        yield frozenset(context.conjunct), UNJOINED[context.before[-1:] == (",",)]


def title(context: Context) -> tuple[frozenset[str], int] | None:
    """Find the title noun that a name agrees with or depends on, and how many words are between the two.

    >>> title(Context("uk", ("з", "президентом"), (), ("with", "President"), ()))
    (frozenset({'ins'}), 0)
    >>> title(Context("uk", ("радник",), (), ("adviser", "to"), ()))
    (frozenset({'gen'}), 0)
    """
    if context.locale not in LOCALES or context.kind not in TITLED:
        return None
    titles = grammar(context.locale).titles
    known = bool(context.source_before) and context.source_before[-1].lower() in ENGLISH_TITLES
    for distance, token in enumerate(reversed(context.before[-BEFORE:])):
        cases = titles.get(plain(token))
        if cases and not distance:
            if context.source_after[:1] == ("'s",) or (context.source_before and context.source_before[-1] in _OWNERS):
                return frozenset(("gen",)), 0
            return (cases, 0) if has_title(context) else None
        if cases:
            return (cases, distance) if known else None
        if not token[:1].isalpha():
            break
    return None


def adjective_beside(context: Context) -> frozenset[str]:
    """List the cases of an adjective directly before a person or place, empty if there is none.

    >>> sorted(adjective_beside(Context("be", ("43-гадовую",), (), (), ())))
    ['acc']
    """
    if context.kind not in ("person", "given", "place") or not context.before or context.before[-1][:1].isupper():
        return frozenset()
    return adjective_cases(plain(context.before[-1]), context.locale)


def is_agent(context: Context) -> bool:
    """Tell whether a mention follows a passive participle and English "by".

    >>> is_agent(Context("uk", ("указ", ",", "підписаний"), (), ("decree", "signed", "by"), ()))
    True
    """
    if context.locale not in LOCALES or context.source_before[-1:] != ("by",) or not context.before:
        return False
    word = plain(context.before[-1])
    return len(word) > 5 and context.before[-1][:1].islower() and word.endswith(grammar(context.locale).participles)


def is_apposition(context: Context) -> bool:
    """Tell whether a mention stands beside a noun that says what it is, so that it does not decline: газета «Х».

    In quotation marks the noun may be up to three words away, without them it must be next to an organisation.

    >>> is_apposition(Context("be", ("праваабарончай", "арганізацыі", "«"), ("»",), (), (), kind="org"))
    True
    """
    before = context.before[-BEFORE:]
    if context.locale not in LOCALES or not before:
        return False
    quoted = before[-1] in QUOTES - {"("}
    if not quoted and context.kind not in ("org", "media"):
        return False
    near: list[str] = []
    for token in reversed(before[:-1] if quoted else before[-1:]):
        if not token[:1].isalpha() or len(near) == 3:
            break
        near.append(plain(token))
    return any(grammar(context.locale).generic.fullmatch(word) for word in near)


def _is_list(context: Context) -> bool:
    """Tell whether the English has a list too, where a comma joins the names."""
    if context.before[-1:] != (",",) or not (context.source_before or context.source_after):
        return True
    return context.source_before[-1:] in ((",",), ("and",), ("or",), ("&",))
