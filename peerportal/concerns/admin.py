"""The coordinators' queue of reports."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from peerportal.concerns import access, reading
from peerportal.concerns.forms import OutcomeForm
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

admin_bp = Blueprint("concerns_admin", __name__, url_prefix="/admin")
PAGE, FRAGMENT = "concerns/admin/concern.html", "concerns/admin/_concern.html"


@admin_bp.get("/concerns")
@door("coordinator")
def queue() -> Any:
    """What waits and what is closed."""
    return show("concerns/admin/queue.html", queue=reading.queue(person()))


@admin_bp.get("/concerns/<ref:concern_ref>")
@door("coordinator", to="report I may read")
def concern(concern_ref: str) -> Any:
    """One report with what the reporter chose to show."""
    return show(PAGE, FRAGMENT, **_facts(concern_ref))


def _facts(ref: str) -> dict[str, Any]:
    found = access.report_for(person(), ref)
    return {"read": reading.open_for(found, person()), "me": person(), "form": OutcomeForm()}


def _moved_on(ref: str, said: str) -> Any:
    return done(url_for(".concern", concern_ref=ref), said, FRAGMENT, **_facts(ref))


@admin_bp.post("/concerns/<ref:concern_ref>/take")
@door("coordinator", to="report I may read")
def take(concern_ref: str) -> Any:
    """Look after this report."""
    access.report_for(person(), concern_ref).take(person())
    return _moved_on(concern_ref, "You look after this report now.")


@admin_bp.post("/concerns/<ref:concern_ref>/resolve")
@door("coordinator", to="report I may read")
def resolve(concern_ref: str) -> Any:
    """Close it: something was done."""
    return _close(concern_ref, "resolve", "The report is resolved.")


@admin_bp.post("/concerns/<ref:concern_ref>/dismiss")
@door("coordinator", to="report I may read")
def dismiss(concern_ref: str) -> Any:
    """Close it: nothing is needed."""
    return _close(concern_ref, "dismiss", "The report is dismissed.")


def _close(ref: str, verb: str, said: str) -> Any:
    found, form = access.report_for(person(), ref), OutcomeForm.from_request()
    if not form.validate():
        return show(PAGE, FRAGMENT, status=422, **(_facts(ref) | {"form": form, "closing": verb}))
    getattr(found, verb)(person(), form.outcome.data)
    return _moved_on(ref, said)
