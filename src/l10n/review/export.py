"""One article in one locale as a page that needs no server, for somebody who does not have l10n.

All that the page knows stands in the file: scripts, styles and data. Nothing can be loaded from elsewhere, and only
these very scripts run: the policy of the page names them by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape

from l10n.files import read_text
from l10n.review.desk import Desk
from l10n.review.examining import Examiner
from l10n.review.page import filled_page, scripts, styles
from l10n.review.sheets import Sheets
from l10n.review.strings import ENGLISH, languages, strings
from l10n.review.views import Json

DATA_ID = "l10n-data"
"""Of the element with the data."""

_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def export_page(desk: Desk, path: str, locale: str, language: str | None) -> str:
    """Give the page of an article in a locale.

    Args:
        desk: of the project.
        path: of the article from the project root.
        locale: one of the project's.
        language: of the page; None takes that of the translation, if the page speaks it.
    Raises:
        L10nError: the project does not have it, or it cannot be read.
    """
    data = json.dumps(_data(desk, path, locale, language), ensure_ascii=False).translate(_ESCAPES)
    code = [_inline(read_text(item), "script") for item in scripts()]
    looks = [_inline(read_text(item), "style") for item in styles()]
    allowed = {
        name: " ".join(f"'sha256-{_hash(text)}'" for text in texts)
        for name, texts in (("script", code), ("style", looks))
    }
    policy = (
        f"default-src 'none'; script-src {allowed['script']}; style-src {allowed['style']}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
    return filled_page(
        f'<script type="application/json" id="{DATA_ID}">{data}</script>\n'
        + "\n".join(f"<script>{text}</script>" for text in code),
        head + "\n".join(f"<style>{text}</style>" for text in looks),
    )


def _data(desk: Desk, path: str, locale: str, language: str | None) -> Json:
    """Gather what the page would ask the server for, of this article and this locale alone."""
    sheet = desk.sheet(path, locale)
    sheets = Sheets(desk)
    project = sheets.project()
    project["articles"] = [
        {**item, "locales": {locale: item["locales"][locale]}} for item in project["articles"] if item["path"] == path
    ]
    project["locales"] = [item for item in project["locales"] if item["code"] == locale]
    return {
        "project": {**project, "interface": language or _own(locale), "start": {"path": path, "locale": locale}},
        "article": sheets.article(sheet),
        "findings": Examiner(desk).described(sheet),
        "strings": {code: strings(code) for code in languages()},
    }


def _own(locale: str) -> str:
    return locale if locale in languages() else ENGLISH


def _inline(text: str, element: str) -> str:
    """Make our own code fit to stand inside an element: its end must not be in it.

    Raises:
        ValueError: it is, and cannot be written in another way.
    """
    if f"</{element}" in text.lower() or "<!--" in text:
        raise ValueError(f"</{element} or <!-- in the page's own code")
    return text.replace("\r\n", "\n")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
