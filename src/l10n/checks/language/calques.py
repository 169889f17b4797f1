"""Russian words and turns of phrase in Belarusian letters, which the dictionary of neither language has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from l10n.checks.language.text import Word, open_words
from l10n.facts.lexicon import language_of
from l10n.model import Finding, Rule, Severity, Span, Translation

_WORDS = Path(__file__).with_name("calques.tsv")
_PHRASES = Path(__file__).with_name("calque-phrases.tsv")


class CalqueCheck:
    """Russian words and turns of phrase in Belarusian letters."""

    codes: Mapping[str, Rule] = {
        "be-calque": Rule(
            Severity.WARNING,
            "A Russian word or turn of phrase in Belarusian letters",
            """\
A list of 1,177 Russian words that are written with Belarusian letters but are not Belarusian, in their forms, and of
102 turns of phrase taken over word for word. Words that the Belarusian dictionary has are not among them. What is usual
is named in its basic form.

Example: «слядуючы» is наступны, «на протязе года» is на працягу года, «два года» is два гады.

Known problems: somebody's way of speaking that is quoted on purpose.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield a finding for each word and each turn of phrase."""
        if language_of(translation.locale) != "be":
            return
        words = open_words(translation)
        plain = [_plain(word.text) for word in words]
        usual, phrases = _words(), _phrases()
        if usual.keys().isdisjoint(plain) and phrases.keys().isdisjoint(plain):
            return
        for index, (word, text) in enumerate(zip(words, plain, strict=True)):
            if text in usual and (word.text.islower() or word.first):
                yield self._found(translation, word.span, usual[text])
            for phrase, better in phrases.get(text, ()):
                last = index + len(phrase) - 1
                if tuple(plain[index : last + 1]) == phrase and _is_joined(translation.target, words[index : last + 1]):
                    yield self._found(translation, Span(word.start, words[last].end), better)

    def _found(self, translation: Translation, span: Span, better: str) -> Finding:
        message = f"{translation.target[slice(*span)]}: not Belarusian but Russian; usual is {better}"
        return translation.finding("be-calque", self.codes["be-calque"], message, span=span)


def _plain(word: str) -> str:
    """A word in small letters, as it is after a consonant."""
    lower = word.lower()
    return f"у{lower[1:]}" if lower.startswith("ў") else lower


def _is_joined(text: str, words: Sequence[Word]) -> bool:
    """Whether words stand one after the other with nothing but a space between."""
    return all(text[one.end : other.start].isspace() for one, other in pairwise(words))


@cache
def _words() -> Mapping[str, str]:
    """Form → what is said in Belarusian."""
    found: dict[str, str] = {}
    for beginning, endings, better in _rows(_WORDS):
        found |= {beginning + ending.replace("-", ""): better for ending in endings.split()}
    return found


@cache
def _phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """First word → phrases in words that begin with it, and what is said in Belarusian."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for forms, better in _rows(_PHRASES):
        for form in forms.split("|"):
            words = tuple(form.split())
            found[words[0]].append((words, better))
    return dict(found)


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
