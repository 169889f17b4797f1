"""Rules of Belarusian spelling that hold without a dictionary, in both orthographies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from l10n.checks.language.alphabets import foreign_letters
from l10n.checks.language.text import Word, is_flood, open_words, without_addresses
from l10n.dictionaries import load_dictionary
from l10n.facts.lexicon import language_of
from l10n.model import Finding, Rule, Severity, Span, Translation

_VOWELS = "аеёіоуыэюя"
_STRESSED_U = r"ультра|унікум|уні[яюі]|урн|унтэр|унц[ыі]|устрыц|уксус|умляут|у[аоуэі]"
"""Beginnings of words in у that keep it: stressed, or before a vowel."""
_AFTER_VOWEL = re.compile(rf"(?<![\w’'-])([’'\w-]*[{_VOWELS}])[ \u00a0]+(?!{_STRESSED_U})(?=у)")
_AFTER_CONSONANT = re.compile(r"(?<=[бвгджзйклмнпрстўфхцчшь])[ \u00a0]+(ў)|[,;:][ \u00a0]+(ў)|\A[«„“\"(]*(ў)")
_INSIDE = re.compile(r"(?<=[бвгджзклмнпрстфхцчшь])ў|(?<!^па)(?<=[’'\w])ў(?=[аоуыэ])")
_SOFT_DT = re.compile(r"[тд][еёіюяь]")
_HARD = re.compile(r"[ржшч][іеёюяь]")
_IMPOSSIBLE = re.compile(rf"{_SOFT_DT.pattern}|{_HARD.pattern}|[бвмпфгкх]ь")
_SEAM = re.compile(r"^(?:між|звыш|супер|гіпер|контр|інтэр|пост|транс|экс|супраць|шмат)(?=і)")
"""Prefixes that keep a hard consonant before і: міжінстытуцкі, постіндустрыяльны."""
_HARD_VOWELS = str.maketrans("іеёюя", "ыэоуа")
_PREFIX = re.compile(r"^((?:не)?(?:вы|за|пры|пера|пра|на|да|па))і(гр[аыоу]|ш[лоў]|сц[іей])")

_WHY = {
    "be-hard-consonant": "a hard consonant before a soft vowel or ь",
    "be-short-u-inside": "ў stands only after a vowel",
    "be-prefix": "і becomes й after the prefix",
}


class BelarusianCheck:
    """What Belarusian spelling rules out, whatever the word."""

    codes: Mapping[str, Rule] = {
        "be-short-u": Rule(
            Severity.WARNING,
            "у and ў are not written as the word before asks for",
            """\
Belarusian: after a word that ends in a vowel, with nothing but a space between, у at the beginning of the next word
becomes ў; after a consonant, a comma and at the beginning of a sentence it stays у.

Example: «яна у Мінску» should be «яна ў Мінску», «быў ў Мінску» should be «быў у Мінску».

Known problems: foreign words that keep a stressed у (унія, урна) are known for the common ones only. After quotation
marks, brackets, dashes, figures, abbreviations and foreign words both are accepted; so is a capital У.""",
            fixable=True,
        ),
        "be-hard-consonant": Rule(
            Severity.ERROR,
            "A consonant that cannot be soft in Belarusian stands before a soft vowel or ь",
            """\
Belarusian: т and д before е, ё, і, ю, я, ь become ц and дз (or stay hard: тэма, дырэктар); р, ж, ш, ч are always hard:
ры, рэ, жы, шы, чы; б, в, м, п, ф, г, к, х have no ь. A word in small letters that breaks this is misspelt, or Russian
or Ukrainian. The suggestion is given where the dictionary has the corrected word.

Example: «дерево» is дрэва, «тэмпература» is тэмпература, «чистый» is чысты.

Known problems: і after a prefix (міжінстытуцкі) is accepted; names in small letters are not known.""",
        ),
        "be-short-u-inside": Rule(
            Severity.ERROR,
            "ў inside a word after a consonant or before a vowel",
            """\
Belarusian: inside a word ў stands only after a vowel, and never before one.

Example: «тўр», «праўіла» should be «правіла».

