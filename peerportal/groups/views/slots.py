"""Finding a time: one of three is booked in one click, others are offered and withdrawn."""

from __future__ import annotations

from typing import Any

from flask import url_for

from peerportal.core.rules import RuleBroken
from peerportal.groups import access, reading
from peerportal.groups.forms.meetings import OffersForm, SlotForm
from peerportal.groups.meetings import booking, offers, proposing
from peerportal.groups.models import Group
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web import times
from peerportal.web.gates import door, person
from peerportal.web.htmx import current_path, done, target_id

SLOTS, OFFER = "groups/meetings/_slots.html", "groups/meetings/_offer.html"


def _facts(group: Group) -> dict[str, Any]:
    """What the sheet of times needs by itself; booking changes more than the sheet only on the group's own page."""
    opened = reading.open_group(group, person())
    at_home = current_path().partition("?")[0] == url_for("groups.group_page", ref=group.ref)
    target = "#group" if at_home else "#slots"
    return {"opened": opened, "slots_target": target, **proposing.facts(opened)}


def _changed(ref: str, said: str) -> Any:
    """The sheet of times alone where only that is to be swapped (on another page, say), else the live part."""
    if target_id() != "slots":
        # The sheet goes once there is a date; whoever pressed its button goes on from the date.
        return region.changed(ref, said, "slots", just_booked=True)
    group = access.my_group(ref)
    address = url_for("groups.group_page", ref=ref) + "#slots"
    return done(address, said, SLOTS, group=group, **_facts(group))


def _what_stands(group: Group, mine: bool) -> str:
    """What came of booking, for whoever pressed the button: the first one, the second one, or too late."""
    found = _facts(access.my_group(group.ref))["slots"]
    if found is None or not found.booked:
        return "This meeting is over by now, so nothing was booked."
    at = times.moment(found.booked[0][0])
    return f"Booked: {at}." if mine else f"Another date was booked in the meantime: {at}."


@bp.get("/groups/<ref:ref>/slots")
@door("participant", to="group of mine")
def read_slots(ref: str) -> Any:
    group = access.my_group(ref)
    return region.back_to(group, SLOTS, "", "slots", **_facts(group))


@bp.post("/groups/<ref:ref>/book")
@door("participant", to="group of mine")
def book_slot(ref: str) -> Any:
    group, form = access.my_group(ref), SlotForm.from_request()
    at = form.moment
    if at is None:
        raise RuleBroken("Please choose one of the times.")
    booked = booking.book(group, person(), form.number.data, at, form.offer.data or "")
    return _changed(ref, _what_stands(group, booked))


@bp.get("/groups/<ref:ref>/offers")
@door("participant", to="group of mine")
def edit_offers(ref: str) -> Any:
    group = access.my_group(ref)
    number = offers.number_to_plan(group)
    if number is None:
        raise RuleBroken(offers.NOT_NEEDED)
    opened = reading.open_group(group, person())
    form = OffersForm(data={"number": number}, zone=opened.me.zone)
    return region.part(OFFER, group, form=form, opened=opened)


@bp.post("/groups/<ref:ref>/offers")
@door("participant", to="group of mine")
def offer_times(ref: str) -> Any:
    group = access.my_group(ref)
    opened = reading.open_group(group, person())
    form = OffersForm.from_request(zone=opened.me.zone)
    if not form.validate():
        return region.part(OFFER, group, 422, form=form, opened=opened)
    offers.offer(group, person(), form.number.data, form.times(opened.me.zone))
    return _changed(ref, "Offered. Anybody else can book one with a click.")


@bp.post("/groups/<ref:ref>/offers/<ref:offer>/withdraw")
@door("participant", to="time I offer")
def withdraw_offer(ref: str, offer: str) -> Any:
    group = access.my_group(ref)
    offers.withdraw(group, person(), access.my_offer(group, offer).ref)
    return _changed(ref, "Withdrawn.")
