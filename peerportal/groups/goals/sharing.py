"""Sharing a goal: all that hangs on it moves from the owner's own space into the group's, in one transaction."""

from __future__ import annotations

from typing import Any

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import standing
from peerportal.groups.models import Goal, GoalCheckIn, GoalStep, GoalWording
from peerportal.groups.models.goal import DRAFT, SHARED
from peerportal.people.models import Person

HANGING: tuple[Any, ...] = (GoalWording, GoalStep, GoalCheckIn)


def share(goal: Goal, by: Person) -> None:
    """Let the other members read the goal with its steps, check-ins and earlier wordings; twice is once."""
    with transaction():
        group, fresh = standing.held(goal)
        if fresh.shared_at is not None:
            return
        if fresh.state != DRAFT:
            raise RuleBroken("This goal has come to its end. Open it again before you share it.")
        own = standing.space_of(fresh, by)
        shared = vault.open_space(group.space_id, reader=by.id)
        for table in HANGING:
            for row in table.select().where(table.goal == fresh):
                _reseal(row, table.words, own, shared)
        _reseal(fresh, Goal.parting, own, shared)
        facts = {"state": SHARED, "shared_at": clock.now(), "space_id": group.space_id}
        _reseal(fresh, Goal.words, own, shared, **facts)
        group.touch()


def _reseal(row: Any, column: Any, own: vault.OpenSpace, shared: vault.OpenSpace, **facts: Any) -> None:
    words, table = own.read(row, column), type(row)
    facts[column.name] = shared.seal(column, row.ref, words) if words else None
    table.update(facts).where(table.id == row.id).execute()
