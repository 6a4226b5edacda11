"""Reading goals: a group's lists, the side of its page and what is due, each in a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Case, fn

from peerportal.core import clock, vault
from peerportal.core.fixed import fixed
from peerportal.groups.goals.cards import Card, card_of
from peerportal.groups.goals.standing import MOST_OPEN, OPEN
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import (
    ACTIVE,
    Commitment,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    Membership,
)
from peerportal.groups.models.goal import OFFERED
from peerportal.groups.opened import Opened, zone_named
from peerportal.people.models import Person

ENDED_ON_A_PAGE = 10
MOST_SHOWN = 8 * MOST_OPEN
ON_THE_SIDE = 24
MOST_DUE = 20


@dataclass(frozen=True)
class Due:
    """A goal of somebody's own that is due, for their home page."""

    goal: Goal
    title: str
    due_on: dt.date
    group: Group


def today_of(person: Person) -> dt.date:
    """The present day where this person is."""
    return clock.now().astimezone(zone_named(person.time_zone)).date()


def visible(group: Any, reader: Any) -> Any:
    """The goals that a member may read, as a query: all of their own, and the shared ones of present members."""
    owner = (
        (Membership.group == Goal.group) & (Membership.person == Goal.person) & Membership.left_at.is_null()
    )
    mine = (Goal.person == reader) | Goal.shared_at.is_null(False)
    return Goal.select().join(Membership, on=owner).where(Goal.group == group, mine)


def counted(query: Any) -> Any:
    """The goals of the query with what a card shows beside them: the latest number, the steps, the open offers."""
    latest, other = GoalCheckIn.alias("latest"), GoalCheckIn.alias("other")
    newest = other.select(other.id).where(other.goal == Goal.id, other.has_value)
    newest = newest.order_by(other.on_day.desc(), other.id.desc()).limit(1)
    steps = GoalStep.select(fn.COUNT(GoalStep.id)).where(GoalStep.goal == Goal.id)
    offers = GoalWording.select(fn.COUNT(GoalWording.id)).where(
        GoalWording.goal == Goal.id, GoalWording.state == OFFERED
    )
    return query.join_from(Goal, latest, JOIN.LEFT_OUTER, on=(latest.id == newest)).select_extend(
        steps.alias("steps"),
        steps.where(GoalStep.done_at.is_null(False)).alias("done"),
        offers.alias("offers"),
        latest.ref.alias("latest_ref"),
        latest.words.alias("latest_words"),
    )


def cards(opened: Opened, rows: Iterable[Any]) -> list[Card]:
    """The goals opened, each from the space that seals it."""
    today, spaces = today_of(opened.reader), {opened.group.space_id: opened.space}
    found = []
    for row in rows:
        if row.space_id not in spaces:
            spaces[row.space_id] = vault.open_space(row.space_id, reader=opened.reader.id)
        found.append(card_of(opened, row, spaces[row.space_id], today))
    return found


def _open_first(reader: Any) -> tuple[Any, ...]:
    """Mine before the others', what is due soonest first, what has no day last."""
    mine = Case(None, [(Goal.person == reader, 0)], 1)
    return mine, Goal.person, Case(None, [(Goal.due_on.is_null(), 1)], 0), Goal.due_on, Goal.id


def page(opened: Opened, number: int) -> dict[str, Any]:
    """What the page of a group's goals shows: mine, each other member's, and a page of those that have ended."""
    reader, all_of_them = opened.reader, visible(opened.group, opened.reader)
    rows = counted(all_of_them.where(Goal.state.in_(OPEN))).order_by(*_open_first(reader))
    found = cards(opened, rows.limit(MOST_SHOWN).objects())
    ended, last = _ended(opened, all_of_them.where(Goal.state.not_in(OPEN)), number)
    return {
        "mine": [card for card in found if card.is_mine],
        "theirs": [(member, _of(found, member.id)) for member in opened.others],
        "ended": ended,
        "page_number": min(max(number, 1), last),
        "last": last,
    }


def _of(found: list[Card], person_id: int) -> list[Card]:
    return [card for card in found if card.owner_id == person_id]


def _ended(opened: Opened, query: Any, number: int) -> tuple[list[Card], int]:
    last = max(1, -(-query.count() // ENDED_ON_A_PAGE))
    rows = counted(query).order_by(Goal.ended_at.desc(), Goal.id.desc())
    shown = rows.paginate(min(max(number, 1), last), ENDED_ON_A_PAGE)
    return cards(opened, shown.objects()), last


def facts(opened: Opened) -> dict[str, Any]:
    """What the side of the group's page shows: open goals, mine first, by one statement and one more for my drafts."""
    return {"goals": cards(opened, _on_the_side.rows(opened.group, opened.reader))}


@fixed
def _on_the_side(group: Any, reader: Any) -> Any:
    rows = counted(visible(group, reader).where(Goal.state.in_(OPEN)))
    return rows.order_by(*_open_first(reader)).limit(ON_THE_SIDE).objects()


@dataclass(frozen=True)
class Behind:
    """The goal that a commitment is a step towards."""

    ref: str
    title: str


def behind(opened: Opened, commitment: Commitment) -> Behind | None:
    """The goal whose step became this commitment, when the reader may read that goal."""
    query = visible(opened.group, opened.reader).join_from(Goal, GoalStep, on=(GoalStep.goal == Goal.id))
    row = query.where(GoalStep.commitment == commitment).first()
    if row is None:
        return None
    space = space_of(opened, row)
    return Behind(row.ref, Wording.read(space.read(row, Goal.words)).in_short)


def space_of(opened: Opened, goal: Goal) -> vault.OpenSpace:
    """The space that seals a goal which the reader may read."""
    if goal.space_id == opened.group.space_id:
        return opened.space
    return vault.open_space(goal.space_id, reader=opened.reader.id)


def due_soon(person: Person, days: int = 14) -> list[Due]:
    """The person's own open goals that are due within so many days or were due before, the soonest first."""
    until = today_of(person) + dt.timedelta(days=days)
    rows: list[Any] = list(
        Goal.select(Goal, Group)
        .join(Group, on=(Goal.group == Group.id), attr="in_group")
        .join(Membership, on=(Membership.group == Group.id) & (Membership.person == Goal.person))
        .where(Goal.person == person, Goal.state.in_(OPEN), Goal.due_on <= until)
        .where(Group.state == ACTIVE, Membership.left_at.is_null())
        .order_by(Goal.due_on, Goal.id)
        .limit(MOST_DUE)
    )
    spaces = vault.open_spaces({row.space_id for row in rows}, reader=person.id) if rows else {}
    return [_due(row, spaces[row.space_id]) for row in rows if row.space_id in spaces]


def _due(row: Any, space: vault.OpenSpace) -> Due:
    title = Wording.read(space.read(row, Goal.words)).in_short
    return Due(goal=row, title=title, due_on=row.due_on, group=row.in_group)
