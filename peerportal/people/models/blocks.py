"""Blocks: private to the person who set them."""

from __future__ import annotations

from peewee import CompositeKey, ForeignKeyField

from peerportal.core import clock
from peerportal.core.db import BaseModel, UTCDateTimeField
from peerportal.people.models.person import Person


class Block(BaseModel):
    """`by` wants nothing to do with `other`; it works in both directions."""

    by = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    other = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    set_at = UTCDateTimeField(default=clock.now)

    class Meta:
        primary_key = CompositeKey("by", "other")
