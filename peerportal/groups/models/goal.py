"""SMART goals: their wordings, steps and check-ins, each sealed in the owner's own space until the goal is shared."""

from __future__ import annotations

from typing import Any

from peewee import SQL, AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField

from peerportal.core import clock
from peerportal.core.db import BaseModel, DayField, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models.commitment import Commitment
from peerportal.groups.models.group import Group
from peerportal.people.models import Person

DRAFT, SHARED, REACHED, DROPPED = "draft", "shared", "reached", "dropped"
OFFERED, ACCEPTED, DECLINED, WRITTEN = "offered", "accepted", "declined", "written"
PARTS = ("specific", "measurable", "attainable", "relevant", "timely")


class Goal(BaseModel):
    """A member's goal within a group; its present words are a JSON object with PARTS and the measure.

    `space_id` seals it and all that hangs on it: the owner's own space while DRAFT, the group's since it was shared.
    """

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    state = CharField(max_length=7, default=DRAFT)
    space_id = IntegerField()
    words: Any = SealedField()
    due_on = DayField(null=True)
    parting: Any = SealedField(null=True)  # the kind line with which it was reached or dropped
    version = IntegerField(default=1)
    form_key = CharField(max_length=26, null=True, unique=True)
    made_at = UTCDateTimeField(default=clock.now)
    changed_at = UTCDateTimeField(default=clock.now)
    shared_at = UTCDateTimeField(null=True)
    ended_at = UTCDateTimeField(null=True)
    group_id: int
    person_id: int

    class Meta:
        indexes = ((("group", "state"), False), (("person", "state"), False))
        constraints = [Check("state IN ('draft', 'shared', 'reached', 'dropped')")]


class GoalWording(BaseModel):
    """A wording that a goal had, or one that another member offered: kept whatever became of it.

    WRITTEN by the owner; OFFERED by somebody else, then ACCEPTED or DECLINED. `version` is the goal's version that it
    was (WRITTEN) or that it was offered for.
    """

    id = AutoField()
    ref = RefField()
    goal = ForeignKeyField(Goal, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    state = CharField(max_length=8, default=WRITTEN)
    words: Any = SealedField()
    version = IntegerField()
    made_at = UTCDateTimeField(default=clock.now)
    answered_at = UTCDateTimeField(null=True)
    form_key = CharField(max_length=26, null=True, unique=True)
    goal_id: int
    person_id: int | None

    class Meta:
        constraints = [Check("state IN ('written', 'offered', 'accepted', 'declined')")]


class GoalStep(BaseModel):
    """A step on the way to a goal; one that `is_milestone` marks how far it is. It may have become a commitment."""

    id = AutoField()
    ref = RefField()
    goal = ForeignKeyField(Goal, on_delete="CASCADE", lazy_load=False)
    words: Any = SealedField()
    position = IntegerField()
    is_milestone = BooleanField(default=False)
    due_on = DayField(null=True)
    done_at = UTCDateTimeField(null=True)
    commitment = ForeignKeyField(Commitment, null=True, on_delete="SET NULL", lazy_load=False)
    version = IntegerField(default=1)
    form_key = CharField(max_length=26, null=True, unique=True)
    goal_id: int
    commitment_id: int | None


class GoalCheckIn(BaseModel):
    """How far a goal is on a day: a JSON object of a value and a line; `has_value` when there is a value."""

    id = AutoField()
    ref = RefField()
    goal = ForeignKeyField(Goal, on_delete="CASCADE", lazy_load=False)
    on_day = DayField()
    words: Any = SealedField()
    has_value = BooleanField(default=False)
    made_at = UTCDateTimeField(default=clock.now)
    form_key = CharField(max_length=26, null=True, unique=True)
    version = IntegerField(default=1, constraints=[SQL("DEFAULT 1")])
    goal_id: int
