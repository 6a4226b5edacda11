"""The browser's side of being signed in: a signed cookie that holds a token, never a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, session
from flask_login import login_user, logout_user

from peerportal.core.settings import Settings
from peerportal.web.gates import Visitor, login_manager


def install(app: Flask, settings: Settings) -> None:
    """Cookie flags and flask-login; whether a sign-in still holds is asked of the database on every request."""
    name = "__Host-session" if settings.is_https else f"portal_{settings.port}"
    app.config.update(
        SECRET_KEY=settings.secret(),
        SESSION_COOKIE_NAME=name,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        PERMANENT_SESSION_LIFETIME=timedelta(days=7),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.is_https,
    )
    login_manager.session_protection = None
    login_manager.init_app(app)


def sign_in(token: str, person: Any) -> None:
    """Begin a new session for this browser; whatever the old one held is forgotten."""
    session.clear()
    session.permanent = True
    login_user(Visitor(token, person))


def sign_out() -> None:
    """Forget the session in this browser."""
    logout_user()
    session.clear()
