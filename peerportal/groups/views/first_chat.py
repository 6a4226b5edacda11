"""The first chat: when it is, and what each says afterwards, privately."""

from __future__ import annotations

from typing import Any

from peerportal.core.rules import RuleBroken
from peerportal.groups import access, pairing, reading, timing
from peerportal.groups.forms.meetings import FirstChatForm
from peerportal.groups.models import ACTIVE, CLOSED, TRYING, Group
from peerportal.groups.opened import Opened
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person

READ, EDIT = "groups/_when.html", "groups/_when_edit.html"

SAID = {
    TRYING: "Your answer is kept to yourself until the result is known.",
    ACTIVE: "You both said yes: your shared agenda is open.",
    CLOSED: "This first chat ends here.",
}


def _read(group: Group, said: str = "") -> Any:
    opened = reading.open_group(group, person())
    clocks = reading.clocks(opened, group.first_chat_at)
    return region.back_to(group, READ, said, "when", opened=opened, chat_clocks=clocks)


def _edit(opened: Opened, form: FirstChatForm, status: int = 200, theirs: Any = None) -> Any:
    return region.part(EDIT, opened.group, status, form=form, opened=opened, theirs=theirs)


@bp.get("/groups/<ref:ref>/first-chat")
@door("participant", to="group of mine")
def edit_first_chat(ref: str) -> Any:
    group = access.my_group(ref)
    if group.is_circle or not group.is_trying:
        raise RuleBroken("This first chat is over.")
    opened = reading.open_group(group, person())
    return _edit(opened, FirstChatForm(data=timing.chat_form(opened), zone=opened.me.zone))


@bp.post("/groups/<ref:ref>/first-chat")
@door("participant", to="group of mine")
def plan_first_chat(ref: str) -> Any:
    group = access.my_group(ref)
    opened = reading.open_group(group, person())
    form = FirstChatForm.from_request(zone=opened.me.zone, stands=group.first_chat_at)
    if not form.validate():
        return _edit(opened, form, 422)
    if pairing.plan_first_chat(group, form.at.moment(opened.me.zone), timing.read_moment(form.seen.data)):
        return _read(access.my_group(ref), "The time is set. Both of you see it.")
    opened = reading.open_group(access.my_group(ref), person())
    form.seen.data = timing.chat_form(opened)["seen"]
    return _edit(opened, form, 409, theirs=reading.clocks(opened, opened.group.first_chat_at))


@bp.get("/groups/<ref:ref>/first-chat/when")
@door("participant", to="group of mine")
def read_first_chat(ref: str) -> Any:
    return _read(access.my_group(ref))


@bp.post("/groups/<ref:ref>/first-chat/yes")
@door("participant", to="group of mine")
def say_yes(ref: str) -> Any:
    state = pairing.answer(access.my_group(ref), person(), pairing.YES)
    return region.changed(ref, SAID[state], "answer")


@bp.post("/groups/<ref:ref>/first-chat/not-for-me")
@door("participant", to="group of mine")
def say_not_for_me(ref: str) -> Any:
    state = pairing.answer(access.my_group(ref), person(), pairing.NOT)
    return region.changed(ref, SAID[state], "answer")
