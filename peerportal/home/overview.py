"""What a coordinator finds on the first of their pages: what needs them, and how many take part. Never words."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import fn

from peerportal.concerns.models import Concern
from peerportal.core.log import LogEntry
from peerportal.groups.models import Group
from peerportal.people.models import Person

LOG_PAGE = 50


@dataclass(frozen=True)
class Overview:
    """Counts by state; a state without anybody is missing."""

    people: dict[str, int]
    groups: dict[str, int]
    open_concerns: int


@dataclass(frozen=True)
class Line:
    """A line of the log with the name of who did it; `opaque` names what it touched."""

    entry: LogEntry
    by: str


def overview() -> Overview:
    """The counts of today."""
    open_states = Concern.state.in_(("open", "taken"))
    return Overview(
        people=_by_state(Person),
        groups=_by_state(Group),
        open_concerns=Concern.select().where(open_states).count(),
    )


def _by_state(table: type[Person] | type[Group]) -> dict[str, int]:
    counted = table.select(table.state, fn.COUNT(table.id)).group_by(table.state)
    return {state: number for state, number in counted.tuples()}  # noqa: C416


def log_page(page: int) -> tuple[list[Line], int]:
    """The lines of a page of the log, the newest first, and how many pages there are."""
    last = max(1, -(-LogEntry.select().count() // LOG_PAGE))
    entries = list(LogEntry.select().order_by(LogEntry.id.desc()).paginate(min(page, last), LOG_PAGE))
    who = Person.select(Person.id, Person.name).where(Person.id.in_({entry.by for entry in entries}))
    names = {person.id: person.name for person in who} | {0: "The operator"}
    return [Line(entry, names.get(entry.by, "Somebody who left")) for entry in entries], last
