"""Peer requests: one person asks another for a first chat."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models import Group
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

PENDING, ASKED_BACK, ACCEPTED = "pending", "asked_back", "accepted"
DECLINED, WITHDRAWN, EXPIRED, ENDED = "declined", "withdrawn", "expired", "ended"
OPEN = (PENDING, ASKED_BACK)


class PeerRequest(BaseModel):
    """`low` and `high` are the two people in order: at most one open request between them, whoever asked.

    ENDED is what a block makes of an open request; both see it as "no longer open".
    """

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

    class Meta:
        indexes = ((("recipient", "state"), False), (("sender", "state"), False))
        constraints = [
            Check(
                "state IN ('pending', 'asked_back', 'accepted', 'declined', 'withdrawn', 'expired', 'ended')"
            ),
            Check("sender_id <> recipient_id"),
        ]


PeerRequest.add_index(
    PeerRequest.low,
    PeerRequest.high,
    unique=True,
    where=(PeerRequest.state.in_(OPEN)),
    name="peer_request_one_open",
)
