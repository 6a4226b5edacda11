"""Meetings: one sitting of a group; the one not yet held carries the open agenda."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import AutoField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import vault
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField, transaction
from peerportal.groups.models.group import Group
from peerportal.people.models import Person

PROPOSED, BOOKED, HELD = "proposed", "booked", "held"
MEANS = ("video", "in_person", "phone", "writing")


class Meeting(BaseModel):
    """One sitting of a group; the one not yet held carries the open agenda. `place` is sealed."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    number = IntegerField()
    state = CharField(max_length=9, default=PROPOSED)
    starts_at = UTCDateTimeField(null=True)
    minutes = IntegerField(default=45)
    means = CharField(max_length=9, default="video")
    place: Any = SealedField(null=True)
    held_at = UTCDateTimeField(null=True)
    version = IntegerField(default=1)

    class Meta:
        indexes = ((("group", "number"), True),)
        constraints = [Check("state IN ('proposed', 'booked', 'held', 'missed', 'cancelled')")]

    @classmethod
    def next_of(cls, group: Group) -> Meeting | None:
        """The meeting that is still to come; None before both said yes."""
        found: Meeting | None = (
            cls.select().where(cls.group == group, cls.held_at.is_null()).order_by(cls.number.desc()).first()
        )
        return found

    @classmethod
    def held_of(cls, group: Group) -> Any:
        """The meetings that took place, the latest first, as a query."""
        return cls.select().where(cls.group == group, cls.state == HELD).order_by(cls.number.desc())

    @classmethod
    def plan(
        cls,
        group: Group,
        by: Person,
        version: int,
        *,
        starts_at: dt.datetime | None,
        minutes: int,
        means: str,
        place: str,
    ) -> bool:
        """Set when, how long and how the next meeting is; False when somebody changed it since `version`."""
        with transaction():
            group = group.held_active()
            meeting = cls.next_of(group)
            if meeting is None or meeting.version != version:
                return False
            space = vault.open_space(group.space_id, reader=by.id)
            facts = {
                "starts_at": starts_at,
                "minutes": minutes,
                "means": means,
                "place": space.seal(cls.place, meeting.ref, place) if place else None,
                "state": BOOKED if starts_at else PROPOSED,
                "version": version + 1,
            }
            cls.update(facts).where(cls.id == meeting.id).execute()
            group.touch()
        return True
