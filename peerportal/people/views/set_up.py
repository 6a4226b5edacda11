"""Before anybody has joined: the portal says what it waits for, and the set-up link makes the first coordinator."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, session, url_for

from peerportal.core.rules import RuleBroken
from peerportal.people import joining, links
from peerportal.people.forms.joining import SetUpForm
from peerportal.people.forms.sign_in import ConfirmForm
from peerportal.people.models.joining import SET_UP
from peerportal.people.views import bp
from peerportal.people.views.sessions import begin
from peerportal.web.gates import door, person
from peerportal.web.htmx import done

OPEN_BEFORE = ("static", "people.set_up", "home.who_sees_what")


@bp.before_app_request
def wait_for_set_up() -> Any:
    """Answer every page of an empty portal with what it waits for."""
    # Whoever is signed in proves that somebody has joined, so only strangers cost a question.
    if request.endpoint in OPEN_BEFORE or "_user_id" in session or joining.is_set_up():
        return None
    return render_template("people/waits_for_set_up.html"), 200 if request.path == "/" else 503


@bp.route("/set-up/<token>", methods=["GET", "POST"])
@door("anyone", to="set-up link")
def set_up(token: str) -> Any:
    """Make the first coordinator's account."""
    form = SetUpForm.from_request()
    usable = links.find(token, SET_UP) is not None and joining.needs_coordinator()
    if request.method == "GET" or not usable:
        return render_template("people/set_up.html", form=form, usable=usable), 200 if usable else 404
    if form.validate():
        try:
            facts = {"name": form.name.data, "email": form.email.data, "password": form.password.data}
            begin(joining.set_up(token, **facts))
            return redirect(url_for("people.first_steps"), 303)
        except RuleBroken as broken:
            form.password.errors = [str(broken)]
    return render_template("people/set_up.html", form=form, usable=True), 422


@bp.get("/first-steps")
@door("coordinator")
def first_steps() -> Any:
    """What a new coordinator can do first; the demo organisation is one button here."""
    return render_template("people/first_steps.html", may_load_demo=joining.may_load_demo())


@bp.post("/first-steps/demo")
@door("coordinator")
def load_demo() -> Any:
    """Load the demo organisation."""
    ConfirmForm.from_request().validate()
    joining.load_demo(person())
    return done(url_for("people.first_steps"), "The demo organisation is here: 60 invented people.")
