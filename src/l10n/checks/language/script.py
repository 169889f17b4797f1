"""Letters that only look right, that the language does not have, or that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from l10n.checks.language.alphabets import (
    ALPHABETS,
    as_cyrillic,
    foreign_letters,
    has_foreign_letters,
    in_one_script,
    is_mixed,
    is_roman,
)
from l10n.checks.language.text import is_flood, open_words, without_addresses
from l10n.facts.lexicon import language_of
from l10n.model import Finding, Rule, Severity, Span, Translation

_RUN = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0400-\u052f]")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_DIRECTED = frozenset("\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_EMOJI = re.compile("[\U0001f000-\U0001ffff\u2600-\u27bf\ufe0f]")
_DECOMPOSED = re.compile("[ИиУу]\u0306|[ЕеІі]\u0308")
_LONE = re.compile(r"(?:\A|(?<=[«„“\"(] )|(?<=[«„“\"(])|(?<=[\u0400-\u04ff,;:—–] ))[acioyACIOY](?= [«„\u0430-\u045f])")
_LETTER_NAMED = re.compile(r"(?:л[іи]т[аэе]р|букв|в[іи]там[іи]н|груп|кл?ас|т[ыи]п|зон|марк)\w*[ ,:]+$", re.IGNORECASE)


class ScriptCheck:
    """Alphabet, look-alikes of another script, and invisible characters."""

    codes: Mapping[str, Rule] = {
        "look-alike": Rule(
            Severity.ERROR,
            "A letter of another script stands where it only looks right",
            """\
A word is written with letters of two scripts, and those of the other one look like letters of this one: a Latin c, i
or o in a Cyrillic word, a Cyrillic С in a Latin abbreviation; also a lone Latin a, i or y that stands for the word а, і
or у. Nobody sees it, but search, spelling and hyphenation fail, and the word is sorted and read aloud wrongly.

Example: «ранiца» with a Latin i.

Known problems: a word all of whose letters are of the wrong script is found only where it is one letter long.""",
            fixable=True,
        ),
        "mixed-script": Rule(
            Severity.WARNING,
            "A word mixes Latin and Cyrillic letters",
            """\
A word has Latin and Cyrillic letters, and which of them is wrong cannot be told: a slip of the keyboard, or an ending
put to a foreign word without a hyphen.

Example: «SMSка» is written SMS-ка.

