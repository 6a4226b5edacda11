"""Sessions: a group doing an activity, and what each member writes in it."""

from __future__ import annotations

from typing import Any

from peewee import SQL, AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, DayField, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models import AgendaItem, Group
from peerportal.people.models import Person

OPEN, FINISHED, STOPPED = "open", "finished", "stopped"


class ActivitySession(BaseModel):
    """A group doing an activity.

    `kind` and `step` are names of activities.kinds; `words` seal what stands on the table, the same for all, as JSON.
    `version` counts what was done at the table, so that a click comes once; `moved` counts every change that a member's
    open page should see. On one `laptop` a member may write for another one. `due_on` is a day that the activity itself
    names, on which it has something to ask (how did it turn out?).
    """

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    kind = CharField(max_length=20)
    state = CharField(max_length=8, default=OPEN)
    step = CharField(max_length=20)
    words: Any = SealedField(null=True)
    version = IntegerField(default=1)
    moved = IntegerField(default=1)
    laptop = BooleanField(default=False, constraints=[SQL("DEFAULT FALSE")])
    due_on = DayField(null=True)
    item = ForeignKeyField(AgendaItem, null=True, on_delete="SET NULL", lazy_load=False)
    started_by = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    started_at = UTCDateTimeField(default=clock.now)
    ended_at = UTCDateTimeField(null=True)
    form_key = CharField(max_length=26)
    group_id: int
    started_by_id: int | None
    item_id: int | None

    class Meta:
        indexes = ((("group", "state", "started_at"), False), (("group", "form_key"), True))
        constraints = [Check("state IN ('open', 'finished', 'stopped')")]

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @classmethod
    def of(cls, group: Group) -> Any:
        """The sessions of a group, the latest first, as a query."""
        return cls.select().where(cls.group == group).order_by(cls.started_at.desc(), cls.id.desc())


class ActivityPart(BaseModel):
    """What one member writes in one step. Nobody else sees `words` before `shown_at`.

    It is there as soon as the member came to the step; `ready_at` says that they are done with it. `by` is who typed
    it, which on one laptop can be another member.
    """

    id = AutoField()
    ref = RefField()
    session = ForeignKeyField(ActivitySession, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    step = CharField(max_length=20)
    words: Any = SealedField(null=True)
    version = IntegerField(default=1)
    by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    came_at = UTCDateTimeField(default=clock.now)
    ready_at = UTCDateTimeField(null=True)
    shown_at = UTCDateTimeField(null=True)
    session_id: int
    person_id: int
    by_id: int | None

    class Meta:
        indexes = ((("session", "person", "step"), True),)
