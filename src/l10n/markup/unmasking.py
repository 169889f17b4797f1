"""Putting the markup of a sentence back into its draft. What cannot be placed surely is told, and nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from l10n.markup.alignment import WORD, boundary, find_phrase, trimmed, with_punctuation
from l10n.markup.html import escape as escape_html
from l10n.markup.masking import HTML, MARKDOWN, Insert, Mark, Masked, scan_syntax
from l10n.markup.pieces import Flow, Piece, Role
from l10n.model import Span

_SURE = 60.0
"""Likeness from which words are taken to render a phrase."""
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)")
"""A backslash that would escape what follows it."""


class Unmasked(NamedTuple):
    """A draft with markup. ``doubts`` are lines for the reviewer; ``ok`` is false where some of it was left out."""

    text: str
    ok: bool
    doubts: tuple[str, ...]


class _Event(NamedTuple):
    """Something to write: at ``start``, in place of what goes to ``end``; ``order`` sorts what meets at one place."""

    start: int
    order: tuple[int, int]
    end: int
    text: str


def unmask(masked: Masked, draft: str, translations: Mapping[str, str]) -> Unmasked:
    """Put the markup of a sentence back into its draft.

    Args:
        masked: the sentence.
        draft: the translation of ``masked.text``.
        translations: of the texts of ``masked.phrases()`` and of ``masked.asides()``, as far as there are any.
    Returns:
        A draft whose markup is that of the source. Where that cannot be had, emphasis is left out, and links and code
        stand at the end.
    """
    if not masked.marks and not masked.inserts:
        return Unmasked(_escape(draft, masked.syntax), True, ())
    placing = _Placing(masked, draft, translations)
    events = placing.events()
    text = _compose(draft, events, masked.syntax)
    if all(mark.optional for mark in placing.left_out) and _faithful(masked, draft, text, placing.left_out):
        return Unmasked(text, not placing.left_out, tuple(placing.doubts))
    return _at_the_end(masked, draft, translations)


class _Placing:
    """Looks for the place of each piece of markup in a draft."""

    def __init__(self, masked: Masked, draft: str, translations: Mapping[str, str]) -> None:
        self.masked, self.draft, self.translations = masked, draft, translations
        self.doubts: list[str] = []
        self.left_out: list[Mark] = []
        self._placed: list[tuple[Mark, Span]] = []

    def events(self) -> list[_Event]:
        """Give everything that is to be written."""
        found: list[_Event] = []
        for number, mark in enumerate(self.masked.marks):
            span = self._mark(mark)
            if span is None:
                self.left_out.append(mark)
                continue
            self._placed.append((mark, span))
            found.append(_Event(span.start, (2, number), span.start, mark.opening.filled(self.translations)))
            found.append(_Event(span.end, (0, -number), span.end, mark.closing.filled(self.translations)))
        taken: list[Span] = []
        for number, item in enumerate(self.masked.inserts):
            span = self._insert(item, taken)
            order = (3 if span.start < span.end else 1, number)
            found.append(_Event(span.start, order, span.end, self._spaced(item, span)))
            taken.append(span)
            if item.shown:  # a stand-in that came twice
                stand_in = self.masked.text[slice(*item.span)]
                again = _occurrences(self.draft, stand_in, Span(0, len(self.draft)), taken)
                found += [_Event(extra.start, (1, number), extra.end, "") for extra in again]
                taken += again
        return sorted(found)

    def _spaced(self, item: Insert, span: Span) -> str:
        """Write an insert with the spaces that it had, where the draft has none."""
        written = item.written.filled(self.translations)
        if item.spaces[0] and span.start and not self.draft[span.start - 1].isspace():
            written = f" {written}"
        after = self.draft[span.end : span.end + 1]
        return f"{written} " if item.spaces[1] and after and (after.isalnum() or not span.start) else written

    def _mark(self, mark: Mark) -> Span | None:
        """Find the words that a mark belongs around; None to leave it out."""
        text = self.masked.text
        source, region = self._around(mark.span)
        phrase = text[mark.span.start : mark.span.end]
        if WORD.findall(phrase) == WORD.findall(text[source.start : source.end]):
            return trimmed(self.draft, region, phrase)
        taken = [span for other, span in self._placed if not _holds(other.span, mark.span)]
        middle = ((mark.span.start + mark.span.end) / 2 - source.start) / max(1, source.end - source.start)
        match = find_phrase(self.draft, region, self._renderings(phrase), middle, taken)
        if match is None or match.likeness < _SURE:
            if mark.optional or match is None:
                self.doubts.append(f"the {mark.name} on “{phrase.strip()}” could not be placed")
                return None
            self.doubts.append(f"the {mark.name} on “{phrase.strip()}” may stand around the wrong words")
        span = with_punctuation(self.draft, match.span, phrase.strip(), region)
        return match.span if any(span.start < other.end and other.start < span.end for other in taken) else span

    def _renderings(self, phrase: str) -> list[str]:
        return [text for text in (self.translations.get(phrase, ""), phrase) if text]

    def _around(self, span: Span) -> tuple[Span, Span]:
        """The innermost placed mark around a stretch of the source: its place there and in the draft."""
        outer = [(mark.span, place) for mark, place in self._placed if _holds(mark.span, span)]
        if span.start == span.end:  # a mark without text at an end of a construct stands beside it
            outer = [pair for pair in outer if pair[0].start < span.start < pair[0].end]
        return outer[-1] if outer else (Span(0, len(self.masked.text)), Span(0, len(self.draft)))

    def _insert(self, item: Insert, taken: Sequence[Span]) -> Span:
        text = self.masked.text
        source, region = self._around(item.span)
        place = (item.span.start - source.start) / max(1, source.end - source.start)
        if item.span.start == item.span.end:
            end = self._after(item, source, region, place)
            return Span(end, end)
        for shown in (text[item.span.start : item.span.end], item.shown):
            found = _occurrences(self.draft, shown, region, taken)
            if found:
                return min(found, key=lambda span: abs((span.start - region.start) / max(1, len(self.draft)) - place))
        self.doubts.append(f"“{item.shown}” may stand at the wrong place")
        end = region.start + boundary(self.draft[region.start : region.end], place)
        while any(span.start < end < span.end for span in taken):
            end += 1
        return Span(end, end)

    def _after(self, item: Insert, source: Span, region: Span, place: float) -> int:
        """Find the place of a mark without text: after the words that it follows."""
        before = self.masked.text[source.start : item.span.start]
        if not before.strip():
            return region.start
        if not WORD.search(self.masked.text, item.span.end, source.end):
            return self._before_end(item, region)
        match = find_phrase(self.draft, region, self._renderings(item.lead), place)
        if match is None or match.likeness < _SURE:
            self.doubts.append(f"the mark after “{item.lead.strip()}” may stand at the wrong place")
            return region.start + boundary(self.draft[region.start : region.end], place)
        return with_punctuation(self.draft, match.span, item.lead.strip(), region).end

    def _before_end(self, item: Insert, region: Span) -> int:
        """Place of a mark after the last word: before the marks that follow it in the source."""
        after = self.masked.text[item.span.end :].strip()
        end = region.start + len(self.draft[region.start : region.end].rstrip())
        while after and end > region.start and not self.draft[end - 1].isalnum():
            end -= 1
        return end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _occurrences(draft: str, shown: str, region: Span, taken: Sequence[Span]) -> list[Span]:
    found = []
    start = draft.find(shown, region.start, region.end)
    while start >= 0:
        span = Span(start, start + len(shown))
        if not any(span.start < other.end and other.start < span.end for other in taken):
            found.append(span)
        start = draft.find(shown, start + 1, region.end)
    return found


def _compose(draft: str, events: Sequence[_Event], syntax: str) -> str:
    """Write a draft with its markup; what stands between is plain text and is escaped."""
    parts: list[str] = []
    position = 0
    for event in events:
        parts += [_escape(draft[position : event.start], syntax), event.text]
        position = max(position, event.end)
    return "".join([*parts, _escape(draft[position:], syntax)]).strip()


def _escape(text: str, syntax: str) -> str:
    """Write plain text so that none of it is markup, changing as little as possible."""
    if syntax == HTML:
        return escape_html(text)
    if syntax == MARKDOWN:
        text = _BACKSLASH.sub(r"\\\\", text)
        for _ in range(3):
            pieces = [piece for piece in scan_syntax(text, syntax) if text[piece.span.start] != "\\"]
            if not pieces:
                break
            for piece in reversed(pieces):
                text = f"{text[: piece.span.start]}\\{text[piece.span.start :]}"
    return text


def _faithful(masked: Masked, draft: str, text: str, left_out: Sequence[Mark]) -> bool:
    """Whether a draft has the markup of its source, but for what was left out, and the words of the plain draft."""
    expected = _names(scan_syntax(masked.source, masked.syntax))
    for mark in left_out:
        expected[Role.OPEN, mark.name] -= 1
    pieces = scan_syntax(text, masked.syntax)
    found = _names(pieces)
    if any(found[key] != expected[key] for key in found.keys() | expected.keys() if key[0] is not Role.CLOSE):
        return False
    words = Counter(WORD.findall(Flow(text, Span(0, len(text)), pieces).text))
    stand_ins = {masked.text[slice(*item.span)] for item in masked.inserts}
    return not [word for word in Counter(WORD.findall(draft)) - words if not any(map(word.count, stand_ins - {""}))]


def _names(pieces: Sequence[Piece]) -> Counter[tuple[Role, str]]:
    return Counter((piece.role, piece.name) for piece in pieces if piece.role is not Role.TEXT)


def _at_the_end(masked: Masked, draft: str, translations: Mapping[str, str]) -> Unmasked:
    """Give up placing: emphasis goes, and links and code follow the sentence."""
    parts = [_escape(draft, masked.syntax)]
    for mark in masked.marks:
        if not mark.optional:
            phrase = masked.text[mark.span.start : mark.span.end]
            inner = _escape(translations.get(phrase) or phrase, masked.syntax)
            parts.append(f"{mark.opening.filled(translations)}{inner}{mark.closing.filled(translations)}")
    parts += [item.written.filled(translations) for item in masked.inserts]
    return Unmasked(" ".join(parts), False, ("the markup could not be placed; it stands at the end or is left out",))
