"""Thinking of you: the one kind sign another member may send for each commitment, and the day before it is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock, jobs, mail
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import ACTIVE, Commitment, Group, Membership
from peerportal.groups.models.commitment import GOES_ON
from peerportal.groups.opened import zone_named
from peerportal.people.models import Person

# From this hour on, on their own clock, people are reminded of what is due the next day.
FROM_HOUR = 8


def think_of(group: Group, commitment: Commitment, by: Person) -> bool:
    """Tell the owner that `by` thinks of them; False when somebody has already done so for this commitment."""
    if commitment.person_id == by.id:
        raise RuleBroken("This one is your own.")
    with transaction():
        group = group.held_active()
        if commitment.person_id not in group.member_ids():
            raise RuleBroken("They have left this circle, so it would not reach them.")
        free = (Commitment.id == commitment.id) & Commitment.nudged_at.is_null() & ~Commitment.gone
        facts = {"nudged_at": clock.now(), "nudged_by": by}
        if not Commitment.update(facts).where(free, Commitment.state.in_(GOES_ON)).execute():
            return False
        group.touch()
        mail.enqueue("thinking_of_you", key=f"thinking:{commitment.ref}", commitment=commitment.ref)
    return True


@jobs.handler("remind_of_commitments")
def remind(payload: dict[str, object] | None = None) -> None:
    """Enqueue a mail to everybody for whom something is due tomorrow, once for each commitment and day."""
    soon = (clock.today(), clock.today() + dt.timedelta(days=2))
    due: Any = (
        Commitment.select(Commitment, Person)
        .join(Person, on=(Person.id == Commitment.person), attr="owner")
        .switch(Commitment)
        .join(Group, on=(Group.id == Commitment.group))
        .where(Commitment.due_on.between(*soon), Commitment.state.in_(GOES_ON), ~Commitment.gone)
        .where(Group.state == ACTIVE)
    )
    # Read to the end first: SQLite begins no writing while an older reading of the same connection is open.
    for commitment in list(due):
        if is_due_tomorrow(commitment, commitment.owner):
            day = commitment.due_on.isoformat()
            mail.enqueue(
                "commitment_due", key=f"due:{commitment.ref}:{day}", commitment=commitment.ref, day=day
            )


jobs.every("remind_of_commitments", 3600)


def is_due_tomorrow(commitment: Commitment, owner: Person) -> bool:
    """Whether it is the day before on the owner's clock, not too early, and not the very day they said it."""
    zone = zone_named(owner.time_zone)
    here, made_on = clock.now().astimezone(zone), commitment.made_at.astimezone(zone).date()
    tomorrow = commitment.due_on - dt.timedelta(days=1) == here.date()
    return tomorrow and here.hour >= FROM_HOUR and made_on < here.date()


def still_wanted(ref: str) -> tuple[Commitment, Group, Person] | None:
    """The commitment, its group and its owner, while there is still reason to write to them."""
    found: Any = Commitment.get_or_none(
        Commitment.ref == ref, Commitment.state.in_(GOES_ON), ~Commitment.gone
    )
    if found is None:
        return None
    group, owner = Group.get_by_id(found.group_id), Person.get_by_id(found.person_id)
    present = (Membership.group == group) & (Membership.person == owner) & Membership.left_at.is_null()
    there = group.is_active and owner.takes_part and owner.email
    return (found, group, owner) if there and Membership.select().where(present).exists() else None
