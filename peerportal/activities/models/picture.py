"""Pictures that members bring to an activity."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, CharField, ForeignKeyField, IntegerField

from peerportal.activities.models.session import ActivitySession
from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.people.models import Person


class ActivityPicture(BaseModel):
    """A picture that a member brought to a step of an activity, one each; nobody else sees it before their part is.

    `content` seals the file, a WebP of `width` times `height` pixels, and `alt` what is to be seen on it. Both lie in
    the row and not in a file of their own, so that whatever takes the row takes the picture in the same moment.
    """

    id = AutoField()
    ref = RefField()
    session = ForeignKeyField(ActivitySession, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    step = CharField(max_length=20)
    alt: Any = SealedField()
    content: Any = SealedField()
    width = IntegerField()
    height = IntegerField()
    brought_at = UTCDateTimeField(default=clock.now)
    session_id: int
    person_id: int

    class Meta:
        indexes = ((("session", "person", "step"), True),)
