"""Doors: who may come to a route at all. Which record they may reach is asked in each room's access.py.

Each route wears one `@door(who, to=...)`. `who` is one of WHO; `to` says in words which record the address names
and whose it must be ("group of mine"), so that a test can try every kind of person on every route.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import abort, flash, g, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.local import LocalProxy

from peerportal.web.htmx import current_path, leave_for, wants_fragment

ANYONE, SIGNED_IN, PARTICIPANT, COORDINATOR = "anyone", "signed_in", "participant", "coordinator"
WHO = (ANYONE, SIGNED_IN, PARTICIPANT, COORDINATOR)
login_manager = LoginManager()
_load: Callable[[str, bool], Any] | None = None


class Visitor(UserMixin):
    """What flask-login holds: the token of a sign-in and the person behind it."""

    def __init__(self, token: str, person: Any) -> None:
        self.token = token
        self.person = person

    def get_id(self) -> str:
        return self.token


@dataclass(frozen=True)
class Door:
    """What a route declares."""

    who: str
    to: str | None


def people_come_from(load: Callable[[str, bool], Any]) -> None:
    """Set the function of a sign-in token, and whether this counts as use, that gives a person or None."""
    global _load
    _load = load


@login_manager.user_loader
def _visitor(token: str) -> Visitor | None:
    # A poll comes from an open page, not from a person, so it does not keep a sign-in alive.
    person = _load(token, "HX-PTag" not in request.headers) if _load else None
    return Visitor(token, person) if person else None


def _current() -> Any:
    visitor = current_user
    return visitor.person if visitor.is_authenticated else None


current_person: Any = LocalProxy(_current)


def person() -> Any:
    """The signed-in person themselves (not the proxy), for the domain; 401 pages when there is none."""
    found = _current()
    return found if found is not None else abort(401)


def door(who: str, to: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare who may come to this route, and which record its address reaches."""
    if who not in WHO:
        raise ValueError(f"unknown door: {who}")

    def hang(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def behind(*args: Any, **kwargs: Any) -> Any:
            refusal = _refusal(who)
            return view(*args, **kwargs) if refusal is None else refusal

        behind.door = Door(who, to)  # type: ignore[attr-defined]
        return behind

    return hang


def _refusal(who: str) -> Any:
    if who == ANYONE:
        return None
    visitor = _current()
    if visitor is None:
        return to_sign_in()
    if who == PARTICIPANT and not visitor.takes_part:
        return leave_for(url_for("people.waiting")) if visitor.state == "waiting" else abort(403)
    if who == COORDINATOR and not (visitor.is_coordinator and visitor.takes_part):
        abort(403)
    return None


def to_sign_in() -> Any:
    """Send a visitor whose sign-in is missing or over to sign in, and back to the page afterwards."""
    g.signed_out = True
    back = current_path() if wants_fragment() else request.full_path.rstrip("?")
    if request.method not in ("GET", "HEAD") and not wants_fragment():
        back = "/"
        flash("You were signed out before this was saved. Please sign in and send it again.")
    return leave_for(url_for("people.sign_in", next=back))


@login_manager.unauthorized_handler
def _unauthorized() -> Any:
    return to_sign_in()
