"""From the opaque id in an address to a record of people, through the person who asks; anything else is a 404."""

from __future__ import annotations

from flask import abort

from peerportal.people.models import SignIn
from peerportal.web.gates import person


def sign_in_of_mine(ref: str) -> SignIn:
    """One of one's own sign-ins."""
    return SignIn.get_or_none(SignIn.ref == ref, SignIn.person == person()) or abort(404)
