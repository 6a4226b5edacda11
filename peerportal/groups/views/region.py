"""The live part of a group's page: what a poll and every change send, and the single parts people edit in place."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request, url_for

from peerportal.core.ids import REF
from peerportal.groups import access, reading
from peerportal.groups.forms import ItemForm
from peerportal.groups.models import Group
from peerportal.web.gates import person
from peerportal.web.htmx import done, leave_for, wants_fragment

REGION = "groups/_group.html"
REPORT = "concerns.raise_concern"


def facts(group: Group) -> dict[str, Any]:
    """What the page and its live part show, with the points that the asking page has open for editing."""
    editing = [ref for ref in request.args.getlist("editing")[:20] if REF.fullmatch(ref)]
    found = reading.page(group, person())
    there = {item.ref for item in found.get("items", ())}
    return found | {
        "adder": ItemForm(),
        "left_open": [ref for ref in editing if ref not in there],
        "report_url": report_url(group),
    }


def report_url(group: Group) -> str | None:
    """Where to report a concern about this group, when that room is there."""
    if REPORT not in current_app.view_functions:
        return None
    return url_for(REPORT, kind="group", ref=group.ref)


def changed(ref: str, said: str, anchor: str = "") -> Any:
    """After a verb: the live part as it is now; without htmx back to the page."""
    address = url_for("groups.group_page", ref=ref) + (f"#{anchor}" if anchor else "")
    if not wants_fragment():
        return done(address, said)
    return done(address, said, REGION, **facts(access.my_group(ref)))


def part(template: str, group: Group, status: int = 200, **given: Any) -> Any:
    """One part of the page in the state for editing: alone for htmx, else on a page of its own."""
    given = {"group": group, "back": url_for("groups.group_page", ref=group.ref)} | given
    if wants_fragment():
        return render_template(template, **given), status
    return render_template("groups/edit.html", part=template, **given), status


def back_to(group: Group, template: str, said: str, anchor: str, **given: Any) -> Any:
    """One part of the page as it is read, after editing it in place or leaving it as it was."""
    address = url_for("groups.group_page", ref=group.ref) + f"#{anchor}"
    if not wants_fragment():
        return done(address, said) if said else leave_for(address)
    return done(address, said, template, group=group, **given)
