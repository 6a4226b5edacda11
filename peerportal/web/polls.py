"""Polls: an open page that asks again and again is answered first by one cheap question."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request, session


def unchanged_first(state_for: Callable[[str, str], object | None]) -> Callable[[Any], Any]:
    """Answer 304 when `state_for(sign-in token, ref)` is what the page already has; else go the ordinary way.

    `state_for` returns None in any doubt about the person or the record; gate and access of the view then decide.
    """

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def ask_first(ref: str) -> Any:
            known = request.headers.get("HX-PTag")
            token = session.get("_user_id") if known else None
            if token and str(state_for(token, ref)) == known:
                return Response(status=304)
            return view(ref)

        return ask_first

    return wrap
