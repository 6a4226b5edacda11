"""Joining by invitation or by oneself, and waiting for approval."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from peerportal.core import mail
from peerportal.core.rules import RuleBroken
from peerportal.people import entry, joining
from peerportal.people.forms.joining import JoinForm, RegisterForm
from peerportal.people.forms.sign_in import AskLinkForm
from peerportal.people.views import bp
from peerportal.people.views.sessions import begin
from peerportal.web.gates import current_person, door
from peerportal.web.htmx import done

REGISTERED = {
    True: "If this address may join, a link is on its way. It works once, for seven days.",
    False: "Thank you. Once a coordinator has let you in, you sign in with this address and password.",
}


@bp.route("/join/<token>", methods=["GET", "POST"])
@door("anyone", to="invitation")
def join(token: str) -> Any:
    """Join by an invitation: a name and a password, and the profile comes next."""
    about = joining.invited(token)
    form = JoinForm.from_request(name=about[0] if about else "")
    if request.method == "GET" or about is None:
        return render_template("people/join.html", form=form, about=about), 200 if about else 404
    if form.validate():
        try:
            person = joining.join(token, name=form.name.data, password=form.password.data)
            begin(person)
            flash("Welcome. A profile of five minutes, and the first suggestions are there.")
            return redirect(url_for("people.profile" if person.takes_part else "people.waiting"), 303)
        except RuleBroken as broken:
            form.password.errors = [str(broken)]
    return render_template("people/join.html", form=form, about=about), 422


@bp.route("/join", methods=["GET", "POST"])
@door("anyone")
def register() -> Any:
    """Join without an invitation, where the coordinators named the domain of one's address."""
    rules, by_mail = joining.rules(), mail.is_on()
    if not rules.domains:
        abort(404)
    form = AskLinkForm.from_request() if by_mail else RegisterForm.from_request()
    page = {"form": form, "rules": rules, "sends_mail": by_mail}
    if request.method == "GET":
        return render_template("people/register.html", **page)
    if form.validate():
        try:
            _register(form, by_mail)
            return done(url_for("people.sign_in"), REGISTERED[by_mail])
        except entry.TooManyTries as broken:
            return render_template("people/register.html", refusal=str(broken), **page), 429
        except RuleBroken as broken:
            form.email.errors = [str(broken)]
    return render_template("people/register.html", **page), 422


def _register(form: Any, by_mail: bool) -> None:
    address = request.remote_addr or ""
    if by_mail:
        joining.register_by_mail(form.email.data, address)
        return
    facts = {"name": form.name.data, "email": form.email.data, "password": form.password.data}
    joining.register_unconfirmed(address=address, **facts)


@bp.get("/waiting")
@door("signed_in")
def waiting() -> Any:
    """What somebody sees whom a coordinator has not let in yet."""
    if current_person.takes_part:
        return redirect("/")
    return render_template("people/waiting.html", sends_mail=mail.is_on())
