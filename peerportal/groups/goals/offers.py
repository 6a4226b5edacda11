"""Offers: another member suggests a wording, and the owner takes it or leaves it. Both texts are kept."""

from __future__ import annotations

from typing import Any

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import standing, writing
from peerportal.groups.goals.words import Wording
from peerportal.groups.models import Goal, GoalWording
from peerportal.groups.models.goal import ACCEPTED, DECLINED, OFFERED
from peerportal.people.models import Person


def offer(goal: Goal, by: Person, wording: Wording, version: int, form_key: str) -> GoalWording:
    """Suggest a wording for the goal's `version`; it takes the place of an offer of mine that is still open."""
    with standing.once():
        group, fresh = standing.held_open(goal)
        there: GoalWording | None = GoalWording.get_or_none(
            GoalWording.goal == fresh, GoalWording.form_key == form_key
        )
        if there is not None:
            return there
        _check(fresh, by, wording)
        GoalWording.delete().where(_open_of(fresh, by)).execute()
        ref = new_ref()
        sealed = standing.space_of(fresh, by).seal(GoalWording.words, ref, wording.text())
        made: GoalWording = GoalWording.create(
            ref=ref, goal=fresh, person=by, state=OFFERED, words=sealed, version=version, form_key=form_key
        )
        group.touch()
    return made


def begun(goal: Goal, by: Person, space: vault.OpenSpace) -> Wording:
    """What an offer begins with: the one I have made already, else the goal as it stands."""
    mine = GoalWording.get_or_none(_open_of(goal, by))
    return Wording.read(space.read(mine, GoalWording.words)) if mine else writing.read(goal, space)


def _check(goal: Goal, by: Person, wording: Wording) -> None:
    if goal.shared_at is None or goal.person_id == by.id:
        raise RuleBroken("A rewording is for somebody else's shared goal.")
    if writing.read(goal, standing.space_of(goal, by)) == wording:
        raise RuleBroken("This is the wording that stands there already. Change something to offer it.")


def _open_of(goal: Goal, by: Person) -> Any:
    return (GoalWording.goal == goal) & (GoalWording.person == by) & (GoalWording.state == OFFERED)


def accept(goal: Goal, row: GoalWording, by: Person, version: int) -> None:
    """Take the offered wording; the one before it stays among the earlier ones. Taking it twice is taking it once."""
    with transaction():
        group, fresh = standing.held_open(goal)
        if _state_of(row) == ACCEPTED:
            return
        if fresh.version != version:
            raise RuleBroken("The goal was changed while you read this. Please look at both once more.")
        _answer(row, ACCEPTED)
        space = standing.space_of(fresh, by)
        writing.put(fresh, Wording.read(space.read(row, GoalWording.words)), space)
        group.touch()


def decline(goal: Goal, row: GoalWording) -> None:
    """Leave the offered wording; it stays among the earlier ones as offered."""
    with transaction():
        group, _ = standing.held_open(goal)
        if _state_of(row) == DECLINED:
            return
        _answer(row, DECLINED)
        group.touch()


def _state_of(row: GoalWording) -> str:
    """How the offer stands that was read under this name; its number may be another one's by now."""
    state: str | None = GoalWording.select(GoalWording.state).where(GoalWording.ref == row.ref).scalar()
    if state is None:
        raise RuleBroken(
            "This offer was taken back or replaced in the meantime. Please look at the goal again."
        )
    return state


def _answer(row: GoalWording, state: str) -> None:
    still = (GoalWording.ref == row.ref) & (GoalWording.state == OFFERED)
    if not GoalWording.update(state=state, answered_at=clock.now()).where(still).execute():
        raise RuleBroken("This offer has had its answer already.")


def withdraw(goal: Goal, row: GoalWording) -> None:
    """Take back an offer that has had no answer."""
    with transaction():
        group, _ = standing.held_open(goal)
        still = (GoalWording.ref == row.ref) & (GoalWording.state == OFFERED)
        if GoalWording.delete().where(still).execute():
            group.touch()
