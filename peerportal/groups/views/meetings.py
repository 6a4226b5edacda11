"""Meetings: when, how long and how the next one is, that it took place, and the agendas of earlier ones."""

from __future__ import annotations

from typing import Any

from flask import request

from peerportal.groups import access, holding, lists, reading, timing
from peerportal.groups.forms import MeetingForm, NumberForm
from peerportal.groups.models import Group, Meeting
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import show

READ, EDIT = "groups/_meeting.html", "groups/_meeting_edit.html"
OF_MINE = "meeting of mine"


def _read(group: Group, said: str = "") -> Any:
    opened = reading.open_group(group, person())
    card = reading.next_meeting(opened)
    return region.back_to(group, READ, said, "next", opened=opened, meeting=card)


def _edit(group: Group, form: MeetingForm, status: int = 200, theirs: Any = None) -> Any:
    opened = reading.open_group(group, person())
    return region.part(EDIT, group, status, form=form, opened=opened, theirs=theirs)


@bp.get("/groups/<ref:ref>/next-meeting")
@door("participant", to="group of mine")
def edit_meeting(ref: str) -> Any:
    group = access.my_group(ref)
    opened = reading.open_group(group, person())
    return _edit(group, MeetingForm(data=timing.meeting_form(opened)))


@bp.post("/groups/<ref:ref>/next-meeting")
@door("participant", to="group of mine")
def plan_meeting(ref: str) -> Any:
    group, form = access.my_group(ref), MeetingForm.from_request()
    if not form.validate():
        return _edit(group, form, 422)
    opened = reading.open_group(group, person())
    if Meeting.plan(group, person(), form.version.data, **form.plan(opened.me.zone)):
        return _read(group, "Saved; the other one sees it too.")
    card = reading.next_meeting(opened)
    form.version.data = card.version if card else -1
    return _edit(group, form, 409, theirs=card)


@bp.get("/groups/<ref:ref>/next-meeting/card")
@door("participant", to="group of mine")
def read_meeting(ref: str) -> Any:
    return _read(access.my_group(ref))


@bp.post("/groups/<ref:ref>/next-meeting/held")
@door("participant", to="group of mine")
def hold_meeting(ref: str) -> Any:
    group, form = access.my_group(ref), NumberForm.from_request()
    new = holding.hold(group, form.number.data)
    said = (
        "Noted. What you did not get to is on the next agenda." if new else "That you met is already noted."
    )
    return region.changed(ref, said, "next")


@bp.get("/groups/<ref:ref>/meetings")
@door("participant", to="group of mine")
def earlier_meetings(ref: str) -> Any:
    group = access.my_group(ref)
    page = request.args.get("page", default=1, type=int)
    return show("groups/meetings.html", **lists.earlier_meetings(group, person(), page))


@bp.get("/groups/<ref:ref>/meetings/<ref:meeting>")
@door("participant", to=OF_MINE)
def earlier_meeting(ref: str, meeting: str) -> Any:
    group = access.my_group(ref)
    held = access.held_meeting_of(group, meeting)
    return show("groups/meeting.html", **lists.earlier_meeting(group, person(), held))
