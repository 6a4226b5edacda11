"""The order of levels, from junior upward."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from peerportal.people import levels
from peerportal.people.admin import admin_bp
from peerportal.people.forms.standing import numbers_in, places_form
from peerportal.web.gates import door, person
from peerportal.web.htmx import done


@admin_bp.get("/people/levels")
@door("coordinator")
def show_levels() -> Any:
    """Each level with its place and how many people have it."""
    rows = levels.in_order()
    form = places_form([level.name for level, _ in rows])
    return render_template("people/admin/levels.html", form=form, people=[number for _, number in rows])


@admin_bp.post("/people/levels")
@door("coordinator")
def order_levels() -> Any:
    """Put the levels in order."""
    rows = levels.in_order()
    form = places_form([level.name for level, _ in rows], formdata=request.form)
    if not form.validate():
        return render_template(
            "people/admin/levels.html", form=form, people=[number for _, number in rows]
        ), 422
    levels.put_in_order(
        dict(zip([level.folded for level, _ in rows], numbers_in(form), strict=True)), by=person()
    )
    return done(url_for("people_admin.show_levels"), "The levels stand in this order now.")
