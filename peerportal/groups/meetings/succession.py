"""After a meeting that is over comes the next: it takes on length, means and what is still to be talked about."""

from __future__ import annotations

from peerportal.groups.circles import hosting
from peerportal.groups.meetings import offers
from peerportal.groups.models import AgendaItem, Group, Meeting


def follow(group: Group, over: Meeting) -> Meeting:
    """Make the meeting after one that was held, missed or called off; part of the verb that ended it."""
    following: Meeting = Meeting.create(
        group=group,
        number=over.number + 1,
        minutes=over.minutes,
        means=over.means,
        host_id=hosting.next_host(group),
    )
    AgendaItem.move_on(over, following)
    offers.clear(group)
    group.touch()
    return following
