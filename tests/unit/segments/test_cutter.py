"""The quick cutter gives what choppa gives, for any text and every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex
from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator
from choppa.utils import finitize, translate_java_regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.segments.test_split import GAPS, WORDS

from l10n.segments.cutter import LOOKBEHIND, cut, finite, translated
from l10n.segments.endings import fits
from l10n.segments.patterns import DEPTH, Facts, facts
from l10n.segments.rulebook import RULES, language_key, languagetool_rules, read_srx, rules_for

CASES = Path(__file__).parents[3] / "tests" / "segments"
LOCALES = ("en", "be", "ru", "uk", "cs", "de", "ja", "fr", "pl", "xx")

# What the rules look at, so that they come into play.
BITS = [
    *[*GAPS, *WORDS, "\r\n", "\n \n", "\t", "\N{NO-BREAK SPACE}", "\N{PARAGRAPH SEPARATOR}", "\x02", "<0}", "{0>"],
    *"( ) [ ] { } [1] [12][3] ... … . ! ? : , - « » „ “ ” Inc. Jan. Sept. 5 12:00:00,000 ft. et al. A. I.".split(),
    *"Ph.D. B.Sc. e.g. OK. No. the The He She and Yahoo! FRITZ!Box www. example.com tyś. г. ст. млн. Ён Он Він".split(),
    *"вул. ул. гг. т. д. п. Z. z. B. Nr. 1. bzw. 。 ！ 」 M. p.m.".split(),
]
bits = st.lists(st.sampled_from([*BITS, " ", " "]), max_size=30).map("".join)
anything = st.text(st.characters())


@cache
def document() -> SrxDocument:
    """Our rules and LanguageTool's, as choppa reads them."""
    found = SrxDocument(ruleset=RULES)
    for entry in SrxDocument(ruleset=DEFAULT_SRX_RULESET).language_map_list:
        found.add_language_map(entry.language_pattern.pattern, entry.language_rule)
    return found


def reference(text: str, locale: str) -> list[str]:
    """What choppa makes of a text."""
    found: Iterator[str] = SrxTextIterator(
        document(), language_key(locale), text, max_lookbehind_construct_length=LOOKBEHIND
    )
    return list(found)


def all_rules() -> list[Any]:
    """Every rule of all languages."""
    return [rule for path in (RULES, languagetool_rules()) for item in read_srx(path) for rule in item.rules]


def test_rules_are_choppas() -> None:
    """Our reader of SRX finds the same rules for every language, in the same order."""
    for locale in LOCALES:
        key = language_key(locale)
        expected = [tuple(rule) for item in document().get_language_rule_list(key) for rule in item.rules]
        assert [tuple(rule) for rule in rules_for(key)] == expected


def test_patterns_are_written_as_choppa_writes_them() -> None:
    """What Java knows and lookbehinds without end are rewritten in the same way."""
    for rule in all_rules():
        assert finite(rule.before) == finitize(rule.before, LOOKBEHIND)
        for pattern in (rule.before, rule.after):
            assert translated(pattern) == translate_java_regex(pattern)


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=40)
@given(text=bits)
@example("Mr. Fox left. (He did. Yes.) . . . He was b. 1950. <0} {0> x. A")
@example("He left.\n\n\n \nShe stayed.\r\n\r\nNo.\N{NO-BREAK SPACE}\r\nYes")
def test_same_cuts_in_what_rules_look_at(locale: str, text: str) -> None:
    """Abbreviations, brackets, quotes and line breaks, thrown together."""
    assert list(cut(text, locale)) == reference(text, locale)


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=25)
@given(text=anything)
def test_same_cuts_in_any_text(locale: str, text: str) -> None:
    """Any string at all."""
    assert list(cut(text, locale)) == reference(text, locale)


@pytest.mark.parametrize("locale", ["en", "be", "ru", "uk"])
def test_same_cuts_in_the_cases(locale: str) -> None:
    """The case files, in paragraphs of one line, of five and of all lines."""
    text = (CASES / f"{locale}.txt").read_text(encoding="utf-8").replace("¦", "")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    for size in (1, 5, 40):
        for start in range(0, len(lines), size):
            paragraph = " ".join(lines[start : start + size])
            assert list(cut(paragraph, locale)) == reference(paragraph, locale)


@cache
def compiled() -> list[tuple[Any, Facts]]:
    """The patterns of some languages, with what is known about them."""
    rules = {rule for locale in ("en", "uk", "de", "fr") for rule in rules_for(language_key(locale))}
    patterns = {translated(side) for rule in rules for side in (rule.before, rule.after)}
    return [(regex.compile(pattern, flags=regex.V1), facts(pattern)) for pattern in sorted(patterns)]


@settings(max_examples=40)
@given(text=bits)
@example("U.S.")
def test_facts_hold_for_every_match(text: str) -> None:
    """However a rule matches, its match ends, begins and is made as the facts say."""
    for pattern, known in compiled():
        for match in pattern.finditer(text, overlapped=True):
            tail, head = match[0][-DEPTH:], match[0][:1]
            assert any(_ends(tail, ending) for ending in known.endings)
            assert any(len(begin) <= len(head) and all(map(fits, begin, head)) for begin in known.beginnings)
            assert all(character in match[0] for character in known.needed)


def _ends(tail: str, ending: tuple[str, ...]) -> bool:
    return len(ending) <= len(tail) and all(map(fits, reversed(ending), reversed(tail)))


def test_most_rules_are_understood() -> None:
    """Facts that fit everywhere are for the few rules that ask for them, or the cutter would be slow."""
    patterns = {translated(finite(rule.before)) for rule in rules_for("en_two")}
    vague = [pattern for pattern in patterns if () in facts(pattern).endings]
    assert len(vague) <= 3


@pytest.mark.parametrize(
    "pattern", ["(?i)a", "(?>a)", "(a)\\1", "\\R", "[]a]", "a{,3}", "(?P<n>a)", "(*FAIL)", "(a", "\\"]
)
def test_what_is_not_understood_excludes_nothing(pattern: str) -> None:
    """An expression that is not understood may match anywhere."""
    known = facts(pattern)
    assert () in known.endings
    assert () in known.beginnings
    assert not known.needed
