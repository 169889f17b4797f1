"""Russian words and turns of phrase in Belarusian letters, which the dictionary of neither language has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from l10n.checks.language.text import open_words, without_addresses
from l10n.facts.lexicon import language_of
from l10n.model import Finding, Rule, Severity, Span, Translation

_WORDS = Path(__file__).with_name("calques.tsv")
_PHRASES = tuple(
    (re.compile(rf"(?<![\w’'-])(?:{pattern})(?![\w’'-])", re.IGNORECASE), usual)
    for pattern, usual in (
        (r"па крайн[яе]й меры", "прынамсі"),
        (r"на протязе", "на працягу, цягам"),
        (
            r"[уў] цячэнн[еі] (?:\d+ )?(?:дня|дзён|года|гадоў|тыдня|тыдняў|месяца|месяцаў|гадзін\w*|часу)",
            "на працягу, цягам",
        ),
        (r"з точкі (?:зрэння|гледжання|погляду)", "з пункту гледжання"),
        (r"(?:да|з) с[іе]х пор|да гэтых пор", "дагэтуль"),
        (r"з тых пор", "з таго часу"),
        (r"друг друг[ау]|друг з другам|друг для друга", "адзін аднаго, адно аднаго"),
        (r"што каса(?:ецца|юцца)", "што да, што тычыцца"),
        (r"не глядзячы на(?= (?:тое|гэта|ўсё))", "нягледзячы на"),
        (r"такім вобразам", "такім чынам"),
        (r"глаўным вобразам", "галоўным чынам"),
        (r"гуля(?:ць|е|ў|ла|лі|юць) (?:[а-яёіў]+ю )?ролю", "адыгрываць ролю"),
        (r"(?:смяя(?:цца|ўся|лася|ліся)|смяецца|смяюцца) над", "смяяцца з"),
        (r"(?:здзекава(?:цца|ўся|лася|ліся)|здзекуецца|здзекуюцца) над", "здзекавацца з"),
        (
            r"згодна (?:закону|артыкулу|указу|дэкрэту|дадзеным|даным|звесткам|дакументу|дакументам|плану|пастанове"
            r"|рашэнню|канстытуцыі|правілам|паведамленню|інфармацыі|ацэнкам|апытанню)",
            "згодна з, паводле",
        ),
        (r"хварэ(?:ць|е|ў|ла|лі|юць) (?:грыпам|каронавірусам|туберкулёзам|дыябетам|ангінай|адзёрам)", "хварэць на"),
    )
)
"""Turns of phrase, and what is said in Belarusian."""


class CalqueCheck:
    """Russian words and turns of phrase in Belarusian letters."""

    codes: Mapping[str, Rule] = {
        "be-calque": Rule(
            Severity.WARNING,
            "A Russian word or turn of phrase in Belarusian letters",
            """\
A list of some 220 Russian words that are written with Belarusian letters but are not Belarusian, in their forms, and of
turns of phrase taken over word for word. Words that the Belarusian dictionary has are not among them. What is usual is
named in its basic form.

Example: «слядуючы» is наступны, «на протязе года» is на працягу года, «смяяцца над» is смяяцца з.

Known problems: somebody's way of speaking that is quoted on purpose.""",
        ),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Yield a finding for each word and each turn of phrase."""
        if language_of(translation.locale) != "be":
            return
        usual = _usual()
        for word in open_words(translation):
            plain = word.text.lower()
            better = usual.get(f"у{plain[1:]}" if plain.startswith("ў") else plain)
            if better and (word.text.islower() or word.first):
                yield self._found(translation, word.text, better, word.span)
        text = without_addresses(translation.target)
        for pattern, better in _PHRASES:
            for match in pattern.finditer(text):
                yield self._found(translation, match[0], better, Span(*match.span()))

    def _found(self, translation: Translation, text: str, better: str, span: Span) -> Finding:
        message = f"{text}: not Belarusian but Russian; usual is {better}"
        return translation.finding("be-calque", self.codes["be-calque"], message, span=span)


@cache
def _usual() -> Mapping[str, str]:
    """Form → what is said in Belarusian."""
    found: dict[str, str] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            beginning, endings, better = line.split("\t")
            found |= {beginning + ending.replace("-", ""): better for ending in endings.split()}
    return found
