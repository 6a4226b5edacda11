"""Check-ins of a goal: noted, put right and removed."""

from __future__ import annotations

from typing import Any

from peerportal.groups.forms.goals import CheckInForm
from peerportal.groups.goals import access, check_ins, one, standing
from peerportal.groups.goals.access import my_group
from peerportal.groups.goals.reading import today_of
from peerportal.groups.models import Goal, GoalCheckIn, Group
from peerportal.groups.views.goals import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

OF_MINE = "check-in of a goal of mine"


def _mine(ref: str, goal: str, check_in: str) -> tuple[Group, Goal, GoalCheckIn]:
    group, _ = my_group(ref)
    row = access.my_goal(group, goal)
    return group, row, access.check_in_of(row, check_in)


def _edit(
    group: Group,
    goal: Goal,
    row: GoalCheckIn,
    form: CheckInForm | None,
    status: int = 200,
    changed: bool = False,
) -> Any:
    shown = one.check_in_of(row, standing.space_of(goal, person()))
    if form is None:
        facts = {"value": shown.number, "line": shown.line, "on_day": shown.on_day, "version": row.version}
        form = CheckInForm(data=facts)
    if changed:
        form.version.data = row.version
    given: dict[str, Any] = {"group": group, "goal": goal, "row": row, "form": form}
    given["theirs"] = shown if changed else None
    return show("groups/goals/check_in.html", status=status, **given)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/check-ins")
@door("participant", to=region.OF_MINE)
def check_in(ref: str, goal: str) -> Any:
    row, form = access.my_goal(my_group(ref)[0], goal), CheckInForm.from_request()
    if not form.is_fine(today_of(person())):
        return region.again(ref, goal, "groups/goals/_check_in_form.html", check_in_form=form)
    check_ins.check_in(row, person(), form.on_day.data, form.words, form.form_key.data)
    return region.changed(ref, goal, "Noted.", "progress", "groups/goals/check_in.swap.html")


@bp.get("/groups/<ref:ref>/goals/<ref:goal>/check-ins/<ref:check_in>/edit")
@door("participant", to=OF_MINE)
def edit_check_in(ref: str, goal: str, check_in: str) -> Any:
    return _edit(*_mine(ref, goal, check_in), None)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/check-ins/<ref:check_in>/edit")
@door("participant", to=OF_MINE)
def correct_check_in(ref: str, goal: str, check_in: str) -> Any:
    (group, owned, row), form = _mine(ref, goal, check_in), CheckInForm.from_request()
    if not form.is_fine(today_of(person())):
        return _edit(group, owned, row, form, 422)
    if not check_ins.correct(owned, row, person(), form.on_day.data, form.words, form.version.data):
        return _edit(group, owned, access.check_in_of(owned, check_in), form, 409, changed=True)
    return done(region.address(ref, goal, "progress"), "Saved.")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/check-ins/<ref:check_in>/remove")
@door("participant", to=OF_MINE)
def remove_check_in(ref: str, goal: str, check_in: str) -> Any:
    _, owned, row = _mine(ref, goal, check_in)
    check_ins.remove(owned, row, person())
    return done(region.address(ref, goal, "progress"), "Removed.")
