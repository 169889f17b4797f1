"""Language: letters, words and sentences that are not the translation's own."""

from __future__ import annotations

from l10n.checks.language.belarusian import BelarusianCheck
from l10n.checks.language.calques import CalqueCheck
from l10n.checks.language.foreign import LeftoverCheck, WrongLanguageCheck
from l10n.checks.language.script import ScriptCheck
from l10n.checks.language.shape import LengthCheck, RepeatCheck
from l10n.checks.language.siblings import SiblingCheck
from l10n.checks.language.spelling import SpellingCheck

__all__ = [
    "BelarusianCheck",
    "CalqueCheck",
    "LeftoverCheck",
    "LengthCheck",
    "RepeatCheck",
    "ScriptCheck",
    "SiblingCheck",
    "SpellingCheck",
    "WrongLanguageCheck",
]
