"""Circles: found, looked at, started, joined and answered; inviting others into one."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for

from peerportal.core.text import clean
from peerportal.groups import formats
from peerportal.groups.circles import inviting, starting
from peerportal.groups.models import Circle
from peerportal.matching.circles import access, candidates, finding, joining
from peerportal.matching.circles.finding import CircleCard, CircleFilter
from peerportal.matching.circles.forms import StartForm
from peerportal.matching.filters import LONGEST
from peerportal.matching.views import bp
from peerportal.programmes.models import Programme
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, leave_for, show

SEEN, INVITED = "circle I may see", "invitation to me"


@bp.get("/circles")
@door("participant")
def circles() -> Any:
    """The circles I may join, the best first."""
    number = request.args.get("page", default=1, type=int)
    page = finding.page(person(), CircleFilter.from_args(request.args), number)
    facts: dict[str, Any] = {"page": page, "formats": formats.offered()}
    return show("matching/circles/circles.html", "matching/circles/circles.swap.html", **facts)


@bp.get("/circles/new")
@door("participant")
def new_circle() -> Any:
    """Which format, then what it is about."""
    key = request.args.get("format", "")
    if not key:
        return show("matching/circles/formats.html", formats=formats.offered())
    form = formats.chosen(key)
    return _new(form, StartForm(topic=clean(request.args.get("topic", ""))).offer(form))


def _new(form: formats.Format, start: Any, status: int = 200) -> Any:
    programme = Programme.current()
    page, fragment = "matching/circles/new.html", "matching/circles/_new.html"
    return show(page, fragment, status=status, kind=form, form=start, programme=programme)


@bp.post("/circles")
@door("participant")
def start_circle() -> Any:
    """Start a circle."""
    kind = formats.chosen(request.form.get("format", ""))
    form = StartForm.from_request().offer(kind)
    if not form.validate():
        return _new(kind, form, 422)
    group = starting.start(person(), form.plan, form.form_key.data)
    return done(url_for("groups.group_page", ref=group.ref), "Your circle is there.")


@bp.get("/circles/<ref:circle_ref>")
@door("participant", to=SEEN)
def show_circle(circle_ref: str) -> Any:
    """A circle I could join; my own ones have a page of their own."""
    mine = access.mine(circle_ref)
    if mine is not None:
        return leave_for(url_for("groups.group_page", ref=mine.ref))
    return _shown(access.seen(circle_ref))


def _shown(card: CircleCard) -> Any:
    return show("matching/circles/circle.html", card=card, report_url=_report_url(card.circle.ref))


def _report_url(ref: str) -> str:
    there = "concerns.raise_concern" in current_app.view_functions
    return url_for("concerns.raise_concern", kind="group", ref=ref) if there else ""


@bp.post("/circles/<ref:circle_ref>/join")
@door("participant", to=SEEN)
def join_circle(circle_ref: str) -> Any:
    """Join a circle."""
    group = joining.join(access.circle(circle_ref), person())
    return done(
        url_for("groups.group_page", ref=group.ref), "You are in. Everything the circle shares is here."
    )


@bp.get("/circles/invitations/<ref:invitation_ref>")
@door("participant", to=INVITED)
def show_invitation(invitation_ref: str) -> Any:
    """What I am invited into, or what became of it."""
    group = joining.circle_of(access.invitation(invitation_ref))
    mine = access.mine(group.ref)
    if mine is not None:
        return leave_for(url_for("groups.group_page", ref=mine.ref))
    return _shown(access.seen(group.ref))


@bp.post("/circles/invitations/<ref:invitation_ref>/accept")
@door("participant", to=INVITED)
def accept_invitation(invitation_ref: str) -> Any:
    """Yes: I am in."""
    group = joining.accept(access.invitation(invitation_ref), person())
    return done(
        url_for("groups.group_page", ref=group.ref), "You are in. Everything the circle shares is here."
    )


@bp.post("/circles/invitations/<ref:invitation_ref>/decline")
@door("participant", to=INVITED)
def decline_invitation(invitation_ref: str) -> Any:
    """Not now."""
    inviting.decline(access.invitation(invitation_ref))
    return done(url_for(".circles"), "You said not now. Nobody is told why.")


@bp.get("/circles/<ref:circle_ref>/invite")
@door("participant", to="circle of mine")
def choose_whom_to_invite(circle_ref: str) -> Any:
    """People who may be with everybody in the circle."""
    group, query = access.my_circle(circle_ref), clean(request.args.get("q", ""))[:LONGEST]
    group.check_not_closed()
    people = candidates.found(group, person(), query)
    facts: dict[str, Any] = {"group": group, "circle": Circle.of(group), "people": people, "query": query}
    return show("matching/circles/invite.html", "matching/circles/_candidates.html", **facts)


@bp.post("/circles/<ref:circle_ref>/invite/<ref:person_ref>")
@door("participant", to="person I may invite")
def invite(circle_ref: str, person_ref: str) -> Any:
    """Invite somebody into the circle."""
    group, other = access.my_circle(circle_ref), access.someone_to_invite(person_ref)
    joining.invite(group, person(), other)
    back = url_for(".choose_whom_to_invite", circle_ref=group.ref)
    return done(back, f"{other.first_name} is invited.", "matching/circles/_invited.html", other=other)
