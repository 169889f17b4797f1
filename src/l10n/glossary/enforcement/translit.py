"""Latin spellings of names written in Belarusian, Russian and Ukrainian letters.

Good enough to recognise what a machine made of a name, and to propose a name for a person to correct; a glossary row
is always better.
"""

from __future__ import annotations

import re

_COMMON = (
    "eya=ея aya=ая oya=оя uya=уя shch=щ tsch=ч sch=ш kh=х zh=ж ch=ч sh=ш ts=ц tz=ц ph=ф th=т ck=к qu=кв x=кс q=к w=в "
    "a=а b=б d=д f=ф k=к l=л m=м n=н o=о p=п r=р s=с t=т u=у v=в z=з c=к oo=у yu=ю ya=я iu=ю ai=ай ay=ай oy=ой dz=дз "
    "j=дж"
)
_OWN = {
    "be": "shch=шч skaya=ская skaia=ская skyi=скі sky=скі ski=скі iy=ій tsi=ці tse=цэ ye=е yo=ё ria=рыя ia=я ie=е "
    "ey=ей ei=ей ou=оў au=аў ow=оў ee=і je=е y=ы h=г g=г i=і e=е",
    "ru": "skaya=ская skaia=ская skyi=ский sky=ский ski=ский iy=ий ye=е yo=е ria=рия ia=я ie=е ey=ей ei=ей ou=оу au=ау "
    "ee=и je=е y=ы h=х g=г i=и e=е",
    "uk": "skaya=ська skaia=ська ska=ська skyi=ський sky=ський ski=ський iy=ій ye=є yi=ї yo=йо ria=рія ia=я ie=є ey=ей "
    "ei=ей ou=оу au=ау ee=і je=є y=и h=г g=г i=і e=е",
}
_RULES = {
    locale: sorted((pair.split("=") for pair in (own + " " + _COMMON).split()), key=lambda pair: -len(pair[0]))
    for locale, own in _OWN.items()
}
_FINAL_IA = {"be": "ія", "ru": "ия", "uk": "ія"}


def transliterate(name: str, locale: str) -> str | None:
    """Write a Latin name in the letters of a locale; None for a locale without a table.

    >>> transliterate("Maria Kolesnikova", "ru"), transliterate("Sabalenka", "be")
    ('Мария Колесникова', 'Сабаленка')
    """
    if locale not in _OWN:
        return None
    return re.sub(r"[^\W\d_]+", lambda match: _word(match.group(), locale), name)


def _word(word: str, locale: str) -> str:
    lower, position, parts = word.lower(), 0, list[str]()
    while position < len(lower):
        if lower[position:] == "ia" and position:
            parts.append(_FINAL_IA[locale])
            break
        for latin, letters in _RULES[locale]:
            if lower.startswith(latin, position):
                parts.append(letters)
                position += len(latin)
                break
        else:
            parts.append(lower[position])
            position += 1
    written = _tidy("".join(parts), locale)
    return written.upper() if word.isupper() and len(word) > 1 else written[:1].upper() + written[1:]


def _tidy(word: str, locale: str) -> str:
    """Apply what the letters of a language never do."""
    if locale == "be":
        word = re.sub("^е", "э", word)
        word = re.sub("([жшчрт])е", r"\1э", word)
        word = re.sub("([жшчр])і", r"\1ы", word)
        return re.sub("(?<=[аеёіоуыэюя])в(?=[^аеёіоуыэюя]|$)", "ў", word)
    if locale == "ru":
        return re.sub("([жшч])ы", r"\1и", re.sub("^е", "э", word))
    return re.sub("([жшч])ю", r"\1у", word)
