"""A programme: the purpose, the rules and the people who take part in it."""

from __future__ import annotations

from typing import Any

from peewee import AutoField, CharField, Check, CompositeKey, ForeignKeyField, IntegerField, JSONField, TextField

from peerportal.core import clock
from peerportal.core.db import BaseModel, DayField, RefField, UTCDateTimeField
from peerportal.people.models import Person

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
WISHES = ("any", "different", "same")


class Programme(BaseModel):
    """What a coordinator sets. An empty `ends_on` means always on; `level_gap` empty means closeness is only a wish."""

    id = AutoField()
    ref = RefField()
    state = CharField(max_length=6, default=DRAFT)
    name = CharField(max_length=120)
    purpose = TextField(default="")
    starts_on = DayField(null=True)
    ends_on = DayField(null=True)
    cadence_days = IntegerField(default=30)
    audience: Any = JSONField(default=dict)  # {"departments": [...], "locations": [...]}; empty is everybody
    company_gives = TextField(default="")
    ground_rules = TextField(default="")
    department_wish = CharField(max_length=9, default="different")
    place_wish = CharField(max_length=9, default="any")
    level_gap = IntegerField(null=True)
    shared_hours = IntegerField(default=0)  # minutes a week that two people must share; 0 is only a wish
    weights: Any = JSONField(default=dict)  # component → notch 0..4, two being normal
    wild_card = IntegerField(default=1)
    pending_out = IntegerField(default=3)
    pending_in = IntegerField(default=5)
    remind_days: Any = JSONField(default=lambda: [3, 7])
    expiry_days = IntegerField(default=10)
    cooldown_days = IntegerField(default=60)
    version = IntegerField(default=1)
    made_at = UTCDateTimeField(default=clock.now)

    class Meta:
        constraints = [
            Check("state IN ('draft', 'open', 'closed')"),
            Check("department_wish IN ('any', 'different', 'same')"),
            Check("place_wish IN ('any', 'different', 'same')"),
        ]


class Enrolment(BaseModel):
    """A person takes part in a programme."""

    programme = ForeignKeyField(Programme, on_delete="CASCADE", lazy_load=False)
    person = ForeignKeyField(Person, on_delete="CASCADE", lazy_load=False)
    joined_at = UTCDateTimeField(default=clock.now)
    left_at = UTCDateTimeField(null=True)

    class Meta:
        primary_key = CompositeKey("programme", "person")
