"""Reading the page of a closed group: what was written, thanks, addresses, and until when it is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN, fn

from peerportal.groups.circles import reading as circles
from peerportal.groups.endings import retention
from peerportal.groups.models import AgendaItem, Farewell, Group, Meeting, Membership
from peerportal.groups.opened import Opened, open_group
from peerportal.groups.reading import Item, deal, item_of
from peerportal.people.models import Block, Person
from peerportal.people.models.person import PARTICIPATING


@dataclass(frozen=True)
class Thanks:
    """A thank-you opened; `name` is the first name of who left it."""

    name: str
    words: str


@dataclass(frozen=True)
class Address:
    """How to reach somebody who would like to keep in touch, as I would with them."""

    name: str
    email: str


@dataclass(frozen=True)
class Ending:
    """What a closed group's page shows to one of its members besides what was written."""

    readable_until: dt.datetime
    was_active: bool
    thanks: list[Thanks] = field(default_factory=list)
    my_thanks: str = ""
    my_version: int = 0
    keeps: bool = False
    addresses: list[Address] = field(default_factory=list)


def page(group: Group, reader: Person) -> dict[str, Any]:
    """Everything the page of a closed group shows, by the names its templates use."""
    opened = open_group(group, reader)
    was_active = group.activated_at is not None
    found = deal(opened) if was_active else None
    return {
        "group": group,
        "opened": opened,
        **circles.facts(opened),
        "ending": ending(opened),
        "left_over": last_agenda(opened) if was_active else [],
        "deal": found,
        "ground_rules": found.ground if found else [],
        **circles.facts(opened),
    }


def ending(opened: Opened) -> Ending:
    """Thanks and addresses, in one statement."""
    group, rows = opened.group, _members(opened)
    me = next(row for row in rows if row.id == opened.reader.id)
    others = [row for row in rows if row is not me]
    return Ending(
        readable_until=retention.readable_until(group).astimezone(opened.me.zone),
        was_active=group.activated_at is not None,
        # Nobody hears again from somebody they have blocked.
        thanks=[_thanks(opened, row) for row in others if row.words and not row.blocked_by_me],
        my_thanks=_thanks(opened, me).words if me.words else "",
        my_version=me.version or 0,
        keeps=me.keeps,
        addresses=[Address(row.name, row.email) for row in others if me.keeps and _is_reached(row)],
    )


def _is_reached(other: Any) -> bool:
    """Whether the other said so too, takes part, and no block stands between the two."""
    apart = other.blocked_by_me or other.blocked_me
    return bool(other.keeps and other.email and other.state in PARTICIPATING and not apart)


def _thanks(opened: Opened, row: Any) -> Thanks:
    words = opened.space.read_sealed(bytes(row.words), Farewell.words, row.ref)
    return Thanks(opened.name_of(row.id), words)


def _members(opened: Opened) -> list[Any]:
    """The members with what they left, and with what stands between them and the reader."""
    blocked = Block.select(Block.other).where(Block.by == opened.reader)
    blocking = Block.select(Block.by).where(Block.other == opened.reader)
    left = (Farewell.group == Membership.group) & (Farewell.person == Membership.person)
    query: Any = (
        Membership.select(
            Person.id, Person.name, Person.email, Person.state,
            Membership.keeps_in_touch.alias("keeps"), Farewell.ref, Farewell.words, Farewell.version,
            Person.id.in_(blocked).alias("blocked_by_me"), Person.id.in_(blocking).alias("blocked_me"),
        )
        .join_from(Membership, Person, on=(Membership.person == Person.id))
        .join_from(Membership, Farewell, JOIN.LEFT_OUTER, on=left)
        .where(Membership.group == opened.group, Membership.left_at.is_null())
        .order_by(Membership.joined_at, Person.id)
    )  # fmt: skip
    return list(query.namedtuples())


def last_agenda(opened: Opened) -> list[Item]:
    """What stood on the agenda of the meeting that did not come to pass."""
    last = Meeting.select(fn.MAX(Meeting.number)).where(Meeting.group == opened.group)
    query = (
        AgendaItem.select()
        .join(Meeting, on=(AgendaItem.meeting == Meeting.id))
        .where(Meeting.group == opened.group, Meeting.number == last, ~AgendaItem.gone)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return [item_of(opened, row, place) for place, row in enumerate(query, start=1)]
