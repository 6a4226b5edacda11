"""Hosting: each meeting of a circle has a host from the turn list, and whoever cannot passes it on."""

from __future__ import annotations

from typing import Any

from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups.circles import turns
from peerportal.groups.models import Group, Meeting, Membership
from peerportal.people.models import Person


def order_of(group: Group) -> list[tuple[int, bool]]:
    """The turn list of a circle: its members in the order they came, also those who left."""
    query: Any = (
        Membership.select(Membership.person, Membership.left_at.is_null())
        .where(Membership.group == group)
        .order_by(Membership.joined_at, Membership.person)
    )
    return [(person, bool(there)) for person, there in query.tuples()]


def next_host(group: Group) -> int | None:
    """Who hosts the meeting that is about to be made, for `Meeting.host_id`; nobody in a pair."""
    if not group.is_circle:
        return None
    return turns.following(order_of(group), _last_host(group))


def _last_host(group: Group) -> int | None:
    hosted = Meeting.select(Meeting.host_id).where(Meeting.group == group, Meeting.host_id.is_null(False))
    last: int | None = hosted.order_by(Meeting.number.desc()).limit(1).scalar()
    return last


def pass_on(group: Group, by: Person, number: int) -> bool:
    """Let the next one in turn host the meeting of this number instead of `by`.

    False when it is somebody else's already, by a second click or another meeting. Nobody else to host: RuleBroken.
    """
    with transaction():
        group = group.held_active()
        following = turns.following(order_of(group), by.id)
        if following in (None, by.id):
            raise RuleBroken("There is nobody else who could host it right now.")
        return _hand_over(group, by.id, following, Meeting.number == number)


def hand_on(group: Group, leaver: int) -> None:
    """Somebody left: what they were to host is the next one's; part of the verb by which they left."""
    _hand_over(group, leaver, turns.following(order_of(group), leaver), True)


def _hand_over(group: Group, one: int, other: int | None, which: Any) -> bool:
    meeting = Meeting.next_of(group)
    if meeting is None or meeting.host_id != one:
        return False
    still = (Meeting.id == meeting.id) & (Meeting.host_id == one)
    moved = Meeting.update(host_id=other).where(still, which).execute()
    if moved:
        group.touch()
    return bool(moved)
