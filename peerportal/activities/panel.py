"""On a group's page: the activities it has begun, and where to find one that fits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import fn

from peerportal.activities import texts
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import (
    ActivityDay,
    ActivitySession,
    DrawnQuestion,
    OwnDeck,
    OwnQuestion,
    QuestionCursor,
)
from peerportal.activities.models.session import OPEN
from peerportal.core import clock
from peerportal.core.fixed import fixed
from peerportal.groups import hooks, panels
from peerportal.groups.models import Group
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person

SHOWN = 4


def facts(group: Group, reader: Person) -> dict[str, Any]:
    """What the panel shows."""
    today = clock.now().astimezone(zone_named(reader.time_zone)).date()
    open_now = [row for row in _running.rows(today, group) if row.kind in KINDS]
    running = [(row.ref, texts.of(row.kind).name, _day_of(row, today)) for row in open_now]
    return {"running": running[:SHOWN], "more": len(running) > SHOWN}


def _day_of(row: Any, today: dt.date) -> dt.date | None:
    """The day a session waits for: the one known from its last deed, or once it has passed the next one."""
    day: dt.date | None = row.due_on
    if day is None or day >= today or row.coming is None:
        return day
    return ActivityDay.day.python_value(row.coming)  # type: ignore[no-any-return]


@fixed
def _running(today: Any, group: Any) -> Any:
    """The open sessions of a group, each with the next of its days that is `coming`, or the last that came."""
    days = (ActivityDay.session == ActivitySession.id) & ~ActivityDay.quiet
    coming = ActivityDay.select(fn.MIN(ActivityDay.day)).where(days, ActivityDay.day >= today)
    came = ActivityDay.select(fn.MAX(ActivityDay.day)).where(days)
    sessions = ActivitySession.of(group).where(ActivitySession.state == OPEN)
    return sessions.select(ActivitySession, fn.COALESCE(coming, came).alias("coming"))


@hooks.on_retire.register
def forget(group: Group) -> None:
    """What a retired group wrote in activities goes with its other words."""
    for table in (ActivitySession, OwnQuestion, OwnDeck, DrawnQuestion, QuestionCursor):
        table.delete().where(table.group == group).execute()  # type: ignore[attr-defined]


panels.register(panels.SIDE, "activities/_panel.html", facts)
