"""Meetings: one sitting of a group; the one to come carries the open agenda."""

from __future__ import annotations

from typing import Any

from peewee import SQL, AutoField, CharField, Check, ForeignKeyField, IntegerField, Value, fn

from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models.group import Group

PROPOSED, BOOKED, HELD, MISSED, CANCELLED = "proposed", "booked", "held", "missed", "cancelled"
TO_COME, OVER = (PROPOSED, BOOKED), (HELD, MISSED, CANCELLED)
MEANS = ("video", "in_person", "phone", "writing")


class Meeting(BaseModel):
    """One sitting of a group; the one to come carries the open agenda. `place` is sealed.

    A group has one meeting to come. One that was held, missed or cancelled is over: it stays as it was, and what was
    open on its agenda moves on to the next. `sequence` counts the changes of its calendar entry, `changed_at` says
    when the last of them was; `host_id` is the key of whoever invites in a circle.
    """

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
    sequence = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    host_id = IntegerField(null=True)
    changed_at = UTCDateTimeField(null=True)
    group_id: int

    class Meta:
        indexes = ((("group", "number"), True),)
        constraints = [Check("state IN ('proposed', 'booked', 'held', 'missed', 'cancelled')")]

    @classmethod
    def next_of(cls, group: Group) -> Meeting | None:
        """The meeting that is still to come; None before both said yes."""
        to_come = cls.select().where(cls.group == group, cls.state.in_(TO_COME))
        found: Meeting | None = to_come.order_by(cls.number.desc()).first()
        return found

    @classmethod
    def held_of(cls, group: Group) -> Any:
        """The meetings that took place, the latest first, as a query."""
        return cls.select().where(cls.group == group, cls.state == HELD).order_by(cls.number.desc())

    @classmethod
    def over_of(cls, group: Group) -> Any:
        """The meetings that were held, missed or called off, the latest first, as a query."""
        return cls.select().where(cls.group == group, cls.state.in_(OVER)).order_by(cls.number.desc())

    @classmethod
    def counted(cls) -> Any:
        """A column `nth`: which time it is that the group meets, since what did not come about does not count."""
        earlier = cls.alias()
        held = (earlier.group == cls.group) & (earlier.state == HELD) & (earlier.number < cls.number)
        return (Value(1) + earlier.select(fn.COUNT(earlier.id)).where(held)).alias("nth")

    @classmethod
    def expect(cls, group: Group, facts: dict[str, Any]) -> None:
        """Let the meeting to come be as agreed while it has no date; part of the verb that agreed it."""
        if facts:
            undated = (cls.group == group) & (cls.state == PROPOSED)
            cls.update({**facts, "version": cls.version + 1}).where(undated).execute()

    @property
    def is_booked(self) -> bool:
        return self.state == BOOKED
