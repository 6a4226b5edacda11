"""Signing in by password or one-time link, a new password by a link, signing out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from peerportal.core import mail
from peerportal.core.rules import RuleBroken
from peerportal.people import entry, links
from peerportal.people.forms.sign_in import AskLinkForm, ConfirmForm, NewPasswordForm, SignInForm
from peerportal.people.models.joining import RESET, SIGN_IN
from peerportal.people.views import bp
from peerportal.people.views.sessions import begin, end, forget_site
from peerportal.people.views.unsent import shown_after_signing_in, sign_in_page
from peerportal.web.gates import current_person, door
from peerportal.web.htmx import done, leave_for
from peerportal.web.next_page import next_page

SENT = "If this address has an account here, a link is on its way. It works once, for 30 minutes."


@bp.route("/sign-in", methods=["GET", "POST"])
@door("anyone")
def sign_in() -> Any:
    """Sign in by password."""
    if request.method == "GET":
        if current_person:
            return redirect(next_page(request.args.get("next")))
        return sign_in_page(SignInForm(next=next_page(request.args.get("next"))))
    form = SignInForm.from_request()
    if form.validate():
        try:
            who = entry.by_password(form.email.data, form.password.data, request.remote_addr or "")
            begin(who)
            return shown_after_signing_in(who, form.carried.data) or leave_for(next_page(form.next.data))
        except entry.TooManyTries as broken:
            return _too_many(broken, sign_in_page(form, str(broken)))
        except RuleBroken as broken:
            form.password.errors = [str(broken)]
    return sign_in_page(form), 422


def _too_many(broken: entry.TooManyTries, page: str) -> Any:
    return page, 429, {"Retry-After": str(broken.seconds)}


@bp.route("/sign-in/link", methods=["GET", "POST"])
@door("anyone")
def ask_sign_in_link() -> Any:
    """Have a link mailed that signs in once."""
    return _ask_link(SIGN_IN)


@bp.route("/reset", methods=["GET", "POST"])
@door("anyone")
def ask_reset() -> Any:
    """Have a link mailed behind which a new password is set."""
    return _ask_link(RESET)


def _ask_link(purpose: str) -> Any:
    form = AskLinkForm.from_request()
    page = {"form": form, "purpose": purpose, "sends_mail": mail.is_on()}
    if request.method == "GET" or not mail.is_on():
        return render_template("people/ask_link.html", **page)
    if not form.validate():
        return render_template("people/ask_link.html", **page), 422
    try:
        entry.ask_for_link(form.email.data, purpose, request.remote_addr or "")
    except entry.TooManyTries as broken:
        return _too_many(broken, render_template("people/ask_link.html", refusal=str(broken), **page))
    return done(url_for("people.sign_in"), SENT)


@bp.route("/sign-in/<token>", methods=["GET", "POST"])
@door("anyone", to="sign-in link")
def sign_in_by_link(token: str) -> Any:
    """Sign in by a link; opening it (a mail scanner may) shows a button, pressing the button uses it up."""
    usable = links.find(token, SIGN_IN) is not None
    if request.method == "GET" or not usable:
        page = render_template("people/sign_in_by_link.html", usable=usable)
        return page, 200 if usable else 404
    ConfirmForm.from_request().validate()
    begin(entry.by_link(token))
    return redirect("/", 303)


@bp.route("/reset/<token>", methods=["GET", "POST"])
@door("anyone", to="reset link")
def reset(token: str) -> Any:
    """Set a new password by a link."""
    form = NewPasswordForm.from_request()
    usable = links.find(token, RESET) is not None
    if request.method == "GET" or not usable:
        return render_template("people/reset.html", form=form, usable=usable), 200 if usable else 404
    if form.validate():
        try:
            begin(entry.reset_password(token, form.password.data))
            flash("Your new password holds. All other sign-ins have ended.")
            return redirect("/", 303)
        except RuleBroken as broken:
            form.password.errors = [str(broken)]
    return render_template("people/reset.html", form=form, usable=True), 422


@bp.post("/sign-out")
@door("anyone")
def sign_out() -> Any:
    """Sign this browser out."""
    ConfirmForm.from_request().validate()
    end()
    return forget_site(redirect(url_for("people.sign_in"), 303))
