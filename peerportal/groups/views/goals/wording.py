"""Wording a goal: written down, worded anew, settled where two wordings met, shared, ended and opened again."""

from __future__ import annotations

from typing import Any

from flask import render_template

from peerportal.groups.forms.goals import PartingForm, SettleForm, WordingForm
from peerportal.groups.goals import access, ending, one, reading, sharing, standing, writing
from peerportal.groups.goals.access import my_group
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, Group
from peerportal.groups.opened import open_group
from peerportal.groups.views.goals import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show


def page(group: Group, form: WordingForm, status: int = 200, **given: Any) -> Any:
    """The form for a goal's wording, with what a kind reader would ask about what stands in it."""
    said = form.wording
    facts: dict[str, Any] = {
        "group": group,
        "opened": open_group(group, person()),
        "form": form,
        "said": said,
    }
    tips = one.by_part(said, reading.today_of(person()))
    return show("groups/goals/form.html", status=status, tips=tips, **facts | given)


def _present(goal: Goal) -> Wording:
    return writing.read(goal, standing.space_of(goal, person()))


def _both(group: Group, goal: Goal, mine: Wording) -> Any:
    """Show my wording beside what is there now, and lose neither."""
    theirs = _present(goal)
    form = SettleForm.of(mine, goal.version)
    met = writing.met(mine, theirs)
    return show(
        "groups/goals/both.html", status=409, group=group, goal=goal, form=form, theirs=theirs, met=met
    )


@bp.get("/groups/<ref:ref>/goals/new")
@door("participant", to="group of mine")
def new_goal(ref: str) -> Any:
    return page(my_group(ref)[0], WordingForm())


@bp.post("/groups/<ref:ref>/goals/new")
@door("participant", to="group of mine")
def draft_goal(ref: str) -> Any:
    (group, _), form = my_group(ref), WordingForm.from_request()
    if not form.validate():
        return page(group, form, 422)
    goal = writing.draft(group, person(), form.wording, form.form_key.data)
    return done(region.address(ref, goal.ref), "Written down, for you alone. Share it when you like.")


@bp.post("/groups/<ref:ref>/goals/preview")
@door("participant", to="group of mine")
def preview_goal(ref: str) -> Any:
    """What a kind reader would ask about what stands in the form; nothing is kept."""
    group, _ = my_group(ref)
    said = WordingForm.from_request().wording
    tips = one.by_part(said, reading.today_of(person()))
    return render_template("groups/goals/preview.swap.html", group=group, said=said, tips=tips)


@bp.get("/groups/<ref:ref>/goals/<ref:goal>/edit")
@door("participant", to=region.OF_MINE)
def edit_goal(ref: str, goal: str) -> Any:
    group, _ = my_group(ref)
    row = access.my_goal(group, goal)
    return page(group, WordingForm.of(_present(row), row.version), goal=row)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/edit")
@door("participant", to=region.OF_MINE)
def save_goal(ref: str, goal: str) -> Any:
    (group, _), form = my_group(ref), WordingForm.from_request()
    row = access.my_goal(group, goal)
    if not form.validate():
        return page(group, form, 422, goal=row)
    if not writing.edit(row, person(), form.wording, form.version.data):
        return _both(group, access.my_goal(group, goal), form.wording)
    return done(region.address(ref, goal), "Saved.")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/settle")
@door("participant", to=region.OF_MINE)
def settle_goal(ref: str, goal: str) -> Any:
    (group, _), form = my_group(ref), SettleForm.from_request()
    row = access.my_goal(group, goal)
    chosen = writing.settled(form.choice.data or "", form.wording, _present(row))
    whole = WordingForm.of(chosen, form.version.data)
    if not form.validate() or not whole.validate():
        return page(group, whole, 422, goal=row)
    if not writing.edit(row, person(), chosen, form.version.data):
        return _both(group, access.my_goal(group, goal), form.wording)
    return done(region.address(ref, goal), "Saved.")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/share")
@door("participant", to=region.OF_MINE)
def share_goal(ref: str, goal: str) -> Any:
    sharing.share(access.my_goal(my_group(ref)[0], goal), person())
    return region.changed(ref, goal, "Shared.")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/reach")
@door("participant", to=region.OF_MINE)
def reach_goal(ref: str, goal: str) -> Any:
    return _end(ref, goal, ending.reach, "Reached. Well done.")


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/drop")
@door("participant", to=region.OF_MINE)
def drop_goal(ref: str, goal: str) -> Any:
    return _end(ref, goal, ending.drop, "Dropped. What you learned on the way stays.")


def _end(ref: str, goal: str, verb: Any, said: str) -> Any:
    row, form = access.my_goal(my_group(ref)[0], goal), PartingForm.from_request()
    if not form.validate():
        return region.again(ref, goal, "groups/goals/_ending.html", parting_form=form)
    verb(row, person(), form.line.data or "")
    return region.changed(ref, goal, said)


@bp.post("/groups/<ref:ref>/goals/<ref:goal>/reopen")
@door("participant", to=region.OF_MINE)
def reopen_goal(ref: str, goal: str) -> Any:
    ending.reopen(access.my_goal(my_group(ref)[0], goal), person())
    return region.changed(ref, goal, "Open again.")
