"""The shelf, the page of one activity, and starting it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for

from peerportal.activities import access, partners, shelf, starting
from peerportal.activities.forms import StartForm
from peerportal.activities.kind import Kind
from peerportal.activities.partners import Partners
from peerportal.groups.opened import open_group
from peerportal.web.gates import door, person
from peerportal.web.htmx import done, show

bp = Blueprint("activities", __name__)


def _partners() -> tuple[list[Partners], Partners | None]:
    """My groups that can begin something, and the one that the address names, else the first."""
    found = partners.named([group for group in access.my_groups() if group.is_active], person())
    asked = request.args.get("group", "")
    return found, next((one for one in found if one.ref == asked), found[0] if found else None)


def _minutes() -> int:
    asked = request.args.get("minutes", "")
    return int(asked) if asked in {str(minutes) for minutes in shelf.TIMES} else 0


@bp.get("/activities")
@door("participant")
def all_activities() -> Any:
    """Every activity, those that fit a group first."""
    groups, chosen = _partners()
    stage = request.args.get("stage", "")
    stage = stage if stage in shelf.STAGES else ""
    past = shelf.before(chosen.group) if chosen else shelf.Before({}, [])
    now = shelf.stage_of(chosen.group, person()) if chosen else ""
    facts: dict[str, Any] = {
        "groups": groups,
        "chosen": chosen,
        "running": past.running,
        "fitting": shelf.fitting(now, chosen.size, past) if chosen else [],
        "cards": shelf.cards(past, stage, _minutes()),
    }
    choices: dict[str, Any] = {
        "stage": stage,
        "minutes": _minutes(),
        "stages": shelf.STAGES,
        "times": shelf.TIMES,
    }
    return show("activities/shelf.html", "activities/_cards.html", **facts, **choices)


@bp.get("/activities/kinds/<kind>")
@door("participant")
def activity(kind: str) -> Any:
    """What one activity is, step by step, and with whom to begin it."""
    return _activity(access.kind(kind), StartForm())


def _activity(kind: Kind, form: StartForm, status: int = 200) -> Any:
    groups, chosen = _partners()
    past = shelf.before(chosen.group) if chosen else shelf.Before({}, [])
    facts: dict[str, Any] = {
        "card": shelf.card(kind, past),
        "begun": past.of(kind),
        "is_off": kind.key in past.off,
        "groups": groups,
        "chosen": chosen,
        "form": form,
        "sheet": kind.sheet(),
    }
    return show("activities/activity.html", status=status, **facts)


@bp.post("/activities/kinds/<kind>/start")
@door("participant")
def start(kind: str) -> Any:
    """Begin it with a group."""
    chosen, form = access.kind(kind), StartForm.from_request()
    if not form.validate():
        return _activity(chosen, form, 422)
    session = starting.start(access.my_group(form.group.data), person(), chosen, form.form_key.data)
    said = "Begun. It is a point on your next agenda, too." if session.item_id else "Begun."
    return done(url_for(".session_page", ref=session.ref), said)


@bp.get("/groups/<ref:ref>/activities")
@door("participant", to="group of mine")
def group_activities(ref: str) -> Any:
    """What a group has begun and what it did."""
    group = access.my_group(ref)
    asked = request.args.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    lines, last = shelf.history(group, page)
    facts: dict[str, Any] = {
        "group": group,
        "opened": open_group(group, person()),
        "lines": lines,
        "last": last,
    }
    running = shelf.before(group).running
    return show("activities/history.html", running=running, page_number=min(max(page, 1), last), **facts)
