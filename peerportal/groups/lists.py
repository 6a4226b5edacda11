"""Lists of groups and of their earlier meetings, each in a number of statements that does not grow with it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from peewee import Case, fn

from peerportal.core import clock
from peerportal.groups import formats
from peerportal.groups.meetings import nudging, quiet
from peerportal.groups.meetings.card import card_of
from peerportal.groups.models import AgendaItem, Circle, Group, Meeting, Membership
from peerportal.groups.models.group import PAIR
from peerportal.groups.models.meeting import BOOKED, HELD, TO_COME
from peerportal.groups.opened import open_group, zone_named
from peerportal.groups.sitting.reading import notes_of
from peerportal.people.models import Person

ON_A_PAGE = 50
MEETINGS_ON_A_PAGE = 10
MOST_OF_MINE = 100
FACTS = (quiet.NO_DATE, quiet.QUIET)


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
    circle: Circle | None = None

    @property
    def form(self) -> formats.Format:
        """What kind of group it is."""
        return formats.of(self.group.format)

    @property
    def stage(self) -> str:
        """Where it stands, in a word or two."""
        if self.group.is_trying and self.circle:
            return "gathering" if self.circle.approved_at else "waits for approval"
        return {"trying": "first chat", "active": "active", "closed": "closed"}[self.group.state]

    @property
    def fact(self) -> quiet.Fact | None:
        """That they have been without a date for too long."""
        if self.group.is_closed or self.group.is_gathering:
            return None
        return quiet.fact(
            opened_at=self.group.activated_at or self.group.opened_at,
            last_met_at=self.last_met_at,
            planned_at=self.coming,
            now=clock.now(),
        )

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
    states, needs = _by_state(), _by_fact()
    total = (states | needs).get(stage, sum(states.values()))
    last = max(1, -(-total // ON_A_PAGE))
    page = min(max(page, 1), last)
    chosen = _chosen(stage, states)
    groups = list(chosen.order_by(Group.opened_at.desc(), Group.id).paginate(page, ON_A_PAGE))
    return {
        "lines": _lines(groups, zone=zone_named("UTC")),
        "counts": states,
        "needs": needs,
        "stage": stage,
        "page_number": page,
        "last": last,
    }


def _by_state() -> dict[str, int]:
    query: Any = Group.select(Group.state, fn.COUNT(Group.id)).group_by(Group.state)
    return dict(query.tuples())


def _by_fact() -> dict[str, int]:
    """How many groups have been without a date for too long, by the kind of fact, in one statement."""
    columns = [fn.SUM(Case(None, [(nudging.condition(kind), 1)], 0)) for kind in FACTS]
    found = Group.select(*columns).tuples().first() or ()
    return {kind: int(count or 0) for kind, count in zip(FACTS, found, strict=True)}


def _chosen(stage: str, states: dict[str, int]) -> Any:
    if stage in FACTS:
        return Group.select().where(nudging.condition(stage))
    return Group.select().where(Group.state == stage) if stage in states else Group.select()


def _lines(groups: list[Group], zone: ZoneInfo, but: int = 0) -> list[GroupLine]:
    ids = [group.id for group in groups]
    names, meetings, points, circles = _names(ids, but), _meetings(ids), _points(ids), _circles(groups)
    return [
        GroupLine(
            group,
            names[group.id],
            *meetings.get(group.id, (0, None, None)),
            points=points.get(group.id, 0),
            zone=zone,
            circle=circles.get(group.id),
        )
        for group in groups
    ]


def _circles(groups: list[Group]) -> dict[int, Circle]:
    """What the circles among these groups are about."""
    ids = [group.id for group in groups if group.is_circle]
    return {circle.group_id: circle for circle in Circle.select().where(Circle.group.in_(ids))} if ids else {}


def _names(ids: list[int], but: int) -> dict[int, list[str]]:
    query: Any = (
        Membership.select(Membership.group, Person.name)
        .join(Person, on=(Person.id == Membership.person))
        .join_from(Membership, Group, on=(Group.id == Membership.group))
        .where(Membership.group.in_(ids), Membership.person != but, _shown_in_lists())
        .order_by(Membership.joined_at, Person.id)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for group_id, name in query.tuples():
        names[group_id].append(name)
    return names


def _shown_in_lists() -> Any:
    """A pair is called after its two people also once it is over; a circle after those who are in it."""
    return (Group.kind == PAIR) | Membership.left_at.is_null()


def _meetings(ids: list[int]) -> dict[int, tuple[int, Any, Any]]:
    held = fn.SUM(Case(None, [(Meeting.state == HELD, 1)], 0))
    upcoming = fn.MAX(Case(None, [(Meeting.state == BOOKED, Meeting.starts_at)], None))
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
        .where(Meeting.group.in_(ids), ~AgendaItem.gone, Meeting.state.in_(TO_COME))
        .group_by(Meeting.group)
    )
    return dict(query.tuples())


def earlier_meetings(group: Group, reader: Person, page: int) -> dict[str, Any]:
    """The meetings that are over, held or not, latest first, a page at a time."""
    opened = open_group(group, reader)
    over = Meeting.over_of(group)
    last = max(1, -(-over.count() // MEETINGS_ON_A_PAGE))
    page = min(max(page, 1), last)
    shown = over.select_extend(Meeting.counted()).paginate(page, MEETINGS_ON_A_PAGE)
    cards = [card_of(opened, meeting) for meeting in shown]
    return {"group": group, "opened": opened, "meetings": cards, "page_number": page, "last": last}


def earlier_meeting(group: Group, reader: Person, meeting: Meeting) -> dict[str, Any]:
    """One meeting that took place, with its agenda and what was written down."""
    opened = open_group(group, reader)
    points = notes_of(opened, meeting)
    return {"group": group, "opened": opened, "meeting": card_of(opened, meeting), "points": points}
