"""Writing a goal: drafting it in one's own space and wording it anew; every wording it ever had is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from peerportal.core import clock, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.groups.goals import standing
from peerportal.groups.goals.words import PARTS, Wording
from peerportal.groups.models import Goal, GoalWording, Group, Membership
from peerportal.groups.models.goal import WRITTEN
from peerportal.groups.own import own_space
from peerportal.people.models import Person

MINE, THEIRS, BOTH = "mine", "theirs", "both"


def draft(group: Group, by: Person, wording: Wording, form_key: str) -> Goal:
    """Write a new goal down, for oneself alone; the same `form_key` again is the same goal."""
    with standing.once():
        group = group.held_active()
        there: Goal | None = Goal.get_or_none(
            Goal.group == group, Goal.person == by, Goal.form_key == form_key
        )
        if there is not None:
            return there
        standing.check_room(group, by)
        space, ref = own_space(group, by), new_ref()
        goal: Goal = Goal.create(
            ref=ref,
            group=group,
            person=by,
            space_id=space.space_id,
            words=space.seal(Goal.words, ref, wording.text()),
            due_on=wording.due,
            form_key=form_key,
        )
        _keep(goal, by, wording, space, 1)
        Membership.touch(group, by)
    return goal


def edit(goal: Goal, by: Person, wording: Wording, version: int) -> bool:
    """Word it anew; False when it was changed since `version`. The same words again change nothing."""
    with transaction():
        group, fresh = standing.held_open(goal)
        space = standing.space_of(fresh, by)
        present = read(fresh, space)
        if fresh.version != version:
            return present == wording
        if present == wording:
            return True
        put(fresh, wording, space)
        _keep(fresh, by, wording, space, version + 1)
        standing.moved(group, fresh, by)
    return True


def read(goal: Goal, space: vault.OpenSpace) -> Wording:
    """The present words of the goal."""
    return Wording.read(space.read(goal, Goal.words))


def put(goal: Goal, wording: Wording, space: vault.OpenSpace) -> None:
    """Give the goal these words under its next version; part of a verb."""
    facts = {
        "words": space.seal(Goal.words, goal.ref, wording.text()),
        "due_on": wording.due,
        "version": goal.version + 1,
        "changed_at": clock.now(),
    }
    Goal.update(facts).where(Goal.id == goal.id).execute()


def _keep(goal: Goal, by: Person, wording: Wording, space: vault.OpenSpace, version: int) -> None:
    ref = new_ref()
    sealed = space.seal(GoalWording.words, ref, wording.text())
    GoalWording.create(ref=ref, goal=goal, person=by, state=WRITTEN, words=sealed, version=version)


def met(mine: Wording, theirs: Wording) -> list[str]:
    """The parts in which two wordings differ."""
    return [part for part in PARTS if getattr(mine, part) != getattr(theirs, part)]


def settled(choice: str, mine: Wording, theirs: Wording) -> Wording:
    """What stays of two wordings that met; of "both", each part holds both texts, the other one's first."""
    if choice != BOTH:
        return theirs if choice == THEIRS else mine
    joined: dict[str, Any] = {}
    for part in met(mine, theirs):
        joined[part] = "\n".join(text for text in (getattr(theirs, part), getattr(mine, part)) if text)
    return replace(mine, **joined)
