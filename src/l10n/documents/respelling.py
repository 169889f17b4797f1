"""Writing the words of a translation in another way, its markup left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from l10n.markup.masking import PLAIN, scan_syntax
from l10n.markup.pieces import Role, stretches
from l10n.model import LocaleCode, Span

Respell = Callable[[Sequence[str]], Sequence[str]]
"""Takes the stretches of text of a sentence, in order, and gives each as it is to be written."""
_THING = "\ufffc"
"""What stands for code, an image or an address between words."""


def respelled(text: str, syntax: str, locale: LocaleCode, respell: Respell) -> str:
    """Respell a translation; code, addresses and tags stay as they are, titles and alt texts in them do not.

    Args:
        text: as its msgstr has it.
        syntax: of the format, one of ``markup.masking.SYNTAXES``.
        locale: language of the text.
        respell: gets markup as nothing, and ``U+FFFC`` in the place of things such as code.
    """
    found = list(stretches(Span(0, len(text)), scan_syntax(text, syntax, locale)))
    seen = [
        text[slice(*span)]
        if piece is None
        else _THING
        if piece.role is Role.ATOM
        else piece.shown
        if piece.role in (Role.TEXT, Role.BREAK)
        else ""
        for span, piece in found
    ]
    parts: list[str] = []
    for (span, piece), written in zip(found, respell(seen), strict=True):
        if piece is None:
            parts.append(written)
            continue
        position = span.start
        for aside in piece.asides:
            inner = respelled(text[slice(*aside.span)], PLAIN if aside.what == "title" else syntax, locale, respell)
            parts += [text[position : aside.span.start], inner]
            position = aside.span.end
        parts.append(text[position : span.end])
    return "".join(parts)
