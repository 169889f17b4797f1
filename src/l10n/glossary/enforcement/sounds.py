"""How names sound: Latin and Cyrillic spellings folded to one skeleton, so that spellings can be compared.

The folding forgets what transliterations disagree about: unstressed о/а, е/э/є/ё, и/ы/і/й/y, г/h/х/kh, ў/в/w/v/u, soft
and hard signs, doubled letters. Source: the pairs are those that official and newspaper transliterations of
Belarusian, Russian and Ukrainian names differ in (KMU 2010, Instruction 2023 of Belarus, ICAO 9303).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

_PAIRS = (
    "ck=k shch=šč tsch=č tch=č sch=š kh=h zh=ž ch=č sh=š ts=c tz=c cz=č sz=š rz=ž ph=f th=t qu=kv dz=z x=ks q=k w=v "
    "ł=l ŭ=v ź=z ś=s ć=c ń=n ya=a ia=a ja=a yu=u iu=u ju=u yo=e io=e ye=e ie=e je=e ee=i oo=u ou=av au=av"
)
_LATIN = [pair.split("=") for pair in _PAIRS.split()]  # applied in this order
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзіїийклмнопрстуўфхцчшщъыьэюя'",
        [*"abvhhdeeežziiiiklmnaprstuvfhcčš", "šč", "", "i", "", *"eua", ""],
        strict=True,
    )
)
_FOLD = str.maketrans(
    {"o": "a", "g": "h", "y": "i", "j": "i", "ë": "a", "é": "e", "è": "e", "á": "a", "ö": "a", "ü": "u"}
)
_SILENT = re.compile(r"[’'ʼ`\-‑.]")
_GLIDE = re.compile("(?<=[aei])u(?![aeiu])")
_I_SOUND = re.compile("ii+|ei$|ai$")
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL = re.compile("[aeiu]")


@lru_cache(maxsize=20000)
def skeleton(word: str) -> str:
    """Fold a word to its sound.

    >>> skeleton("Kalesnikava") == skeleton("Колесникова") == skeleton("Калеснікава")
    True
    """
    text = _SILENT.sub("", word.casefold())
    if any("а" <= letter <= "ӿ" for letter in text):
        text = text.replace("дз", "з").replace("тс", "ц").replace("ьо", "ё").replace("йо", "ё")
        text = "".join(_CYRILLIC.get(letter, letter) for letter in text)
    else:
        for latin, sound in _LATIN:
            text = text.replace(latin, sound)
        text = text.translate(_FOLD).replace("ia", "a")
    text = _GLIDE.sub("v", text)
    text = _I_SOUND.sub("i", text)
    return _DOUBLED.sub(r"\1", text)


@lru_cache(maxsize=20000)
def consonants(word: str) -> str:
    """The consonants of a skeleton, the part that transliterations agree on most."""
    return _VOWEL.sub("", skeleton(word))


def likeness(one: str, other: str) -> float:
    """How much two words sound alike, 0 to 100.

    >>> likeness("Kalesnikava", "Колесниковой") > 80 > likeness("Kalesnikava", "Ціханоўская")
    True
    """
    first, second = skeleton(one), skeleton(other)
    if not first or not second:
        return 0.0
    whole = fuzz.ratio(first, second)
    bones = fuzz.ratio(consonants(one), consonants(other))
    return 0.5 * whole + 0.5 * bones
