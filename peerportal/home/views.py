"""The first page, and who can see what."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from peerportal.home.waiting import for_person
from peerportal.web.gates import current_person, door, person

bp = Blueprint("home", __name__)


@bp.get("/")
@door("anyone")
def home() -> Any:
    """What waits for me; a stranger is sent to sign in."""
    if not current_person:
        return redirect(url_for("people.sign_in"))
    if not current_person.takes_part:
        return redirect(url_for("people.waiting"))
    return render_template("home/home.html", waiting=for_person(person()))


@bp.get("/who-can-see-what")
@door("anyone")
def who_sees_what() -> Any:
    """Everything the portal keeps, and who can read it."""
    return render_template("home/who_sees_what.html")
