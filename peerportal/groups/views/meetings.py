"""Meetings: when, how long and how the next one is, whether it took place, and the agendas of earlier ones."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from peerportal.core.rules import RuleBroken
from peerportal.groups import access, holding, lists, reading, timing
from peerportal.groups.circles import reading as circles
from peerportal.groups.forms.fields import NumberForm
from peerportal.groups.forms.meetings import MeetingForm
from peerportal.groups.meetings import booking
from peerportal.groups.meetings.standing import standing_of
from peerportal.groups.models import Group
from peerportal.groups.opened import Opened
from peerportal.groups.sitting.reading import ended_well
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

READ, EDIT = "groups/_meeting.html", "groups/_meeting_edit.html"
OF_MINE = "meeting of mine"
NOTED = "Noted. What you did not get to is on the next agenda."


def _read(group: Group, said: str = "") -> Any:
    opened = reading.open_group(group, person())
    shown = reading.meeting_card(opened, standing_of(group))
    shown |= circles.facts(opened, shown["meeting"].host if shown["meeting"] else None)
    return region.back_to(group, READ, said, "next", opened=opened, **shown)


def _edit(group: Group, form: MeetingForm, status: int = 200, **given: Any) -> Any:
    return region.part(EDIT, group, status, form=form, **given)


def _form(opened: Opened, made: Any, **facts: Any) -> Any:
    """The form on my clock; the date that is booked may stay as it is, whatever the hour."""
    card = reading.next_meeting(opened)
    return made(zone=opened.me.zone, stands=card.starts_at if card else None, **facts)


@bp.get("/groups/<ref:ref>/next-meeting")
@door("participant", to="group of mine")
def edit_meeting(ref: str) -> Any:
    group = access.my_group(ref)
    group.check_not_closed()
    opened = reading.open_group(group, person())
    return _edit(group, _form(opened, MeetingForm, data=timing.meeting_form(opened)), opened=opened)


@bp.post("/groups/<ref:ref>/next-meeting")
@door("participant", to="group of mine")
def plan_meeting(ref: str) -> Any:
    group = access.my_group(ref)
    opened = reading.open_group(group, person())
    form = _form(opened, MeetingForm.from_request)
    if not form.validate():
        return _edit(group, form, 422, opened=opened)
    number, version = form.number.data, form.version.data
    if booking.move(group, person(), number, version, **form.plan(opened.me.zone)):
        return _read(group, "Saved. All of you see it.")
    card = reading.next_meeting(opened)
    form.number.data, form.version.data = (card.number, card.version) if card else (-1, -1)
    return _edit(group, form, 409, opened=opened, theirs=card, is_over=card is None or card.number != number)


@bp.get("/groups/<ref:ref>/next-meeting/card")
@door("participant", to="group of mine")
def read_meeting(ref: str) -> Any:
    return _read(access.my_group(ref))


@bp.post("/groups/<ref:ref>/next-meeting/held")
@door("participant", to="group of mine")
def hold_meeting(ref: str) -> Any:
    group, form = access.my_group(ref), NumberForm.from_request()
    new = holding.hold(group, form.number.data)
    held = ended_well(group, form.number.data)
    if held is None:
        raise RuleBroken("This meeting is over. Your page shows what comes next.")
    said = NOTED if new else "That you met is already noted."
    return done(url_for("groups.after_meeting", ref=ref, meeting=held), said)


@bp.post("/groups/<ref:ref>/next-meeting/miss")
@door("participant", to="group of mine")
def miss_meeting(ref: str) -> Any:
    group, form = access.my_group(ref), NumberForm.from_request()
    new = booking.miss(group, form.number.data)
    said = "Noted. Your agenda waits for the next date." if new else "That is noted already."
    return region.changed(ref, said, "slots")


@bp.post("/groups/<ref:ref>/next-meeting/cancel")
@door("participant", to="group of mine")
def cancel_meeting(ref: str) -> Any:
    group, form = access.my_group(ref), NumberForm.from_request()
    new = booking.cancel(group, form.number.data)
    said = "Cancelled. Your agenda waits for the next date." if new else "It is cancelled already."
    return region.changed(ref, said, "slots")


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
