"""Polls: an open page that asks again and again is answered before Flask begins, by one cheap question.

Four thousand open pages ask more than a thousand times a second. What Flask does around a view costs several times what
the question costs, so the answer "nothing moved" is given in front of it; every other answer goes the ordinary way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from peewee import PeeweeException

from peerportal.core import db
from peerportal.core.ids import REF
from peerportal.web.sessions import TokenReader

State = Callable[[str, str], object | None]
UNCHANGED = "304 NOT MODIFIED"


def unchanged_first(state_for: State) -> Callable[[Any], Any]:
    """Answer 304 when `state_for(sign-in token, ref)` is what the page already has; else go the ordinary way.

    `state_for` returns None in any doubt about the person or the record; gate and access of the view then decide. The
    address of the view holds one ref and nothing else that varies.
    """

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.unchanged_first = state_for  # type: ignore[attr-defined]
        return view

    return mark


class Polls:
    """A WSGI application in front of Flask's that answers polls of what has not changed."""

    def __init__(self, app: Flask, headers: list[tuple[str, str]]) -> None:
        self._app, self._beyond = app, app.wsgi_app
        self._headers = headers
        self._token_in = TokenReader(app)
        self._known: list[tuple[re.Pattern[str], State]] | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        shown = environ.get("HTTP_HX_PTAG")
        if shown and environ["REQUEST_METHOD"] == "GET" and self._state(environ) == shown:
            start_response(UNCHANGED, list(self._headers))
            return []
        return self._beyond(environ, start_response)

    def _state(self, environ: dict[str, Any]) -> str | None:
        for pattern, state_for in self._polls():
            if found := pattern.fullmatch(environ.get("PATH_INFO", "")):
                token = self._token_in(environ.get("HTTP_COOKIE", ""))
                return _ask(state_for, token, found.group(1)) if token else None
        return None

    def _polls(self) -> list[tuple[re.Pattern[str], State]]:
        """The addresses of the marked views; looked up when first asked for, since views come after this."""
        if self._known is None:
            views = self._app.view_functions
            marked = (
                (rule, getattr(views[rule.endpoint], "unchanged_first", None))
                for rule in self._app.url_map.iter_rules()
            )
            self._known = [(_pattern(rule.rule), state_for) for rule, state_for in marked if state_for]
        return self._known


def _pattern(rule: str) -> re.Pattern[str]:
    before, _, after = rule.partition("<ref:ref>")
    return re.compile(f"{re.escape(before)}({REF.pattern}){re.escape(after)}")


def _ask(state_for: State, token: str, ref: str) -> str | None:
    try:
        db.database.connect(reuse_if_open=True)
        state = state_for(token, ref)
    except PeeweeException:
        return None  # The ordinary way says what is wrong, in the ordinary words.
    finally:
        if not db.database.is_closed() and not db.database.in_transaction():
            db.database.close()
    return None if state is None else str(state)
