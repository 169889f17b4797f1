"""Running checks: settings, what people ignore, checks that fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from tests.unit.checks.translations import translation

from l10n.checking import FAILED, Checker
from l10n.config import CheckSettings
from l10n.errors import ConfigError
from l10n.model import Finding, Rule, Severity, Translation
from l10n.plugins import load_checks


class Shouting:
    """Reports exclamation marks; fails on 🐞."""

    codes: Mapping[str, Rule] = {
        "shout": Rule(Severity.ERROR, "Shouting", "No.", fixable=True),
        "question": Rule(Severity.WARNING, "Asking", "Why?", optional=True),
    }

    def check(self, translation: Translation) -> Iterator[Finding]:
        """Look for marks."""
        if "!" in translation.target:
            calm = translation.target.replace("!", ".", 1)
            yield translation.finding("shout", self.codes["shout"], "too loud", suggestion=calm)
        if "🐞" in translation.target:
            raise ValueError("a bug\nin two lines")
        if "?" in translation.target:
            yield translation.finding("question", self.codes["question"], "asks")

    def notices(self) -> Sequence[str]:
        """Say something."""
        return ["no dictionary"]


class Counting:
    """Reports the number of translations at the first; fails when there are three."""

    codes: Mapping[str, Rule] = {"count": Rule(Severity.WARNING, "Counting", "One, two.")}

    def check_all(self, translations: Sequence[Translation]) -> Iterator[Finding]:
        """Count."""
        yield translations[0].finding("count", self.codes["count"], f"{len(translations)}")
        if len(translations) == 3:
            raise RuntimeError("three")


def run(settings: CheckSettings, *items: Translation) -> list[tuple[str, Severity, int]]:
    """Run the checks of this module."""
    report = Checker({"shouting": Shouting(), "counting": Counting()}, settings).run(items)
    return [(item.code, item.severity, item.line) for item in report.findings]


LOUD = translation("a", "А! Б!", line=4)
QUIET = translation("b", "В?", line=2)


def test_findings_are_in_the_order_of_the_file() -> None:
    """By catalog as given, then by line."""
    other = translation("c", "Г!", path="other.po", line=1)
    assert run(CheckSettings(), LOUD, QUIET, other)[:3] == [
        ("shout", Severity.ERROR, 4),
        ("count", Severity.WARNING, 4),
        (FAILED, Severity.WARNING, 4),
    ]


def test_settings_disable_enable_and_weigh() -> None:
    """Codes are switched off and on, and get the severity of the project."""
    settings = CheckSettings(
        disable=frozenset({"count"}), enable=frozenset({"question"}), severity={"shout": Severity.WARNING}
    )
    assert run(settings, QUIET, LOUD) == [("question", Severity.WARNING, 2), ("shout", Severity.WARNING, 4)]


def test_house_style_is_corrected_without_being_reported() -> None:
    """Straight apostrophes are no finding unless a project wants them to be; --fix corrects them unless it does not."""
    straight = translation("five", "п'яць", locale="be")
    codes = {"typography": load_checks()["typography"]}
    checker = Checker(codes, CheckSettings())
    assert not checker.run([straight]).findings
    assert checker.correct(straight) == ("п’яць", ("apostrophe",))
    wanted = Checker(codes, CheckSettings(enable=frozenset({"apostrophe"})))
    assert [finding.code for finding in wanted.run([straight]).findings] == ["apostrophe"]
    unwanted = Checker(codes, CheckSettings(disable=frozenset({"apostrophe"})))
    assert unwanted.correct(straight) == ("п'яць", ())


def test_unknown_codes_are_guessed() -> None:
    """A slip in the settings is an error that names the file and the code that was meant."""
    with pytest.raises(ConfigError) as caught:
        Checker({"shouting": Shouting()}, CheckSettings(disable=frozenset({"shuot"})), Path("pyproject.toml"))
    assert str(caught.value) == "pyproject.toml: no check has the code shuot"
    assert caught.value.hint == "did you mean shout?"


@pytest.mark.parametrize(
    "comment", ["l10n: ignore=shout", "As agreed.\n# l10n: ignore=other,shout", "l10n:ignore = shout"]
)
def test_a_person_can_ignore_a_code(comment: str) -> None:
    """A comment silences a code for its entry, in single checks, in corrections and where all are compared."""
    item = translation("a", "А!", comment=comment)
    checker = Checker({"shouting": Shouting()}, CheckSettings())
    assert checker.run([item]).findings == ()
    assert checker.correct(item) == ("А!", ())
    assert run(CheckSettings(), translation("a", "А", comment="l10n: ignore=count")) == []


def test_a_check_that_fails_stops_nothing() -> None:
    """It is reported once, with the check and the first sentence; what it found before counts, others go on."""
    items = [translation("a", "!🐞", line=1), translation("b", "🐞", line=2)]
    report = Checker({"shouting": Shouting(), "counting": Counting()}, CheckSettings()).run(items)
    assert [(item.code, item.line) for item in report.findings] == [("shout", 1), ("count", 1), (FAILED, 1)]
    message = "the check shouting failed on this sentence and on 1 more: ValueError: a bug in two lines"
    assert report.findings[-1].message == message


def test_what_all_the_same_goes_wrong_in_codes() -> None:
    """A check that gives a code it does not list has failed."""

    class Wild(Shouting):
        def check(self, translation: Translation) -> Iterator[Finding]:
            yield translation.finding("wild", Rule(Severity.ERROR, "x", "x"), "x")

    (found,) = Checker({"wild": Wild()}, CheckSettings()).run([LOUD]).findings
    assert (found.code, "wild is not among its codes" in found.message) == (FAILED, True)


def test_corrections_are_repeated_until_nothing_is_left() -> None:
    """Each correction is checked again; codes are told once."""
    assert Checker({"shouting": Shouting()}, CheckSettings()).correct(LOUD) == ("А. Б.", ("shout",))


def test_notices_are_told_once() -> None:
    """What a check has to say is in the report."""
    assert Checker({"a": Shouting(), "b": Shouting()}, CheckSettings()).run([LOUD]).notices == ("no dictionary",)


def test_what_fails_a_run() -> None:
    """Warnings fail a run unless only errors shall."""
    checker = Checker({"counting": Counting()}, CheckSettings())
    report = checker.run([LOUD])
    assert report.fails(Severity.WARNING)
    assert not report.fails(Severity.ERROR)
    assert not checker.run([]).fails(Severity.WARNING)
