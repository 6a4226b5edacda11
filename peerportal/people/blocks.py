"""Blocking somebody: silent, private to the one who did it, and felt in both directions."""

from __future__ import annotations

from typing import Any

from peerportal.core import changes
from peerportal.core.db import locked, transaction
from peerportal.core.rules import RuleBroken
from peerportal.people import hooks
from peerportal.people.models import Block, Person


def block(by: Person, other: Person) -> None:
    """Have nothing to do with `other` any more; what is open between the two ends. Doing it twice changes nothing."""
    if by.id == other.id:
        raise RuleBroken("You cannot block yourself.")
    with transaction():
        # Always the smaller key first, so that two people who block each other at one moment do not wait for ever.
        list(locked(Person.select(Person.id).where(Person.id.in_([by.id, other.id])).order_by(Person.id)))
        if Block.select().where(Block.by == by, Block.other == other).exists():
            return
        Block.create(by=by, other=other)
        changes.record("block", by.id, other.id)
        hooks.on_block.fire(by, other)


def unblock(by: Person, other: Person) -> None:
    """Take a block back; what it ended stays ended."""
    with transaction():
        if Block.delete().where(Block.by == by, Block.other == other).execute():
            changes.record("block", by.id, other.id)


def blocked_by(person: Person) -> Any:
    """The people this person has blocked, by name."""
    return (
        Person.select()
        .join(Block, on=Block.other == Person.id)
        .where(Block.by == person)
        .order_by(Person.name)
    )
