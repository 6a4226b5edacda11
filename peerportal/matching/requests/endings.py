"""How requests end without an answer: by time, by a block, by somebody leaving; and when their words are destroyed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peerportal.core import clock, jobs, mail
from peerportal.core.db import transaction
from peerportal.core.rules import RuleBroken
from peerportal.groups import hooks as group_hooks
from peerportal.groups.models import Group
from peerportal.matching.models.requests import ENDED, EXPIRED, OPEN, PENDING, PeerRequest
from peerportal.matching.requests.moving import lock_people, lock_request, move
from peerportal.people import hooks
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

AT_A_TIME = 500


def expire_due() -> int:
    """End the open requests whose time is over; returns how many."""
    due = PeerRequest.select().where(PeerRequest.state.in_(OPEN), PeerRequest.expires_at <= clock.now())
    # Read to the end first: SQLite begins no writing while an older reading of the same connection is open.
    found = list(due.order_by(PeerRequest.id).limit(AT_A_TIME))
    return sum(_expire(peer_request) for peer_request in found)


def _expire(peer_request: PeerRequest) -> int:
    with transaction():
        try:
            fresh = lock_request(peer_request)
        except RuleBroken:
            return 0  # it was answered between the query and the lock
        if fresh.expires_at > clock.now():
            return 0
        move(fresh, state=EXPIRED)
        for person in (fresh.sender_id, fresh.recipient_id):
            mail.enqueue("request_expired", person=person, request=fresh.ref)
    return 1


def remind_due() -> int:
    """Remind whoever's turn it is, once for each of the programme's days that has come; returns how many."""
    count = 0
    for programme in list(Programme.select()):
        for number, day in enumerate(programme.remind_days):
            count += sum(
                _remind(peer_request, number + 1) for peer_request in _waiting(programme, number, day)
            )
    return count


def _waiting(programme: Programme, number: int, day: int) -> Any:
    asked_by = clock.now() - dt.timedelta(days=day)
    open_now = (PeerRequest.programme == programme) & PeerRequest.state.in_(OPEN)
    due = PeerRequest.select().where(
        open_now, PeerRequest.reminded == number, PeerRequest.sent_at <= asked_by
    )
    return list(due.order_by(PeerRequest.id).limit(AT_A_TIME))


def _remind(peer_request: PeerRequest, number: int) -> int:
    with transaction():
        still = PeerRequest.update(reminded=number).where(
            PeerRequest.id == peer_request.id,
            PeerRequest.reminded == number - 1,
            PeerRequest.state == peer_request.state,
        )
        if not still.execute():
            return 0
        theirs = peer_request.state == PENDING
        turn = peer_request.recipient_id if theirs else peer_request.sender_id
        mail.enqueue("request_reminder", person=turn, request=peer_request.ref)
    return 1


@jobs.handler("peer_requests")
def _look_after_requests(payload: dict[str, Any]) -> None:
    expire_due()
    remind_due()


jobs.every("peer_requests", 1800)


@hooks.on_block.register
def _end_between(by: Person, other: Person) -> None:
    # Persons first, then the request: the order in which accepting locks, so that neither waits for the other for ever.
    lock_people(by.id, other.id)
    for peer_request in (
        PeerRequest.between(by, other).where(PeerRequest.state.in_(OPEN)).order_by(PeerRequest.id)
    ):
        _end(peer_request)


@hooks.on_leave.register
def _end_all_of(person: Person) -> None:
    mine = (PeerRequest.sender == person) | (PeerRequest.recipient == person)
    for peer_request in (
        PeerRequest.select().where(mine, PeerRequest.state.in_(OPEN)).order_by(PeerRequest.id)
    ):
        _end(peer_request)


def _end(peer_request: PeerRequest) -> None:
    try:
        fresh = lock_request(peer_request)
    except RuleBroken:
        return
    # The same as a withdrawal to whoever looks, and no mail: nothing tells a block from any other ending.
    move(fresh, state=ENDED, answered_at=clock.now())


@group_hooks.on_retire.register
def _blank_the_words(group: Group) -> None:
    """The words of the request that a group came from lie in the group's space, and go with it."""
    nothing = {"note": b"", "question": None, "reply": None, "parting": None}
    PeerRequest.update(nothing).where(PeerRequest.space_id == group.space_id).execute()
