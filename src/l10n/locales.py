"""Facts about locales. The only importer of babel."""

from __future__ import annotations

import re
from functools import cache

from l10n.errors import ConfigError
from l10n.model import LocaleCode

_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")


def parse_locale(code: str) -> LocaleCode:
    """Check the form of a locale code; whether CLDR knows it is seen when it is used.

    Args:
        code: for example ``be``, ``uk`` or ``sr_Latn``.
    Raises:
        ConfigError: the code has a wrong form.

    >>> parse_locale("be")
    'be'
    """
    if not _CODE.fullmatch(code):
        raise ConfigError(f"not a locale code: {code!r}", hint="use a code such as be, ru or uk")
    return code


def is_locale(code: str) -> bool:
    """Whether CLDR knows a locale.

    >>> is_locale("be"), is_locale("knd")
    (True, False)
    """
    try:
        _babel(code)
    except ConfigError:
        return False
    return True


def plural_forms(locale: LocaleCode) -> str:
    """Give the ``Plural-Forms`` header of a catalog.

    Source:
        babel.messages.plurals (from CLDR and the gettext manual).

    >>> plural_forms("be")[:10]
    'nplurals=3'
    """
    from babel.messages.plurals import get_plural

    found = get_plural(_babel(locale))
    return f"nplurals={found.num_plurals}; plural={found.plural_expr};"


def english_name(locale: LocaleCode) -> str:
    """Name of the language in English.

    >>> english_name("uk")
    'Ukrainian'
    """
    return _babel(locale).english_name or str(locale)


def number_symbols(locale: LocaleCode) -> tuple[str, str]:
    """Group and decimal separators.

    >>> number_symbols("be")
    ('\\xa0', ',')
    """
    symbols = _babel(locale).number_symbols["latn"]
    return str(symbols["group"]), str(symbols["decimal"])


@cache
def _babel(code: str):  # type: ignore[no-untyped-def]  # babel is imported when it is needed
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as exc:
        hint = "use a code such as be, ru or uk in [tool.l10n] of pyproject.toml"
        raise ConfigError(f"unknown locale: {code}", hint=hint) from exc
