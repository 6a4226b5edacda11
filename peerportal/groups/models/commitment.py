"""Commitments: one solid action that a member promises at a meeting, and what became of it."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, DayField, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models.group import Group
from peerportal.groups.models.meeting import Meeting
from peerportal.people.models import Person

OPEN, DONE, PARTLY, STILL, CHANGED = "open", "done", "partly", "still", "changed"
OUTCOMES = (DONE, PARTLY, STILL, CHANGED)
GOES_ON = (OPEN, STILL)


class Commitment(BaseModel):
    """What a member promised at a meeting. One that is "still on it" goes on; `outcome` is a line about how it went.

    `nudged_at` is when another member sent the one "thinking of you" that each commitment may get. `form_key` makes a
    form sent twice one commitment; `gone` was taken back by its maker.
    """

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    meeting = ForeignKeyField(Meeting, null=True, on_delete="SET NULL", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    words: Any = SealedField()
    due_on = DayField(null=True)
    state = CharField(max_length=7, default=OPEN)
    outcome: Any = SealedField(null=True)
    made_at = UTCDateTimeField(default=clock.now)
    outcome_at = UTCDateTimeField(null=True)
    nudged_at = UTCDateTimeField(null=True)
    nudged_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    gone = BooleanField(default=False)
    version = IntegerField(default=1)
    form_key = CharField(max_length=26, null=True, unique=True)
    group_id: int
    meeting_id: int | None
    person_id: int
    nudged_by_id: int | None

    class Meta:
        indexes = ((("group", "made_at"), False), (("person", "state"), False))
        constraints = [Check("state IN ('open', 'done', 'partly', 'still', 'changed')")]


# One a member and meeting: what is promised must be small enough to be kept.
Commitment.add_index(
    Commitment.meeting,
    Commitment.person,
    unique=True,
    where=(~Commitment.gone),
    name="commitment_one_a_meeting",
)
