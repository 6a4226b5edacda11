"""Whose turn it is: round the members in the order in which they joined."""

from __future__ import annotations

from peerportal.activities.play import Play
from peerportal.groups.opened import FORMER, Member


def after(play: Play, last: str | None) -> Member:
    """The member whose turn comes after the one with this ref; the first where that is nobody who is still there."""
    members = play.opened.members
    at = next((place for place, member in enumerate(members) if member.ref == last), -1)
    return members[(at + 1) % len(members)]


def named(play: Play, ref: str) -> str:
    """The first name of the member with this ref, or what stands for somebody who has left."""
    return next((member.first_name for member in play.opened.members if member.ref == ref), FORMER)
