"""How a person keeps their own list tilted."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField

from peerportal.core.db import BaseModel, transaction
from peerportal.matching.tilt import Tilt
from peerportal.people.models import Person


class KeptTilt(BaseModel):
    """Where each axis of a person's list stands (see `tilt`); whoever keeps the programme's order has no row.

    It is read at every request, so that nothing has to follow it, and nobody else learns of it.
    """

    person = ForeignKeyField(Person, primary_key=True, on_delete="CASCADE", lazy_load=False)
    likeness = CharField(max_length=9, default="")
    distance = CharField(max_length=4, default="")
    focus = CharField(max_length=9, default="")

    @classmethod
    def of(cls, person_id: int) -> Tilt:
        """What this person keeps."""
        columns = KeptTilt.likeness, KeptTilt.distance, KeptTilt.focus
        kept = KeptTilt.select(*columns).where(KeptTilt.person == person_id)
        row = kept.tuples().first()
        return Tilt(*row) if row else Tilt()

    @classmethod
    def keep(cls, tilt: Tilt, *, by: Person) -> None:
        """Tilt this person's list like this from now on; doing it twice changes nothing."""
        with transaction():
            KeptTilt.delete().where(KeptTilt.person == by).execute()
            if tilt:
                KeptTilt.insert(person=by.id, **tilt.to_args()).execute()
