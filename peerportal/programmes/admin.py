"""The coordinator's page of the programme."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from peerportal.programmes import audience
from peerportal.programmes.forms import ProgrammeForm, filled
from peerportal.programmes.models import Programme, participants
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

admin_bp = Blueprint("programmes_admin", __name__, url_prefix="/admin")


def _form(programme: Programme) -> Any:
    form = ProgrammeForm(request.form if request.method == "POST" else None, data=filled(programme))
    return form.offer(audience.departments(), audience.locations())


def _page(programme: Programme, form: Any, status: int = 200) -> Any:
    facts = {"programme": programme, "form": form, "people": participants(programme).count()}
    return show("programmes/programme.html", status=status, **facts)


@admin_bp.get("/programme")
@door("coordinator")
def programme() -> Any:
    """Purpose, rules and words of the programme, each to be changed."""
    current = Programme.current()
    return _page(current, _form(current))


@admin_bp.post("/programme")
@door("coordinator")
def revise_programme() -> Any:
    """Save what was changed."""
    current = Programme.current()
    form = _form(current)
    if not form.validate():
        return _page(current, form, 422)
    changed = audience.revise(current, person(), form.version.data, form.settings())
    return done(url_for(".programme"), "Saved." if changed else "Nothing was different.")


@admin_bp.post("/programme/open")
@door("coordinator")
def open_programme() -> Any:
    """Let people find and ask each other."""
    Programme.current().open(person())
    return done(url_for(".programme"), "The programme is open.")


@admin_bp.post("/programme/close")
@door("coordinator")
def close_programme() -> Any:
    """End finding and asking."""
    Programme.current().close(person())
    return done(url_for(".programme"), "The programme is closed. Pairs that meet go on.")
