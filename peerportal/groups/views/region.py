"""The live part of a group's page: what a poll and every change send, and the single parts people edit in place."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import current_app, render_template, request, url_for

from peerportal.core.ids import REF
from peerportal.groups import access, reading
from peerportal.groups.endings import reading as closed_page
from peerportal.groups.forms.agenda import ItemForm
from peerportal.groups.models import CIRCLE, Group
from peerportal.groups.starters import STAGES
from peerportal.groups.views import commitment_parts
from peerportal.web import kept
from peerportal.web.gates import person
from peerportal.web.htmx import done, leave_for, wants_fragment

REGION, LIVE = "groups/_group.html", "groups/_live.html"
REPORT = "concerns.raise_concern"
LEAVE = "groups.leaving"
# What can still be read of a closed group, on pages of its own.
KEPT_PAGES = (
    ("Goals", "groups.goals"),
    ("Commitments", "groups.commitments"),
    ("Your notebook", "groups.read_notebook"),
)


def shown(ref: str, **more: Any) -> dict[str, Any]:
    """The live part of the group's page for the person who asks, its mark, and the title of the page.

    `more` are facts for this answer alone.
    """
    reader = person()
    mark = access.my_mark(ref)
    # What somebody is writing, or the questions they look at, are this answer's alone.
    plain = not (request.args.getlist("editing") or stage() or more)
    key = (ref, reader.ref)
    part = kept.kept(key, mark) if plain else None
    if part is None:
        found = facts(access.group_of(mark)) | {"tag": mark.tag} | more
        part = kept.made(key, mark, REGION, found, keep=plain)
    return {"live": part, "mark": mark, "names": mark.title(reader)}


def _editing() -> list[str]:
    """The points that the asking page has open for editing."""
    return [ref for ref in request.args.getlist("editing")[:20] if REF.fullmatch(ref)]


def facts(group: Group) -> dict[str, Any]:
    """What the live part shows, with the points that the asking page has open for editing."""
    read = closed_page.page if group.is_closed else partial(reading.page, stage=stage())
    found = read(group, person())
    there = {item.ref for item in found.get("items", ())}
    return commitment_parts.with_form(found) | {
        "adder": ItemForm(),
        "left_open": [ref for ref in _editing() if ref not in there],
        "report_url": report_url(group),
        "kept_pages": kept_pages(group),
    }


def stage() -> str:
    """The stage whose questions the asking page shows, when it is not the one that fits."""
    asked = request.values.get("stage", "")
    return asked if asked in STAGES else ""


def report_url(group: Group) -> str | None:
    """Where to report a concern about this group, when that room is there."""
    if REPORT not in current_app.view_functions:
        return None
    return url_for(REPORT, kind="group", ref=group.ref)


def kept_pages(group: Group) -> list[tuple[str, str]]:
    """(label, address) of those pages of a group that its closed page leads to."""
    there = [(label, page) for label, page in KEPT_PAGES if page in current_app.view_functions]
    return [(label, url_for(page, ref=group.ref)) for label, page in there] if group.is_closed else []


def leave_url(group: Group) -> str | None:
    """Where to leave a circle."""
    there = group.kind == CIRCLE and LEAVE in current_app.view_functions
    return url_for(LEAVE, ref=group.ref) if there else None


def changed(ref: str, said: str, anchor: str = "", **more: Any) -> Any:
    """After a verb: the live part as it is now; without htmx back to the page."""
    address = url_for("groups.group_page", ref=ref, stage=stage() or None) + (f"#{anchor}" if anchor else "")
    if not wants_fragment():
        return done(address, said)
    return done(address, said, LIVE, **shown(ref, **more))


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
