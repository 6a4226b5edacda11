"""The asking person's verbs: send, reply, withdraw; and revive, which either may."""

from __future__ import annotations

import datetime as dt

from peewee import IntegrityError

from peerportal.core import changes, clock, mail, vault
from peerportal.core.db import transaction
from peerportal.core.ids import new_ref
from peerportal.core.rules import RuleBroken
from peerportal.matching.eligibility import may_meet
from peerportal.matching.models.requests import ACCEPTED, ASKED_BACK, EXPIRED, PENDING, WITHDRAWN, PeerRequest
from peerportal.matching.requests.answers import accept_locked
from peerportal.matching.requests.moving import NO_LONGER_OPEN, lock_people, lock_request, move
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

GRACE = dt.timedelta(days=3)  # what a question or a reply leaves the other at least


def send(by: Person, to: Person, note: str, *, meets: bool = False) -> PeerRequest:
    """Ask `to` for a first chat, or with `meets` to confirm that the two already meet; sent twice it is one request.

    When `to` has asked `by` the same in the meantime, this accepts: the answer is then an accepted request with its
    group. A request of the other kind is left for its own answer, since neither kind consents to the other.
    """
    try:
        with transaction():
            people = lock_people(by.id, to.id)
            return _send_locked(people[by.id], people[to.id], note, meets)
    except IntegrityError:
        # The unique index on open requests decides when the locks did not: whoever came second sees the first.
        return _open_between(by, to, meets)


def _open_between(by: Person, to: Person, meets: bool) -> PeerRequest:
    found = PeerRequest.open_between(by, to)
    if found is None:
        raise RuleBroken(NO_LONGER_OPEN)
    if found.meets != meets:
        raise RuleBroken(_other_kind(found, by, to))
    return found


def _send_locked(by: Person, to: Person, note: str, meets: bool) -> PeerRequest:
    there = PeerRequest.open_between(by, to)
    if there is not None and there.meets != meets:
        raise RuleBroken(_other_kind(there, by, to))
    if there is not None and there.sender_id == by.id:
        return there
    if there is not None:
        group = accept_locked(lock_request(there), by, to)
        facts = {"state": ACCEPTED, "group": group, "meets": meets}
        return _write(by, to, note, there.programme_id, there.space_id, **facts)
    programme = Programme.current()
    may_meet(by, to, programme)
    _check_room_to_ask(by, programme, by)
    space_id = vault.new_space("group", [by.id, to.id])
    sent = _write(by, to, note, programme.id, space_id, expires_at=_expiry(programme), meets=meets)
    mail.enqueue("request_received", person=to.id, request=sent.ref)
    return sent


def _other_kind(there: PeerRequest, by: Person, to: Person) -> str:
    """Why one cannot ask for a first chat and say at the same time that one meets already."""
    if there.sender_id == by.id and there.meets:
        return f"You have told {to.first_name} that you already meet. Take that back first."
    if there.sender_id == by.id:
        return f"You have asked {to.first_name} for a first chat. Take that request back first."
    if there.meets:
        return f"{to.first_name} says that you two already meet. Please answer that first."
    return f"{to.first_name} has asked you for a first chat. Please answer that first."


def _write(by: Person, to: Person, note: str, programme: int, space_id: int, **facts: object) -> PeerRequest:
    ref, now = new_ref(), clock.now()
    sealed = vault.open_space(space_id, reader=by.id).seal(PeerRequest.note, ref, note)
    low, high = sorted((by.id, to.id))
    fields = {"sender": by, "recipient": to, "low": low, "high": high, "programme": programme}
    fields |= {"ref": ref, "space_id": space_id, "note": sealed, "sent_at": now, "expires_at": now}
    if facts.get("state") == ACCEPTED:
        fields["answered_at"] = now
    changes.record("request", by.id, to.id)
    return PeerRequest.create(**(fields | facts))


def _check_room_to_ask(sender: Person, programme: Programme, by: Person) -> None:
    full = why_no_more(sender, programme)
    if full is None:
        return
    if by.id != sender.id:
        raise RuleBroken(f"This cannot be opened again right now. You may ask {sender.first_name} yourself.")
    raise RuleBroken(full)


def why_no_more(sender: Person, programme: Programme) -> str | None:
    """Why this person cannot ask anybody just now, having asked as many as they may; None when they can."""
    most = programme.pending_out
    if PeerRequest.sent_by(sender).count() < most:
        return None
    waiting = "1 request" if most == 1 else f"{most} requests"
    return (
        f"You have {waiting} waiting, which is as many as there may be. Wait for an answer, or take one back."
    )


def _expiry(programme: Programme) -> dt.datetime:
    return clock.now() + dt.timedelta(days=programme.expiry_days)


def reply(peer_request: PeerRequest, by: Person, text: str) -> None:
    """Answer the one question that came back; the request waits for the other again."""
    with transaction():
        fresh = lock_request(peer_request, (ASKED_BACK,), done=PENDING)
        if fresh.state == PENDING:
            return
        space = vault.open_space(fresh.space_id, reader=by.id)
        sealed = space.seal(PeerRequest.reply, fresh.ref, text)
        expires_at = max(fresh.expires_at, clock.now() + GRACE)
        move(fresh, state=PENDING, reply=sealed, expires_at=expires_at)
        mail.enqueue("request_replied", person=fresh.recipient_id, request=fresh.ref)


def withdraw(peer_request: PeerRequest, by: Person) -> None:
    """Take a request back; the other sees that it is no longer open, and gets no mail."""
    with transaction():
        fresh = lock_request(peer_request, done=WITHDRAWN)
        if fresh.state != WITHDRAWN:
            move(fresh, state=WITHDRAWN, answered_at=clock.now())


def revive(peer_request: PeerRequest, by: Person) -> None:
    """Open an expired request again, by either of the two, under the rules of a new one."""
    with transaction():
        people = lock_people(peer_request.sender_id, peer_request.recipient_id)
        fresh = lock_request(peer_request, (EXPIRED,), done=PENDING)
        if fresh.state == PENDING:
            return
        sender, recipient = people[fresh.sender_id], people[fresh.recipient_id]
        programme = Programme.get_by_id(fresh.programme_id)
        may_meet(by, recipient if by.id == sender.id else sender, programme)
        _check_room_to_ask(sender, programme, by)
        now = clock.now()
        move(fresh, state=PENDING, sent_at=now, expires_at=_expiry(programme), reminded=0)
        if by.id == sender.id:
            mail.enqueue("request_received", person=recipient.id, request=fresh.ref)
