"""Finishing: a circle that was meant for so many meetings closes by itself once they were held.

Two days lie in between, so that what each takes away from the last one can still be written down, and so that the
members may plan one more. Whoever books a date has planned it: no circle closes before a meeting that has one, nor
right after it was called off.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import fn

from peerportal.core import clock, jobs
from peerportal.core.db import locked, transaction
from peerportal.groups.models import ACTIVE, Circle, Group, Meeting
from peerportal.groups.models.meeting import BOOKED, CANCELLED, HELD, MISSED

AFTERWARDS = dt.timedelta(days=2)
LONGEST = 24  # meetings; whoever goes on for longer has no need of a plan


def closes_at(group: Group, circle: Circle) -> dt.datetime | None:
    """When a circle closes by itself; None while planned meetings are still to come, or when it has no such plan."""
    if circle.planned is None:
        return None
    dated_at = fn.MAX(Meeting.starts_at).filter(Meeting.state.in_((BOOKED, MISSED)))
    called_off_at = fn.MAX(Meeting.changed_at).filter(Meeting.state == CANCELLED)
    told: Any = Meeting.select(fn.COUNT(Meeting.held_at), fn.MAX(Meeting.held_at), dated_at, called_off_at)
    count, *last = told.where(Meeting.group == group).tuples().first()
    if count < circle.planned:
        return None
    at: dt.datetime = max(Meeting.held_at.python_value(moment) for moment in last if moment)
    return at + AFTERWARDS


def once_more(group: Group, planned: int) -> bool:
    """Plan one more meeting than `planned`; False when somebody did already."""
    with transaction():
        fresh = group.held_active()
        still = (Circle.group == group) & (Circle.planned == planned) & (Circle.planned < LONGEST)
        if not Circle.update(planned=planned + 1).where(still).execute():
            return False
        fresh.touch()
    return True


@jobs.handler("finish_circles")
def finish_due(payload: dict[str, object] | None = None) -> None:
    """Close the circles that have held all their meetings, in the same words as any other ending."""
    for group_id in [key for (key,) in _over().tuples()]:
        with transaction():
            group = locked(Group.select().where(Group.id == group_id)).get()
            at = closes_at(group, Circle.get_by_id(group_id))
            if group.is_active and at is not None and at <= clock.now():
                group.close()


def _over() -> Any:
    """The circles whose last planned meeting was held long enough ago, by their keys."""
    return (
        Group.select(Group.id)
        .join_from(Group, Circle, on=(Circle.group == Group.id))
        .join_from(Group, Meeting, on=(Meeting.group == Group.id) & (Meeting.state == HELD))
        .where(Group.state == ACTIVE, Circle.planned.is_null(False))
        .group_by(Group.id, Circle.planned)
        .having(fn.COUNT(Meeting.id) >= Circle.planned, fn.MAX(Meeting.held_at) <= clock.now() - AFTERWARDS)
    )


jobs.every("finish_circles", 3600)
