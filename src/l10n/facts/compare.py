"""What two wordings of a sentence in one language say differently.

In doubt there is a change: a false alarm costs a fresh draft, a miss costs a false fact in an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from l10n.facts.lexicon import Fact, Lexicon, lexicon
from l10n.facts.markers import Marker, Name, Reading, read
from l10n.facts.markup import without_markup_numbers
from l10n.facts.tokens import plain
from l10n.model import LocaleCode

_BOUND = frozenset({"by", "from", "against", "without"})
"""Prepositions that turn round what a name does in a sentence."""
_ENUMERATING = frozenset("and or nor і й или и або ці та чи".split())
_OPPOSED = ({"to", "by"}, {"to", "from"}, {"from", "by"}, {"over", "under"}, {"with", "without"})
"""Prepositions that make another figure of the same digits: rose to 5 %, rose by 5 %."""


def changed_facts(old: str, new: str, locale: LocaleCode = "en", names: Collection[str] = ()) -> frozenset[Fact]:
    """Tell which kinds of facts differ between two wordings of one sentence.

    Args:
        old, new: the wordings, in any order.
        locale: their language; en, be, ru and uk are known, of others figures, capitals and quotation marks are.
        names: spellings of glossary names found in either.
    Returns:
        What differs; empty where one may stand for the other. Another spelling of the same fact is no difference.

    >>> changed_facts("She got 11 years.", "She got eleven years.")
    frozenset()
    >>> sorted(changed_facts("Ann did not win on Monday.", "Ann won on Tuesday."))
    [<Fact.DATE: 'date'>, <Fact.NEGATION: 'negation'>]
    """
    old, new = without_markup_numbers(old), without_markup_numbers(new)
    if old == new:
        return frozenset()
    words = lexicon(locale)
    before, after = read(old, words), read(new, words)
    found = set(_different(before.markers, after.markers))
    found |= {fact for fact in Fact if fact not in found and _rearranged(fact, before, after)}
    if _names_differ(before, after, words) or _glossary_differs(old, new, names):
        found.add(Fact.NAME)
    if _turned(before.words, after.words, words):
        found.add(Fact.NEGATION)
    if _exchanged(before.words, after.words) or _replaced(before.words, after.words, words.alternatives):
        found.add(Fact.NAME)
    if _requoted(before, after):
        found.add(Fact.ATTRIBUTION)
    return frozenset(found)


def _different(before: Sequence[Marker], after: Sequence[Marker]) -> Iterable[Fact]:
    """Facts whose markers are not the same ones."""
    old, new = Counter(marker.key for marker in before), Counter(marker.key for marker in after)
    changed = {key for key in old | new if old[key] != new[key]}
    return {marker.fact for marker in (*before, *after) if marker.key in changed}


def _rearranged(fact: Fact, before: Reading, after: Reading) -> bool:
    """Whether the same markers belong to other words now."""
    old = [marker for marker in before.markers if marker.fact is fact]
    new = [marker for marker in after.markers if marker.fact is fact]
    for sort in {_sort(marker) for marker in old}:
        one, other = ([marker for marker in markers if _sort(marker) == sort] for markers in (old, new))
        if [marker.key for marker in one] != [marker.key for marker in other] and not _same_places(one, other):
            return True
    if [marker.key for marker in old] != [marker.key for marker in new]:
        return False
    pairs = list(zip(old, new, strict=True))
    if any({one.preposition, other.preposition} in _OPPOSED for one, other in pairs):
        return True
    moving = fact in (Fact.NUMBER, Fact.QUANTIFIER, Fact.NEGATION)
    return moving and any(_moved(one, other, before, after) for one, other in pairs)


def _sort(marker: Marker) -> str:
    """What kind of marker it is: one of another kind cannot be taken for it."""
    first = marker.key.partition(" ")[0]
    return first if marker.fact is Fact.DATE and first.isalpha() else ":" if ":" in first else ""


def _same_places(old: Sequence[Marker], new: Sequence[Marker]) -> bool:
    """Whether every marker still stands at the word it stood at, and no two of them at the same."""
    for side in ("before", "after"):
        places = _pairs(old, side)
        if places == _pairs(new, side) and len({place for _, place in places}) == len(places):
            return True
    return False


def _pairs(markers: Iterable[Marker | Name], side: str) -> Counter[tuple[str, str]]:
    return Counter((marker.key, getattr(marker, side)) for marker in markers)


def _moved(old: Marker, new: Marker, before: Reading, after: Reading) -> bool:
    """Whether a marker stands at another word that the other wording has too."""
    if old.fact is Fact.NEGATION:
        return old.after != new.after and (old.after in after.words or new.after in before.words)
    if old.before == new.before or old.after == new.after:
        return False
    return (old.before in after.words and new.before in before.words) or (
        old.after in after.words and new.after in before.words
    )


def _names_differ(before: Reading, after: Reading, words: Lexicon) -> bool:
    if _lost_names(before, after, words) or _lost_names(after, before, words):
        return True
    common = {name.key for name in before.names} & {name.key for name in after.names} - words.openers
    old, new = ([name for name in reading.names if name.key in common] for reading in (before, after))
    if [name.key for name in old] == [name.key for name in new]:
        return any(
            one.before != other.before and {one.before, other.before} & _BOUND
            for one, other in zip(old, new, strict=True)
        )
    return not _same_parts(_runs(old), _runs(new))


def _runs(names: Iterable[Name]) -> list[tuple[str, str]]:
    """Names that stand side by side as one, each with its preposition."""
    return [
        (" ".join(name.key for name in run), run[0].before)
        for run in (list(group) for _, group in groupby(names, key=lambda name: name.run))
    ]


def _same_parts(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> bool:
    """Whether names in another order still play the parts they played: told by prepositions that no two share."""
    bare_old, bare_new = ([name for name, before in names if not before] for names in (old, new))
    prepositions = [before for _, before in old if before]
    unique = len({name for name, _ in old}) == len(old) and len(set(prepositions)) == len(prepositions)
    return bare_old == bare_new and sorted(old) == sorted(new) and unique


def _lost_names(one: Reading, other: Reading, words: Lexicon) -> bool:
    """Whether a wording has a name more often than the other has the word."""
    there = Counter(other.words)
    capitals = {name.text for name in other.names}
    new_words = set(other.words) - set(one.words)
    for key, count in Counter(name.key for name in one.names if not name.weak).items():
        if count > there[key]:
            return True
    for name in one.names:
        if name.text.isupper() and 1 < len(name.text) <= 5 and name.text not in capitals:
            return True
        unknown = name.weak and name.key not in there and not _is_ordinary(name.key, words)
        if unknown and not any(_is_ordinary(word, words) and _is_misprint(name.key, word) for word in new_words):
            return True
    return False


def _is_ordinary(word: str, words: Lexicon) -> bool:
    return word in words.openers or word in words.opposites or word in words.phrases


def _is_misprint(one: str, other: str) -> bool:
    """Whether two words differ by one slip of a finger: a letter added, lost or changed, or two swapped."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1


