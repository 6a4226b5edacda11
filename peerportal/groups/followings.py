"""What groups do when something happens to one of their people."""

from __future__ import annotations

from peerportal.groups.models import CLOSED, Group
from peerportal.people import hooks
from peerportal.people.models import Person


@hooks.on_block.register
def close_the_pair(by: Person, other: Person) -> None:
    """A block ends the pair of the two, in the same neutral words as any other ending."""
    group = Group.open_between(by.id, other.id)
    if group is not None:
        group.close()


@hooks.on_leave.register
def close_what_they_leave(person: Person) -> None:
    """Who leaves or is suspended leaves their groups; a pair of one is no pair."""
    for group in Group.of(person).where(Group.state != CLOSED):
        group.close()
