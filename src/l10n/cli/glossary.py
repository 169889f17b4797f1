"""``l10n glossary``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.context import App, json_option, print_data, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Term


@click.group(
    epilog="""\b
Example:
  l10n glossary check
  l10n glossary hits source/news.txt"""
)
def glossary() -> None:
    """Work with the glossary of names."""


@glossary.command(
    epilog="""\b
Example:
  l10n glossary check"""
)
@click.pass_obj
def check(app: App) -> None:
    """Check the glossary file.

    Every problem is listed with its line and column.
    """
    from l10n.errors import GlossaryError
    from l10n.glossary.table import load_glossary

    path = app.config.glossary
    if not path.exists():
        raise GlossaryError("file not found", path=path, hint="make one with l10n init, or set glossary in [tool.l10n]")
    terms = load_glossary(path)
    for locale in app.config.locales:
        missing = [term for term in terms if locale not in term.targets]
        for term in missing:
            app.say(f"{path}:{term.row}: column {locale}: no {locale} name for {term.source!r}")
    app.say(f"{path}: {len(terms)} terms, no problems")


@glossary.command(
    epilog="""\b
Example:
  l10n glossary hits source/news.txt
  l10n glossary hits source/news.txt --json"""
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def hits(app: App, file: Path, as_json: bool) -> None:
    """Show where FILE mentions names of the glossary.

    One mention a line: FILE:LINE, the spelling in the text, the name in the glossary. With --json also offsets in
    code points.
    """
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    document = pipeline.read(file)
    rows = [
        {
            "name": " | ".join(term.source for term in hit.terms),
            "alias": hit.alias,
            "line": document.text.count("\n", 0, hit.span.start) + 1,
            "start": hit.span.start,
            "end": hit.span.end,
        }
        for hit in pipeline.hits(document)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        print_data(f"{file}:{row['line']}: {row['alias']} = {row['name']}")


@glossary.command(
    epilog="""\b
Example:
  l10n glossary forms "Ales Bialiatski" --locale be
  l10n glossary forms "Юхнавец" --locale be --kind person --gender m"""
)
@click.argument("name")
@click.option("--locale", required=True, metavar="LOCALE", help="The locale to show the forms in.")
@click.option("--kind", default="person", metavar="KIND", help="For a name that is not in the glossary.")
@click.option("--gender", default="", metavar="GENDER", help="For a name that is not in the glossary: m, f, n or pl.")
@json_option
@click.pass_obj
def forms(app: App, name: str, locale: str, kind: str, gender: str, as_json: bool) -> None:
    """Show the case forms of NAME.

    NAME is a name or alias of the glossary, or a last name of one of its persons; or a name in the letters of the
    locale, which is declined as it is. Variants stand after a slash, the preferred one first.
    """
    from l10n.glossary.paradigms import KINDS, locales_with_paradigms, paradigm

    if kind not in KINDS:
        raise click.BadParameter(f"use one of {', '.join(KINDS)}", param_hint="--kind")
    found = _named(app, name, locale)
    if found is None:
        if name.isascii():
            raise _unknown(app, name)
        found = paradigm(name, locale, kind, gender)
    if locale not in locales_with_paradigms():
        app.say(f"no case forms are known for {locale}; known: {', '.join(locales_with_paradigms())}")
    if as_json:
        print_json({"name": name, "locale": locale, "forms": {case: list(all_) for case, all_ in found.forms.items()}})
        return
    for case, variants in found.forms.items():
        print_data(f"{case}  {' / '.join(variants)}")


@glossary.command(
    epilog="""\b