Known problems: brands that mix scripts on purpose. Write «# l10n: ignore=mixed-script» above the entry.""",
        ),
        "foreign-letter": Rule(
            Severity.ERROR,
            "A letter that the language does not have",
            """\
A Cyrillic letter that is not in the alphabet of the translation's language: и, щ, ъ, ї, є in Belarusian, і, ї, є, ґ, ў
in Russian, ы, э, ъ, ё, ў in Ukrainian. The word is one of a sibling language, or a name was not transcribed.

Example: «площадзь» in Belarusian (плошча).

Known problems: titles in quotation marks are reported as foreign-letter-title; other names that keep their spelling
have to be in the glossary.""",
        ),
        "foreign-letter-title": Rule(
            Severity.WARNING,
            "A title in quotation marks has a letter that the language does not have",
            """\
As foreign-letter, in what looks like the title of a paper, a channel or a company. Some newsrooms keep such titles in
their own language, others translate or transcribe them.

Example: «Новости» in a Belarusian text.

Known problems: none, if the titles that stay as they are stand in the glossary.""",
        ),
        "invisible-character": Rule(
            Severity.WARNING,
            "An invisible character",
            """\
A zero-width space or joiner, a mark of writing direction, a soft hyphen, a byte order mark or a control character,
usually copied from a web page. It breaks search, and directions can show text in another order than it is stored in.
A character that the source has too, and the joiners inside emoji, are left alone.

Example: a zero-width space (U+200B) between two words.

Known problems: soft hyphens set on purpose are reported as well.""",
            fixable=True,
        ),
        "decomposed-letter": Rule(
            Severity.WARNING,
            "A letter is stored as two characters",
            """\
й, ї, ё or ў is stored as a letter and a combining mark (и + U+0306), as some systems do in file names and PDF. It looks
the same, but search and spelling take it for another word.

Example: «мой» with и and a combining breve.

Known problems: none. A combining stress mark (U+0301) is not reported.""",
            fixable=True,
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for each kind of fault and, of foreign letters, for each word."""
        language = language_of(translation.locale)
        yield from self._invisible(translation)
        if language not in ALPHABETS:
            return
        yield from self._decomposed(translation)
        yield from self._scripts(translation, language)
        yield from self._foreign(translation, language)

    def _foreign(self, translation: Translation, language: str) -> Iterator[Finding]:
        if not has_foreign_letters(translation.target, language):
            return
        found = [
            (word, letters)
            for word in open_words(translation)
            if (letters := foreign_letters(word.text, language)) and not is_roman(word.text)
        ]
        if is_flood(len(found), translation):
            return
        for word, letters in found:
            code = "foreign-letter-title" if word.titled else "foreign-letter"
            message = f"{word.text}: not a letter of this language: {', '.join(letters)}"
            yield translation.finding(code, self.codes[code], message, span=word.span)

    def _invisible(self, translation: Translation) -> Iterator[Finding]:
        target = translation.target
        found = [match for match in _INVISIBLE.finditer(target) if _is_stray(match, translation)]
        if found:
            names = dict.fromkeys(f"U+{ord(match[0]):04X}" for match in found)
            joins = any(_parts_words(match) for match in found)
            fixed = None if joins else _without(target, [match.start() for match in found])
            message = f"invisible characters: {', '.join(names)}"
            yield self._found(translation, "invisible-character", message, fixed, found[0])

    def _decomposed(self, translation: Translation) -> Iterator[Finding]:
        marked = "\u0306" in translation.target or "\u0308" in translation.target
        match = _DECOMPOSED.search(translation.target) if marked else None
        if match:
            fixed = _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), translation.target)
            message = f"stored as two characters: {unicodedata.normalize('NFC', match[0])}"
            yield self._found(translation, "decomposed-letter", message, fixed, match)

    def _scripts(self, translation: Translation, language: str) -> Iterator[Finding]:
        suspects = _suspects(without_addresses(translation.target))
        fixed = list(translation.target) if suspects else []
        alike = []
        for match in suspects:
            right = in_one_script(match[0], language) if is_mixed(match[0]) else as_cyrillic(match[0], language)
            if right is not None:
                fixed[slice(*match.span())] = right
                alike.append(match)
            elif len(match[0]) > 1 and match[0] not in translation.source:
                message = f"{match[0]}: Latin and Cyrillic letters in one word"
                yield self._found(translation, "mixed-script", message, None, match)
        if alike:
            words = ", ".join(dict.fromkeys(match[0] for match in alike))
            message = f"letters of another script that look alike: {words}"
            yield self._found(translation, "look-alike", message, "".join(fixed), alike[0])

    def _found(
        self, translation: Translation, code: str, message: str, fixed: str | None, match: re.Match[str]
    ) -> Finding:
        return translation.finding(code, self.codes[code], message, suggestion=fixed, span=Span(*match.span()))


def _suspects(text: str) -> Sequence[re.Match[str]]:
    """Give the runs of letters that mix scripts, and Latin letters that stand for a Cyrillic word of one letter."""
    if not _OTHER_SCRIPT.search(text):
        return ()
    found = [match for match in _RUN.finditer(text) if not match[0].isascii() and is_mixed(match[0])]
    for match in _LONE.finditer(text):
        if not _LETTER_NAMED.search(text, 0, match.start()) and (match[0].islower() or match.start() == 0):
            found.append(match)
    return found


def _is_stray(match: re.Match[str], translation: Translation) -> bool:
    """Whether an invisible character has no business there: marks of direction have beside Hebrew and Arabic."""
    if match[0] in translation.source or (match[0] in _DIRECTED and _RIGHT_TO_LEFT.search(translation.target)):
        return False
    around = translation.target[max(0, match.start() - 2) : match.end() + 1]
    return not (match[0] == "\u200d" and _EMOJI.search(around))


def _parts_words(match: re.Match[str]) -> bool:
    """Whether a zero-width space stands between letters: it may be all that parts two words."""
    before = match.string[: match.start()].rstrip("\u200b")[-1:]
    after = match.string[match.end() :].lstrip("\u200b")[:1]
    return match[0] == "\u200b" and before.isalnum() and after.isalnum()


def _without(text: str, places: Sequence[int]) -> str:
    """Take characters out; one that ends lines becomes a space, unless one stands before it."""
    drop = set(places)
    kept: list[str] = []
    for index, letter in enumerate(text):
        if index not in drop:
            kept.append(letter)
        elif letter.isspace() and kept and not kept[-1].isspace():
            kept.append(" ")
    return "".join(kept)
