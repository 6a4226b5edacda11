"""One person as coordinators see them: facts of work and standing, never what they go through, never words."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for

from peerportal.core import mail
from peerportal.people import access, joining, levels, reporting_line, roll, standing
from peerportal.people.admin import admin_bp
from peerportal.people.forms.standing import SuspendForm
from peerportal.people.models import Person
from peerportal.web.gates import door
from peerportal.web.gates import person as me
from peerportal.web.htmx import done

ANYBODY = "anybody, for coordinators"


def _facts(one: Person) -> dict[str, Any]:
    return {
        "person": one,
        "level": levels.name_of(one),
        "managers": reporting_line.managers_above(one),
        "reports": reporting_line.direct_reports(one),
        "invited_at": roll.invited_at([one.id]).get(one.id),
        "mails": mail.is_on(),
    }


def _back(one: Person) -> str:
    return url_for("people_admin.show_person", ref=one.ref)


@admin_bp.get("/people/<ref:ref>")
@door("coordinator", to=ANYBODY)
def show_person(ref: str) -> Any:
    """The person's page."""
    return render_template("people/admin/person.html", form=SuspendForm(), **_facts(access.anybody(ref)))


@admin_bp.post("/people/<ref:ref>/approve")
@door("coordinator", to=ANYBODY)
def approve_person(ref: str) -> Any:
    """Let in somebody who waits."""
    one = access.anybody(ref)
    joining.admit(one, by=me())
    return done(_back(one), f"{one.name} may come in now.")


@admin_bp.post("/people/<ref:ref>/invite")
@door("coordinator", to=ANYBODY)
def invite_person(ref: str) -> Any:
    """Mail an invitation, and show its link this once."""
    one = access.anybody(ref)
    path = joining.invite(one, by=me())
    if not path:
        return done(_back(one), f"An invitation is on its way to {one.name}'s own mailbox.")
    link = mail.link(path)
    return render_template("people/admin/person.html", form=SuspendForm(), link=link, **_facts(one))


@admin_bp.post("/people/<ref:ref>/suspend")
@door("coordinator", to=ANYBODY)
def suspend_person(ref: str) -> Any:
    """Shut somebody out, with the reason."""
    one, form = access.anybody(ref), SuspendForm.from_request()
    if not form.validate():
        return render_template("people/admin/person.html", form=form, **_facts(one)), 422
    standing.suspend(one, form.reason.data, by=me())
    return done(_back(one), f"{one.name} is suspended and signed out everywhere.")


@admin_bp.post("/people/<ref:ref>/reinstate")
@door("coordinator", to=ANYBODY)
def reinstate_person(ref: str) -> Any:
    """Let somebody back in."""
    one = access.anybody(ref)
    standing.reinstate(one, by=me())
    return done(_back(one), f"{one.name} is back.")


@admin_bp.post("/people/<ref:ref>/make-coordinator")
@door("coordinator", to=ANYBODY)
def make_coordinator(ref: str) -> Any:
    """Give the coordinator's pages to somebody."""
    one = access.anybody(ref)
    standing.make_coordinator(one, by=me())
    return done(_back(one), f"{one.name} coordinates now.")


@admin_bp.post("/people/<ref:ref>/step-down")
@door("coordinator", to=ANYBODY)
def step_down(ref: str) -> Any:
    """Take the coordinator's pages from somebody."""
    one = access.anybody(ref)
    standing.step_down(one, by=me())
    return done("/" if one.id == me().id else _back(one), f"{one.name} is a participant like any other now.")
