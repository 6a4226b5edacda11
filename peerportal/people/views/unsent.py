"""What was sent too late: carried by the sign-in page, shown after signing in, and sent again by its writer."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, session

from peerportal.core import mail, vault
from peerportal.people import joining
from peerportal.people.forms.sign_in import SignInForm
from peerportal.people.models import Person
from peerportal.people.sign_in import who_was
from peerportal.people.views import bp
from peerportal.web.gates import current_person, door, person
from peerportal.web.htmx import leave_for
from peerportal.web.unsent import CARRIER, Unsent, parts, sent_now

TOO_LONG = (
    "You were signed out before this was sent, and it is too long to be kept here. "
    "Go back in your browser now and copy what you wrote, then sign in."
)


def sign_in_page(form: SignInForm, refusal: str = "") -> str:
    """The page to sign in on, with what it carries."""
    return render_template(
        "people/sign_in.html",
        form=form,
        refusal=refusal,
        sends_mail=mail.is_on(),
        may_register=bool(joining.rules().domains),
    )


def keep() -> Any:
    """Answer a form that came too late: show it again to whoever is signed in, or carry it through signing in."""
    if current_person:
        return _again(person(), 409)
    writer = who_was(session.get("_user_id", ""))
    carried = request.form.get(CARRIER) or ""
    found = None if carried else sent_now()
    if writer is None or not (carried or found):
        return None
    if found and found.is_too_long:
        return sign_in_page(SignInForm(next=found.back), TOO_LONG), 401
    form = SignInForm(next=found.back if found else "/")
    form.carried.data = carried or vault.carry(writer.id, found.text if found else "")
    return sign_in_page(form), 401


def shown_after_signing_in(who: Person, carried: str | None) -> Any:
    """The page of what was carried through signing in; None when there is nothing, or nothing for this person."""
    text = vault.carried(who.id, carried) if carried else None
    return None if text is None else _page(Unsent.read(text))


def _again(who: Person, status: int) -> Any:
    if carried := request.form.get(CARRIER):
        return shown_after_signing_in(who, carried)
    found = sent_now()
    return None if found is None else (_page(found), status)


def _page(found: Unsent) -> str:
    return render_template("people/not_sent.html", unsent=found, parts=parts(found))


@bp.post("/not-sent")
@door("signed_in")
def not_sent() -> Any:
    """Show what the sign-in page of another tab carries."""
    return shown_after_signing_in(person(), request.form.get(CARRIER)) or leave_for("/")


@bp.get("/signed-in")
@door("signed_in")
def signed_in() -> Any:
    """Where signing in leads that was done beside a page which is still open."""
    return render_template("people/signed_in.html")
