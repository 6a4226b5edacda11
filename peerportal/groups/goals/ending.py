"""The end of a goal: reached or dropped, each with a kind line if one likes, and opened again as easily."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import standing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.models import Goal, GoalCheckIn
from peerportal.groups.models.goal import DRAFT, DROPPED, REACHED, SHARED
from peerportal.people.models import Person

UNDO = dt.timedelta(days=7)


def reach(goal: Goal, by: Person, line: str) -> None:
    """Say that it is reached."""
    _end(goal, by, REACHED, line)


def drop(goal: Goal, by: Person, line: str) -> None:
    """Say that one works towards it no longer."""
    _end(goal, by, DROPPED, line)


def _end(goal: Goal, by: Person, state: str, line: str) -> None:
    with transaction():
        group, fresh = standing.held(goal)
        if fresh.state == state:
            return
        if fresh.state not in standing.OPEN:
            raise RuleBroken("This goal has come to its end already. Open it again to change that.")
        sealed = standing.space_of(fresh, by).seal(Goal.parting, fresh.ref, line) if line else None
        _put(fresh, state=state, parting=sealed, ended_at=clock.now())
        standing.moved(group, fresh, by)


def reopen(goal: Goal, by: Person) -> None:
    """Go on with it. Within a week this is an undo; later, the line of its end stays as a check-in of that day."""
    with transaction():
        group, fresh = standing.held(goal)
        if fresh.state in standing.OPEN:
            return
        standing.check_room(group, by)
        space = standing.space_of(fresh, by)
        if fresh.ended_at and clock.now() - fresh.ended_at > UNDO:
            _keep_line(fresh, space)
        state = SHARED if fresh.shared_at else DRAFT
        _put(fresh, state=state, parting=None, ended_at=None)
        standing.moved(group, fresh, by)


def _keep_line(goal: Goal, space: vault.OpenSpace) -> None:
    line = space.read(goal, Goal.parting)
    if line and goal.ended_at:
        ref = new_ref()
        sealed = space.seal(GoalCheckIn.words, ref, CheckedIn(line=line).text())
        GoalCheckIn.create(ref=ref, goal=goal, on_day=goal.ended_at.date(), words=sealed)


def _put(goal: Goal, **facts: Any) -> None:
    Goal.update({**facts, "changed_at": clock.now()}).where(Goal.id == goal.id).execute()
