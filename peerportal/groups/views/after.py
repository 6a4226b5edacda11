"""After a meeting: one commitment, a private check, the next date; each optional, then done for today."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.groups import access
from peerportal.groups.commitments import reading as commitments
from peerportal.groups.forms.sitting import CheckForm
from peerportal.groups.meetings import proposing
from peerportal.groups.models import Meeting
from peerportal.groups.sitting import after
from peerportal.groups.views import commitment_parts
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, show, wants_fragment

CHECK = "groups/sitting/_check.html"
OF_MINE = "meeting of mine"


def _page(ref: str, meeting: str, form: CheckForm | None = None, status: int = 200) -> Any:
    group = access.my_group(ref)
    held = access.meeting_to_look_back_on(group, meeting)
    if group.is_closed or held.later:
        return leave_for(url_for("groups.earlier_meeting", ref=ref, meeting=meeting))
    facts = after.facts(group, person(), held)
    form = form or CheckForm(obj=facts["check"])
    if not wants_fragment():
        facts |= _other_steps(facts, held)
    return show("groups/sitting/after.html", CHECK, status=status, form=form, **facts)


def _other_steps(facts: dict[str, Any], held: Meeting) -> dict[str, Any]:
    """What the first step and the last one show: a commitment at this meeting, and times for the next."""
    opened = facts["opened"]
    said = {"last": [], "making": commitments.for_meeting(opened, held, facts["meeting"])}
    return commitment_parts.with_form(said) | proposing.facts(opened, facts["standing"])


@bp.get("/groups/<ref:ref>/meetings/<ref:meeting>/after")
@door("participant", to=OF_MINE)
def after_meeting(ref: str, meeting: str) -> Any:
    return _page(ref, meeting)


@bp.post("/groups/<ref:ref>/meetings/<ref:meeting>/check")
@door("participant", to=OF_MINE)
def check_meeting(ref: str, meeting: str) -> Any:
    group, form = access.my_group(ref), CheckForm.from_request()
    held = access.held_meeting_of(group, meeting)
    if not form.validate():
        return _page(ref, meeting, form, 422)
    after.check(group, held, person(), form.useful.data, form.balanced.data)
    address = url_for("groups.after_meeting", ref=ref, meeting=meeting) + "#check"
    if not wants_fragment():
        return done(address, "Noted, for you alone.")
    held = access.meeting_to_look_back_on(group, meeting)
    return done(address, "Noted, for you alone.", CHECK, form=form, **after.facts(group, person(), held))


@bp.post("/groups/<ref:ref>/meetings/<ref:meeting>/put-away")
@door("participant", to=OF_MINE)
def put_meeting_away(ref: str, meeting: str) -> Any:
    group = access.my_group(ref)
    after.put_away(group, access.held_meeting_of(group, meeting), person())
    return done(url_for("groups.group_page", ref=ref), "Done for today. Until next time.")
