"""The page of a session, its polls, and what moves it on as a whole."""

from __future__ import annotations

from typing import Any

from flask import make_response, request, url_for
from werkzeug.datastructures import MultiDict

from peerportal.activities import access, playing, pulse, reading
from peerportal.activities.forms import TableForm, form_of
from peerportal.activities.kind import PART
from peerportal.activities.mark import SessionMark
from peerportal.activities.models import ActivitySession
from peerportal.activities.reading import StepView
from peerportal.activities.views.shelf import bp
from peerportal.groups.models import Group
from peerportal.web import kept
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, wants_fragment
from peerportal.web.keeping import Part
from peerportal.web.polls import unchanged_first

PAGE, TABLE = "activities/session.html", "activities/_table.html"
MINE = "activity of mine"


def _facts(group: Group, session: ActivitySession, **bound: Any) -> dict[str, Any]:
    """What the page shows. `bound` are a form that came back with errors, its step and deed, or two texts that met."""
    back = {"form": None, "step": None, "deed": None, "overtaken": None} | bound

    def form(view: StepView, deed: str, entry: str = "", **data: Any) -> Any:
        chosen = view.step.deed(deed)
        if chosen is None:
            raise ValueError(f"a template asks for a deed that is none: {deed}")
        sent = back["form"] if view.key == back["step"] else None
        # What can be saved and what can be finished is one form with two buttons.
        one = sent is not None and sent.names == tuple(blank.name for blank in chosen.blanks)
        if one and (deed == back["deed"] or chosen.guard == PART) and entry == request.form.get("entry", ""):
            return sent
        return form_of(session.kind, view.key, chosen, None, **data)

    def met_at(view: StepView, entry: str = "") -> Any:
        here = view.key == back["step"] and entry == request.form.get("entry", "")
        return back["overtaken"] if here else None

    own = {"form": form, "overtaken": back["overtaken"], "met_at": met_at}
    return reading.page(group, session, person()) | own


def shown(ref: str, **bound: Any) -> tuple[Part, SessionMark]:
    """The live part for the person who asks, and its mark; `bound` are facts for this answer alone."""
    mark, key = access.my_session_marked(ref), (ref, person().ref)
    part = None if bound else kept.kept(key, mark)
    if part is None:
        facts = _facts(*access.session_of(mark, ref), **bound) | {"tag": mark.tag}
        part = kept.made(key, mark, TABLE, facts, keep=not bound)
    return part, mark


def answer(ref: str, status: int = 200, **bound: Any) -> Any:
    """The whole page, or its live part when htmx asks."""
    part, mark = shown(ref, **bound)
    if wants_fragment():
        return str(part, "utf-8"), status
    names = tuple(mark.group.title(person()))
    return kept.framed(PAGE, part, mark.group.reader, names=names), status


@bp.get("/activities/sessions/<ref:ref>")
@door("participant", to=MINE)
def session_page(ref: str) -> Any:
    """The activity that a group does."""
    return answer(ref)


@bp.get("/activities/sessions/<ref:ref>/poll")
@unchanged_first(pulse.moved)
@door("participant", to=MINE)
def session_poll(ref: str) -> Any:
    """The same, when something has moved."""
    part, mark = shown(ref)
    if not wants_fragment():
        return leave_for(url_for(".session_page", ref=ref))
    polled = make_response(str(part, "utf-8"))
    polled.headers["HX-PTag"] = str(mark.tag)
    return polled


def changed(ref: str, said: str, anchor: str = "table") -> Any:
    """After a deed: the table as it is now."""
    address = url_for(".session_page", ref=ref) + f"#{anchor}"
    if not wants_fragment():
        return done(address, said)
    return done(address, said, "activities/_live.html", live=shown(ref)[0])


def _version() -> int:
    version: int = TableForm(MultiDict(request.form)).version.data
    return version


@bp.post("/activities/sessions/<ref:ref>/arrive")
@door("participant", to=MINE)
def arrive(ref: str) -> Any:
    """Take a seat."""
    playing.arrive(*access.my_session(ref), by=person())
    return changed(ref, "")


@bp.post("/activities/sessions/<ref:ref>/go-on")
@door("participant", to=MINE)
def go_on(ref: str) -> Any:
    """To the next step, or to the end."""
    return changed(ref, playing.go_on(*access.my_session(ref), by=person(), version=_version()), "step")


@bp.post("/activities/sessions/<ref:ref>/go-back")
@door("participant", to=MINE)
def go_back(ref: str) -> Any:
    """To the step before."""
    return changed(ref, playing.go_back(*access.my_session(ref), by=person(), version=_version()), "step")


@bp.post("/activities/sessions/<ref:ref>/stop")
@door("participant", to=MINE)
def stop(ref: str) -> Any:
    """End it before its end."""
    group, session = access.my_session(ref)
    if playing.stop(group, session, person()):
        return changed(ref, "Stopped. You can go on with it at any time.")
    return done(url_for(".group_activities", ref=group.ref), "Nothing was written, so nothing is kept of it.")


@bp.post("/activities/sessions/<ref:ref>/resume")
@door("participant", to=MINE)
def resume(ref: str) -> Any:
    """Go on with what was ended."""
    playing.resume(*access.my_session(ref), by=person())
    return changed(ref, "On you go.")


@bp.post("/activities/sessions/<ref:ref>/remove")
@door("participant", to=MINE)
def remove(ref: str) -> Any:
    """Take it away for good."""
    group, session = access.my_session(ref)
    playing.remove(group, session, person())
    return leave_with(group, "Removed, with everything that was written in it.")


def leave_with(group: Group, said: str) -> Any:
    """On to what the group did."""
    return done(url_for(".group_activities", ref=group.ref), said)


@bp.post("/activities/sessions/<ref:ref>/laptop")
@door("participant", to=MINE)
def share_laptop(ref: str) -> Any:
    """All sit at one laptop, or each at a device of their own."""
    shared = request.form.get("laptop") == "yes"
    playing.share_laptop(*access.my_session(ref), by=person(), laptop=shared)
    return changed(
        ref, "You share one laptop now." if shared else "Each of you has a device of their own now."
    )
