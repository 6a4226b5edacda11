"""The live parts of the pages of goals: what a poll and every change send."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from peerportal.core.ids import REF
from peerportal.groups.forms.goals import CheckInForm, PartingForm, StepForm
from peerportal.groups.goals import access, one, reading
from peerportal.groups.goals.access import my_group
from peerportal.groups.models import Goal, Group
from peerportal.groups.opened import open_group
from peerportal.web.gates import person
from peerportal.web.htmx import done, show, wants_fragment

GOALS, GOAL = "groups/goals/_goals.html", "groups/goals/_goal.html"
OF_MINE, IN_MY_GROUP = "goal of mine", "goal in a group of mine"


def goals(group: Group, tag: int) -> dict[str, Any]:
    """What the list of a group's goals shows, with a page of the ended ones."""
    opened = open_group(group, person())
    number = request.args.get("page", default=1, type=int)
    return {"group": group, "tag": tag, "opened": opened} | reading.page(opened, number)


def goal(group: Group, tag: int, row: Goal) -> dict[str, Any]:
    """What the page of one goal shows, with the steps that the asking page has open for editing."""
    opened = open_group(group, person())
    found = one.facts(opened, row)
    there = {step.ref for step in found["steps"]}
    editing = [ref for ref in request.args.getlist("editing")[:20] if REF.fullmatch(ref)]
    forms = {
        "step_adder": StepForm(),
        "check_in_form": CheckInForm(data={"on_day": reading.today_of(person())}),
        "parting_form": PartingForm(),
    }
    left_open = [ref for ref in editing if ref not in there]
    return {"group": group, "tag": tag, "opened": opened, "left_open": left_open} | forms | found


def address(ref: str, goal_ref: str, anchor: str = "") -> str:
    """The page of a goal."""
    return url_for("groups.goal_page", ref=ref, goal=goal_ref) + (f"#{anchor}" if anchor else "")


def changed(ref: str, goal_ref: str, said: str, anchor: str = "", fragment: str = GOAL) -> Any:
    """After a verb: the goal as it is now; without htmx back to its page."""
    to = address(ref, goal_ref, anchor)
    if not wants_fragment():
        return done(to, said)
    group, tag = my_group(ref)
    return done(to, said, fragment, **goal(group, tag, access.goal_of(group, goal_ref)))


def again(ref: str, goal_ref: str, fragment: str, status: int = 422, **forms: Any) -> Any:
    """A form of the goal's page with what is wrong beside the field: alone for htmx, else on the whole page."""
    group, tag = my_group(ref)
    found = goal(group, tag, access.goal_of(group, goal_ref))
    return show("groups/goals/goal.html", fragment, status=status, **found | forms)
