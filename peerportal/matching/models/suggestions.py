"""What the portal remembers about showing people to each other."""

from __future__ import annotations

from peewee import CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import changes, clock
from peerportal.core.db import BaseModel, UTCDateTimeField, transaction
from peerportal.people.models import Person


class SetAside(BaseModel):
    """`person` does not want to see `other` suggested for now; nobody else learns of it."""

    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    other = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    set_at = UTCDateTimeField(default=clock.now)

    class Meta:
        primary_key = CompositeKey("person", "other")

    @classmethod
    def put(cls, other: Person, *, by: Person) -> None:
        """Suggest `other` to `by` no more, until brought back; doing it twice changes nothing."""
        with transaction():
            SetAside.insert(person=by.id, other=other.id).on_conflict_ignore().execute()
            changes.record("aside", by.id, other.id)

    @classmethod
    def take_back(cls, other: Person, *, by: Person) -> None:
        """Suggest `other` to `by` again."""
        with transaction():
            if SetAside.delete().where(SetAside.person == by, SetAside.other == other).execute():
                changes.record("aside", by.id, other.id)


class Exposure(BaseModel):
    """How often a person stood in somebody's ten in one ISO week (year * 100 + week)."""

    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    week = IntegerField()
    shown = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("person", "week")
        indexes = ((("week", "person", "shown"), False),)
