"""From an opaque id to a person, by way of the one who asks; the same 404 for all who cannot be reached."""

from __future__ import annotations

from flask import abort

from peerportal.matching import profiles
from peerportal.matching.profiles import Seen
from peerportal.people import blocks
from peerportal.people.models import Person, Profile
from peerportal.web.gates import person


def seen(ref: str) -> Seen:
    """Somebody whose page this person may open."""
    return profiles.look_at(person().id, ref) or abort(404)


def someone(ref: str) -> Person:
    """The same as a record, to do something with."""
    return Person.get_or_none(Person.id == seen(ref).peer.id) or abort(404)


def someone_to_block(ref: str) -> Person:
    """Somebody this person can see, or ever had to do with."""
    found = profiles.may_block(person().id, ref)
    return Person.get_or_none(Person.id == found) or abort(404)


def blocked_by_me(ref: str) -> Person:
    """Somebody this person has blocked."""
    return blocks.blocked_by(person()).where(Person.ref == ref).first() or abort(404)


def profile_of(who: Seen) -> Profile:
    """What they say of how they like to work."""
    return Profile.get_or_none(Profile.person == who.peer.id) or abort(404)


def anybody(ref: str) -> Person:
    """Any person at all, for a coordinator; the door has asked whether one is asking."""
    return Person.get_or_none(Person.ref == ref) or abort(404)
