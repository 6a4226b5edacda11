"""My own commitments that go on, of all my groups: what home shows of them, and their page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from peerportal.core import vault
from peerportal.core.text import first_name
from peerportal.groups.commitments.making import today_of
from peerportal.groups.models import ACTIVE, Circle, Commitment, Group, Membership
from peerportal.groups.models.commitment import GOES_ON, STILL
from peerportal.people.models import Person

ON_HOME, ON_A_PAGE = 5, 20


@dataclass(frozen=True)
class Mine:
    """One of mine: its words opened, which group's page it stands on, and what that is called.

    `partner` is the first name of the other one of a pair, `topic` what a circle is about.
    """

    ref: str
    words: str
    due_on: dt.date | None
    group_ref: str
    is_still: bool
    is_due: bool
    partner: str = ""
    topic: str = ""


def open_ones(person: Person) -> Any:
    """What this person promised in groups that go on and has not ended yet, the next due first, as a query."""
    other: Any = Person.alias()
    # Only a pair has its two people in the row of the group.
    the_other = ((other.id == Group.low) | (other.id == Group.high)) & (other.id != person.id)
    return (
        Commitment.select(
            Commitment.ref, Commitment.words, Commitment.due_on, Commitment.state, Group.ref.alias("group_ref"),
            Group.space_id.alias("space"), other.name.alias("partner"), Circle.topic.alias("topic"),
        )
        .join(Group, on=(Commitment.group == Group.id))
        .join(Membership, on=(Membership.group == Group.id) & (Membership.person == Commitment.person))
        .join_from(Group, Circle, JOIN.LEFT_OUTER, on=(Circle.group == Group.id))
        .join_from(Group, other, JOIN.LEFT_OUTER, on=the_other)
        .where(
            Commitment.person == person,
            Commitment.state.in_(GOES_ON),
            ~Commitment.gone,
            Group.state == ACTIVE,
            Membership.left_at.is_null(),
        )
        .order_by(Commitment.due_on.asc(nulls="last"), Commitment.made_at, Commitment.id)
    )  # fmt: skip


def on_home(person: Person) -> tuple[list[Mine], bool]:
    """The first of them, and whether there are more; two statements, whatever the number of groups."""
    rows = list(open_ones(person).limit(ON_HOME + 1).objects())
    return _opened(rows[:ON_HOME], person), len(rows) > ON_HOME


def on_a_page(person: Person, page: int) -> dict[str, Any]:
    """All of them, a page at a time."""
    there = open_ones(person)
    last = max(1, -(-there.count() // ON_A_PAGE))
    page = min(max(page, 1), last)
    rows = list(there.paginate(page, ON_A_PAGE).objects())
    return {"mine": _opened(rows, person), "page_number": page, "last_page": last}


def _opened(rows: list[Any], person: Person) -> list[Mine]:
    spaces = vault.open_spaces({row.space for row in rows}, reader=person.id)
    today = today_of(person)
    return [
        Mine(
            ref=row.ref,
            words=spaces[row.space].read(row, Commitment.words),
            due_on=row.due_on,
            group_ref=row.group_ref,
            is_still=row.state == STILL,
            is_due=row.due_on is not None and row.due_on <= today,
            partner=first_name(row.partner or ""),
            topic=row.topic or "",
        )
        for row in rows
    ]
