"""From the opaque ids in an address to goals that the signed-in person may reach; anything else is a 404."""

from __future__ import annotations

from typing import Any

from flask import abort

from peerportal.groups.goals import reading
from peerportal.groups.models import (
    TRYING,
    Goal,
    GoalCheckIn,
    GoalStep,
    GoalWording,
    Group,
    Membership,
)
from peerportal.groups.models.goal import ACCEPTED, DECLINED, OFFERED
from peerportal.web.gates import person


def _found(query: Any) -> Any:
    return query.first() or abort(404)


def my_group(ref: str) -> tuple[Group, int]:
    """A group I am in, and how often it and what only I see of it have changed."""
    query = Group.of(person()).where(Group.ref == ref, Group.state != TRYING)
    group = _found(query.select_extend(Membership.moved.alias("mine_moved")).objects())
    return group, group.moved + group.mine_moved


def goal_of(group: Group, ref: str) -> Goal:
    """A goal that I may read: one of mine, or one that a present member shared."""
    goal: Goal = _found(reading.visible(group, person()).where(Goal.ref == ref))
    return goal


def my_goal(group: Group, ref: str) -> Goal:
    """A goal of mine."""
    goal: Goal = _found(Goal.select().where(Goal.group == group, Goal.person == person(), Goal.ref == ref))
    return goal


def goal_of_another(group: Group, ref: str) -> Goal:
    """A goal that another member shared."""
    goal: Goal = _found(reading.visible(group, person()).where(Goal.ref == ref, Goal.person != person()))
    return goal


def step_of(goal: Goal, ref: str) -> GoalStep:
    """A step of this goal."""
    step: GoalStep = _found(GoalStep.select().where(GoalStep.goal == goal, GoalStep.ref == ref))
    return step


def check_in_of(goal: Goal, ref: str) -> GoalCheckIn:
    """A check-in of this goal."""
    query = GoalCheckIn.select().where(GoalCheckIn.goal == goal, GoalCheckIn.ref == ref)
    row: GoalCheckIn = _found(query)
    return row


def offer_for(goal: Goal, ref: str) -> GoalWording:
    """A wording that somebody offered for this goal, answered or not."""
    offered = GoalWording.state.in_((OFFERED, ACCEPTED, DECLINED))
    query = GoalWording.select().where(GoalWording.goal == goal, GoalWording.ref == ref, offered)
    row: GoalWording = _found(query)
    return row


def my_offer_for(goal: Goal, ref: str) -> GoalWording:
    """A wording that I offered for this goal."""
    query = GoalWording.select().where(
        GoalWording.goal == goal, GoalWording.ref == ref, GoalWording.person == person()
    )
    row: GoalWording = _found(query)
    return row
