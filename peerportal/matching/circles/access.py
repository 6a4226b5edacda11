"""From an opaque id to a circle or an invitation, by way of the one who asks; the same 404 for all others."""

from __future__ import annotations

from flask import abort

from peerportal.groups.models import CIRCLE, Circle, CircleInvitation, Group
from peerportal.groups.models.circle import DECLINED
from peerportal.matching import profiles
from peerportal.matching.circles import finding
from peerportal.matching.circles.finding import CircleCard
from peerportal.people.models import Person
from peerportal.web.gates import person


def mine(ref: str) -> Group | None:
    """A circle I am in."""
    query = Circle.beside(Group.of(person()))
    found: Group | None = query.where(Group.ref == ref, Group.kind == CIRCLE).first()
    return found


def my_circle(ref: str) -> Group:
    """The same; 404 for all others."""
    return mine(ref) or abort(404)


def seen(ref: str) -> CircleCard:
    """A circle I am not in and could be in."""
    return finding.look_at(person(), ref) or abort(404)


def circle(ref: str) -> Group:
    """A circle I am in or could be in, as a record, to do something with."""
    return mine(ref) or Group.get_or_none(Group.id == seen(ref).circle.id) or abort(404)


def invitation(ref: str) -> CircleInvitation:
    """An invitation to me that waits, or that I answered, into a circle that is there for me."""
    found: CircleInvitation | None = CircleInvitation.get_or_none(
        CircleInvitation.ref == ref, CircleInvitation.person == person()
    )
    return found if found is not None and _still_there(found) else abort(404)


def _still_there(found: CircleInvitation) -> bool:
    if found.state == DECLINED:
        return True  # I said so myself, and a second click says it again.
    group = Group.get_by_id(found.group_id)
    return mine(group.ref) is not None or finding.look_at(person(), group.ref) is not None


def someone_to_invite(ref: str) -> Person:
    """Somebody I can see; whether they may be in the circle is for the verb to say."""
    found = profiles.look_at(person().id, ref) or abort(404)
    return Person.get_or_none(Person.id == found.peer.id) or abort(404)
