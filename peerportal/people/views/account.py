"""One's own account: where one is signed in, password, e-mail address, light or dark."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from peerportal.core import mail
from peerportal.core.rules import RuleBroken
from peerportal.people import access, entry, links, sign_in
from peerportal.people.forms.account import (
    ChangeEmailForm,
    ChangePasswordForm,
    FirstPasswordForm,
    ThemeForm,
)
from peerportal.people.forms.sign_in import ConfirmForm
from peerportal.people.models.joining import NEW_EMAIL
from peerportal.people.views import bp
from peerportal.people.views.sessions import end, forget_site, present_token
from peerportal.web.gates import door, person
from peerportal.web.htmx import done
from peerportal.web.next_page import page_before


def _page(status: int = 200, **forms: Any) -> Any:
    me = person()
    passwords = ChangePasswordForm if me.password_hash else FirstPasswordForm
    page = {
        "password_form": passwords(),
        "email_form": ChangeEmailForm(),
        "sign_ins": sign_in.sign_ins_of(me),
        "this_one": sign_in.ref_of(present_token()),
        "sends_mail": mail.is_on(),
    }
    return render_template("people/account.html", **page | forms), status


@bp.get("/account")
@door("signed_in")
def account() -> Any:
    """Everything about one's account on one page."""
    return _page()


@bp.post("/account/password")
@door("signed_in")
def change_password() -> Any:
    """Set a new password; other sign-ins end."""
    me = person()
    form = (ChangePasswordForm if me.password_hash else FirstPasswordForm).from_request()
    if form.validate():
        try:
            current = form.current.data if me.password_hash else ""
            entry.change_password(me, current, form.password.data, but=present_token())
            return done(url_for("people.account"), "Your new password holds. Your other sign-ins have ended.")
        except entry.WrongPassword as broken:
            form.current.errors = [str(broken)]
        except RuleBroken as broken:
            form.password.errors = [str(broken)]
    return _page(422, password_form=form)


@bp.post("/account/email")
@door("signed_in")
def change_email() -> Any:
    """Ask for another e-mail address."""
    form = ChangeEmailForm.from_request()
    if form.validate():
        try:
            entry.ask_new_email(person(), form.proof.data, form.email.data)
            said = "A link is on its way to the new address. Until it is used, nothing changes."
            return done(url_for("people.account"), said)
        except entry.WrongPassword as broken:
            form.proof.errors = [str(broken)]
        except RuleBroken as broken:
            form.email.errors = [str(broken)]
    return _page(422, email_form=form)


@bp.route("/account/email/<token>", methods=["GET", "POST"])
@door("anyone", to="link to a new address")
def confirm_email(token: str) -> Any:
    """Confirm a new address from the mail that went there."""
    link = links.find(token, NEW_EMAIL)
    if request.method == "GET" or link is None:
        return render_template("people/confirm_email.html", link=link), 200 if link else 404
    ConfirmForm.from_request().validate()
    entry.confirm_email(token)
    flash("The new address is yours from now on.")
    return redirect("/", 303)


@bp.post("/account/sign-ins/<ref:ref>/end")
@door("signed_in", to="sign-in of mine")
def end_sign_in(ref: str) -> Any:
    """End one of one's sign-ins."""
    ConfirmForm.from_request().validate()
    ended = access.sign_in_of_mine(ref)
    ended.end()
    if ended.ref == sign_in.ref_of(present_token()):
        return _signed_out()
    return done(url_for("people.account"), "That sign-in has ended.")


@bp.post("/account/sign-out-everywhere")
@door("signed_in")
def sign_out_everywhere() -> Any:
    """End all of one's sign-ins, this one too."""
    ConfirmForm.from_request().validate()
    sign_in.close_every_sign_in(person())
    return _signed_out()


def _signed_out() -> Any:
    end()
    return forget_site(redirect(url_for("people.sign_in"), 303))


@bp.post("/theme")
@door("signed_in")
def set_theme() -> Any:
    """Light, dark, or as the device."""
    form = ThemeForm.from_request()
    if form.validate():
        person().use_theme(form.theme.data)
    return redirect(page_before(), 303)