Known problems: none in words written with small letters.""",
        ),
        "be-prefix": Rule(
            Severity.ERROR,
            "і at the beginning of a root becomes й after a prefix that ends in a vowel",
            """\
Belarusian: выйграць, зайграць, прайграць, прыйсці, not выіграць, заіграць, праіграць, прыісці. Only the roots of
«іграць» and «ісці» are looked at, where the rule has no exceptions.

Example: «выіграла выбары» should be «выйграла выбары».

Known problems: none.""",
            fixable=True,
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield one finding for у and ў, and one for each misspelt word."""
        if language_of(translation.locale) != "be":
            return
        yield from self._short_u(translation)
        faults = [(word, code) for word in open_words(translation) if (code := _fault(word.text)) is not None]
        if not is_flood(len(faults), translation):
            yield from (self._found(translation, word, code) for word, code in faults)

    def _short_u(self, translation: Translation) -> Iterator[Finding]:
        text = without_addresses(translation.target)
        fixed = list(translation.target)
        places = []
        for match in _AFTER_VOWEL.finditer(text):
            if _takes_short_u(match[1]):
                places.append(match.end())
                fixed[match.end()] = "ў"
        for match in _AFTER_CONSONANT.finditer(text):
            place = match.start(match.lastindex or 0)
            places.append(place)
            fixed[place] = "у"
        if places:
            start, end = _around(text, min(places))
            message = f"у or ў after the word before: {text[start:end]}"
            span = Span(min(places), min(places) + 1)
            code = "be-short-u"
            yield translation.finding(code, self.codes[code], message, suggestion="".join(fixed), span=span)

    def _found(self, translation: Translation, word: Word, code: str) -> Finding:
        target = translation.target
        fixed = _corrected(word.text, code, translation.locale)
        whole = None if fixed is None else f"{target[: word.start]}{fixed}{target[word.end :]}"
        message = f"{word.text}: {_WHY[code]}" + ("" if fixed is None else f"; {fixed}?")
        return translation.finding(code, self.codes[code], message, suggestion=whole, span=word.span)


@lru_cache(maxsize=100_000)
def _fault(word: str) -> str | None:
    """Code of what is wrong with a word in small letters, or None."""
    if not word.islower() or word.isascii() or foreign_letters(word, "be"):
        return None
    if is_impossible(word):
        return "be-hard-consonant"
    if _INSIDE.search(word):
        return "be-short-u-inside"
    return "be-prefix" if _PREFIX.match(word) else None


def _corrected(word: str, code: str, locale: str) -> str | None:
    """The word as it would be right, where a rule or the dictionary says so."""
    if code == "be-prefix" and (match := _PREFIX.match(word)):
        return f"{match[1]}й{word[match.end(1) + 1 :]}"
    return _hardened(word, locale) if code == "be-hard-consonant" else None


def is_impossible(word: str) -> bool:
    """Whether a word in small letters has a consonant softened that Belarusian has only hard.

    >>> is_impossible("дерево"), is_impossible("дзверы"), is_impossible("міжінстытуцкі")
    (True, False, False)
    """
    return _IMPOSSIBLE.search(word) is not None and _IMPOSSIBLE.search(_SEAM.sub("", word)) is not None


def _hardened(word: str, locale: str) -> str | None:
    """Write hard vowels after hard consonants, if the dictionary has the word so."""
    dictionary = load_dictionary(locale)
    fixed = _HARD.sub(lambda match: match[0].translate(_HARD_VOWELS).rstrip("ь"), word)
    return fixed if dictionary is not None and fixed != word and dictionary.knows(fixed) else None


def _takes_short_u(before: str) -> bool:
    """Whether у after this word becomes ў: not after abbreviations, initials and foreign words."""
    return not (len(before) > 1 and before.isupper()) and not foreign_letters(before, "be")


def _around(text: str, place: int) -> tuple[int, int]:
    """The word at a place and the one before it."""
    start = text.rfind(" ", 0, max(0, text.rfind(" ", 0, place)))
    end = text.find(" ", place + 2)
    return start + 1, len(text) if end < 0 else end
