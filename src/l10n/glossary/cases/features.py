"""What the model sees of a context: strings that stand for observations."""

from __future__ import annotations

from l10n.glossary.cases.agreement import is_agent, title
from l10n.glossary.cases.context import AFTER, BEFORE, SOURCE_AFTER, SOURCE_BEFORE, Context
from l10n.glossary.cases.government import QUOTES, adjective_cases, governed, plain, preposition

CLOSING = frozenset("»”“\"'’‘›")
EDGE = "#"
"""Stands for the start or end of the sentence."""

_ENGLISH_PREPOSITIONS = frozenset(
    word
    for line in (
        "about above across after against along alongside among around as at before behind below beside between beyond",
        "by despite down during except for from in including inside into like near of off on onto out outside over",
        "past per since than through throughout to toward towards under until unlike up upon via with within without",
    )
    for word in line.split()
)
_JOINERS = frozenset(("і", "й", "ды", "и", "та", "and", "or", ",", "або", "или", "чи", "але", "но", "а"))


def features(context: Context) -> list[str]:
    """List the features of a context; a feature occurs once at most.

    A name begins with its template: ``b1`` is the token before the mention, ``a1`` the one after it, ``s1`` and ``e1``
    the same in English; ``g`` is the preposition's government, ``t`` a title noun's cases.

    >>> sorted(features(Context("be", ("з",), (), (), ("said",))))[-4:]
    ['t-_#', 't-_gen+ins', 'x-', 'x-_w_з']
    """
    left, right, quoted = unquoted(context)
    before = [*reversed(left[-BEFORE:]), EDGE, EDGE][:BEFORE]
    after = [*right[:AFTER], EDGE, EDGE][:AFTER]
    source = [*reversed(context.source_before[-SOURCE_BEFORE:]), EDGE, EDGE][:SOURCE_BEFORE]
    source_after = [*context.source_after[:SOURCE_AFTER], EDGE, EDGE][:SOURCE_AFTER]
    found = ["*", f"k{context.kind}", f"q{quoted}", f"q{quoted}_{shape(before[0])}"]
    found += _target(before, after)
    found += _english(source, source_after, context.kind)
    found += _grammar(context, before, after, source, source_after)
    return list(dict.fromkeys(found))


def unquoted(context: Context) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Take the quotation marks of the mention off its neighbours.

    >>> unquoted(Context("be", ("заснаваў", "«"), ("»", "у"), (), ()))
    (('заснаваў',), ('у',), True)
    """
    before, after = context.before, context.after
    if before and before[-1] in QUOTES and before[-1] != "(":
        return before[:-1], after[1:] if after and after[0] in CLOSING else after, True
    return before, after, False


def shape(token: str) -> str:
    """Tell what kind of token it is: capitalised, lower case, number, mark or edge.

    >>> [shape(token) for token in ("Мінск", "у", "5", "«", "#")]
    ['C', 'w', '9', '«', '#']
    """
    if token[:1].isalpha():
        return "C" if token[:1].isupper() else "w"
    return "9" if token[:1].isdigit() else token


def _endings(name: str, word: str, *lengths: int) -> list[str]:
    return [f"{name}-{word[-length:]}" for length in lengths if len(word) > length]


def _target(before: list[str], after: list[str]) -> list[str]:
    """Observe the neighbours in the target text."""
    b, a = [plain(token) for token in before], [plain(token) for token in after]
    found = [f"b1{b[0]}", f"b2{b[1]}", f"a1{a[0]}", f"a2{a[1]}", f"b1{b[0]} {b[1]}", f"b1{b[0]}_{a[0]}"]
    found += [f"b1c{shape(before[0])}", f"a1c{shape(after[0])}", f"c{shape(before[0])}{shape(after[0])}"]
    found += [f"bc{shape(before[0])}{shape(before[1])}", f"ac{shape(after[0])}{shape(after[1])}"]
    found += _endings("b1", b[0], 1, 2, 3, 4) + _endings("b2", b[1], 1, 2, 3)
    found += _endings("a1", a[0], 1, 2, 3) + _endings("a2", a[1], 2, 3)
    found += [f"b-{b[0][-2:]}_{b[1][-2:]}", f"ba-{b[0][-2:]}_{a[0][-2:]}"]
    found += [f"B{word}" for word in b] + [f"A{word}" for word in a]
    found += [f"B-{word[-3:]}" for word in b[:4] if len(word) > 4]
    return found


def _english(before: list[str], after: list[str], kind: str) -> list[str]:
    """Observe the neighbours in the English text."""
    s, e = [token.lower() for token in before], [token.lower() for token in after]
    found = [f"s1{s[0]}", f"s2{s[1]}", f"e1{e[0]}", f"e2{e[1]}", f"s1{s[0]} {s[1]}", f"e1{e[0]} {e[1]}"]
    found += [f"se{s[0]}_{e[0]}", f"sk{s[0]}_{kind}", f"ek{e[0]}_{kind}"]
    found += _endings("s1", s[0], 1, 2, 3) + _endings("e1", e[0], 1, 2, 3) + _endings("s2", s[1], 2)
    found += [f"s1c{shape(before[0])}", f"e1c{shape(after[0])}"]
    found += [f"S{word}" for word in s] + [f"E{word}" for word in e]
    return found


def _grammar(
    context: Context, before: list[str], after: list[str], source: list[str], source_after: list[str]
) -> list[str]:
    """Observe government, agreement and coordination, and how they go with the English text."""
    s, e = source[0].lower(), source_after[0].lower()
    cases = governed(context)
    g = "+".join(sorted(cases)) if cases else "-"
    near = " ".join(preposition(context) or ("-",))
    english = next((word for word in map(str.lower, source) if word in _ENGLISH_PREPOSITIONS), "-")
    seen = title(context)
    noun = f"{'+'.join(sorted(seen[0]))}{min(seen[1], 2)}" if seen else "-"
    word = shape(before[0])
    ending = plain(before[0])[-2:]
    found = [f"g{g}", f"g{g}_{s}", f"g{g}_{context.kind}", f"p{near}_{s}", f"p{near}_{context.kind}", f"p{near}"]
    found += [f"pe{near}_{english}", f"x{english}", f"x{english}_{word}_{ending if word == 'w' else ''}"]
    found += [f"t{noun}", f"t{noun}_{g}", f"t{noun}_{s}", f"sb{s}_{ending}", f"sb{s}_{word}", f"eb{e}_{word}"]
    found += [f"ga{g}_{plain(after[0])[-2:]}", f"ea{e}_{shape(after[0])}", f"sa{s}_{shape(after[0])}"]
    adjective = "+".join(sorted(adjective_cases(plain(before[0]), context.locale)))
    found += [f"j{adjective}", f"j{adjective}_{context.kind}", f"by{is_agent(context)}"]
    if context.conjunct:
        joiner = plain(before[0]) if plain(before[0]) in _JOINERS else "-"
        found += [f"o{case}" for case in context.conjunct] + [f"o{'+'.join(sorted(context.conjunct))}_{joiner}"]
    return found
