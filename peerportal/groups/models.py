"""Groups: a pair or a circle, its meetings, their agendas and what was agreed."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

PAIR, CIRCLE = "pair", "circle"
TRYING, ACTIVE, CLOSED = "trying", "active", "closed"
MEANS = ("video", "in_person", "phone", "writing")


class Group(BaseModel):
    """Peers who meet. `low` and `high` are the two of a pair in order, so that a pair exists once.

    `moved` counts every change that a member's open page should see; `space_id` is where its words are sealed.
    """

    id = AutoField()
    ref = RefField()
    programme = ForeignKeyField(Programme, lazy_load=False)
    kind = CharField(max_length=6, default=PAIR)
    state = CharField(max_length=7, default=TRYING)
    space_id = IntegerField()
    low = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    high = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    first_chat_at = UTCDateTimeField(null=True)
    opened_at = UTCDateTimeField(default=clock.now)
    activated_at = UTCDateTimeField(null=True)
    closed_at = UTCDateTimeField(null=True)
    closed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    moved = IntegerField(default=1)

    class Meta:
        table_name = "peer_group"
        constraints = [
            Check("kind IN ('pair', 'circle')"),
            Check("state IN ('trying', 'active', 'closed')"),
        ]


Group.add_index(Group.low, Group.high, unique=True, where=(Group.state != CLOSED), name="peer_group_one_open_pair")


class Membership(BaseModel):
    """A person in a group; `answer` is what they privately said after the first chat."""

    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    joined_at = UTCDateTimeField(default=clock.now)
    left_at = UTCDateTimeField(null=True)
    answer = CharField(max_length=3, null=True)
    answered_at = UTCDateTimeField(null=True)

    class Meta:
        primary_key = CompositeKey("group", "person")
        constraints = [Check("answer IN ('yes', 'not')")]


class Agreement(BaseModel):
    """What a group agreed: one a group, revised under a rising version, its words sealed as JSON."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, unique=True, on_delete="CASCADE", lazy_load=False)
    version = IntegerField(default=1)
    words: Any = SealedField()
    changed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    changed_at = UTCDateTimeField(default=clock.now)


class Acceptance(BaseModel):
    """A member accepts one version of the agreement."""

    agreement = ForeignKeyField(Agreement, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    version = IntegerField()
    accepted_at = UTCDateTimeField(default=clock.now)

    class Meta:
        primary_key = CompositeKey("agreement", "person")


class Meeting(BaseModel):
    """One sitting of a group; the one not yet held carries the open agenda. `place` is sealed."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    number = IntegerField()
    state = CharField(max_length=9, default="proposed")
    starts_at = UTCDateTimeField(null=True)
    minutes = IntegerField(default=45)
    means = CharField(max_length=9, default="video")
    place: Any = SealedField(null=True)
    held_at = UTCDateTimeField(null=True)
    version = IntegerField(default=1)

    class Meta:
        indexes = ((("group", "number"), True),)
        constraints = [Check("state IN ('proposed', 'booked', 'held', 'missed', 'cancelled')")]


class AgendaItem(BaseModel):
    """A talking point by any member. `form_key` makes a form sent twice one item; `gone` is removed, with undo."""

    id = AutoField()
    ref = RefField()
    meeting = ForeignKeyField(Meeting, on_delete="CASCADE", lazy_load=False)
    author = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    words: Any = SealedField()
    state = CharField(max_length=9, default="open")
    position = IntegerField()
    gone = BooleanField(default=False)
    carried_from = IntegerField(null=True)  # the number of the meeting it was first meant for
    version = IntegerField(default=1)
    form_key = CharField(max_length=26, null=True)
    added_at = UTCDateTimeField(default=clock.now)
    changed_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("meeting", "position"), False), (("meeting", "form_key"), True))
        constraints = [Check("state IN ('open', 'discussed', 'carried')")]
