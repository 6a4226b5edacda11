"""Reading meeting mode: what its page shows to one of the members, in a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.core import clock
from peerportal.groups.models import AgendaItem, Group, ItemNote, Meeting, Sitting
from peerportal.groups.models.meeting import HELD, TO_COME
from peerportal.groups.opened import Opened, open_group
from peerportal.groups.reading import Item, item_of
from peerportal.groups.sitting import steps
from peerportal.groups.sitting.notes import Note, opened_note
from peerportal.groups.sitting.turns import LONGEST, SHORTEST, Turns
from peerportal.people.models import Person

SPOKE, SPEAKS, WAITS = "spoke", "speaks", "waits"


@dataclass(frozen=True)
class Speaking:
    """Whose turn it is, as the page shows it; `name` is empty once everybody has had theirs.

    Everybody goes by their name and nobody by "you", since all may look at one screen.
    """

    name: str
    left: int
    until: dt.datetime | None
    turns: Turns
    following: str
    order: list[tuple[str, str]]  # (name, how far their turn is)
    shown_at: int

    @property
    def runs(self) -> bool:
        return self.turns.runs

    @property
    def minutes(self) -> int:
        """How long a turn is."""
        return self.turns.seconds // 60

    @property
    def is_shortest(self) -> bool:
        return self.turns.seconds <= SHORTEST

    @property
    def is_longest(self) -> bool:
        return self.turns.seconds >= LONGEST


@dataclass(frozen=True)
class Point:
    """An item as meeting mode lists it."""

    item: Item
    has_note: bool
    is_current: bool


@dataclass(frozen=True)
class Sat:
    """A meeting to come in meeting mode; `version` is 0 until somebody begins it, `nth` which time it is they meet."""

    number: int
    nth: int
    minutes: int
    version: int
    points: list[Point]
    current: Point | None
    note: Note | None
    speaking: Speaking
    host: str

    @property
    def is_through(self) -> bool:
        """Whether every item has been discussed or left for next time."""
        return bool(self.points) and all(point.item.state != "open" for point in self.points)


def facts(group: Group, reader: Person) -> dict[str, Any] | None:
    """What meeting mode shows, by the names its templates use; None when there is no meeting to come."""
    opened = open_group(group, reader)
    row = _to_come(group) if group.is_active else None
    return {"group": group, "opened": opened, "sat": _sat(opened, row)} if row else None


def _to_come(group: Group) -> Any:
    query: Any = (
        Meeting.select(Meeting, Sitting, Meeting.counted())
        .join(Sitting, JOIN.LEFT_OUTER, on=(Sitting.meeting == Meeting.id), attr="sitting")
        .where(Meeting.group == group, Meeting.state.in_(TO_COME))
        .order_by(Meeting.number.desc())
    )
    return query.first()


def with_notes(meeting: Meeting) -> list[AgendaItem]:
    """The items of a meeting in their order, each with its `note`, or without one."""
    query: Any = (
        AgendaItem.select(AgendaItem, ItemNote)
        .join(ItemNote, JOIN.LEFT_OUTER, on=(ItemNote.item == AgendaItem.id), attr="note")
        .where(AgendaItem.meeting == meeting, ~AgendaItem.gone)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return list(query)


def _sat(opened: Opened, row: Any) -> Sat:
    items = with_notes(row)
    members = [member.id for member in opened.members]
    sitting = getattr(row, "sitting", None)
    now = steps.laid(opened.group, row, row.nth, sitting, items, members)
    points = [
        _point(opened, item, place, len(items), item is now.item) for place, item in enumerate(items, 1)
    ]
    current = next((point for point in points if point.is_current), None)
    note = opened_note(opened, now.item, _note(now.item)) if now.item else None
    return Sat(
        number=row.number,
        nth=row.nth,
        minutes=row.minutes,
        version=sitting.version if sitting else 0,
        points=points,
        current=current,
        note=note,
        speaking=_speaking(opened, now),
        host=opened.name_of(row.host_id) if row.host_id in members else "",
    )


def _point(opened: Opened, item: AgendaItem, place: int, last: int, is_current: bool) -> Point:
    return Point(item_of(opened, item, place, place == last), _note(item) is not None, is_current)


def _note(item: AgendaItem) -> ItemNote | None:
    return getattr(item, "note", None)


def _speaking(opened: Opened, now: steps.Round) -> Speaking:
    turns, at = now.turns, clock.now()
    waiting = [member for member, _ in turns.waiting]
    until = turns.until
    following = waiting[0] if waiting else None
    return Speaking(
        name=opened.name_of(turns.speaker) if turns.speaker else "",
        left=turns.left_at(at),
        until=until.astimezone(opened.me.zone) if until else None,
        turns=turns,
        following=opened.name_of(following) if following else "",
        order=[(opened.name_of(member), _how_far(turns, waiting, member)) for member in _listed(now)],
        shown_at=int(at.timestamp()),
    )


def _listed(now: steps.Round) -> list[int]:
    """Everybody once, in the order of this round: who spoke, who speaks, who waits."""
    if now.turns.is_over:
        return now.order
    ahead = [member for member in (now.turns.speaker, *(member for member, _ in now.turns.waiting)) if member]
    return [member for member in now.order if member not in ahead] + ahead


def _how_far(turns: Turns, waiting: list[int], member: int) -> str:
    if turns.is_over:
        return WAITS
    return SPEAKS if member == turns.speaker else WAITS if member in waiting else SPOKE


def ended_well(group: Group, number: int) -> str | None:
    """The opaque id of the meeting of this number when it was held, so that its steps afterwards can follow."""
    found: Any = Meeting.select(Meeting.ref).where(
        Meeting.group == group, Meeting.number == number, Meeting.state == HELD
    )
    ref: str | None = found.scalar()
    return ref


def notes_of(opened: Opened, meeting: Meeting) -> list[tuple[Item, Note | None]]:
    """The items of an earlier meeting with what was written down about them."""
    items = with_notes(meeting)
    found = [opened_note(opened, item, row) if (row := _note(item)) else None for item in items]
    return [(item_of(opened, item), note) for item, note in zip(items, found, strict=True)]
