"""A person: who they are at work and where they stand with the portal."""

from __future__ import annotations

from peewee import AutoField, BooleanField, CharField, Check, ForeignKeyField, IntegerField, TextField

from peerportal.core import clock
from peerportal.core.db import BaseModel, DayField, RefField, UTCDateTimeField
from peerportal.core.text import first_name

# LISTED people stand in the reporting line only: the roster knows no e-mail address of theirs, so they have no account.
LISTED, INVITED, WAITING, ACTIVE = "listed", "invited", "waiting", "active"
PAUSED, SUSPENDED, LEFT = "paused", "suspended", "left"
STATES = (LISTED, INVITED, WAITING, ACTIVE, PAUSED, SUSPENDED, LEFT)
PARTICIPATING = (ACTIVE, PAUSED)
THEMES = ("auto", "light", "dark")


class Level(BaseModel):
    """A level or grade in the organisation's own words; `rank` is its place from junior (1) upward."""

    id = AutoField()
    name = CharField(max_length=80)
    folded = CharField(max_length=80, unique=True)
    rank = IntegerField(null=True)


class Person(BaseModel):
    """Someone who takes part, or stands in the reporting line of somebody who does."""

    id = AutoField()
    ref = RefField()
    state = CharField(max_length=10, default=INVITED, index=True)
    name = CharField(max_length=120)
    search_name = CharField(max_length=120, index=True)
    email = CharField(max_length=254, null=True)
    folded_email = CharField(max_length=254, null=True, unique=True)
    employee_no = CharField(max_length=60, null=True, unique=True)
    manager = ForeignKeyField("self", null=True, on_delete="SET NULL", lazy_load=False)
    is_coordinator = BooleanField(default=False)
    password_hash = CharField(max_length=255, null=True)
    title = CharField(max_length=120, default="")
    department = CharField(max_length=120, default="", index=True)
    location = CharField(max_length=120, default="", index=True)
    level = ForeignKeyField(Level, null=True, on_delete="SET NULL", lazy_load=False)
    time_zone = CharField(max_length=60, default="UTC")
    hired_on = DayField(null=True)
    theme = CharField(max_length=5, default="auto")
    version = IntegerField(default=1)
    created_at = UTCDateTimeField(default=clock.now)
    joined_at = UTCDateTimeField(null=True)
    state_at = UTCDateTimeField(default=clock.now)
    state_reason = TextField(default="")

    class Meta:
        constraints = [
            Check("state IN ('listed', 'invited', 'waiting', 'active', 'paused', 'suspended', 'left')"),
            Check("theme IN ('auto', 'light', 'dark')"),
        ]

    @property
    def first_name(self) -> str:
        """What peers call them."""
        return first_name(self.name)

    @property
    def is_active(self) -> bool:
        return self.state == ACTIVE

    @property
    def takes_part(self) -> bool:
        """Whether they may use the participants' pages (a paused person may, and may resume)."""
        return self.state in PARTICIPATING

    def use_theme(self, theme: str) -> None:
        """Show pages light, dark, or as the device is set."""
        Person.update(theme=theme).where(Person.id == self.id).execute()

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
