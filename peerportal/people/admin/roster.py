"""The roster import on screen: upload, columns, levels, preview, confirmation, outcome."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from peerportal.core.rules import RuleBroken
from peerportal.people import access
from peerportal.people.admin import admin_bp
from peerportal.people.forms.roster import PreviewForm, UploadForm, columns_form, columns_in
from peerportal.people.forms.standing import numbers_in, places_form
from peerportal.people.models import RosterImport
from peerportal.people.roster import checking, headers, importing, source, wording
from peerportal.web.gates import door, person
from peerportal.web.headers import BODY_BYTES
from peerportal.web.htmx import done, leave_for, wants_fragment
from peerportal.web.uploads import takes

A_PAGE = 50
IMPORT = "a roster import, for coordinators"


@admin_bp.get("/import")
@door("coordinator")
def roster() -> Any:
    """Upload a file, and the imports so far."""
    return render_template("people/admin/roster.html", form=UploadForm(), imports=RosterImport.latest())


@admin_bp.post("/import")
@door("coordinator")
@takes(BODY_BYTES)
def upload_roster() -> Any:
    """Take in a file; what its columns hold is asked next."""
    form = UploadForm.from_upload()
    if form.validate():
        try:
            taken = source.take_in(form.file.data.stream, form.file.data.filename, by=person())
            return done(_at(taken), "The file is here. Nothing is imported yet.")
        except RuleBroken as broken:
            form.file.errors = [str(broken)]
    return render_template("people/admin/roster.html", form=form, imports=RosterImport.latest()), 422


def _at(one: RosterImport) -> str:
    return url_for("people_admin.show_import", ref=one.ref)


@admin_bp.get("/import/<ref:ref>")
@door("coordinator", to=IMPORT)
def show_import(ref: str) -> Any:
    """Where an import stands: its columns, its progress, its preview or its outcome."""
    one = access.roster_import(ref)
    if wants_fragment():
        return _progress(one) if one.is_working else leave_for(_at(one))
    if one.state == "uploaded":
        return _columns(one, 200)
    if one.is_working:
        return render_template("people/admin/import_working.html", roster=one, done=importing.progress(one))
    return _preview(one)


def _progress(one: RosterImport) -> Any:
    return render_template("people/admin/_progress.html", roster=one, done=importing.progress(one))


def _preview(one: RosterImport) -> Any:
    asked = PreviewForm.from_args()
    number = (
        one.counts.get(asked.verdict, 0)
        if asked.verdict
        else sum(one.counts.get(kind, 0) for kind in wording.KINDS)
    )
    last = max(1, -(-number // A_PAGE))
    page = min(asked.number, last)
    lines = one.lines(asked.verdict, page, A_PAGE)
    facts = {"roster": one, "lines": lines, "verdict": asked.verdict, "page": page, "last": last}
    words = {"kinds": wording.KINDS, "troubles": wording.troubles(one.counts)}
    return render_template("people/admin/import.html", **facts, **words, ignored=_ignored(one))


def _ignored(one: RosterImport) -> list[str]:
    return headers.rights_among(one.columns.get("headings", []))


@admin_bp.route("/import/<ref:ref>/columns", methods=["GET", "POST"])
@door("coordinator", to=IMPORT)
def choose_columns(ref: str) -> Any:
    """Say which column holds what; then come the levels, or the preview is made."""
    one = access.roster_import(ref)
    form = _columns_form(one)
    if request.method == "GET" or not form.validate():
        return _columns(one, 200 if request.method == "GET" else 422)
    try:
        one = checking.choose_columns(one, columns_in(form), form.order.data)
    except RuleBroken as broken:
        return _columns(one, 422, str(broken))
    if one.columns["levels"]:
        return leave_for(url_for("people_admin.order_file_levels", ref=ref))
    checking.start(one)
    return leave_for(_at(one))


def _columns_form(one: RosterImport) -> Any:
    about = one.columns
    return columns_form(about["headings"], about["examples"], about["map"], about["order"])


def _columns(one: RosterImport, status: int, problem: str = "") -> Any:
    facts = {"roster": one, "form": _columns_form(one), "problem": problem, "ignored": _ignored(one)}
    return render_template("people/admin/import_columns.html", **facts), status


@admin_bp.route("/import/<ref:ref>/levels", methods=["GET", "POST"])
@door("coordinator", to=IMPORT)
def order_file_levels(ref: str) -> Any:
    """Put the levels of the file in order; then the preview is made."""
    one = access.roster_import(ref)
    form = places_form(
        one.columns.get("levels", []), formdata=request.form if request.method == "POST" else None
    )
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return render_template("people/admin/import_levels.html", roster=one, form=form), status
    checking.order_levels(one, numbers_in(form))
    checking.start(one)
    return leave_for(_at(one))


@admin_bp.post("/import/<ref:ref>/check")
@door("coordinator", to=IMPORT)
def check_import(ref: str) -> Any:
    """Make the preview again, against the people there are now."""
    one = access.roster_import(ref)
    checking.start(one)
    return leave_for(_at(one))


@admin_bp.post("/import/<ref:ref>/confirm")
@door("coordinator", to=IMPORT)
def confirm_import(ref: str) -> Any:
    """Do what the preview shows."""
    one = access.roster_import(ref)
    importing.confirm(one, by=person())
    return leave_for(_at(one))


@admin_bp.post("/import/<ref:ref>/drop")
@door("coordinator", to=IMPORT)
def drop_import(ref: str) -> Any:
    """Give the import up and delete its file."""
    source.drop(access.roster_import(ref))
    return done(url_for("people_admin.roster"), "The file is deleted. Nothing was imported.")
