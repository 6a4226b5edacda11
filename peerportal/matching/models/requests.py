"""Peer requests: one person asks another for a first chat."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import JOIN, SQL, AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models import Group
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

PENDING, ASKED_BACK, ACCEPTED = "pending", "asked_back", "accepted"
DECLINED, WITHDRAWN, EXPIRED, ENDED = "declined", "withdrawn", "expired", "ended"
OPEN: tuple[str, ...] = (PENDING, ASKED_BACK)


class PeerRequest(BaseModel):
    """`low` and `high` are the two people in order: at most one open request between them, whoever asked.

    ENDED is what a block makes of an open request; both see it as "no longer open". With `meets` the sender says that
    the two already meet, and asks for nothing but the other's word for it.
    """

    programme_id: int
    sender_id: int
    recipient_id: int
    group_id: int | None

    id = AutoField()
    ref = RefField()
    programme = ForeignKeyField(Programme, lazy_load=False)
    sender = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    recipient = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    low = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    high = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    state = CharField(max_length=10, default=PENDING)
    space_id = IntegerField()
    note: Any = SealedField()
    question: Any = SealedField(null=True)
    reply: Any = SealedField(null=True)
    parting: Any = SealedField(null=True)  # the kind words of a "not now"
    sent_at = UTCDateTimeField(default=clock.now)
    asked_back_at = UTCDateTimeField(null=True)
    answered_at = UTCDateTimeField(null=True)
    expires_at = UTCDateTimeField()
    reminded = IntegerField(default=0)
    group = ForeignKeyField(Group, null=True, on_delete="SET NULL", lazy_load=False)
    meets = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])

    class Meta:
        indexes = ((("recipient", "state"), False), (("sender", "state"), False))
        constraints = [
            Check(
                "state IN ('pending', 'asked_back', 'accepted', 'declined', 'withdrawn', 'expired', 'ended')"
            ),
            Check("sender_id <> recipient_id"),
        ]

    @classmethod
    def between(cls, a: Person, b: Person) -> Any:
        """All requests between two people, whoever asked."""
        return cls.select().where(cls.low == min(a.id, b.id), cls.high == max(a.id, b.id))

    @classmethod
    def open_between(cls, a: Person, b: Person) -> PeerRequest | None:
        """The request that is open between two people, whoever asked."""
        found: PeerRequest | None = cls.between(a, b).where(cls.state.in_(OPEN)).first()
        return found

    @classmethod
    def waiting_for(cls, person: Person) -> Any:
        """The open requests that a person received."""
        return cls.select().where(cls.recipient == person, cls.state.in_(OPEN))

    @classmethod
    def sent_by(cls, person: Person) -> Any:
        """The open requests that a person sent."""
        return cls.select().where(cls.sender == person, cls.state.in_(OPEN))

    @classmethod
    def involving(cls, person: Person) -> Any:
        """All requests a person sent or received, newest first, with `asker`, `asked` and `pair` if there is one."""
        other = Person.alias()
        return (
            cls.select(cls, Person, other, Group)
            .join_from(cls, Person, on=(cls.sender == Person.id), attr="asker")
            .join_from(cls, other, on=(cls.recipient == other.id), attr="asked")
            .join_from(cls, Group, JOIN.LEFT_OUTER, on=(cls.group == Group.id), attr="pair")
            .where((cls.sender == person) | (cls.recipient == person))
            .order_by(cls.sent_at.desc(), cls.id.desc())
        )

    @property
    def has_words(self) -> bool:
        """Whether its words are still there: they go with those of the group that came of it."""
        return bool(self.note)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def days_left(self) -> int:
        """Whole days until the request ends by itself, begun ones counted."""
        return max(0, -((clock.now() - self.expires_at) // dt.timedelta(days=1)))


PeerRequest.add_index(
    PeerRequest.low,
    PeerRequest.high,
    unique=True,
    where=(PeerRequest.state.in_(OPEN)),
    name="peer_request_one_open",
)
