"""What is surely wrong in the typography of Belarusian, Russian and Ukrainian, as edits.

Every function takes a ``Case`` and gives the edits of one code. Where usage differs (– or — between words, 5% or 5 %,
ʼ or ’ in Ukrainian), both ways are right and no rule says anything.

Sources: «Правілы беларускай арфаграфіі і пунктуацыі» (2008), Мильчин, «Справочник издателя и автора», «Український
правопис» (2019), CLDR for separators of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from l10n.checks.typography.edits import Edit, protected, substitute
from l10n.checks.typography.quotes import read_quotes, straightened
from l10n.model import Kind, LocaleCode, Span

LOCALES = frozenset({"be", "ru", "uk"})
NBSP = "\u00a0"

_CYRILLIC = "А-Яа-яЁёІіЎўЇїЄєҐґ"
_HYPHEN = re.compile(r"(?<=\S[ \u00a0])-{1,3}(?=[ \u00a0]\S)")
_DOUBLE_HYPHEN = re.compile(rf"(?<=[{_CYRILLIC}])--(?=[{_CYRILLIC}])")
_GLUED_DASH = re.compile(rf"(?<=[{_CYRILLIC}])[ \u00a0]?—(?=[а-яёіўїєґ])|(?<=[а-яёіўїєґ])—[ \u00a0](?=[{_CYRILLIC}])")
_SUSPECT_SPACE = re.compile(r"[ \u00a0\u202f][ \u00a0\u202f,.;:!?»)\]]|[«„(\[][ \u00a0]")
_SPACE_BEFORE = re.compile(r"(?<=[^\s.,;:!?…(«„—–-])[ \u00a0\u202f]+(?=(?:[,;:!?]|\.(?!\.))(?:[\s»“)\]]|$))")
_SPACE_INSIDE = re.compile(
    r"(?:(?<=[\s(][«„(\[])|(?<=\A[«„(\[]))[ \u00a0]+(?=\S)"
    r"|(?<=[^\s—–-])[ \u00a0]+(?=[»)\]](?:[\s.,;:!?)»]|$))"
)
_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_NUMBER_SIGN = re.compile(r"(?<=№)(?=\d)")
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)")
_POINT = re.compile(r"\d\.\d")
_DECIMAL = re.compile(r"(?<![\w.,:/-])\d+\.\d+(?![\w:/-]|\.\d)")
_NAMED = re.compile(r"(?:[A-Za-z]\S*|№)[ \u00a0]$")
_NUMBERED = re.compile(
    r"(?:articles?|chapter|clause|fig(?:ure|\.)|levels?|part|section|tables?|version|v\.?) $", re.IGNORECASE
)
_CLOCK = re.compile(r"[ \u00a0]?(?:[ap]\.?m\b|hours\b|GMT|UTC)", re.IGNORECASE)
_DOTS = re.compile(r"(?<![.?!…])\.{3}(?!\.)")
_QUOTES = re.compile('["“”‟]')
_APOSTROPHES = re.compile("['`´′‘]")
_APOSTROPHE = re.compile(rf"(?<=[{_CYRILLIC}])['`´′‘](?=[{_CYRILLIC}])")
_QUOTE_COMMA = re.compile(r"(?<=[^\s.,!?…]),([»“”\"])(?=[\s,–—]|$)")
_COMMA_QUOTE = re.compile(r",[»“”\"]")
_FINAL = re.compile(r"[.!?…:;,–—-]['\"»“”’)\]*_]*$")


@dataclass(frozen=True)
class Case:
    """A translation that typography is looked at: source, target, locale, and what the sentence is."""

    source: str
    target: str
    locale: LocaleCode
    kind: Kind

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Spans of the target that stay as they are."""
        return protected(self.target)

    @cached_property
    def source_is_whole(self) -> bool:
        """Whether every quotation mark of the source has its partner in the same sentence."""
        quotes = read_quotes(self.source, protected(self.source))
        return not quotes.doubtful and not quotes.single


