"""Banks and decks: sets of questions, each with the history of its wording, and what of them a programme leaves out."""

from __future__ import annotations

import secrets
from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
)

from peerportal.core import clock
from peerportal.core.db import BaseModel, RefField, UTCDateTimeField
from peerportal.people.models import Person
from peerportal.programmes.models import Programme

BANK, DECK = "bank", "deck"
LONGEST_QUESTION = 300
LONGEST_NAME = 80


def new_shuffle() -> int:
    """A random place in the circle in which the questions of all banks lie, 0 to 2³¹ - 1."""
    return secrets.randbelow(2**31)


class QuestionSet(BaseModel):
    """A bank (questions by theme and stage) or a deck (one question a card).

    One with a `key` comes with the portal, from the file of that name; one without was made by a coordinator.
    """

    id = AutoField()
    ref = RefField()
    shape = CharField(max_length=4)
    key = CharField(max_length=20, null=True, unique=True)
    name = CharField(max_length=LONGEST_NAME)
    made_at = UTCDateTimeField(default=clock.now)

    class Meta:
        constraints = [Check("shape IN ('bank', 'deck')")]

    @property
    def is_built_in(self) -> bool:
        return self.key is not None

    @property
    def is_deck(self) -> bool:
        return self.shape == DECK


class Question(BaseModel):
    """A question as it is worded now.

    `key` names it in the file it came from. In a bank it has a `theme` and `stages` (names with blanks between them),
    in a deck a `suit` and a `rank`. `shuffle` is its place in the circle that groups draw round. What a coordinator
    changed is `ours`, and no new release touches it; one that a new release left out has `dropped_at`.
    """

    id = AutoField()
    ref = RefField()
    set = ForeignKeyField(QuestionSet, on_delete="CASCADE", lazy_load=False)
    key = CharField(max_length=40, null=True)
    theme = CharField(max_length=12, default="")
    stages = CharField(max_length=40, default="")
    suit = CharField(max_length=8, default="")
    rank = CharField(max_length=2, default="")
    words = CharField(max_length=LONGEST_QUESTION)
    version = IntegerField(default=1)
    shuffle = IntegerField(default=new_shuffle)
    ours = BooleanField(default=False)
    made_at = UTCDateTimeField(default=clock.now)
    dropped_at = UTCDateTimeField(null=True)
    set_id: int

    class Meta:
        indexes = ((("set", "key"), True),)

    @property
    def name(self) -> str:
        """What a file calls it: the key it came with, else its opaque id."""
        return str(self.key or self.ref)


Question.add_index(
    Question.set, Question.suit, Question.rank, unique=True, where=(Question.suit != ""), name="question_card"
)


class QuestionWording(BaseModel):
    """One wording that a question had or has; `by` is nobody where it came with the portal."""

    question = ForeignKeyField(Question, on_delete="CASCADE", lazy_load=False, index=False)
    version = IntegerField()
    words = CharField(max_length=LONGEST_QUESTION)
    by: Any = ForeignKeyField(Person, null=True, on_delete="SET NULL", lazy_load=False)
    at = UTCDateTimeField(default=clock.now)
    by_id: int | None

    class Meta:
        primary_key = CompositeKey("question", "version")


class QuestionPlace(BaseModel):
    """Where a question lies for those who draw from this theme and stage; an empty one is any.

    A question of a bank has a row for each way of asking for it, so that whatever a group asks for, the next question
    is the next row of the key.
    """

    set = ForeignKeyField(QuestionSet, on_delete="CASCADE", lazy_load=False, index=False)
    theme = CharField(max_length=12)
    stage = CharField(max_length=8)
    shuffle = IntegerField()
    question = ForeignKeyField(Question, on_delete="CASCADE", lazy_load=False)
    question_id: int

    class Meta:
        primary_key = CompositeKey("set", "theme", "stage", "shuffle", "question")


class KindOff(BaseModel):
    """A kind of activity that groups of this programme cannot begin."""

    programme = ForeignKeyField(Programme, on_delete="CASCADE", lazy_load=False, index=False)
    kind = CharField(max_length=20)

    class Meta:
        primary_key = CompositeKey("programme", "kind")


class SetOff(BaseModel):
    """A bank or deck that this programme leaves out."""

    programme = ForeignKeyField(Programme, on_delete="CASCADE", lazy_load=False, index=False)
    set = ForeignKeyField(QuestionSet, on_delete="CASCADE", lazy_load=False)

    class Meta:
        primary_key = CompositeKey("programme", "set")


class QuestionOff(BaseModel):
    """A single question that this programme leaves out."""

    programme = ForeignKeyField(Programme, on_delete="CASCADE", lazy_load=False, index=False)
    question = ForeignKeyField(Question, on_delete="CASCADE", lazy_load=False)

    class Meta:
        primary_key = CompositeKey("programme", "question")
