"""How a person keeps their own list tilted."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField

from peerportal.core.db import BaseModel, database, is_postgres, transaction
from peerportal.matching.tilt import Tilt
from peerportal.people.models import Person

# Asked by every look at a list, where writing the statement anew costs more than asking it.
_FIND = "SELECT likeness, distance, focus FROM kept_tilt WHERE person_id = "


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
        row = database.execute_sql(_FIND + ("%s" if is_postgres() else "?"), (person_id,)).fetchone()
        return Tilt(*row) if row else Tilt()

    @classmethod
    def keep(cls, tilt: Tilt, *, by: Person) -> None:
        """Tilt this person's list like this from now on; doing it twice changes nothing."""
        with transaction():
            KeptTilt.delete().where(KeptTilt.person == by).execute()
            if tilt:
                KeptTilt.insert(person=by.id, **tilt.to_args()).execute()
