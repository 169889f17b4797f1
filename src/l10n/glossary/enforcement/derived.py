"""Words made of a name: the adjective (Гомельская вобласць, лукашэнкаўскі рэжым) and the people of a place (мінчане).

They render a mention as well as the name itself does, and are no wrong spelling of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from l10n.glossary.enforcement.sounds import skeleton

_SOFT = "(?:ая|ае|ое|ага|ого|аму|ому|ім|им|ым|ом|ай|ой|ій|ую|ою|ої|ія|ие|их|іх|імі|ими|ий|і)"
_ADJECTIVE = re.compile(f"(?:[сцз]ь?к|ж[сш]к){_SOFT}$")
_SHORT_ADJECTIVE = re.compile("(?:[сцз]ьк|ск|цк)(?:а|е|у)$")
_NEUTER_ADJECTIVE = re.compile("[сцз]ьке$")
_NOUN_IN_SK = re.compile("[сцз]ь?к$")
_OF_A_NOUN = re.compile("[ао]м$")
_ALTERNATING = str.maketrans("žšč", "hhk")
"""Рига, рижский; Чэхія, чэшскі: what к, г, х become before an ending, as skeletons write them."""
_FEWEST = 3
"""Sounds that an adjective shares with the name at the beginning: Польшча, польскі."""
_FEWEST_OF_PEOPLE = 4
"""... and another word: Мінск, мінчанін."""
_FEWEST_INSIDE = 5
"""... or inside: Вялікабрытанія, брытанскі; Новая Зеландыя, новазеландскі."""

_OF_OTHER_STEMS: Mapping[str, tuple[str, ...]] = {
    "United States": ("амерыкан", "американ"),
    "United Kingdom": ("брытан", "британ", "англі", "англи", "ангел"),
    "European Union": ("еўрап", "европ", "європ"),
    "Germany": ("нямец", "немец", "німец", "немц", "немк", "німц", "німк"),
    "Russia": ("руск", "русск"),
    "Poland": ("паляк", "поляк", "польк"),
    "Denmark": ("дацк", "дацч", "датч", "датс", "данс", "данц"),
    "Sweden": ("швед",),
    "Finland": ("фіны", "фінаў", "фінам", "фінів", "финн"),
    "Hungary": ("венг", "угорс", "угорц"),
    "Netherlands": ("галанд", "голланд"),
    "Greece": ("грэк", "грэч", "грэц", "грек", "греч", "грец"),
    "Turkey": ("турк", "турак", "турец", "турэц", "тюрк"),
    "Spain": ("іспан", "испан"),
    "Switzerland": ("швейцар",),
}
"""Beginnings of adjectives and peoples that do not show the country's name, by its English name."""
_SAME = {
    **dict.fromkeys(("U.S.", "US", "USA", "U.S.A.", "America", "United States of America"), "United States"),
    **dict.fromkeys(("UK", "U.K.", "Britain", "Great Britain", "England"), "United Kingdom"),
    **dict.fromkeys(("EU", "E.U."), "European Union"),
    **dict.fromkeys(("The Netherlands", "Holland"), "Netherlands"),
    "Türkiye": "Turkey",
}


def is_adjective(word: str, name: str) -> bool:
    """Whether a word has the ending of a place's adjective, which no form of the name has.

    >>> is_adjective("Мінскага", "Мінск"), is_adjective("Гомельская", "Гомель"), is_adjective("Віцебску", "Віцебск")
    (True, True, False)
    """
    lower = word.casefold()
    if _NOUN_IN_SK.search(name.casefold()):
        adjective = _ADJECTIVE.search(lower) or _NEUTER_ADJECTIVE.search(lower)
        return bool(adjective) and not _OF_A_NOUN.search(lower)
    return bool(_ADJECTIVE.search(lower) or _SHORT_ADJECTIVE.search(lower))


def is_derived(word: str, name: str, sources: Iterable[str] = ()) -> bool:
    """Whether a word is made of the name of a place.

    Args:
        word: of a text in be, ru or uk.
        name: of the place, in the same language.
        sources: English names of the place.

    >>> is_derived("рижского", "Рига"), is_derived("білоруси", "Білорусь"), is_derived("амерыканскі", "ЗША", ["US"])
    (True, True, True)
    """
    lower = word.casefold()
    stems = tuple(stem for source in sources for stem in _OF_OTHER_STEMS.get(_SAME.get(source, source), ()))
    if stems and lower.startswith(stems):
        return True
    sounds = skeleton(lower)
    for part in name.split():
        own = skeleton(part)
        shared = _common_start(sounds.translate(_ALTERNATING), own.translate(_ALTERNATING))
        if is_adjective(word, name):
            if shared >= min(_FEWEST, len(own)):
                return True
            if len(sounds) > _FEWEST_INSIDE and (sounds[:_FEWEST_INSIDE] in own or own[:_FEWEST_INSIDE] in sounds):
                return True
        if shared >= max(_FEWEST_OF_PEOPLE, len(own) - 2) or is_inside(sounds, own):
            return True
    return False


def is_adjective_of_person(word: str, name: str) -> bool:
    """Whether a word is the adjective of a last name.

    >>> is_adjective_of_person("лукашэнкаўскі", "Лукашэнка"), is_adjective_of_person("трамповские", "Трамп")
    (True, True)
    """
    own = skeleton(name)
    fewest = max(_FEWEST_OF_PEOPLE, len(own) - 1)
    return is_adjective(word, name) and len(own) >= fewest and skeleton(word.casefold()).startswith(own[:fewest])


def is_inside(sounds: str, own: str) -> bool:
    """Whether a word has a name inside, behind a prefix: Падмаскоўе; both as skeletons."""
    return len(own) >= _FEWEST_OF_PEOPLE and sounds.find(own[:_FEWEST_OF_PEOPLE]) > 1


def _common_start(one: str, other: str) -> int:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared
