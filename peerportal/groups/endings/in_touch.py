"""Keeping in touch: each says privately whether they would like to; two who both did see each other's address."""

from __future__ import annotations

from typing import Any

from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.models import CLOSED, Group, Membership
from peerportal.people.models import Block, Person


def keep(group: Group, by: Person) -> None:
    """Say that one would like to keep in touch."""
    _say(group, by, True)


def take_back(group: Group, by: Person) -> None:
    """Take it back: from now on no address is shown for it, neither one's own nor the others'."""
    _say(group, by, False)


def _say(group: Group, by: Person, keeps: bool) -> None:
    with transaction():
        fresh = group.held()
        if not fresh.is_closed or fresh.retired_at:
            raise RuleBroken("This is asked once your time together has ended.")
        mine = (Membership.group == fresh) & (Membership.person == by)
        changed = Membership.update(keeps_in_touch=keeps).where(mine, Membership.keeps_in_touch != keeps)
        if changed.execute():
            Membership.touch(fresh, by)
            for other in _on_whose_page_it_shows(fresh, by):
                Membership.touch(fresh, other)


def part(by: Person, other: Person) -> None:
    """Have the closed pages of two see at once that one has blocked the other; part of setting the block.

    The blocked one's page moves only where an address goes from it, just as if that had been taken back.
    """
    both = Membership.select(Membership.group).where(Membership.person == other, Membership.left_at.is_null())
    for group in list(Group.of(by).where(Group.state == CLOSED, Group.id.in_(both)).order_by(Group.id)):
        fresh = group.held()
        Membership.touch(fresh, by)
        if {by.id, other.id} <= _keys(fresh):
            Membership.touch(fresh, other)


def _keys(group: Group) -> set[int]:
    """The keys of the members who would like to keep in touch."""
    keeps = (Membership.group == group) & Membership.left_at.is_null() & Membership.keeps_in_touch
    query: Any = Membership.select(Membership.person).where(keeps)
    return {person_id for (person_id,) in query.tuples()}


def _on_whose_page_it_shows(group: Group, by: Person) -> list[Person]:
    """The others on whose page an address comes or goes with what this one says: nobody beyond a block."""
    apart = Block.select(Block.other).where(Block.by == by) | Block.select(Block.by).where(Block.other == by)
    would_too = Person.id.in_(_keys(group) - {by.id}) & Person.id.not_in(apart)
    return list(Person.select().where(would_too).order_by(Person.id))
