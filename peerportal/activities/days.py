"""The days that groups agreed on in activities, found for one of those they are for without opening any words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from peewee import JOIN

from peerportal.activities import texts
from peerportal.activities.kinds import KINDS
from peerportal.activities.models import ActivityDay, ActivityDayMember, ActivitySession
from peerportal.activities.models.session import OPEN, STOPPED
from peerportal.core import clock
from peerportal.core.text import first_name
from peerportal.groups.models import ACTIVE, Circle, Group, Membership
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person

AHEAD, AFTER = dt.timedelta(days=14), dt.timedelta(days=14)


@dataclass
class MyDay:
    """A day of an activity, for one of those it is for; `names` are the first names of the others.

    It `is_off` when it was to come after the session or the group had ended; `told` says that its reader looked back.
    """

    ref: str
    day: dt.date
    step: str
    whose_id: int | None
    sequence: int
    changed_at: dt.datetime
    session_ref: str
    kind: str
    state: str
    at_step: str
    group_state: str
    topic: str
    told: bool
    quiet: bool
    is_off: bool
    names: list[str] = field(default_factory=list)
    present: set[int] = field(default_factory=set)

    @property
    def what(self) -> str:
        """The name of the activity."""
        return texts.of(self.kind).name

    @property
    def path(self) -> str:
        """The step where one looks back on it, or the one the group is at."""
        step = self.at_step if self.state == OPEN or not self.step else self.step
        return f"/activities/sessions/{self.session_ref}#step-{step}"


def told_on_home(person: Person) -> tuple[list[MyDay], list[MyDay]]:
    """(what is agreed for today and the next fourteen days, what may be told of days that came); one statement.

    What comes is in the order of its days; of a session that asks for several days there is the latest.
    """
    today = _today(person)
    there = [
        one
        for one in of(person, today - AFTER, today + AHEAD, quiet_until=today)
        if one.group_state == ACTIVE and one.state != STOPPED and not one.is_off
    ]
    coming = [one for one in there if one.day >= today and one.state == OPEN and not one.quiet]
    came = [one for one in there if one.day < today or one.quiet]
    asked = [one for one in came if one.step and one.whose_id != person.id and not one.told]
    return coming, list({one.session_ref: one for one in asked}.values())


def _today(person: Person) -> dt.date:
    return clock.now().astimezone(zone_named(person.time_zone)).date()


def of(
    person: Person, first: dt.date, last: dt.date = dt.date.max, quiet_until: dt.date = dt.date.min
) -> list[MyDay]:
    """The days of a person's activities from `first` to `last`, and the quiet ones until another day; one statement.

    Left out are those of kinds that are no more, of somebody who has left, and those without anybody else.
    """
    zone = zone_named(person.time_zone)
    found: dict[str, MyDay] = {}
    for row in _rows(person, first, last, quiet_until):
        one = found.setdefault(row.ref, _made(row, _is_off(row, zone)))
        one.names.append(first_name(row.other))
        one.present.add(row.other_id)
    return [one for one in found.values() if one.whose_id in (None, person.id, *one.present)]


def _is_off(row: Any, zone: ZoneInfo) -> bool:
    """Whether it was to come when its session or group ended; on the day itself it is off when it was stopped."""
    if row.quiet:
        return False
    last_day = [at.astimezone(zone).date() for at in (row.ended_at, row.closed_at) if at is not None]
    stopped_before = row.state == STOPPED and row.day >= last_day[0]
    return stopped_before or any(row.day > day for day in last_day)


def _made(row: Any, is_off: bool) -> MyDay:
    return MyDay(
        row.ref, row.day, row.step, row.whose_id, row.sequence, row.changed_at, row.session_ref, row.kind,
        row.state, row.at_step, row.group_state, row.topic or "", bool(row.told), bool(row.quiet), is_off,
    )  # fmt: skip


def _columns(is_mine: Any) -> Any:
    day, session = ActivityDay, ActivitySession
    return (
        day.ref, day.day, day.step, day.whose.alias("whose_id"), day.quiet, day.sequence, day.changed_at,
        session.ref.alias("session_ref"), session.kind, session.state, session.step.alias("at_step"),
        session.ended_at, Group.closed_at, Group.state.alias("group_state"), Circle.topic, is_mine.told,
        Person.id.alias("other_id"), Person.name.alias("other"),
    )  # fmt: skip


def _rows(person: Person, first: dt.date, last: dt.date, quiet_until: dt.date) -> Any:
    """A row for each other member whom a day is for."""
    mine, is_mine, is_theirs = Membership.alias(), ActivityDayMember.alias(), ActivityDayMember.alias()
    day, session = ActivityDay, ActivitySession
    named = (~day.quiet & day.day.between(first, last)) | (day.quiet & (day.day <= quiet_until))
    there = (Membership.group == Group.id) & Membership.left_at.is_null() & (Membership.person != person)
    return (
        day.select(*_columns(is_mine))
        .join(session, on=(day.session == session.id))
        .join(Group, on=(session.group == Group.id))
        .join(mine, on=(mine.group == Group.id) & (mine.person == person) & mine.left_at.is_null())
        .join_from(Group, Membership, on=there)
        .join(Person, on=(Person.id == Membership.person))
        .join_from(Group, Circle, JOIN.LEFT_OUTER, on=(Circle.group == Group.id))
        .join_from(day, is_mine, JOIN.LEFT_OUTER, on=(is_mine.day == day.id) & (is_mine.person == person))
        .join_from(
            day, is_theirs, JOIN.LEFT_OUTER, on=(is_theirs.day == day.id) & (is_theirs.person == Person.id)
        )
        .where(named, session.kind.in_(list(KINDS)), Group.retired_at.is_null())
        .where(day.for_all | (is_mine.person.is_null(False) & is_theirs.person.is_null(False)))
        .order_by(day.day, day.id, Membership.joined_at, Person.id)
        .namedtuples()
    )
