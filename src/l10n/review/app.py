"""The requests of the page and their answers."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from l10n.errors import L10nError
from l10n.model import State
from l10n.review.desk import Desk, Sheet
from l10n.review.editing import Edit, corrected
from l10n.review.examining import Examiner
from l10n.review.guard import Guard, is_same
from l10n.review.offers import Offers
from l10n.review.page import ALL_SCRIPTS, ALL_STYLES, bundle, linked_page, scripts, styles
from l10n.review.preview import preview
from l10n.review.requests import RequestError, edits_of, field, identities, text_of
from l10n.review.sheets import Sheets
from l10n.review.strings import languages, preferred, strings
from l10n.review.views import Json, finding_json, target_pieces

Handler = Callable[[Mapping[str, Any]], Json]
"""Gives the answer to a request from what was sent: the query of a GET, the body of a POST."""
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Start:
    """Where the page begins, and in which language it speaks; None lets the page and the browser decide."""

    path: str | None = None
    locale: str | None = None
    language: str | None = None


class Review:
    """What the page can ask for; every method takes what was sent and gives the answer.

    Args:
        desk: of the project.
        start: where the page begins.
    """

    def __init__(self, desk: Desk, start: Start) -> None:
        self.desk = desk
        self._start = start
        self._sheets = Sheets(desk)
        self._examiner = Examiner(desk)
        self._offers = Offers()

    def project(self, sent: Mapping[str, Any]) -> Json:
        """Describe the project; see ``Sheets.project``."""
        language = self._start.language or preferred(sent.get("accept-language", ""))
        begin = {"path": self._start.path, "locale": self._start.locale}
        return {**self._sheets.project(), "interface": language, "start": begin}

    def article(self, sent: Mapping[str, Any]) -> Json:
        """Describe an article in a locale; runs no check and no engine."""
        return self._sheets.article(self.desk.show(*_place(sent)))

    def revision(self, sent: Mapping[str, Any]) -> Json:
        """Tell whether something has changed on disk."""
        return {"revision": self._sheet(sent).revision}

    def findings(self, sent: Mapping[str, Any]) -> Json:
        """Check an article in a locale."""
        return self._examiner.described(self._sheet(sent))

    def entry(self, sent: Mapping[str, Any]) -> Json:
        """Look for other translations of a sentence; slow where an engine is asked for the first time."""
        return self._offers.offers(self._sheet(sent), field(sent, "id", str))

    def check(self, sent: Mapping[str, Any]) -> Json:
        """Check a text that is being written."""
        sheet = self._sheet(sent)
        translation, found = self._examiner.try_out(sheet, field(sent, "id", str), text_of(sent, "target"))
        rules = self._examiner.rules()
        return {
            "findings": [finding_json(item, rules) for item in found],
            "target_pieces": target_pieces(translation.target, translation.hits, sheet.job.locale),
        }

    def edit(self, sent: Mapping[str, Any]) -> Json:
        """Change entries."""
        return self._sheets.done(self.desk.edit(*_place(sent), edits_of(sent)))

    def approve(self, sent: Mapping[str, Any]) -> Json:
        """Approve drafts without findings: those named, or all of the article."""
        if "ids" not in sent:
            raise RequestError("ids must be a list of texts, or null for all", hint="reload the page")
        findings = self._examiner.findings(self._sheet(sent))
        seen = self.desk.shown(*_place(sent)).entries  # what nobody has seen is not approved
        wanted = list(seen) if sent["ids"] is None else identities(sent)
        edits: list[Edit] = []
        skipped: list[Json] = []
        for identity in dict.fromkeys(wanted):
            entry = seen.get(identity)
            if entry is None or entry.state is not State.DRAFT:
                continue
            codes = list(dict.fromkeys(finding.code for finding in findings.get(identity, ())))
            codes += ["conflict"] if entry.rivals else []
            if codes:
                skipped.append({"id": identity, "codes": codes})
            else:
                edits.append(Edit(identity, entry.target, entry.state, entry.target, reviewed=True))
        return {**self._sheets.done(self.desk.edit(*_place(sent), edits)), "skipped": skipped}

    def fix(self, sent: Mapping[str, Any]) -> Json:
        """Correct an entry as far as that is safe; its state stays."""
        sheet, identity, base = self._sheet(sent), field(sent, "id", str), field(sent, "base", str)
        after, codes = self._examiner.correct(sheet, identity)
        entry = sheet.entries[identity]
        edit = Edit(identity, base, entry.state, after, reviewed=entry.state is State.REVIEWED)
        if entry.target == after:  # nothing to correct in what is there now
            edit = replace(edit, target=base)
        done = self.desk.edit(*_place(sent), [edit], corrected)
        return {**self._sheets.done(done), "codes": [] if done.conflicts else list(codes)}

    def join(self, sent: Mapping[str, Any]) -> Json:
        """Make one entry of sentences that follow each other."""
        ids = identities(sent)
        if len(ids) < 2:
            raise RequestError("joining needs two sentences", hint="choose neighbours")
        self.desk.join(*_place(sent), ids)
        return self.article(sent)

    def split(self, sent: Mapping[str, Any]) -> Json:
        """Make single sentences of a joined one again."""
        self.desk.split(*_place(sent), field(sent, "id", str))
        return self.article(sent)

    def preview(self, sent: Mapping[str, Any]) -> Json:
        """Show the localized article."""
        return {"html": preview(self._sheet(sent), drafts=sent.get("drafts", "1") != "0")}

    def strings(self, sent: Mapping[str, Any]) -> Json:
        """Give the page's words in a language."""
        language = field(sent, "lang", str)
        if language not in languages():
            raise RequestError("the page does not speak this language", hint=", ".join(languages()), status=404)
        return {"lang": language, "strings": strings(language)}

    def warm(self) -> None:
        """Read the first article and load the checks before the page asks; whatever fails is said when it does."""
        try:
            project = self._sheets.project()
            paths = [self._start.path or next((item["path"] for item in project["articles"]), None)]
            codes = [self._start.locale] if self._start.locale else [item["code"] for item in project["locales"]]
            sent = [{"path": path, "locale": code} for path in paths if path for code in codes]
            for item in sent:
                self._sheets.article(self._sheet(item))
            for item in sent[:1]:
                self.findings(item)
        except L10nError as exc:
            logging.getLogger(__name__).debug("not loaded in advance: %s", exc)

    def _sheet(self, sent: Mapping[str, Any]) -> Sheet:
        return self.desk.sheet(*_place(sent))


