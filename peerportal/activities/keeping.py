"""Keeping the days that a group agreed on beside the words that name them.

They are columns, so that home and calendars learn the day and open nothing that anybody wrote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from peerportal.activities.kind import Day
from peerportal.activities.models import ActivityDay, ActivityDayMember, ActivitySession
from peerportal.core import clock


def next_of(agreed: Iterable[Day], today: dt.date) -> dt.date | None:
    """The next day to come of those that wait for something, or else the last that has passed."""
    days = sorted(day.on for day in agreed if not day.is_over)
    return next((day for day in days if day >= today), days[-1] if days else None)


def keep(session: ActivitySession, agreed: Iterable[Day]) -> None:
    """Let these be the days of a session: part of the deed that changed its words."""
    there = {row.name: row for row in ActivityDay.select().where(ActivityDay.session == session)}
    told = _told([row.id for row in there.values()])
    for day in agreed:
        row = there.pop(day.name, None)
        _keep(session, day, row, told.get(row.id, {}) if row else {})
    for row in there.values():
        if row.day is not None:
            _change(row, {"day": None})


def _told(day_ids: list[int]) -> dict[int, dict[int, bool]]:
    found: dict[int, dict[int, bool]] = {}
    for row in ActivityDayMember.select().where(ActivityDayMember.day.in_(day_ids)) if day_ids else ():
        found.setdefault(row.day_id, {})[row.person_id] = row.told
    return found


def _keep(session: ActivitySession, day: Day, row: ActivityDay | None, before: dict[int, bool]) -> None:
    facts = {"day": day.on, "step": day.then, "whose": day.of, "for_all": not day.who, "quiet": day.quiet}
    if row is None:
        row = ActivityDay.create(session=session, name=day.name, **facts)
    elif (row.day, row.step, row.whose_id, row.for_all, row.quiet) != tuple(facts.values()) or (
        day.who and day.who != before.keys()
    ):
        _change(row, facts)
    members = {person: person in day.told for person in day.who or day.told}
    if members != before:
        ActivityDayMember.delete().where(ActivityDayMember.day == row).execute()
        rows = [{"day": row.id, "person": person, "told": told} for person, told in members.items()]
        if rows:
            ActivityDayMember.insert_many(rows).execute()


def _change(row: ActivityDay, facts: dict[str, Any]) -> None:
    counted = {"sequence": ActivityDay.sequence + 1, "changed_at": clock.now()}
    ActivityDay.update(facts | counted).where(ActivityDay.id == row.id).execute()