Example:
  l10n glossary enforce --locale be article.en article.be > article.fixed.be
  l10n glossary enforce --locale be article.en article.be --json"""
)
@click.option("--locale", required=True, metavar="LOCALE", help="The locale of MT_FILE.")
@click.argument("en_file", type=click.Path(path_type=Path))
@click.argument("mt_file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def enforce(app: App, locale: str, en_file: Path, mt_file: Path, as_json: bool) -> None:
    """Put the glossary's names into a translation made elsewhere.

    Both files have a sentence or paragraph a line. Prints the lines of MT_FILE with its names put right, in the case
    that each place asks for; right forms are left as they are. With --json prints the decision about each mention
    instead. What cannot be decided is left as it is and said on stderr.
    """
    from l10n.errors import InputError
    from l10n.files import read_lines
    from l10n.glossary.check import describe_decision
    from l10n.glossary.enforcement import enforce_lines
    from l10n.locales import parse_locale
    from l10n.pipeline import open_pipeline

    code = parse_locale(locale)
    sources, drafts = (read_lines(path) for path in (en_file, mt_file))
    if len(sources) != len(drafts):
        hint = "line N of one must be the translation of line N of the other"
        raise InputError(f"has {len(drafts)} lines, {en_file} has {len(sources)}", path=mt_file, hint=hint)
    terms = open_pipeline(app.config).terms()
    if not terms:
        raise InputError(
            "no names in the glossary", path=app.config.glossary, hint="write some, or name the project: -C DIR"
        )
    lines = enforce_lines(sources, drafts, terms, code)
    rows: list[dict[str, Any]] = []
    for number, (text, decisions) in enumerate(lines, 1):
        if not as_json:
            print_data(text)
        for item in decisions:
            if item.decision == "reported" and not as_json:
                app.say(f"{mt_file}:{number}: {describe_decision(item)}")
            rows.append(
                {
                    "line": number,
                    "name": item.name,
                    "found": item.found,
                    "written": item.written,
                    "case": item.case,
                    "decision": item.decision,
                    "candidates": list(item.candidates),
                }
            )
    if as_json:
        print_json(rows)


@glossary.command(
    epilog="""\b
Example:
  l10n glossary suggest source/news.txt >> glossary.csv   # then correct the rows"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def suggest(app: App, file: Path) -> None:
    """Propose glossary rows for the names in FILE.

    A spelling close to a name of the glossary is reported as a possible alias. For names that are not in it yet, rows
    are printed in the columns of the glossary, with transliterations for a person to correct.
    """
    from l10n.glossary.suggest import suggest_names, write_rows
    from l10n.pipeline import open_pipeline

    pipeline = open_pipeline(app.config)
    document = pipeline.read(file)
    found = suggest_names(document, pipeline.terms())
    for near in found.near:
        app.say(f"{file}:{near.line}: {near.spelling} looks like {near.term.source}: add it to its aliases?")
    columns = _columns(app.config.glossary, app.config.locales)
    for line in write_rows(found.new, columns):
        print_data(line)
    app.say(f"{len(found.new)} names to check, {len(found.near)} possible aliases")


def _named(app: App, name: str, locale: str) -> Any:
    """Find the forms of a name of the glossary, of an alias, or of a person's last name."""
    from l10n.errors import GlossaryError
    from l10n.glossary.forms import forms_of
    from l10n.glossary.matching import split_person

    for part in ("full", "last"):
        for term in _terms(app):
            names = [term.source, *term.aliases]
            if part == "last":
                names = [split_person(item)[1] for item in names if term.kind == "person"]
            if name in names or (part == "full" and name == term.targets.get(locale)):
                found = forms_of(term, locale, part)
                if found is None:
                    raise GlossaryError(
                        f"no {locale} name for {term.source!r}",
                        path=app.config.glossary,
                        line=term.row,
                        hint=f"write one into column {locale}",
                    )
                return found
    return None


def _terms(app: App) -> Sequence[Term]:
    from l10n.glossary.table import load_glossary

    path = app.config.glossary
    return load_glossary(path) if path.exists() else ()


def _unknown(app: App, name: str) -> Exception:
    import difflib

    from l10n.errors import GlossaryError

    known = [item for term in _terms(app) for item in (term.source, *term.aliases)]
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "write the name in the letters of the locale, or add it"
    return GlossaryError(f"no such name: {name}", path=app.config.glossary, hint=hint)


def _columns(path: Path, locales: Sequence[str]) -> list[str]:
    """Columns of the glossary file, or those a new one has."""
    from l10n.files import read_text

    if path.exists():
        header = read_text(path).removeprefix("\ufeff").split("\n", 1)[0].strip()
        return [column.strip().strip('"') for column in header.split(",")]
    return ["source", "aliases", *locales, "kind", "gender", "note"]
