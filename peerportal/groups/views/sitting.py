"""Meeting mode: the items one after the other, whose turn it is to speak, and the steps that move it on."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for

from peerportal.core.ids import REF
from peerportal.groups import access, pulse
from peerportal.groups.forms.fields import NumberForm
from peerportal.groups.forms.sitting import NotebookForm, StepForm
from peerportal.groups.models import Group
from peerportal.groups.sitting import notebooks, reading, steps
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, show, wants_fragment
from peerportal.web.polls import unchanged_first

REGION = "groups/sitting/_sitting.html"
LATE = "Somebody was a moment quicker; this is how it stands now."


def _writing() -> list[str]:
    """The notes that the asking page has open: they stay there whatever else moves."""
    asked = request.values.getlist("editing")[:20]
    return [ref for ref in asked if REF.fullmatch(ref)]


def _facts(ref: str) -> dict[str, Any] | None:
    """What meeting mode shows, with the tag that its polls compare; None while there is no meeting to sit in."""
    mark = access.my_mark(ref)
    found = reading.facts(access.group_of(mark), person())
    return None if found is None else found | {"tag": mark.tag}


@bp.get("/groups/<ref:ref>/meeting")
@door("participant", to="group of mine")
def meeting_mode(ref: str) -> Any:
    found = _facts(ref)
    if found is None:
        return leave_for(url_for("groups.group_page", ref=ref))
    form = NotebookForm(obj=notebooks.pages_of(found["group"], person()))
    return show("groups/sitting/page.html", form=form, **found)


@bp.get("/groups/<ref:ref>/meeting/poll")
@unchanged_first(pulse.moved)
@door("participant", to="group of mine")
def sitting_poll(ref: str) -> Any:
    group, form = access.my_group(ref), NumberForm(request.args)
    if not wants_fragment():
        return leave_for(url_for("groups.meeting_mode", ref=ref))
    found = _facts(ref)
    if found is None or found["sat"].number != form.number.data:
        return _over(group, form.number.data)
    answer = make_response(show(REGION, writing=_writing(), **found))
    answer.headers["HX-PTag"] = str(found["tag"])
    return answer


def _over(group: Group, number: int) -> Any:
    """Somebody noted that you met, or the meeting was called off: lead on, and leave what is being typed."""
    after = reading.ended_well(group, number)
    return render_template("groups/sitting/_over.html", group=group, after=after, writing=_writing())


def _step(ref: str, step: steps.Step, said: str = "") -> Any:
    group, form = access.my_group(ref), StepForm.from_request()
    taken = steps.take(group, form.number.data, form.version.data, step)
    address = url_for("groups.meeting_mode", ref=ref) + "#now"
    if not wants_fragment():
        return done(address, said if taken else LATE)
    found = _facts(ref)
    if found is None:
        return leave_for(address)
    spoken = said or render_template("groups/sitting/said.txt", **found) if taken else LATE
    return done(address, spoken, REGION, writing=_writing(), **found)


@bp.post("/groups/<ref:ref>/meeting/start")
@door("participant", to="group of mine")
def start_turn(ref: str) -> Any:
    return _step(ref, steps.start)


@bp.post("/groups/<ref:ref>/meeting/pass-on")
@door("participant", to="group of mine")
def pass_turn_on(ref: str) -> Any:
    return _step(ref, steps.pass_on)


@bp.post("/groups/<ref:ref>/meeting/skip")
@door("participant", to="group of mine")
def skip_turn(ref: str) -> Any:
    return _step(ref, steps.skip)


@bp.post("/groups/<ref:ref>/meeting/pause")
@door("participant", to="group of mine")
def pause_turn(ref: str) -> Any:
    return _step(ref, steps.pause, "The turn rests.")


@bp.post("/groups/<ref:ref>/meeting/longer")
@door("participant", to="group of mine")
def lengthen_turns(ref: str) -> Any:
    return _step(ref, steps.longer, "A minute more for each.")


@bp.post("/groups/<ref:ref>/meeting/shorter")
@door("participant", to="group of mine")
def shorten_turns(ref: str) -> Any:
    return _step(ref, steps.shorter, "A minute less for each.")


@bp.post("/groups/<ref:ref>/meeting/next")
@door("participant", to="group of mine")
def next_item(ref: str) -> Any:
    return _step(ref, steps.next_item)


@bp.post("/groups/<ref:ref>/meeting/back")
@door("participant", to="group of mine")
def previous_item(ref: str) -> Any:
    return _step(ref, steps.previous_item)


@bp.post("/groups/<ref:ref>/meeting/discuss")
@door("participant", to="group of mine")
def discuss_here(ref: str) -> Any:
    return _step(ref, steps.discuss)


@bp.post("/groups/<ref:ref>/meeting/carry-over")
@door("participant", to="group of mine")
def carry_over_here(ref: str) -> Any:
    return _step(ref, steps.carry_over)


@bp.post("/groups/<ref:ref>/meeting/talk-about")
@door("participant", to="group of mine")
def talk_about(ref: str) -> Any:
    return _step(ref, steps.talk_about(request.form.get("item", "")))
