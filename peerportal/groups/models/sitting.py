"""What goes with a meeting: slots somebody offered, the sitting itself while it lasts, and what each thought of it."""

from __future__ import annotations

from typing import Any

from peewee import SQL, AutoField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models.agenda import AgendaItem
from peerportal.groups.models.group import Group
from peerportal.groups.models.meeting import Meeting
from peerportal.people.models import Person


class SlotOffer(BaseModel):
    """A time that a member offers for the meeting of this number; number 0 is the first chat."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    number = IntegerField()
    starts_at = UTCDateTimeField()
    by: Any = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    offered_at = UTCDateTimeField(default=clock.now)
    by_id: int

    class Meta:
        indexes = ((("group", "number", "starts_at"), True),)


class Sitting(BaseModel):
    """A meeting while it lasts, the same for all who have its page open: which item, whose turn, since when.

    `speaker_id` is the key of whose turn it is; a turn takes `seconds`, of which `left` remained when it last began to
    run at `runs_since` (None: it rests). `waiting` are those who still speak in this round, as groups.sitting.turns
    writes them. `version` rises with every step, so that a click comes once.
    """

    meeting = ForeignKeyField(Meeting, primary_key=True, on_delete="CASCADE", lazy_load=False)
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL", lazy_load=False)
    speaker_id = IntegerField(null=True)
    seconds = IntegerField(default=300)
    left = IntegerField(default=300)
    waiting = CharField(max_length=240, default="")
    runs_since = UTCDateTimeField(null=True)
    began_at = UTCDateTimeField(default=clock.now)
    version = IntegerField(default=1)
    meeting_id: int
    item_id: int | None


class MeetingCheck(BaseModel):
    """What somebody privately thought of a meeting: whether it was useful, and whether time was shared evenly."""

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    useful = CharField(max_length=6)
    balanced = CharField(max_length=6)
    checked_at = UTCDateTimeField(default=clock.now)

    class Meta:
        primary_key = CompositeKey("meeting", "person")
        constraints = [
            Check("useful IN ('yes', 'partly', 'no')"),
            Check("balanced IN ('yes', 'more', 'less')"),
        ]


class ItemNote(BaseModel):
    """The one note that the members share about an agenda item, in Markdown."""

    id = AutoField()
    ref = RefField()
    item = ForeignKeyField(AgendaItem, unique=True, on_delete="CASCADE", lazy_load=False)
    words: Any = SealedField()
    version = IntegerField(default=1)
    changed_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    changed_at = UTCDateTimeField(default=clock.now)
    item_id: int
    changed_by_id: int | None


class Notebook(BaseModel):
    """What a member writes for themselves about a group, sealed with a key that nobody else can use."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    words: Any = SealedField()
    version = IntegerField(default=1)
    changed_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("group", "person"), True),)


class LeftWords(BaseModel):
    """What somebody who left a circle had written there themselves, sealed in their own space when they went.

    The circle's own words are closed to them; this one text, a JSON object, is no part of these any more. `since` is
    when they had joined, `warned_at` when they were told that it will be destroyed.
    """

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    words: Any = SealedField()
    since = UTCDateTimeField()
    left_at = UTCDateTimeField(default=clock.now)
    warned_at = UTCDateTimeField(null=True)
    group_id: int
    person_id: int

    class Meta:
        indexes = ((("group", "person"), True), (("left_at",), False))


class Farewell(BaseModel):
    """A thank-you that a member leaves when a group ends, for the others to read."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    words: Any = SealedField()
    left_at = UTCDateTimeField(default=clock.now)
    version = IntegerField(default=1, constraints=[SQL("DEFAULT 1")])
    person_id: int | None

    class Meta:
        indexes = ((("group", "person"), True),)


class CalendarFeed(BaseModel):
    """The private address under which a calendar follows somebody's meetings; only its digest is kept."""

    person = ForeignKeyField(Person, primary_key=True, on_delete="CASCADE", lazy_load=False)
    token_digest = CharField(max_length=64, unique=True)
    made_at = UTCDateTimeField(default=clock.now)
