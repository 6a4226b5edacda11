"""Circles: leaving, passing on the turn to host, one more meeting, taking an invitation back."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for

from peerportal.groups import access, reading
from peerportal.groups.circles import finishing, hosting, inviting, membership
from peerportal.groups.endings import leaving as left
from peerportal.groups.forms.fields import NumberForm
from peerportal.groups.views import region
from peerportal.groups.views.page import bp
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

MINE = "circle of mine"


@bp.get("/groups/<ref:ref>/leave")
@door("participant", to=MINE)
def leaving(ref: str) -> Any:
    group = access.my_circle(ref)
    group.check_not_closed()
    opened, until = reading.open_group(group, person()), left.would_last_until(person())
    return show("groups/circles/leave.html", opened=opened, group=group, until=until)


@bp.post("/groups/<ref:ref>/leave")
@door("participant", to=MINE)
def leave(ref: str) -> Any:
    membership.leave(access.my_circle(ref), person())
    return done(url_for("groups.my_groups"), "You have left the circle.")


@bp.get("/groups/left/<ref:left_ref>")
@door("participant", to="what I wrote in a circle I left")
def show_left_words(left_ref: str) -> Any:
    """One page to print."""
    return show("groups/circles/left.html", kept=left.read(access.my_left_words(left_ref), person()))


@bp.get("/groups/left/<ref:left_ref>/keepsake.html")
@door("participant", to="what I wrote in a circle I left")
def take_left_words(left_ref: str) -> Any:
    """The same as a file to take away."""
    kept = left.read(access.my_left_words(left_ref), person())
    head = {"Content-Disposition": f'attachment; filename="keepsake-{kept.made_on}.html"'}
    return render_template("groups/circles/left_file.html", kept=kept, name=person().name), head


@bp.post("/groups/<ref:ref>/pass-on")
@door("participant", to=MINE)
def pass_on(ref: str) -> Any:
    group, form = access.my_circle(ref), NumberForm.from_request()
    moved = hosting.pass_on(group, person(), form.number.data)
    return region.changed(ref, "Passed on." if moved else "It is not your turn any more.", "circle")


@bp.post("/groups/<ref:ref>/once-more")
@door("participant", to=MINE)
def once_more(ref: str) -> Any:
    group, form = access.my_circle(ref), NumberForm.from_request()
    more = finishing.once_more(group, form.number.data)
    return region.changed(ref, "One more meeting." if more else "The plan was changed already.", "circle")


@bp.post("/groups/<ref:ref>/invitations/<ref:invitation_ref>/withdraw")
@door("participant", to="invitation into a circle of mine")
def withdraw_invitation(ref: str, invitation_ref: str) -> Any:
    group = access.my_circle(ref)
    inviting.withdraw(access.invitation_of(group, invitation_ref))
    return region.changed(ref, "The invitation is taken back.", "circle")
