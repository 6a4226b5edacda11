"""What a coordinator finds on the first of their pages: what needs them, and how many take part. Never words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import fn

from peerportal.activities.banks import moderating
from peerportal.concerns.models import OPEN, Concern
from peerportal.core.log import LogEntry
from peerportal.groups.circles import starting
from peerportal.groups.models import Group
from peerportal.matching.models import PeerRequest
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

LOG_PAGE = 50
OPERATOR = "The operator"


@dataclass(frozen=True)
class Overview:
    """Counts by state (a state without anybody is missing), and what needs a coordinator."""

    people: dict[str, int]
    requests: dict[str, int]
    groups: dict[str, int]
    new_concerns: int
    my_concerns: int
    programme: Programme
    circles: int = 0
    offered: int = 0

    @property
    def waiting(self) -> int:
        """People who wait to be let in."""
        return self.people.get("waiting", 0)

    @property
    def nobody_yet(self) -> bool:
        """Whether the coordinators are alone here, so that bringing people in comes first."""
        return sum(self.people.values()) <= 1

    @property
    def is_calm(self) -> bool:
        """Whether nothing needs a coordinator today."""
        needs = (
            self.new_concerns,
            self.my_concerns,
            self.waiting,
            self.circles,
            self.offered,
            self.nobody_yet,
        )
        return not any(needs) and self.programme.is_running


@dataclass(frozen=True)
class Line:
    """A line of the log with names: who did it, and what it touched (a person by name, else its kind)."""

    entry: LogEntry
    by: str
    to: str


def overview(viewer: Person) -> Overview:
    """The counts of today; of the reports of concern only those that this coordinator may read."""
    reports = Concern.readable_by(viewer)
    return Overview(
        people=_by_state(Person),
        requests=_by_state(PeerRequest),
        groups=_by_state(Group),
        new_concerns=reports.where(Concern.state == OPEN).count(),
        my_concerns=reports.where(Concern.state == "taken", Concern.taken_by == viewer).count(),
        programme=Programme.current(),
        circles=starting.waiting().count(),
        offered=moderating.waiting().count(),
    )


def _by_state(table: Any) -> dict[str, int]:
    counted = table.select(table.state, fn.COUNT(table.id)).group_by(table.state)
    return dict(counted.tuples())


def log_page(page: int, viewer: Person) -> tuple[list[Line], int]:
    """The lines of a page of the log, the newest first, and how many pages there are.

    Lines about a report that `viewer` is the subject of are left out: they would tell that there is one.
    """
    mine = Concern.select(Concern.ref).where(Concern.about == viewer)
    shown = LogEntry.select().where((LogEntry.kind != "concern") | LogEntry.ref.not_in(mine))
    last = max(1, -(-shown.count() // LOG_PAGE))
    entries = list(shown.order_by(LogEntry.id.desc()).paginate(min(page, last), LOG_PAGE))
    names = _names(Person.id, {entry.by for entry in entries}) | {0: OPERATOR}
    touched = _names(Person.ref, {entry.ref for entry in entries if entry.kind == "person"})
    return [
        Line(entry, names.get(entry.by, "Somebody who left"), touched.get(entry.ref, entry.kind))
        for entry in entries
    ], last


def _names(column: Any, values: Iterable[Any]) -> dict[Any, str]:
    query: Any = Person.select(column, Person.name).where(column.in_(list(values)))
    return dict(query.tuples())