def create_app(review: Review, token: str, port: int) -> ASGIApp:
    """Make the application.

    Args:
        review: what it serves.
        token: that the page must know.
        port: it is served on.
    """
    read = (review.project, review.article, review.revision, review.findings, review.entry, review.preview)
    write = (review.check, review.edit, review.approve, review.fix, review.join, review.split)
    routes = [
        Route("/", _page(token)),
        *(Route(f"/api/{handler.__name__}", _get(handler)) for handler in (*read, review.strings)),
        *(Route(f"/api/{handler.__name__}", _post(handler), methods=["POST"]) for handler in write),
        Route(f"/{ALL_SCRIPTS}", _file(lambda: bundle(scripts()), "text/javascript")),
        Route(f"/{ALL_STYLES}", _file(lambda: bundle(styles()), "text/css")),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _http_error})
    return Guard(app, token, port)


def _page(token: str) -> Endpoint:
    async def page(request: Request) -> Response:
        if not is_same(request.query_params.get("token", ""), token):
            return PlainTextResponse("Open the address that l10n review printed: it has a token.\n", status_code=403)
        return await _file(linked_page, "text/html")(request)

    return page


def _file(make: Callable[[], str], kind: str) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            return Response(make(), media_type=kind)
        except L10nError as exc:
            return PlainTextResponse(f"{exc}\n", status_code=500)

    return answer


def _get(handler: Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        accepted = request.headers.get("accept-language", "")
        return await _answer(handler, {**request.query_params, "accept-language": accepted})

    return answer


def _post(handler: Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            sent = json.loads(await request.body(), parse_constant=_refuse_constant)
            json.dumps(sent, ensure_ascii=False).encode()  # halves of surrogate pairs are no text
        except (ValueError, RecursionError):
            return _error(400, "the request is not valid JSON", "reload the page")
        if not isinstance(sent, dict):
            return _error(400, "the request must be an object", "reload the page")
        return await _answer(handler, sent)

    return answer


async def _answer(handler: Handler, sent: Mapping[str, Any]) -> Response:
    """Answer a request in a thread; an error a person can act on becomes a message, any other is logged."""
    try:
        return JSONResponse(await run_in_threadpool(handler, sent))
    except RequestError as exc:
        return _error(exc.status, exc.message, exc.hint)
    except L10nError as exc:
        return _error(409, str(exc), exc.hint)
    except Exception:
        logging.getLogger(__name__).exception("a request failed")
        return _error(500, "this is a bug in l10n", "the terminal where l10n review runs tells more")


async def _http_error(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, HTTPException)
    return _error(exc.status_code, str(exc.detail), None)


def _error(status: int, message: str, hint: str | None) -> Response:
    return JSONResponse({"error": " ".join(message.split()), "hint": hint or ""}, status_code=status)


def _place(sent: Mapping[str, Any]) -> tuple[str, str]:
    """Article and locale of a request."""
    return field(sent, "path", str), field(sent, "locale", str)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
