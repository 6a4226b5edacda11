"""The browser's side of being signed in: a signed cookie that holds a token, never a person."""

from __future__ import annotations

import copy
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache, partial
from typing import Any

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import login_user, logout_user
from itsdangerous import BadSignature, SignatureExpired
from werkzeug.http import parse_cookie

from peerportal.core.settings import Settings
from peerportal.web.gates import Visitor, login_manager

# A day longer than a sign-in holds, so that what is sent too late still comes with the name of its sender.
LIFETIME = timedelta(days=8)
COOKIES_KEPT = 5000


def install(app: Flask, settings: Settings) -> None:
    """Cookie flags and flask-login; whether a sign-in still holds is asked of the database on every request."""
    name = "__Host-session" if settings.is_https else f"portal_{settings.port}"
    app.config.update(
        SECRET_KEY=settings.secret(),
        SESSION_COOKIE_NAME=name,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        # The row of the sign-in decides how long it holds; the cookie need not be signed and sent anew each time.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_https,
    )
    app.session_interface = Sessions(app)
    login_manager.session_protection = None
    login_manager.init_app(app)


class Signed:
    """Flask's own serializer of the cookie, made once; a signature that was found right is not worked out again.

    Each request of a browser brings the same cookie. What is kept says only that the portal wrote it; whether the
    sign-in in it still holds is asked of the database each time, and how old it is each time as well.
    """

    def __init__(self, serializer: Any) -> None:
        self.dumps = serializer.dumps
        self._opened = lru_cache(COOKIES_KEPT)(partial(serializer.loads, return_timestamp=True))

    def read(self, value: str, max_age: int) -> Mapping[str, Any]:
        """What a cookie holds, only to be looked at; raises BadSignature. `max_age` is in seconds."""
        held: Mapping[str, Any]
        held, at = self._opened(value)
        if not 0 <= int(time.time()) - at.timestamp() <= max_age:
            raise SignatureExpired("This cookie is too old.")
        return held

    def loads(self, value: str, max_age: int) -> Any:
        """The same, to be changed at will: what a session holds is its request's alone."""
        return copy.deepcopy(self.read(value, max_age))


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions, whose cookies are read with `Signed`."""

    def __init__(self, app: Flask) -> None:
        self._signed = Signed(super().get_signing_serializer(app))

    def get_signing_serializer(self, app: Flask) -> Any:
        return self._signed


class TokenReader:
    """Reads the sign-in token out of a Cookie header, for what is answered before Flask begins."""

    def __init__(self, app: Flask) -> None:
        self._name: str = app.config["SESSION_COOKIE_NAME"]
        sessions: Any = app.session_interface
        self._signed: Signed = sessions.get_signing_serializer(app)

    def __call__(self, cookies: str) -> str | None:
        """The token in these cookies, None where there is none or its signature is wrong or too old."""
        value = parse_cookie(cookies).get(self._name)
        if not value:
            return None
        try:
            held = self._signed.read(value, int(LIFETIME.total_seconds()))
        except BadSignature:
            return None
        token = held.get("_user_id")
        return token if isinstance(token, str) else None


def sign_in(token: str, person: Any, same_as_before: bool = False) -> None:
    """Begin a new session for this browser; whatever the old one held is forgotten.

    Only when the browser's last sign-in was the very same person's, the secret of their pages' tokens lives on, so that
    a page which is still open goes on working. Nobody can plant one: it counts only beside a sign-in of that person's.
    """
    secret = session.get("csrf_token") if same_as_before else None
    session.clear()
    if secret:
        session["csrf_token"] = secret
    session.permanent = True
    login_user(Visitor(token, person))


def sign_out() -> None:
    """Forget the session in this browser."""
    logout_user()
    session.clear()
