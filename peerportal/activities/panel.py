"""On a group's page: the activities it has begun, and where to find one that fits."""

from __future__ import annotations

from typing import Any

from peerportal.activities import texts
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import (
    ActivitySession,
    DrawnQuestion,
    OwnDeck,
    OwnQuestion,
    QuestionCursor,
)
from peerportal.activities.models.session import OPEN
from peerportal.core.fixed import fixed
from peerportal.groups import hooks, panels
from peerportal.groups.models import Group
from peerportal.people.models import Person

SHOWN = 4


def facts(group: Group, reader: Person) -> dict[str, Any]:
    """What the panel shows."""
    open_now = [row for row in _running.rows(group) if row.kind in KINDS]
    running = [(row.ref, texts.of(row.kind).name, row.due_on) for row in open_now]
    return {"running": running[:SHOWN], "more": len(running) > SHOWN}


@fixed
def _running(group: Any) -> Any:
    return ActivitySession.of(group).where(ActivitySession.state == OPEN)


@hooks.on_retire.register
def forget(group: Group) -> None:
    """What a retired group wrote in activities goes with its other words."""
    for table in (ActivitySession, OwnQuestion, OwnDeck, DrawnQuestion, QuestionCursor):
        table.delete().where(table.group == group).execute()  # type: ignore[attr-defined]


panels.register(panels.SIDE, "activities/_panel.html", facts)
