"""Ways in: links that work once, and the rules for joining without one."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField, JSONField

from peerportal.core import clock
from peerportal.core.db import BaseModel, UTCDateTimeField
from peerportal.people.models.person import Person

SET_UP, INVITATION, SIGN_IN, RESET, NEW_EMAIL = "set_up", "invitation", "sign_in", "reset", "new_email"


class OneTimeLink(BaseModel):
    """A secret link for one purpose, kept as a digest; `detail` holds a new address waiting to be confirmed."""

    person_id: int | None

    id = AutoField()
    purpose = CharField(max_length=12)
    token_digest = CharField(max_length=64, unique=True)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE", lazy_load=False)
    detail = CharField(max_length=254, default="")
    made_at = UTCDateTimeField(default=clock.now)
    expires_at = UTCDateTimeField()
    used_at = UTCDateTimeField(null=True)

    class Meta:
        constraints = [Check("purpose IN ('set_up', 'invitation', 'sign_in', 'reset', 'new_email')")]


class JoiningRules(BaseModel):
    """One row: the e-mail domains that may join by themselves, and whether a coordinator approves each."""

    id = IntegerField(primary_key=True)
    domains: Any = JSONField(default=list)
    approval = BooleanField(default=True)
