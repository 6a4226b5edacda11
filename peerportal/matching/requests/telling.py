"""A request as one of its two people sees it: where it stands, whose turn it is, what happens next and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from peerportal.core import vault
from peerportal.groups.models import Group
from peerportal.matching.models import requests as states
from peerportal.matching.models.requests import PeerRequest
from peerportal.matching.requests.answering import usual_days
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

RECENT = 30
# state → (as the asked person reads it, as the asking person reads it)
HEADLINES = {
    states.PENDING: ("{name} asks you for a first chat", "You asked {name} for a first chat"),
    states.ASKED_BACK: ("You asked {name} one thing", "{name} would like to know one thing"),
    states.ACCEPTED: ("You said yes to a first chat with {name}", "{name} said yes to a first chat"),
    states.DECLINED: ("You said not now to {name}", "{name} answered: not now"),
    states.WITHDRAWN: ("The request from {name} is no longer open", "You took your request to {name} back"),
    states.EXPIRED: ("The request from {name} ended by itself", "Your request to {name} ended by itself"),
    states.ENDED: ("The request from {name} is no longer open", "Your request to {name} is no longer open"),
}

# The same where the sender says that the two already meet; what is missing reads as above.
ALREADY_MEET = {
    states.PENDING: ("{name} says that you two already meet", "You said that you and {name} already meet"),
    states.ACCEPTED: ("You confirmed that you and {name} meet", "{name} confirmed that you two meet"),
    states.DECLINED: ("You told {name} that it is not so", "{name} answered: not so"),
}


@dataclass(frozen=True)
class Told:
    """One request for one of its people; the words are empty in lists, which open nothing."""

    peer_request: PeerRequest
    me: Person
    note: str = ""
    question: str = ""
    reply: str = ""
    parting: str = ""
    usual: int | None = None

    @property
    def ref(self) -> str:
        return self.peer_request.ref

    @property
    def sent_by_me(self) -> bool:
        return self.peer_request.sender_id == self.me.id

    @property
    def other(self) -> Person:
        found: Any = self.peer_request
        return found.asked if self.sent_by_me else found.asker

    @property
    def meets(self) -> bool:
        """Whether it says that the two already meet, and asks for no first chat."""
        return bool(self.peer_request.meets)

    @property
    def is_open(self) -> bool:
        return self.peer_request.is_open

    @property
    def my_turn(self) -> bool:
        """Whether it waits for me: asked and not answered, or asked back."""
        return self.is_open and (self.peer_request.state == states.PENDING) != self.sent_by_me

    @property
    def may_answer(self) -> bool:
        return self.is_open and not self.sent_by_me

    @property
    def may_ask_back(self) -> bool:
        return self.may_answer and self.my_turn and not self.peer_request.question

    @property
    def may_reply(self) -> bool:
        return self.sent_by_me and self.my_turn

    @property
    def may_withdraw(self) -> bool:
        return self.sent_by_me and self.is_open

    @property
    def may_revive(self) -> bool:
        return self.peer_request.state == states.EXPIRED

    @property
    def was_refused(self) -> bool:
        """Whether I asked and hear no: by words, by silence or because it is no longer open."""
        return self.sent_by_me and self.peer_request.state in (states.DECLINED, states.EXPIRED, states.ENDED)

    @property
    def headline(self) -> tuple[str, str, str]:
        """Before, name, after: the name stands by itself so that a page can isolate it."""
        said = HEADLINES | ALREADY_MEET if self.meets else HEADLINES
        before, _, after = said[self.peer_request.state][self.sent_by_me].partition("{name}")
        return before, self.other.first_name, after

    @property
    def group(self) -> Group | None:
        """The group that came of it, while it is not closed."""
        found = getattr(self.peer_request, "pair", None)
        return None if found is None or found.is_closed else found

    @property
    def sent_on(self) -> dt.date:
        return self._day(self.peer_request.sent_at)

    @property
    def ends_on(self) -> dt.date:
        return self._day(self.peer_request.expires_at)

    @property
    def days_left(self) -> int:
        return self.peer_request.days_left

    def reminders(self, programme: Programme) -> list[dt.date]:
        """The days of the reminders still to come."""
        days = programme.remind_days[self.peer_request.reminded :]
        return [self._day(self.peer_request.sent_at + dt.timedelta(days=day)) for day in days]

    def _day(self, at: dt.datetime) -> dt.date:
        try:
            return at.astimezone(ZoneInfo(self.me.time_zone)).date()
        except (KeyError, ValueError, OSError):
            return at.date()


def tell(peer_request: PeerRequest, me: Person) -> Told:
    """The request with its words, opened for me; `peer_request` comes from PeerRequest.involving."""
    if not peer_request.has_words:
        return Told(peer_request, me)
    space = vault.open_space(peer_request.space_id, reader=me.id)
    columns = (PeerRequest.note, PeerRequest.question, PeerRequest.reply, PeerRequest.parting)
    words = {column.name: space.read(peer_request, column) for column in columns}
    usual = usual_days([peer_request.recipient_id]).get(peer_request.recipient_id)
    return Told(peer_request, me, usual=usual, **words)


@dataclass(frozen=True)
class MyRequests:
    """The page of all my requests."""

    received: list[Told]
    sent: list[Told]
    earlier: list[Told]


def my_requests(me: Person) -> MyRequests:
    """My open requests, those that wait for me first, and the latest of those that are over."""
    open_ones = [
        Told(found, me) for found in PeerRequest.involving(me).where(PeerRequest.state.in_(states.OPEN))
    ]
    over = PeerRequest.involving(me).where(PeerRequest.state.not_in(states.OPEN)).limit(RECENT)
    open_ones.sort(key=lambda told: not told.my_turn)
    received = [told for told in open_ones if not told.sent_by_me]
    sent = [told for told in open_ones if told.sent_by_me]
    return MyRequests(received, sent, [Told(found, me) for found in over])
