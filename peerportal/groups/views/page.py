"""My groups, a group's page, and its polls."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, has_request_context, make_response, url_for

from peerportal.core.text import listed
from peerportal.groups import access, lists, pulse
from peerportal.groups.endings import leaving
from peerportal.groups.opened import zone_named
from peerportal.groups.views import region
from peerportal.web import kept, times
from peerportal.web.gates import current_person, door, person
from peerportal.web.htmx import leave_for, show, wants_fragment
from peerportal.web.polls import unchanged_first

bp = Blueprint("groups", __name__)
for _name in ("in_full", "weekday", "moment", "iso"):
    bp.add_app_template_filter(getattr(times, _name), _name)
bp.add_app_template_filter(listed, "listed")


@bp.app_template_filter("day")
def _day(value: dt.date | dt.datetime) -> str:
    """A moment as it is kept, in UTC, is told by the day that it was on the reader's own clock."""
    if isinstance(value, dt.datetime) and value.tzinfo is dt.UTC and has_request_context() and current_person:
        value = value.astimezone(zone_named(current_person.time_zone))
    return times.day(value)


@bp.get("/groups")
@door("participant")
def my_groups() -> Any:
    return show("groups/groups.html", **lists.my_groups(person()), left=leaving.all_of(person()))


@bp.get("/groups/<ref:ref>")
@door("participant", to="group of mine")
def group_page(ref: str) -> Any:
    shown = region.shown(ref)
    return kept.framed("groups/page.html", shown["live"], shown["mark"].reader, names=tuple(shown["names"]))


@bp.get("/groups/<ref:ref>/poll")
@unchanged_first(pulse.moved)
@door("participant", to="group of mine")
def poll(ref: str) -> Any:
    if not wants_fragment():
        return leave_for(url_for("groups.group_page", ref=access.my_group(ref).ref))
    shown = region.shown(ref)
    answer = make_response(shown["live"])
    answer.headers["HX-PTag"] = str(shown["mark"].tag)
    return answer
