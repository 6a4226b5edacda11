"""My groups, a group's page, its polls, and closing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, url_for

from peerportal.groups import access, lists, pulse, reading
from peerportal.groups.views import region
from peerportal.web import times
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, show, wants_fragment
from peerportal.web.polls import unchanged_first

bp = Blueprint("groups", __name__)
for _name in ("day", "moment", "iso"):
    bp.add_app_template_filter(getattr(times, _name), _name)


@bp.get("/groups")
@door("participant")
def my_groups() -> Any:
    return show("groups/groups.html", **lists.my_groups(person()))


@bp.get("/groups/<ref:ref>")
@door("participant", to="group of mine")
def group_page(ref: str) -> Any:
    return show("groups/page.html", **region.facts(access.my_group(ref)))


@bp.get("/groups/<ref:ref>/poll")
@unchanged_first(pulse.moved)
@door("participant", to="group of mine")
def poll(ref: str) -> Any:
    group = access.my_group(ref)
    if not wants_fragment():
        return leave_for(url_for("groups.group_page", ref=ref))
    answer = make_response(show(region.REGION, **region.facts(group)))
    answer.headers["HX-PTag"] = str(group.moved)
    return answer


@bp.get("/groups/<ref:ref>/close")
@door("participant", to="group of mine")
def closing(ref: str) -> Any:
    group = access.my_group(ref)
    return show("groups/close.html", opened=reading.open_group(group, person()), group=group)


@bp.post("/groups/<ref:ref>/close")
@door("participant", to="group of mine")
def close(ref: str) -> Any:
    access.my_group(ref).close(by=person())
    return done(
        url_for("groups.group_page", ref=ref), "Closed. What you wrote stays readable to its members."
    )
