from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from l10n.errors import InputError
from l10n.memory.entries import Approved
from l10n.memory.imports import import_file
from l10n.memory.tmx import MAX_DEPTH, Variant, format_tmx, iter_units, pairs

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEADER = '<header creationtool="x" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>'


def body(*units: str) -> str:
    """A file with units."""
    return f'{HEAD}<tmx version="1.4">\n{HEADER}\n<body>\n' + "\n".join(units) + "\n</body></tmx>\n"


def unit(attributes: str = "", **texts: str) -> str:
    """A unit with a text for each language; an underscore stands for the hyphen of its code."""
    variants = [f'<tuv xml:lang="{name.replace("_", "-")}"><seg>{text}</seg></tuv>' for name, text in texts.items()]
    return f"<tu {attributes}>{''.join(variants)}</tu>"


def approved(path: Path, locale: str = "be") -> list[tuple[str, str]]:
    """What a file teaches."""
    return [(found.source, found.target) for one in iter_units(path) for found in pairs(one, "en", locale)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a file."""
    return tmp_path / "a.tmx"


@pytest.mark.parametrize("languages", [("en", "be"), ("EN-US", "BE"), ("en-GB", "be-BY"), ("en_US", "be_BY")])
def test_language_codes(path: Path, languages: tuple[str, str]) -> None:
    """Case, region and separator of a code do not matter."""
    source, target = languages
    variants = f'<tuv xml:lang="{source}"><seg>Yes.</seg></tuv><tuv xml:lang="{target}"><seg>Так.</seg></tuv>'
    path.write_text(body(f"<tu>{variants}</tu>"), encoding="utf-8")
    assert approved(path) == [("Yes.", "Так.")]


@pytest.mark.parametrize("language", ["be-Latn", "be-tarask", "bel", "ru"])
def test_other_languages(path: Path, language: str) -> None:
    """Another script, another orthography or another language is not learned."""
    path.write_text(body(unit(en="Yes.", **{language: "Tak."})), encoding="utf-8")
    assert approved(path) == []


def test_the_very_code_goes_before_others(path: Path) -> None:
    """Of several regions the one that is asked for is taken; without it all of them."""
    path.write_text(body(unit(en="Colour", pt_BR="Cor", pt_PT="Côr"), unit(en_GB="Colour", en_US="Color", pt="Cor")))
    assert approved(path, "pt_BR") == [("Colour", "Cor"), ("Colour", "Cor"), ("Color", "Cor")]


def test_old_attribute_and_several_texts(path: Path) -> None:
    """``lang`` of TMX 1.1 is read; several texts in a language are several translations; units need no order."""
    texts = (("be", "Так."), ("be", "Ага."), ("en", "Yes."))
    variants = [f'<tuv lang="{language}"><seg>{text}</seg></tuv>' for language, text in texts]
    path.write_text(body(f"<tu>{''.join(variants)}</tu>"), encoding="utf-8")
    assert approved(path) == [("Yes.", "Так."), ("Yes.", "Ага.")]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ('She is <bpt i="1">&lt;b&gt;</bpt>free<ept i="1">&lt;/b&gt;</ept>!', "She is free!"),
        ("Call <ph>%s<sub>alt <hi>text</hi></sub></ph>now <it pos='begin'>[</it><ut>x</ut>.", "Call now ."),
        ("An <hi type='term'>inmate</hi>", "An inmate"),
        ("A &amp; B &#60;i&gt; <![CDATA[<c>]]>", "A & B <i> <c>"),
        ("\n        Yes,\n        she is.\n      ", "Yes, she is."),
    ],
)
def test_inline_elements(path: Path, segment: str, text: str) -> None:
    """Codes are dropped with what is in them, highlighted text is text, and layout is not."""
    path.write_text(body(unit(en=segment, be="Так.")), encoding="utf-8")
    assert approved(path) == [(text, "Так.")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "windows-1251", "iso-8859-5"])
def test_encodings(path: Path, encoding: str) -> None:
    """What the declaration or a byte order mark says is followed."""
    named = {"utf-8-sig": "UTF-8", "utf-16-be": "UTF-16"}.get(encoding, encoding)
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    path.write_bytes(mark + body(unit(en="Yes.", ru="Да.")).replace("UTF-8", named, 1).encode(encoding))
    assert approved(path, "ru") == [("Yes.", "Да.")]


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "no element found", 1),
        (b"{}", "not well-formed", 1),
        (body("<tu>").encode(), "mismatched tag", 6),
        (body(unit(en="Yes.", ru="Да.")).encode("utf-16"), "incorrect", 1),
        (body(unit(en="Yes.", ru="Да.")).encode("windows-1251"), "not well-formed", 5),
        (body(unit(en="Yes.", ru="Да.")).replace("UTF-8", "shift_jis").encode(), "encoding", 1),
        (body(unit(en="Yes.", ru="Да.")).replace("UTF-8", "klingon").encode(), "encoding", 1),
        (body("<tu>\n<tuv xml:lang='en'>\n<seg>&author;</seg></tuv></tu>").encode(), "undefined entity", 7),
        (body("a\n\x00").encode(), "not well-formed", 6),
        (body("<p>" * MAX_DEPTH).encode(), "nested more than", 5),
        (body(unit(en="x" * 200_000)).encode(), "more than 100000 characters", 5),
        (b"<html><body/></html>", "not a TMX file", 1),
        (b"<xliff version='2.0'/>", "not a TMX file", 1),
    ],
)
def test_what_is_refused(path: Path, data: bytes, message: str, line: int) -> None:
    """A broken file is one line with the place."""
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        list(iter_units(path))
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx SYSTEM "http://127.0.0.1/tmx14.dtd">',
        '<!DOCTYPE tmx SYSTEM "/etc/passwd">',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd" []>',
        "<!DOCTYPE html>",
        '<!DOCTYPE tmx [<!ENTITY a "b">]>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ],
)
def test_document_types(path: Path, doctype: str) -> None:
    """A document type is refused before anything in it is looked at."""
    path.write_text(body(unit(en="&a;", be="Так.")).replace(HEAD, f"{HEAD}\n{doctype}"), encoding="utf-8")
    with pytest.raises(InputError, match="document type") as caught:
        list(iter_units(path))
    assert caught.value.line == 3


def test_the_document_type_of_tmx(path: Path) -> None:
    """The line that other programs write into every file passes; an entity is still refused."""
    text = body(unit(en="Yes.", be="Так.")).replace(HEAD, f'{HEAD}<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    path.write_text(text, encoding="utf-8")
    assert approved(path) == [("Yes.", "Так.")]
    path.write_text(text.replace("Yes.", "&author;"), encoding="utf-8")
    with pytest.raises(InputError, match="undefined entity: author") as caught:
        list(iter_units(path))
    assert caught.value.line == 6


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path without a file is an error of one line."""
    for path in (tmp_path / "none.tmx", tmp_path):
        with pytest.raises(InputError):
            list(iter_units(path))


def test_size_does_not_matter(path: Path) -> None:
    """Units are given while the file is read."""
    path.write_text(body(*(unit(en=f"Sentence {n}.", be=f"Сказ {n}.") for n in range(20_000))) + "<", encoding="utf-8")
    units = iter_units(path)
    assert next(units)[0].text == "Sentence 0."
    with pytest.raises(InputError):
        list(units)


def test_written_file() -> None:
    """The written file is as the specification wants it, and escaped."""
    text, left_out = format_tmx(
        [
            (Variant("en", 'A <b> & "c"\r'), Variant("sr_Latn", "Č ]]>", "20260101T000000Z")),
            (Variant("en", "bell \a"), Variant("be", "x")),
        ],
        "en",
    )
    assert left_out == 1
    assert '<tmx version="1.4">' in text
    assert 'srclang="en"' in text
    assert '<tuv xml:lang="en"><seg>A &lt;b&gt; &amp; "c"&#13;</seg></tuv>' in text
    assert '<tuv xml:lang="sr-Latn" changedate="20260101T000000Z"><seg>Č ]]&gt;</seg></tuv>' in text
    assert "bell" not in text


def test_dates(path: Path) -> None:
    """The date of a text is its own, else that of its unit; anything else is no date."""
    path.write_text(
        body(unit('changedate="20260102T030405Z"', en="Yes.", be="Так."), unit('changedate="May"', en="No.", be="Не."))
    )
    found = [one for unit in iter_units(path) for one in pairs(unit, "en", "be")]
    assert found == [Approved("Yes.", "Так.", revised="20260102T030405Z"), Approved("No.", "Не.")]


def test_import_keeps_a_clean_copy(tmp_path: Path, path: Path) -> None:
    """The copy is UTF-8 and holds the text of every language; importing it again changes no byte."""
    text = body(unit(en_US="<ph>x</ph>Yes.", be="Так.", de="Ja."), unit(fr="Oui."))
    path.write_bytes(text.replace("UTF-8", "UTF-16").encode("utf-16"))
    folder = tmp_path / "memory"
    kept, counts = import_file(path, folder, "en", ["be", "ru"])
    assert (kept, counts) == (folder / "a.tmx", {"be": 1})
    before = kept.read_bytes()
    assert [[one.language for one in unit] for unit in iter_units(kept)] == [["en-US", "be", "de"], ["fr"]]
    assert import_file(kept, folder, "en", ["be"]) == (kept, {"be": 1})
    assert kept.read_bytes() == before


def test_import_of_nothing(tmp_path: Path, path: Path) -> None:
    """A file without a translation of use is refused, and says what it has."""
    path.write_text(body(unit(en="Yes.", de="Ja.")))
    with pytest.raises(InputError, match="no translation from en into be or ru") as caught:
        import_file(path, tmp_path / "memory", "en", ["be", "ru"])
    assert caught.value.hint == "languages in the file: de, en"
    assert not (tmp_path / "memory").exists()


@pytest.mark.filterwarnings("ignore")
class TestTranslateToolkit:
    """The Translate Toolkit reads what we write and writes what we read."""

    TEXTS = (
        ("A <b> & 'c'", "Ä <б> & ]]>"),
        ("He said: “No.”", "Ён сказаў: «Не»."),
        ("Two\tblanks", "Два\u00a0прабелы"),
    )

    def test_it_reads_ours(self, path: Path) -> None:
        """Every text arrives, in its language."""
        tmx = pytest.importorskip("translate.storage.tmx", reason="needs translate-toolkit")
        units = [(Variant("en", source), Variant("be", target)) for source, target in self.TEXTS]
        path.write_text(format_tmx(units, "en")[0], encoding="utf-8")
        with path.open("rb") as file:
            read = tmx.tmxfile(file, "en", "be")
        assert [(one.source, one.target) for one in read.units] == list(self.TEXTS)

    def test_we_read_its(self, path: Path) -> None:
        """Every text arrives, in its language."""
        tmx = pytest.importorskip("translate.storage.tmx", reason="needs translate-toolkit")
        store = tmx.tmxfile(None, "en", "be")
        for source, target in self.TEXTS:
            store.addtranslation(source, "en", target, "be")
        path.write_bytes(bytes(store))
        assert approved(path) == [(source.replace("\t", " "), target) for source, target in self.TEXTS]
