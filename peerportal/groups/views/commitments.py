"""Commitments: made, worded anew, taken back, and all of a group's to read, as a list and as a year's ribbon."""

from __future__ import annotations

from typing import Any

from flask import request

from peerportal.core.rules import RuleBroken
from peerportal.groups import access, reading
from peerportal.groups.commitments import making, mine, settling, year
from peerportal.groups.commitments import reading as told
from peerportal.groups.forms.commitments import CommitmentForm, SettleForm, WordsForm
from peerportal.groups.models import Commitment, Group
from peerportal.groups.views import commitment_parts as parts
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import show

MAKE, EDIT, BOTH = (f"groups/commitments/_{name}.html" for name in ("make", "edit", "both"))
TO_READ, OF_MINE = "commitment of a group of mine", "commitment of mine"


@bp.get("/commitments")
@door("participant")
def my_commitments() -> Any:
    page = request.args.get("page", default=1, type=int)
    return show("groups/commitments/mine.html", **mine.on_a_page(person(), page))


@bp.get("/groups/<ref:ref>/commitments")
@door("participant", to="group of mine")
def commitments(ref: str) -> Any:
    group = access.my_group(ref)
    page = request.args.get("page", default=1, type=int)
    return show("groups/commitments/commitments.html", **told.earlier(group, person(), page))


@bp.get("/groups/<ref:ref>/ribbon")
@door("participant", to="group of mine")
def ribbon(ref: str) -> Any:
    group = access.my_group(ref)
    chosen = request.args.get("year", type=int)
    return show("groups/commitments/ribbon.html", **year.year_of(group, person(), chosen))


@bp.post("/groups/<ref:ref>/commitments")
@door("participant", to="group of mine")
def make_commitment(ref: str) -> Any:
    group = access.my_group(ref)
    meeting = access.held_meeting_of(group, request.form["meeting"]) if request.form.get("meeting") else None
    facts = parts.facts(group, meeting, CommitmentForm.from_request())
    form = facts["commitment_form"]
    if not form.validate():
        return parts.part(MAKE, 422, **facts)
    try:
        making.make(group, person(), form.words.data, form.day, form.form_key.data, meeting)
    except making.AlreadyMade as problem:
        return _both(group, problem.first, form)
    said = parts.said_of(form.words.data, form.day)
    return parts.made(access.my_group(ref), meeting, said)


@bp.post("/groups/<ref:ref>/commitments/hints")
@door("participant", to="group of mine")
def hint_at_wording(ref: str) -> Any:
    """What the words could still say, while they are being typed; nothing is kept."""
    group, form = access.my_group(ref), WordsForm.from_request()
    hints = told.thoughts(form.words.data or "", form.day, person())
    return parts.part("groups/commitments/_hints.html", group=group, hints=hints, hints_id=parts.hints_id())


@bp.get("/groups/<ref:ref>/commitments/<ref:commitment>")
@door("participant", to=TO_READ)
def read_commitment(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    row = access.commitment_of(group, commitment)
    shown = told.one(reading.open_group(group, person()), row)
    return show("groups/commitments/commitment.html", "groups/commitments/_commitment.html", **shown)


@bp.get("/groups/<ref:ref>/commitments/<ref:commitment>/edit")
@door("participant", to=OF_MINE)
def edit_commitment(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    row = access.my_commitment(group, commitment)
    return _edit(group, row)


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/edit")
@door("participant", to=OF_MINE)
def save_commitment(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    row, form = access.my_commitment(group, commitment), WordsForm.from_request()
    if not parts.offer(form, group, row.due_on).validate():
        return _edit(group, row, form, 422)
    if making.edit(group, row, person(), form.words.data, form.day, form.version.data):
        return parts.read(group, commitment, parts.said_of(form.words.data, form.day))
    return _both(group, access.my_commitment(group, commitment), form)


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/settle")
@door("participant", to=OF_MINE)
def settle_commitment(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    row, form = access.my_commitment(group, commitment), SettleForm.from_request()
    if not parts.offer(form, group, row.due_on).validate():
        return _both(group, row, form, 422)
    chosen = (form.choice.data, form.words.data, form.day, form.version.data)
    if not settling.settle(group, row, person(), *chosen):
        return _both(group, access.my_commitment(group, commitment), form)
    return parts.read(group, commitment, settling.SAID[form.choice.data])


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/take-back")
@door("participant", to=OF_MINE)
def take_commitment_back(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    making.take_back(group, access.my_commitment(group, commitment), person())
    return parts.read(group, commitment, "Taken back. You can put it back.")


@bp.post("/groups/<ref:ref>/commitments/<ref:commitment>/put-back")
@door("participant", to=OF_MINE)
def put_commitment_back(ref: str, commitment: str) -> Any:
    group = access.my_group(ref)
    making.put_back(group, access.my_commitment(group, commitment), person())
    return parts.read(group, commitment, "It stands again.")


def _edit(group: Group, row: Commitment, form: WordsForm | None = None, status: int = 200) -> Any:
    opened = reading.open_group(group, person())
    shown = told.one(opened, row)
    if not shown["card"].goes_on or shown["card"].gone or group.is_closed:
        raise RuleBroken("This one has ended, so its words stay as they are.")
    form = form or parts.words_form(group, shown["card"])
    hints = told.thoughts(form.words.data or "", form.day, person())
    return parts.part(EDIT, status, form=form, hints=hints, **shown)


def _both(group: Group, row: Commitment, mine_typed: Any, status: int = 409) -> Any:
    """Show what I typed beside what stands there, and lose neither."""
    opened = reading.open_group(group, person())
    shown = told.one(opened, row)
    form = parts.settle_form(mine_typed, shown["card"])
    is_new = isinstance(mine_typed, CommitmentForm)
    return parts.part(BOTH, status, form=form, is_new=is_new, **shown)
