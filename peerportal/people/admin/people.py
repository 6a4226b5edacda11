"""Everybody, as coordinators look through them, and inviting many at once."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.core import mail
from peerportal.people import roll
from peerportal.people.admin import admin_bp
from peerportal.people.forms.standing import PeopleFilterForm, chosen_refs
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show


@admin_bp.get("/people")
@door("coordinator")
def people() -> Any:
    """The people who fit the filter."""
    form = PeopleFilterForm.from_args()
    chosen = roll.Filter(form.words, form.standing)
    here = {name: value for name, value in (("q", chosen.words), ("state", chosen.state)) if value}
    found = roll.look_through(chosen, form.number)
    facts: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "here": here,
        "roll": found,
        "mails": mail.is_on(),
    }
    return show("people/admin/people.html", "people/admin/_people.html", **facts)


@admin_bp.post("/people/invite")
@door("coordinator")
def invite_people() -> Any:
    """Invite the people ticked on the page."""
    number = roll.invite_chosen(chosen_refs(), by=person())
    said = (
        f"{number} {'invitation is' if number == 1 else 'invitations are'} on the way." if number else NOBODY
    )
    return done(url_for("people_admin.people", state="invited"), said)


@admin_bp.post("/people/invite-all")
@door("coordinator")
def invite_everybody() -> Any:
    """Invite everybody who has not joined and holds no invitation that still works."""
    number = roll.invite_everybody(roll.Filter(PeopleFilterForm.from_args().words), by=person())
    said = (
        f"{number} {'invitation is' if number == 1 else 'invitations are'} on the way." if number else NOBODY
    )
    return done(url_for("people_admin.people", state="invited"), said)


NOBODY = "Nobody was chosen who could be invited."
