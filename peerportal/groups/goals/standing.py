"""Where a goal stands: who may change it now, which space seals it, and whose open pages a change moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from peewee import IntegrityError

from peerportal.core import vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import Goal, Group, Membership
from peerportal.groups.models.goal import DRAFT, SHARED
from peerportal.people.models import Person

OPEN = (DRAFT, SHARED)
MOST_OPEN = 12


@contextmanager
def once() -> Iterator[None]:
    """A transaction that makes something under a form's key; RuleBroken when the key made something else before."""
    try:
        with transaction():
            yield
    except IntegrityError:
        raise RuleBroken("Please open the form again: it was sent once before.") from None


def held(goal: Goal) -> tuple[Group, Goal]:
    """The active group, locked until the transaction ends, and the goal as it stands under that lock.

    Every verb of a goal goes through here, so two of them never work on the same goal at once; in particular nothing
    is sealed in the owner's space while the goal moves to the group's.
    """
    group = Group(id=goal.group_id).held_active()
    fresh: Goal = Goal.get_by_id(goal.id)
    return group, fresh


def held_open(goal: Goal) -> tuple[Group, Goal]:
    """As `held`, for what only an open goal knows."""
    group, fresh = held(goal)
    if fresh.state not in OPEN:
        raise RuleBroken("This goal has come to its end. Open it again to change it.")
    return group, fresh


def space_of(goal: Goal, reader: Person) -> vault.OpenSpace:
    """The space that seals the goal and all that hangs on it."""
    return vault.open_space(goal.space_id, reader=reader.id)


def moved(group: Group, goal: Goal, owner: Person) -> None:
    """Have open pages see a change: everybody's of a goal that was shared, else the owner's alone."""
    if goal.shared_at is not None:
        group.touch()
    else:
        Membership.touch(group, owner)


def check_room(group: Group, owner: Person) -> None:
    """A member works towards a few goals at a time."""
    mine = (Goal.group == group) & (Goal.person == owner) & Goal.state.in_(OPEN)
    if Goal.select().where(mine).count() >= MOST_OPEN:
        raise RuleBroken(
            f"You have {MOST_OPEN} goals open here. Bring one to its end, then there is room for another."
        )
