"""The groups a person meets in, with all that home asks of them, read in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from peewee import JOIN, Case, fn

from peerportal.core import clock
from peerportal.core.text import first_name
from peerportal.groups.meetings.proposing import CHAT_MINUTES
from peerportal.groups.models import AgendaItem, Circle, Group, Meeting, Membership
from peerportal.groups.models.group import CIRCLE, CLOSED, TRYING
from peerportal.groups.models.meeting import HELD, TO_COME
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person


@dataclass
class MyGroup:
    """One of my groups: with whom, and when we meet next; a circle has a `topic`.

    `is_done` when it is one that has met as often as it was meant to, and closes by itself.
    """

    ref: str
    is_trying: bool
    next_at: dt.datetime | None
    has_items: bool
    topic: str = ""
    ends_at: dt.datetime | None = None
    with_names: list[str] = field(default_factory=list)
    i_answered: bool = False
    is_done: bool = False

    @property
    def has_passed(self) -> bool:
        """Whether the date is over and nobody said yet whether they met."""
        return self.ends_at is not None and self.ends_at <= clock.now()

    @property
    def path(self) -> str:
        """Where to prepare for it: the agenda, or the questions to open a first chat with."""
        return f"/groups/{self.ref}#{'openers' if self.is_trying else 'agenda'}"


def groups_of(person: Person) -> list[MyGroup]:
    """The groups that are not closed, those that meet soonest first, then those without a date."""
    zone = zone_named(person.time_zone)
    mine: dict[int, MyGroup] = {}
    for group_id, ref, state, *planned, items, done, topic, member, name, answer in _rows(person):
        at, ends_at = _times(state == TRYING, *planned)
        made = MyGroup(
            ref, state == TRYING, _on(at, zone), bool(items), topic or "", ends_at, is_done=bool(done)
        )
        one = mine.setdefault(group_id, made)
        if member == person.id:
            one.i_answered = answer is not None
        else:
            one.with_names.append(first_name(name))
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(mine.values(), key=lambda one: one.next_at or last)


def _times(
    is_trying: bool, chat_at: dt.datetime | None, starts_at: dt.datetime | None, minutes: int | None
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When it begins and ends: the first chat until there is a pair, then the meeting to come."""
    at, long = (chat_at, CHAT_MINUTES) if is_trying else (starts_at, minutes or 0)
    return at, at + dt.timedelta(minutes=long) if at else None


def _on(at: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    return at.astimezone(zone) if at else None


def _rows(person: Person) -> Any:
    """One row a member and group; a group has at most one meeting to come."""
    mine: Any = Membership.alias()
    # A circle that still gathers people has nothing that waits for one of them.
    gathering = (Group.kind == CIRCLE) & (Group.state == TRYING)
    return (
        Group.select(
            Group.id, Group.ref, Group.state, Group.first_chat_at, Meeting.starts_at, Meeting.minutes
        )
        .select_extend(_items_of_it(), _is_done(), Circle.topic, Person.id, Person.name, Membership.answer)
        .join(mine, on=(mine.group == Group.id) & (mine.person == person))
        .join_from(Group, Membership, on=(Membership.group == Group.id) & Membership.left_at.is_null())
        .join(Person, on=(Person.id == Membership.person))
        .join_from(Group, Circle, JOIN.LEFT_OUTER, on=(Circle.group == Group.id))
        .join_from(
            Group, Meeting, JOIN.LEFT_OUTER, on=(Meeting.group == Group.id) & Meeting.state.in_(TO_COME)
        )
        .where(Group.state != CLOSED, ~gathering, mine.left_at.is_null())
        .order_by(Group.id, Person.search_name)
        .tuples()
    )


def _is_done() -> Any:
    held: Any = Meeting.alias()
    met = held.select(fn.COUNT(held.id)).where(held.group == Group.id, held.state == HELD)
    return Case(None, [(Circle.planned <= met, 1)], 0)


def _items_of_it() -> Any:
    """How many points are on the agenda of the meeting in the row."""
    there = (AgendaItem.meeting == Meeting.id) & ~AgendaItem.gone
    return AgendaItem.select(fn.COUNT(AgendaItem.id)).where(there)
