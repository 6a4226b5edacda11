"""What became of a commitment: said by its owner, put right, told in a line; and the one kind sign of another."""

from __future__ import annotations

from typing import Any

from flask import request

from peerportal.groups import access, reading
from peerportal.groups.commitments import nudging, outcomes, settling
from peerportal.groups.commitments import reading as told
from peerportal.groups.forms.commitments import LineForm, SettleLineForm
from peerportal.groups.models import Commitment, Group
from peerportal.groups.views import commitment_parts as parts
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person

LINE, BOTH = "groups/commitments/_line.html", "groups/commitments/_line_both.html"
OF_MINE = "commitment of mine"


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/outcome")
@door("participant", to=OF_MINE)
def report_outcome(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    state = request.form.get("outcome", "")
    outcomes.report(group, access.my_commitment(group, commitment), person(), state)
    return parts.read(group, commitment, outcomes.SAID[state])


@bp.get("/groups/<ref:ref>/commitments/<ref:commitment>/line")
@door("participant", to=OF_MINE)
def edit_line(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    return _line(group, access.my_commitment(group, commitment))


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/line")
@door("participant", to=OF_MINE)
def save_line(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    row, form = access.my_commitment(group, commitment), LineForm.from_request()
    if not form.validate():
        return _line(group, row, form, 422)
    if outcomes.write_line(group, row, person(), form.words.data or "", form.version.data):
        return parts.read(group, commitment, "Kept.")
    return _both(group, access.my_commitment(group, commitment), form)


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/line/settle")
@door("participant", to=OF_MINE)
def settle_line(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    row, form = access.my_commitment(group, commitment), SettleLineForm.from_request()
    if not form.validate():
        return _both(group, row, form, 422)
    chosen = (form.choice.data, form.words.data or "", form.version.data)
    if not settling.settle_line(group, row, person(), *chosen):
        return _both(group, access.my_commitment(group, commitment), form)
    return parts.read(group, commitment, settling.SAID[form.choice.data])


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/think-of")
@door("participant", to="commitment of another member")
def think_of_them(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    new = nudging.think_of(group, access.commitment_of_another(group, commitment), person())
    said = "They will know that you think of them." if new else "Somebody has thought of them already."
    return parts.read(group, commitment, said)


def _line(group: Group, row: Commitment, form: LineForm | None = None, status: int = 200) -> Any:
    shown = told.one(reading.open_group(group, person()), row)
    form = form or LineForm(data={"words": shown["card"].line, "version": row.version})
    return parts.part(LINE, status, form=form, **shown)


def _both(group: Group, row: Commitment, typed: LineForm, status: int = 409) -> Any:
    shown = told.one(reading.open_group(group, person()), row)
    form = SettleLineForm(data={"words": typed.words.data, "version": row.version})
    return parts.part(BOTH, status, form=form, **shown)
