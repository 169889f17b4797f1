"""What ``protocols.Check`` and ``ProjectCheck`` promise, for every check that is registered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checks.translations import translation

from l10n.errors import ConfigError
from l10n.model import Finding, Hit, Rule, Span, Term, Translation
from l10n.plugins import load_checks
from l10n.protocols import Check, Noticing, ProjectCheck

CHECKS = load_checks()
LOCALES = st.sampled_from(["be", "ru", "uk", "pl", "sr_Latn"])
WORDS = st.sampled_from(
    "Minsk 1,200 5.6 not never 6:15 p.m. Monday May “Yes,” said U.S. https://a.org #tag @name Maria Kalesnikava . ! ? "
    "Мінск 1 200 5,6 не ніколі нядзеля траўня «Так», сказала ЗША Марыя Калеснікаву кoт і і і ыый у ў ё ʼ \u200b".split(
        " "
    )
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)).filter(str.strip)
TERM = Term("Maria Kalesnikava", (), {"be": "Марыя Калеснікава", "uk": "Марія Колесникова"}, "person", "f", "", 2)


def findings(check: Check | ProjectCheck, items: Sequence[Translation]) -> Iterator[Finding]:
    """Everything a check finds."""
    if isinstance(check, Check):
        for item in items:
            yield from check.check(item)
    else:
        yield from check.check_all(items)


@pytest.mark.parametrize("name", CHECKS)
def test_codes_are_explained(name: str) -> None:
    """Codes are kebab case; titles are one line without a full stop; explanations say more than the title."""
    for code, rule in CHECKS[name].codes.items():
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", code)
        assert rule.title == rule.title.strip()
        assert "\n" not in rule.title
        assert not rule.title.endswith(".")
        assert len(rule.explanation) > len(rule.title)


def test_codes_are_unique() -> None:
    """No two checks have a code in common."""
    codes = [code for check in CHECKS.values() for code in check.codes]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("name", CHECKS)
@given(data=st.lists(st.tuples(TEXTS, TEXTS, LOCALES), min_size=1, max_size=4))
def test_findings_keep_their_promise(name: str, data: list[tuple[str, str, str]]) -> None:
    """Any text can be checked; a finding is about its translation, has a listed code, its severity and a true place."""
    items = []
    for line, (source, target, locale) in enumerate(data, 1):
        item = translation(source, target, locale, path=f"{locale}.po", line=line)
        start = source.find(TERM.source)
        hits = (Hit((TERM,), TERM.source, "full", Span(start, start + len(TERM.source))),) if start >= 0 else ()
        items.append(Translation(item.entry, hits, item.kind, item.path, locale, "en"))
    places = {(item.path, item.entry.line): item for item in items}
    check = CHECKS[name]
    for finding in findings(check, items):
        item = places[finding.path, finding.line]
        assert (finding.source, finding.target, finding.locale) == (item.source, item.target, item.locale)
        assert finding.severity is check.codes[finding.code].severity
        assert finding.message
        assert "\n" not in finding.message.strip() or "\n" in item.source + item.target
        if finding.span is not None:
            assert 0 <= finding.span.start <= finding.span.end <= len(item.target)
        if finding.suggestion is not None:
            assert finding.suggestion != item.target
        if check.codes[finding.code].fixable:
            assert finding.suggestion is not None


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_no_memory(name: str) -> None:
    """The same translations give the same findings again."""
    items = [translation("She said: “Not 5.6”.", '"Нe  5.6 сказала', line=1), translation("Minsk", "Минск", line=2)]
    first = list(findings(CHECKS[name], items))
    assert list(findings(CHECKS[name], items)) == first


@pytest.mark.parametrize("name", [name for name, check in CHECKS.items() if isinstance(check, Noticing)])
def test_notices_are_lines(name: str) -> None:
    """What a check has to tell is lines of text."""
    check = CHECKS[name]
    assert isinstance(check, Noticing)
    assert all(line.strip() and "\n" not in line for line in check.notices())


def install(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> None:
    """Pretend that distributions have these entry points."""
    found = [EntryPoint(name, value, "l10n.checks") for name, value in points]
    monkeypatch.setattr("l10n.plugins.entry_points", lambda group: found if group == "l10n.checks" else [])


def test_plugins_come_after_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin's check is loaded under its name."""
    install(monkeypatch, ("house", "tests.contracts.test_checks:HouseStyle"))
    checks = load_checks()
    assert list(checks)[-1] == "house"
    assert isinstance(checks["house"], Check)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("typography", "tests.contracts.test_checks:HouseStyle", "takes a name that is taken"),
        ("house", "tests.contracts.test_checks:Thief", "takes the code dash, which is taken"),
        ("house", "tests.contracts.test_checks:TERM", "cannot be loaded"),
        ("house", "tests.contracts.test_checks:NoCheck", "gives no Check or ProjectCheck: NoCheck"),
        ("house", "no.such.module:Check", "cannot be loaded"),
    ],
)
def test_bad_plugins_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    """A plugin that cannot be used is an error of the settings that names it."""
    install(monkeypatch, (name, value))
    with pytest.raises(ConfigError, match=message):
        load_checks()


class HouseStyle:
    """A plugin."""

    codes: Mapping[str, Rule] = {"house-style": next(iter(CHECKS["typography"].codes.values()))}

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Find nothing."""
        return iter(())


class Thief(HouseStyle):
    """A plugin with a code of ours."""

    codes: Mapping[str, Rule] = {"dash": HouseStyle.codes["house-style"]}


class NoCheck:
    """Something else."""
