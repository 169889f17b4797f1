"""Words that say who said it.

Only the clear ones of English are asked for; in the translation anything that may stand for one counts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from l10n.facts.lexicon import language_of
from l10n.model import LocaleCode, Span

_REPORTS = re.compile(
    r"\b(?:(?<!that )said|says|told|according to|claimed|claims that|alleg(?:es|ed|edly)"
    r"|stated|announced|reported(?:ly)?|insist(?:s|ed)"
    r"|argue[sd]|warn(?:s|ed)|admit(?:s|ted)|confirmed|acknowledged|declared)\b",
    re.IGNORECASE,
)
_STEMS = {
    "be": """
каза кажу кажа гавор гавар заяў заяв апавя паведам сцвярдж сцверд паводле слоў словах абвясц абвяшч абвесц нібы
быццам прызна прызнае пацвер пацвяр папярэд папярэдж адзнач дада ліча лічы мярк адказ пыта піса піша распа расказ
тлумач растлум падкрэсл намяк настой даклад аргумент звест інфарм даных дадзен абвінавач абвінава перада мовіц вымав
думк думае зазнач выказ сведч раска паказа сказ падазра маўля чутк нагада удакладн запэўн пагадз цвердз мяркуе звяр
канстат лічб прадказ пагр пажал напамін ўпэўн дэклар публі анансав прагназ
""",
    "ru": """
сказ говор заяв заявл сообщ утвержд словам слов данным согласно объяв якобы предполож призна подтвер предупре отмет
отмеч добав счита полага ответ спрос спраш пис[аы] пиш расск поясн объясн подчерк намек настаив настоя доклад довод
аргумент информ обвин обвиня перед[аа] мнен дума указ выраз свидет показа подозр мол дескать по_слухам напомин
напомн уточн завер соглас констат предрек жалов пожалов уверя увер декларир публик анонсир прогноз рапорт провозгл
известн извест отчет отчёт огласи предостер
""",
    "uk": """
каза каже говор заяв повідом стверд слов даним згідно оголос оголош нібито начебто ймовір визна підтвер поперед
зазнач додав дода вважа гада відпов пита пис пиш розпов поясн підкресл натяк наполя допов аргумент інформ звинува
обвинув переда думк дума вказ висл свідч показ підозр мовляв чутк нагада уточн запевн погод констат скарж поскарж
переконан переконув деклар публік анонс прогноз рапорт проголос відом звіт застер відзнач даних за_версією
""",
}
"""Beginnings of words that may report; an underscore is a space."""


@lru_cache(maxsize=256)  # a source sentence comes again with every locale
def reports(text: str) -> tuple[Span, ...]:
    """Find the words of an English sentence that say who said it.

    >>> reports("He said so.")
    (Span(start=3, end=7),)
    """
    return tuple(Span(*match.span()) for match in _REPORTS.finditer(text))


def may_report(text: str, locale: LocaleCode) -> bool:
    """Whether anything in a translation may say who said it; yes for a locale without a list.

    >>> may_report("Ён сказаў так.", "be"), may_report("Гэта так.", "be")
    (True, False)
    """
    pattern = _stems(locale)
    return pattern is None or bool(pattern.search(text))


@cache
def _stems(locale: LocaleCode) -> re.Pattern[str] | None:
    stems = _STEMS.get(language_of(locale))
    if stems is None:
        return None
    beginnings = "|".join(stem.replace("_", " ") for stem in stems.split())
    return re.compile(rf"\b\w{{0,3}}(?:{beginnings})", re.IGNORECASE)  # up to three letters of a prefix
