"""The SRX rules: read from the files, for one language.

Ours come first, LanguageTool's after them. In SRX the first rule that speaks about a place decides, so ``news.srx``
can forbid a break that LanguageTool would make, and make one that it would forbid.

choppa brings LanguageTool's file, and is what the tests compare us with; it is not imported, because its import takes
longer than cutting an article.

Source: LanguageTool's ``segment.srx`` (LGPL-2.1), as shipped with choppa-srx; https://github.com/lang-uk/choppa
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

import regex

RULES = Path(__file__).parent / "rules" / "news.srx"


class Rule(NamedTuple):
    """A rule as the file has it: regular expressions for what ends at a place and for what begins there."""

    is_break: bool
    before: str
    after: str


class LanguageMap(NamedTuple):
    """For which languages a group of rules is."""

    pattern: str
    rules: tuple[Rule, ...]


def language_key(locale: str) -> str:
    """Name of a locale in the language maps: the bare language, and LanguageTool's mark for "a blank line ends it".

    >>> language_key("be"), language_key("en-GB"), language_key("uk_UA")
    ('be_two', 'en_two', 'uk_two')
    """
    return locale.replace("_", "-").partition("-")[0].lower() + "_two"


def rules_for(key: str) -> tuple[Rule, ...]:
    """Give the rules of a language, by its ``language_key``, in the order in which they are asked."""
    return tuple(rule for item in _maps() if regex.fullmatch(item.pattern, key) for rule in item.rules)


@cache
def _maps() -> tuple[LanguageMap, ...]:
    return (*read_srx(RULES), *read_srx(languagetool_rules()))


def languagetool_rules() -> Path:
    """Where choppa keeps LanguageTool's rules."""
    spec = find_spec("choppa")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "data" / "srx" / "languagetool_segment.srx"


def read_srx(path: Path) -> list[LanguageMap]:
    """Read the language maps of an SRX 2.0 file, in their order; all that apply to a language are taken together."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(path.read_bytes(), True)
    return reader.maps


class _Reader:
    """Gathers rules while expat goes through a file."""

    def __init__(self) -> None:
        self.maps: list[LanguageMap] = []
        self._groups: dict[str, list[Rule]] = {}
        self._group: list[Rule] = []
        self._is_break = False
        self._element = ""
        self._sides: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, Any]) -> None:
        self._element = name
        if name == "languagerule":
            self._group = self._groups.setdefault(attributes["languagerulename"], [])
        elif name == "languagemap":
            rules = self._groups[attributes["languagerulename"]]
            self.maps.append(LanguageMap(attributes["languagepattern"], tuple(rules)))
        elif name == "rule":
            self._is_break = attributes.get("break") != "no"
            self._sides = {"beforebreak": "", "afterbreak": ""}

    def end(self, name: str) -> None:
        self._element = ""
        if name == "rule":
            self._group.append(Rule(self._is_break, self._sides["beforebreak"], self._sides["afterbreak"]))

    def text(self, text: str) -> None:
        if self._element in self._sides:
            self._sides[self._element] += text
