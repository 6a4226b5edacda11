"""What waits for a person: requests to answer, their groups, the next meeting, a profile not yet published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from peewee import JOIN

from peerportal.core import clock
from peerportal.groups.models import Group, Meeting, Membership
from peerportal.groups.models.group import CLOSED
from peerportal.groups.opened import zone_named
from peerportal.matching.models import PeerRequest
from peerportal.matching.models.requests import OPEN
from peerportal.matching.requests.telling import Told
from peerportal.people.models import Person, Profile


@dataclass
class MyGroup:
    """One of my groups: with whom, and when we meet next."""

    group: Group
    with_names: list[str] = field(default_factory=list)
    next_at: dt.datetime | None = None
    i_answered: bool = False

    @property
    def ref(self) -> str:
        return self.group.ref

    @property
    def is_trying(self) -> bool:
        return self.group.is_trying

    @property
    def has_passed(self) -> bool:
        """Whether the date is over and nobody said yet whether they met."""
        return self.next_at is not None and self.next_at < clock.now()


@dataclass
class Waiting:
    """All of it, in the order of the page."""

    requests: list[Told]
    asked: int
    groups: list[MyGroup]
    unfinished: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.requests or self.groups or self.unfinished)

    @property
    def next_meeting(self) -> MyGroup | None:
        """The group that meets soonest."""
        dated = [mine for mine in self.groups if mine.next_at and not mine.has_passed]
        return min(dated, key=lambda mine: mine.next_at, default=None)  # type: ignore[arg-type, return-value]


def for_person(person: Person) -> Waiting:
    """What waits for this person, in four statements whatever the number of groups and requests."""
    told = [Told(row, person) for row in PeerRequest.involving(person).where(PeerRequest.state.in_(OPEN))]
    return Waiting(
        requests=[one for one in told if one.my_turn],
        asked=sum(one.sent_by_me and not one.my_turn for one in told),
        groups=_groups_of(person),
        unfinished=not _is_published(person),
    )


def _is_published(person: Person) -> bool:
    return Profile.select().where(Profile.person == person, Profile.published_at.is_null(False)).exists()


def _groups_of(person: Person) -> list[MyGroup]:
    mine = {group.id: MyGroup(group) for group in Group.of(person).where(Group.state != CLOSED)}
    if not mine:
        return []
    members = (
        Membership.select(Membership, Person)
        .join(Person, JOIN.INNER, on=(Membership.person == Person.id), attr="member")
        .where(Membership.group.in_(list(mine)), Membership.left_at.is_null())
        .order_by(Person.search_name)
    )
    row: Any
    for row in members:
        if row.member.id == person.id:
            mine[row.group_id].i_answered = row.answer is not None
        else:
            mine[row.group_id].with_names.append(row.member.first_name)
    _date(mine, zone_named(person.time_zone))
    return sorted(mine.values(), key=lambda one: (one.next_at is None, one.next_at, one.group.id))


def _date(mine: dict[int, MyGroup], zone: ZoneInfo) -> None:
    """Say when each group meets on my clock: its next meeting, or the first chat while it is trying."""
    to_come = Meeting.select(Meeting.group, Meeting.starts_at).where(
        Meeting.group.in_(list(mine)), Meeting.held_at.is_null(), Meeting.starts_at.is_null(False)
    )
    meeting: Any
    for meeting in to_come:
        mine[meeting.group_id].next_at = meeting.starts_at
    for one in mine.values():
        when: dt.datetime | None = one.group.first_chat_at if one.is_trying else one.next_at
        one.next_at = when.astimezone(zone) if when else None
