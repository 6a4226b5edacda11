"""Endings: the fit check, closing, thanks, keeping in touch, and the keepsake."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request, url_for

from peerportal.core.rules import RuleBroken
from peerportal.groups import access, reading
from peerportal.groups.endings import closing as ending
from peerportal.groups.endings import fit, in_touch, keepsake, thanks
from peerportal.groups.endings import reading as closed_page
from peerportal.groups.forms.endings import CloseForm, ThanksForm
from peerportal.groups.models import CIRCLE, Group
from peerportal.groups.opened import Opened
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

PIECES = 50  # of a template, sent together
THANKS = "groups/endings/_thanks_edit.html"
KEPT = "Your answer is kept to yourself until all of you have said yes."
ENDED = "Closed. What you wrote stays readable to its members for now."


@bp.post("/groups/<ref:ref>/fit")
@door("participant", to="group of mine")
def answer_fit(ref: str) -> Any:
    known = fit.answer(access.my_group(ref), person(), request.form.get("said", ""))
    return region.changed(ref, "All of you said that it fits." if known else KEPT, "fit")


def _close_page(group: Group, form: CloseForm, status: int = 200) -> Any:
    opened = reading.open_group(group, person())
    said_done = group.kind == CIRCLE and fit.check_of(group, person()).done
    facts: dict[str, Any] = {"said_done": said_done, "leave_url": region.leave_url(group)}
    page = "groups/endings/close.html"
    return show(page, status=status, opened=opened, group=group, form=form, **facts)


@bp.get("/groups/<ref:ref>/close")
@door("participant", to="group of mine")
def closing(ref: str) -> Any:
    group = access.my_group(ref)
    if group.is_closed:
        raise RuleBroken("This is closed already.")
    return _close_page(group, CloseForm())


@bp.post("/groups/<ref:ref>/close")
@door("participant", to="group of mine")
def close(ref: str) -> Any:
    group, form = access.my_group(ref), CloseForm.from_request()
    if not form.validate():
        return _close_page(group, form, 422)
    if not ending.close(group, person(), form.words.data or ""):
        return _thanks_changed(access.my_group(ref), ThanksForm(data={"words": form.words.data}))
    return done(url_for("groups.group_page", ref=ref), ENDED)


@bp.post("/groups/<ref:ref>/time-to-end")
@door("participant", to="group of mine")
def say_time_to_end(ref: str) -> Any:
    """In a circle: closes it once all present members have said so."""
    closed = ending.say_done(access.my_group(ref), person())
    said = ENDED if closed else "Kept to yourself until all of you have said so."
    return done(url_for("groups.group_page", ref=ref), said)


@bp.post("/groups/<ref:ref>/go-on")
@door("participant", to="group of mine")
def go_on(ref: str) -> Any:
    """Take back that it is time to end the circle."""
    ending.go_on(access.my_group(ref), person())
    return region.changed(ref, "Taken back. Nobody learns that you said it.", "fit")


@bp.get("/groups/<ref:ref>/thanks/edit")
@door("participant", to="group of mine")
def edit_thanks(ref: str) -> Any:
    group = access.my_group(ref)
    opened = _opened_closed(group)
    now = closed_page.ending(opened)
    form = ThanksForm(data={"words": now.my_thanks, "version": now.my_version})
    return region.part(THANKS, group, opened=opened, form=form)


@bp.post("/groups/<ref:ref>/thanks/edit")
@door("participant", to="group of mine")
def leave_thanks(ref: str) -> Any:
    group, form = access.my_group(ref), ThanksForm.from_request()
    if not form.validate():
        return region.part(THANKS, group, 422, opened=_opened_closed(group), form=form)
    if not thanks.leave(group, person(), form.words.data, form.version.data):
        return _thanks_changed(group, form)
    return _read_thanks(group, "Your thank-you is there for the others to read.")


def _thanks_changed(group: Group, form: ThanksForm) -> Any:
    """What I typed beside what I left from another window."""
    opened = _opened_closed(group)
    now = closed_page.ending(opened)
    form.version.data = now.my_version
    return region.part(THANKS, group, 409, opened=opened, form=form, now=now.my_thanks)


@bp.get("/groups/<ref:ref>/thanks")
@door("participant", to="group of mine")
def read_thanks(ref: str) -> Any:
    return _read_thanks(access.my_group(ref))


def _read_thanks(group: Group, said: str = "") -> Any:
    opened = _opened_closed(group)
    template = "groups/endings/_thanks.html"
    return region.back_to(group, template, said, "thanks", opened=opened, ending=closed_page.ending(opened))


def _opened_closed(group: Group) -> Opened:
    if not group.is_closed:
        raise RuleBroken("A thank-you can be left once your time together has ended.")
    return reading.open_group(group, person())


@bp.post("/groups/<ref:ref>/keep-in-touch")
@door("participant", to="group of mine")
def keep_in_touch(ref: str) -> Any:
    in_touch.keep(access.my_group(ref), person())
    said = "Kept to yourself, but for those who say the same."
    return region.changed(ref, said, "in-touch")


@bp.post("/groups/<ref:ref>/keep-in-touch/take-back")
@door("participant", to="group of mine")
def take_keeping_in_touch_back(ref: str) -> Any:
    in_touch.take_back(access.my_group(ref), person())
    return region.changed(ref, "Taken back. No address is shown any more.", "in-touch")


@bp.get("/groups/<ref:ref>/keepsake")
@door("participant", to="group of mine")
def show_keepsake(ref: str) -> Any:
    """One page to print."""
    page = request.args.get("page", default=1, type=int)
    return show("groups/endings/keepsake.html", **keepsake.page(access.my_group(ref), person(), page))


@bp.get("/groups/<ref:ref>/keepsake.html")
@door("participant", to="group of mine")
def take_keepsake(ref: str) -> Any:
    """The same as a file to take away, sent piece by piece as its words are opened."""
    group = access.my_group(ref)
    kept = keepsake.keepsake(group, person())
    file = current_app.jinja_env.get_template("groups/endings/keepsake_file.html")
    pieces = file.stream(group=group, opened=kept.opened, kept=kept, notes=kept.notes)
    pieces.enable_buffering(PIECES)
    head = {"Content-Disposition": f'attachment; filename="keepsake-{kept.made_on}.html"'}
    return Response(pieces, mimetype="text/html", headers=head)
