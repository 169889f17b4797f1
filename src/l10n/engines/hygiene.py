"""What is plainly wrong with a draft, whatever its style: found, and put right or asked for again where possible.

The rules are made so that translations by people pass: what they find is nearly always a failure of a model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import eq

from l10n.engines.figures import changed_figures
from l10n.engines.figures import repair_figures as repair_numbers
from l10n.engines.routes import find_routes, translate_along
from l10n.engines.stand_ins import put_back, with_stand_ins
from l10n.errors import EngineError
from l10n.model import Draft, LocaleCode, Model, Route
from l10n.protocols import Engine

__all__ = [
    "CODES",
    "MESSAGES",
    "CheckedDraft",
    "is_copy",
    "is_loop",
    "is_other_language",
    "other_routes",
    "problems",
    "repair_numbers",
    "translate_checked",
]

EMPTY, LOOP, COPY, LANGUAGE, NUMBERS, TRUNCATED = CODES = (
    "empty",
    "loop",
    "copy",
    "wrong-language",
    "numbers",
    "truncated",
)
MESSAGES: Mapping[str, str] = {
    EMPTY: "the draft is empty",
    LOOP: "the draft repeats itself or does not end",
    COPY: "the draft is a copy of the source",
    LANGUAGE: "the draft is in another language",
    NUMBERS: "figures are lost, added or written in the English way",
    TRUNCATED: "the draft is much shorter than the source",
}
"""What each code means, for a person."""

FOREIGN: Mapping[LocaleCode, str] = {"be": "ищъїєґ", "ru": "іўїєґ", "uk": "ыэъёў"}
"""Letters that the alphabet of a language does not have and that its sisters use.

Source: FLORES and NTREX references: no line of ru and uk has one, of be 6 in 3,009, all of them misprints in names.
"""
_OWN: Mapping[LocaleCode, str] = {"be": "іў", "ru": "и", "uk": "іїє"}
"""Letters without one of which a sentence hardly ever gets along: 97 % to 99.7 % of the references, all long ones."""
_STRANGERS: Mapping[LocaleCode, frozenset[str]] = {
    "be": frozenset("что как его нет уже также чтобы".split()),
    "ru": frozenset("від був було також який щоб або".split()),
    "uk": frozenset("и что как его из или если только после года году также более когда может были".split()),
}
"""Common words of a sister language that the alphabet does not give away."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.|\w\.\w)\S*|#\w+")
_ENGLISH = frozenset(
    "is are was were be been has have had will would can could not no who what when where why how to in on at for from"
    " with by as it he she they we you his her their its this that these but or if than after before into over".split()
)
_CHAR_LOOP = re.compile(r"([^\W\d_]{1,8}?)\1{4,}", re.IGNORECASE)
_THRICE = re.compile(r"\b([^\W\d_]{2,})(?:[\s.-]+\1\b){2,}", re.IGNORECASE)
"""A word three times with nothing between but stops or hyphens; with commas people say it so for two of another, or
crying out."""
_LONG_RATIO, _LONG_FREE = 3.0, 60
_SHORT_RATIO, _SHORT_FROM = 0.4, 40


def problems(source: str, draft: str, target: LocaleCode) -> tuple[str, ...]:
    """Find what is plainly wrong with a draft.

    Args:
        source: the sentence.
        draft: what an engine made of it.
        target: locale of the draft; the alphabets of be, ru and uk are known, others are checked without them.
    Returns:
        Codes out of ``CODES``, in that order; empty if nothing is wrong, or if there is nothing to translate.

    >>> problems("She came home.", "Яна прыйшла дадому.", "be")
    ()
    >>> problems("She came home.", "Она пришла домой, и она пришла ещё раз.", "be")
    ('wrong-language',)
    >>> problems("At least 43 people came.", "Прыйшлі прыйшлі прыйшлі прыйшлі прыйшлі", "be")
    ('loop', 'numbers')
    """
    if not draft.strip():
        return (EMPTY,) if source.strip() else ()
    found = {
        LOOP: is_loop(source, draft),
        COPY: is_copy(source, draft, target),
        LANGUAGE: is_other_language(draft, target),
        NUMBERS: bool(changed_figures(source, draft, target)) or repair_numbers(source, draft, target) != draft,
        TRUNCATED: len(source) >= _SHORT_FROM and len(draft) < _SHORT_RATIO * len(source),
    }
    return tuple(code for code in CODES if found.get(code))


