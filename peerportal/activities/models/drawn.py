"""What a group drew, and the questions and decks of its own; and questions that were offered to everyone."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, BooleanField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField

from peerportal.activities.models.content import LONGEST_QUESTION, Question, new_shuffle
from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, SealedField, UTCDateTimeField
from peerportal.groups.models import Group
from peerportal.people.models import Person

WAITING, ACCEPTED, DECLINED = "waiting", "accepted", "declined"


class DrawnQuestion(BaseModel):
    """A question of a bank that a group has drawn in its present round."""

    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False, index=False)
    question = ForeignKeyField(Question, on_delete="CASCADE", lazy_load=False)

    class Meta:
        primary_key = CompositeKey("group", "question")


class QuestionCursor(BaseModel):
    """Where in the circle of questions a group drew last."""

    group = ForeignKeyField(Group, primary_key=True, on_delete="CASCADE", lazy_load=False)
    shuffle = IntegerField()


class OfferedQuestion(BaseModel):
    """A question that somebody offered to everyone: its words alone, and nothing of the group it comes from."""

    id = AutoField()
    ref = RefField()
    by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    words = CharField(max_length=LONGEST_QUESTION)
    theme = CharField(max_length=12)
    state = CharField(max_length=8, default=WAITING)
    offered_at = UTCDateTimeField(default=clock.now)
    decided_at = UTCDateTimeField(null=True)
    decided_by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    question = ForeignKeyField(Question, null=True, on_delete="SET NULL", lazy_load=False)

    class Meta:
        indexes = ((("state", "offered_at"), False),)
        constraints = [Check("state IN ('waiting', 'accepted', 'declined')")]


class OwnQuestion(BaseModel):
    """A question of a group's own, drawn along with the banks. An empty `theme` fits any; `drawn` is of this round.

    `offer` is there when whoever wrote it offered it to everyone.
    """

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False, index=False)
    by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    words: Any = SealedField()
    theme = CharField(max_length=12, default="")
    shuffle = IntegerField(default=new_shuffle)
    drawn = BooleanField(default=False)
    offer: Any = ForeignKeyField(OfferedQuestion, null=True, on_delete="SET NULL", lazy_load=False)
    made_at = UTCDateTimeField(default=clock.now)
    form_key = CharField(max_length=26)
    by_id: int | None
    offer_id: int | None

    class Meta:
        indexes = ((("group", "form_key"), True),)


class OwnDeck(BaseModel):
    """A deck of a group's own; `words` seal its name and the question of each card as JSON."""

    id = AutoField()
    ref = RefField()
    group = ForeignKeyField(Group, on_delete="CASCADE", lazy_load=False, index=False)
    by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    words: Any = SealedField()
    made_at = UTCDateTimeField(default=clock.now)
    form_key = CharField(max_length=26)
    by_id: int | None

    class Meta:
        indexes = ((("group", "form_key"), True),)
