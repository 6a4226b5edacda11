"""What every verb of a request shares: the locks in one order, and a change of state that only one can win."""

from __future__ import annotations

from typing import Any

from peerportal.core import changes
from peerportal.core.db import locked
from peerportal.core.rules import RuleBroken
from peerportal.matching.models.requests import OPEN, PeerRequest
from peerportal.people.models import Person

NO_LONGER_OPEN = "This request is no longer open."


def lock_people(*ids: int) -> dict[int, Person]:
    """The people locked in ascending order of their keys, as they are now; inside a transaction."""
    query = Person.select().where(Person.id.in_(ids)).order_by(Person.id)
    return {person.id: person for person in locked(query)}


def lock_request(peer_request: PeerRequest, states: tuple[str, ...] = OPEN, done: str = "") -> PeerRequest:
    """The request locked, as it is now, after its people; RuleBroken unless it is in one of the states.

    It may also be in the state `done`: then the same form came twice, and the verb has nothing left to do.
    """
    fresh = locked(PeerRequest.select().where(PeerRequest.id == peer_request.id)).get()
    if fresh.state not in (*states, done):
        raise RuleBroken(NO_LONGER_OPEN)
    return fresh


def move(peer_request: PeerRequest, **facts: Any) -> None:
    """Write new facts of a request that this transaction holds locked, and tell matching."""
    PeerRequest.update(**facts).where(PeerRequest.id == peer_request.id).execute()
    for name, value in facts.items():
        setattr(peer_request, name, value)
    changes.record("request", peer_request.sender_id, peer_request.recipient_id)
