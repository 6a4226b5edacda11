"""What the portal remembers about showing people to each other."""

from __future__ import annotations

from peewee import CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, UTCDateTimeField
from peerportal.people.models import Person


class SetAside(BaseModel):
    """`person` does not want to see `other` suggested for now; nobody else learns of it."""

    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    other = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    set_at = UTCDateTimeField(default=clock.now)

    class Meta:
        primary_key = CompositeKey("person", "other")


class Exposure(BaseModel):
    """How often a person stood in somebody's ten in one ISO week (year * 100 + week)."""

    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    week = IntegerField()
    shown = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("person", "week")
