"""From an address to a request or to somebody one may ask, always through the person; 404 otherwise."""

from __future__ import annotations

from flask import abort

from peerportal.matching.eligibility import Meeting
from peerportal.matching.models.requests import PeerRequest
from peerportal.people.models import Person
from peerportal.programmes.models import Programme


def request_of(person: Person, ref: str) -> PeerRequest:
    """A request this person sent or received."""
    return PeerRequest.involving(person).where(PeerRequest.ref == ref).first() or abort(404)


def request_to(person: Person, ref: str) -> PeerRequest:
    """A request this person received."""
    mine = PeerRequest.involving(person).where(PeerRequest.recipient == person)
    return mine.where(PeerRequest.ref == ref).first() or abort(404)


def request_by(person: Person, ref: str) -> PeerRequest:
    """A request this person sent."""
    mine = PeerRequest.involving(person).where(PeerRequest.sender == person)
    return mine.where(PeerRequest.ref == ref).first() or abort(404)


def someone_to_ask(person: Person, ref: str) -> Meeting:
    """Somebody whose page this person may open, as the two of them."""
    found = Person.get_or_none(Person.ref == ref) or abort(404)
    meeting = Meeting(person, found, Programme.current())
    return meeting if meeting.reachable() else abort(404)
