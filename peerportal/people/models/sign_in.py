"""Sign-ins: a row each, so that a copied cookie dies with its row."""

from __future__ import annotations

from peewee import AutoField, CharField, ForeignKeyField

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField
from peerportal.people.models.person import Person


class SignIn(BaseModel):
    """One browser signed in; the table keeps only the digest of its token."""

    id = AutoField()
    ref = RefField()
    token_digest = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    browser = CharField(max_length=120, default="")
    opened_at = UTCDateTimeField(default=clock.now)
    used_at = UTCDateTimeField(default=clock.now)

    def end(self) -> None:
        """Sign that browser out."""
        self.delete_instance()
