"""A group opened for one of its members: who is in it, and the space that holds its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from peerportal.core import vault
from peerportal.core.text import first_name
from peerportal.groups.models import Group, Membership
from peerportal.people.models import Person

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
    is_me: bool

    @property
    def first_name(self) -> str:
        return first_name(self.name)

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return zone_named(self.time_zone)


@dataclass(frozen=True)
class Opened:
    """A group opened for one of its members."""

    group: Group
    reader: Person
    members: list[Member]
    space: vault.OpenSpace

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

    def name_of(self, person_id: int | None) -> str:
        """The first name of a member, or what stands for somebody who is one no longer."""
        return next((member.first_name for member in self.members if member.id == person_id), FORMER)


def open_group(group: Group, reader: Person) -> Opened:
    """Open the group's words for one of its members; raises NotAReader for anybody else."""
    space = vault.open_space(group.space_id, reader=reader.id)
    query: Any = (
        Person.select(Person.id, Person.ref, Person.name, Person.time_zone)
        .join(Membership, on=(Membership.person == Person.id))
        .where(Membership.group == group, Membership.left_at.is_null())
        .order_by(Membership.joined_at, Person.id)
    )
    members = [Member(*row, is_me=row[0] == reader.id) for row in query.tuples()]
    return Opened(group, reader, members, space)


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
