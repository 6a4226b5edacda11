"""From a meeting or a first chat to an entry in one reader's calendar: names, time and a link, no words of theirs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from peerportal.core import mail
from peerportal.core.calendar import Entry, Party
from peerportal.core.text import first_name, listed
from peerportal.groups.models import Group, Meeting, Membership
from peerportal.groups.models.meeting import BOOKED, HELD
from peerportal.people.models import Person

CHAT_MINUTES = 30
HOW = {"video": "By video", "in_person": "In person", "phone": "By phone", "writing": "In writing"}
NAMED = 3  # of more than so many others, two are named and the rest counted


@dataclass(frozen=True)
class Planned:
    """A meeting or a first chat as far as calendars go; `is_on` unless it was missed, called off or never booked."""

    group: Group
    what: str
    ref: str
    sequence: int
    starts_at: dt.datetime | None
    minutes: int
    how: str
    stamp: dt.datetime
    is_on: bool

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at + dt.timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def path(self) -> str:
        """The group's page."""
        return f"/groups/{self.group.ref}"


def of_meeting(group: Group, meeting: Meeting) -> Planned:
    """A meeting of this group."""
    return Planned(
        group=group,
        what="Meeting",
        ref=meeting.ref,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        how=HOW.get(meeting.means, ""),
        stamp=meeting.changed_at or group.activated_at or group.opened_at,
        is_on=meeting.state in (BOOKED, HELD) and _took_place_or_will(group, meeting.starts_at),
    )


def of_chat(group: Group) -> Planned:
    """The first chat of this group."""
    return Planned(
        group=group,
        what="First chat",
        ref=group.ref,
        sequence=group.chat_sequence,
        starts_at=group.first_chat_at,
        minutes=CHAT_MINUTES,
        how="",
        stamp=group.chat_changed_at or group.opened_at,
        is_on=_took_place_or_will(group, group.first_chat_at),
    )


def _took_place_or_will(group: Group, starts_at: dt.datetime | None) -> bool:
    """What a closed group had planned for later does not happen."""
    return starts_at is not None and not (group.is_closed and starts_at > group.closed_at)


def entry(planned: Planned, others: list[str], reader: Person | None = None, *, out: bool = False) -> Entry:
    """The entry beside these other members' first names.

    For a `reader` it is addressed to them alone: no colleague's address stands in it. `out` takes it out of their
    calendar though the others keep it.
    """
    return Entry(
        uid=f"{planned.ref}@{mail.host()}",
        sequence=planned.sequence,
        starts_at=planned.starts_at,
        minutes=planned.minutes,
        summary=summary(planned.what, others),
        description=_description(planned),
        url=mail.link(planned.path),
        stamp=planned.stamp,
        organizer=Party("PeerPortal", mail.sender()) if reader else None,
        attendee=Party(reader.name, reader.email or "") if reader else None,
        cancelled=out or not planned.is_on,
    )


def summary(what: str, others: list[str]) -> str:
    """Meeting with Omar, Lin and 2 others."""
    if not others:
        return what
    named = others if len(others) <= NAMED else [*others[:2], f"{len(others) - 2} others"]
    return f"{what} with {listed(named)}"


def _description(planned: Planned) -> str:
    how = f"{planned.how}. " if planned.how else ""
    return f"{how}Everything else is on your page:\n{mail.link(planned.path)}"


def others_in(group_ids: list[int], reader_id: int) -> dict[int, list[str]]:
    """The first names of the other present members of each group, in one statement."""
    query: Any = (
        Membership.select(Membership.group, Person.name)
        .join(Person, on=(Person.id == Membership.person))
        .where(Membership.group.in_(group_ids), Membership.person != reader_id, Membership.left_at.is_null())
        .order_by(Membership.joined_at, Person.id)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for group_id, name in query.tuples():
        if name:
            names[group_id].append(first_name(name))
    return names
