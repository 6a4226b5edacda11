"""Steps on the way to a goal: added, worded, ordered, ticked, and made into commitments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import fn

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.commitments import making
from peerportal.groups.goals import standing
from peerportal.groups.models import Commitment, Goal, GoalStep
from peerportal.groups.models.commitment import GOES_ON
from peerportal.people.models import Person

MOST = 30
GONE = "This step is no longer there."


def of(goal: Goal) -> Any:
    """The steps of a goal in their order, as a query."""
    return GoalStep.select().where(GoalStep.goal == goal).order_by(GoalStep.position, GoalStep.id)


def add(
    goal: Goal,
    by: Person,
    words: str,
    form_key: str,
    *,
    due_on: dt.date | None = None,
    milestone: bool = False,
) -> GoalStep:
    """Put a step at the end; the same `form_key` again is the same step."""
    with standing.once():
        group, fresh = standing.held_open(goal)
        there: GoalStep | None = GoalStep.get_or_none(GoalStep.goal == fresh, GoalStep.form_key == form_key)
        if there is not None:
            return there
        number, last = _extent(fresh)
        if number >= MOST:
            raise RuleBroken(
                f"There are {MOST} steps on the way to this goal. Remove some to add another one."
            )
        ref = new_ref()
        sealed = standing.space_of(fresh, by).seal(GoalStep.words, ref, words)
        step: GoalStep = GoalStep.create(
            ref=ref, goal=fresh, words=sealed, position=last + 1, due_on=due_on, is_milestone=milestone,
            form_key=form_key,
        )  # fmt: skip
        standing.moved(group, fresh, by)
    return step


def _extent(goal: Goal) -> tuple[int, int]:
    counted: Any = GoalStep.select(fn.COUNT(GoalStep.id), fn.MAX(GoalStep.position))
    number, last = counted.where(GoalStep.goal == goal).tuples().get()
    return number, last or 0


def edit(
    goal: Goal,
    step: GoalStep,
    by: Person,
    words: str,
    version: int,
    *,
    due_on: dt.date | None,
    milestone: bool,
) -> bool:
    """Change a step; False when it was changed since `version`."""
    with transaction():
        group, fresh = standing.held_open(goal)
        sealed = standing.space_of(fresh, by).seal(GoalStep.words, step.ref, words)
        facts = {"words": sealed, "due_on": due_on, "is_milestone": milestone, "version": version + 1}
        same = (GoalStep.ref == step.ref) & (GoalStep.version == version)
        if not GoalStep.update(facts).where(same).execute():
            return False
        standing.moved(group, fresh, by)
    return True


def move(goal: Goal, step: GoalStep, owner: Person, by: int, place: int) -> int:
    """Change places with a neighbour, -1 for up and 1 for down; `place` is where it stood for the mover, from 1.

    Returns its place afterwards. A move that no longer fits, and one beyond an end, change nothing.
    """
    with transaction():
        group, fresh = standing.held_open(goal)
        order = list(of(fresh))
        at = next((index for index, other in enumerate(order) if other.ref == step.ref), None)
        if at is None:
            raise RuleBroken(GONE)
        if at + 1 != place or not 0 <= at + by < len(order):
            return at + 1
        order[at], order[at + by] = order[at + by], order[at]
        for position, other in enumerate(order, start=1):
            if other.position != position:
                GoalStep.update(position=position).where(GoalStep.id == other.id).execute()
        standing.moved(group, fresh, owner)
    return at + by + 1


def tick(goal: Goal, step: GoalStep, by: Person, done: bool) -> None:
    """Say that it is done, or not done after all; twice is once."""
    undone = GoalStep.done_at.is_null()
    with transaction():
        group, fresh = standing.held_open(goal)
        row = _there(step)
        still = (GoalStep.id == row.id) & (undone if done else ~undone)
        if GoalStep.update(done_at=clock.now() if done else None).where(still).execute():
            standing.moved(group, fresh, by)


def _there(step: GoalStep) -> GoalStep:
    """The step as it stands, by the name it was read under: its number may be another one's by now."""
    found: GoalStep | None = GoalStep.get_or_none(GoalStep.ref == step.ref)
    if found is None:
        raise RuleBroken(GONE)
    return found


def remove(goal: Goal, step: GoalStep, by: Person) -> None:
    """Take it away; a commitment that was made of it stays."""
    with transaction():
        group, fresh = standing.held_open(goal)
        if GoalStep.delete().where(GoalStep.ref == step.ref).execute():
            standing.moved(group, fresh, by)


def promise(goal: Goal, step: GoalStep, by: Person, form_key: str) -> Commitment:
    """Make the step a commitment of the next meeting, in its words and for its day; others read those from then on."""
    with transaction():
        group, fresh = standing.held_open(goal)
        row = _there(step)
        there = Commitment.get_or_none(Commitment.id == row.commitment_id) if row.commitment_id else None
        if there is not None and there.state in GOES_ON and not there.gone:
            return there
        words = standing.space_of(fresh, by).read(row, GoalStep.words)
        day = row.due_on if row.due_on and row.due_on >= clock.today() else None
        made: Commitment = making.make(group, by, words, day, form_key)
        GoalStep.update(commitment=made).where(GoalStep.id == row.id).execute()
        standing.moved(group, fresh, by)
    return made
