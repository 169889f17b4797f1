from __future__ import annotations

import re
import sys
from functools import partial
from hashlib import sha256
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import orthography
from l10n.config import VARIANTS
from l10n.documents.respelling import respelled
from l10n.errors import ConfigError
from l10n.orthography import NOTICES, convert

needs_quickjs = pytest.mark.usefixtures("quickjs")
TOKENS = [
    "план",
    "снег",
    "Беларусь",
    "сям’я",
    "аб'ява",
    "ЗША",
    "не",
    "без",
    "яго",
    "BBC",
    "щи",
    "80",
    "-",
    " ",
    "\u00a0",
    ". ",
    "«",
    "<",
    ">",
    "<*план>",
    "&#40",
    "(",
    "\ue0fe",
]


@pytest.fixture(scope="module")
def quickjs() -> None:
    """The engine that runs the conversion."""
    pytest.importorskip("quickjs", reason='needs QuickJS: pip install "l10n[variants]"')


def test_every_variant_has_its_locale_and_its_notice() -> None:
    """Settings and conversion know the same variants."""
    assert VARIANTS.keys() == NOTICES.keys()


@needs_quickjs
@pytest.mark.parametrize(
    ("text", "tarask", "latin"),
    [
        ("Снег і план.", "Сьнег і плян.", "Snieh i płan."),
        ("арганізацыя, гузік", "арганізацыя, гузік", "arhanizacyja, huzik"),
        ("Марыя Калеснікава", "Марыя Калесьнікава", "Maryja Kalesnikava"),
        ("без яго, не быў", "безь яго, ня быў", "biez jaho, nie byŭ"),
        ("сям’я; сям'я", "сям’я; сям'я", "siamja; siamja"),
        ("ЗША і ЕС", "ЗША і ЕС", "ZŠA i JES"),
        ("Универсітэт, щи, X7, BBC", "Универсітэт, щи, X7, BBC", "Универсітэт, щи, X7, BBC"),
        ("80-гадовы, Нью-Ёрк", "80-гадовы, Нью-Ёрк", "80-hadovy, Ńju-Jork"),
        ("<план> {план} план", "<плян> {плян} плян", "<płan> {płan} płan"),
    ],
)
def test_words(text: str, tarask: str, latin: str) -> None:
    """Belarusian words are converted, with their neighbours in mind; nothing else is."""
    assert convert([text], "be-tarask") == [tarask]
    assert convert([text], "be-Latn") == [latin]


@needs_quickjs
@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        ("без **яго** і [план](/план 'План')", "markdown", "безь **яго** і [плян](/план 'Плян')"),
        (
            "`план` ![План](план.png) <https://example.org/план>",
            "markdown",
            "`план` ![Плян](план.png) <https://example.org/план>",
        ),
        (
            '<a href="план" title="План снегу">пл<b>а</b>н</a> &amp; снег',
            "html",
            '<a href="план" title="Плян сьнегу">пл<b>я</b>н</a> &amp; сьнег',
        ),
        ("план * снег", "plain", "плян * сьнег"),
    ],
)
def test_markup_is_left_alone(text: str, syntax: str, expected: str) -> None:
    """Code, addresses and tags stay; titles and alt texts are text."""
    assert respelled(text, syntax, "be", partial(convert, variant="be-tarask")) == expected


@needs_quickjs
@pytest.mark.parametrize("variant", VARIANTS)
@given(parts=st.lists(st.one_of(st.text(max_size=8), st.lists(st.sampled_from(TOKENS)).map("".join)), max_size=6))
def test_only_words_change(variant: str, parts: list[str]) -> None:
    """There are as many stretches as before, and everything between the words is what it was."""
    between = re.compile("[^\\W\\d_]+|['’ʼ\u0301]")
    made = convert(parts, variant)
    assert len(made) == len(parts)
    assert [between.sub("", part) for part in made] == [between.sub("", part) for part in parts]


def test_the_library_is_as_it_was_published() -> None:
    """dist/bundle.js of taraskevizer 10.4.21; a newer one changes name, hash and licence file together."""
    data = files(orthography).joinpath("taraskevizer.js").read_bytes()
    assert sha256(data).hexdigest() == "6758909cfc137e3942a811b73815360cf9fd2ea5fa3898cbe8c0c8032bf3ce76"


def test_without_the_engine_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(sys.modules, "quickjs", None)
    orthography.converter.cache_clear()
    with pytest.raises(ConfigError) as caught:
        convert(["план"], "be-tarask")
    assert "l10n[variants]" in str(caught.value.hint)
