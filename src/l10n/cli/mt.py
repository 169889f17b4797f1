"""``l10n mt``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.context import App, print_data
from l10n.errors import ConfigError, InputError, RouteMissingError

if TYPE_CHECKING:
    from l10n.model import LocaleCode, Route
    from l10n.protocols import Engine

BLOCK_LINES = 256
"""Lines that are translated together; each block is printed when it is done."""


@click.command(
    epilog="""\b
Example:
  l10n mt --to be article.txt > draft.txt
  echo "Good morning." | l10n mt --to uk
  l10n mt --from ru --to be --engine embedded lines.txt"""
)
@click.option("--to", "target", required=True, metavar="LOCALE", help="The locale to translate into.")
@click.option("--from", "source", metavar="LOCALE", help="The locale of the text; by default the project's.")
@click.option("--engine", metavar="NAME", help="auto, an engine, or a route: argos:en_ru>embedded:ru_be.")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.pass_obj
def mt(app: App, target: str, source: str | None, engine: str | None, file: str) -> None:
    """Translate lines by machine: a line in, a line out.

    Reads FILE, or the standard input. No glossary, no memory, no catalog: the plain draft of the engine, tried again
    where it loops, lost a number or is in another language, as translate does. Empty lines stay empty; a line of
    several sentences is translated sentence by sentence. The route is named on stderr.
    """
    from l10n.engines.hygiene import other_routes
    from l10n.engines.routes import AUTO
    from l10n.locales import parse_locale
    from l10n.plugins import load_engines

    config = app.config
    source = parse_locale(source or config.source_locale)
    target = parse_locale(target)
    if source == target:
        raise ConfigError(f"the text is in {target} already", hint="name two locales with --from and --to")
    engines = load_engines(config.engine_options())
    routes = config.routes if engine is None and source == config.source_locale else {}
    wanted = engine or config.engine
    route = _choose(engines, source, target, wanted, routes)
    others = other_routes(engines, route) if wanted == AUTO and target not in routes else []
    lines = _read_lines(file)
    app.say(f"Route: {route}")
    for start in range(0, len(lines), BLOCK_LINES):
        for line in _translate(lines[start : start + BLOCK_LINES], source, [route, *others], engines):
            print_data(line)


def _choose(
    engines: Sequence[Engine], source: LocaleCode, target: LocaleCode, engine: str, routes: Mapping[LocaleCode, str]
) -> Route:
    """Choose the route; where there is none, a slip in a locale code is told as such."""
    from l10n.engines.routes import select_route
    from l10n.locales import is_locale

    try:
        return select_route(engines, source, target, engine=engine, routes=routes)
    except RouteMissingError:
        unknown = next((code for code in (source, target) if not is_locale(code)), None)
        if unknown is None:
            raise
        raise ConfigError(f"unknown locale: {unknown}", hint="use a code such as be, ru or uk") from None


def _translate(
    lines: Sequence[str], source: LocaleCode, routes: Sequence[Route], engines: Sequence[Engine]
) -> list[str]:
    """Translate the sentences of all lines at once, and put them back between the gaps that were between them."""
    from l10n.engines.hygiene import translate_checked
    from l10n.headlines import sentence_case
    from l10n.segments import split

    spans = [split(line, source) if line.strip() else [] for line in lines]
    sentences = [line[span.start : span.end] for line, found in zip(lines, spans, strict=True) for span in found]
    wanted = [sentence_case(sentence) for sentence in sentences] if source == "en" else sentences
    drafts = iter(translate_checked(engines, routes[0], routes[1:], wanted))
    result = []
    for line, found in zip(lines, spans, strict=True):
        parts, end = [], 0
        for span in found:
            parts += [line[end : span.start], next(drafts).text]
            end = span.end
        result.append("".join([*parts, line[end:]]))
    return result


def _read_lines(file: str) -> list[str]:
    """Read lines without their ends; LF and CRLF end a line, nothing else does."""
    text = _read_stdin() if file == "-" else _read_file(Path(file))
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[-1] == "":
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def _read_file(path: Path) -> str:
    from l10n.files import read_text

    return read_text(path)


def _read_stdin() -> str:
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise InputError(
            f"not valid UTF-8 (byte 0x{data[exc.start]:02X})",
            path="<stdin>",
            line=data.count(b"\n", 0, exc.start) + 1,
            hint="convert it first, for example: iconv -f WINDOWS-1251 -t UTF-8",
        ) from exc