def _glossary_differs(old: str, new: str, names: Collection[str]) -> bool:
    """Whether a glossary spelling is found more often in one wording."""
    old, new = _bare(old), _bare(new)
    patterns = {re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)") for name in names if (bare := _bare(name))}
    return any(len(pattern.findall(old)) != len(pattern.findall(new)) for pattern in patterns)


def _bare(text: str) -> str:
    """Fold case, spaces and the points of abbreviations."""
    return " ".join(re.sub(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\.)|(?<=\.[^\W\d_])\.", "", plain(text)).casefold().split())


def _turned(old: Sequence[str], new: Sequence[str], words: Lexicon) -> bool:
    """Whether a word gave way to its opposite."""
    if _replaced(old, new, words.opposites):
        return True
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return any(
        prefix + short in longer
        for shorter, longer in ((gone, come), (come, gone))
        for short in shorter
        for prefix in words.negative_prefixes
    ) or any(word.endswith("less") and _has_stem(word[:-4], gone if word in come else come) for word in (*gone, *come))


def _replaced(old: Sequence[str], new: Sequence[str], groups: Mapping[str, tuple[tuple[int, int], ...]]) -> bool:
    """Whether a word gave way to one on another side of the same group."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    lost, gained = ({place for word in words for place in groups.get(word, ())} for words in (gone, come))
    return any(group == other and side != across for group, side in lost for other, across in gained)


def _exchanged(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two words changed places, and not within an enumeration: police shot men, men shot police."""
    if len(old) != len(new) or old == new:
        return False
    places = [index for index, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if len(places) != 2:
        return False
    first, last = places
    swapped = old[first] == new[last] and old[last] == new[first]
    return swapped and not set(old[first + 1 : last]) <= _ENUMERATING


def _has_stem(stem: str, words: Iterable[str]) -> bool:
    return len(stem) > 2 and any(word in (stem, f"{stem}ful", f"{stem}fully") for word in words)


def _requoted(before: Reading, after: Reading) -> bool:
    """Whether quotation marks came, went, or hold other words of those that both wordings have."""
    if before.quotes != after.quotes:
        return True
    old, new = Counter(before.quoted), Counter(after.quoted)
    if old == new:
        return False
    outside_old, outside_new = Counter(before.words) - old, Counter(after.words) - new
    return bool((old - new) & (outside_new - outside_old)) or bool((new - old) & (outside_old - outside_new))
