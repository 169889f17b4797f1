"""Other orthographies of Belarusian: Taraškievica (``be-tarask``) and the Latin alphabet, Łacinka (``be-Latn``).

The conversion is that of taraskevizer (MIT), one file of JavaScript that ships with l10n and is run by QuickJS inside
the process: no network, no files, no other program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from l10n.errors import ConfigError

NOTICES = {
    "be-tarask": "Тэкст аўтаматычна пераведзены ў клясычны правапіс.",
    "be-Latn": "Tekst aŭtamatyčna pieraviedzieny ŭ łacinku.",
}
"""What says that a text was converted by a program, in its own orthography."""
_FUNCTIONS = {
    "be-tarask": "(text) => taraskevizer.pipelines.tarask(text, new taraskevizer.TaraskConfig("
    "{variations: 'no', g: false}))",
    "be-Latn": "(text) => taraskevizer.pipelines.alphabetic(text, new taraskevizer.TaraskConfig("
    "{variations: 'no', abc: taraskevizer.dicts.alphabets.latin}))",
}
"""Łacinka keeps the sounds that the academic orthography writes: снег is snieh, not śnieh."""
_LETTERS = "АаБбВвГгҐґДдЕеЁёЖжЗзІіЙйКкЛлМмНнОоПпРрСсТтУуЎўФфХхЦцЧчШшЫыЬьЭэЮюЯя\u0301"
_WORD = re.compile(rf"(?<!\w)[{_LETTERS}]+(?:['’ʼ][{_LETTERS}]+)*(?![\w'’ʼ]*\w)")
"""A word of Belarusian letters alone; one with a letter of another language, or a digit, is left as it is."""
_FOUND = re.compile(r"[^\W\d_]+(?:[ʼ\u0301][^\W\d_]*)*")
_APOSTROPHE = re.compile("['’ʼ]")
_MEMORY_BYTES = 256 << 20


def convert(parts: Sequence[str], variant: str) -> list[str]:
    """Convert a text that stands in several stretches, markup between them.

    Args:
        parts: n stretches; words next to each other count as neighbours across them (без яго, бязь яго).
        variant: be-tarask or be-Latn.
    Returns:
        n stretches; whatever is no Belarusian word is as it was.
    Raises:
        ConfigError: QuickJS is not installed.
    """
    text = "".join(parts)
    words = [found.span() for found in _WORD.finditer(text)]
    if not words:
        return list(parts)
    run = converter(variant)
    written = _FOUND.findall(run(_request(text, words)))
    if len(written) != len(words):  # the words are on their own then
        written = [run(text[start:end]).strip() for start, end in words]
    made: list[str] = []
    position = number = 0
    for part in parts:
        end = position + len(part)
        here: list[str] = []
        while number < len(words) and words[number][0] < end:
            first, last = words[number]
            here.append(text[position : max(first, position)])
            word, target = text[first:last], _like(text[first:last], written[number])
            here.append(target[_cut(run, word, target, position - first) : _cut(run, word, target, end - first)])
            position = min(last, end)
            if last > end:
                break
            number += 1
        made.append("".join([*here, text[position:end]]))
        position = end
    return made


def _cut(run: Callable[[str], str], word: str, written: str, place: int) -> int:
    """Find the place in a converted word for one in the word, where markup stands inside it."""
    if place <= 0 or place >= len(word):
        return 0 if place <= 0 else len(written)
    return min(len(run(word[:place])), len(written))


def _request(text: str, words: Sequence[tuple[int, int]]) -> str:
    """Write the words with nothing between them that the library could take for its own syntax."""
    sent: list[str] = []
    position = words[0][0]
    for start, end in words:
        between = text[position:start]
        if sent:
            sent.append(" " if between.isspace() else "-" if between == "-" else ", ")
        sent.append(_APOSTROPHE.sub("'", text[start:end]))
        position = end
    return "".join(sent)


def _like(word: str, written: str) -> str:
    """Write the apostrophe as the word had it."""
    apostrophe = _APOSTROPHE.search(word)
    return written.replace("ʼ", apostrophe[0]) if apostrophe else written


@cache
def converter(variant: str) -> Callable[[str], str]:
    """Load the library once and give its function for a variant.

    Raises:
        ConfigError: QuickJS is not installed.
    """
    try:
        import quickjs
    except ImportError as exc:
        hint = 'install it: pip install "l10n[variants]"'
        raise ConfigError(f"the variant {variant} needs QuickJS", hint=hint) from exc
    context = quickjs.Context()
    context.set_memory_limit(_MEMORY_BYTES)
    context.eval(files(__name__).joinpath("taraskevizer.js").read_text(encoding="utf-8"))
    found: Callable[[str], str] = context.eval(_FUNCTIONS[variant])
    return found
