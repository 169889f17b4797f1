"""What the codes of typography mean."""

from __future__ import annotations

from collections.abc import Mapping

from l10n.model import Rule, Severity

MARKS: Mapping[str, Rule] = {
    "quotes-straight": Rule(
        Severity.WARNING,
        "Straight or English quotation marks in the place of «» and „“",
        """\
Belarusian, Russian and Ukrainian quote with «», and inside a quotation with „“. Pairs that are „“ on the outside are
left alone, and so is a text in which a mark has no partner or may be inches. Many good texts are typed with straight
marks, so this is reported only if the project enables it; --fix corrects it in any case, unless it is disabled.

Example: Яна сказала: "Так". → Яна сказала: «Так».""",
        fixable=True,
        optional=True,
        tacit=True,
    ),
    "quote-comma": Rule(
        Severity.WARNING,
        "A comma before a closing quotation mark",
        """\
American usage puts a comma inside the quotation marks; Belarusian, Russian and Ukrainian put it behind them.

Example: «Так,» сказала яна → «Так», сказала яна""",
        fixable=True,
    ),
    "dash": Rule(
        Severity.WARNING,
        "A hyphen in the place of a dash, or a dash without spaces",
        """\
Between words stands a dash with spaces. – and — are both right; the correction writes the one that the sentence has
already, — by default. Between numbers nothing is reported: 5 - 3 may be a score or a sum.

Example: Мінск - сталіца → Мінск — сталіца""",
        fixable=True,
    ),
    "spaces": Rule(
        Severity.WARNING,
        "A space too many",
        """\
A space before a comma or a full stop, inside brackets or quotation marks, or two spaces where the source has one.

Example: « Так » , сказала яна → «Так», сказала яна""",
        fixable=True,
    ),
    "number-sign": Rule(
        Severity.WARNING,
        "№ without a space before its number",
        """\
The sign № is set off by a (non-breaking) space.

Example: школа №5 → школа № 5""",
        fixable=True,
    ),
    "thousands-comma": Rule(
        Severity.WARNING,
        "Commas between thousands, as in English",
        """\
A number of the source with English commas was taken over as it is. In Belarusian, Russian and Ukrainian a comma is the
decimal sign: 1,200 reads as one and a fifth.

Example: 1,200 чалавек → 1 200 чалавек""",
        fixable=True,
    ),
    "decimal-point": Rule(
        Severity.WARNING,
        "A decimal point, as in English",
        """\
A number of the source with a decimal point was taken over as it is; Belarusian, Russian and Ukrainian write a comma.
Versions (iOS 14.5), addresses, dates and times of day keep their points and are left alone.

Known problems: a section or version number without a Latin word before it (раздел 4.2) is taken for a decimal; ignore
the code in that entry.

Example: 5.6 мільёна → 5,6 мільёна""",
    ),
    "ellipsis": Rule(
        Severity.WARNING,
        "Three dots in the place of an ellipsis",
        """\
The mark … is one letter: it does not break at a line end, and searching finds it. ?.. and !.. are left alone.

Example: Але... → Але…""",
        fixable=True,
    ),
    "apostrophe": Rule(
        Severity.WARNING,
        "A straight mark in the place of the apostrophe ’",
        """\
Belarusian and Ukrainian words have the apostrophe ’ (U+2019). The letter ʼ (U+02BC) is left alone in both. Many good
texts are typed with the straight mark, so this is reported only if the project enables it; --fix corrects it in any
case, unless it is disabled.

Example: п'яць → п’яць""",
        fixable=True,
        optional=True,
        tacit=True,
    ),
    "final-stop": Rule(
        Severity.WARNING,
        "No full stop where the source has one",
        """\
The sentence of the source ends with a full stop and the translation with nothing. Often more than the stop was lost.
Titles, headings and items of lists are left alone.

Example: She is free. — Яна вольная → Яна вольная.""",
    ),
}
"""What is corrected; in the order in which it is looked for."""

BALANCE: Mapping[str, Rule] = {
    "quotes-unbalanced": Rule(
        Severity.ERROR,
        "A quotation mark opens and does not close, or the other way round",
        """\
Every quotation mark of the source has its partner in the sentence, and the translation has one without. The reader
cannot tell any more who says what. A quotation that runs over several sentences is left alone, and so is a text in
which a mark may be inches; «… «…» with one closing mark for both is right.

Example: «Так, сказала яна.""",
    ),
    "brackets-unbalanced": Rule(
        Severity.ERROR,
        "A bracket opens and does not close, or the other way round",
        """\
Every bracket of the source has its partner, and the translation has one without. 1) and а) need none.

Example: Мінск (сталіца Беларусі""",
    ),
    "tags-unbalanced": Rule(
        Severity.ERROR,
        "A tag opens and does not close, or the other way round",
        """\
Every tag of the source has its partner, and the translation has one without: bold type would run on over the rest of
the page, or the tag would be read as text.

Example: Саюз вітаў <b>рашэнне.""",
    ),
}
"""Marks without a partner."""

BINDING: Mapping[str, Rule] = {
    "no-break-space": Rule(
        Severity.WARNING,
        "A space that should not break at a line end",
        """\
After short prepositions and conjunctions, between initials and surname, between a number and its unit. Off unless a
project asks for it: enable = ["no-break-space"] in [tool.l10n.checks].

Example: у Мінску, 5 км, А. Іваноў: each of these spaces becomes U+00A0.""",
        fixable=True,
        optional=True,
    ),
}
"""Spaces that should not break."""
