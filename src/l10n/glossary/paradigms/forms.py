"""Case forms of a name: the value that the package returns, and the small operations on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from types import MappingProxyType

CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
CASES_OF_LOCALE: Mapping[str, tuple[str, ...]] = {"be": CASES[:6], "ru": CASES[:6], "uk": CASES}

Forms = dict[str, tuple[str, ...]]
"""Case -> accepted variants, the preferred one first; every case of the locale, in the order of ``CASES``."""

_MOST_VARIANTS = 64
_APOSTROPHES = str.maketrans("'ʼ`", "’’’")
_YO = str.maketrans("ёЁ", "еЕ")


@dataclass(frozen=True)
class Paradigm:
    """All forms of one name in one locale.

    ``last`` and ``first`` are set for a person whose name has several words: the paradigms of the surname alone (with
    its particles) and of the given names alone.
    """

    name: str
    locale: str
    forms: Mapping[str, tuple[str, ...]] = field(hash=False)
    last: Paradigm | None = None
    first: Paradigm | None = None

    @property
    def indeclinable(self) -> bool:
        """Whether the preferred form is the same in every case."""
        return all(variants[0] == self.name for variants in self.forms.values())

    def cases_of(self, form: str) -> tuple[str, ...]:
        """List the cases a written form can be, in the order of ``CASES``.

        Any apostrophe is taken for any other. Russian ё is read as е, in Belarusian the two are different letters.

        >>> Paradigm("Ева", "be", {"nom": ("Ева",), "acc": ("Еву",)}).cases_of("Еву")
        ('acc',)
        """
        wanted = _fold(form, self.locale)
        return tuple(
            case for case, variants in self.forms.items() if any(_fold(one, self.locale) == wanted for one in variants)
        )


def frozen(forms: Forms) -> Mapping[str, tuple[str, ...]]:
    """Make a read-only view of ``forms``."""
    return MappingProxyType(dict(forms))


def unchanged(name: str, locale: str) -> Forms:
    """Give every case of a locale the same form; a locale without paradigms has the nominative only.

    >>> unchanged("X", "pl")
    {'nom': ('X',)}
    """
    return dict.fromkeys(CASES_OF_LOCALE.get(locale, CASES[:1]), (name,))


def joined(parts: Iterable[Forms | str], locale: str) -> Forms:
    """Put the forms of several words together, case by case; a plain string stays as it is in every case.

    Of the combinations of variants the first ``_MOST_VARIANTS`` are kept.

    >>> joined([{"nom": ("а",), "gen": ("б", "в")}, " ", "г"], "pl")
    {'nom': ('а г',)}
    """
    pieces = list(parts)
    result: Forms = {}
    for case in CASES_OF_LOCALE.get(locale, CASES[:1]):
        columns = [(piece,) if isinstance(piece, str) else piece[case] for piece in pieces]
        result[case] = unique("".join(combination) for combination in islice(product(*columns), _MOST_VARIANTS))
    return result


def with_variants(forms: Forms, extra: Forms) -> Forms:
    """Add the variants of ``extra`` behind those of ``forms``."""
    return {case: unique((*variants, *extra.get(case, ()))) for case, variants in forms.items()}


def mapped(forms: Forms, change: Callable[[str], str]) -> Forms:
    """Apply ``change`` to every form."""
    return {case: unique(change(one) for one in variants) for case, variants in forms.items()}


def short_u(name: str) -> str:
    """Write ў or у at the beginning of a later word as the letter before it asks, since another case may end otherwise.

    A word that begins with у keeps it where only its stress could tell; the preposition never has the stress.

    >>> short_u("Міністэрствам ўнутраных спраў"), short_u("Камітэта у справах")
    ('Міністэрствам унутраных спраў', 'Камітэта ў справах')
    """
    name = re.sub(r"(?<=[^\W\d_аеёіоуыэюяАЕЁІОУЫЭЮЯ]) ў(?=\w|\s)", " у", name)
    return re.sub(r"(?<=[аеёіоуыэюя]) у(?=\s)", " ў", name)


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Drop repeated items and keep the order.

    >>> unique(["б", "а", "б"])
    ('б', 'а')
    """
    return tuple(dict.fromkeys(items))


def _fold(form: str, locale: str) -> str:
    folded = form.translate(_APOSTROPHES)
    return folded.translate(_YO) if locale == "ru" else folded
