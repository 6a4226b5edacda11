"""The coordinator's page of groups: dates, counts, stage, and circles to decide on. Nothing here opens the vault."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from peerportal.groups import access, formats, lists
from peerportal.groups.circles import starting
from peerportal.groups.forms.circles import DeclineCircleForm
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

admin_bp = Blueprint("groups_admin", __name__, url_prefix="/admin")
ANY_CIRCLE = "circle, for coordinators"


def _page(status: int = 200, form: Any = None, refused: str = "") -> Any:
    """`form` is the one that was sent about the circle `refused`, where something in it was wrong."""
    page = request.args.get("page", default=1, type=int)
    facts = lists.all_groups(request.args.get("stage", ""), page)
    facts |= {"form": form, "blank": DeclineCircleForm(), "refused": refused}
    facts |= {"waiting": list(starting.waiting()), "formats": formats.FORMATS}
    return show("groups/admin/groups.html", status=status, **facts)


@admin_bp.get("/groups")
@door("coordinator")
def groups() -> Any:
    return _page()


@admin_bp.post("/circles/<ref:circle_ref>/approve")
@door("coordinator", to=ANY_CIRCLE)
def approve_circle(circle_ref: str) -> Any:
    """Let a circle gather people."""
    starting.approve(access.any_circle(circle_ref), person())
    return done(url_for(".groups"), "The circle can gather people now; its founder gets a mail.")


@admin_bp.post("/circles/<ref:circle_ref>/decline")
@door("coordinator", to=ANY_CIRCLE)
def decline_circle(circle_ref: str) -> Any:
    """Say no to a circle."""
    group, form = access.any_circle(circle_ref), DeclineCircleForm.from_request()
    if not form.validate():
        return _page(422, form, circle_ref)
    starting.decline(group, person(), form.reason.data)
    return done(url_for(".groups"), "The circle is not started; its founder reads why.")
