"""Reporting a concern, and following what became of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from peerportal.concerns import access, letters, raising, readers
from peerportal.concerns.forms import ConcernForm
from peerportal.concerns.models import KINDS, Concern
from peerportal.concerns.reported import Reported
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

bp = Blueprint("concerns", __name__)
__all__ = ["bp", "letters", "readers"]
SENT = "Your report is with the coordinators. Only they can read it."
KEPT = (
    "Your report is kept, but whoever coordinates at present is a part of what it is about, and cannot read it. The "
    "next coordinator can. Until then, please turn to somebody you trust as well."
)
NEW = f"/concerns/new/<any({', '.join(KINDS)}):kind>/<ref:ref>"


def _form(thing: Reported) -> Any:
    form = ConcernForm(request.form if request.method == "POST" else None)
    return form.offer(thing.passages)


def _page(thing: Reported, form: Any, status: int = 200) -> Any:
    page, fragment = "concerns/new.html", "concerns/_new.html"
    return show(page, fragment, status=status, thing=thing, form=form)


@bp.get(NEW)
@door("participant", to="something I may report")
def raise_concern(kind: str, ref: str) -> Any:
    """The form, with what could be shown."""
    thing = access.thing_to_report(kind, ref, person())
    return _page(thing, _form(thing))


@bp.post(NEW)
@door("participant", to="something I may report")
def send_concern(kind: str, ref: str) -> Any:
    """Send the report to the coordinators."""
    thing = access.thing_to_report(kind, ref, person())
    form = _form(thing)
    if not form.validate():
        return _page(thing, form, 422)
    chosen = (form.words.data, form.shown.data or [], form.form_key.data)
    concern = raising.raise_concern(person(), thing, *chosen, block=form.block.data)
    return done(url_for(".my_concerns"), SENT if readers.has_reader(concern) else KEPT)


@bp.get("/concerns")
@door("participant")
def my_concerns() -> Any:
    """My reports and where they stand."""
    return show("concerns/concerns.html", concerns=list(Concern.raised_by(person())))