def is_loop(source: str, draft: str) -> bool:
    """Whether a draft repeats words, phrases or syllables that the source does not, or does not come to an end.

    >>> is_loop("No, no, no!", "Не, не, не!"), is_loop("He left.", "Ён пайшоў, ён пайшоў, ён пайшоў.")
    (False, True)
    >>> is_loop("It is only legal in Rio de Janeiro.", "Это законно только в Рио-де-де-де-Жане.")
    True
    """
    if len(draft) > _LONG_RATIO * len(source) + _LONG_FREE:
        return True
    if any(pattern.search(draft) and not pattern.search(source) for pattern in (_CHAR_LOOP, _THRICE)):
        return True
    words, before = _words(draft), _words(source)
    sizes = range(1, 9)
    usual = max(_repeats(before, size) for size in sizes)
    word_limit = 3 if usual > 1 or "!" in source else 2
    if any(_repeats(words, size) > max(usual, word_limit if size == 1 else 2) for size in sizes):
        return True
    return _echo(words) > 0.4 and _echo(before) < 0.2


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in _WORD.finditer(text)]


def _repeats(words: list[str], size: int) -> int:
    """How often a run of so many words stands one after the other, at most."""
    same = list(map(eq, words[size:], words))
    best = matching = 0
    for equal in same if True in same else ():
        matching = matching + 1 if equal else 0
        best = max(best, matching)
    return 1 + best // size if len(words) >= size else 0


def _echo(words: list[str]) -> float:
    """Share of the runs of three words that stood there before; 0 for a short text."""
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    return 1 - len(runs) / total if (total := sum(runs.values())) >= 12 else 0.0


def is_copy(source: str, draft: str, target: LocaleCode) -> bool:
    """Whether a draft is the source over again.

    Names, addresses and titles of newspapers may stay as they are; so Latin letters count only where English words
    stand among them.

    >>> is_copy("Who is next?", "Who is next?", "be"), is_copy("The New York Times", "The New York Times", "be")
    (True, False)
    """
    if target not in FOREIGN:
        same = " ".join(_words(source)) == " ".join(_words(draft))
        return same and any(word in _ENGLISH for word in _words(source))
    if not _LATIN.search(draft):
        return False
    text = _ADDRESS.sub(" ", draft)
    if len(_LATIN.findall(text)) <= len(_CYRILLIC.findall(text)):
        return False
    latin = [word for word in _WORD.findall(text) if _LATIN.match(word)]
    plain = [word for word in latin if word.islower() and len(word) > 1]
    english = sum(word.casefold() in _ENGLISH for word in latin)
    if _CYRILLIC.search(text):
        return english >= 2 and len(plain) >= 4
    return len(plain) >= 2 or any(len(word) > 3 for word in plain) or english > 0


def _has_any(parts: Iterable[str], text: str) -> bool:
    return any(map(text.__contains__, parts))