def quotes(case: Case) -> list[Edit]:
    """Straight or English quotation marks in the place of «» and „“."""
    if not _QUOTES.search(case.target):
        return []
    return straightened(case.target, case.protected, partial=not case.source_is_whole)


def quote_comma(case: Case) -> list[Edit]:
    """A comma before a closing mark, as Americans put it: it belongs behind."""
    return substitute(_QUOTE_COMMA, r"\1,", case.target) if _COMMA_QUOTE.search(case.target) else []


def dash(case: Case) -> list[Edit]:
    """A hyphen or two in the place of a dash, and a dash without spaces between words."""
    text = case.target
    if "-" not in text and "—" not in text:
        return []
    mark = "–" if "–" in text and "—" not in text else "—"
    edits = [
        Edit(Span(*match.span()), mark)
        for match in _HYPHEN.finditer(text)
        if not (text[: match.start()].rstrip()[-1].isdigit() and text[match.end() :].lstrip()[0].isdigit())
    ]
    return [*edits, *substitute(_DOUBLE_HYPHEN, f" {mark} ", text), *substitute(_GLUED_DASH, " — ", text)]


def spaces(case: Case) -> list[Edit]:
    """A space before a comma or stop, inside brackets or quotation marks; two where one will do."""
    text = case.target
    if not _SUSPECT_SPACE.search(text):
        return []
    edits = [*substitute(_SPACE_BEFORE, "", text), *substitute(_SPACE_INSIDE, "", text)]
    if not _SPACES.search(case.source):
        taken = [edit.span for edit in edits]
        edits += [edit for edit in substitute(_SPACES, " ", text) if edit.span not in taken]
    return edits


def number_sign(case: Case) -> list[Edit]:
    """№ without a space before its number."""
    return substitute(_NUMBER_SIGN, NBSP, case.target) if "№" in case.target else []


def thousands(case: Case) -> list[Edit]:
    """Commas between thousands, taken over from the source: 1,200."""
    english = set(_THOUSANDS.findall(case.source)) if "," in case.source else set()
    if not english:
        return []
    return [
        Edit(Span(*match.span()), match[0].replace(",", NBSP).replace(".", ","))
        for match in _THOUSANDS.finditer(case.target)
        if match[0] in english
    ]


def decimal(case: Case) -> list[Edit]:
    """A decimal point, taken over from the source: 5.6. Versions (iOS 14.5), sections and times of day have one."""
    if not _POINT.search(case.target):
        return []
    english = {
        match[0]
        for match in _DECIMAL.finditer(case.source)
        if not _CLOCK.match(case.source, match.end()) and not _NUMBERED.search(case.source[: match.start()])
    }
    return [
        Edit(Span(*match.span()), match[0].replace(".", ","))
        for match in _DECIMAL.finditer(case.target)
        if match[0] in english and not _NAMED.search(case.target[: match.start()])
    ]


def ellipsis(case: Case) -> list[Edit]:
    """Three dots in the place of the mark …; ?.. and !.. are right as they are."""
    return substitute(_DOTS, "…", case.target) if "..." in case.target else []


def apostrophe(case: Case) -> list[Edit]:
    """A straight mark or an accent in the place of the apostrophe ’ of Belarusian and Ukrainian words."""
    if case.locale == "ru" or not _APOSTROPHES.search(case.target):
        return []
    return substitute(_APOSTROPHE, "’", case.target)


def final_stop(case: Case) -> list[Edit]:
    """No full stop where the sentence of the source has one."""
    if case.kind is not Kind.PARAGRAPH or not case.source.rstrip().endswith(".") or _FINAL.search(case.target.rstrip()):
        return []
    end = len(case.target.rstrip())
    return [Edit(Span(end, end), ".")]


RULES: Mapping[str, Callable[[Case], list[Edit]]] = {
    "quotes-straight": quotes,
    "quote-comma": quote_comma,
    "dash": dash,
    "spaces": spaces,
    "number-sign": number_sign,
    "thousands-comma": thousands,
    "decimal-point": decimal,
    "ellipsis": ellipsis,
    "apostrophe": apostrophe,
    "final-stop": final_stop,
}
"""Code → what finds and corrects it."""
