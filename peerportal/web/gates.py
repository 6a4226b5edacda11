"""Doors: who may come to a route at all. Which record they may reach is asked in each room's access.py.

Each route wears one `@door(who, to=...)`. `who` is one of WHO; `to` says in words which record the address names
and whose it must be ("group of mine"), so that a test can try every kind of person on every route.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import abort, flash, g, render_template, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.local import LocalProxy

from peerportal.web import unsent
from peerportal.web.htmx import leave_for, reply, wants_fragment
from peerportal.web.next_page import page_before

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
    visitor = (
        current_user._get_current_object()
    )  # once, since each look through the proxy asks for the visitor anew
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


def lets_in(who: str) -> bool:
    """Whether whoever asks passes such a door."""
    if who == ANYONE:
        return True
    visitor = _current()
    if visitor is None or who == SIGNED_IN:
        return visitor is not None
    return bool(visitor.takes_part and (who == PARTICIPANT or visitor.is_coordinator))


def _refusal(who: str) -> Any:
    if lets_in(who):
        return None
    visitor = _current()
    if visitor is None:
        return to_sign_in()
    if who == PARTICIPANT and visitor.state == "waiting":
        return leave_for(url_for("people.waiting"))
    abort(403)


def to_sign_in() -> Any:
    """Have a visitor whose sign-in is missing or over sign in, and lose nothing of what they typed.

    A page in which htmx asks stays as it is and says so; a form that was sent whole is carried through signing in.
    """
    g.signed_out = True
    if wants_fragment():
        return reply(render_template("shared/_signed_out.html"), 401, retarget="#notice", reswap="outerHTML")
    if request.method in ("GET", "HEAD"):
        return leave_for(url_for("people.sign_in", next=request.full_path.rstrip("?")))
    answer = unsent.kept()
    if answer is not None:
        return answer
    flash("You were signed out before this was done. Please sign in and do it again.")
    return leave_for(url_for("people.sign_in", next=page_before()))


@login_manager.unauthorized_handler
def _unauthorized() -> Any:
    return to_sign_in()