def is_other_language(draft: str, target: LocaleCode) -> bool:
    """Whether a draft is in a sister language: letters that the target does not have, or lacks its own.

    A foreign name or a single slip is not enough.

    >>> is_other_language("Президент прибыл в Минск в понедельник", "be")
    True
    >>> is_other_language("Прэзідэнт прыбыў у Минск у панядзелак", "be")
    False
    """
    if target not in FOREIGN:
        return False
    letters, known = set(FOREIGN[target]), _STRANGERS.get(target, frozenset())
    plain = draft.casefold()
    has_strangers = _has_any(known, plain) and not known.isdisjoint(_WORD.findall(plain))
    if _has_any(_OWN[target], plain) and not _has_any(FOREIGN[target], plain) and not has_strangers:
        return False  # as nearly all sentences
    words = [word for word in _WORD.findall(draft) if _CYRILLIC.match(word)]
    folded = [word.casefold() for word in words]
    text = "".join(folded)
    strange: list[str] = []
    if not letters.isdisjoint(text) or not known.isdisjoint(folded):
        both = zip(words, folded, strict=True)
        strange = [word for word, plain in both if not letters.isdisjoint(plain) or plain in known]
    common = sum(word.islower() for word in strange)
    if not set(text) & set(_OWN[target]):
        return len(text) >= 100 or bool(strange and len(text) >= 25)
    return (common >= 2 and len(strange) >= 0.12 * len(words)) or bool(common and len(strange) >= 0.25 * len(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft(Draft):
    """A draft with what is still wrong with it, and the route it came by: the usual one, or another that did better."""

    route: Route
    problems: tuple[str, ...] = ()


def translate_checked(
    engines: Sequence[Engine], route: Route, alternatives: Sequence[Route], texts: Sequence[str]
) -> list[CheckedDraft]:
    """Translate sentences along a route, check every draft, and try again where something is plainly wrong.

    English commas and points in numbers are put right first. A draft that still has problems is asked for again with
    plain figures in the place of its own, where it has any, then with other decoding settings, where the engines of the
    route have some (``retries``, ``retranslate``), then along the alternatives; the one with the fewest problems is
    kept, of equal ones the first.

    Args:
        engines: the engines of all routes, and perhaps others.
        route: the way to go.
        alternatives: other routes between the same locales, in order; none where a person chose the route.
        texts: n sentences that are already split.
    Returns:
        Exactly n drafts, as ``translate_along`` gives them, each with its route and its remaining problems.
    Raises:
        EngineFailedError: a model of the route failed. One of an alternative that fails is passed over.
    """
    target = route.steps[-1].target
    best = _check(texts, translate_along(engines, route, texts), route, target)
    lost = [index for index, draft in enumerate(best) if draft.problems == (NUMBERS,)]
    _improve(best, lost, texts, partial(_by_stand_ins, engines, route), route)
    for again, way in _other_ways(engines, route, alternatives):
        bad = [index for index, draft in enumerate(best) if draft.problems]
        if not bad:
            break
        _improve(best, bad, texts, again, way)
    return best


def _improve(
    best: list[CheckedDraft],
    bad: Sequence[int],
    texts: Sequence[str],
    again: Callable[[Sequence[str]], list[Draft]],
    way: Route,
) -> None:
    """Put better drafts in the place of some, if there are any and the engines do not fail."""
    if not bad:
        return
    asked = [texts[index] for index in bad]
    try:
        answers = again(asked)
    except EngineError:
        return
    for index, draft in zip(bad, _check(asked, answers, way, way.steps[-1].target), strict=True):
        if _badness(draft) < _badness(best[index]):
            best[index] = draft


def other_routes(engines: Sequence[Engine], route: Route, limit: int = 1) -> list[Route]:
    """Find the best installed routes between the ends of a route that take another way.

    Raises:
        EngineFailedError: an engine cannot list its models.
    """
    found = find_routes(engines, route.steps[0].source, route.steps[-1].target)
    return [other for other in found if other != route][:limit]


def _check(texts: Sequence[str], drafts: Sequence[Draft], route: Route, target: LocaleCode) -> list[CheckedDraft]:
    checked = []
    for text, draft in zip(texts, drafts, strict=True):
        repaired = repair_numbers(text, draft.text, target)
        wrong = problems(text, repaired, target)
        checked.append(CheckedDraft(repaired, draft.score, draft.pivot, route=route, problems=wrong))
    return checked


def _badness(draft: CheckedDraft) -> tuple[int, int]:
    """How bad the problems of a draft are: those that leave nothing to correct weigh more."""
    return sum(code not in {NUMBERS, TRUNCATED} for code in draft.problems), len(draft.problems)


def _other_ways(
    engines: Sequence[Engine], route: Route, alternatives: Sequence[Route]
) -> Iterator[tuple[Callable[[Sequence[str]], list[Draft]], Route]]:
    """Give the ways to try again, the cheapest first, each with its route."""
    used = {step.engine for step in route.steps}
    attempts = max((getattr(engine, "retries", 0) for engine in engines if engine.name in used), default=0)
    for attempt in range(attempts):
        again = [_Again(engine, attempt) for engine in engines]
        yield partial(translate_along, again, route), route
    for other in alternatives:
        yield partial(translate_along, engines, other), other


def _by_stand_ins(engines: Sequence[Engine], route: Route, texts: Sequence[str]) -> list[Draft]:
    """Translate texts with plain figures in the place of theirs; empty drafts where there are none, or one was lost."""
    pairs = [with_stand_ins(text) for text in texts]
    asked = [text for text, figures in pairs if figures]
    answers = iter(translate_along(engines, route, asked) if asked else ())
    return [_restored(next(answers), figures) if figures else Draft("") for _, figures in pairs]


def _restored(draft: Draft, figures: Mapping[str, str]) -> Draft:
    text = put_back(draft.text, figures)
    return (
        Draft("") if text is None else replace(draft, text=text, pivot=draft.pivot and put_back(draft.pivot, figures))
    )


class _Again:
    """An engine with the settings of an attempt; one that has none for it answers as usual."""

    def __init__(self, engine: Engine, attempt: int) -> None:
        self.name = engine.name
        self._engine = engine
        self._attempt = attempt

    def models(self) -> Sequence[Model]:
        return self._engine.models()

    def translate(self, texts: Sequence[str], source: LocaleCode, target: LocaleCode) -> list[Draft]:
        again: Callable[..., list[Draft]] | None = getattr(self._engine, "retranslate", None)
        if again is None or self._attempt >= getattr(self._engine, "retries", 0):
            return self._engine.translate(texts, source, target)
        return again(texts, source, target, self._attempt)
