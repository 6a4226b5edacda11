"""Errors: said once, at the edge, as a page or as a fragment."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from peewee import DatabaseError, DataError
from werkzeug.exceptions import HTTPException

from peerportal.core.rules import RuleBroken
from peerportal.core.vault import NotAReader
from peerportal.web import unsent
from peerportal.web.htmx import reply, wants_fragment
from peerportal.web.next_page import page_before

logger = logging.getLogger("peerportal")
# Whatever cannot be reached looks the same: unknown, gone, blocked, not yours.
SAME_AS_MISSING = (404, 405)


def install(app: Flask) -> None:
    """Answer every kind of refusal and failure."""
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(NotAReader, lambda error: _page(404))
    app.register_error_handler(CSRFError, _stale_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DataError, _unheld)
    app.register_error_handler(DatabaseError, _failed)
    app.register_error_handler(Exception, _failed)


def _rule_broken(error: RuleBroken) -> Any:
    if wants_fragment():
        body = render_template("shared/_notice.html", message=str(error))
        return reply(body, 409, retarget="#notice", reswap="outerHTML")
    return render_template("shared/rule_broken.html", message=str(error), back=page_before()), 409


def _stale_token(error: CSRFError) -> Any:
    """The page is older than the sign-in: a form is shown once more, a page that stays is given the present token."""
    if wants_fragment():
        body = render_template("shared/_stale.html")
        return reply(body, 400, retarget="#notice", reswap="outerHTML")
    answer = unsent.kept()
    return _page(400, "shared/errors/expired.html") if answer is None else answer


def _http(error: HTTPException) -> Any:
    code = error.code or 500
    if code < 400:
        return error
    answer = _page(404 if code in SAME_AS_MISSING else code)
    return answer


def _unheld(error: DataError) -> Any:
    """A value that the database knows no way to hold (a zero byte, a number of forty digits) was never one of ours.

    It is logged all the same: where a form should have refused it, that form is at fault.
    """
    _log(error)
    return _page(400)


def _failed(error: Exception) -> Any:
    _log(error)
    return _page(500)


def _log(error: Exception) -> None:
    # The message may quote what somebody wrote; the place in the code is enough to find the fault.
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    logger.error("%s %s: %s at %s", request.method, request.endpoint, type(error).__name__, where)


def _page(code: int, template: str | None = None) -> Any:
    try:
        return _drawn(code, template)
    except Exception:  # noqa: BLE001 - what failed, a database that is away, may fail again for the page about it
        return Response(f"{PAGES[500]}\n", 500, mimetype="text/plain")


def _drawn(code: int, template: str | None) -> Any:
    template = template or f"shared/errors/{code if code in PAGES else 'other'}.html"
    if wants_fragment():
        body = render_template("shared/_notice.html", message=PAGES.get(code, PAGES[400]))
        return reply(body, code, retarget="#notice", reswap="outerHTML")
    back = page_before() if code == 413 else "/"
    return render_template(template, code=code, back=back), code


PAGES = {
    400: "This could not be understood. Please load the page again.",
    401: "Please sign in first.",
    403: "This page is not for you.",
    404: "This is not available.",
    413: "This is too large to be taken in. Nothing was changed.",
    429: "Too many tries. Please wait a little.",
    500: "Something went wrong on our side. Nothing was saved; please try again.",
}
