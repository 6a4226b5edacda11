"""The days that groups agreed on in activities: columns, so that home and calendars need to open no words."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, CharField, CompositeKey, ForeignKeyField, IntegerField

from peerportal.activities.models.session import ActivitySession
from peerportal.core import clock
from peerportal.core.db import BaseModel, DayField, RefField, UTCDateTimeField
from peerportal.people.models import Person


class ActivityDay(BaseModel):
    """A day of an activity, known by its `name`; one that was taken back has no `day`, and keeps its `sequence`.

    `sequence` counts the changes of its calendar entry, `changed_at` says when the last of them was. `step` is where it
    is looked back on, if anywhere; `whose` says who has nothing to tell there, since it is their day. It is `for_all`
    members of the group, or for those alone that ActivityDayMember names. A `quiet` one is only asked about.
    """

    id = AutoField()
    ref = RefField()
    session = ForeignKeyField(ActivitySession, on_delete="CASCADE", lazy_load=False)
    name = CharField(max_length=40)
    day = DayField(null=True)
    step = CharField(max_length=20, default="")
    whose = ForeignKeyField(Person, null=True, on_delete="CASCADE", lazy_load=False)
    for_all = BooleanField()
    quiet = BooleanField()
    sequence = IntegerField(default=0)
    changed_at = UTCDateTimeField(default=clock.now)
    session_id: int
    whose_id: int | None

    class Meta:
        indexes = ((("session", "name"), True),)


class ActivityDayMember(BaseModel):
    """Somebody whom a day is for, or who has looked back on it: `told`."""

    day: Any = ForeignKeyField(ActivityDay, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    told = BooleanField()
    day_id: int
    person_id: int

    class Meta:
        primary_key = CompositeKey("day", "person")
