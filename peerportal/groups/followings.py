"""What groups do when something happens to one of their people, or to themselves."""

from __future__ import annotations

from typing import Any

from peerportal.groups import hooks as group_hooks
from peerportal.groups.circles import inviting, membership
from peerportal.groups.endings import in_touch
from peerportal.groups.meetings import booking
from peerportal.groups.models import CLOSED, Group, Membership
from peerportal.people import hooks
from peerportal.people.models import Person


@hooks.on_block.register
def hold_what_the_two_have(by: Person, other: Person) -> None:
    """Before anything else of theirs moves, all of it is held in one order; what is held again later waits no more.

    Nothing can be added meanwhile: whoever joins, invites or accepts holds the people first, and so does a block.
    """
    both = Membership.select(Membership.group).where(Membership.person == other, Membership.left_at.is_null())
    shared: Any = Group.of(by).where(Group.id.in_(both)).select(Group.id).tuples()
    Group.all_held({*(key for (key,) in shared), *inviting.circles_between(by, other)})


@hooks.on_block.register
def close_the_pair(by: Person, other: Person) -> None:
    """A block ends the pair of the two, in the same neutral words as any other ending."""
    group = Group.open_between(by.id, other.id)
    if group is not None:
        group.close()


@hooks.on_block.register
def leave_shared_circles(by: Person, other: Person) -> None:
    """Whoever sets a block goes from the circles they share, as anybody may at any time; the other stays."""
    theirs = Membership.select(Membership.group).where(
        Membership.person == other, Membership.left_at.is_null()
    )
    shared = membership.open_circles_of(by).where(Group.id.in_(theirs))
    for group in list(shared):
        membership.take_out(group.held(), by)
    inviting.end_between(by, other)


@hooks.on_block.register
def part_for_good(by: Person, other: Person) -> None:
    """Where their time together has ended already, neither finds the other's address any more."""
    in_touch.part(by, other)


@hooks.on_leave.register
def close_what_they_leave(person: Person) -> None:
    """Who leaves or is suspended leaves their groups; a pair of one is no pair, and a circle goes on without them."""
    open_now = list(Group.of(person).where(Group.state != CLOSED))
    mine = {group.id for group in open_now}
    # With the circles that only invited them, whose invitations end below.
    for group in Group.all_held({*mine, *inviting.circles_asking(person)}):
        if group.id not in mine:
            continue
        if group.is_circle:
            membership.take_out(group, person)
        else:
            group.close()
    inviting.end_all_of(person)


@group_hooks.on_close.register
def cancel_what_was_booked(group: Group) -> None:
    """Nobody turns up at a meeting of a group that is over."""
    booking.cancel_for_closing(group)
