"""Checking in: how far a goal is on a day, as a number, a line or both."""

from __future__ import annotations

import datetime as dt

from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.groups.goals import standing
from peerportal.groups.goals.progress import CheckedIn
from peerportal.groups.models import Goal, GoalCheckIn
from peerportal.people.models import Person

MOST = 200


def check_in(goal: Goal, by: Person, on_day: dt.date, words: CheckedIn, form_key: str) -> GoalCheckIn:
    """Note where it stands; the same `form_key` again is the same check-in."""
    with standing.once():
        group, fresh = standing.held_open(goal)
        there: GoalCheckIn | None = GoalCheckIn.get_or_none(
            GoalCheckIn.goal == fresh, GoalCheckIn.form_key == form_key
        )
        if there is not None:
            return there
        if GoalCheckIn.select().where(GoalCheckIn.goal == fresh).count() >= MOST:
            raise RuleBroken(f"This goal has {MOST} check-ins. Remove some to add another one.")
        ref = new_ref()
        sealed = standing.space_of(fresh, by).seal(GoalCheckIn.words, ref, words.text())
        made: GoalCheckIn = GoalCheckIn.create(
            ref=ref, goal=fresh, on_day=on_day, words=sealed, has_value=bool(words.value), form_key=form_key
        )
        standing.moved(group, fresh, by)
    return made


def correct(
    goal: Goal, row: GoalCheckIn, by: Person, on_day: dt.date, words: CheckedIn, version: int
) -> bool:
    """Put right what was noted; False when it was changed since `version`. The same again changes nothing."""
    with transaction():
        group, fresh = standing.held_open(goal)
        space = standing.space_of(fresh, by)
        there: GoalCheckIn | None = GoalCheckIn.get_or_none(GoalCheckIn.ref == row.ref)
        if there is None:
            raise RuleBroken("This check-in is no longer there.")
        if there.version != version:
            return (there.on_day, CheckedIn.read(space.read(there, GoalCheckIn.words))) == (on_day, words)
        sealed = space.seal(GoalCheckIn.words, there.ref, words.text())
        facts = {"on_day": on_day, "words": sealed, "has_value": bool(words.value), "version": version + 1}
        GoalCheckIn.update(facts).where(GoalCheckIn.id == there.id).execute()
        standing.moved(group, fresh, by)
    return True


def remove(goal: Goal, row: GoalCheckIn, by: Person) -> None:
    """Take it away; removing what is gone changes nothing."""
    with transaction():
        group, fresh = standing.held_open(goal)
        if GoalCheckIn.delete().where(GoalCheckIn.ref == row.ref).execute():
            standing.moved(group, fresh, by)
