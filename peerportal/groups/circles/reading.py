"""A circle's own page beside what every group shows: who is in, who hosts, how many are missing, who is invited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peerportal.core.fixed import fixed
from peerportal.groups import formats
from peerportal.groups.circles import finishing, inviting, turns
from peerportal.groups.circles.starting import why_declined
from peerportal.groups.models import Circle, CircleInvitation
from peerportal.groups.models.circle import INVITED
from peerportal.groups.opened import Member, Opened
from peerportal.people.models import Person


@dataclass(frozen=True)
class Invited:
    """Somebody who is invited and has not answered."""

    ref: str
    name: str


@dataclass(frozen=True)
class CirclePage:
    """A circle for one of its members. `members` stand in the order in which they host, the next host first."""

    row: Circle
    form: formats.Format
    members: list[Member]
    is_gathering: bool
    invited: list[Invited]
    closes_at: dt.datetime | None = None
    declined: str = ""

    @property
    def host(self) -> Member | None:
        """Who hosts the next meeting; nobody while the circle gathers."""
        return None if self.is_gathering or not self.members else self.members[0]

    @property
    def missing(self) -> int:
        """How many people are needed before it begins."""
        return max(0, self.form.least - len(self.members))

    @property
    def room(self) -> int:
        """How many more people may join."""
        return max(0, self.row.most - len(self.members))

    @property
    def waits(self) -> bool:
        """Whether a coordinator has still to look at it."""
        return self.row.approved_at is None

    @property
    def is_open(self) -> bool:
        """Whether anybody may join, and not only who is invited."""
        return self.row.joining != INVITED


def facts(opened: Opened, host: int | None = None) -> dict[str, Any]:
    """The circle for the group's page, `host` being the key of who hosts the next meeting; nothing for a pair."""
    return {"circle": read(opened, host) if opened.circle else None}


def read(opened: Opened, host: int | None = None) -> CirclePage:
    """A circle opened, as its members see it."""
    group, row = opened.group, opened.circle
    if row is None:
        raise ValueError("this group is a pair")
    return CirclePage(
        row=row,
        form=formats.of(group.format),
        members=_in_turn(opened, host) if group.is_active else opened.members,
        is_gathering=group.is_trying,
        invited=[] if group.is_closed else _invited(opened),
        closes_at=finishing.closes_at(group, row) if group.is_active else None,
        declined=why_declined(group) if row.approved_at is None else "",
    )


def _in_turn(opened: Opened, host: int | None) -> list[Member]:
    present = {member.id: member for member in opened.members}
    order = turns.upcoming([(key, True) for key in present], host)
    return [present[key] for key in order]


def _invited(opened: Opened) -> list[Invited]:
    return [Invited(ref, name) for ref, name in _pending.rows(opened.group)]


@fixed
def _pending(group: Any) -> Any:
    return (
        inviting.pending(group)
        .select(CircleInvitation.ref, Person.name)
        .join(Person, on=(Person.id == CircleInvitation.person))
        .order_by(CircleInvitation.made_at)
        .tuples()
    )
