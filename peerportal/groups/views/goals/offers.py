"""Offers of another wording: made for somebody else's shared goal, taken or left by its owner, taken back."""

from __future__ import annotations

from typing import Any

from peerportal.groups.forms.fields import NumberForm
from peerportal.groups.forms.goals import WordingForm
from peerportal.groups.goals import access, offers, standing
from peerportal.groups.goals.access import my_group
from peerportal.groups.opened import open_group
from peerportal.groups.views.goals import region
from peerportal.groups.views.goals.wording import page
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done

OF_ANOTHER = "shared goal of another member"
FOR_MINE, OF_MINE = "wording offered for a goal of mine", "wording I offered"


@bp.get("/groups/<ref:ref>/goals/<ref:goal>/offer")
@door("participant", to=OF_ANOTHER)
def word_offer(ref: str, goal: str) -> Any:
    """The form begins with my open offer, or with the goal as it stands."""
    group, _ = my_group(ref)
    row = access.goal_of_another(group, goal)
    opened = open_group(group, person())
    form = WordingForm.of(offers.begun(row, person(), standing.space_of(row, person())), row.version)
    return page(group, form, goal=row, owner=opened.name_of(row.person_id))


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/offer")
@door("participant", to=OF_ANOTHER)
def offer_wording(ref: str, goal: str) -> Any:
    (group, _), form = my_group(ref), WordingForm.from_request()
    row = access.goal_of_another(group, goal)
    if not form.validate():
        owner = open_group(group, person()).name_of(row.person_id)
        return page(group, form, 422, goal=row, owner=owner)
    offers.offer(row, person(), form.wording, form.version.data, form.form_key.data)
    return done(region.address(ref, goal, "offers"), "Offered. It is theirs to take or to leave.")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/offers/<ref:offer>/accept")
@door("participant", to=FOR_MINE)
def accept_wording(ref: str, goal: str, offer: str) -> Any:
    row, form = access.my_goal(my_group(ref)[0], goal), NumberForm.from_request()
    offers.accept(row, access.offer_for(row, offer), person(), form.number.data)
    return region.changed(ref, goal, "Taken. The wording before it is kept.", "words")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/offers/<ref:offer>/decline")
@door("participant", to=FOR_MINE)
def decline_wording(ref: str, goal: str, offer: str) -> Any:
    row = access.my_goal(my_group(ref)[0], goal)
    offers.decline(row, access.offer_for(row, offer))
    return region.changed(ref, goal, "Your wording stays.", "words")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/offers/<ref:offer>/withdraw")
@door("participant", to=OF_MINE)
def withdraw_wording(ref: str, goal: str, offer: str) -> Any:
    row = access.goal_of_another(my_group(ref)[0], goal)
    offers.withdraw(row, access.my_offer_for(row, offer))
    return region.changed(ref, goal, "Taken back.", "words")
