"""The steps of a goal: added, worded, ordered, ticked, removed, and made into commitments."""

from __future__ import annotations

from typing import Any

from peerportal.core.rules import RuleBroken
from peerportal.groups.forms.agenda import PlaceForm
from peerportal.groups.forms.goals import KeyForm, StepForm
from peerportal.groups.goals import access, one, standing, steps
from peerportal.groups.goals.access import my_group
from peerportal.groups.models import Goal, GoalStep, Group
from peerportal.groups.views.goals import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, show, wants_fragment

OF_MINE = "step of a goal of mine"
FIELDS = ("words", "due_on", "is_milestone", "version")


def _mine(ref: str, goal: str, step: str) -> tuple[Group, Goal, GoalStep]:
    group, _ = my_group(ref)
    row = access.my_goal(group, goal)
    return group, row, access.step_of(row, step)


def _edit(
    group: Group, goal: Goal, row: GoalStep, form: StepForm | None, status: int = 200, changed: bool = False
) -> Any:
    shown = one.step_of(row, standing.space_of(goal, person()))
    if form is None:
        form = StepForm(data={name: getattr(shown, name) for name in FIELDS})
    if changed:
        form.version.data = shown.version
    facts = {"group": group, "goal": goal, "step": shown, "form": form, "theirs": shown if changed else None}
    return show("groups/goals/step.html", "groups/goals/_step_edit.html", status=status, **facts)


def _read(ref: str, goal: str, step: str, said: str = "") -> Any:
    to = region.address(ref, goal, f"step-{step}")
    if not wants_fragment():
        return done(to, said) if said else leave_for(to)
    group, tag = my_group(ref)
    found = region.goal(group, tag, access.my_goal(group, goal))
    shown = next((line for line in found["steps"] if line.ref == step), None)
    if shown is None:
        raise RuleBroken(steps.GONE)
    return done(to, said, "groups/goals/_step.html", **found | {"step": shown})


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps")
@door("participant", to=region.OF_MINE)
def add_step(ref: str, goal: str) -> Any:
    row, form = access.my_goal(my_group(ref)[0], goal), StepForm.from_request()
    if not form.validate():
        return region.again(ref, goal, "groups/goals/_step_adder.html", step_adder=form)
    steps.add(row, person(), form.words.data, form.form_key.data, **form.facts)
    return region.changed(ref, goal, "Added.", "steps", "groups/goals/add_step.swap.html")


@bp.get("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>")
@door("participant", to=OF_MINE)
def read_step(ref: str, goal: str, step: str) -> Any:
    _mine(ref, goal, step)
    return _read(ref, goal, step)


@bp.get("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/edit")
@door("participant", to=OF_MINE)
def edit_step(ref: str, goal: str, step: str) -> Any:
    return _edit(*_mine(ref, goal, step), None)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/edit")
@door("participant", to=OF_MINE)
def save_step(ref: str, goal: str, step: str) -> Any:
    (group, owned, row), form = _mine(ref, goal, step), StepForm.from_request()
    if not form.validate():
        return _edit(group, owned, row, form, 422)
    if steps.edit(owned, row, person(), form.words.data, form.version.data, **form.facts):
        return _read(ref, goal, step, "Saved.")
    return _edit(group, owned, access.step_of(owned, step), form, 409, changed=True)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/up")
@door("participant", to=OF_MINE)
def move_step_up(ref: str, goal: str, step: str) -> Any:
    return _move(ref, goal, step, -1)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/down")
@door("participant", to=OF_MINE)
def move_step_down(ref: str, goal: str, step: str) -> Any:
    return _move(ref, goal, step, 1)


def _move(ref: str, goal: str, step: str, by: int) -> Any:
    (_, owned, row), form = _mine(ref, goal, step), PlaceForm.from_request()
    place = steps.move(owned, row, person(), by, form.place.data)
    return region.changed(ref, goal, f"Now at place {place}.", f"step-{step}")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/tick")
@door("participant", to=OF_MINE)
def tick_step(ref: str, goal: str, step: str) -> Any:
    _, owned, row = _mine(ref, goal, step)
    steps.tick(owned, row, person(), True)
    return region.changed(ref, goal, "Done.", f"step-{step}")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/untick")
@door("participant", to=OF_MINE)
def untick_step(ref: str, goal: str, step: str) -> Any:
    _, owned, row = _mine(ref, goal, step)
    steps.tick(owned, row, person(), False)
    return region.changed(ref, goal, "Not done after all.", f"step-{step}")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/remove")
@door("participant", to=OF_MINE)
def remove_step(ref: str, goal: str, step: str) -> Any:
    _, owned, row = _mine(ref, goal, step)
    steps.remove(owned, row, person())
    return region.changed(ref, goal, "Removed.", "steps")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/steps/<ref:step>/promise")
@door("participant", to=OF_MINE)
def promise_step(ref: str, goal: str, step: str) -> Any:
    (_, owned, row), form = _mine(ref, goal, step), KeyForm.from_request()
    if not form.validate():
        return _read(ref, goal, step)
    steps.promise(owned, row, person(), form.form_key.data)
    return region.changed(ref, goal, "It is your commitment until you meet next.", f"step-{step}")
