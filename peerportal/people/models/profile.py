"""What a person says of themselves to find and be found."""

from __future__ import annotations

from typing import Any

from peewee import (
    AutoField,
    CharField,
    Check,
    ForeignKeyField,
    IntegerField,
    JSONField,
)

from peerportal.core import clock
from peerportal.core.db import BaseModel, UTCDateTimeField
from peerportal.people.models.person import Person
from peerportal.terms.models import Term

OFFER, SEEK, INTEREST, SITUATION = "offer", "seek", "interest", "situation"
FACETS = (OFFER, SEEK, INTEREST, SITUATION)
FORMATS = ("video", "in_person", "phone", "writing")
MOST_TERMS = 15  # a facet


class Profile(BaseModel):
    """One a person. `languages` and `formats` are lists of words; hours are minutes of the local day."""

    person = ForeignKeyField(Person, primary_key=True, on_delete="CASCADE")
    line = CharField(max_length=280, default="")
    style = CharField(max_length=280, default="")
    languages: Any = JSONField(default=list)
    formats: Any = JSONField(default=list)
    days = IntegerField(default=0b0011111)  # bit 0 is Monday
    starts = IntegerField(default=9 * 60)
    ends = IntegerField(default=17 * 60)
    room = IntegerField(default=1)
    photo = CharField(max_length=50, null=True)
    step = IntegerField(default=1)
    published_at = UTCDateTimeField(null=True)
    changed_at = UTCDateTimeField(default=clock.now)

    class Meta:
        constraints = [
            Check("room BETWEEN 1 AND 3"),
            Check("days BETWEEN 0 AND 127"),
            Check("starts BETWEEN 0 AND 1440 AND ends BETWEEN 0 AND 1440"),
        ]


class PersonTerm(BaseModel):
    """One thing a person offers, seeks, likes or is going through: in their words, and as it was understood."""

    id = AutoField()
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    term = ForeignKeyField(Term, lazy_load=False)
    facet = CharField(max_length=10)
    typed = CharField(max_length=80)
    position = IntegerField(default=0)

    class Meta:
        # The second one holds all that the index of suggestions reads of everybody, in the order it is read in.
        indexes = ((("person", "facet", "term"), True), (("term", "facet", "position", "person"), False))
        constraints = [Check("facet IN ('offer', 'seek', 'interest', 'situation')")]
