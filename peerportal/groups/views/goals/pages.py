"""The goals of a group, one goal, its earlier wordings, and the polls of these pages."""

from __future__ import annotations

from typing import Any

from flask import make_response, request, url_for

from peerportal.core.ids import REF
from peerportal.groups import pulse
from peerportal.groups.goals import access, history
from peerportal.groups.goals.access import my_group
from peerportal.groups.opened import open_group
from peerportal.groups.views.goals import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import leave_for, show, wants_fragment
from peerportal.web.polls import unchanged_first


@bp.get("/groups/<ref:ref>/goals")
@door("participant", to="group of mine")
def goals(ref: str) -> Any:
    return show("groups/goals/goals.html", **region.goals(*my_group(ref)))


@bp.get("/groups/<ref:ref>/goals/poll")
@unchanged_first(pulse.moved)
@door("participant", to="group of mine")
def poll_goals(ref: str) -> Any:
    """The list, or with `goal=` one goal: both move with the same number, so one address answers for both."""
    group, tag = my_group(ref)
    goal = request.args.get("goal", "")
    if not wants_fragment():
        return leave_for(url_for("groups.goals", ref=ref))
    if REF.fullmatch(goal):
        body = show(region.GOAL, **region.goal(group, tag, access.goal_of(group, goal)))
    else:
        body = show(region.GOALS, **region.goals(group, tag))
    answer = make_response(body)
    answer.headers["HX-PTag"] = str(tag)
    return answer


@bp.get("/groups/<ref:ref>/goals/<ref:goal>")
@door("participant", to=region.IN_MY_GROUP)
def goal_page(ref: str, goal: str) -> Any:
    group, tag = my_group(ref)
    return show("groups/goals/goal.html", **region.goal(group, tag, access.goal_of(group, goal)))


@bp.get("/groups/<ref:ref>/goals/<ref:goal>/wordings")
@door("participant", to=region.IN_MY_GROUP)
def goal_wordings(ref: str, goal: str) -> Any:
    group, _ = my_group(ref)
    row, opened = access.goal_of(group, goal), open_group(group, person())
    number = request.args.get("page", default=1, type=int)
    found = history.page(opened, row, number)
    return show(
        "groups/goals/wordings.html",
        group=group,
        opened=opened,
        goal_ref=goal,
        private=not row.shared_at,
        **found,
    )
