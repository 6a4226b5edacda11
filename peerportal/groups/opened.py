"""A group opened for one of its members: who is in it, and the space that holds its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, overload
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from peewee import JOIN

from peerportal.core import vault
from peerportal.core.fixed import fixed
from peerportal.core.text import first_name
from peerportal.groups.meetings.hours import Hours
from peerportal.groups.models import Circle, Group, Membership
from peerportal.people.models import Person, Profile

FORMER = "A former member"


def zone_named(name: str) -> ZoneInfo:
    """The time zone of this name; an unknown one counts as UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@dataclass(frozen=True)
class Member:
    """A present member, as the page names them."""

    id: int
    ref: str
    name: str
    time_zone: str
    hours: Hours
    is_me: bool

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return self.hours.zone

    @property
    def zone_is_known(self) -> bool:
        """Whether the zone they named is one; otherwise their times are shown in UTC."""
        return self.hours.zone.key == self.time_zone


@dataclass(frozen=True)
class Opened:
    """A group opened for one of its members."""

    group: Group
    reader: Person
    members: list[Member]
    space: vault.OpenSpace
    circle: Circle | None = None  # what it is about, where it is one

    @property
    def me(self) -> Member:
        return next(member for member in self.members if member.is_me)

    @property
    def others(self) -> list[Member]:
        return [member for member in self.members if not member.is_me]

    @property
    def title(self) -> list[str]:
        """First names, mine first."""
        return [member.first_name for member in [self.me, *self.others]]

    @property
    def called(self) -> str:
        """What the group is called: the topic of a circle, the first names of a pair."""
        return self.circle.topic if self.circle else ", ".join(self.title)

    @overload
    def here(self, at: dt.datetime) -> dt.datetime: ...

    @overload
    def here(self, at: dt.datetime | None) -> dt.datetime | None: ...

    def here(self, at: dt.datetime | None) -> dt.datetime | None:
        """A moment on the reader's clock, which also says what day it was for them."""
        return at.astimezone(self.me.zone) if at else None

    def name_of(self, person_id: int | None) -> str:
        """The first name of a member, or what stands for somebody who is one no longer."""
        return next((member.first_name for member in self.members if member.id == person_id), FORMER)


def open_group(group: Group, reader: Person) -> Opened:
    """Open the group's words for one of its members; raises NotAReader for anybody else."""
    space = vault.open_space(group.space_id, reader=reader.id)
    rows = getattr(group, "present", None) or _present.rows(group)
    members = [Member(*row[:4], hours=_hours(*row[3:]), is_me=row[0] == reader.id) for row in rows]
    return Opened(group, reader, members, space, Circle.of(group))


@fixed
def _present(group: Any) -> Any:
    about = (Person.id, Person.ref, Person.name, Person.time_zone)
    hours = (Profile.days, Profile.starts, Profile.ends, Profile.published_at)
    return (
        Person.select(*about, *hours)
        .join(Membership, on=(Membership.person == Person.id))
        .switch(Person)
        .join(Profile, JOIN.LEFT_OUTER, on=(Profile.person == Person.id))
        .where(Membership.group == group, Membership.left_at.is_null())
        .order_by(Membership.joined_at, Person.id)
        .tuples()
    )


def _hours(zone: str, days: int | None, starts: int, ends: int, published_at: Any) -> Hours:
    """The usual hours somebody named; until they publish their profile, what stands there is nobody's word."""
    if days is None or published_at is None:
        return Hours(zone_named(zone))
    return Hours(zone_named(zone), days, starts, ends)


def clocks(opened: Opened, at: dt.datetime | None) -> list[tuple[dt.datetime, str]]:
    """A moment on every clock of the members, mine first; members who share one stand together."""
    if at is None:
        return []
    shown: dict[tuple[Any, ...], list[Any]] = {}
    for member in [opened.me, *opened.others]:
        local = at.astimezone(member.zone)
        shown.setdefault(local.timetuple()[:5], [local, []])[1].append(
            "you" if member.is_me else member.first_name
        )
    if len(shown) == 1:
        return [(next(iter(shown.values()))[0], "")]
    return [(local, ", ".join(names)) for local, names in shown.values()]
