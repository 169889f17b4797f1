"""Abbreviations that have one usual counterpart in each language.

Source: names of states and bodies as CLDR and the bodies themselves write them. A pattern holds the abbreviation and
the beginnings of what it is short for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from l10n.facts.lexicon import language_of
from l10n.model import LocaleCode

_TABLE = (
    (
        r"U\.S\.A?\.?|USA?(?! dollar|\$)",
        r"ЗША|Злучан\w+ Штат|Амеры|амеры|штатаў",
        r"США|Соедин\w+ Штат|Штат|Америк|америк",
        r"США|Сполучен\w+ Штат|Штат|Америк|америк",
    ),
    (
        r"U\.K\.?|UK",
        r"Вялікабрытанія|Вялік\w+ Брытан|Вялікабрытан|брытан|Брытан|Злучан\w+ Каралеўств|ЗК",
        r"Великобритания|Великобритан|Соедин\w+ Королевств|британ|Британ",
        r"Велика Британія|Велик\w+ Британ|Великобритан|Сполучен\w+ Королівств|британ|Британ",
    ),
    (
        r"E\.U\.?|EU",
        r"ЕС|Еўра|еўра",
        r"ЕС|Евро|евро",
        r"ЄС|Євро|євро",
    ),
    (
        r"U\.N\.?|UN",
        r"ААН|Аб.?ядн\w+ Нацы",
        r"ООН|Объедин\w+ Наци",
        r"ООН|Об.?єдн\w+ Наці",
    ),
    (
        r"NATO",
        r"НАТА",
        r"НАТО",
        r"НАТО",
    ),
    (
        r"WHO",
        r"СААЗ|ВООЗ|Сусветн\w+ арганіз",
        r"ВОЗ|Всемирн\w+ организ",
        r"ВООЗ|Всесвітн\w+ організ",
    ),
    (
        r"FBI",
        r"ФБР|Федэральн\w+ бюро",
        r"ФБР|Федеральн\w+ бюро",
        r"ФБР|Федеральн\w+ бюро",
    ),
    (
        r"CIA",
        r"ЦРУ|Цэнтральн\w+ разведвальн",
        r"ЦРУ|Центральн\w+ разведыват",
        r"ЦРУ|Центральн\w+ розвідувальн",
    ),
    (
        r"USSR|U\.S\.S\.R\.?",
        r"СССР|Савецк|савецк",
        r"СССР|Совет|совет",
        r"СРСР|Радянськ|радянськ",
    ),
    (
        r"OSCE",
        r"АБСЕ",
        r"ОБСЕ",
        r"ОБСЄ",
    ),
    (
        r"COVID(?:-19)?|Covid(?:-19)?",
        r"COVID|Covid|каві[дз]|Каві[дз]|каранавірус",
        r"COVID|Covid|[кК]овид|коронавирус",
        r"COVID|Covid|[кК]ові[дз]|коронавірус",
    ),
    (
        r"IMF",
        r"МВФ|Міжнародн\w+ валютн",
        r"МВФ|Международн\w+ валютн",
        r"МВФ|Міжнародн\w+ валютн",
    ),
    (
        r"ICC",
        r"МКС|Міжнародн\w+ крымінальн",
        r"МУС|Международн\w+ уголовн",
        r"МКС|Міжнародн\w+ кримінальн",
    ),
    (
        r"NASA",
        r"НАСА|NASA",
        r"НАСА|NASA",
        r"НАСА|NASA",
    ),
    (
        r"UNESCO",
        r"ЮНЕСКА",
        r"ЮНЕСКО",
        r"ЮНЕСКО",
    ),
    (
        r"UNICEF",
        r"ЮНІСЕФ|UNICEF",
        r"ЮНИСЕФ|UNICEF",
        r"ЮНІСЕФ|UNICEF",
    ),
    (
        r"IAEA",
        r"МАГАТЭ",
        r"МАГАТЭ",
        r"МАГАТЕ",
    ),
    (
        r"KGB",
        r"КДБ|КГБ",
        r"КГБ|КДБ",
        r"КДБ|КГБ",
    ),
    (
        r"FSB",
        r"ФСБ",
        r"ФСБ",
        r"ФСБ",
    ),
)
"""Patterns: English, Belarusian, Russian, Ukrainian; the usual counterpart comes first."""
_LOOKALIKES = str.maketrans("ABCEHIKMOPTX", "АВСЕНІКМОРТХ")
_LANGUAGES = ("be", "ru", "uk")


class Abbreviation(NamedTuple):
    """An abbreviation and what may stand for it."""

    source: re.Pattern[str]
    target: re.Pattern[str]
    usual: str
    """The usual counterpart, for a message."""


def lost_abbreviations(source: str, target: str, locale: LocaleCode) -> list[tuple[str, str]]:
    """Find the English abbreviations of which a translation has no counterpart, each with the usual one.

    >>> lost_abbreviations("The EU and the U.S.", "ЕС і Расія", "be")
    [('U.S.', 'ЗША')]
    """
    if not _may_have_any(source):
        return []
    found = []
    cyrillic = target.translate(_LOOKALIKES)  # Latin letters within are for another check to report
    for item in _abbreviations(locale):
        match = item.source.search(source)
        if match and match[0] not in target and not any(item.target.search(text) for text in (target, cyrillic)):
            found.append((match[0], item.usual))
    return found


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def _may_have_any(source: str) -> bool:
    return _quick().search(source) is not None


@cache
def _quick() -> re.Pattern[str]:
    """Any abbreviation of the table: most sentences have none."""
    every = "|".join(row[0] for row in _TABLE)
    return re.compile(rf"(?<![\w.&-])(?:{every})(?![\w&-])")


@cache
def _abbreviations(locale: LocaleCode) -> tuple[Abbreviation, ...]:
    language = language_of(locale)
    if language not in _LANGUAGES:
        return ()
    column = _LANGUAGES.index(language) + 1
    found = []
    for row in _TABLE:
        source, target = rf"(?<![\w.&-])(?:{row[0]})(?![\w&-])", row[column]
        found.append(Abbreviation(re.compile(source), re.compile(rf"\b(?:{target})"), target.partition("|")[0]))
    return tuple(found)
