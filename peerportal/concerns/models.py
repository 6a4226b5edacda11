"""Reports of concern: "a coordinator should look at this", with what the reporter chose to show."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.people.models import Person


class Concern(BaseModel):
    """A report. Its words and the passages shown are sealed in a space that coordinators read; so are the reasons."""

    id = AutoField()
    ref = RefField()
    state = CharField(max_length=9, default="open")
    reporter = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    about = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    kind = CharField(max_length=12)
    space_id = IntegerField()
    words: Any = SealedField()
    shown: Any = SealedField(null=True)
    outcome: Any = SealedField(null=True)
    raised_at = UTCDateTimeField(default=clock.now)
    taken_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    taken_at = UTCDateTimeField(null=True)
    ended_at = UTCDateTimeField(null=True)
    form_key = CharField(max_length=26, null=True)

    class Meta:
        indexes = ((("reporter", "form_key"), True), (("state", "raised_at"), False))
        constraints = [
            Check("state IN ('open', 'taken', 'resolved', 'dismissed')"),
            Check("kind IN ('person', 'request', 'agenda_item', 'agreement', 'group', 'profile')"),
        ]
