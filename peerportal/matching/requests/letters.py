"""The mails about requests: names, days and a link to a page with buttons; never a word of the two."""

from __future__ import annotations

from typing import Any

from peerportal.core import mail
from peerportal.matching.models.requests import PeerRequest
from peerportal.people.models import Person

OPEN_ONLY = ("request_received", "request_reminder", "request_asked_back", "request_replied")
ALWAYS = ("request_accepted", "request_declined", "request_expired")


def _facts(payload: dict[str, Any], still_open: bool) -> dict[str, Any] | None:
    """Who gets the mail and what it may say; None when it has become pointless."""
    person = Person.get_or_none(Person.id == payload["person"])
    peer_request = PeerRequest.get_or_none(PeerRequest.ref == payload["request"])
    if person is None or peer_request is None or not (person.takes_part and person.email):
        return None
    if still_open and not peer_request.is_open:
        return None
    asked_me = peer_request.recipient_id == person.id
    other = Person.get_by_id(peer_request.sender_id if asked_me else peer_request.recipient_id)
    return {
        "name": person.name,
        "address": person.email,
        "first_name": person.first_name,
        "other": other.name,
        "asked_me": asked_me,
        "meets": peer_request.meets,
        "days": peer_request.days_left,
        "path": f"/requests/{peer_request.ref}",
    }


for _template in OPEN_ONLY:
    mail.context(_template)(lambda payload: _facts(payload, True))
for _template in ALWAYS:
    mail.context(_template)(lambda payload: _facts(payload, False))
