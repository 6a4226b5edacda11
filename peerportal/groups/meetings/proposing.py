"""What the sheet of times shows: three that suit, what members offer, and a kind word when it has been quiet.

`facts(opened)` is all that groups/meetings/_slots.html needs, on whichever page it stands.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from peewee import Value

from peerportal.core import clock
from peerportal.core.fixed import fixed
from peerportal.groups.meetings import offers, quiet, slots
from peerportal.groups.meetings.standing import Standing, standing_of
from peerportal.groups.models import CLOSED, TRYING, Group, Meeting, Membership
from peerportal.groups.models.meeting import BOOKED
from peerportal.groups.opened import Opened, clocks

CHAT_MINUTES = 30
NEAR, FAR = (
    14,
    slots.LONGEST_WINDOW,
)  # days: where times are looked for, and where if they do not suit everybody
A_WEEK = dt.timedelta(days=7)
Clocks = list[tuple[dt.datetime, str]]


@dataclass(frozen=True)
class Time:
    """A time to meet: the moment, what it is on the members' clocks, and who would be outside their usual hours."""

    starts_at: dt.datetime
    clocks: Clocks
    outside: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Offer:
    """A time that a member offers."""

    ref: str
    by: str
    is_mine: bool
    time: Time


@dataclass(frozen=True)
class Proposal:
    """The sheet of times for the meeting of this number (0: the first chat); `booked` is its date once it has one."""

    number: int
    minutes: int
    means: str
    met: int = 0
    booked: Clocks = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    nudge: quiet.Fact | None = None
    without_hours: list[str] = field(default_factory=list)

    @property
    def is_chat(self) -> bool:
        return self.number == offers.CHAT

    @property
    def suits_all(self) -> bool:
        """Whether the times lie within the usual hours of everybody who named some."""
        return not any(time.outside for time in self.times)


def facts(opened: Opened, standing: Standing | None = None) -> dict[str, Any]:
    """What the sheet of times shows to one of the members, as `slots`; None while there is nothing to find one for."""
    group = opened.group
    if group.is_closed or group.is_gathering:
        return {"slots": None}
    if group.is_trying:
        return {"slots": _proposal(opened, offers.CHAT, CHAT_MINUTES, "", group.first_chat_at)}
    standing = standing or standing_of(group)
    return {"slots": _of_meeting(opened, standing.meeting, standing) if standing.meeting else None}


def _of_meeting(opened: Opened, meeting: Meeting, standing: Standing) -> Proposal:
    booked_at = meeting.starts_at if meeting.is_booked else None
    return _proposal(opened, meeting.number, meeting.minutes, meeting.means, booked_at, standing)


def _proposal(
    opened: Opened,
    number: int,
    minutes: int,
    means: str,
    booked_at: dt.datetime | None,
    standing: Standing | None = None,
) -> Proposal:
    met = standing.met if standing else 0
    if booked_at is not None:
        return Proposal(number, minutes, means, met, booked=clocks(opened, booked_at))
    return Proposal(
        number,
        minutes,
        means,
        met,
        times=[_time(opened, slot) for slot in _found(opened, minutes, standing)],
        offers=_offers(opened, number),
        nudge=_nudge(opened.group, standing),
        without_hours=[_name(member) for member in opened.members if not member.hours.are_named],
    )


def _found(opened: Opened, minutes: int, standing: Standing | None) -> list[slots.Slot]:
    people, after = [member.hours for member in opened.members], _earliest(standing)
    busy = _busy(opened, after)
    near = slots.find(people, minutes, after=after, days=NEAR, busy=busy)
    if len(near) == slots.COUNT and not any(slot.outside for slot in near):
        return near
    far = slots.find(people, minutes, after=after, days=FAR, busy=busy)
    better = len(far) > len(near) or not any(slot.outside for slot in far)
    return far if better else near


def _earliest(standing: Standing | None) -> dt.datetime:
    """Not before tomorrow; after a meeting, about when the programme suggests the next one."""
    soonest = clock.now() + slots.SOONEST
    if standing is None or standing.last_met_at is None:
        return soonest
    return max(soonest, standing.last_met_at + dt.timedelta(days=standing.cadence_days) - A_WEEK)


def _busy(opened: Opened, after: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """When a member has something booked in another group; what and with whom is nobody's business here."""
    moment, since = Meeting.starts_at.python_value, after - dt.timedelta(days=1)
    found = [(moment(begins), minutes) for begins, minutes in _booked_elsewhere.rows(opened.group.id, since)]
    return [(begins, begins + dt.timedelta(minutes=minutes)) for begins, minutes in found]


@fixed
def _booked_elsewhere(group_id: Any, since: Any) -> Any:
    here = Membership.alias()
    members = here.select(here.person).where(here.group == group_id, here.left_at.is_null())
    elsewhere = (
        Membership.select(Membership.group)
        .join(Group, on=(Group.id == Membership.group))
        .where(Membership.person.in_(members), Membership.left_at.is_null())
        .where(Group.id != group_id, Group.state != CLOSED)
    )
    meetings = Meeting.select(Meeting.starts_at, Meeting.minutes).where(
        Meeting.group.in_(elsewhere), Meeting.state == BOOKED, Meeting.starts_at > since
    )
    chats = Group.select(Group.first_chat_at, Value(CHAT_MINUTES)).where(
        Group.id.in_(elsewhere), Group.state == TRYING, Group.first_chat_at > since
    )
    return meetings.union_all(chats).tuples()


def _offers(opened: Opened, number: int) -> list[Offer]:
    names = {member.id: member for member in opened.members}
    return [
        Offer(row.ref, names[row.by_id].first_name, names[row.by_id].is_me, _at(opened, row.starts_at))
        for row in offers.named(opened.group, number)
        if row.by_id in names
    ]


def _time(opened: Opened, slot: slots.Slot) -> Time:
    return _at(opened, slot.starts_at, [_name(opened.members[place]) for place in slot.outside])


def _at(opened: Opened, at: dt.datetime, outside: list[str] | None = None) -> Time:
    return Time(at, clocks(opened, at), outside or [])


def _name(member: Any) -> str:
    return "you" if member.is_me else str(member.first_name)


def _nudge(group: Group, standing: Standing | None) -> quiet.Fact | None:
    return quiet.fact(
        opened_at=group.activated_at or group.opened_at,
        last_met_at=standing.last_met_at if standing else None,
        planned_at=None,
        now=clock.now(),
    )
