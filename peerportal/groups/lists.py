"""Lists of groups and of their earlier meetings, each in a number of statements that does not grow with it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from peewee import Case, fn

from peerportal.groups.models import AgendaItem, Group, Meeting, Membership
from peerportal.groups.models.meeting import HELD
from peerportal.groups.opened import open_group, zone_named
from peerportal.groups.reading import agenda, card_of
from peerportal.people.models import Person

ON_A_PAGE = 50
MEETINGS_ON_A_PAGE = 10
MOST_OF_MINE = 100


@dataclass(frozen=True)
class GroupLine:
    """A group as a list shows it: who, since when, and when they meet. No words."""

    group: Group
    names: list[str]
    met: int = 0
    last_met_at: dt.datetime | None = None
    next_at: dt.datetime | None = None
    points: int = 0
    zone: ZoneInfo | None = None

    @property
    def coming(self) -> dt.datetime | None:
        """What they have planned: the first chat, then the next meeting."""
        planned: dt.datetime | None = self.group.first_chat_at if self.group.is_trying else self.next_at
        return planned

    @property
    def next(self) -> dt.datetime | None:
        """The next meeting on the reader's clock."""
        return self.next_at.astimezone(self.zone) if self.next_at else None

    @property
    def first_chat(self) -> dt.datetime | None:
        """The first chat on the reader's clock."""
        at: dt.datetime | None = self.group.first_chat_at
        return at.astimezone(self.zone) if at else None


def my_groups(person: Person) -> dict[str, Any]:
    """The person's groups: those that go on, and those that are over."""
    groups = list(Group.of(person).order_by(Group.opened_at.desc()).limit(MOST_OF_MINE))
    lines = _lines(groups, but=person.id, zone=zone_named(person.time_zone))
    return {
        "open": [line for line in lines if not line.group.is_closed],
        "closed": [line for line in lines if line.group.is_closed],
    }


def all_groups(stage: str, page: int) -> dict[str, Any]:
    """The groups of the portal for a coordinator: dates, counts and stage, never words."""
    counts = _by_state()
    chosen = Group.select() if stage not in counts else Group.select().where(Group.state == stage)
    total = counts.get(stage) or sum(counts.values())
    last = max(1, -(-total // ON_A_PAGE))
    page = min(max(page, 1), last)
    groups = list(chosen.order_by(Group.opened_at.desc(), Group.id).paginate(page, ON_A_PAGE))
    return {
        "lines": _lines(groups, zone=zone_named("UTC")),
        "counts": counts,
        "stage": stage,
        "page_number": page,
        "last": last,
    }


def _by_state() -> dict[str, int]:
    query: Any = Group.select(Group.state, fn.COUNT(Group.id)).group_by(Group.state)
    return dict(query.tuples())


def _lines(groups: list[Group], zone: ZoneInfo, but: int = 0) -> list[GroupLine]:
    ids = [group.id for group in groups]
    names, meetings, points = _names(ids, but), _meetings(ids), _points(ids)
    return [
        GroupLine(
            group,
            names[group.id],
            *meetings.get(group.id, (0, None, None)),
            points=points.get(group.id, 0),
            zone=zone,
        )
        for group in groups
    ]


def _names(ids: list[int], but: int) -> dict[int, list[str]]:
    query: Any = (
        Membership.select(Membership.group, Person.name)
        .join(Person, on=(Person.id == Membership.person))
        .where(Membership.group.in_(ids), Membership.person != but)
        .order_by(Membership.joined_at, Person.id)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for group_id, name in query.tuples():
        names[group_id].append(name)
    return names


def _meetings(ids: list[int]) -> dict[int, tuple[int, Any, Any]]:
    held = fn.SUM(Case(None, [(Meeting.state == HELD, 1)], 0))
    upcoming = fn.MAX(Case(None, [(Meeting.held_at.is_null(), Meeting.starts_at)], None))
    query: Any = (
        Meeting.select(Meeting.group, held, fn.MAX(Meeting.held_at), upcoming)
        .where(Meeting.group.in_(ids))
        .group_by(Meeting.group)
    )
    moment = Meeting.held_at.python_value
    return {key: (int(met), moment(last), moment(coming)) for key, met, last, coming in query.tuples()}


def _points(ids: list[int]) -> dict[int, int]:
    query: Any = (
        AgendaItem.select(Meeting.group, fn.COUNT(AgendaItem.id))
        .join(Meeting, on=(AgendaItem.meeting == Meeting.id))
        .where(Meeting.group.in_(ids), ~AgendaItem.gone, Meeting.held_at.is_null())
        .group_by(Meeting.group)
    )
    return dict(query.tuples())


def earlier_meetings(group: Group, reader: Person, page: int) -> dict[str, Any]:
    """The meetings that took place, latest first, a page at a time."""
    opened = open_group(group, reader)
    held = Meeting.held_of(group)
    last = max(1, -(-held.count() // MEETINGS_ON_A_PAGE))
    page = min(max(page, 1), last)
    cards = [card_of(opened, meeting) for meeting in held.paginate(page, MEETINGS_ON_A_PAGE)]
    return {"group": group, "opened": opened, "meetings": cards, "page_number": page, "last": last}


def earlier_meeting(group: Group, reader: Person, meeting: Meeting) -> dict[str, Any]:
    """One meeting that took place, with its agenda."""
    opened = open_group(group, reader)
    items, _ = agenda(opened, meeting.number)
    return {"group": group, "opened": opened, "meeting": card_of(opened, meeting), "items": items}
