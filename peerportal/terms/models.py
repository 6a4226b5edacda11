"""The vocabulary: what people offer and seek, resolved to canonical terms."""

from __future__ import annotations

from peewee import AutoField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField


class Term(BaseModel):
    """One canonical skill, topic or interest. `key` is its normalised form; `uses` counts the profiles naming it."""

    id = AutoField()
    ref = RefField()
    label = CharField(max_length=80)
    key = CharField(max_length=200, unique=True)
    uses = IntegerField(default=0)
    made_at = UTCDateTimeField(default=clock.now)


class TermAlias(BaseModel):
    """Another way to write a term; `key` is its normalised form."""

    id = AutoField()
    term = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    label = CharField(max_length=80)
    key = CharField(max_length=200, unique=True)


class TermLink(BaseModel):
    """Two terms that are near each other, in both directions; `weight` is their similarity in percent."""

    a = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    b = ForeignKeyField(Term, on_delete="CASCADE", lazy_load=False)
    weight = IntegerField()

    class Meta:
        primary_key = CompositeKey("a", "b")
        constraints = [Check("weight BETWEEN 1 AND 100")]
