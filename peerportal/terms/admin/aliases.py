"""All aliases as a file: to take away, and to bring."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, url_for

from peerportal.core.rules import RuleBroken
from peerportal.terms import spreadsheet
from peerportal.terms.admin import admin_bp
from peerportal.terms.forms import AliasFileForm
from peerportal.terms.listing import ALIASED
from peerportal.web.gates import door, person
from peerportal.web.htmx import done
from peerportal.web.uploads import takes


@admin_bp.get("/aliases.csv")
@door("coordinator")
def export_aliases() -> Any:
    """Every alias and the term it stands for."""
    told = {"Content-Disposition": "attachment; filename=aliases.csv"}
    return Response(spreadsheet.written(), mimetype="text/csv", headers=told)


@admin_bp.get("/aliases")
@door("coordinator")
def aliases() -> Any:
    """Where a file of aliases is brought."""
    return render_template("terms/admin/aliases.html", form=AliasFileForm(), refused=[])


@admin_bp.post("/aliases")
@door("coordinator")
@takes(spreadsheet.MOST_BYTES + 100_000)
def import_aliases() -> Any:
    """Bring a file of aliases; it is taken whole, or refused row by row."""
    form = AliasFileForm.from_upload()
    refused: list[spreadsheet.Trouble] = []
    if form.validate():
        try:
            added = spreadsheet.take_in(form.file.data.stream, by=person().id)
            return done(url_for("terms_admin.terms", show=ALIASED), _told(added))
        except RuleBroken as broken:
            form.file.errors = [str(broken)]
        except spreadsheet.Refused as problem:
            refused = problem.troubles
    return render_template("terms/admin/aliases.html", form=form, refused=refused), 422


def _told(added: int) -> str:
    if not added:
        return "All of these were aliases already."
    return f"{added} new {'alias' if added == 1 else 'aliases'}, read as their terms from now on."
