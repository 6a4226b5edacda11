"""The asked person's three answers: yes to a first chat, one question, not now."""

from __future__ import annotations

import datetime as dt

from peerportal.core import clock, mail, vault
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups import pairing
from peerportal.groups.models import Group
from peerportal.matching.eligibility import NotAvailable, may_meet
from peerportal.matching.models.requests import ACCEPTED, ASKED_BACK, DECLINED, PENDING, PeerRequest
from peerportal.matching.requests.moving import lock_people, lock_request, move
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

GRACE = dt.timedelta(days=3)  # what a question leaves the other at least


def accept(peer_request: PeerRequest, by: Person) -> Group:
    """Say yes: all hard rules are asked again, then the two have a group.

    It is on trial until their first chat, or active at once when they confirm that they already meet.
    """
    with transaction():
        people = lock_people(peer_request.sender_id, peer_request.recipient_id)
        fresh = lock_request(peer_request, done=ACCEPTED)
        if fresh.state == ACCEPTED:
            return Group.get_by_id(fresh.group_id)
        return accept_locked(fresh, people[fresh.recipient_id], people[fresh.sender_id])


def accept_locked(peer_request: PeerRequest, by: Person, sender: Person) -> Group:
    """The same, for a caller that holds both people and the request locked."""
    programme = Programme.get_by_id(peer_request.programme_id)
    _check(peer_request, by, sender, programme)
    move(peer_request, state=ACCEPTED, answered_at=clock.now())
    group = _open(peer_request, by, sender)
    PeerRequest.update(group=group).where(PeerRequest.id == peer_request.id).execute()
    mail.enqueue("request_accepted", person=sender.id, request=peer_request.ref)
    return group


def _open(peer_request: PeerRequest, by: Person, sender: Person) -> Group:
    facts = {"programme_id": peer_request.programme_id, "space_id": peer_request.space_id}
    if peer_request.meets:
        return pairing.open_active(people=[sender, by], **facts)
    return pairing.open_trying(people=[sender, by], by=by, **facts)


def _check(peer_request: PeerRequest, by: Person, sender: Person, programme: Programme) -> None:
    try:
        may_meet(by, sender, programme, but=peer_request.id)
    except NotAvailable:
        sentence = f"{sender.first_name} is not available right now, so this could not be accepted."
        raise RuleBroken(sentence) from None


def ask_back(peer_request: PeerRequest, by: Person, text: str) -> None:
    """Ask one thing before answering."""
    with transaction():
        fresh = lock_request(peer_request, (PENDING,), done=ASKED_BACK)
        if fresh.state == ASKED_BACK:
            return
        if fresh.question:
            raise RuleBroken("You have asked your question already. Say yes, or not now.")
        sealed = vault.open_space(fresh.space_id, reader=by.id).seal(PeerRequest.question, fresh.ref, text)
        expires_at = max(fresh.expires_at, clock.now() + GRACE)
        move(fresh, state=ASKED_BACK, question=sealed, asked_back_at=clock.now(), expires_at=expires_at)
        mail.enqueue("request_asked_back", person=fresh.sender_id, request=fresh.ref)


def decline(peer_request: PeerRequest, by: Person, words: str) -> None:
    """Say not now (or not so), with kind words; the two rest from each other's lists for the programme's cool-down."""
    with transaction():
        fresh = lock_request(peer_request, done=DECLINED)
        if fresh.state == DECLINED:
            return
        sealed = vault.open_space(fresh.space_id, reader=by.id).seal(PeerRequest.parting, fresh.ref, words)
        move(fresh, state=DECLINED, answered_at=clock.now(), parting=sealed)
        mail.enqueue("request_declined", person=fresh.sender_id, request=fresh.ref)
