"""The browser's side of being signed in: a signed cookie that holds a token, never a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import login_user, logout_user
from itsdangerous import BadSignature
from werkzeug.http import parse_cookie

from peerportal.core.settings import Settings
from peerportal.web.gates import Visitor, login_manager

LIFETIME = timedelta(days=7)


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
    login_manager.session_protection = None
    login_manager.init_app(app)


class TokenReader:
    """Reads the sign-in token out of a Cookie header, for what is answered before Flask begins."""

    def __init__(self, app: Flask) -> None:
        self._name: str = app.config["SESSION_COOKIE_NAME"]
        # The same serializer as Flask's own, made once.
        self._signed: Any = SecureCookieSessionInterface().get_signing_serializer(app)

    def __call__(self, cookies: str) -> str | None:
        """The token in these cookies, None where there is none or its signature is wrong or too old."""
        value = parse_cookie(cookies).get(self._name)
        if not value:
            return None
        try:
            held = self._signed.loads(value, max_age=int(LIFETIME.total_seconds()))
        except BadSignature:
            return None
        token = held.get("_user_id")
        return token if isinstance(token, str) else None


def sign_in(token: str, person: Any) -> None:
    """Begin a new session for this browser; whatever the old one held is forgotten."""
    session.clear()
    session.permanent = True
    login_user(Visitor(token, person))


def sign_out() -> None:
    """Forget the session in this browser."""
    logout_user()
    session.clear()
