"""Where a group stands: its meeting to come, and how often and when it met before. One statement, no words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, SQL, fn

from peerportal.core import clock
from peerportal.core.fixed import fixed
from peerportal.groups.models import Circle, Group, Meeting, Sitting
from peerportal.groups.models.meeting import HELD, TO_COME
from peerportal.programmes.models import Programme


@dataclass(frozen=True)
class Standing:
    """The meeting to come and since when it sits, the meetings that were held, and what plan and programme say.

    `last_id`, `last_ref` and `last_number` are of the latest that was held; a circle may have `planned` how many.
    """

    meeting: Meeting | None
    sits_since: dt.datetime | None = None
    met: int = 0
    first_met_at: dt.datetime | None = None
    last_met_at: dt.datetime | None = None
    last_id: int | None = None
    last_ref: str | None = None
    last_number: int = 0
    planned: int | None = None
    cadence_days: int = 30
    ends_on: dt.date | None = None

    @property
    def at_hand(self) -> int | None:
        """The key of the meeting that a commitment is made at: one that has begun, the latest held, else the first."""
        first = self.meeting.id if self.meeting else None
        return first if self._has_begun or self.last_id is None else self.last_id

    @property
    def _has_begun(self) -> bool:
        booked_at = self.meeting.starts_at if self.meeting and self.meeting.is_booked else None
        return self.sits_since is not None or (booked_at is not None and booked_at <= clock.now())


def standing_of(group: Group) -> Standing:
    """Where the group stands now."""
    row, moment = _standing.first(group.id), Meeting.held_at.python_value
    return Standing(
        meeting=row if row.id else None,
        sits_since=row.sits_since,
        met=row.met,
        first_met_at=moment(row.first_met_at),
        last_met_at=moment(row.last_met_at),
        last_id=row.last_id,
        last_ref=row.last_ref,
        last_number=row.last_number or 0,
        planned=row.planned,
        cadence_days=row.cadence_days,
        ends_on=row.ends_on,
    )


@fixed
def _standing(group_id: Any) -> Any:
    coming, last, past = Meeting.alias(), Meeting.alias(), _past(group_id)
    to_come = (coming.group == Group.id) & coming.state.in_(TO_COME)
    of_last = last.id.alias("last_id"), last.ref.alias("last_ref"), last.number.alias("last_number")
    of_past = past.c.met, past.c.first_met_at, past.c.last_met_at
    of_programme = Programme.cadence_days, Programme.ends_on
    return (
        Group.select(
            coming, *of_past, *of_last, *of_programme, Circle.planned, Sitting.began_at.alias("sits_since")
        )
        .join(past, on=SQL("1 = 1"))
        .join_from(Group, Programme, on=(Programme.id == Group.programme))
        .join_from(Group, Circle, JOIN.LEFT_OUTER, on=(Circle.group == Group.id))
        .join_from(Group, coming, JOIN.LEFT_OUTER, on=to_come)
        .join_from(coming, Sitting, JOIN.LEFT_OUTER, on=(Sitting.meeting == coming.id))
        .join_from(
            Group, last, JOIN.LEFT_OUTER, on=(last.group == Group.id) & (last.number == past.c.last_number)
        )
        .where(Group.id == group_id)
        .order_by(coming.number.desc())
        .objects(Meeting)
    )


def _past(group_id: Any) -> Any:
    """How often the group met, when first and last, and the number of the latest, as one row."""
    held = Meeting.alias()
    told = held.select(
        fn.COUNT(held.id).alias("met"),
        fn.MIN(held.held_at).alias("first_met_at"),
        fn.MAX(held.held_at).alias("last_met_at"),
        fn.MAX(held.number).alias("last_number"),
    )
    return told.where(held.group == group_id, held.state == HELD).alias("past")
