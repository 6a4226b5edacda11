"""From the opaque id in an address to a record of people, through the person who asks; anything else is a 404."""

from __future__ import annotations

from flask import abort

from peerportal.people.models import Person, RosterImport, SignIn
from peerportal.web.gates import person


def sign_in_of_mine(ref: str) -> SignIn:
    """One of one's own sign-ins."""
    return SignIn.get_or_none(SignIn.ref == ref, SignIn.person == person()) or abort(404)


def anybody(ref: str) -> Person:
    """Any person at all, for a coordinator; the door has asked whether one is asking."""
    return Person.get_or_none(Person.ref == ref) or abort(404)


def roster_import(ref: str) -> RosterImport:
    """A roster import, whichever coordinator began it."""
    return RosterImport.get_or_none(RosterImport.ref == ref) or abort(404)
