"""The rule file that a linguist edits: it must be valid SRX, and every rule must have a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from choppa import SRX_2_XSD, SrxDocument

from l10n.segments import split
from l10n.segments.cutter import cut
from l10n.segments.rulebook import RULES, language_key

CASES = Path(__file__).parents[3] / "tests" / "segments"
DOCUMENT = SrxDocument(ruleset=RULES)


def rules() -> Iterator[Any]:
    """Every rule of ours with its language map, named after its group."""
    for entry in DOCUMENT.language_map_list:
        for number, rule in enumerate(entry.language_rule.rules, start=1):
            yield pytest.param(entry, rule, id=f"{entry.language_rule.name}:{number}")


def case_lines(entry: Any) -> list[str]:
    """The lines of the case files that a language map applies to, without marks."""
    paths = [path for path in CASES.glob("*.txt") if entry.matches(language_key(path.stem))]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n")]
    return [line.replace("¦", "") for line in lines if line and not line.startswith("#")]


def test_file_is_valid_srx() -> None:
    """Other SRX tools can read the file: it follows the schema of SRX 2.0."""
    xmlschema.validate(str(RULES), str(SRX_2_XSD))


def test_every_group_is_mapped() -> None:
    """No group of rules is forgotten in the map of languages, and none is mapped that does not exist."""
    text = RULES.read_text(encoding="utf-8")
    named = re.findall(r'<languagerule languagerulename="([^"]+)"', text)
    mapped = re.findall(r'<languagemap languagepattern="[^"]+" languagerulename="([^"]+)"', text)
    assert sorted(named) == sorted(mapped)


def test_every_word_list_is_used() -> None:
    """A word list that no rule uses is a slip."""
    text = RULES.read_text(encoding="utf-8")
    unused = [name for name in re.findall(r"<!ENTITY ([\w.]+) ", text) if f"&{name};" not in text]
    assert unused == []


@pytest.mark.parametrize(("entry", "rule"), list(rules()))
def test_rule_speaks_about_a_case(entry: Any, rule: Any) -> None:
    """Both sides of a rule are regular expressions, and there is a place in the case files where both match."""
    place = DOCUMENT.compile(f"(?<={rule.before_pattern})(?={rule.after_pattern})")
    lines = case_lines(entry)
    assert not lines or any(place.search(line) for line in lines)


@pytest.mark.parametrize(("entry", "rule"), list(rules()))
def test_exception_has_lengths(entry: Any, rule: Any) -> None:
    """An exception has no ``*`` and no ``+`` before the place: the engine would cut them short in silence."""
    assert rule.is_break or not re.search(r"(?<!\\)[*+]", rule.before_pattern)


def test_ours_come_before_those_of_languagetool() -> None:
    """LanguageTool alone breaks after "p.m." and never after "U.S."; with our rules it is the other way round."""
    text = "At noon and 5 p.m. Monday he left the U.S. She stayed."
    assert list(cut(text, "en")) == ["At noon and 5 p.m. Monday he left the U.S. ", "She stayed."]


def test_languages_of_languagetool_keep_their_rules() -> None:
    """Our rules for other languages are not asked where LanguageTool has its own."""
    assert len(split("Er wohnt z. B. in Berlin. Sie nicht.", "de")) == 2


def test_language_key() -> None:
    """The key is what the map of languages expects."""
    assert language_key("zh-Hant") == "zh_two"
