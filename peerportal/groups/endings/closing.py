"""Closing: either of a pair ends it in neutral words; a circle ends when all present members said that it is time."""

from __future__ import annotations

from typing import Any

from peerportal.core import clock
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.endings import thanks
from peerportal.groups.models import CIRCLE, Group, Membership
from peerportal.people.models import Person


def close(group: Group, by: Person, words: str = "") -> bool:
    """End a pair or a first chat, with a thank-you or without; closing twice is closing once, and keeps both thanks.

    False when `by` has left other words already: the group is closed, and they are still there.
    """
    with transaction():
        fresh = group.held()
        if fresh.kind == CIRCLE:
            raise RuleBroken("In a circle nobody closes for all. Say that it is time to end it, or leave.")
        fresh.close(by=by)
        return not words or thanks.leave(fresh, by, words)


def say_done(group: Group, by: Person) -> bool:
    """Say privately that it is time to end the circle; True when all present members have, and it is closed."""
    with transaction():
        fresh = group.held_active()
        if fresh.kind != CIRCLE:
            raise RuleBroken("A pair is simply closed, by either of you.")
        mine = (Membership.group == fresh) & (Membership.person == by)
        if Membership.update(done_at=clock.now()).where(mine, Membership.done_at.is_null()).execute():
            Membership.touch(fresh, by)
        return close_if_all_said_so(fresh)


def go_on(group: Group, by: Person) -> None:
    """Take back that it is time to end it; nobody ever learns that it was said."""
    with transaction():
        fresh = group.held_active()
        mine = (Membership.group == fresh) & (Membership.person == by)
        if Membership.update(done_at=None).where(mine, Membership.done_at.is_null(False)).execute():
            Membership.touch(fresh, by)


def close_if_all_said_so(group: Group) -> bool:
    """Close the circle when no present member is left who would go on; part of the verb that changed that."""
    present = (Membership.group == group) & Membership.left_at.is_null()
    said: Any = Membership.select(Membership.done_at).where(present).tuples()
    if not said or any(done_at is None for (done_at,) in said):
        return False
    group.close()
    return True
