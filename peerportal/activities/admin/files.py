"""Banks and decks as files: to take away, to bring, and a new deck from one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, render_template, url_for

from peerportal.activities import access
from peerportal.activities.admin import admin_bp
from peerportal.activities.admin.forms import DeckForm, FileForm
from peerportal.activities.admin.sets import SET
from peerportal.activities.banks import importing, sheets
from peerportal.core.rules import RuleBroken
from peerportal.web.gates import door, person
from peerportal.web.htmx import done
from peerportal.web.uploads import takes

BODY = sheets.MOST_BYTES + 100_000


@admin_bp.get("/sets/<ref:ref>/questions.csv")
@door("coordinator", to=SET)
def export_questions(ref: str) -> Any:
    """Every question of a bank or deck."""
    chosen = access.question_set(ref)
    told = {"Content-Disposition": f"attachment; filename={chosen.shape}.csv"}
    return Response(importing.written(chosen), mimetype="text/csv", headers=told)


@admin_bp.get("/sets/<ref:ref>/import")
@door("coordinator", to=SET)
def file_of_questions(ref: str) -> Any:
    """Where a file is brought."""
    return render_template(
        "activities/admin/import.html", set=access.question_set(ref), form=FileForm(), refused=[]
    )


@admin_bp.post("/sets/<ref:ref>/import")
@door("coordinator", to=SET)
@takes(BODY)
def import_questions(ref: str) -> Any:
    """Bring a file; it is taken whole, or refused row by row."""
    chosen, form = access.question_set(ref), FileForm.from_upload()

    def bring() -> Any:
        came = importing.bring(chosen, form.file.data.stream.read(sheets.MOST_BYTES + 1), person())
        return done(url_for(".questions", ref=ref), f"Taken in: {came.said}.")

    return _tried(form, bring, set=chosen)


@admin_bp.get("/decks")
@door("coordinator")
def new_deck() -> Any:
    """Where a new deck is brought."""
    return render_template("activities/admin/import.html", set=None, form=DeckForm(), refused=[])


@admin_bp.post("/decks")
@door("coordinator")
@takes(BODY)
def make_deck() -> Any:
    """A new deck from a file with a question for each card."""
    form = DeckForm.from_upload()

    def make() -> Any:
        data = form.file.data.stream.read(sheets.MOST_BYTES + 1)
        made = importing.make_deck(form.name.data, data, person())
        return done(url_for(".questions", ref=made.ref), "The deck is there. Groups can choose it.")

    return _tried(form, make, set=None)


def _tried(form: Any, deed: Callable[[], Any], **facts: Any) -> Any:
    refused: list[sheets.Trouble] = []
    if form.validate():
        try:
            return deed()
        except RuleBroken as broken:
            form.file.errors = [str(broken)]
        except sheets.RowsRefused as problem:
            refused = problem.troubles
    return render_template("activities/admin/import.html", form=form, refused=refused, **facts), 422
